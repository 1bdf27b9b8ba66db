/**
 * The sending limits of a plan as rules of the gate: a look at RCPT, deciding and counting in one step at the end of the
 * message, and the Block that the first message over a limit starts. Called by policy.ts. Counts nothing itself.
 */
import type { Settle } from '#src/engine/ports.ts';
import type { Block } from '#src/model/block.ts';
import type { CustomerId } from '#src/model/ids.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { PlanValues } from '#src/model/plan.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { sumOfSends } from '#src/store/send-log.ts';
import type { Blocks, NewBlock, Notices } from '../block-port.ts';
import type { Ceiling, CounterStore, Counts, Level, Want } from './counter-store.ts';
import { createWarnings } from './warnings.ts';

const DAY_MS = 86_400_000;

/** A sender with the terms that hold for it. */
export interface Sender {
  readonly mailbox: StoredMailbox;
  readonly customer: CustomerId | null;
  readonly limits: PlanValues;
  /** Rule → when somebody last opened again before the time (epoch ms): earlier mail counts no more. */
  readonly opened: Readonly<Partial<Record<Ceiling['rule'], number>>>;
}

export type LimitAnswer =
  { readonly kind: 'ok'; readonly settle: Settle } | { readonly kind: 'over'; readonly block: Block };

export interface Limits {
  /** Before the message: the Block that this many recipients would meet; null when there is room. Takes no place. */
  look(sender: Sender, recipients: number): Promise<Block | null>;
  /** At its end: takes the places, or gives the Block. `settle` keeps them or gives them back. */
  reserve(sender: Sender, recipients: number): Promise<LimitAnswer>;
}

export interface LimitsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly blocks: Blocks;
  readonly counters: CounterStore;
  readonly notices?: Notices;
}

/** Days since it was made, while it counts as young. */
const isYoung = ({ mailbox, limits }: Sender, now: number): boolean =>
  limits['young.days'] > 0 &&
  limits['young.hour.max'] > 0 &&
  limits['young.hour.max'] < limits['mailbox.hour.max'] &&
  now - mailbox.createdAt < limits['young.days'] * DAY_MS;

/** The limits of a sender, the one with the heaviest consequence first. */
export function ceilingsOf(sender: Sender, now: number): readonly Ceiling[] {
  const { limits, opened } = sender;
  const counts = limits['limit.counts'] as Counts;
  const after = (rule: Ceiling['rule']) => (opened[rule] === undefined ? {} : { after: opened[rule] });
  return [
    {
      rule: 'mailbox-day',
      scope: 'mailbox',
      max: limits['mailbox.day.max'],
      windowMs: DAY_MS,
      counts,
      ...after('mailbox-day'),
    },
    {
      rule: 'mailbox-hour',
      scope: 'mailbox',
      max: isYoung(sender, now) ? limits['young.hour.max'] : limits['mailbox.hour.max'],
      windowMs: limits['mailbox.hour.window'] * 1000,
      counts,
      ...after('mailbox-hour'),
    },
    {
      rule: 'domain-hour',
      scope: 'domain',
      max: limits['domain.hour.max'],
      windowMs: limits['domain.hour.window'] * 1000,
      counts,
      ...after('domain-hour'),
    },
  ];
}

export function createLimits(deps: LimitsDeps): Limits {
  const { blocks, clock, counters } = deps;
  const warn = createWarnings(deps);

  const wantOf = (sender: Sender, recipients: number): Want => ({
    mailbox: sender.mailbox.id,
    domain: sender.mailbox.domain,
    recipients,
    ceilings: ceilingsOf(sender, clock.now()),
  });

  const startBlock = async (sender: Sender, over: Level): Promise<Block> => {
    const started = await blocks.start(await newBlock(deps, sender, over));
    // Only a mailbox or domain that was removed this moment is not there.
    if (!started.ok) throw new Error(`a limit could not be applied: ${started.problem.key}`);
    return started.value;
  };

  return {
    look: async (sender, recipients) => {
      const room = await counters.look(wantOf(sender, recipients));
      return room.ok ? null : await startBlock(sender, room.over);
    },
    reserve: async (sender, recipients) => {
      const reserved = await counters.reserve(wantOf(sender, recipients));
      if (!reserved.ok) return { kind: 'over', block: await startBlock(sender, reserved.over) };
      const { id, levels } = reserved;
      return {
        kind: 'ok',
        settle: async (accepted) => {
          if (!accepted) return await counters.release(id);
          warn(sender, levels, recipients);
          await counters.durable(id);
        },
      };
    },
  };
}

/** The Block that a limit asks for, with the numbers that prove it. */
async function newBlock(deps: LimitsDeps, sender: Sender, over: Level): Promise<NewBlock> {
  const { ceiling, used } = over;
  const { mailbox, limits } = sender;
  const now = deps.clock.now();
  const evidence = {
    sent: used,
    limit: ceiling.max,
    windowSeconds: ceiling.windowMs / 1000,
    counts: ceiling.counts,
    ...(await apart(deps, mailbox, ceiling, now)),
  };
  const shared = { directions: ['outgoing'], evidence, since: now, actor: 'rule' } as const;
  const mode = limits['limit.mode'] === 'hold' ? 'hold' : 'refuse';
  switch (ceiling.rule) {
    case 'mailbox-hour': {
      const young = isYoung(sender, now);
      return {
        ...shared,
        subject: { kind: 'mailbox', id: mailbox.id },
        rule: 'mailbox-hour',
        cause: young ? 'snd-new-account-warmup' : 'snd-account-hour-limit',
        evidence: young ? { ...evidence, young: 'yes', youngDays: limits['young.days'] } : evidence,
        mode,
        until: now + limits['mailbox.hour.block'] * 1000,
        lifters: ['time', 'support'],
      };
    }
    case 'domain-hour': {
      const heaviest = await deps.counters.heaviest(mailbox.domain, ceiling.windowMs, ceiling.counts);
      const name = heaviest === null ? null : await mailboxById(deps.db.sql, heaviest.mailbox);
      return {
        ...shared,
        subject: { kind: 'domain', id: mailbox.domain },
        rule: 'domain-hour',
        cause: 'snd-domain-hour-limit',
        evidence: {
          ...evidence,
          ...(heaviest === null || name === null ? {} : { heaviest: name.address, heaviestSent: heaviest.used }),
        },
        mode,
        until: now + limits['domain.hour.block'] * 1000,
        lifters: ['time', 'support'],
      };
    }
    case 'mailbox-day':
      // A day's number is also a sign of abuse: somebody has to look at the account before it opens.
      return {
        ...shared,
        subject: { kind: 'mailbox', id: mailbox.id },
        rule: 'mailbox-day',
        cause: 'snd-account-day-limit',
        until: null,
        lifters: ['customer', 'support'],
      };
  }
}

/** What went out in the window besides and is not in `sent`: answers of a program; of a domain, what its aliases sent on. */
async function apart(deps: LimitsDeps, { id, domain }: StoredMailbox, { scope, windowMs }: Ceiling, now: number) {
  const span = { from: now - windowMs, to: now, after: null };
  const of = scope === 'mailbox' ? { mailbox: id } : { domain };
  const { recipients: robots } = await sumOfSends(deps.db.sql, of, span, 'robot');
  const forwards = scope === 'mailbox' ? 0 : (await sumOfSends(deps.db.sql, of, span, 'forward')).recipients;
  return {
    ...(robots === 0 ? {} : { robotsApart: robots }),
    ...(forwards === 0 ? {} : { forwardsApart: forwards }),
  };
}
