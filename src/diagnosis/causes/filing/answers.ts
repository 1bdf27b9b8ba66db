/** Causes of automatic answers that do not come, or come without end. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type {
  AnswerFlood,
  FiledMessage,
  MtaAnswers,
  PingPong,
  StateWishes,
  VacationSeen,
} from '../../observed-filing.ts';
import { evidenceOf, mailboxOf, since } from './shared.ts';

const DAY_MS = 86_400_000;
/** Answers to numbered addresses within an hour. */
const FLOOD = 5;
/** Rounds of question and answer within an hour, each at once. */
const ROUNDS = 6;
/** Nobody goes on leave that far ahead: a wrong year. */
const FAR_AHEAD_DAYS = 270;
/** Letters of people that were all left without an answer. */
const ALL_SILENT = 3;

interface Parts {
  readonly facts: Facts;
  readonly wishes: StateWishes;
  readonly answers: MtaAnswers;
  readonly address: string;
}

const hitOf = (
  { facts, wishes, address }: Parts,
  certainty: Hit['certainty'],
  args: Hit['args'],
  shown: Partial<MtaAnswers>,
  fixes: Hit['fix'],
): Hit => ({
  certainty,
  about: { address, domain: facts.subject.domain },
  args: { address, ...args },
  evidence: evidenceOf(
    facts,
    ['state.wishes', { vacation: wishes.vacation, answersToday: wishes.answersToday }],
    ['mta.answers', { ...facts.get('mta.answers')?.observed, ...shown }],
  ),
  fix: fixes,
});

/** Is what answered still at it? */
const isStillOn = (wishes: StateWishes, handle: string): boolean =>
  handle === 'vacation'
    ? wishes.vacation?.state === 'on'
    : wishes.rules.some(({ id, enabled }) => enabled && id === handle);

function storm(parts: Parts): Hit | null {
  const { wishes, answers, address } = parts;
  const flood: AnswerFlood | undefined = answers.floods.find(
    ({ count, handle }) => count >= FLOOD && isStillOn(wishes, handle),
  );
  if (flood !== undefined) {
    const { pattern, count, firstAt, lastAt, handle } = flood;
    const args = { kind: 'flood', other: pattern, count, firstAt, lastAt };
    return hitOf(parts, 'proven', args, { floods: [flood] }, [fix('stop-answers', { address, handle })]);
  }
  const game: PingPong | undefined = answers.pingPongs.find(({ count }) => count >= ROUNDS);
  if (game !== undefined) {
    const { other, client, count, firstAt, lastAt } = game;
    const args = { kind: 'program', other, device: client ?? '', count, firstAt, lastAt };
    return hitOf(parts, 'likely', args, { pingPongs: [game] }, [
      fix('stop-answering-program', { device: client ?? '', other }),
    ]);
  }
  const capped = answers.unanswered.find(({ reason }) => reason === 'too-many');
  if (capped === undefined || wishes.vacation?.state !== 'on') return null;
  const args = { kind: 'many', count: wishes.answersToday, refused: capped.count, lastAt: capped.lastAt };
  return hitOf(parts, 'proven', args, { unanswered: [capped] }, [fix('stop-answers', { address, handle: 'vacation' })]);
}

/** Dates that can never have been meant: over when they were written, or a year too late. */
function wrongDates({ setAt, fromAt, untilAt, state }: VacationSeen): 'set-over' | 'far-ahead' | null {
  if (setAt === null) return null;
  if (state === 'over' && untilAt !== null && Date.parse(untilAt) <= Date.parse(setAt)) return 'set-over';
  const isFar = fromAt !== null && Date.parse(fromAt) - Date.parse(setAt) > FAR_AHEAD_DAYS * DAY_MS;
  return state === 'not-yet' && isFar ? 'far-ahead' : null;
}

const datesOf = (vacation: VacationSeen | null): Hit['args'] => ({
  fromAt: vacation?.fromAt ?? '',
  untilAt: vacation?.untilAt ?? '',
  setAt: vacation?.setAt ?? '',
});

/** The sender whom the customer names, and why he got no answer. */
function namedSilence(parts: Parts): Hit | null {
  const { answers, wishes, address } = parts;
  const group = answers.unanswered.find(({ asked }) => asked !== null);
  const message: FiledMessage | null | undefined = group?.asked;
  if (group === undefined || message === null || message === undefined) return null;
  const args = {
    kind: 'silent',
    reason: group.reason,
    sender: message.sender,
    arrivedAt: message.at,
    days: wishes.vacation?.everyDays ?? 0,
  };
  return hitOf(parts, 'proven', args, { unanswered: [{ ...group, newest: message }] }, [
    fix('answer-by-hand', { address, sender: message.sender }),
  ]);
}

/** The customer's words are about answers, and there are none because the vacation is not on now. */
function notOn(parts: Parts): Hit | null {
  const { answers, wishes, address } = parts;
  const { vacation } = wishes;
  if (!answers.isAsked || vacation === null || vacation.state === 'on') return null;
  const args = { kind: vacation.state, ...datesOf(vacation) };
  return hitOf(parts, 'proven', args, {}, [fix('correct-vacation-dates', { address })]);
}

/** On, and letters of people came, and not one was answered: they name another address. */
function allSilent(parts: Parts): Hit | null {
  const { answers, wishes, address } = parts;
  const { vacation } = wishes;
  const group = answers.unanswered.find(({ reason }) => reason === 'not-addressed');
  if (vacation?.state !== 'on' || group === undefined || group.count < ALL_SILENT || answers.answered > 0) return null;
  const { sender, at } = group.newest;
  const args = { kind: 'silent', reason: 'not-addressed', sender, arrivedAt: at, count: group.count, days: 0 };
  return hitOf(parts, 'likely', args, { unanswered: [group] }, [fix('answer-by-hand', { address, sender })]);
}

function missing(parts: Parts): Hit | null {
  const { wishes, address } = parts;
  const wrong = wishes.vacation === null ? null : wrongDates(wishes.vacation);
  if (wrong !== null)
    return hitOf(parts, 'proven', { kind: wrong, ...datesOf(wishes.vacation) }, {}, [
      fix('correct-vacation-dates', { address }),
    ]);
  return notOn(parts) ?? namedSilence(parts) ?? allSilent(parts);
}

export const autoReply: Cause = {
  id: 'acc-autoreply-missing-or-storm',
  family: 'acc',
  since,
  symptoms: ['send', 'some'],
  height: 22,
  needs: ['state.address', 'state.wishes', 'mta.answers'],
  explains: [],
  proof:
    'answers that cannot come (dates that were over when they were set, or a year too late; off or over when the customer asks about answers; the reason in the journal for the sender he names; not one of several letters names this address), or answers without end (numbered addresses of one robot, a program that answers at once again and again, the most of a day reached)',
  judge(facts) {
    const wishes = facts.get('state.wishes')?.observed;
    const answers = facts.get('mta.answers')?.observed;
    const address = mailboxOf(facts);
    if (wishes === undefined || answers === undefined || address === undefined) return UNKNOWN;
    if (address === null) return RULED_OUT;
    const parts: Parts = { facts, wishes, answers, address };
    const hits = [storm(parts), missing(parts)].filter((one) => one !== null);
    // Who misses letters asks about something else.
    const isElsewhere = facts.symptom === 'receive' && !answers.isAsked;
    return found(...hits.slice(0, 1).map((hit) => (isElsewhere ? { ...hit, aside: true as const } : hit)));
  },
};
