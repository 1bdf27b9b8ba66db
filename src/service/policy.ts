/**
 * Policy (engine/ports.ts): the one gate, called by every door at every stage. Asks its rules in order: the first refusal
 * decides; a hold is kept while the rest is asked; the limits come last, because they count.
 */
import type { Directory, Policy, PolicyDecision, PolicyRequest, Settle } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { type CountryRule, signInAnswer } from './abroad/country-rule.ts';
import type { Blocks } from './block-port.ts';
import type { Limits, Sender } from './limits/limits.ts';
import type { RobotReplies } from './limits/robot-replies.ts';
import { type BlockRule, createBlockRule } from './policy-blocks.ts';
import { createSenders } from './policy-sender.ts';
import { isOverQuota, quotaRefusal, type Usage } from './quota.ts';
import { createStateCache } from './state-cache.ts';

export interface PolicyDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly usage: Usage;
  readonly blocks: Blocks;
  readonly limits?: Limits;
  /** Knows a program's answers, which take no place of the limits. */
  readonly robots?: RobotReplies;
  /** Which countries a mailbox may be used from; without it only the mailbox's own list counts. */
  readonly countries?: CountryRule;
  /** Where short links begin; read at each refusal, because the web door opens after the gate. */
  readonly linkBase?: () => string;
  /** IANA zone for times in refusals; default that of the machine. */
  readonly timeZone?: string;
  /** Rules of other families (abuse, mass mail); asked after the Blocks and before the limits. */
  readonly rules?: readonly GateRule[];
  readonly recheckMs?: number;
  readonly onTrouble?: (error: unknown) => void;
}

/** A rule of the gate; null = no objection. `sender` is who signed in, with the terms that hold; null on port 25. */
export type GateRule = (request: PolicyRequest, sender: Sender | null) => Promise<PolicyDecision | null>;

export interface Gate extends Policy {
  /** Resolves when every attempt refused so far is written down. */
  settled(): Promise<void>;
  close(): void;
}

export function createPolicy(deps: PolicyDeps): Gate {
  const cache = createStateCache(deps);
  const senderOf = createSenders({ sql: deps.db.sql, clock: deps.clock, cache });
  const blockRule = createBlockRule({ ...deps, cache, linkBase: deps.linkBase ?? (() => '') });
  const rules: readonly GateRule[] = [
    waysIn(deps.countries),
    (request, sender) => blockRule.decide(request, sender),
    recipients,
    quotaRule(deps),
    ...(deps.rules ?? []),
    ...(deps.limits === undefined ? [] : [limitLook(deps.limits, blockRule)]),
  ];

  const decide = async (request: PolicyRequest): Promise<PolicyDecision> => {
    const id = request.mailbox?.id;
    const sender = id === undefined ? null : await senderOf(id);
    const settles: Settle[] = [];
    let held: (PolicyDecision & { readonly kind: 'hold' }) | null = null;
    for (const rule of rules) {
      const decision = await rule(request, sender);
      if (decision === null) continue;
      if (decision.kind === 'refuse') {
        await settleAll(settles, false);
        return decision;
      }
      if (decision.settle !== undefined) settles.push(decision.settle);
      if (decision.kind === 'hold') held ??= decision;
    }
    // What is held is not sent yet, so it takes no place.
    if (held === null && deps.limits !== undefined && sender !== null && request.stage === 'end-of-message') {
      const last = await limitReserve({ ...deps, limits: deps.limits, blockRule }, request, sender);
      if (last.kind === 'refuse') await settleAll(settles, false);
      if (last.kind === 'refuse') return last;
      if (last.settle !== undefined) settles.push(last.settle);
      if (last.kind === 'hold') held = last;
    }
    const settle = settles.length === 0 ? {} : { settle: (accepted: boolean) => settleAll(settles, accepted) };
    return held === null ? { kind: 'accept', ...settle } : { ...held, ...settle };
  };
  return { decide, settled: () => blockRule.settled(), close: () => cache.close() };
}

async function settleAll(settles: readonly Settle[], accepted: boolean): Promise<void> {
  await Promise.all(settles.map((settle) => settle(accepted)));
}

/** A way in that was closed after the session signed in, or a country rule made since, ends its sending. */
const waysIn =
  (countries: CountryRule | undefined): GateRule =>
  async (request, sender) => {
    if (sender === null || (request.stage !== 'sign-in' && request.stage !== 'mail-from')) return null;
    const answer = await signInAnswer(countries, sender.mailbox, request.connection);
    if (answer.kind === 'welcome') return null;
    const { refusal } = answer;
    return { kind: 'refuse', refusal: request.stage === 'sign-in' ? refusal : { ...refusal, code: 550 } };
  };

/** `recipientCount` counts those accepted before plus this one. RFC 5321 §4.5.3.1.10: 452, the rest may follow in another. */
const recipients: GateRule = async (request, sender) => {
  if (sender === null || request.stage !== 'rcpt-to' || request.direction !== 'outgoing') return null;
  const max = sender.limits['message.recipients.max'];
  if (request.recipientCount === undefined || request.recipientCount <= max) return null;
  const text = texts(sender.mailbox.language).refusals.tooManyRecipients({ max });
  return { kind: 'refuse', refusal: { code: 452, enhanced: '4.5.3', cause: 'snd-recipients-per-message', text } };
};

const quotaRule =
  (deps: PolicyDeps): GateRule =>
  async (request) => {
    if (request.stage !== 'rcpt-to' || request.direction !== 'incoming' || request.rcptTo === undefined) return null;
    const found = await deps.directory.recipient(request.rcptTo);
    if (found.kind !== 'mailbox' || found.mailbox.quotaBytes === 0) return null;
    // A mailbox that cannot be looked into is no full one: whether it takes mail, its store says at the end (452).
    const used = await deps.usage(found.mailbox.id).catch((error: unknown) => {
      deps.onTrouble?.(error);
      return 0;
    });
    if (!isOverQuota(found.mailbox.quotaBytes, used, request.sizeBytes)) return null;
    return { kind: 'refuse', refusal: quotaRefusal(found.mailbox) };
  };

/** At RCPT the limits only look; what would be held is heard at the end of the message. */
const limitLook =
  (limits: Limits, blockRule: BlockRule): GateRule =>
  async (request, sender) => {
    if (sender === null || request.direction !== 'outgoing' || request.stage !== 'rcpt-to') return null;
    if (sender.limits['limit.mode'] === 'hold') return null;
    const block = await limits.look(sender, request.recipientCount ?? 1);
    return block === null ? null : await blockRule.applied(request, sender.mailbox.language, block);
  };

/** At the end they decide and count in one step. */
async function limitReserve(
  { limits, robots, blockRule }: Pick<PolicyDeps, 'robots'> & { limits: Limits; blockRule: BlockRule },
  request: PolicyRequest,
  sender: Sender,
) {
  if (request.direction !== 'outgoing') return { kind: 'accept' } as const;
  const settle = await robots?.(request, sender);
  if (settle !== undefined && settle !== null) return { kind: 'accept', settle } as const;
  const answer = await limits.reserve(sender, request.recipientCount ?? 1);
  if (answer.kind === 'ok') return { kind: 'accept', settle: answer.settle } as const;
  return await blockRule.applied(request, sender.mailbox.language, answer.block);
}
