/**
 * Probe of automatic answers: which went out, which did not and why, and who is answered again and again. Reads the journal
 * (`MessageEvent.unanswered`) and the book of answers; judges nothing.
 */
import type {
  AnswerFlood,
  FiledMessage,
  MtaAnswers,
  PingPong,
  UnansweredSeen,
} from '#src/diagnosis/observed-filing.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { answersSince } from '#src/store/mail-rules.ts';
import { clientOf, iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';
import { type Correspondents, domainOf, isStep, lower, type Step, type Whose } from './correspondents.ts';

const DAYS = 7;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST = 2000;
const MOST_ROWS = 2000;
/** A program answers within this; a person rarely. */
const AT_ONCE_MS = 60_000;
const LEAST_FLOOD = 3;
const LEAST_ROUNDS = 3;
const MOST_TOLD = 10;

/** Sent to a robot that numbers its addresses: `sak+4711@`, `ticket-12@`, `reply.ab12cd34@` are one. */
export const patternOf = (address: string): string => {
  const local = address
    .slice(0, address.lastIndexOf('@'))
    .replace(/[+=].*$/, '+*')
    .replace(/[0-9a-f]{8,}/gi, '*')
    .replace(/\d+/g, '*');
  return `${local}@${domainOf(address)}`;
};

/** Of times ascending, the fullest hour: how many, from when to when. */
export function fullestHour(times: readonly number[]): {
  readonly count: number;
  readonly from: number;
  readonly to: number;
} {
  let best = { count: 0, from: 0, to: 0 };
  let first = 0;
  for (const [last, at] of times.entries()) {
    while (at - times[first] > HOUR_MS) first += 1;
    if (last - first + 1 > best.count) best = { count: last - first + 1, from: times[first], to: at };
  }
  return best;
}

type Answered = Awaited<ReturnType<typeof answersSince>>[number];

function floodsOf(answered: readonly Answered[]): readonly AnswerFlood[] {
  const groups = Map.groupBy(answered, ({ handle, sender }) => `${handle} ${patternOf(sender)}`);
  return [...groups.values()]
    .map((group): AnswerFlood => {
      const { count, from, to } = fullestHour(group.map(({ at }) => at).sort((a, b) => a - b));
      const [{ handle, sender }] = group;
      return { pattern: patternOf(sender), handle, count, firstAt: iso(from), lastAt: iso(to) };
    })
    .filter(({ count }) => count >= LEAST_FLOOD)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_TOLD);
}

function unansweredOf(arrivals: readonly Step[], known: Correspondents): readonly UnansweredSeen[] {
  const silent = arrivals.filter(({ unanswered }) => unanswered !== undefined);
  const groups = Map.groupBy(silent, ({ unanswered }) => unanswered ?? '');
  return [...groups].map(([reason, group]): UnansweredSeen => {
    const messages: readonly FiledMessage[] = group.map((event) => known.message(event));
    const newest = messages.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
    const asked = messages.filter(({ isAsked }) => isAsked).toSorted((a, b) => (a.at < b.at ? 1 : -1));
    return { reason, count: messages.length, lastAt: newest.at, newest, asked: asked.at(0) ?? null };
  });
}

/** Somebody writes, and within a minute something of the owner's answers: how often within the fullest hour. */
function pingPongsOf(arrivals: readonly Step[], submissions: readonly Step[]): readonly PingPong[] {
  const came = Map.groupBy(arrivals, ({ mailFrom }) => lower(mailFrom));
  const went = Map.groupBy(submissions, ({ rcptTo }) => lower(rcptTo));
  const games: PingPong[] = [];
  for (const [other, answers] of went) {
    const times = (came.get(other) ?? []).map(({ at }) => at);
    const quick = answers.filter(({ at }) => times.some((before) => at >= before && at - before <= AT_ONCE_MS));
    const { count, from, to } = fullestHour(quick.map(({ at }) => at).sort((a, b) => a - b));
    if (count >= LEAST_ROUNDS)
      games.push({ other, client: clientOf(quick[0]), count, firstAt: iso(from), lastAt: iso(to) });
  }
  return games.sort((a, b) => b.count - a.count).slice(0, MOST_TOLD);
}

/** `mta.answers`. */
export async function lookAtAnswers(deps: GroupDeps, whose: Whose, known: Correspondents): Promise<MtaAnswers> {
  const now = deps.clock.now();
  const since = now - DAYS * DAY_MS;
  const base = { kinds: ['message'], mailbox: whose.id, limit: MOST } as const;
  const [placed, sent, answered] = await Promise.all([
    deps.journal.query({ ...base, since, outcomes: ['delivered', 'dropped'] }),
    deps.journal.query({ ...base, since: now - DAY_MS, outcomes: ['accepted'] }),
    answersSince(deps.db.sql, whose.id as MailboxId, since, MOST_ROWS),
  ]);
  const arrivals = placed.filter(isStep).filter(({ direction }) => direction !== 'outbound');
  const submissions = sent.filter(isStep).filter(({ direction }) => direction === 'submission');
  return {
    days: DAYS,
    isAsked: whose.asked.isAboutAnswers,
    answered: answered.length,
    lastAnsweredAt: answered.length === 0 ? null : iso(Math.max(...answered.map(({ at }) => at))),
    unanswered: unansweredOf(unique(arrivals), known),
    floods: floodsOf(answered.filter(({ at }) => now - at <= DAY_MS)),
    pingPongs: pingPongsOf(arrivals, submissions),
  };
}

/** A message with copies in two folders is one message. */
const unique = (events: readonly Step[]): readonly Step[] => [
  ...new Map(events.map((event) => [event.messageId as string, event])).values(),
];
