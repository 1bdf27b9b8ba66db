/**
 * A queued message into mailboxes of this host, once each whatever happens in between. Called by `deliver.ts`.
 * What the store cannot do now waits; a mailbox that is gone or full is final and comes back to the sender in words.
 */
import type { Directory, Journal } from '#src/engine/ports.ts';
import type { Clock } from '#src/net/clock.ts';
import type { MailStore } from '../mail-store.ts';
import type { DeliveryJob, JobRecipient, Outcome } from '../queue/job.ts';
import { localCopy } from '../intake-trace.ts';

interface LocalOptions {
  readonly directory: Directory;
  readonly store: MailStore;
  readonly journal: Journal;
  readonly clock: Clock;
}

const permanent = (
  enhanced: string,
  text: string,
  cause: 'acc-quota-full' | 'acc-mailbox-deleted' | 'acc-mailbox-never-existed',
): Outcome => ({
  kind: 'permanent',
  reply: { code: enhanced === '5.2.2' ? 552 : 550, enhanced, text, ours: true },
  cause,
});

async function deliverOne(job: DeliveryJob, recipient: JobRecipient, options: LocalOptions): Promise<Outcome> {
  const found = await options.directory.recipient(recipient.address);
  switch (found.kind) {
    case 'unknown':
      return permanent('5.1.1', `The address ${recipient.address} does not exist here`, found.cause);
    case 'not-local': // the domain left between two questions
      return {
        kind: 'temporary',
        reply: { code: 451, enhanced: '4.3.5', text: 'The domain is being moved', ours: true },
      };
    case 'alias':
      return { kind: 'expanded', targets: found.targets };
    case 'mailbox':
      break;
  }
  const { mailbox } = found;
  const { message } = job;
  const stored = await options.store.deliver({
    mailbox: mailbox.id,
    folder: 'INBOX',
    quotaBytes: mailbox.quotaBytes,
    onceKey: message.messageId,
    message: {
      bytes: localCopy(job.bytes, message.mailFrom, mailbox.address),
      messageId: message.messageId,
      internalDate: message.receivedAt,
    },
  });
  if (!stored.ok)
    return stored.problem === 'over-quota'
      ? permanent('5.2.2', `The mailbox ${mailbox.address} is full`, 'acc-quota-full')
      : { kind: 'temporary', reply: { code: 452, enhanced: '4.3.1', text: `Storage: ${stored.problem}`, ours: true } };
  options.journal.record({
    kind: 'message',
    step: 'delivered',
    direction: message.direction === 'inbound' ? 'inbound' : 'local',
    at: options.clock.now(),
    messageId: message.messageId,
    queueId: recipient.queueId,
    mailbox: mailbox.id,
    address: mailbox.address,
    mailFrom: message.mailFrom,
    rcptTo: recipient.address,
    sizeBytes: job.bytes.length,
    folder: 'INBOX',
    uid: stored.value.uid,
    ...(message.subject === undefined ? {} : { subject: message.subject }),
    ...(message.messageIdHeader === undefined ? {} : { messageIdHeader: message.messageIdHeader }),
  });
  return { kind: 'delivered' };
}

/** One outcome a recipient, in their order. A store that breaks makes them wait. */
export function deliverLocally(job: DeliveryJob, options: LocalOptions): Promise<readonly Outcome[]> {
  return Promise.all(
    job.recipients.map((recipient) =>
      deliverOne(job, recipient, options).catch((): Outcome => {
        const text = 'The mailbox cannot be opened right now';
        return { kind: 'temporary', reply: { code: 451, enhanced: '4.3.0', text, ours: true } };
      }),
    ),
  );
}
