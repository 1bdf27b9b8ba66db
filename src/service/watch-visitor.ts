/**
 * Live for somebody who is not signed in: what reaches our doors from the address of his own page — which door, which TLS,
 * how far it came. Never a name, never whether a sign-in was right: behind one address there may be many people. Called by
 * the API.
 */
import type { Reader } from '#src/messages/telling.ts';
import type { JournalEvent } from '#src/model/journal.ts';
import type { Clock } from '#src/net/clock.ts';
import { isSingle } from '#src/probes/familiar.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { over } from './watch-address.ts';
import { rowOf, type WatchedAttempt } from './watch-row.ts';
import { isMismatch } from './watch-whose.ts';

/** Any sign-in, right or wrong: it came so far, and the rest is the account's. */
export const CAME_TO_SIGN_IN = 'came-to-sign-in';
/** Said before any name or secret was looked at: facts of the connection alone. */
const OF_CONNECTION = new Set(['not-encrypted', 'bad-mechanism']);
const MOST_EARLIER = 30;
const MOST_BACK_MS = 3_600_000;

/** The row for anybody at this address; null when it tells nothing of a program. */
export function visitorRow(event: JournalEvent, reader: Reader, earlier: boolean): WatchedAttempt | null {
  if (event.kind !== 'sign-in' && !isMismatch(event)) return null;
  const row = rowOf(event, null, reader, { whose: 'page', earlier, isNameShown: false });
  if (row === null) return null;
  // A greeting may hold the name of a neighbour's computer; the first words anything.
  const program = event.connection?.client ?? null;
  const firstWords = /^(?:GET|POST|HEAD|PUT|OPTIONS|CONNECT) /.exec(row.firstWords ?? '')?.[0].trim() ?? null;
  const quiet = { ...row, program, firstWords };
  if (event.kind !== 'sign-in' || OF_CONNECTION.has(event.outcome)) return quiet;
  return { ...quiet, result: CAME_TO_SIGN_IN, cause: null, title: null, todo: null, said: null };
}

/** Tells each attempt from `page` until the time is over. */
export async function watchVisitor(
  deps: { readonly clock: Clock; readonly journal: Pick<JournalStore, 'query' | 'subscribe'> },
  asked: {
    readonly page: string;
    readonly seconds: number;
    readonly reader: Reader;
    readonly ended: AbortSignal;
    readonly since?: number;
  },
  onRow: (row: WatchedAttempt) => void,
): Promise<void> {
  const tell = (event: JournalEvent, isEarlier: boolean): void => {
    const row = visitorRow(event, asked.reader, isEarlier);
    if (row !== null) onRow(row);
  };
  const remoteAddresses = [asked.page];
  const stop = deps.journal.subscribe({ remoteAddresses }, (event) => tell(event, false));
  const { since } = asked;
  if (since !== undefined) {
    const until = deps.clock.now();
    const query = { remoteAddresses, since: Math.max(since, until - MOST_BACK_MS), until, limit: MOST_EARLIER };
    const before = await deps.journal.query({ ...query, kinds: ['sign-in', 'connection'] });
    for (const event of before.filter(isSingle).toReversed()) tell(event, true);
  }
  await over(asked.seconds, asked.ended);
  stop();
}
