/** `start`, `config`, `start-link`, `doctor`, `backup`, `restore`: the host itself. */
import { resolve } from 'node:path';
import { texts } from '#src/messages/catalogue.ts';
import type { Configuration } from '#src/model/configuration.ts';
import type { Language } from '#src/model/language.ts';
import { backupData, type BackupSummary } from '#src/service/backup.ts';
import { noteBackup } from '#src/service/backup-note.ts';
import type { DoctorReport } from '#src/service/doctor.ts';
import { done, refused } from '#src/service/outcome.ts';
import { type StoreReport, verifyStore } from '#src/service/store-report.ts';
import { type Command, command } from '../command.ts';
import { bytes, table } from '../table.ts';

const summary = ({ folder, files, bytes: size, at, without }: BackupSummary, language: Language): string =>
  [
    `${folder}: ${files} files, ${bytes(size)}, ${at}`,
    ...(without === undefined ? [] : [texts(language).host.notInBackup]),
  ].join('\n');

/** The configuration as shown: passwords in a database URL and secrets are left out. */
const shownConfiguration = (configuration: Configuration): Configuration => ({
  ...configuration,
  database: { url: configuration.database.url.replace(/:\/\/([^:@/]*):[^@/]*@/, '://$1:…@') },
  tls: {
    ...configuration.tls,
    acme: { ...configuration.tls.acme, eabKey: configuration.tls.acme.eabKey === '' ? '' : '…' },
  },
  billing: { ...configuration.billing, webhookSecret: configuration.billing.webhookSecret === '' ? '' : '…' },
});

export const HOST_COMMANDS: readonly Command[] = [
  command<null, null>({
    name: 'start',
    usage: '',
    options: {},
    // run.ts hands `start` to main.ts: it is the server, not a request to one.
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    render: () => '',
  }),
  command<null, { readonly dataFolder: string; readonly configuration: Configuration }>({
    name: 'config',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: async (app) => done({ dataFolder: app.dataFolder, configuration: shownConfiguration(app.configuration) }),
    render: (value) => JSON.stringify(value, null, 2),
  }),
  command<null, { readonly url: string }>({
    name: 'start-link',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: async (app) => {
      const url = app.newStartLink();
      return url === null ? refused('needsServer', { command: 'start-link' }) : done({ url });
    },
    render: ({ url }) => url,
  }),
  command<{ readonly store: boolean }, DoctorReport | StoreReport>({
    name: 'doctor',
    usage: '[--store]',
    options: { store: 'flag' },
    parse: ({ words, options }) => (words.length === 0 ? done({ store: options.store === true }) : null),
    run: async (app, { store }) => done(store ? await verifyStore(app) : await app.doctor()),
    render: renderDoctor,
    exitCode: (report) => (report.state === 'ok' ? 0 : 1),
  }),
  command<{ readonly target: string }, BackupSummary>({
    name: 'backup',
    usage: '<folder>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ target: resolve(words[0]) }) : null),
    run: async (app, { target }) => {
      const { dataFolder, configuration } = app;
      const made = await backupData(app, { dataFolder, target, databaseUrl: configuration.database.url });
      if (made.ok) await noteBackup(app.db, made.value);
      return made;
    },
    render: summary,
  }),
  command<{ readonly source: string }, BackupSummary>({
    name: 'restore',
    usage: '<folder>',
    options: {},
    // Handled by run.ts before any data is opened: the data folder must be empty and no server may run on it.
    parse: ({ words }) => (words.length === 1 ? done({ source: resolve(words[0]) }) : null),
    render: summary,
  }),
];

function renderDoctor(report: DoctorReport | StoreReport): string {
  if ('checks' in report)
    return table(
      ['state', 'check', 'what was seen'],
      report.checks.map((one) => [one.state, one.check, one.detail]),
    );
  return [
    `${report.state}: ${report.mailboxes} mailboxes, ${report.messages} messages, ${report.faults.length} faults`,
    ...report.faults.map((fault) => `  ${fault.mailbox} ${fault.folder} ${fault.uid}: ${fault.problem}`),
  ].join('\n');
}
