/**
 * Live: what the mail programs of one mailbox try, as it happens — with the cause and the one thing to change. Listens to the
 * journal and judges with our own state and journal only, in milliseconds. Called by CLI and API. Tells only what is this
 * mailbox's own: an attempt from a place that others use as well, without its name, is nobody's here.
 */
import type { Finding, Verdict } from '#src/diagnosis/finding.ts';
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { PresentCause } from '#src/diagnosis/present.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type Reader, tell } from '#src/messages/telling.ts';
import type { Viewer } from '#src/model/case.ts';
import type { JournalEvent } from '#src/model/journal.ts';
import type { Clock } from '#src/net/clock.ts';
import { clientOf, type Familiar, gatherFamiliar, isSameName } from '#src/probes/familiar.ts';
import { attributionOf, type SignInLike } from '#src/probes/sign-ins.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { isTheirs } from './cases.ts';
import { readAddress } from './input.ts';
import { done, type Outcome, refused } from './outcome.ts';

export interface WatchDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly journal: Pick<JournalStore, 'query' | 'subscribe'>;
  /** From our own state and journal alone. */
  readonly judgeHere: (address: string) => Promise<Verdict>;
}
export interface WatchedAttempt {
  /** ISO 8601. */
  readonly at: string;
  /** As the program calls itself; null when it did not say. */
  readonly program: string | null;
  readonly remoteAddress: string;
  readonly endpoint: string;
  readonly port: number;
  /** Version, or '' without encryption. */
  readonly tls: string;
  /** User name as typed; null when it did not come that far. */
  readonly login: string | null;
  /** Outcome of the journal: `ok`, `wrong-password`, `tls-failed` … */
  readonly result: string;
  readonly cause: string | null;
  /** The cause in a few words. */
  readonly title: string | null;
  /** The one thing to change. */
  readonly todo: string | null;
}

const MISMATCHES = new Set([
  'plain-on-tls-port',
  'tls-on-plain-port',
  'tls-failed',
  'wrong-protocol',
  'refused-at-connect',
]);
/** Nobody watches longer in one go. */
const MOST_SECONDS = 86_400;
const MOST_WAITING = 200;

/** Is this event this mailbox's own? */
function isOwn(event: JournalEvent, familiar: Familiar): boolean {
  const { connection } = event;
  if (connection === undefined) return false;
  const alone = familiar.used.has(connection.remoteAddress) && !familiar.shared.has(connection.remoteAddress);
  switch (event.kind) {
    case 'sign-in': {
      if (event.mailbox !== undefined) return event.mailbox === familiar.mailbox;
      if (isSameName(event.login, familiar.address)) return true;
      const attributed = attributionOf(event as SignInLike, familiar);
      return attributed === 'mailbox' || attributed === 'only-one' || attributed === 'address-used';
    }
    case 'connection':
      return (
        MISMATCHES.has(event.outcome) &&
        (event.address?.toLowerCase() === familiar.address || (alone && event.address === undefined))
      );
    case 'refusal':
      return event.connection.endpoint !== 'inbound'
        ? event.mailbox === familiar.mailbox && event.mailbox !== undefined
        : alone && event.mailFrom?.toLowerCase() === familiar.address;
    case 'message':
      return false;
  }
}

function resultOf(event: JournalEvent): string {
  if (event.kind === 'refusal') return `${event.code} ${event.enhanced}`;
  return event.kind === 'sign-in' || event.kind === 'connection' ? event.outcome : event.step;
}

/** What the event itself says is the cause first; else the surest about this mailbox's programs. */
function findingFor(event: JournalEvent, verdict: Verdict): Finding | undefined {
  const direct = verdict.findings.find((one) => one.cause === event.cause);
  const seen = (one: Finding): boolean =>
    one.evidence.some(({ vantage }) => vantage === 'auth' || vantage === 'connection' || vantage === 'mta');
  return direct ?? verdict.findings.find((one) => one.certainty !== 'possible' && seen(one));
}

function rowOf(event: JournalEvent, verdict: Verdict | null, reader: Reader): WatchedAttempt | null {
  const { connection } = event;
  if (connection === undefined) return null;
  const { causes, fixes } = texts(reader.language);
  const finding = verdict === null ? undefined : findingFor(event, verdict);
  const cause = finding?.cause ?? event.cause ?? null;
  const [fix] = finding?.fix ?? [];
  return {
    at: new Date(event.at).toISOString(),
    program: clientOf({ ...event, id: '', count: 1, lastAt: event.at }),
    remoteAddress: connection.remoteAddress,
    endpoint: connection.endpoint,
    port: connection.localPort,
    tls: connection.tls?.version ?? '',
    login: event.kind === 'sign-in' ? event.login : null,
    result: resultOf(event),
    cause,
    title: cause === null ? null : ((causes as Partial<typeof causes>)[cause as PresentCause]?.title ?? null),
    todo: fix === undefined ? null : fixes[fix.id as FixId](tell(fix.args, reader)),
  };
}

/** Tells each attempt until `seconds` are over or `ended` is aborted; gives how many there were. */
export async function watchAddress(
  deps: WatchDeps,
  asked: {
    readonly address: string;
    readonly seconds: number;
    readonly viewer: Viewer;
    readonly reader: Reader;
    readonly ended?: AbortSignal;
  },
  onRow: (row: WatchedAttempt) => void,
): Promise<Outcome<{ readonly attempts: number }>> {
  const address = readAddress(asked.address);
  if (!address.ok) return address;
  const { text, domain } = address.value;
  const mailbox = await mailboxByAddress(deps.db.sql, text);
  if (mailbox === null || !(await isTheirs(deps.db, { domain, address: text }, asked.viewer)))
    return refused('mailboxMissing', { address: text });
  let familiar = await gatherFamiliar(deps, text, mailbox.id);
  let attempts = 0;
  let waiting = 0;
  let chain: Promise<void> = Promise.resolve();
  const told = async (event: JournalEvent): Promise<void> => {
    if (!isOwn(event, familiar)) return;
    const isWell = event.kind === 'sign-in' && event.outcome === 'ok';
    // The place is its own from now on.
    if (isWell) familiar = await gatherFamiliar(deps, text, mailbox.id);
    const row = rowOf(event, isWell ? null : await deps.judgeHere(text), asked.reader);
    if (row === null) return;
    attempts += 1;
    onRow(row);
  };
  const stop = deps.journal.subscribe({}, (event) => {
    if (event.kind === 'message' || waiting >= MOST_WAITING) return;
    waiting += 1;
    chain = chain
      .then(() => told(event))
      .catch(() => undefined)
      .finally(() => {
        waiting -= 1;
      });
  });
  await over(Math.min(asked.seconds, MOST_SECONDS), asked.ended);
  stop();
  await chain;
  return done({ attempts });
}

const over = (seconds: number, ended: AbortSignal | undefined): Promise<void> =>
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
