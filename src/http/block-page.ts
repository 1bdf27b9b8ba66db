/**
 * The page behind the short link of a refusal or notice: which Block it is, when or how it ends, what waits to be sent
 * again. Server-rendered, no script. Whoever has the code was told of the Block; a wrong code says nothing.
 */
import type { Block, BlockedAttempt } from '#src/model/block.ts';
import { isActive } from '#src/model/block.ts';
import { blockTold, opensText } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type Reader, whenText } from '#src/messages/telling.ts';
import { escapeHtml, START_PAGE_STYLE } from './start-page.ts';

const MOST_SHOWN = 50;

const page = (language: string, title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${START_PAGE_STYLE}</style></head><body><main>${body}</main></body></html>`;

/** The Block as a page in the reader's language. */
export function blockPage(block: Block, attempts: readonly BlockedAttempt[], reader: Reader): string {
  const words = texts(reader.language).blocks;
  const { blockPage: own } = texts(reader.language).host;
  const what = words.what[block.rule](blockTold(block, reader));
  const active = isActive(block, reader.now);
  const end = active ? opensText(block, reader) : own.over;
  const rows = attempts
    .slice(0, MOST_SHOWN)
    .map(
      (one) =>
        `<li><code>${escapeHtml(one.rcptTo)}</code> ${escapeHtml(one.subject ?? '')} <small>${escapeHtml(whenText(one.at, reader))}</small></li>`,
    )
    .join('');
  const again = rows === '' ? '' : `<section><h2>${escapeHtml(own.again)}</h2><ul>${rows}</ul></section>`;
  const since = `${own.since} ${whenText(block.since, reader)}.`;
  return page(
    reader.language,
    own.title,
    `<h1>${escapeHtml(own.title)}</h1><section><h2>${escapeHtml(what)}</h2><p>${escapeHtml(since)} ${escapeHtml(end)}</p></section>${again}<p><small>${escapeHtml(block.code)}</small></p>`,
  );
}

/** The page for a code that names nothing. */
export const noBlockPage = (reader: Reader): string => {
  const { blockPage: own } = texts(reader.language).host;
  return page(
    reader.language,
    own.title,
    `<h1>${escapeHtml(own.title)}</h1><section><p>${escapeHtml(own.unknown)}</p></section>`,
  );
};
