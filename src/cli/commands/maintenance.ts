/** `maintenance …`: work that the operator announces; the diagnosis tells it to customers while it runs. */
import { texts } from '#src/messages/catalogue.ts';
import {
  addMaintenance,
  listMaintenance,
  type MaintenanceView,
  type NewMaintenance,
  removeMaintenance,
} from '#src/service/maintenance.ts';
import { done } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { table } from '../table.ts';

const show = (all: readonly MaintenanceView[], none: string): string =>
  all.length === 0
    ? none
    : table(
        ['id', 'part', 'from', 'until', 'domains', 'text'],
        all.map(({ id, part, from, until, domains, text }) => [id, part, from, until, domains.join(' '), text]),
      );

export const MAINTENANCE_COMMANDS: readonly Command[] = [
  command<NewMaintenance, MaintenanceView>({
    name: 'maintenance add',
    usage:
      '[--from <time>] --until <time> --text <words> [--part all|sending|receiving|reading] [--domains <domain>,…]',
    options: { from: 'value', until: 'value', text: 'value', part: 'value', domains: 'value' },
    parse: ({ words, options }) => {
      const value = (name: string): string | undefined =>
        typeof options[name] === 'string' ? options[name] : undefined;
      const [from, until, text, part] = ['from', 'until', 'text', 'part'].map(value);
      if (words.length > 0 || until === undefined || text === undefined) return null;
      const domains = value('domains');
      return done({
        until,
        text,
        ...(from === undefined ? {} : { from }),
        ...(part === undefined ? {} : { part }),
        ...(domains === undefined ? {} : { domains: domains.split(',') }),
      });
    },
    run: (app, wanted) => addMaintenance(app, wanted),
    render: (made, language) => show([made], texts(language).host.none),
  }),
  command<null, readonly MaintenanceView[]>({
    name: 'maintenance list',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: (app) => listMaintenance(app),
    render: (all, language) => show(all, texts(language).host.none),
  }),
  command<{ readonly id: string }, { readonly id: string }>({
    name: 'maintenance remove',
    usage: '<id>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ id: words[0] }) : null),
    run: (app, { id }) => removeMaintenance(app, id),
    render: ({ id }) => id,
  }),
];
