/**
 * A refusal is an answer: which rule said no, in codes for programs and words for people.
 * Made where the decision is taken; the session only writes it, the journal only copies it.
 * Never holds a password, and `detail` is never shown to a peer.
 */
import type { CauseId } from './cause-id.ts';

export interface Refusal {
  /** SMTP reply code (RFC 5321 §4.2), also the base for IMAP/POP3: 4xx passes by itself, 5xx needs a person. */
  readonly code: number;
  /** Enhanced status code (RFC 3463), e.g. `5.1.1`. */
  readonly enhanced: string;
  /** IMAP response code (RFC 5530), e.g. `AUTHENTICATIONFAILED`; POP3 uses `AUTH`, `SYS/TEMP`, `SYS/PERM`. */
  readonly imapCode?: string;
  readonly cause: CauseId;
  /** One line for the peer, in the reader's language, ASCII or UTF-8 without CR/LF. */
  readonly text: string;
  /** Private reason, for log and journal only. */
  readonly detail?: string;
}
