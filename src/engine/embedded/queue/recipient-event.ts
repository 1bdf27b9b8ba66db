/** The journal's event of one recipient's step on the way out. Used by the queue and by deliveries. Pure. */
import type { MessageEvent, MessageStep } from '#src/model/journal.ts';
import type { QueueId } from '#src/model/ids.ts';
import type { QueuedMessage } from './job.ts';

const ORIGIN = { submission: 'submission', inbound: 'forward', local: 'report', 'auto-reply': 'auto-reply' } as const;

/** `address` is the recipient, or the alias of ours that passes the message on. */
export const recipientEvent = (
  message: QueuedMessage,
  recipient: { readonly queueId: QueueId; readonly address: string },
  step: MessageStep,
  at: number,
): MessageEvent => ({
  kind: 'message',
  step,
  direction: 'outbound',
  at,
  messageId: message.messageId,
  queueId: recipient.queueId,
  mailFrom: message.mailFrom,
  rcptTo: recipient.address,
  address: (message.through ?? recipient.address).toLowerCase(),
  origin: ORIGIN[message.direction],
  ...(message.through === undefined ? {} : { through: message.through }),
  ...(message.mailbox === undefined ? {} : { mailbox: message.mailbox }),
  ...(message.subject === undefined ? {} : { subject: message.subject }),
  ...(message.messageIdHeader === undefined ? {} : { messageIdHeader: message.messageIdHeader }),
});
