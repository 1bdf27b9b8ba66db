/**
 * One attempt of a mail program as a row for people: what it did, what became of it, the cause and the one thing to change.
 * Made of a journal event by watch-address.ts and watch-visitor.ts; judges nothing itself.
 */
import type { Finding, Verdict } from '#src/diagnosis/finding.ts';
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { PresentCause } from '#src/diagnosis/present.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type Reader, tell } from '#src/messages/telling.ts';
import type { JournalEvent } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import { clientOf } from '#src/probes/familiar.ts';

/** Why the row is shown: its name, a name a slip away, a place of this mailbox alone, or the address of the open page. */
export type Whose = 'account' | 'near-name' | 'place' | 'page';
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
  /** User name as typed; null when it did not come that far, or when it is another's. */
  readonly login: string | null;
  /** Outcome of the journal: `ok`, `wrong-password`, `tls-failed` … */
  readonly result: string;
  readonly cause: string | null;
  /** The cause in a few words. */
  readonly title: string | null;
  /** The one thing to change. */
  readonly todo: string | null;
  readonly whose: Whose;
  /** True: it happened before the watch began, or while the line was lost. */
  readonly earlier: boolean;
  /** How often in a row of the journal; 1 while it happens. */
  readonly count: number;
  /** What is known of a handshake: the newest version the program can, its alert, the name it asked for. */
  readonly tlsOffered: string | null;
  readonly tlsAlert: string | null;
  readonly serverName: string | null;
  /** What it said where the door did not understand it: never after a sign-in command. */
  readonly firstWords: string | null;
  /** Our words of refusal, as the program got them. */
  readonly said: string | null;
}

function resultOf(event: JournalEvent): string {
  if (event.kind === 'refusal') return `${event.code} ${event.enhanced}`;
  return event.kind === 'sign-in' || event.kind === 'connection' ? event.outcome : event.step;
}

/** Where the cause of such an event shows itself. */
const VANTAGE = { 'sign-in': 'auth', connection: 'connection', refusal: 'mta', message: 'mta' } as const;
/** What the event itself says is the cause first; else the surest that was seen in events of its kind. */
function findingFor(event: JournalEvent, verdict: Verdict): Finding | undefined {
  const direct = verdict.findings.find((one) => one.cause === event.cause);
  const seen = (one: Finding): boolean => one.evidence.some(({ vantage }) => vantage === VANTAGE[event.kind]);
  return direct ?? verdict.findings.find((one) => one.certainty !== 'possible' && seen(one));
}

/** The cause's few words; null when there are none. */
export const titleOf = (cause: string | null, language: Language): string | null =>
  cause === null
    ? null
    : ((texts(language).causes as Partial<Record<PresentCause, { readonly title: string }>>)[cause as PresentCause]
        ?.title ?? null);

/** Null for an event without a connection: nobody's program did it. */
export function rowOf(
  event: JournalEvent & { readonly count?: number; readonly lastAt?: number },
  verdict: Verdict | null,
  reader: Reader,
  told: { readonly whose: Whose; readonly earlier: boolean; readonly isNameShown: boolean },
): WatchedAttempt | null {
  const { connection } = event;
  if (connection === undefined) return null;
  // Of a network that others use too the mailbox's findings say nothing.
  const isOwn = told.whose !== 'page';
  const finding = verdict === null || !isOwn ? undefined : findingFor(event, verdict);
  const cause = finding?.cause ?? event.cause ?? null;
  const [fix] = finding?.fix ?? [];
  const { tls } = connection;
  return {
    at: new Date(event.lastAt ?? event.at).toISOString(),
    program: clientOf({ ...event, id: '', count: 1, lastAt: event.at }),
    remoteAddress: connection.remoteAddress,
    endpoint: connection.endpoint,
    port: connection.localPort,
    tls: tls?.version ?? '',
    login: event.kind === 'sign-in' && told.isNameShown ? event.login : null,
    result: resultOf(event),
    cause,
    title: titleOf(cause, reader.language),
    todo: fix === undefined ? null : texts(reader.language).fixes[fix.id as FixId](tell(fix.args, reader)),
    whose: told.whose,
    earlier: told.earlier,
    count: event.count ?? 1,
    tlsOffered: tls?.version === undefined ? (tls?.clientMax ?? null) : null,
    tlsAlert: tls?.alert ?? null,
    serverName: tls?.sni ?? null,
    firstWords: event.kind === 'connection' ? (event.firstWords ?? null) : null,
    said: event.kind === 'refusal' ? event.text : null,
  };
}
