/**
 * MAIL and RCPT: who sends, to whom, and may they (RFC 5321 §3.3, RFC 6409 §6). Called by session.ts.
 * Asks directory and policy; keeps nothing but the transaction.
 */
import type { PolicyDecision, PolicyRequest } from '#src/engine/ports.ts';
import { type NameProblem, parseAddress } from '#src/model/address.ts';
import type { MailCommand, RcptCommand } from '#src/protocol/smtp/command.ts';
import { reply } from '#src/protocol/smtp/reply.ts';
import { noConsentRefusal } from '../no-consent.ts';
import type { Answer, SmtpContext, Transaction } from './context.ts';
import { refuse } from './refuse.ts';

const SENDER_OK: Answer = { reply: reply(250, '2.1.0', 'sender ok') };
const RECIPIENT_OK: Answer = { reply: reply(250, '2.1.5', 'recipient ok') };
const HELLO_FIRST: Answer = { reply: reply(503, '5.5.1', 'send EHLO first') };

/** What the world may send from though no mailbox of ours could be called so: quoted local parts, literals, short names. */
const FOREIGN_ADDRESS = /^(?:"(?:[^"\\]|\\.)+"|[^\s"@<>]+)@(?:\[[0-9A-Za-z:.]+\]|[^\s"@<>[\]]+)$/u;
/** Recipients refused one after another before the session ends. */
const MAX_REFUSED_IN_A_ROW = 100;
/** Problems of a name that is well formed, but not one of ours. */
const HARMLESS: ReadonlySet<NameProblem> = new Set(['single-label', 'ip-address', 'bad-local-part', 'bad-domain']);

// oxlint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => !/[^\u0000-\u007f]/.test(text);

/** Canonical form of an address, or as written where only foreign hosts use it; null when it is none. */
function readAddress(text: string, foreignToo: boolean): string | null {
  if (text.includes('\ufffd')) return null;
  const parsed = parseAddress(text);
  if (parsed.ok) return `${parsed.value.local}@${parsed.value.domain}`;
  return foreignToo && HARMLESS.has(parsed.problem) && FOREIGN_ADDRESS.test(text) ? text : null;
}

/** Asks the gate with the facts of this session. */
export function ask(
  context: SmtpContext,
  request: Omit<PolicyRequest, 'direction' | 'connection' | 'mailbox'>,
): Promise<PolicyDecision> {
  const { host, connection, mailbox } = context;
  return host.policy.decide({
    ...request,
    direction: host.role === 'inbound' ? 'incoming' : 'outgoing',
    connection: connection.facts,
    ...(mailbox === undefined ? {} : { mailbox }),
  });
}

/** MAIL that has nothing to do with the address: order of commands, encryption, sign-in, size, characters. */
function objectionToMail(context: SmtpContext, mail: MailCommand): Answer | null {
  const { host, connection, words } = context;
  if (context.hello === 'none') return HELLO_FIRST;
  if (context.transaction !== null) return { reply: reply(503, '5.5.1', 'one message at a time') };
  const about = { mailFrom: mail.from, ...(mail.sizeBytes === undefined ? {} : { sizeBytes: mail.sizeBytes }) };
  if (host.role === 'submission' && !connection.secure)
    return refuse(
      context,
      'mail-from',
      { code: 530, enhanced: '5.7.0', cause: 'cli-tls-mode-mismatch', text: words.encryptFirst() },
      about,
    );
  if (host.role === 'submission' && context.mailbox === undefined)
    return refuse(
      context,
      'mail-from',
      { code: 530, enhanced: '5.7.0', cause: 'cli-smtp-auth-off', text: words.signInFirst() },
      about,
    );
  if ((mail.sizeBytes ?? 0) > host.maxMessageBytes) return refuse(context, 'mail-from', tooLarge(context), about);
  if (!mail.smtpUtf8 && !isAscii(mail.from)) {
    const text = words.needsSmtpUtf8({ address: mail.from });
    return refuse(context, 'mail-from', { code: 553, enhanced: '5.6.7', cause: 'snd-smtputf8', text }, about);
  }
  return null;
}

export const tooLarge = (context: SmtpContext) =>
  ({
    code: 552,
    enhanced: '5.3.4',
    cause: 'snd-too-large',
    text: context.words.messageTooLarge({ maxMegabytes: Math.round(context.host.maxMessageBytes / 104_857.6) / 10 }),
  }) as const;

/** MAIL FROM. */
export async function mailFrom(context: SmtpContext, mail: MailCommand): Promise<Answer> {
  const objection = objectionToMail(context, mail);
  if (objection !== null) return objection;
  const { host, mailbox, words } = context;
  const from = mail.from === '' ? '' : readAddress(mail.from, host.role === 'inbound');
  if (from === null) {
    const text = words.badAddress({ address: mail.from });
    const refusal = { code: 553, enhanced: '5.1.7', cause: 'cli-sender-syntax', text } as const;
    return refuse(context, 'mail-from', refusal, { mailFrom: mail.from });
  }
  if (mailbox !== undefined && from !== '' && !(await host.directory.maySendAs(mailbox.id, from))) {
    const text = words.senderNotOwned({ login: mailbox.address, from });
    return refuse(
      context,
      'mail-from',
      { code: 553, enhanced: '5.7.1', cause: 'cli-from-not-owned', text },
      { mailFrom: from },
    );
  }
  const decision = await ask(context, {
    stage: 'mail-from',
    mailFrom: from,
    ...(mail.sizeBytes === undefined ? {} : { sizeBytes: mail.sizeBytes }),
  });
  if (decision.kind === 'refuse') return refuse(context, 'mail-from', decision.refusal, { mailFrom: from });
  context.transaction = { mail, from, recipients: [] };
  return SENDER_OK;
}

/** RCPT TO. */
export async function rcptTo(context: SmtpContext, rcpt: RcptCommand): Promise<Answer> {
  const { transaction, host, words } = context;
  if (transaction === null) return { reply: reply(503, '5.5.1', 'send MAIL first') };
  if (transaction.recipients.length >= host.maxRecipients) {
    const text = words.tooManyRecipients({ max: host.maxRecipients });
    const refusal = { code: 452, enhanced: '4.5.3', cause: 'snd-recipients-per-message', text } as const;
    return refuse(context, 'rcpt-to', refusal, { rcptTo: rcpt.to });
  }
  if (!transaction.mail.smtpUtf8 && !isAscii(rcpt.to)) {
    const text = words.needsSmtpUtf8({ address: rcpt.to });
    const refusal = { code: 553, enhanced: '5.6.7', cause: 'snd-smtputf8', text } as const;
    return refuse(context, 'rcpt-to', refusal, { rcptTo: rcpt.to });
  }
  // RFC 5321 §4.5.1: mail to the postmaster of this host needs no domain.
  const written = /^postmaster$/i.test(rcpt.to) ? `postmaster@${host.hostname}` : rcpt.to;
  const address = readAddress(written, false);
  if (address === null) {
    const text = words.badAddress({ address: rcpt.to });
    const refusal = { code: 553, enhanced: '5.1.3', cause: 'snd-recipient-unknown', text } as const;
    return refuse(context, 'rcpt-to', refusal, { rcptTo: rcpt.to });
  }
  const objection = await objectionToRecipient(context, transaction, address);
  if (objection !== null) return harvesting(context) ? tooManyRefused(context, objection) : objection;
  context.refusedRecipients = 0;
  return accept(transaction, rcpt, address);
}

/** Counts; true for a stranger who tries one name after another. An old list with some dead addresses is none. */
function harvesting(context: SmtpContext): boolean {
  context.refusedRecipients += 1;
  return context.mailbox === undefined && context.refusedRecipients >= MAX_REFUSED_IN_A_ROW;
}

const tooManyRefused = (context: SmtpContext, { reply: last }: Answer): Answer => ({
  reply: last + reply(421, '4.7.0', context.words.tooManyRefusedRecipients()),
  next: 'close',
});

function accept(transaction: Transaction, rcpt: RcptCommand, address: string): Answer {
  transaction.recipients.push({
    address,
    ...(rcpt.notify === undefined ? {} : { notify: rcpt.notify }),
    ...(rcpt.orcpt === undefined ? {} : { orcpt: rcpt.orcpt }),
  });
  return RECIPIENT_OK;
}

async function objectionToRecipient(
  context: SmtpContext,
  transaction: Transaction,
  address: string,
): Promise<Answer | null> {
  const { host, words } = context;
  const { directory } = host;
  const found = await directory.recipient(address);
  if (found.kind === 'unknown') {
    const text = words.unknownMailbox({ address });
    return refuse(context, 'rcpt-to', { code: 550, enhanced: '5.1.1', cause: found.cause, text }, { rcptTo: address });
  }
  // A user of ours hears at once what stays so; what may still change waits in our own queue, as it would in another's.
  if (found.kind === 'alias' && (found.noConsent === 'refused' || (found.noConsent && host.role === 'inbound')))
    return refuse(context, 'rcpt-to', noConsentRefusal(words, address, found.noConsent), { rcptTo: address });
  if (found.kind === 'not-local' && host.role === 'inbound') {
    // One of our users without sign-in, most likely on the wrong port; else a host that was told a wrong MX.
    const sender = transaction.from.slice(transaction.from.lastIndexOf('@') + 1);
    const isOurUser = sender !== '' && (await directory.isLocalDomain(sender));
    const cause = isOurUser ? 'cli-smtp-auth-off' : 'snd-recipient-unknown';
    const text = words.relayDenied({ address });
    return refuse(context, 'rcpt-to', { code: 550, enhanced: '5.7.1', cause, text }, { rcptTo: address });
  }
  const decision = await ask(context, {
    stage: 'rcpt-to',
    mailFrom: transaction.from,
    rcptTo: address,
    recipientCount: transaction.recipients.length + 1,
    ...(transaction.mail.sizeBytes === undefined ? {} : { sizeBytes: transaction.mail.sizeBytes }),
  });
  return decision.kind === 'refuse' ? refuse(context, 'rcpt-to', decision.refusal, { rcptTo: address }) : null;
}
