/**
 * Live: what the mail programs of one mailbox try, as it happens — with the cause and the one thing to change. Listens to the
 * journal and judges with our own state and journal only, in milliseconds. Called by CLI and API. Tells only what is this
 * mailbox's own (watch-whose.ts); after a lost line also what happened meanwhile.
 */
import type { Verdict } from '#src/diagnosis/finding.ts';
import type { Reader } from '#src/messages/telling.ts';
import type { Viewer } from '#src/model/case.ts';
import type { JournalEvent, StoredEvent } from '#src/model/journal.ts';
import type { Clock } from '#src/net/clock.ts';
import { type Familiar, gatherFamiliar, isSingle, unique } from '#src/probes/familiar.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { isTheirs } from './cases.ts';
import { readAddress } from './input.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { rowOf, type WatchedAttempt } from './watch-row.ts';
import { whoseIs } from './watch-whose.ts';

export type { WatchedAttempt } from './watch-row.ts';

export interface WatchDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly journal: Pick<JournalStore, 'query' | 'subscribe'>;
  /** From our own state and journal alone. */
  readonly judgeHere: (address: string) => Promise<Verdict>;
}
export interface WatchRequest {
  readonly address: string;
  readonly seconds: number;
  readonly viewer: Viewer;
  readonly reader: Reader;
  readonly ended?: AbortSignal;
  /** Remote address of who watches: what comes from there and names nobody else is told too. */
  readonly page?: string;
  /** Epoch ms: what happened since then is told first. */
  readonly since?: number;
}

/** Nobody watches longer in one go. */
const MOST_SECONDS = 86_400;
const MOST_WAITING = 200;
/** Of what happened before: the newest. */
const MOST_EARLIER = 60;
const MOST_BACK_MS = 3_600_000;
/** A burst of the same attempt is judged once a second. */
const JUDGED_MS = 1000;

type Event = JournalEvent & Partial<Pick<StoredEvent, 'count' | 'lastAt'>>;
const keyOf = ({ kind, at, connection }: JournalEvent): string => `${kind} ${at} ${connection?.id ?? ''}`;

/** Judges, and for a moment remembers what it said of the same attempt. */
function rememberingJudge(deps: WatchDeps, address: string): (event: JournalEvent) => Promise<Verdict> {
  let last: { readonly key: string; readonly at: number; readonly verdict: Verdict } | null = null;
  return async (event) => {
    const outcome = event.kind === 'message' ? event.step : event.kind === 'refusal' ? event.code : event.outcome;
    const login = event.kind === 'sign-in' ? event.login : '';
    const key = `${event.kind} ${outcome} ${login} ${event.cause} ${event.connection?.endpoint}`;
    const now = deps.clock.monotonic();
    if (last !== null && last.key === key && now - last.at < JUDGED_MS) return last.verdict;
    const verdict = await deps.judgeHere(address);
    last = { key, at: deps.clock.monotonic(), verdict };
    return verdict;
  };
}

/** What happened before, the oldest first. */
async function earlier(deps: WatchDeps, familiar: Familiar, asked: WatchRequest): Promise<readonly StoredEvent[]> {
  if (asked.since === undefined) return [];
  const { address, mailbox, used, shared } = familiar;
  const since = Math.max(asked.since, deps.clock.now() - MOST_BACK_MS);
  const places = [...[...used].filter((one) => !shared.has(one)), ...(asked.page === undefined ? [] : [asked.page])];
  const query = { since, limit: MOST_EARLIER, kinds: ['sign-in', 'connection', 'refusal'] } as const;
  const lists = await Promise.all([
    deps.journal.query({ ...query, names: [address, address.slice(0, address.lastIndexOf('@'))] }),
    ...(mailbox === undefined ? [] : [deps.journal.query({ ...query, mailbox })]),
    ...(places.length === 0 ? [] : [deps.journal.query({ ...query, remoteAddresses: places.slice(-60) })]),
  ]);
  return unique(lists.flat()).filter(isSingle).slice(0, MOST_EARLIER).toReversed();
}

/** Tells each attempt until `seconds` are over or `ended` is aborted; gives how many there were. */
export async function watchAddress(
  deps: WatchDeps,
  asked: WatchRequest,
  onRow: (row: WatchedAttempt) => void,
): Promise<Outcome<{ readonly attempts: number }>> {
  const address = readAddress(asked.address);
  if (!address.ok) return address;
  const { text, domain } = address.value;
  const mailbox = await mailboxByAddress(deps.db.sql, text);
  if (mailbox === null || !(await isTheirs(deps.db, { domain, address: text }, asked.viewer)))
    return refused('mailboxMissing', { address: text });
  const page = asked.page ?? null;
  const judge = rememberingJudge(deps, text);
  let familiar = await gatherFamiliar(deps, text, mailbox.id);
  let attempts = 0;
  let waiting = 0;
  const told = async (event: Event, isEarlier: boolean): Promise<void> => {
    const belongs = whoseIs(event, familiar, page);
    if (belongs === null) return;
    const isWell = event.kind === 'sign-in' && event.outcome === 'ok';
    // The place is its own from now on.
    if (isWell && !isEarlier) familiar = await gatherFamiliar(deps, text, mailbox.id);
    const row = rowOf(event, isWell ? null : await judge(event), asked.reader, { ...belongs, earlier: isEarlier });
    if (row === null) return;
    attempts += 1;
    onRow(row);
  };
  const known = new Set<string>();
  let chain: Promise<void> = Promise.resolve();
  const after = (work: () => Promise<void>): void => {
    waiting += 1;
    chain = chain
      .then(work)
      .catch(() => undefined)
      .finally(() => {
        waiting -= 1;
      });
  };
  // Listens first, then reads what was: nothing falls between.
  const stop = deps.journal.subscribe({}, (event) => {
    if (waiting >= MOST_WAITING || whoseIs(event, familiar, page) === null) return;
    after(async () => {
      if (!known.has(keyOf(event))) await told(event, false);
    });
  });
  after(async () => {
    for (const event of await earlier(deps, familiar, asked)) {
      known.add(keyOf(event));
      await told(event, true);
    }
  });
  await over(Math.min(asked.seconds, MOST_SECONDS), asked.ended);
  stop();
  await chain;
  return done({ attempts });
}

/** Resolves after so many seconds, or when the signal is aborted. */
export const over = (seconds: number, ended: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (ended?.aborted === true) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      ended?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, seconds * 1000);
    ended?.addEventListener('abort', finish);
  });
