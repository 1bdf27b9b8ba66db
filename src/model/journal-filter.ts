/**
 * What an operator wants to see of the journal, as a value, and whether an event fits it. Used for the live journal; the same
 * question to the past is SQL (store/journal/query.ts), and a test holds both against each other. Pure.
 */
import type { JournalEvent } from './journal.ts';

export interface JournalFilter {
  /** Address or sign-in name, any case: the event's own, login, sender or recipient. */
  readonly name?: string;
  /** Anything of this domain. */
  readonly domain?: string;
  readonly remoteAddress?: string;
  readonly kind?: JournalEvent['kind'];
  readonly connectionId?: string;
  /** Only what did not work. */
  readonly onlyFailures?: boolean;
}

/** Connections that came to nothing are the internet's noise; these are no failure. */
const QUIET = new Set(['served', 'no-data']);
const LOST_STEPS = new Set(['bounced', 'delayed', 'dropped']);

/** Did something not work here? */
export function isFailure(event: JournalEvent): boolean {
  switch (event.kind) {
    case 'refusal':
      return true;
    case 'sign-in':
      return event.outcome !== 'ok';
    case 'connection':
      return !QUIET.has(event.outcome);
    case 'message':
      return LOST_STEPS.has(event.step) || (event.step === 'attempt' && (event.code ?? 0) >= 400);
  }
}

const key = (name: string): string => name.trim().toLowerCase();

/** All names that an event speaks of, lower case. */
export const namesOf = (event: JournalEvent): readonly string[] => {
  const more =
    event.kind === 'sign-in' ? [event.login] : event.kind === 'connection' ? [] : [event.mailFrom, event.rcptTo];
  return [event.address, ...more].flatMap((name) => (name === undefined ? [] : [key(name)]));
};

export function fitsFilter(event: JournalEvent, filter: JournalFilter): boolean {
  const { name, domain, remoteAddress, kind, connectionId, onlyFailures } = filter;
  if (kind !== undefined && event.kind !== kind) return false;
  if (onlyFailures === true && !isFailure(event)) return false;
  if (remoteAddress !== undefined && event.connection?.remoteAddress !== remoteAddress) return false;
  if (connectionId !== undefined && event.connection?.id !== connectionId) return false;
  const names = name === undefined && domain === undefined ? [] : namesOf(event);
  if (name !== undefined && !names.includes(key(name))) return false;
  return domain === undefined || names.some((one) => one.endsWith(`@${key(domain)}`));
}
