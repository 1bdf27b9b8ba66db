/**
 * Causes in our own limits and closures, judged from the Blocks themselves: each has the numbers, the exact end and what was
 * refused. Also what must be sent again after one, and a message with too many recipients.
 */
import type { PresentCause } from '../../present.ts';
import type { BlockSeen } from '../../observed-blocks.ts';
import { type Cause, found, type Hit, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Arguments, Fix, Symptom } from '../../finding.ts';
import { fix } from '../../fixes.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const shared = { family: 'snd', since: '0.2.0', needs: ['state.blocks'] } as const;

const about = ({ subject }: Facts) => ({
  domain: subject.domain,
  ...(subject.address === undefined ? {} : { address: subject.address }),
});
/** Told to the minute, and never before the true end. */
const endOf = (untilAt: string): string =>
  new Date(Math.ceil(Date.parse(untilAt) / MINUTE_MS) * MINUTE_MS).toISOString();

function argumentsOf(block: BlockSeen): Arguments {
  const { sinceAt, untilAt, subject, stopped, code, mode, evidence } = block;
  const minutes = typeof evidence['windowSeconds'] === 'number' ? Math.round(evidence['windowSeconds'] / 60) : 60;
  return {
    ...evidence,
    minutes,
    name: subject,
    code,
    mode,
    refused: stopped,
    sinceAt,
    ...(untilAt === null ? {} : { endsAt: endOf(untilAt) }),
  };
}

interface Kind {
  readonly id: PresentCause;
  readonly family: Cause['family'];
  readonly symptoms: readonly Symptom[];
  readonly height: number;
  readonly proof: string;
  readonly fixes: (block: BlockSeen, args: Arguments) => readonly Fix[];
}
const wait = (_: BlockSeen, { endsAt }: Arguments): readonly Fix[] => [fix('wait-for-end', { endsAt: endsAt ?? '' })];

const KINDS: readonly Kind[] = [
  {
    id: 'snd-account-hour-limit',
    family: 'snd',
    symptoms: ['send'],
    height: 34,
    proof: 'an active Block of the hourly limit of the mailbox, with the number sent, the limit and the exact end',
    fixes: (block, args) => [...wait(block, args), fix('raise-limit', {})],
  },
  {
    id: 'snd-new-account-warmup',
    family: 'snd',
    symptoms: ['send'],
    height: 34,
    proof: 'an active Block of the hourly limit that holds for young mailboxes, with the age below which it holds',
    fixes: (block, args) => [...wait(block, args), fix('raise-limit', {})],
  },
  {
    id: 'snd-domain-hour-limit',
    family: 'snd',
    symptoms: ['send'],
    height: 36,
    proof:
      'an active Block of the hourly limit of the domain, with the sum, the limit, the end and the heaviest sender',
    fixes: (block, args) => [
      ...wait(block, args),
      ...(typeof args['heaviest'] === 'string' ? [fix('ask-heaviest-sender', { address: args['heaviest'] })] : []),
    ],
  },
  {
    id: 'snd-account-day-limit',
    family: 'snd',
    symptoms: ['send'],
    height: 36,
    proof: 'an active Block of the daily limit of the mailbox, with the number sent and the limit',
    fixes: () => [fix('secure-and-open', {}), fix('ask-support', {})],
  },
  {
    id: 'snd-outbound-operator',
    family: 'snd',
    symptoms: ['send'],
    height: 37,
    proof: 'an active Block of outgoing mail that an operator made, with the reason given',
    fixes: () => [fix('ask-support', {})],
  },
  {
    id: 'acc-mailbox-suspended',
    family: 'acc',
    symptoms: ['both', 'receive', 'send'],
    height: 38,
    proof: 'an active Block by an operator that is also about receiving or signing in, with the reason given',
    fixes: () => [fix('ask-support', {})],
  },
];

const causeOf = ({ id, fixes, ...rest }: Kind): Cause => ({
  ...shared,
  ...rest,
  id,
  explains: [],
  judge: (facts) => {
    const fact = facts.get('state.blocks');
    if (fact === undefined) return UNKNOWN;
    const { active, days } = fact.observed;
    // A Block may have ended between the probe and the question.
    const block = active.find((one) => one.cause === id && (one.untilAt === null || Date.parse(one.untilAt) > fact.at));
    if (block === undefined) return RULED_OUT;
    const args = argumentsOf(block);
    const evidence = [showing(fact.evidence, { active: [block], days, ended: [] })];
    return found({ certainty: 'proven', about: about(facts), args, evidence, fix: fixes(block, args) });
  },
});

const lostDuringBlock: Cause = {
  ...shared,
  id: 'snd-lost-during-block',
  symptoms: ['send', 'some'],
  height: 20,
  explains: [],
  proof: 'a Block that has ended, and attempts it refused after which nothing was sent to the same recipient',
  judge: (facts) => {
    const fact = facts.get('state.blocks');
    if (fact === undefined) return UNKNOWN;
    const { ended, days } = fact.observed;
    const [newest] = ended;
    if (newest === undefined) return RULED_OUT;
    const { endedAt, sinceAt, unsent, recipients, subject, code } = newest;
    const args = { endedAt, sinceAt, refused: unsent, recipients, name: subject, code };
    const evidence = [showing(fact.evidence, { active: [], days, ended: [newest] })];
    const hit: Hit = {
      certainty: 'proven',
      about: about(facts),
      args,
      evidence,
      fix: [fix('send-again', { recipients })],
    };
    return found(hit);
  },
};

const tooManyRecipients: Cause = {
  id: 'snd-recipients-per-message',
  family: 'snd',
  since: '0.2.0',
  needs: ['mta.messages'],
  symptoms: ['send', 'some'],
  height: 22,
  explains: [],
  proof: 'signed in as this mailbox, a message with more recipients than one message may have, and none sent since',
  judge: (facts) => {
    const fact = facts.get('mta.messages');
    if (fact === undefined) return UNKNOWN;
    const { refusals, lastSubmittedAt } = fact.observed;
    const seen = refusals.find(
      (one) =>
        one.cause === 'snd-recipients-per-message' &&
        one.attributed === 'mailbox' &&
        fact.at - Date.parse(one.lastAt) < DAY_MS &&
        (lastSubmittedAt === null || Date.parse(lastSubmittedAt) < Date.parse(one.lastAt)),
    );
    if (seen === undefined) return RULED_OUT;
    const args = { lastAt: seen.lastAt, device: seen.client ?? seen.remoteAddress ?? '', recipient: seen.rcptTo ?? '' };
    const evidence = [showing(fact.evidence, { refusals: [seen] })];
    return found({ certainty: 'proven', about: about(facts), args, evidence, fix: [fix('split-recipients', {})] });
  },
};

export const BLOCK_CAUSES: readonly Cause[] = [...KINDS.map(causeOf), lostDuringBlock, tooManyRecipients];
