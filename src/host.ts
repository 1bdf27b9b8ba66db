/**
 * The host from top to bottom: the only place that wires. `openState` opens what is on disk, `startHost` opens the doors
 * on it, `openAlone` serves the command line while no server runs. Decides nothing about mail.
 */
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { App } from './service/app.ts';
import { controlSocketPath, askRunningServer } from './cli/control-channel.ts';
import { startControlServer } from './cli/control-server.ts';
import { startImap } from './engine/embedded/imap/server.ts';
import { createIntake } from './engine/embedded/intake.ts';
import { startPop3 } from './engine/embedded/pop3/server.ts';
import { openSmtp } from './engine/embedded/smtp/server.ts';
import { createCentre } from './http/centre-sources.ts';
import { readWebApp } from './http/web-app.ts';
import { createHttpSources } from './http/host-sources.ts';
import { startHttp } from './http/server.ts';
import type { Endpoint } from './model/endpoint.ts';
import type { Block } from './model/block.ts';
import type { ConnectionFacts } from './model/journal.ts';
import type { LoadedConfiguration } from './net/configuration-file.ts';
import type { Clock } from './net/clock.ts';
import { removeEndpoints, writeEndpoints } from './net/data-folder.ts';
import type { Locate } from './net/geo/locate.ts';
import { createReach } from './net/reach.ts';
import { createResolver } from './net/resolver.ts';
import { certificatePem } from './net/served-certificate.ts';
import { createAccessSource } from './service/abroad/access-source.ts';
import { createAbuseWatch } from './service/abuse/watch.ts';
import { createAbroad } from './service/abroad/abroad.ts';
import { createOpenCountry, type OpenCountry } from './service/abroad/open-country.ts';
import { createAuth } from './service/auth.ts';
import { billingOf } from './service/billing/deps.ts';
import { proveDomain } from './service/centre/domain-sheet.ts';
import { createLooks } from './service/centre/looks.ts';
import { startDunning } from './service/billing/dunning.ts';
import { createWriters } from './net/dns-write/writers.ts';
import { createCases } from './service/cases.ts';
import { createHealth } from './service/centre/health.ts';
import { createIncidents } from './service/centre/incidents.ts';
import { createDiagnosis } from './service/diagnosis.ts';
import { createFixes } from './service/fixes.ts';
import { watchAddress } from './service/watch-address.ts';
import { watchVisitor } from './service/watch-visitor.ts';
import { createFixWatch } from './service/fix-watch.ts';
import { doctor } from './service/doctor.ts';
import { noticeMessage } from './service/notice-mail.ts';
import { openGate } from './service/gate.ts';
import { lettersToHelpers } from './service/centre/support-letters.ts';
import { startHousekeeping } from './service/housekeeping.ts';
import { registerGauges } from './service/host-gauges.ts';
import { hostSecret } from './service/host-secret.ts';
import { StartProblem, listening } from './service/start-problem.ts';
import { openState, type State } from './host-state.ts';

/** Connections of one address at once: a large office behind one address is normal, a flood is not. */
const CONNECTIONS_PER_ADDRESS = 2000;
/** How long a fix waits for DNS to show it before it says until when the old answer may be seen. */
const SETTLE_MS = 15_000;

/** What the commands reach, on an open state. */
function createApp(
  loaded: LoadedConfiguration,
  state: State,
  live: { endpoints: Record<string, string>; startLink: () => string | null },
): App {
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
  const cases = createCases({ db, clock, keepDays: configuration.journal.keepDays });
  const diagnosis = createDiagnosis({
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
      reach: createReach(configuration.outbound.hosts),
      endpoints: () => live.endpoints,
      certificate: () => certificatePem(loaded),
      authority: () => state.certificates.authorityPem,
      queue,
      dataFolder,
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
      certificate: () => certificatePem(loaded),
      endpoints: () => live.endpoints,
      queue: async () => queue.stats(),
    });
  const fixes = createFixes({
    ...state,
    cases,
    resolver: uncached,
    hostname: configuration.hostname,
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
      certificate: () => certificatePem(loaded),
      doctor: lookAtParts,
    }),
    sendLetter: async (mail) =>
      state.queue.add([await noticeMessage({ hostname: configuration.hostname, directory: state.directory }, mail)]),
    sendMessage: (message) => state.queue.add([message]),
    directory: state.directory,
    linkBase: () => state.linkBase(),
    newStartLink: () => live.startLink(),
  };
}

export interface RunningHost {
  /** As in endpoints.json. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly app: App;
  /** First sign-in link: the start page, once. */
  readonly startLink: string | null;
  /** An owner signed in to the customer centre from there: a network stopped for guessing is free again. */
  readonly ownerSeenFrom: (remoteAddress: string, mailbox: string) => Promise<readonly Block[]>;
  /** Sessions are told, running messages end (at most 10 s), everything is closed. */
  stop(): Promise<void>;
}

/**
 * Opens the state and every configured door, then writes endpoints.json. Throws StartProblem; then nothing listens.
 * `clock`: another wall clock than the machine's, for a simulated past.
 */
export async function startHost(loaded: LoadedConfiguration, log: Logger, clock?: Clock): Promise<RunningHost> {
  const { configuration, dataFolder } = loaded;
  const socket = controlSocketPath(dataFolder);
  const running = await askRunningServer(socket, { command: 'config', params: null, language: 'en' }).catch(() => true);
  if (running !== null) throw new StartProblem('alreadyRunning', { folder: dataFolder });
  const state = await openState(loaded, log, clock);
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    removeEndpoints(dataFolder);
    await Promise.all(stops.map((one) => one()));
    await state.close();
  };
  try {
    const endpoints: Record<string, string> = {};
    const live = { endpoints, startLink: (): string | null => null };
    const app = createApp(loaded, state, live);
    state.caseDoor.onWord((request, text) => {
      void lettersToHelpers(app, request, text, null).catch((error: unknown) => log.error({ err: error }, 'support'));
    });
    const { ownerSeenFrom, ...signedIn } = await openMailDoors(loaded, state, log, endpoints, stops);
    if (configuration.listen.http !== 'off') {
      const door = await listening('http', configuration.listen.http, () =>
        startHttp(
          configuration.listen.http as { address: string; port: number },
          createHttpSources({
            centre: createCentre({
              app,
              trustedProxies: configuration.proxy.trusted,
              locate: signedIn.locate,
              endpoints,
              ownerSeenFrom,
            }),
            web: readWebApp(join(import.meta.dirname, '..', 'web', 'build')),
            ...app,
            ...signedIn,
            trustedProxies: configuration.proxy.trusted,
            linkBase: state.linkBase,
            webhookSecret: configuration.billing.webhookSecret,
            queueWorks: () => state.queue.stats(),
            metrics: () => state.metrics.render(),
            authority: () => state.certificates.authorityPem,
            endpoints,
          }),
        ),
      );
      stops.push(() => door.stop());
      live.startLink = () => door.newStartLink();
      endpoints.http = door.url;
      state.web.url = door.url;
    }
    const control = await startControlServer(socket, app, log);
    stops.push(() => control.stop());
    endpoints.control = socket;
    state.queue.start();
    state.notices.start();
    const dunning = startDunning(app.billing, (error) => log.error({ err: error }, 'dunning'));
    stops.push(() => dunning.stop());
    const housekeeping = startHousekeeping({ ...state, dataFolder }, (error) =>
      log.error({ err: error }, 'housekeeping'),
    );
    stops.push(() => housekeeping.stop());
    const looks = app.looks.start((error) => log.error({ err: error }, 'look'));
    stops.push(() => looks.stop());
    app.fixWatch.start((error) => log.error({ err: error }, 'watch'));
    stops.push(() => app.fixWatch.close());
    app.incidents.start((error) => log.error({ err: error }, 'incidents'));
    stops.push(() => app.incidents.close());
    app.health.start((error) => log.error({ err: error }, 'health'));
    stops.push(() => app.health.close());
    state.blocks.keepTime((error) => log.error({ err: error }, 'blocks'));
    writeEndpoints(dataFolder, endpoints);
    return { endpoints, app, startLink: live.startLink(), ownerSeenFrom, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Inbound, submission, IMAP, POP3: each where the configuration says, none where it says "off". */
async function openMailDoors(
  { configuration, dataFolder }: LoadedConfiguration,
  state: State,
  log: Logger,
  endpoints: Record<string, string>,
  stops: (() => Promise<unknown>)[],
): Promise<Pick<RunningHost, 'ownerSeenFrom'> & { locate: Locate; openCountry: OpenCountry }> {
  const { hostname, message, proxy, listen } = configuration;
  const { clock, journal, certificates: tls, directory, store, db, hasher, queue, resolver, caseDoor } = state;
  const onTrouble = (error: unknown): void => log.error({ err: error }, 'gate');
  const abroad = createAbroad({ ...state, journal: state.journalStore, configuration, onTrouble });
  const { locate, countries, protection } = abroad;
  const gate = await openGate({
    ...state,
    countries,
    onTrouble,
    usage: async (mailbox) => (await store.usage(mailbox)).bytes,
    linkBase: () => configuration.links.base || (endpoints.http ?? ''),
  });
  const watch = createAbuseWatch({ ...state, journal: state.journalStore, onTrouble });
  const policy = watch.guard(gate.policy);
  const secretKey = await hostSecret(db);
  const signIns = createAuth({
    db,
    journal,
    clock,
    hasher,
    secretKey,
    countries,
    protection,
    policy: gate.policy,
    onTrouble,
  });
  const auth = state.sessions.watch(signIns);
  const intake = createIntake({
    directory,
    store,
    queue,
    book: state.book,
    journal,
    resolver,
    hostname,
    clock,
    dmarc: configuration.inbound.dmarc,
    forwarded: gate.forwarded,
  });
  stops.push(async () => {
    await gate.stop();
    await watch.close();
    await signIns.settled();
    await abroad.close();
  });
  const onBug = (error: unknown, where: string | ConnectionFacts): void =>
    log.error({ err: error, where }, 'a session ended by a fault of ours');
  const shared = {
    hostname,
    journal,
    auth,
    clock,
    tls,
    trustedProxies: proxy.trusted,
    locate,
    limits: { perAddress: CONNECTIONS_PER_ADDRESS },
    connections: state.sessions,
    onBug,
  };
  const at = (endpoint: Endpoint): { host: string; port: number } | null => {
    const where = listen[endpoint];
    return where === 'off' ? null : { host: where.address, port: where.port };
  };
  const GRACE_MS = 10_000;
  for (const endpoint of ['inbound', 'submission', 'submissions'] as const) {
    const where = at(endpoint);
    if (where === null) continue;
    // From the world, answers to requests come in beside the mail for mailboxes.
    const parts =
      endpoint === 'inbound'
        ? { directory: caseDoor.directory(directory), intake: caseDoor.intake(intake) }
        : { directory, intake };
    const listener = await listening(endpoint, listen[endpoint], () =>
      openSmtp({ ...shared, ...where, endpoint, policy, ...parts, maxMessageBytes: message.maxBytes }),
    );
    stops.push(() => listener.stop(GRACE_MS));
    endpoints[endpoint] = listener.boundTo;
  }
  const imapsPort = Number(endpoints.imaps?.split(':').at(-1) ?? at('imaps')?.port ?? 993) || 993;
  for (const endpoint of ['imaps', 'imap'] as const) {
    const where = at(endpoint);
    if (where === null) continue;
    const server = await listening(endpoint, listen[endpoint], () =>
      startImap({ ...shared, listen: [{ endpoint, ...where }], store, maxMessageBytes: message.maxBytes, imapsPort }),
    );
    stops.push(() => server.stop(GRACE_MS));
    endpoints[endpoint] = server.listeners[0].boundTo;
  }
  for (const endpoint of ['pop3s', 'pop3'] as const) {
    const where = at(endpoint);
    if (where === null) continue;
    const server = await listening(endpoint, listen[endpoint], () =>
      startPop3({ ...shared, listen: { [endpoint]: where }, store, imapsPort, pop3sPort: at('pop3s')?.port || 995 }),
    );
    stops.push(() => server.stop(GRACE_MS));
    endpoints[endpoint] = server.addresses[endpoint] ?? '';
  }
  registerGauges(state.metrics, queue, endpoints);
  log.debug({ dataFolder, endpoints }, 'doors open');
  const ownerSeenFrom: RunningHost['ownerSeenFrom'] = (from, mailbox) => protection.ownerSeenFrom(from, mailbox);
  return {
    ownerSeenFrom,
    locate,
    openCountry: createOpenCountry({ ...state, auth: signIns, locate, ownerSeenFrom, onTrouble }),
  };
}

/** The state without doors, for the command line while no server runs. Throws StartProblem. */
export async function openAlone(loaded: LoadedConfiguration): Promise<{ readonly app: App; close(): Promise<void> }> {
  const state = await openState(loaded, pino({ level: 'silent' }));
  return { app: createApp(loaded, state, { endpoints: {}, startLink: () => null }), close: state.close };
}
