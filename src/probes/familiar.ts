/**
 * Which events belong to this mailbox: its own sign-ins, the addresses it has signed in from, names a slip away.
 * Used by the probes of sign-ins, connections and messages. Shows no customer another's address.
 */
import { editDistance, readLoginName } from '#src/model/login-name.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import type { Attribution } from '#src/diagnosis/observations.ts';
import type { ProbeDeps } from './sources.ts';

const DAY_MS = 86_400_000;
export const SIGN_IN_DAYS = 14;

/** What is needed to know whose an event is. */
export type Asking = Pick<ProbeDeps, 'journal' | 'clock'>;

export interface Familiar {
  readonly address: string;
  readonly mailbox: string | undefined;
  readonly asked: number;
  /** Sign-ins with this very name, newest first. */
  readonly own: readonly SignIn[];
  /** Remote addresses that signed in to this mailbox. */
  readonly used: ReadonlySet<string>;
  /** Of these, the ones that signed in to other mailboxes too. */
  readonly shared: ReadonlySet<string>;
}
export type SignIn = StoredEvent & { readonly kind: 'sign-in' };

export const isSignIn = (event: StoredEvent): event is SignIn => event.kind === 'sign-in';
/** A row that stands for a whole network tells nothing of one mailbox. */
export const isSingle = (event: StoredEvent): boolean => event.folded === undefined;

/** True when the typed name is the address, read as leniently as our doors read it. */
export function isSameName(typed: string, address: string): boolean {
  const name = readLoginName(typed);
  return name.kind === 'address' && name.address.text === address && name.how !== 'invisible-characters';
}

/** True for the bare local part, or a name at most two slips away (one in short names). */
export function looksMeant(typed: string, address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  const name = readLoginName(typed);
  if (name.kind === 'bare') return name.local === local;
  if (name.kind !== 'address') return false;
  const most = local.length < 6 ? 1 : 2;
  return name.address.text === address || editDistance(name.address.text, address, most) !== null;
}

/** Gathers what the other journal probes start from. */
export async function gatherFamiliar(deps: Asking, address: string, mailbox: string | undefined): Promise<Familiar> {
  const asked = deps.clock.now();
  const since = asked - SIGN_IN_DAYS * DAY_MS;
  const lists = await Promise.all([
    deps.journal.query({ kinds: ['sign-in'], names: [address], since, limit: 500 }),
    ...(mailbox === undefined ? [] : [deps.journal.query({ kinds: ['sign-in'], mailbox, since, limit: 500 })]),
  ]);
  const events = unique(lists.flat()).filter(isSignIn).filter(isSingle);
  const own = events.filter(
    (event) =>
      isSameName(event.login, address) ||
      (mailbox !== undefined && event.mailbox === mailbox && event.outcome !== 'unknown-user'),
  );
  const used = new Set(own.filter((event) => event.outcome === 'ok').map((event) => event.connection.remoteAddress));
  return { address, mailbox, asked, own, used, shared: await sharedAmong(deps, [...used], mailbox, since) };
}

async function sharedAmong(
  deps: Asking,
  used: readonly string[],
  mailbox: string | undefined,
  since: number,
): Promise<ReadonlySet<string>> {
  if (used.length === 0) return new Set();
  const events = await deps.journal.query({
    kinds: ['sign-in'],
    outcomes: ['ok'],
    remoteAddresses: used,
    since,
    limit: 1000,
  });
  return new Set(
    events.flatMap((event) =>
      event.mailbox === mailbox || event.connection === undefined ? [] : [event.connection.remoteAddress],
    ),
  );
}

/** How surely an event from this address is the mailbox's owner. */
export function placeOf(familiar: Familiar, remoteAddress: string, otherwise: Attribution): Attribution {
  if (!familiar.used.has(remoteAddress)) return otherwise;
  return familiar.shared.has(remoteAddress) ? 'address-shared' : 'address-used';
}

/** Without repeats, newest first. */
export function unique(events: readonly StoredEvent[]): StoredEvent[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return [...byId.values()].sort((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? 1 : -1));
}

export const iso = (at: number): string => new Date(at).toISOString();
export const clientOf = (event: StoredEvent): string | null =>
  event.connection?.client ?? event.connection?.ehlo ?? null;
