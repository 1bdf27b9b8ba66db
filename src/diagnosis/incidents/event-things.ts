/**
 * An event of the journal as trouble, or as a sign that something works, with the things that it shares with others'. Whose
 * it is, the caller finds by `whose`. Called by service/centre/incident-sources.ts. Pure.
 */
import type { ConnectionFacts, MessageEvent, RefusalEvent, SignInEvent, StoredEvent } from '#src/model/journal.ts';
import { distinctThings, domainOf, programOf, providerOf, type SharedThing } from './trouble.ts';

export interface EventSign {
  /** Null: it went well. */
  readonly cause: string | null;
  readonly things: readonly SharedThing[];
  /** Where to look for whose it is: the first that is ours. Addresses. */
  readonly whose: readonly string[];
  /** When no name is known: who usually comes from there. */
  readonly remote: string | null;
}

/** Answers that come again by themselves, or are asked for. */
const USUAL: ReadonlySet<string> = new Set(['snd-greylisted', 'acc-mailbox-never-existed', 'snd-recipient-unknown']);

const around = (facts: ConnectionFacts): readonly (readonly ['door' | 'network' | 'country', string | undefined])[] => [
  ['door', facts.endpoint],
  ['network', facts.network],
  ['country', facts.country],
];
const names = (...all: readonly (string | undefined)[]): readonly string[] =>
  all.filter((one): one is string => one !== undefined && one.includes('@'));

/** What an event says; null when it is neither trouble nor a sign of health. */
export function signOf(event: StoredEvent): EventSign | null {
  // A row that stands for a whole network tells nothing of customers.
  if (event.folded !== undefined) return null;
  switch (event.kind) {
    case 'sign-in':
      return ofSignIn(event);
    case 'connection': {
      const cause = event.outcome === 'tls-failed' ? tlsCause(event.connection) : null;
      if (cause === null && event.outcome !== 'broken') return null;
      const { connection, address } = event;
      return {
        cause: cause ?? 'net-unstable-link',
        things: distinctThings([...around(connection), ['program', programOf(connection.client)]]),
        whose: names(address),
        remote: connection.remoteAddress,
      };
    }
    case 'refusal':
      return ofRefusal(event);
    case 'message':
      return event.direction === 'outbound' || event.step === 'attempt' ? ofDelivery(event) : null;
  }
}

const ALERTS: Readonly<Record<string, string>> = {
  certificate_expired: 'svc-cert-expired',
  unknown_ca: 'svc-chain-incomplete',
  bad_certificate: 'cli-cert-name-mismatch',
};
const OLD_TLS: ReadonlySet<string> = new Set(['TLSv1', 'TLSv1.0', 'TLSv1.1']);

function tlsCause({ tls }: ConnectionFacts): string | null {
  if (tls?.alert !== undefined && Object.hasOwn(ALERTS, tls.alert)) return ALERTS[tls.alert];
  return tls?.clientMax !== undefined && OLD_TLS.has(tls.clientMax) ? 'cli-tls-too-old' : null;
}

function ofSignIn(event: SignInEvent): EventSign | null {
  if (event.outcome === 'unknown-user') return null;
  const { connection } = event;
  const unnamed = event.outcome === 'unavailable' ? 'svc-auth-backend-down' : 'acc-wrong-password';
  return {
    cause: event.outcome === 'ok' ? null : (event.cause ?? unnamed),
    things: distinctThings([...around(connection), ['program', programOf(connection.client)]]),
    whose: names(event.address, event.login),
    remote: connection.remoteAddress,
  };
}

function ofRefusal(event: RefusalEvent): EventSign | null {
  if (USUAL.has(event.cause)) return null;
  const { connection, mailFrom, rcptTo, address, cause } = event;
  const isInbound = connection.endpoint === 'inbound';
  return {
    cause,
    things: distinctThings([
      ['door', connection.endpoint],
      // Of mail from outside it is the other side that is shared, of our users' mail their own surroundings.
      ...(isInbound
        ? ([['domain', mailFrom === undefined || mailFrom === '' ? null : domainOf(mailFrom)]] as const)
        : ([...around(connection), ['program', programOf(connection.client)]] as const)),
    ]),
    whose: isInbound ? names(rcptTo, address) : names(address, mailFrom),
    remote: null,
  };
}

function ofDelivery(event: MessageEvent): EventSign | null {
  const { host, rcptTo, mailFrom, address, code, step } = event;
  const things = distinctThings([
    ['host', host],
    ['domain', rcptTo === undefined ? null : domainOf(rcptTo)],
    ['provider', host === undefined ? null : providerOf(host)],
  ]);
  const whose = names(address, mailFrom);
  if (step === 'sent') return { cause: null, things, whose, remote: null };
  if (step !== 'attempt' && step !== 'bounced') return null;
  if (code !== undefined && code < 400) return null;
  const cause = event.cause ?? (code !== undefined && code >= 500 ? 'snd-remote-refused' : 'snd-deferred-queue');
  return USUAL.has(cause) ? null : { cause, things, whose, remote: null };
}
