/**
 * Watches what our users send, behind the gate: at the end of each message the rules for mass mail and the signs of abuse
 * are judged. Suspicion closes outgoing mail of that mailbox (a Block), holds this message and those that wait in the queue
 * for review, and lets incoming mail go on. Wired by host.ts around the policy; never decides about incoming mail.
 */
import type { QueueAdministration } from '#src/engine/embedded/queue/administration.ts';
import type { Directory, Mailbox, Policy, PolicyDecision, PolicyRequest } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type AbuseVerdict, judgeAbuse } from '#src/model/abuse.ts';
import { blockLink } from '#src/model/block.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { DAY_MS } from '#src/model/notice.ts';
import { DEFAULT_PLAN_VALUES, type PlanValues } from '#src/model/plan.ts';
import { sketchOf, type TextSketch } from '#src/model/text-sketch.ts';
import type { Clock } from '#src/net/clock.ts';
import { searchText } from '#src/protocol/mime/search-text.ts';
import type { Database } from '#src/store/database.ts';
import { domainById } from '#src/store/domains.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { setting } from '#src/store/settings.ts';
import type { Blocks, Notices } from '../block-port.ts';
import { createStateCache } from '../state-cache.ts';
import { bulkFacts, bulkObjection } from './bulk.ts';
import { consentKey } from './consent.ts';
import { createCopies } from './copies.ts';
import { createDayLimits, type DaySender } from './day-limits.ts';
import { createHabits, type Habits } from './habits.ts';
import { trustedUntil } from './trust.ts';

export interface AbuseWatchDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Where short links begin, without a slash at the end. */
  readonly linkBase: () => string;
  readonly blocks: Blocks;
  readonly notices: Notices;
  readonly queue: Pick<QueueAdministration, 'hold'>;
  readonly journal: Pick<JournalStore, 'query'>;
  readonly directory: Pick<Directory, 'signingKeys'>;
  readonly onTrouble?: (error: unknown) => void;
}
export interface AbuseWatch {
  /** The same gate with the watch behind it. */
  guard(policy: Policy): Policy;
  readonly habits: Habits;
  close(): Promise<void>;
}

/** So much of a message is read for its text. */
const MOST_READ_BYTES = 262_144;
const MOST_SIGN_INS = 500;

interface Known {
  readonly createdAt: number;
  readonly address: string;
  readonly customer: string;
  readonly plan: PlanValues;
  readonly consentStated: boolean;
  /** An operator looked and trusts this sender until then, epoch ms. */
  readonly trustedUntil: number;
}
interface Message {
  readonly request: PolicyRequest;
  readonly mailbox: Mailbox;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
  readonly known: Known;
  readonly text: string;
  readonly sketch: TextSketch | null;
}

export function createAbuseWatch(deps: AbuseWatchDeps): AbuseWatch {
  const { db, clock, onTrouble = () => {} } = deps;
  const cache = createStateCache(deps);
  const habits = createHabits({ db, clock, onTrouble });
  const copies = createCopies();
  const day = createDayLimits({ ...deps, habits });

  const knownOf = (id: MailboxId): Promise<Known | null> =>
    cache.get(id, async () => {
      const mailbox = await mailboxById(db.sql, id);
      const domain = mailbox === null ? null : await domainById(db.sql, mailbox.domain);
      if (mailbox === null || domain === null) return null;
      return {
        createdAt: mailbox.createdAt,
        address: mailbox.address,
        customer: domain.customer,
        plan: (await planByName(db.sql, mailbox.plan))?.values ?? DEFAULT_PLAN_VALUES,
        consentStated: (await setting(db.sql, consentKey(domain.customer))) !== null,
        trustedUntil: await trustedUntil(db.sql, id),
      };
    });

  const read = async (request: PolicyRequest): Promise<Message | null> => {
    const { mailbox, recipients = [], bytes } = request;
    if (mailbox === undefined || bytes === undefined || recipients.length === 0) return null;
    const known = await knownOf(mailbox.id);
    if (known === null) return null;
    const text = searchText(bytes.subarray(0, MOST_READ_BYTES)).body;
    return { request, mailbox, recipients, bytes, known, text, sketch: sketchOf(text) };
  };

  const suspicionOf = async (message: Message, unknown: { keys: readonly string[] }): Promise<AbuseVerdict | null> => {
    const { mailbox, known, recipients, sketch } = message;
    const now = clock.now();
    const habit = await habits.look(mailbox.id, recipients);
    unknown.keys = habit.unknown;
    if (now < known.trustedUntil) return null;
    return judgeAbuse(
      {
        today: habit.today + recipients.length,
        busiest: habit.busiest,
        firstTime: habit.firstTime + habit.unknown.length,
        historyDays: Math.floor((now - Math.max(habit.since, known.createdAt)) / DAY_MS),
        countries: await countriesOf(deps, message),
        copies: sketch === null ? 0 : customersOf(message, sketch),
      },
      known.plan,
    );
  };
  /** Different customers that sent this text to many today, counted by one mailbox each. */
  const customersOf = ({ mailbox, known, recipients }: Message, sketch: TextSketch): number => {
    const least = known.plan['abuse.copies.recipients'];
    const alike = copies.alike(sketch, clock.now());
    const own = alike.find((one) => one.mailbox === mailbox.id)?.lastDay ?? 0;
    if (own + recipients.length < least) return 0;
    const others = alike.filter((one) => one.lastDay >= least && one.customer !== known.customer);
    return 1 + new Set(others.map((one) => one.customer)).size;
  };
  /** What is counted once the message is durable. */
  const remember = ({ mailbox, known, recipients, sketch }: Message, unknown: readonly string[]): void => {
    habits.add(mailbox.id, recipients, unknown);
    if (sketch === null) return;
    const { customer, address } = known;
    copies.add({ mailbox: mailbox.id, address, customer, sketch, recipients: recipients.length, at: clock.now() });
  };

  const daySender = async (request: PolicyRequest): Promise<DaySender | null> => {
    const known = request.mailbox === undefined ? null : await knownOf(request.mailbox.id);
    return known === null || request.mailbox === undefined ? null : { ...known, mailbox: request.mailbox.id };
  };
  /** What is over a day's limit has a Block now: the gate, asked again, says it. */
  const atRecipient = async (policy: Policy, request: PolicyRequest, decision: PolicyDecision) => {
    const sender = decision.kind === 'refuse' ? null : await daySender(request);
    if (sender === null || request.rcptTo === undefined || (await day.look(sender, request.rcptTo))) return decision;
    if (decision.kind !== 'refuse') await decision.settle?.(false);
    return await policy.decide(request);
  };
  const withinDay = async (policy: Policy, request: PolicyRequest, decision: PolicyDecision) => {
    const sender = decision.kind === 'refuse' ? null : await daySender(request);
    if (sender === null || decision.kind === 'refuse') return await atEnd(request, decision);
    const answer = await day.reserve(sender, request.recipients ?? []);
    if (answer.kind === 'over') {
      await decision.settle?.(false);
      return await policy.decide(request);
    }
    let settled = false;
    const settle = async (accepted: boolean): Promise<void> => {
      if (settled) return;
      settled = true;
      await answer.settle(accepted);
    };
    const judged = await atEnd(request, decision).catch(async (error: unknown) => {
      await settle(false);
      throw error;
    });
    if (judged.kind === 'refuse') await settle(false);
    if (judged.kind === 'refuse') return judged;
    return {
      ...judged,
      settle: async (accepted: boolean): Promise<void> => {
        const counted = judged.settle?.(accepted);
        await settle(accepted);
        await counted;
      },
    };
  };

  const atEnd = async (request: PolicyRequest, decision: PolicyDecision): Promise<PolicyDecision> => {
    if (decision.kind === 'refuse') return decision;
    const message = await read(request);
    if (message === null) return decision;
    const own =
      message.sketch === null
        ? undefined
        : copies.alike(message.sketch, clock.now()).find((one) => one.mailbox === message.mailbox.id);
    const refusal = await bulkObjection(deps, message, await bulkFacts(deps.directory, message, own));
    if (refusal !== null) {
      await decision.settle?.(false);
      return { kind: 'refuse', refusal };
    }
    const unknown: { keys: readonly string[] } = { keys: [] };
    const verdict = await suspicionOf(message, unknown);
    const settle = async (accepted: boolean): Promise<void> => {
      if (accepted) remember(message, unknown.keys);
      await decision.settle?.(accepted);
    };
    return verdict === null ? { ...decision, settle } : await closed(deps, message, verdict, settle);
  };

  return {
    habits,
    guard: (policy) => ({
      decide: async (request) => {
        const decision = await policy.decide(request);
        if (request.direction !== 'outgoing') return decision;
        try {
          if (request.stage === 'rcpt-to') return await atRecipient(policy, request, decision);
          if (request.stage !== 'end-of-message') return decision;
          return await withinDay(policy, request, decision);
        } catch (error) {
          // The gate has decided; a watch that broke stops nobody's mail.
          onTrouble(error);
          return decision;
        }
      },
    }),
    close: async () => {
      cache.close();
      await habits.close();
    },
  };
}

/** Starts the Block, holds what waits, and holds this message. Held for a person to look at: no Block's end releases it. */
async function closed(
  deps: AbuseWatchDeps,
  message: Message,
  verdict: AbuseVerdict,
  settle: (accepted: boolean) => Promise<void>,
): Promise<PolicyDecision> {
  const { mailbox, request, recipients } = message;
  const started = await deps.blocks.start({
    subject: { kind: 'mailbox', id: mailbox.id },
    directions: ['outgoing'],
    rule: verdict.rule,
    cause: verdict.cause,
    evidence: verdict.evidence,
    until: null,
    lifters: ['customer', 'support'],
    actor: 'rule',
  });
  if (!started.ok) throw new Error(`a suspicion found no Block: ${started.problem.key}`);
  const block = started.value;
  const at = deps.clock.now();
  for (const rcptTo of recipients)
    await deps.blocks.recordAttempt({
      blockId: block.id,
      at,
      mailFrom: request.mailFrom ?? '',
      rcptTo,
      subject: request.subject ?? null,
      state: 'held',
    });
  await deps.queue.hold({ mailbox: mailbox.id });
  const url = blockLink(deps.linkBase(), block.code);
  const text = `2.0.0 ${texts(mailbox.language).blocks.held({ when: '', url })}`;
  return { kind: 'hold', reason: verdict.cause, heldBy: reviewOf(block.id), text, settle };
}

/** Who holds a message that a person must look at. */
export const reviewOf = (blockId: string): string => `review:${blockId}`;

/** Countries of the last successful sign-ins; vendors' and VPN networks say nothing of where a person is. */
async function countriesOf(deps: AbuseWatchDeps, { request, mailbox, known }: Message): Promise<readonly string[]> {
  if (request.connection.country === undefined || known.plan['abuse.countries'] === 0) return [];
  const events = await deps.journal.query({
    kinds: ['sign-in'],
    outcomes: ['ok'],
    mailbox: mailbox.id,
    since: deps.clock.now() - known.plan['abuse.countries.window'] * 1000,
    limit: MOST_SIGN_INS,
  });
  return events.flatMap(({ connection }) =>
    connection?.country === undefined || connection.networkKind !== undefined ? [] : [connection.country],
  );
}
