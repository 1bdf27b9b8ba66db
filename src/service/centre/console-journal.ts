/**
 * The journal at the operator's desk: the past by time and filter, and live. A row holds what a sentence needs and the event as
 * it was written, without the fingerprint of a secret. Called by the API. A slow reader loses rows and is told how many; he
 * never slows down a session.
 */
import type { JournalFilter } from '#src/model/journal-filter.ts';
import { fitsFilter, isFailure } from '#src/model/journal-filter.ts';
import type { JournalEvent, StoredEvent } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { clientOf } from '#src/probes/familiar.ts';
import type { App } from '../app.ts';
import { done, type Outcome } from '../outcome.ts';
import { causeTitle } from './console-answers.ts';
import { noteDeed, operatorWho } from './console-operator.ts';

type Deps = Pick<App, 'db' | 'clock' | 'journal'>;
export interface JournalRow {
  readonly id: string;
  readonly at: number;
  readonly lastAt: number;
  readonly count: number;
  readonly kind: JournalEvent['kind'];
  /** Outcome, stage or step. */
  readonly what: string;
  readonly isFailure: boolean;
  /** As typed, or whose it is. */
  readonly name: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly subject: string | null;
  readonly remoteAddress: string | null;
  readonly country: string | null;
  readonly endpoint: string | null;
  readonly port: number | null;
  readonly tls: string | null;
  readonly program: string | null;
  readonly connection: string | null;
  readonly message: string | null;
  readonly host: string | null;
  /** `550 5.1.1 No such user`, ours or the other side's. */
  readonly reply: string | null;
  readonly cause: string | null;
  /** The cause in a few words. */
  readonly title: string | null;
  readonly raw: Readonly<Record<string, unknown>>;
}
export interface JournalAsked extends JournalFilter {
  /** Epoch ms. */
  readonly since?: number;
  readonly until?: number;
  readonly limit: number;
}

/** A filter by domain has no index of its own: it looks back so far unless the reader says from when. */
const DAY_MS = 86_400_000;

/** Newest first. What was searched for is written down. */
export async function journalPast(
  deps: Deps,
  person: Person,
  asked: JournalAsked,
  language: Language,
): Promise<Outcome<readonly JournalRow[]>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const { name, domain, remoteAddress, kind, ...rest } = asked;
  const events = await deps.journal.query({
    ...rest,
    ...(domain === undefined ? {} : { domain, since: rest.since ?? (rest.until ?? deps.clock.now()) - DAY_MS }),
    ...(name === undefined ? {} : { names: [name] }),
    ...(remoteAddress === undefined ? {} : { remoteAddresses: [remoteAddress] }),
    ...(kind === undefined ? {} : { kinds: [kind] }),
  });
  await noteLook(deps, who.value, asked);
  return done(events.map((event) => rowOf(event, language)));
}

const noteLook = async (deps: Deps, operator: { readonly name: string }, asked: JournalFilter): Promise<void> =>
  noteDeed(deps, operator, {
    action: 'operator.journal',
    subject: asked.name ?? asked.domain ?? asked.remoteAddress ?? asked.connectionId ?? 'journal',
    what: { ...asked },
  });

/** Rows that wait for a slow reader; what comes on top is counted only. */
const MOST_WAITING = 200;
/** More a second is no reading any more. */
const MOST_A_SECOND = 40;

export interface LiveJournal {
  /** The rows that came since the last call, and how many were left out. Resolves when there are any, or at the end. */
  next(): Promise<{ readonly rows: readonly JournalRow[]; readonly left: number }>;
  stop(): void;
}

/** Begins to listen; the caller takes rows at its own speed and stops it. */
export async function journalLive(
  deps: Deps,
  person: Person,
  filter: JournalFilter,
  language: Language,
): Promise<Outcome<LiveJournal>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  await noteLook(deps, who.value, filter);
  const { clock } = deps;
  const begun = clock.now();
  let waiting: JournalRow[] = [];
  let left = 0;
  let second = 0;
  let inSecond = 0;
  let number = 0;
  let wake: (() => void) | null = null;
  let stopped = false;
  const isTooMuch = (): boolean => {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) [second, inSecond] = [now, 0];
    inSecond += 1;
    return inSecond > MOST_A_SECOND || waiting.length >= MOST_WAITING;
  };
  const forget = deps.journal.subscribe({}, (event) => {
    if (stopped || !fitsFilter(event, filter)) return;
    if (isTooMuch()) left += 1;
    else {
      number += 1;
      waiting.push(rowOf({ ...event, id: `live.${begun}.${number}`, count: 1, lastAt: event.at }, language));
    }
    wake?.();
  });
  return done({
    next: async () => {
      if (waiting.length === 0 && left === 0 && !stopped)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      wake = null;
      const taken = { rows: waiting, left };
      waiting = [];
      left = 0;
      return taken;
    },
    stop: () => {
      stopped = true;
      forget();
      wake?.();
    },
  });
}

/** An event as a row. */
export function rowOf(event: StoredEvent, language: Language): JournalRow {
  const { connection } = event;
  return {
    id: event.id,
    at: event.at,
    lastAt: event.lastAt,
    count: event.count,
    kind: event.kind,
    isFailure: isFailure(event),
    remoteAddress: connection?.remoteAddress ?? null,
    country: connection?.country ?? null,
    endpoint: connection?.endpoint ?? null,
    port: connection?.localPort ?? null,
    tls: connection?.tls?.version ?? null,
    program: connection === undefined ? null : clientOf(event),
    connection: connection?.id ?? null,
    cause: event.cause ?? null,
    title: causeTitle(event.cause, language),
    raw: rawOf(event),
    ...saidOf(event),
  };
}

type Said = Pick<JournalRow, 'what' | 'name' | 'from' | 'to' | 'subject' | 'message' | 'host' | 'reply'>;
const NOTHING: Omit<Said, 'what'> = {
  name: null,
  from: null,
  to: null,
  subject: null,
  message: null,
  host: null,
  reply: null,
};
const replyOf = (code: number | undefined, enhanced: string | undefined, text: string | undefined): string | null =>
  code === undefined ? null : [code, enhanced, text].filter((word) => word !== undefined && word !== '').join(' ');

function saidOf(event: StoredEvent): Said {
  switch (event.kind) {
    case 'connection':
      return { ...NOTHING, what: event.outcome, name: event.address ?? null };
    case 'sign-in':
      return { ...NOTHING, what: event.outcome, name: event.login === '' ? (event.address ?? null) : event.login };
    case 'refusal':
      return {
        ...NOTHING,
        what: event.stage,
        name: event.address ?? null,
        from: event.mailFrom ?? null,
        to: event.rcptTo ?? null,
        subject: event.subject ?? null,
        reply: replyOf(event.code, event.enhanced, event.text),
      };
    case 'message':
      return {
        what: event.step,
        name: event.address ?? null,
        from: event.mailFrom ?? null,
        to: event.rcptTo ?? null,
        subject: event.subject ?? null,
        message: event.messageId,
        host: event.host ?? null,
        reply: replyOf(event.code, event.enhanced, event.reply),
      };
  }
}

/** The event as it was written. The fingerprint of a wrong secret is for the diagnosis alone. */
function rawOf(event: StoredEvent): Readonly<Record<string, unknown>> {
  const { secretFingerprint: _secret, ...raw } = event as StoredEvent & { readonly secretFingerprint?: string };
  return raw;
}
