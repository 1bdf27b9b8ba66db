/** `quarantine …` of a domain by the host, `mailbox reopen` after a repair, `bulk consent`: ways in and out of suspicion. */
import { texts } from '#src/messages/catalogue.ts';
import type { Block } from '#src/model/block.ts';
import { type Consent, showConsent, stateConsent } from '#src/service/abuse/consent.ts';
import { releaseAfterRepair, type Repaired } from '#src/service/abuse/repair.ts';
import { done } from '#src/service/outcome.ts';
import { addQuarantine, liftQuarantine, listQuarantine } from '#src/service/quarantine.ts';
import { type Command, command } from '../command.ts';
import { moment, table } from '../table.ts';

const show = (blocks: readonly Block[], none: string): string =>
  blocks.length === 0
    ? none
    : table(
        ['domain', 'since', 'until', 'code', 'reason'],
        blocks.map((block) => [
          block.subjectName,
          moment(block.since),
          moment(block.until),
          block.code,
          String(block.evidence['reason'] ?? ''),
        ]),
      );

export const QUARANTINE_COMMANDS: readonly Command[] = [
  command<{ readonly domain: string; readonly reason: string; readonly until: string | null }, Block>({
    name: 'quarantine add',
    usage: '<domain> --reason <text> [--until <date>]',
    options: { reason: 'value', until: 'value' },
    parse: ({ words, options }) => {
      const { reason, until } = options;
      if (words.length !== 1) return null;
      const text = typeof reason === 'string' ? reason : '';
      return done({ domain: words[0], reason: text, until: typeof until === 'string' ? until : null });
    },
    run: (app, { domain, reason, until }) =>
      addQuarantine(app, { domain, reason, ...(until === null ? {} : { until }) }),
    render: (block, language) => show([block], texts(language).host.none),
  }),
  command<null, readonly Block[]>({
    name: 'quarantine list',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: (app) => listQuarantine(app),
    render: (blocks, language) => show(blocks, texts(language).host.none),
  }),
  command<{ readonly domain: string }, Block>({
    name: 'quarantine lift',
    usage: '<domain>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ domain: words[0] }) : null),
    run: (app, { domain }) => liftQuarantine(app, domain),
    render: (block) => block.subjectName,
  }),
  command<{ readonly address: string }, Repaired>({
    name: 'mailbox reopen',
    usage: '<address>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ address: words[0] }) : null),
    run: (app, { address }) => releaseAfterRepair(app, address),
    render: ({ address, lifted }) => `${address}: ${lifted.join(', ')}`,
  }),
  command<{ readonly customer: string; readonly state: boolean }, Consent>({
    name: 'bulk consent',
    usage: '<customer> [--stated]',
    options: { stated: 'flag' },
    parse: ({ words, options }) =>
      words.length === 1 ? done({ customer: words[0], state: options.stated === true }) : null,
    run: (app, { customer, state }) => (state ? stateConsent(app, customer) : showConsent(app, customer)),
    render: ({ name, stated }) => `${name}: ${stated ?? '–'}`,
  }),
];
