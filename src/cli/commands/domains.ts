/** `domain …`: names that get mail. */
import { texts } from '#src/messages/catalogue.ts';
import type { Domain } from '#src/model/domain.ts';
import { type CaaRecordState, wantedCaa } from '#src/service/certificates/caa-records.ts';
import {
  type AddedDomain,
  addDomain,
  type DomainView,
  listDomains,
  removeDomain,
  showDomain,
} from '#src/service/domains.ts';
import { done } from '#src/service/outcome.ts';
import type { RecordState } from '#src/service/diagnosis.ts';
import { type Command, command } from '../command.ts';
import { moment, table } from '../table.ts';

type ShownDomain = Omit<DomainView, 'records'> & { readonly records: readonly (RecordState | CaaRecordState)[] };

export const DOMAIN_COMMANDS: readonly Command[] = [
  command<{ readonly domain: string; readonly customer?: string }, AddedDomain>({
    name: 'domain add',
    usage: '<domain> [--customer <id>]',
    options: { customer: 'value' },
    parse: ({ words, options }) => {
      if (words.length !== 1) return null;
      return done({
        domain: words[0],
        ...(typeof options.customer === 'string' ? { customer: options.customer } : {}),
      });
    },
    run: (app, params) => addDomain(app, params),
    render: ({ domain }) => domain,
  }),
  command<null, readonly Domain[]>({
    name: 'domain list',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: async (app) => done(await listDomains(app)),
    render: (domains, language) =>
      domains.length === 0
        ? texts(language).host.none
        : table(
            ['domain', 'state', 'customer', 'created'],
            domains.map((one) => [one.name, one.state, one.customer, moment(one.createdAt)]),
          ),
  }),
  command<{ readonly domain: string }, ShownDomain>({
    name: 'domain show',
    usage: '<domain>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ domain: words[0] }) : null),
    run: async (app, { domain }) => {
      const shown = await showDomain(app, domain);
      if (!shown.ok) return shown;
      const records = await app.recordStates(shown.value.name);
      return records.ok
        ? done({ ...shown.value, records: [...records.value, ...wantedCaa(app.certificates, shown.value.name)] })
        : records;
    },
    render: (one) =>
      [
        `${one.name}: ${one.state}, ${one.mailboxes}`,
        table(
          ['state', 'type', 'name', 'value'],
          one.records.map((record) => [record.state, record.type, record.name, record.value]),
        ),
      ].join('\n\n'),
  }),
  command<
    { readonly domain: string; readonly force: boolean },
    { readonly domain: string; readonly mailboxes: number }
  >({
    name: 'domain remove',
    usage: '<domain> [--force]',
    options: { force: 'flag' },
    parse: ({ words, options }) =>
      words.length === 1 ? done({ domain: words[0], force: options.force === true }) : null,
    run: (app, { domain, force }) => removeDomain(app, domain, { force }),
    render: ({ domain, mailboxes }) => `${domain} (${mailboxes})`,
  }),
];
