/**
 * The outgoing queue at the operator's desk: by destination with the last answer in words, the mail for one destination, and
 * what can be done with what was chosen. Called by the API; each change is written to the audit log.
 */
import { DEFAULT_SCHEDULE } from '#src/engine/embedded/queue/schedule.ts';
import type { Destination, QueueEntry, QueueStats, Selection } from '#src/engine/embedded/queue/administration.ts';
import type { Language } from '#src/model/language.ts';
import { parseDomain } from '#src/model/address.ts';
import type { Person } from '#src/model/person.ts';
import type { App } from '../app.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { type Answer, answerOf } from './console-answers.ts';
import { noteDeed, operatorWho } from './console-operator.ts';

type Deps = Pick<App, 'db' | 'clock' | 'queue'>;
export interface DestinationView extends Destination {
  /** Of the newest try that was answered. */
  readonly answer: Answer | null;
  readonly answeredAt: number | null;
}
export interface QueueLine extends Omit<QueueEntry, 'lastReply'> {
  readonly answer: Answer | null;
  /** When it comes back to its sender if nothing changes, epoch ms. */
  readonly giveUpAt: number;
}
export const QUEUE_DEEDS = ['retry', 'hold', 'release', 'drop'] as const;
export type QueueDeed = (typeof QUEUE_DEEDS)[number];
export interface QueueWish {
  readonly deed: QueueDeed;
  /** Queue ids, or everything for a destination. */
  readonly ids?: readonly string[] | undefined;
  readonly domain?: string | undefined;
  /** Of a drop: whether the senders are told. */
  readonly tell?: boolean | undefined;
}

export const giveUpAt = (receivedAt: number): number => receivedAt + DEFAULT_SCHEDULE.giveUpMs;

const MOST_DESTINATIONS = 200;
const MOST_LINES = 500;
const LOOKED_AT = 50;

/** Everything that waits, the oldest destination first. */
export function queueView(
  { queue }: Pick<Deps, 'queue'>,
  person: Person,
  language: Language,
): Outcome<{ readonly stats: QueueStats; readonly destinations: readonly DestinationView[] }> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const reader = { language, ...hereAndNow() };
  const destinations = queue.destinations(MOST_DESTINATIONS).map((one): DestinationView => {
    const newest = queue
      .list({ select: { domain: one.domain }, limit: LOOKED_AT })
      .filter(({ lastReply }) => lastReply !== null)
      .toSorted((a, b) => b.updatedAt - a.updatedAt)
      .at(0);
    return {
      ...one,
      answer: newest === undefined ? null : answerOf(newest.lastReply, newest.cause, reader),
      answeredAt: newest?.updatedAt ?? null,
    };
  });
  return done({ stats: queue.stats(), destinations });
}

/** The mail for one destination, the oldest first. */
export function queueOf(
  { queue }: Pick<Deps, 'queue'>,
  person: Person,
  typed: string,
  language: Language,
): Outcome<{ readonly domain: string; readonly lines: readonly QueueLine[] }> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const domain = domainIn(typed);
  if (domain === null) return refused('notThere');
  const reader = { language, ...hereAndNow() };
  const lines = queue.list({ select: { domain }, limit: MOST_LINES }).map(({ lastReply, ...entry }): QueueLine => ({
    ...entry,
    answer: answerOf(lastReply, entry.cause, reader),
    giveUpAt: giveUpAt(entry.receivedAt),
  }));
  return done({ domain, lines });
}

/** A domain, or an address literal as the queue keeps it. */
function domainIn(typed: string): string | null {
  const name = typed.trim().toLowerCase();
  if (/^\[[0-9a-f.:]{2,60}\]$/.test(name)) return name;
  const parsed = parseDomain(name);
  return parsed.ok ? parsed.value : null;
}

/** Does it, and writes down who did what to how much. What went on its way meanwhile is not counted. */
export async function changeQueue(
  deps: Deps,
  person: Person,
  wish: QueueWish,
): Promise<Outcome<{ readonly changed: number }>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  const domain = wish.domain === undefined ? null : domainIn(wish.domain);
  const select: Selection | null =
    wish.ids !== undefined && wish.domain === undefined ? { ids: wish.ids } : domain === null ? null : { domain };
  if (select === null || (wish.ids !== undefined && wish.domain !== undefined)) return misuse('inputBad');
  const changed = await doIt(deps, wish, select);
  const subject = domain ?? deps.queue.list({ select, limit: 1 }).at(0)?.domain ?? 'queue';
  await noteDeed(deps, who.value, {
    action: `queue.${wish.deed}`,
    subject,
    what: { changed, ids: (wish.ids ?? []).slice(0, 20), ...(wish.deed === 'drop' ? { told: wish.tell ?? true } : {}) },
  });
  return done({ changed });
}

function doIt({ queue }: Deps, { deed, tell }: QueueWish, select: Selection): Promise<number> {
  switch (deed) {
    case 'retry':
      return queue.retry(select);
    case 'hold':
      return queue.hold(select);
    case 'release':
      return queue.release(select);
    case 'drop':
      return queue.drop(select, { tellSender: tell ?? true });
  }
}
