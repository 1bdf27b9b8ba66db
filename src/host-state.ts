/**
 * What is on disk, opened: control database, journal, mailboxes, queue, certificates — and what works on them without a
 * door. Wires only; opened by host.ts, which closes it.
 */
import { join } from 'node:path';
import { type Logger } from 'pino';
import { createDelivery } from './engine/embedded/delivery/deliver.ts';
import { openQueue } from './engine/embedded/queue/queue.ts';
import { openMailStore } from './engine/embedded/store/store.ts';
import { blockLink } from './model/block.ts';
import { certificateFiles, ownAuthority } from './net/authority.ts';
import { type Clock, systemClock } from './net/clock.ts';
import type { LoadedConfiguration } from './net/configuration-file.ts';
import { prepareDataFolder } from './net/data-folder.ts';
import { Metrics } from './net/metrics.ts';
import { createResolver } from './net/resolver.ts';
import { summarise } from './protocol/imap/summary.ts';
import { searchText } from './protocol/mime/search-text.ts';
import { createBlocks } from './service/blocks.ts';
import { openAcme } from './service/certificates/acme.ts';
import { countedJournal } from './service/counted-journal.ts';
import { createCaseDoor } from './service/centre/case-door.ts';
import { createDirectory } from './service/directory.ts';
import { createRuleBook } from './service/rule-book.ts';
import { createNotices } from './service/notices.ts';
import { createPasswordHasher } from './service/password-hasher.ts';
import { createForwardLog } from './service/limits/forward-log.ts';
import { setConfiguredPlans } from './service/configured-plans.ts';
import { createSessions } from './service/sessions.ts';
import { createTickets } from './service/webmail/tickets.ts';
import { StartProblem, opening } from './service/start-problem.ts';
import { openDatabase } from './store/database.ts';
import { openJournal } from './store/journal/journal-store.ts';

/** Everything on disk, opened; no door yet. Throws StartProblem. */
export async function openState(loaded: LoadedConfiguration, log: Logger, clock: Clock = systemClock) {
  const { configuration, dataFolder } = loaded;
  const unwritable = prepareDataFolder(dataFolder);
  if (unwritable !== null) throw new StartProblem('folderUnwritable', { folder: dataFolder, why: unwritable });
  const { hostname, outbound, net, dns } = configuration;
  const metrics = new Metrics();

  const db = await opening(() => openDatabase(configuration.database.url));
  const journalStore = await opening(
    () => openJournal({ path: join(dataFolder, 'journal.db'), clock, keepDays: configuration.journal.keepDays }),
    join(dataFolder, 'journal.db'),
  );
  const journal = countedJournal(journalStore, metrics);
  const store = await openMailStore({
    directory: join(dataFolder, 'mail'),
    clock,
    summarise,
    searchText,
    report: (error) => log.error({ err: error }, 'mailbox store'),
  });
  const own = await opening(async () =>
    configuration.tls.mode === 'files'
      ? certificateFiles({ certPath: configuration.tls.certificate, keyPath: configuration.tls.key, clock })
      : ownAuthority({ dataDir: dataFolder, hostname, extraNames: configuration.tls.names, clock }),
  ).catch((error: unknown) => {
    throw error instanceof StartProblem ? error : new StartProblem('certificateUnreadable', { why: String(error) });
  });
  const resolver = createResolver({ servers: dns.servers, clock });
  const acme =
    configuration.tls.mode === 'acme'
      ? await openAcme({
          loaded,
          db,
          clock,
          resolver,
          uncached: createResolver({ servers: dns.servers, clock, cacheEntries: 0 }),
          own,
          onTrouble: (error) => log.error({ err: error }, 'certificates'),
        })
      : null;
  const certificates = acme?.held ?? own;
  const hasher = createPasswordHasher();
  const blocks = createBlocks({ db, clock });
  const directory = createDirectory({ db, clock });
  const book = createRuleBook({ db, clock });
  const caseDoor = createCaseDoor({ db, clock, hostname });
  const sendNotes = createForwardLog({ db, clock, onTrouble: (error) => log.error({ err: error }, 'send log') });
  const delivery = createDelivery({
    directory,
    store,
    resolver,
    journal,
    clock,
    hostname,
    port: outbound.port,
    hosts: outbound.hosts,
    allowPrivate: net.allowPrivate,
    rules: {
      book,
      hostname,
      send: (messages) => queue.add(messages).catch(() => false),
      forwarded: (address, recipients) => sendNotes.add(address, recipients),
    },
  });
  const queue = await opening(
    async () =>
      openQueue({
        path: join(dataFolder, 'queue', 'queue.db'),
        deliver: caseDoor.deliver(delivery.deliver),
        directory,
        journal,
        hostname,
        clock,
        reported: (address) => sendNotes.report(address),
        onTrouble: (error) => log.error({ err: error }, 'queue'),
      }),
    join(dataFolder, 'queue', 'queue.db'),
  );
  const web = { url: `https://${hostname}` }; // until the web door knows its own address
  const linkBase = (): string => configuration.links.base || web.url;
  const sessions = createSessions();
  const tickets = createTickets(clock);
  const notices = createNotices({
    db,
    clock,
    hostname,
    queue,
    directory,
    blocks,
    link: (code) => blockLink(linkBase(), code),
    onTrouble: (error) => log.error({ err: error }, 'notices'),
  });
  await setConfiguredPlans({ db, clock }, configuration.plans);
  const close = async (): Promise<void> => {
    await notices.close();
    await queue.stop(10_000);
    await sendNotes.settled();
    delivery.close();
    directory.close();
    book.close();
    blocks.close();
    await store.close();
    await journalStore.close();
    await db.close();
  };
  return {
    clock,
    metrics,
    db,
    journal,
    journalStore,
    store,
    certificates,
    acme,
    resolver,
    hasher,
    directory,
    book,
    blocks,
    queue,
    notices,
    sessions,
    tickets,
    caseDoor,
    linkBase,
    web,
    close,
  };
}
export type State = Awaited<ReturnType<typeof openState>>;
