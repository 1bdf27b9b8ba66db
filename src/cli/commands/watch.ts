/** `watch <address>`: each attempt of the address's mail programs as it happens, until Ctrl-C or `--for` is over. */
import { texts } from '#src/messages/catalogue.ts';
import { hereAndNow } from '#src/service/diagnose-text.ts';
import { done, misuse } from '#src/service/outcome.ts';
import type { WatchedAttempt } from '#src/service/watch-address.ts';
import { type Command, command } from '../command.ts';
import { moment } from '../table.ts';

interface Asked {
  readonly address: string;
  readonly seconds: number;
}

function line(
  row: WatchedAttempt,
  words: { readonly ok: string; readonly todo: (a: { text: string }) => string },
): string {
  const result = row.result === 'ok' ? words.ok : (row.title ?? row.result);
  const head = [
    moment(Date.parse(row.at)),
    row.program ?? '–',
    row.remoteAddress,
    `${row.endpoint} ${row.port}`,
    row.tls === '' ? '–' : row.tls,
    row.login ?? '–',
    result,
  ].join(' · ');
  return row.todo === null ? head : `${head}\n    ${words.todo({ text: row.todo })}`;
}

export const WATCH_COMMANDS: readonly Command[] = [
  command<Asked, { readonly attempts: number }>({
    name: 'watch',
    usage: '<address> [--for <seconds>]',
    options: { for: 'value' },
    parse: ({ words, options }) => {
      if (words.length !== 1) return null;
      const typed = options.for ?? '86400';
      const seconds = typeof typed === 'string' && /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
      return seconds < 1
        ? misuse('watchTimeBad', { input: String(typed).slice(0, 40) })
        : done({ address: words[0], seconds });
    },
    run: (app, { address, seconds }, { language, emit, ended }) =>
      app.watchAddress(
        {
          address,
          seconds,
          viewer: { kind: 'operator' },
          reader: { language, ...hereAndNow() },
          ...(ended === undefined ? {} : { ended }),
        },
        emit,
      ),
    renderRow: (row, language) => line(row as WatchedAttempt, texts(language).fixing.watch),
    // Everything was told while it happened.
    render: () => null,
  }),
];
