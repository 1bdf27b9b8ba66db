/**
 * The mail doors on an open state: inbound, submission, IMAP, POP3, and who may come in by them. Wires only; called by
 * host.ts.
 */
import { type Logger } from 'pino';
import { startImap } from './engine/embedded/imap/server.ts';
import { createIntake } from './engine/embedded/intake.ts';
import { startPop3 } from './engine/embedded/pop3/server.ts';
import { openSmtp } from './engine/embedded/smtp/server.ts';
import type { Endpoint } from './model/endpoint.ts';
import type { Block } from './model/block.ts';
import type { ConnectionFacts } from './model/journal.ts';
import type { LoadedConfiguration } from './net/configuration-file.ts';
import type { Locate } from './net/geo/locate.ts';
import { createAbuseWatch } from './service/abuse/watch.ts';
import { createAbroad } from './service/abroad/abroad.ts';
import { createOpenCountry, type OpenCountry } from './service/abroad/open-country.ts';
import { createAuth } from './service/auth.ts';
import { openGate } from './service/gate.ts';
import { registerGauges } from './service/host-gauges.ts';
import { hostSecret } from './service/host-secret.ts';
import { listening } from './service/start-problem.ts';
import { type State } from './host-state.ts';

/** Connections of one address at once: a large office behind one address is normal, a flood is not. */
const CONNECTIONS_PER_ADDRESS = 2000;

export interface MailDoors {
  readonly locate: Locate;
  readonly openCountry: OpenCountry;
  /** An owner signed in to the customer centre from there: a network stopped for guessing is free again. */
  readonly ownerSeenFrom: (remoteAddress: string, mailbox: string) => Promise<readonly Block[]>;
}

/** Inbound, submission, IMAP, POP3: each where the configuration says, none where it says "off". */
export async function openMailDoors(
  { configuration, dataFolder }: LoadedConfiguration,
  state: State,
  log: Logger,
  endpoints: Record<string, string>,
  stops: (() => Promise<unknown>)[],
): Promise<MailDoors> {
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
    tickets: state.tickets,
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
  registerGauges(state.metrics, queue, endpoints, state.acme?.keeper ?? null);
  log.debug({ dataFolder, endpoints }, 'doors open');
  const ownerSeenFrom: MailDoors['ownerSeenFrom'] = (from, mailbox) => protection.ownerSeenFrom(from, mailbox);
  return {
    ownerSeenFrom,
    locate,
    openCountry: createOpenCountry({ ...state, auth: signIns, locate, ownerSeenFrom, onTrouble }),
  };
}
