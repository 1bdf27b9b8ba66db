/**
 * Port: how webmail reaches a mailbox in whichever engine holds it — by IMAP to read, by submission to send — and as whom it
 * signs in there. embedded/own-doors.ts and postfix-dovecot/foreign-doors.ts are its two sides; main.ts takes the first. What
 * a server can do is not said here: it announces that itself (CAPABILITY, EHLO), and webmail uses nothing else.
 */
import { rootCertificates } from 'node:tls';
import type { MailboxId } from '#src/model/ids.ts';

export interface MailDoor {
  readonly host: string;
  readonly port: number;
  /** From the first byte; by STARTTLS, which is then demanded; or not at all, on this machine alone. */
  readonly encryption: 'implicit' | 'starttls' | 'none';
  /** The name its certificate is to carry. */
  readonly servername: string;
  /** Authorities to believe beside those of the world; null: the certificate is not looked at (our own door, on this machine). */
  readonly ca: readonly string[] | null;
}
export interface SignInAs {
  readonly user: string;
  readonly secret: string;
}
/** Whose mail. */
export interface MailOwner {
  readonly id: MailboxId;
  readonly address: string;
}
export interface MailWay {
  /** Where this mailbox is read and sent from; null: the door is shut. */
  readonly reading: (owner: MailOwner) => MailDoor | null;
  readonly sending: (owner: MailOwner) => MailDoor | null;
  /** Asked for each connection anew: what it gives may be good for one sign-in only. Never the reader's own password. */
  readonly signIn: (owner: MailOwner) => SignInAs;
  /** True when the engine noted that it took a message under this key (ENVID); false: it did not, or keeps no such notes. */
  readonly wasTaken: (mailbox: MailboxId, once: string) => boolean;
}

/** What a TLS connection to the door is opened with. */
export const tlsOf = ({ servername, ca }: MailDoor) =>
  ca === null ? { servername, rejectUnauthorized: false } : { servername, ca: [...rootCertificates, ...ca] };
