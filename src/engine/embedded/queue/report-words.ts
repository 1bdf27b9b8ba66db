/**
 * The words of a delivery report: what happened, why (the other server's own words), what to do. In the sender's language.
 * Called by `reporter.ts`. Pure.
 */
import type { CauseId } from '#src/model/cause-id.ts';
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Texts } from '#src/messages/catalogue.ts';
import type { Reply } from './job.ts';

export type ReportKind = 'failed' | 'delayed' | 'sent';
export interface ReportedRecipient {
  readonly address: string;
  readonly reply: Reply | null;
  readonly cause: CauseId | null;
  /** It ended because the time was over, because an operator took it out, or by an answer. */
  readonly ended?: 'expired' | 'dropped';
  readonly nextTryAt?: number;
  /** Success: taken by a host that does not report itself. */
  readonly relayed?: boolean;
}
export interface WordsInput {
  readonly kind: ReportKind;
  readonly language: Language;
  readonly recipients: readonly ReportedRecipient[];
  readonly subject: string | undefined;
  readonly receivedAt: number;
  readonly giveUpAt: number;
  readonly giveUpDays: number;
  /** IANA zone for the times; default that of the machine. */
  readonly timeZone?: string;
}

type Advice = Texts['notices']['advice'];

/** What the sender can do about a cause. */
function adviceOf(cause: CauseId | null, address: string, advice: Advice): string {
  switch (cause) {
    case 'snd-recipient-unknown':
    case 'acc-mailbox-never-existed':
    case 'acc-mailbox-deleted':
      return advice.unknown({ address });
    case 'snd-recipient-full':
    case 'acc-quota-full':
      return advice.full();
    case 'snd-recipient-disabled':
      return advice.disabled();
    case 'snd-recipient-domain-dead':
      return advice.domainDead();
    case 'snd-too-large':
      return advice.tooLarge();
    case 'snd-content-rejected':
      return advice.content();
    case 'snd-smtputf8':
      return advice.smtputf8();
    case 'acc-forward-loop':
      return advice.loop();
    case 'snd-recipient-blocks-sender':
      return advice.blocked();
    case 'snd-server-ip-listed':
    case 'snd-no-ptr':
    case 'snd-allowlist-recipient':
    case 'snd-big-provider-throttle':
      return advice.ours();
    case 'dom-spf-lacks-us':
    case 'dom-spf-too-many-lookups':
    case 'snd-bulk-rules-5000':
    case 'snd-sender-domain-unresolvable':
      return advice.authentication();
    case null:
    default:
      return advice.other();
  }
}

/** Subject and text of a report. */
export function reportWords(input: WordsInput): { readonly subject: string; readonly text: string } {
  const { notices } = texts(input.language);
  const when = (at: number): string =>
    new Intl.DateTimeFormat(input.language === 'en' ? 'en-GB' : input.language, {
      dateStyle: 'long',
      timeStyle: 'short',
      ...(input.timeZone === undefined ? {} : { timeZone: input.timeZone }),
    }).format(new Date(at));
  const subject = { subject: input.subject ?? notices.noSubject() };
  const count = { count: input.recipients.length };
  const [title, intro] = {
    failed: [notices.failedSubject(subject), notices.failedIntro(count)],
    delayed: [notices.delayedSubject(subject), notices.delayedIntro(count)],
    sent: [notices.sentSubject(subject), notices.sentIntro(count)],
  }[input.kind];
  const blocks = input.recipients.map((recipient) => recipientWords(input, recipient, when).join('\n'));
  const about = [notices.original(), `  ${subject.subject}`, `  ${notices.date({ when: when(input.receivedAt) })}`];
  return { subject: title, text: [intro, ...blocks, about.join('\n'), ''].join('\n\n') };
}

function recipientWords(input: WordsInput, recipient: ReportedRecipient, when: (at: number) => string): string[] {
  const { notices } = texts(input.language);
  const lines = [`  ${recipient.address}`];
  if (input.kind === 'sent') return recipient.relayed === true ? [...lines, '', notices.relayedNote()] : lines;
  if (recipient.ended === 'expired') lines.push('', notices.expired({ days: input.giveUpDays }));
  if (recipient.ended === 'dropped') return [...lines, '', notices.dropped()];
  const { reply } = recipient;
  if (reply !== null) {
    const fromHost = reply.host !== undefined;
    lines.push('', fromHost ? notices.serverSaid({ host: reply.host ?? '' }) : notices.weSay());
    lines.push(`  ${fromHost ? `${reply.code} ${reply.enhanced} ` : ''}${reply.text}`);
  }
  if (input.kind === 'delayed') {
    if (recipient.nextTryAt !== undefined) lines.push('', notices.nextTry({ when: when(recipient.nextTryAt) }));
    lines.push(notices.giveUpAt({ when: when(input.giveUpAt) }));
    return lines;
  }
  return [...lines, '', notices.todo(), `  ${adviceOf(recipient.cause, recipient.address, notices.advice)}`];
}
