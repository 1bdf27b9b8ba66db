/**
 * A refusal at any stage of an SMTP session: words for the peer, one journal event with its cause. Called by the steps.
 * Never changes the session.
 */
import type { Refusal } from '#src/model/refusal.ts';
import type { RefusalEvent } from '#src/model/journal.ts';
import { isOwnProbe } from '#src/net/probe-name.ts';
import { reply } from '#src/protocol/smtp/reply.ts';
import type { Answer, SmtpContext } from './context.ts';

export type Stage = RefusalEvent['stage'];

export interface RefusedMessage {
  readonly mailFrom?: string;
  readonly rcptTo?: string;
  readonly sizeBytes?: number;
  readonly subject?: string;
}

/** Records the refusal and gives it as an answer. */
export function refuse(
  context: SmtpContext,
  stage: Stage,
  refusal: Refusal,
  message: RefusedMessage = {},
  next?: 'close',
): Answer {
  record(context, stage, refusal, message);
  const text = reply(refusal.code, refusal.enhanced, refusal.text);
  return next === undefined ? { reply: text } : { reply: text, next };
}

/** One event; the address it is about is our user when one is signed in, else the recipient. */
export function record(context: SmtpContext, stage: Stage, refusal: Refusal, message: RefusedMessage): void {
  const { mailbox, host, connection } = context;
  // What our own diagnosis asked is nobody's story.
  if (isOwnProbe(connection.facts)) return;
  const address = mailbox?.address ?? message.rcptTo?.toLowerCase();
  const mailFrom = message.mailFrom ?? context.transaction?.from;
  host.journal.record({
    kind: 'refusal',
    at: host.clock.now(),
    connection: connection.facts,
    stage,
    cause: refusal.cause,
    code: refusal.code,
    enhanced: refusal.enhanced,
    text: refusal.text,
    ...(mailbox === undefined ? {} : { mailbox: mailbox.id }),
    ...(address === undefined ? {} : { address }),
    ...(mailFrom === undefined ? {} : { mailFrom }),
    ...(message.rcptTo === undefined ? {} : { rcptTo: message.rcptTo }),
    ...(message.sizeBytes === undefined ? {} : { sizeBytes: message.sizeBytes }),
    ...(message.subject === undefined ? {} : { subject: message.subject }),
  });
}
