/**
 * Makes delivery reports for senders: chooses whom to tell (RFC 3461: NOTIFY honoured, never for the null sender), in which
 * language, and signs. Called by the queue, which stores the report in the same commit as the state that it reports.
 */
import { signMessage } from '../authentication/sign.ts';
import type { Directory } from '#src/engine/ports.ts';
import type { MessageId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import { buildReport } from '#src/protocol/dsn/report.ts';
import type { ReportRecipient } from '#src/protocol/dsn/report.ts';
import type { JobRecipient, NewQueueMessage, QueuedMessage } from './job.ts';
import { reportWords } from './report-words.ts';
import type { ReportedRecipient, ReportKind } from './report-words.ts';
import type { Schedule } from './schedule.ts';

export interface ReporterOptions {
  readonly directory: Directory;
  readonly hostname: string;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly timeZone?: string;
}
export interface Reported extends ReportedRecipient {
  readonly recipient: JobRecipient;
}
export type MakeReport = (
  kind: ReportKind,
  message: QueuedMessage,
  bytes: Buffer,
  recipients: readonly Reported[],
) => Promise<NewQueueMessage | null>;

/** Originals up to this size come back whole when the sender did not say (RET). */
const WHOLE_UP_TO_BYTES = 64 * 1024;
const DAY_MS = 86_400_000;

/** Does this recipient's sender want to hear of it? RFC 3461 §4.1: without NOTIFY, of failure and delay. */
export function isWanted(kind: ReportKind, message: QueuedMessage, recipient: JobRecipient): boolean {
  if (message.mailFrom === '') return false;
  const { notify } = recipient;
  switch (kind) {
    case 'failed':
      return notify === undefined || notify.includes('FAILURE');
    case 'delayed':
      return notify === undefined || notify.includes('DELAY');
    case 'sent':
      return notify?.includes('SUCCESS') ?? false;
  }
}

const ACTIONS = { failed: 'failed', delayed: 'delayed', sent: 'delivered' } as const;
function programRecipient(kind: ReportKind, reported: Reported, at: number, giveUpAt: number): ReportRecipient {
  const { reply } = reported;
  const fallback = { failed: reported.ended === 'expired' ? '4.4.7' : '5.0.0', delayed: '4.4.7', sent: '2.0.0' }[kind];
  const enhanced = reply?.enhanced ?? fallback;
  // The class must match the action: a 4xx that never passed is a final failure (RFC 3464 §2.3.4 gives 4.4.7 for it).
  const status =
    kind === 'failed' && enhanced.startsWith('4') ? (reported.ended === 'expired' ? '4.4.7' : '5.0.0') : enhanced;
  return {
    address: reported.address,
    ...(reported.recipient.orcpt === undefined ? {} : { orcpt: reported.recipient.orcpt }),
    action: reported.relayed === true ? 'relayed' : ACTIONS[kind],
    status,
    ...(reply?.host === undefined
      ? {}
      : { remoteHost: reply.host, diagnostic: `smtp; ${reply.code} ${reply.enhanced} ${reply.text}` }),
    lastAttemptAt: at,
    ...(kind === 'delayed' ? { willRetryUntil: giveUpAt } : {}),
  };
}

/** Makes the reporter. It gives null when nobody wants the report. */
export function createReporter(options: ReporterOptions): MakeReport {
  const { directory, hostname, clock, schedule } = options;
  const languageOf = async (message: QueuedMessage): Promise<Language> => {
    if (message.language !== undefined) return message.language;
    const found = await directory.recipient(message.mailFrom);
    return found.kind === 'mailbox' ? found.mailbox.language : 'en';
  };
  return async (kind, message, bytes, recipients) => {
    const wanted = recipients.filter(({ recipient }) => isWanted(kind, message, recipient));
    if (wanted.length === 0) return null;
    const at = clock.now();
    const language = await languageOf(message);
    const giveUpAt = message.receivedAt + schedule.giveUpMs;
    const giveUpDays = Math.max(1, Math.round(schedule.giveUpMs / DAY_MS));
    const { subject, receivedAt, mailFrom } = message;
    const zone = options.timeZone === undefined ? {} : { timeZone: options.timeZone };
    const words = reportWords({
      kind,
      language,
      recipients: wanted,
      subject,
      receivedAt,
      giveUpAt,
      giveUpDays,
      ...zone,
    });
    const id = newId<MessageId>(at);
    const whole = message.ret === 'FULL' || (message.ret === undefined && bytes.length <= WHOLE_UP_TO_BYTES);
    const messageIdHeader = `<${id}@${hostname}>`;
    const built = buildReport({
      hostname,
      fromName: texts(language).notices.reportSender(),
      to: mailFrom,
      ...words,
      language,
      messageId: messageIdHeader,
      at,
      arrivedAt: receivedAt,
      ...(message.envid === undefined ? {} : { envid: message.envid }),
      recipients: wanted.map((reported) => programRecipient(kind, reported, at, giveUpAt)),
      original: bytes,
      attach: kind === 'failed' && whole ? 'message' : 'header',
      ...(message.messageIdHeader === undefined ? {} : { about: message.messageIdHeader }),
    });
    const signed = await signMessage(directory, built.bytes, hostname, at);
    return {
      messageId: id,
      direction: 'local',
      mailFrom: '',
      receivedAt: at,
      smtpUtf8: false,
      eightBit: built.eightBit,
      subject: words.subject,
      messageIdHeader,
      bytes: signed.bytes,
      recipients: [{ address: mailFrom }],
    };
  };
}
