/**
 * Two limits of a plan on one day of a mailbox: recipients it never wrote to before (`unknown.day.max`) and the share of
 * its mail that came back (`bounce.ratio.max`). Asked by watch.ts behind the gate; what is over starts a Block, whose words
 * the gate says. Answers nothing itself.
 */
import type { Settle } from '#src/engine/ports.ts';
import type { Block } from '#src/model/block.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { DAY_MS } from '#src/model/notice.ts';
import type { PlanValues } from '#src/model/plan.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { sumOfSends } from '#src/store/send-log.ts';
import type { Blocks, NewBlock } from '../block-port.ts';
import type { Habit, Habits } from './habits.ts';

export interface DaySender {
  readonly mailbox: MailboxId;
  readonly address: string;
  readonly plan: PlanValues;
}
export type DayAnswer = { readonly kind: 'over' } | { readonly kind: 'ok'; readonly settle: Settle };

export interface DayLimits {
  /** Before the message: is there room for this recipient? Starts the Block when there is none; takes no place. */
  look(sender: DaySender, recipient: string): Promise<boolean>;
  /** At its end: takes the places until `settle`, which comes after the message was counted or given up. */
  reserve(sender: DaySender, recipients: readonly string[]): Promise<DayAnswer>;
}

export interface DayLimitsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly blocks: Blocks;
  readonly habits: Pick<Habits, 'look'>;
  readonly journal: Pick<JournalStore, 'query'>;
}

/** The journal answers no more at once. */
const MOST_BOUNCES = 5000;
const MOST_LOOKS = 100;

export function createDayLimits(deps: DayLimitsDeps): DayLimits {
  /** First-time recipients of messages between decision and count. */
  const onTheWay = new Map<MailboxId, number>();
  let settlements = 0;

  /** A message that is counted while we read would be in neither number: then we read again. */
  const lookStill = async (mailbox: MailboxId, recipients: readonly string[]): Promise<Habit> => {
    for (let n = 0; ; n += 1) {
      const before = settlements;
      const habit = await deps.habits.look(mailbox, recipients);
      if (before === settlements || n === MOST_LOOKS) return habit;
    }
  };
  /** How many of these are new, when there is room for them; else the Block has begun. */
  const fits = async (sender: DaySender, recipients: readonly string[], take: boolean): Promise<number | null> => {
    const { mailbox, plan } = sender;
    const limit = plan['unknown.day.max'];
    if (limit === 0) return 0;
    const base = await openedAt(deps, sender);
    const { firstTime, unknown } = await lookStill(mailbox, recipients);
    // No waiting between here and the place taken.
    const coming = onTheWay.get(mailbox) ?? 0;
    if (unknown.length === 0) return 0;
    if (firstTime - base + coming + unknown.length <= limit) {
      if (take) onTheWay.set(mailbox, coming + unknown.length);
      return unknown.length;
    }
    await start(deps, firstTimeBlock(sender, firstTime + coming, base, deps.clock.now()));
    return null;
  };
  const give = (mailbox: MailboxId, count: number): void => {
    settlements += 1;
    const left = (onTheWay.get(mailbox) ?? 0) - count;
    if (left > 0) onTheWay.set(mailbox, left);
    else onTheWay.delete(mailbox);
  };
  return {
    look: async (sender, recipient) =>
      !(await tooManyBounced(deps, sender)) && (await fits(sender, [recipient], false)) !== null,
    reserve: async (sender, recipients) => {
      if (await tooManyBounced(deps, sender)) return { kind: 'over' };
      const count = await fits(sender, recipients, true);
      if (count === null) return { kind: 'over' };
      return { kind: 'ok', settle: async () => give(sender.mailbox, count) };
    },
  };
}

async function start(deps: DayLimitsDeps, block: NewBlock): Promise<void> {
  const started = await deps.blocks.start(block);
  if (!started.ok) throw new Error(`a day's limit could not be applied: ${started.problem.key}`);
}

const shared = { directions: ['outgoing'], cause: 'snd-outbound-closed-abuse', actor: 'rule' } as const;

/** Ends with the day that is counted (UTC): then the count begins anew. `today` is what a lift later starts from. */
const firstTimeBlock = ({ mailbox, plan }: DaySender, today: number, base: number, now: number): NewBlock => ({
  ...shared,
  subject: { kind: 'mailbox', id: mailbox },
  rule: 'abuse-recipients',
  evidence: { sent: today - base, limit: plan['unknown.day.max'], windowSeconds: 86_400, today },
  since: now,
  until: (Math.floor(now / DAY_MS) + 1) * DAY_MS,
  lifters: ['time', 'customer', 'support'],
});

/** The last Block of this rule that a person opened. */
async function lastOpened(deps: DayLimitsDeps, { address }: DaySender, rule: Block['rule']): Promise<Block | null> {
  const all = await deps.blocks.list(address);
  if (!all.ok) return null;
  const opened = all.value.filter((one) => one.rule === rule && one.liftedBy !== null && one.liftedBy !== 'time');
  return opened.toSorted((a, b) => (b.liftedAt ?? 0) - (a.liftedAt ?? 0))[0] ?? null;
}

/** First-time recipients of today that count no more, because a person opened after them. */
async function openedAt(deps: DayLimitsDeps, sender: DaySender): Promise<number> {
  const block = await lastOpened(deps, sender, 'abuse-recipients');
  if (block === null || Math.floor(block.since / DAY_MS) !== Math.floor(deps.clock.now() / DAY_MS)) return 0;
  return Number(block.evidence['today'] ?? block.evidence['sent'] ?? 0);
}

/** Of 24 hours: recipients of submissions, and journal's word that a sender was told of a failure. */
async function tooManyBounced(deps: DayLimitsDeps, sender: DaySender): Promise<boolean> {
  const { mailbox, plan } = sender;
  const [most, least] = [plan['bounce.ratio.max'], plan['bounce.ratio.least']];
  if (most === 0) return false;
  const now = deps.clock.now();
  const opened = await lastOpened(deps, sender, 'abuse-bounces');
  const from = Math.max(now - DAY_MS, Math.min(opened?.liftedAt ?? 0, now));
  const { recipients: sent } = await sumOfSends(deps.db.sql, { mailbox }, { from, to: now, after: null });
  if (sent < least) return false;
  const events = await deps.journal.query({
    kinds: ['message'],
    outcomes: ['bounced'],
    mailbox,
    since: from,
    limit: MOST_BOUNCES,
  });
  // Mail of before a lift may still come back after it: never more than was sent.
  const bounced = Math.min(
    sent,
    events.reduce((total, one) => total + one.count, 0),
  );
  if (bounced * 100 <= most * sent) return false;
  await start(deps, {
    ...shared,
    cause: 'snd-failure-ratio-block',
    subject: { kind: 'mailbox', id: mailbox },
    rule: 'abuse-bounces',
    evidence: { bounced, sent, percent: Math.floor((bounced * 100) / sent), limit: most, windowSeconds: 86_400 },
    since: now,
    until: null,
    lifters: ['customer', 'support'],
  });
  return true;
}
