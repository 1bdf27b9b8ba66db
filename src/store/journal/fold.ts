/**
 * Which events are one and the same row, and what a flood may cost: keys, budgets, familiar addresses.
 * Used by the journal store for each event; memory is bounded whatever arrives. Never writes, never reads a clock.
 */
import type { ConnectionEvent, JournalEvent, SignInEvent } from '#src/model/journal.ts';
import { networkOf } from './network.ts';
import { nameKey, outcomeOf } from './schema.ts';

/** Repeats within this time are one row. */
export const WINDOW_MS = 600_000;
const MINUTE_MS = 60_000;

export interface FoldLimits {
  /** New rows a minute for failures of one kind (sign-ins, connections, refusals apart). */
  readonly failuresPerMinute: number;
  /** Of these, how many one remote address may take. */
  readonly failuresPerAddress: number;
  /** New rows in ten minutes kept free for each mailbox, and for each address that has signed in before. */
  readonly reserved: number;
  /** All reserved rows a minute. */
  readonly reservedPerMinute: number;
  /** Rows in ten minutes that stand for a network; beyond them one row stands for all the rest. */
  readonly networks: number;
}
export const DEFAULT_LIMITS: FoldLimits = {
  failuresPerMinute: 300,
  failuresPerAddress: 20,
  reserved: 30,
  reservedPerMinute: 600,
  networks: 200,
};

const key = (...parts: readonly (string | number | undefined)[]): string => parts.map((p) => p ?? '').join('\u0000');

/** Equal for events that are told as one row with a count; null for events that always stand alone. */
export function foldKey(event: JournalEvent): string | null {
  const link = event.connection;
  const peer = [event.kind, link?.remoteAddress, link?.endpoint, link?.client, link?.ehlo, event.cause] as const;
  switch (event.kind) {
    case 'connection':
      return key(...peer, event.outcome, event.mailbox, ...failedTls(event), event.firstWords);
    case 'sign-in':
      return key(...peer, event.outcome, event.login, event.secretFingerprint, event.appPassword, calledBy(event));
    case 'refusal':
      return key(...peer, event.stage, event.mailbox, event.mailFrom, event.rcptTo);
    case 'message':
      return null;
  }
}

/** Which of our names the device is set up with: told apart, so that the last use of a name is known. */
const calledBy = ({ outcome, connection }: SignInEvent): string | undefined =>
  outcome === 'ok' ? connection.tls?.sni : undefined;

/** Why no encryption came about, and by which name we were called: what tells a wrong server name from a wrong clock. */
const failedTls = ({ outcome, connection: { tls } }: ConnectionEvent): readonly (string | undefined)[] => [
  tls?.alert,
  tls?.error,
  outcome === 'tls-failed' ? tls?.sni : undefined,
];

/** A life line and a sign-in that worked are always kept; so is a connection that belongs to a mailbox. */
function isBudgeted(event: JournalEvent): boolean {
  switch (event.kind) {
    case 'message':
      return false;
    case 'sign-in':
      return event.outcome !== 'ok';
    case 'connection':
      return event.mailbox === undefined;
    case 'refusal':
      return true;
  }
}

/** The name a flood's row may show as a sample. */
const nameIn = (event: JournalEvent): string =>
  event.kind === 'sign-in' ? event.login : event.kind === 'refusal' ? (event.rcptTo ?? '') : '';

export type Admission =
  | { readonly kind: 'own-row'; readonly key: string | null }
  | { readonly kind: 'network-row'; readonly key: string; readonly network: string; readonly name: string };

/** Counts that start again with each window; holds at most `cap` keys and says no beyond. */
class Budget {
  #start = 0;
  readonly #counts = new Map<string, number>();
  readonly #windowMs: number;
  readonly #cap: number;

  constructor(windowMs: number, cap: number) {
    this.#windowMs = windowMs;
    this.#cap = cap;
  }

  take(name: string, limit: number, now: number): boolean {
    if (now - this.#start >= this.#windowMs || now < this.#start) {
      this.#start = now;
      this.#counts.clear();
    }
    const used = this.#counts.get(name);
    if (used === undefined && this.#counts.size >= this.#cap) return false;
    if ((used ?? 0) >= limit) return false;
    this.#counts.set(name, (used ?? 0) + 1);
    return true;
  }
}

/** Decides for each new row whether it stands alone or drowns in its network's row. One per journal. */
export class Gatekeeper {
  readonly #limits: FoldLimits;
  readonly #near: (name: string) => string | undefined;
  readonly #minute = new Budget(MINUTE_MS, 16);
  readonly #addressMinute = new Budget(MINUTE_MS, 5000);
  readonly #reserved = new Budget(WINDOW_MS, 20_000);
  /** Networks that have a row of their own in this window. */
  readonly #networks = new Set<string>();
  #networksSince = 0;
  /** Addresses that signed in, oldest first. */
  readonly #familiar = new Set<string>();

  /** `near` names the mailbox that a typed name probably means, when there is one. */
  constructor(limits: FoldLimits, near: (name: string) => string | undefined) {
    this.#limits = limits;
    this.#near = near;
  }

  /** Remembers an address that signed in: what fails from there later is worth its own row. */
  welcome(address: string): void {
    this.#familiar.delete(address);
    this.#familiar.add(address);
    if (this.#familiar.size > 10_000)
      for (const oldest of this.#familiar.keys()) return void this.#familiar.delete(oldest);
  }

  /** Asked once for each event whose own key has no open row. */
  admit(event: JournalEvent, now: number): Admission {
    const own = { kind: 'own-row', key: foldKey(event) } as const;
    if (!isBudgeted(event)) return own;
    const address = event.connection?.remoteAddress ?? '';
    return this.#fromReserve(event, address, now) || this.#fromCommon(event, address, now)
      ? own
      : this.#drown(event, address, now);
  }

  #fromReserve(event: JournalEvent, address: string, now: number): boolean {
    const name = nameIn(event);
    const holder = event.mailbox ?? (name === '' ? undefined : this.#near(nameKey(name)));
    const claims = [
      ...(this.#familiar.has(address) ? [`address ${address}`] : []),
      ...(holder === undefined ? [] : [`mailbox ${holder}`]),
    ];
    return claims.some(
      (claim) =>
        this.#reserved.take(claim, this.#limits.reserved, now) &&
        this.#minute.take('reserved', this.#limits.reservedPerMinute, now),
    );
  }

  #fromCommon(event: JournalEvent, address: string, now: number): boolean {
    return (
      this.#addressMinute.take(address, this.#limits.failuresPerAddress, now) &&
      this.#minute.take(event.kind, this.#limits.failuresPerMinute, now)
    );
  }

  #drown(event: JournalEvent, address: string, now: number): Admission {
    const own = networkOf(address);
    const network = this.#networkFits(own, now) ? own : 'many networks';
    return {
      kind: 'network-row',
      key: key('network', event.kind, outcomeOf(event), network),
      network,
      name: nameIn(event),
    };
  }

  #networkFits(network: string, now: number): boolean {
    if (now - this.#networksSince >= WINDOW_MS || now < this.#networksSince) {
      this.#networksSince = now;
      this.#networks.clear();
    }
    if (this.#networks.has(network)) return true;
    if (this.#networks.size >= this.#limits.networks) return false;
    this.#networks.add(network);
    return true;
  }
}
