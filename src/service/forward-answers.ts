/**
 * Tells owners what came of a question about forwarding: a yes, a no, a stop by the same link, or no answer in time. One
 * notice an answer, and none about an address that is not in the record any more. Called after an answer, and every few
 * minutes for what ran out or what a stop of the host left untold. Takes no answer (forward-consents.ts does).
 */
import { type ForwardConsent, MOST_LETTERS } from '#src/model/forward-consent.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { endOverdue, markTold, untoldConsents } from '#src/store/forward-consents.ts';
import type { DurableNotices, NoticeEvent } from './block-port.ts';
import { askerOf } from './forward-askers.ts';

export interface ForwardAnswerDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly notices: Pick<DurableNotices, 'keep'>;
}
type AnswerEvent = Extract<NoticeEvent, { readonly kind: 'forward-answer' }>;

const AT_ONCE = 100;
const EVERY_MS = 5 * 60_000;

/** Null: there is nothing to tell, because mailbox, alias or address is gone. */
async function eventOf({ db }: ForwardAnswerDeps, consent: ForwardConsent, now: number): Promise<AnswerEvent | null> {
  const { id, target, answer, letters } = consent;
  const asker = await askerOf(db.sql, consent.mailbox);
  if (asker === null || answer === null || !asker.wanted.has(target)) return null;
  return {
    kind: 'forward-answer',
    consent: id,
    mailbox: asker.address,
    target,
    answer,
    copy: asker.copyOf(target),
    mayAsk: letters < MOST_LETTERS.ofPair,
    at: consent.decidedAt ?? consent.untilAt ?? now,
  };
}

/** Tells what is not told yet. Run twice it tells once: the notice has one key an answer. */
export async function tellAnswers(deps: ForwardAnswerDeps): Promise<void> {
  const now = deps.clock.now();
  await endOverdue(deps.db.sql, now);
  for (const consent of await untoldConsents(deps.db.sql, AT_ONCE)) {
    const event = await eventOf(deps, consent, now);
    // On disk first: a host that stops between the two tells twice into one notice, not never.
    if (event !== null) await deps.notices.keep(event);
    await markTold(deps.db.sql, consent, now);
  }
}

/** Looks from now on; `stop` waits for what runs. */
export function startForwardAnswers(
  deps: ForwardAnswerDeps,
  onTrouble: (error: unknown) => void,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const round = (): void => {
    running = running.then(() => tellAnswers(deps)).catch(onTrouble);
  };
  round();
  const every = setInterval(round, EVERY_MS).unref();
  return {
    stop: async () => {
      clearInterval(every);
      await running;
    },
  };
}
