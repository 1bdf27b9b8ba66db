/**
 * The use cases on an open state: what the commands, the API and the pages reach. Wires only; called by host.ts, with doors
 * and without.
 */
import type { App } from './service/app.ts';
import { ownDoors } from './engine/embedded/own-doors.ts';
import type { MailWay } from './engine/mail-way.ts';
import type { Endpoint } from './model/endpoint.ts';
import type { LoadedConfiguration } from './net/configuration-file.ts';
import type { Locate } from './net/geo/locate.ts';
import { createReach } from './net/reach.ts';
import { createResolver } from './net/resolver.ts';
import { createWebFetch } from './net/web-fetch.ts';
import { trustedFiles } from './net/trusted-files.ts';
import { measure } from './service/yardstick.ts';
import { sendTestMessages } from './service/yardstick-message.ts';
import { certificatePem } from './net/served-certificate.ts';
import { createAccessSource } from './service/abroad/access-source.ts';
import { billingOf } from './service/billing/deps.ts';
import { proveDomain } from './service/centre/domain-sheet.ts';
import { createLooks } from './service/centre/looks.ts';
import { createWriters } from './net/dns-write/writers.ts';
import { createCases } from './service/cases.ts';
import { createHealth } from './service/centre/health.ts';
import { createIncidents } from './service/centre/incidents.ts';
import { createDiagnosis } from './service/diagnosis.ts';
import { createFixes } from './service/fixes.ts';
import { watchAddress } from './service/watch-address.ts';
import type { ThreadsPlan } from './service/webmail/html-threads.ts';
import { createWebmail } from './service/webmail/webmail.ts';
import { watchVisitor } from './service/watch-visitor.ts';
import { createFixWatch } from './service/fix-watch.ts';
import { doctor } from './service/doctor.ts';
import { noticeMessage } from './service/notice-mail.ts';
import { createSetupDesk } from './service/setup/desk.ts';
import { createMailHosts } from './service/settings-mail-hosts.ts';
import { type State } from './host-state.ts';

/** How long a fix waits for DNS to show it before it says until when the old answer may be seen. */
const SETTLE_MS = 15_000;

/** What is known once the doors are open. */
export interface Live {
  readonly endpoints: Record<string, string>;
  startLink: () => string | null;
  locate?: Locate;
  /** Another engine's doors for webmail; default our own. */
  readonly mailWay?: MailWay | undefined;
  /** How the threads for long letters are held; default html-threads.ts. */
  readonly htmlThreads?: ThreadsPlan | undefined;
}

/** What the commands reach, on an open state. */
export function createApp(loaded: LoadedConfiguration, state: State, live: Live): App {
  const { configuration, dataFolder } = loaded;
  const { db, clock, store, queue, hasher } = state;
  const portOf = (name: Endpoint, usual: number): number => Number(live.endpoints[name]?.split(':').at(-1) ?? usual);
  const ports = () => ({
    imaps: portOf('imaps', 993),
    pop3s: portOf('pop3s', 995),
    submissions: portOf('submissions', 465),
  });
  // A repair must be seen at once.
  const uncached = createResolver({ servers: configuration.dns.servers, clock, cacheEntries: 0 });
  const reach = createReach(configuration.outbound.hosts);
  const cases = createCases({ db, clock, keepDays: configuration.journal.keepDays });
  const setup = createSetupDesk({ ...state, configuration, endpoints: live.endpoints });
  const mailHosts = createMailHosts({ db, hostname: configuration.hostname, resolver: uncached });
  const diagnosis = createDiagnosis({
    programs: { configuration, setup, mailHosts },
    setupDoors: setup.doors,
    cases,
    db,
    clock,
    store,
    journal: state.journalStore,
    resolver: uncached,
    hostname: configuration.hostname,
    ports,
    registry: { ...configuration.registry, allowPrivate: configuration.net.allowPrivate },
    access: createAccessSource(state),
    around: {
      configuration,
      reach,
      endpoints: () => live.endpoints,
      certificate: () => certificatePem(state.certificates),
      authority: () => state.certificates.authorityPem,
      queue,
      dataFolder,
      locate: (remoteAddress) => live.locate?.(remoteAddress) ?? {},
    },
  });
  const fixWatch = createFixWatch({ db, clock, judge: diagnosis.judge });
  const writers = createWriters(configuration.dns.write, clock);
  const lookAtParts: App['doctor'] = () =>
    doctor({
      db,
      clock,
      dataFolder,
      hostname: configuration.hostname,
      resolver: state.resolver,
      certificate: () => certificatePem(state.certificates),
      certificates: state.acme?.keeper ?? null,
      endpoints: () => live.endpoints,
      queue: async () => queue.stats(),
    });
  const { tickets, certificates } = state;
  const ways = { tickets, hostname: configuration.hostname, endpoints: () => live.endpoints };
  const files = trustedFiles(configuration.net.trust);
  const { allowPrivate } = configuration.net;
  const webmail = createWebmail({
    way: live.mailWay ?? ownDoors({ ...ways, queue }),
    hostname: configuration.hostname,
    db,
    clock,
    dataFolder,
    htmlThreads: live.htmlThreads,
    maxMessageBytes: configuration.message.maxBytes,
    directory: state.directory,
    journal: state.journalStore,
    blocks: state.blocks,
    fetch: createWebFetch({ resolver: uncached, reach, allowPrivate, clock, trust: files }),
  });
  const yardstick = {
    ...ways,
    clock,
    resolver: uncached,
    reach,
    allowPrivate: configuration.net.allowPrivate,
    authorities: () => [...files(), ...[certificates.authorityPem].filter((pem) => pem !== null)],
    blocks: state.blocks,
  };
  const sendLetter: App['sendLetter'] = async (mail) =>
    state.queue.add([await noticeMessage({ hostname: configuration.hostname, directory: state.directory }, mail)]);
  const fixes = createFixes({
    ...state,
    sendLetter,
    cases,
    resolver: uncached,
    hostname: configuration.hostname,
    setupDoors: setup.doors,
    judge: diagnosis.judge,
    watch: fixWatch,
    writers,
    billing: billingOf(state, configuration.hostname),
    endSessions: (mailbox) => state.sessions.end(mailbox),
    removeMail: (mailbox) => store.remove(mailbox),
    restoreMail: (mailbox) => store.restore(mailbox),
    inbound: () => live.endpoints.inbound,
    settleMs: SETTLE_MS,
  });
  return {
    db,
    clock,
    actor: 'operator',
    hasher,
    hostname: configuration.hostname,
    configuration,
    dataFolder,
    store,
    queue,
    journal: state.journalStore,
    billing: billingOf(state, configuration.hostname),
    blocks: state.blocks,
    notices: state.notices,
    endSessions: (mailbox) => state.sessions.end(mailbox),
    removeMail: (mailbox) => store.remove(mailbox),
    restoreMail: (mailbox) => store.restore(mailbox),
    ...diagnosis,
    looks: createLooks({
      db,
      clock,
      ...diagnosis,
      prove: async (domain) => {
        const records = await diagnosis.recordStates(domain.name);
        if (records.ok) await proveDomain({ db, clock }, domain, records.value);
      },
    }),
    writers,
    cases,
    fixes,
    fixWatch,
    webmail,
    yardstick: {
      measure: (...asked) => measure(yardstick, ...asked),
      sendTestMessages: (...asked) =>
        sendTestMessages({ ...yardstick, journal: state.journalStore, connections: webmail.connections }, ...asked),
    },
    incidents: createIncidents({ db, clock, journal: state.journalStore }),
    watchAddress: (asked, onRow) =>
      watchAddress({ db, clock, journal: state.journalStore, judgeHere: diagnosis.judgeHere }, asked, onRow),
    watchVisitor: (asked, onRow) => watchVisitor({ clock, journal: state.journalStore }, asked, onRow),
    doctor: lookAtParts,
    health: createHealth({
      db,
      clock,
      queue,
      dataFolder,
      configuration,
      resolver: uncached,
      journal: state.journalStore,
      host: () => ({ hostname: configuration.hostname, ports: ports(), addresses: configuration.outbound.addresses }),
      endpoints: () => live.endpoints,
      certificate: () => certificatePem(state.certificates),
      doctor: lookAtParts,
    }),
    sendLetter,
    sendMessage: (message) => state.queue.add([message]),
    directory: state.directory,
    linkBase: () => state.linkBase(),
    certificates: state.acme?.keeper ?? null,
    newStartLink: () => live.startLink(),
    setup,
    mailHosts,
  };
}
