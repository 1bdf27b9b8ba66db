/**
 * One message over one open SMTP connection: MAIL, RCPT for each recipient, DATA. Called by `remote.ts`. Says for every
 * recipient what the host answered, and whether another host may be tried. Never opens a connection.
 */
import { parseDomain } from '#src/model/address.ts';
import type { DeliveryJob, JobRecipient, Outcome, Reply } from '../queue/job.ts';
import { classifyReply } from '#src/protocol/dsn/classify.ts';
import type { SmtpReply } from '#src/protocol/dsn/reply.ts';
import type { Heard, SmtpClient, SmtpTimeouts, Trouble } from './smtp-client.ts';
import type { Target } from './route.ts';

export interface Attempted {
  readonly outcomes: readonly Outcome[];
  /** The failure is the host's, not the message's: the next host may do better. */
  readonly tryNextHost: boolean;
  /** The connection can take another message. */
  readonly reusable: boolean;
}

/** A remote reply as the queue keeps it: enhanced code filled in where the host gave none. */
export function remoteReply(reply: SmtpReply, target: Target): Reply {
  const text = reply.lines.join(' ').replace(/\s+/g, ' ').trim().slice(0, 2000);
  const enhanced = reply.enhanced === '' ? `${Math.floor(reply.code / 100)}.0.0` : reply.enhanced;
  return { code: reply.code, enhanced, text, host: target.host, address: target.address };
}

/** A refusal as an outcome: 4xx waits, 5xx is final; anything else makes no sense here and waits. */
export function refusedOutcome(reply: SmtpReply, target: Target): Outcome {
  const cause = classifyReply({ code: reply.code, enhanced: reply.enhanced, text: reply.lines.join(' ') });
  const kind = reply.code >= 500 ? 'permanent' : 'temporary';
  return { kind, reply: remoteReply(reply, target), ...(cause === null ? {} : { cause }) };
}

const WORDS: Readonly<Record<Trouble['why'], readonly [enhanced: string, words: string]>> = {
  unreachable: ['4.4.1', 'cannot be reached'],
  timeout: ['4.4.1', 'did not answer in time'],
  closed: ['4.4.2', 'closed the connection in the middle'],
  'not-smtp': ['4.5.0', 'did not answer as a mail server does'],
  tls: ['4.7.5', 'could not set up encryption'],
};
/** No answer at all, as an outcome in our own words. */
export function troubleOutcome(trouble: Trouble, target: Target): Outcome {
  const [enhanced, words] = WORDS[trouble.why];
  const text = `The server ${target.host} [${target.address}]:${target.port} ${words} (${trouble.detail})`;
  const at = { host: target.host, address: target.address, ours: true };
  return { kind: 'temporary', reply: { code: 450, enhanced, text, ...at } };
}

// oxlint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);
/** A domain in other letters has an ASCII form that every host understands (RFC 5890); a local part has none. */
function wireAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = isAscii(address) ? null : parseDomain(address.slice(at + 1));
  return domain === null || !domain.ok ? address : `${address.slice(0, at)}@${domain.value}`;
}
/** RFC 6531 §3.4: a message that was declared international but is plain may go anywhere. */
const headerOf = (bytes: Buffer): string => {
  const end = bytes.indexOf('\r\n\r\n');
  return bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
};
const needsUtf8 = (job: DeliveryJob): boolean =>
  !isAscii(wireAddress(job.sender ?? job.message.mailFrom)) ||
  job.recipients.some((recipient) => !isAscii(wireAddress(recipient.address))) ||
  (job.message.smtpUtf8 && !isAscii(headerOf(job.bytes)));

/** What our side can already see will not pass. */
function impossible(client: SmtpClient, job: DeliveryJob, target: Target): Outcome | null {
  const at = { host: target.host, address: target.address, ours: true };
  const size = Number(client.extensions.get('SIZE') ?? 0);
  if (size > 0 && job.bytes.length > size) {
    const text = `The message is ${job.bytes.length} bytes; the server ${target.host} takes at most ${size}`;
    return { kind: 'permanent', reply: { code: 552, enhanced: '5.3.4', text, ...at }, cause: 'snd-too-large' };
  }
  if (needsUtf8(job) && !client.extensions.has('SMTPUTF8')) {
    const text = `The server ${target.host} cannot take addresses with letters outside English (SMTPUTF8)`;
    return { kind: 'permanent', reply: { code: 553, enhanced: '5.6.7', text, ...at }, cause: 'snd-smtputf8' };
  }
  return null;
}

function mailCommand(client: SmtpClient, job: DeliveryJob): string {
  const { message } = job;
  const has = (keyword: string): boolean => client.extensions.has(keyword);
  const parts = [`MAIL FROM:<${wireAddress(job.sender ?? message.mailFrom)}>`];
  if (has('SIZE')) parts.push(`SIZE=${job.bytes.length}`);
  if (has('8BITMIME') && message.eightBit) parts.push('BODY=8BITMIME');
  if (has('SMTPUTF8') && needsUtf8(job)) parts.push('SMTPUTF8');
  if (has('DSN') && message.ret !== undefined) parts.push(`RET=${message.ret}`);
  if (has('DSN') && message.envid !== undefined) parts.push(`ENVID=${message.envid}`);
  return parts.join(' ');
}
function rcptCommand(client: SmtpClient, recipient: JobRecipient): string {
  const parts = [`RCPT TO:<${wireAddress(recipient.address)}>`];
  if (client.extensions.has('DSN')) {
    if (recipient.notify !== undefined) parts.push(`NOTIFY=${recipient.notify.join(',')}`);
    if (recipient.orcpt !== undefined) parts.push(`ORCPT=${recipient.orcpt}`);
  }
  return parts.join(' ');
}

const isOk = (heard: Heard): boolean => heard.kind === 'reply' && heard.reply.code >= 200 && heard.reply.code < 300;

/** Sends the job's message. Outcomes are in the order of the job's recipients. */
export async function sendOver(
  client: SmtpClient,
  job: DeliveryJob,
  target: Target,
  timeouts: SmtpTimeouts,
): Promise<Attempted> {
  const forAll = (outcome: Outcome, tryNextHost: boolean, reusable: boolean): Attempted => ({
    outcomes: job.recipients.map(() => outcome),
    tryNextHost,
    reusable,
  });
  const hopeless = impossible(client, job, target);
  if (hopeless !== null) return forAll(hopeless, false, true);

  const mail = await client.command(mailCommand(client, job), timeouts.commandMs);
  if (mail.kind === 'trouble') return forAll(troubleOutcome(mail, target), true, false);
  if (!isOk(mail)) return forAll(refusedOutcome(mail.reply, target), mail.reply.code < 500, false);

  const refused: (Outcome | null)[] = [];
  for (const recipient of job.recipients) {
    const heard = await client.command(rcptCommand(client, recipient), timeouts.commandMs);
    if (heard.kind === 'trouble') return forAll(troubleOutcome(heard, target), true, false);
    refused.push(isOk(heard) ? null : refusedOutcome(heard.reply, target));
  }
  if (!refused.includes(null))
    return { outcomes: refused.filter((one) => one !== null), tryNextHost: false, reusable: false };

  const final = await sendData(client, job, target, timeouts);
  const outcomes = refused.map((outcome) => outcome ?? final.outcome);
  return {
    outcomes,
    tryNextHost: final.tryNextHost && !refused.some((one) => one?.kind === 'permanent'),
    reusable: final.reusable,
  };
}

async function sendData(client: SmtpClient, job: DeliveryJob, target: Target, timeouts: SmtpTimeouts) {
  const start = await client.command('DATA', timeouts.commandMs);
  if (start.kind === 'trouble') return { outcome: troubleOutcome(start, target), tryNextHost: true, reusable: false };
  if (start.reply.code !== 354)
    return { outcome: refusedOutcome(start.reply, target), tryNextHost: false, reusable: false };
  const end = await client.data(job.bytes, timeouts);
  // Broken after the final dot: the host may have it. Another host would make it two for certain, so wait instead.
  if (end.kind === 'trouble') return { outcome: troubleOutcome(end, target), tryNextHost: false, reusable: false };
  if (!isOk(end))
    return { outcome: refusedOutcome(end.reply, target), tryNextHost: false, reusable: end.reply.code < 500 };
  const sent: Outcome = {
    kind: 'sent',
    reply: remoteReply(end.reply, target),
    dsnPassedOn: client.extensions.has('DSN'),
  };
  return { outcome: sent, tryNextHost: false, reusable: true };
}
