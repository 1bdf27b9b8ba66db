/** `certificate …`: the certificates that are ordered by ACME (`tls.mode = "acme"`): how each name stands, and one anew at once. */
import { texts } from '#src/messages/catalogue.ts';
import type { NameState } from '#src/service/certificates/keeper.ts';
import { type CertificateView, listCertificates, renewCertificate } from '#src/service/certificates/commands.ts';
import { done } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { table } from '../table.ts';

/** Found wrong: what an operator should look at. */
const WRONG: ReadonlySet<NameState> = new Set(['failing', 'elsewhere', 'forbidden']);

const show = (all: readonly CertificateView[], none: string): string =>
  all.length === 0
    ? none
    : table(
        ['name', 'state', 'until', 'renewed from', 'next try', ''],
        all.map(({ name, state, until, renewAt, nextAt, words }) => [
          name,
          state,
          until ?? '–',
          renewAt ?? '–',
          nextAt ?? '–',
          words ?? '',
        ]),
      );

export const CERTIFICATE_COMMANDS: readonly Command[] = [
  command<null, { readonly certificates: readonly CertificateView[] }>({
    name: 'certificate list',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: (app) => listCertificates(app),
    render: ({ certificates }, language) => show(certificates, texts(language).host.none),
    exitCode: ({ certificates }) => (certificates.some(({ state }) => WRONG.has(state)) ? 1 : 0),
  }),
  command<{ readonly name: string }, CertificateView>({
    name: 'certificate renew',
    usage: '<name>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ name: words[0] }) : null),
    run: (app, { name }) => renewCertificate(app, name),
    render: (one, language) => show([one], texts(language).host.none),
    exitCode: ({ state }) => (state === 'valid' ? 0 : 1),
  }),
];
