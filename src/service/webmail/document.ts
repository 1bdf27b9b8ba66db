/**
 * The HTML of a message as a document of its own, for the frame without scripts: sanitised, its pictures by signed addresses.
 * Called by routes/mail-message-document.ts. The wall is the answer's policy (DOCUMENT_POLICY); this tidies behind it.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import { mailDocument } from '#src/protocol/safe-html/document.ts';
import { escape } from '#src/protocol/safe-html/escape.ts';
import { textToHtml } from '#src/protocol/safe-html/plain.ts';
import { sanitise } from '#src/protocol/safe-html/sanitise.ts';
import type { MailUser } from './connections.ts';
import type { Capabilities } from './capability.ts';
import { partName } from './file-names.ts';
import { type ReadDeps, type ReadMessage, readMessage } from './message.ts';
import type { Correspondent } from './message-header.ts';

export interface DocumentAsked {
  readonly id: string;
  readonly inside: string | null;
  readonly language: Language;
  /** Show pictures from elsewhere. */
  readonly images: boolean;
  /** On paper: with who, when and what is attached above. */
  readonly print: boolean;
  readonly session: string;
  /** Where the API is: `https://post.example/api/v1`. */
  readonly base: string;
}

/**
 * The wall. No scripts, no forms, no origin; nothing is fetched but pictures through us. Links open in a tab of their own
 * without knowing where they came from.
 */
export const documentPolicy = (base: string): string =>
  [
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    `img-src data: ${base}/mail/image`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');

/** The document; throws MailRefused. */
export async function documentOf(
  deps: ReadDeps,
  capabilities: Capabilities,
  user: MailUser,
  asked: DocumentAsked,
): Promise<string> {
  const read = await readMessage(deps, user, asked);
  const words = texts(asked.language).webmailRead.document;
  const grant = { session: asked.session, mailbox: user.id, address: user.address, message: asked.id };
  const html = read.body.pieces.map((piece) => piece.html ?? textToHtml(piece.plain ?? '')).join('<hr>');
  const byId = new Map(
    [...read.body.contents.inline, ...read.body.contents.files].flatMap((part) =>
      part.contentId === null ? [] : [[part.contentId.toLowerCase(), part.section] as const],
    ),
  );
  const mail = sanitise(html, {
    leadsTo: words.leadsTo,
    cid: (id) => {
      const part = byId.get(id.toLowerCase());
      return part === undefined ? null : asked.base + capabilities.address(grant, { kind: 'part', part });
    },
    remote: (url) => (asked.images ? asked.base + capabilities.address(grant, { kind: 'remote', url }) : null),
  });
  return mailDocument(
    mail,
    { language: asked.language, quoted: words.quoted },
    asked.print ? head(read, asked.language) : '',
  );
}

/** What stands above the mail on paper. */
function head({ header, body, opened }: ReadMessage, language: Language): string {
  const words = texts(language).webmailRead.document;
  const people = (all: readonly Correspondent[]): string =>
    all.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ');
  const at = header.sentAt ?? opened.receivedAt?.getTime() ?? 0;
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(at);
  const lines: readonly (readonly [string, string])[] = [
    [words.from, people(header.from)],
    [words.to, people(header.to)],
    [words.cc, people(header.cc)],
    [words.at, `${when} UTC`],
    [words.files, body.contents.files.map(partName).join(', ')],
  ];
  const shown = lines
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `<p><b>${escape(label)}:</b> ${escape(text)}</p>`);
  return `<header class="pv-head"><h1>${escape(header.subject)}</h1>${shown.join('')}</header>`;
}
