/**
 * What one SMTP session knows and what its steps answer. Shared by session.ts and the steps beside it; the steps read
 * commands and decide, only session.ts touches the wire.
 */
import type { Auth, Directory, EnvelopeRecipient, Intake, Journal, Mailbox, Policy } from '#src/engine/ports.ts';
import type { Texts } from '#src/messages/catalogue.ts';
import type { Endpoint } from '#src/model/endpoint.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { ListenOptions, MailConnection } from '#src/net/connection.ts';
import type { MailCommand } from '#src/protocol/smtp/command.ts';

/** The port the world delivers to, or the ports our users send through (465, 587). */
export type SmtpRole = 'inbound' | 'submission';

export interface SmtpOptions extends Pick<
  ListenOptions,
  'host' | 'port' | 'tls' | 'trustedProxies' | 'locate' | 'limits' | 'onBug' | 'connections'
> {
  readonly endpoint: Extract<Endpoint, 'inbound' | 'submission' | 'submissions'>;
  /** Our name in greeting, EHLO and Received. */
  readonly hostname: string;
  readonly journal: Journal;
  readonly auth: Auth;
  readonly directory: Directory;
  readonly policy: Policy;
  readonly intake: Intake;
  readonly clock: Clock;
  /** Language of refusals before anybody signed in. Default `en`. */
  readonly language?: Language;
  /** Default 50 MiB. */
  readonly maxMessageBytes?: number;
  /** Recipients of one message. Default 100 inbound (RFC 5321 §4.5.3.1.8 asks for no less), 1000 submission (policy says less). */
  readonly maxRecipients?: number;
  /** Default 256 KiB and 2000 lines. */
  readonly maxHeaderBytes?: number;
  readonly maxHeaderLines?: number;
  /** Silence after which a session is closed: default 5 minutes (RFC 5321 §4.5.3.2.7). */
  readonly idleMs?: number;
}

export interface SmtpHost extends SmtpOptions {
  readonly role: SmtpRole;
  readonly language: Language;
  readonly maxMessageBytes: number;
  readonly maxRecipients: number;
  readonly maxHeaderBytes: number;
  readonly maxHeaderLines: number;
  readonly idleMs: number;
}

/** From MAIL to the end of DATA. */
export interface Transaction {
  readonly mail: MailCommand;
  /** Canonical where it is an ordinary address, else as written; '' for the null sender. */
  readonly from: string;
  readonly recipients: EnvelopeRecipient[];
}

export interface SmtpContext {
  readonly host: SmtpHost;
  readonly connection: MailConnection;
  words: Texts['refusals'];
  hello: 'none' | 'helo' | 'ehlo';
  mailbox: Mailbox | undefined;
  transaction: Transaction | null;
  failedSignIns: number;
  /** Recipients refused since the last one that was taken. */
  refusedRecipients: number;
}

/** What a step answers: the reply, and what the session does after it. */
export interface Answer {
  readonly reply: string;
  /** `line`: the next line goes to `take` (an AUTH exchange). */
  readonly next?: 'data' | 'starttls' | 'close' | 'line';
  readonly take?: (line: string) => Answer | Promise<Answer>;
}
