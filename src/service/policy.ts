/**
 * Policy (engine/ports.ts): the one gate. Asks its rules in order; the first that objects decides. Called by every door
 * at every stage. Rules only decide: nothing is counted or written here yet.
 */
import type { Directory, Policy, PolicyDecision, PolicyRequest } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import { signInProtocolOf, type StoredMailbox } from '#src/model/mailbox.ts';
import { DEFAULT_PLAN_VALUES, type PlanValues } from '#src/model/plan.ts';
import { signInObjection } from '#src/model/sign-in-rule.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { isOverQuota, quotaRefusal, type Usage } from './quota.ts';
import { objectedSignIn } from './sign-in-refusals.ts';
import { createStateCache } from './state-cache.ts';

export interface PolicyDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly usage: Usage;
  readonly recheckMs?: number;
}

/** A rule of the gate; null = no objection. Limits by hour and day and Blocks become further rules of this shape. */
type Rule = (request: PolicyRequest) => Promise<PolicyDecision | null>;

interface Terms {
  readonly mailbox: StoredMailbox;
  readonly limits: PlanValues;
}

export function createPolicy(deps: PolicyDeps): Policy & { close(): void } {
  const cache = createStateCache(deps);
  const { sql } = deps.db;

  const terms = (request: PolicyRequest): Promise<Terms | null> => {
    const id = request.mailbox?.id;
    if (id === undefined) return Promise.resolve(null);
    return cache.get(id, async () => {
      const mailbox = await mailboxById(sql, id);
      if (mailbox === null) return null;
      return { mailbox, limits: (await planByName(sql, mailbox.plan))?.values ?? DEFAULT_PLAN_VALUES };
    });
  };

  /** A way in that was closed after the session signed in, or a country rule made since, ends its sending. */
  const waysIn: Rule = async (request) => {
    if (request.stage !== 'sign-in' && request.stage !== 'mail-from') return null;
    const known = await terms(request);
    if (known === null) return null;
    const { endpoint, country } = request.connection;
    const protocol = signInProtocolOf(endpoint);
    const objection = signInObjection(known.mailbox, protocol, country);
    if (objection === null) return null;
    const refusal = objectedSignIn(known.mailbox.language, objection, protocol ?? 'http', country ?? '');
    return { kind: 'refuse', refusal: request.stage === 'sign-in' ? refusal : { ...refusal, code: 550 } };
  };

  /** `recipientCount` counts those accepted before plus this one. RFC 5321 §4.5.3.1.10: 452, the rest may follow in another. */
  const recipients: Rule = async (request) => {
    if (request.stage !== 'rcpt-to' || request.direction !== 'outgoing') return null;
    const known = await terms(request);
    if (known === null || request.recipientCount === undefined) return null;
    const max = known.limits['message.recipients.max'];
    if (request.recipientCount <= max) return null;
    const text = texts(known.mailbox.language).refusals.tooManyRecipients({ max });
    return { kind: 'refuse', refusal: { code: 452, enhanced: '4.5.3', cause: 'snd-recipients-per-message', text } };
  };

  const quota: Rule = async (request) => {
    if (request.stage !== 'rcpt-to' || request.direction !== 'incoming' || request.rcptTo === undefined) return null;
    const found = await deps.directory.recipient(request.rcptTo);
    if (found.kind !== 'mailbox' || found.mailbox.quotaBytes === 0) return null;
    const used = await deps.usage(found.mailbox.id);
    if (!isOverQuota(found.mailbox.quotaBytes, used, request.sizeBytes)) return null;
    return { kind: 'refuse', refusal: quotaRefusal(found.mailbox) };
  };

  const rules: readonly Rule[] = [waysIn, recipients, quota];
  return {
    decide: async (request) => {
      for (const rule of rules) {
        const decision = await rule(request);
        if (decision !== null) return decision;
      }
      return { kind: 'accept' };
    },
    close: () => cache.close(),
  };
}
