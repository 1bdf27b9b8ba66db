/**
 * The picture of a mailbox over time: messages in and out, refusals, sign-ins by device and Blocks, counted into columns, and
 * the newest single events for the table behind it. From our own journal; bounded. Called by the API after ownership was asked.
 */
import { blockLine } from '#src/messages/block-line.ts';
import type { Block } from '#src/model/block.ts';
import { isActive } from '#src/model/block.ts';
import type { Domain } from '#src/model/domain.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { clientOf, isSingle } from '#src/probes/familiar.ts';
import { blockHistory } from '#src/store/blocks.ts';
import type { App } from '../app.ts';
import { hereAndNow } from '../diagnose-text.ts';

export const LANES = ['incoming', 'outgoing', 'failed', 'refused', 'sign-in', 'sign-in-wrong'] as const;
export type Lane = (typeof LANES)[number];

export interface TimelineRequest {
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
  readonly columns: number;
  readonly language: Language;
}
export interface TimelineEvent {
  readonly at: number;
  readonly lane: Lane;
  readonly count: number;
  /** The other side of a message, or the program that signed in. */
  readonly who: string | null;
  /** Subject, outcome or refusal, as it was written down. */
  readonly what: string | null;
  readonly remoteAddress: string | null;
}
export interface Timeline {
  readonly from: number;
  readonly until: number;
  /** So many of each lane in each column. */
  readonly lanes: Readonly<Record<Lane, readonly number[]>>;
  /** Sign-ins by program and door, the busiest first. */
  readonly devices: readonly {
    readonly program: string | null;
    readonly endpoint: string;
    readonly counts: readonly number[];
  }[];
  readonly blocks: readonly {
    readonly code: string;
    readonly line: string;
    readonly directions: Block['directions'];
    readonly since: number;
    readonly until: number | null;
    readonly active: boolean;
  }[];
  readonly events: readonly TimelineEvent[];
  /** False: there was more than we read, and the oldest columns may be too low. */
  readonly complete: boolean;
}

const PAGE = 5000;
const MOST_PAGES = 4;
const MOST_EVENTS = 120;
const MOST_DEVICES = 6;
const MOST_BLOCKS = 40;

type Deps = Pick<App, 'db' | 'clock' | 'billing'>;

export async function timelineOf(
  deps: Deps,
  { mailbox, domain }: { readonly mailbox: StoredMailbox; readonly domain: Domain },
  asked: TimelineRequest,
): Promise<Timeline> {
  // An address may have been another's before this mailbox was made.
  const since = Math.max(asked.from, mailbox.createdAt);
  const [read, blocks] = await Promise.all([
    eventsOf(deps, mailbox, since, asked.until),
    blocksOf(deps, mailbox, domain, asked),
  ]);
  const seen = read.events.flatMap((event) => toldOf(event, mailbox));
  const column = (at: number): number =>
    Math.min(
      asked.columns - 1,
      Math.max(0, Math.floor(((at - asked.from) / (asked.until - asked.from)) * asked.columns)),
    );
  const empty = (): number[] => Array.from({ length: asked.columns }, () => 0);
  const lanes = Object.fromEntries(LANES.map((lane) => [lane, empty()])) as Record<Lane, number[]>;
  const devices = new Map<string, { program: string | null; endpoint: string; counts: number[]; total: number }>();
  for (const { told, device } of seen) {
    lanes[told.lane][column(told.at)] += told.count;
    if (device === null) continue;
    const key = `${told.who ?? ''} ${device}`;
    const one = devices.get(key) ?? { program: told.who, endpoint: device, counts: empty(), total: 0 };
    one.counts[column(told.at)] += told.count;
    one.total += told.count;
    devices.set(key, one);
  }
  const busiest = [...devices.values()].toSorted((a, b) => b.total - a.total).slice(0, MOST_DEVICES);
  return {
    from: asked.from,
    until: asked.until,
    lanes,
    devices: busiest.map(({ program, endpoint, counts }) => ({ program, endpoint, counts })),
    blocks,
    events: seen.slice(0, MOST_EVENTS).map(({ told }) => told),
    complete: read.complete,
  };
}

/** The mailbox's own events in that time, the newest first. */
async function eventsOf({ billing }: Deps, mailbox: StoredMailbox, since: number, until: number) {
  const byId = new Map<string, StoredEvent>();
  let isComplete = true;
  const read = async (of: { readonly mailbox: string } | { readonly names: readonly string[] }): Promise<void> => {
    let upTo = until;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const events = await billing.journal.query({ ...of, since, until: upTo, limit: PAGE });
      for (const event of events) byId.set(event.id, event);
      const oldest = events.at(-1);
      if (events.length < PAGE || oldest === undefined) return;
      // Rows are found by their first moment and ordered by their last: the next page begins at the oldest seen.
      if (oldest.at >= upTo) break;
      upTo = oldest.at;
    }
    isComplete = false;
  };
  await Promise.all([read({ mailbox: mailbox.id }), read({ names: [mailbox.address] })]);
  const events = [...byId.values()].filter(
    (event) => isSingle(event) && (event.mailbox === undefined || event.mailbox === mailbox.id),
  );
  return { events: events.toSorted((a, b) => b.lastAt - a.lastAt), complete: isComplete };
}

interface Seen {
  readonly told: TimelineEvent;
  /** The door of a sign-in; null for anything else. */
  readonly device: string | null;
}
function toldOf(event: StoredEvent, mailbox: StoredMailbox): readonly Seen[] {
  const base = { at: event.lastAt, count: event.count, remoteAddress: event.connection?.remoteAddress ?? null };
  const as = (lane: Lane, who: string | null, what: string | null, device: string | null = null): readonly Seen[] => [
    { told: { ...base, lane, who, what }, device },
  ];
  switch (event.kind) {
    case 'sign-in': {
      const isOk = event.outcome === 'ok';
      return as(
        isOk ? 'sign-in' : 'sign-in-wrong',
        clientOf(event),
        event.outcome,
        isOk ? event.connection.endpoint : null,
      );
    }
    case 'refusal': {
      const isOwn = event.mailbox === mailbox.id || event.mailFrom?.toLowerCase() === mailbox.address;
      return as(
        'refused',
        (isOwn ? event.rcptTo : event.mailFrom) ?? null,
        `${event.code} ${event.enhanced} ${event.text}`,
      );
    }
    case 'message':
      return messageOf(event, mailbox, as);
    case 'connection':
      return [];
  }
}

function messageOf(
  event: Extract<StoredEvent, { kind: 'message' }>,
  mailbox: StoredMailbox,
  as: (lane: Lane, who: string | null, what: string | null) => readonly Seen[],
): readonly Seen[] {
  const isOwn = event.mailbox === mailbox.id;
  if (event.step === 'delivered') return isOwn ? as('incoming', event.mailFrom ?? null, event.subject ?? null) : [];
  const isFrom = event.mailFrom?.toLowerCase() === mailbox.address;
  if (event.step === 'accepted' && event.direction === 'submission')
    return isOwn || isFrom ? as('outgoing', event.rcptTo ?? null, event.subject ?? null) : [];
  if (event.step === 'bounced' && isFrom)
    return as('failed', event.rcptTo ?? null, event.reply ?? event.subject ?? null);
  return [];
}

/** Blocks of the mailbox, its domain and its customer that touched that time. */
async function blocksOf(
  { db, clock }: Deps,
  mailbox: StoredMailbox,
  domain: Domain,
  asked: TimelineRequest,
): Promise<Timeline['blocks']> {
  const now = clock.now();
  const reader = { language: asked.language, ...hereAndNow(), now };
  const all = await blockHistory(
    db.sql,
    [
      { kind: 'mailbox', id: mailbox.id },
      { kind: 'domain', id: domain.id },
      { kind: 'customer', id: domain.customer },
    ],
    { onlyUnlifted: false, limit: 200 },
  );
  return all
    .map((block) => ({ block, end: block.liftedAt ?? block.until }))
    .filter(({ block, end }) => block.since < asked.until && (end === null || end > asked.from))
    .slice(0, MOST_BLOCKS)
    .map(({ block, end }) => ({
      code: block.code,
      line: blockLine(block, reader, ''),
      directions: block.directions,
      since: block.since,
      until: end,
      active: isActive(block, now),
    }));
}
