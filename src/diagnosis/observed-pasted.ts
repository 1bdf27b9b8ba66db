/**
 * What the probes of pasted error texts and bounces observe, field by field. Types only. Times are ISO 8601 in UTC. A text
 * alone never proves; `pasted.own` is our own record of what the text speaks of.
 */
export type PastedCandidate = {
  /** Id of the catalogue; also one that no cause judges yet. */
  readonly cause: string;
  readonly certainty: 'likely' | 'possible';
  /** Whose words they are, e.g. `outlook`, `gmail`, `server`. */
  readonly program: string;
  /** The words that were recognised. */
  readonly quote: string;
  readonly pattern: string;
};
export type PastedRecipient = {
  readonly address: string;
  readonly action: string | null;
  readonly status: string | null;
  readonly code: number | null;
  readonly remoteMta: string | null;
  readonly diagnostic: string | null;
};
export type PastedBounce = {
  readonly format: string;
  readonly reportingMta: string | null;
  readonly recipients: readonly PastedRecipient[];
  readonly originalMessageId: string | null;
  readonly originalDate: string | null;
  readonly originalFrom: string | null;
  readonly viaList: boolean;
};
/** What a text can mean, read from the text alone. */
export type PastedText = {
  readonly characters: number;
  readonly direction: 'incoming' | 'outgoing' | null;
  readonly programs: readonly string[];
  /** Likeliest first. */
  readonly candidates: readonly PastedCandidate[];
  readonly bounce: PastedBounce | null;
  /** Whom the refused message was for, when the text tells. */
  readonly recipients: readonly string[];
  /** The first reply or status in it, e.g. `550 5.1.1`, else null. */
  readonly code: string | null;
  /** The first reply of a server in it, at most 300 characters. */
  readonly reply: string | null;
};

export type PastedBlock = {
  readonly code: string;
  readonly cause: string;
  readonly rule: string;
  readonly subject: string;
  readonly sinceAt: string;
  readonly untilAt: string | null;
  readonly isActive: boolean;
};
export type PastedDelivery = {
  readonly recipient: string;
  readonly mailFrom: string;
  readonly remoteHost: string | null;
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly text: string | null;
  readonly at: string;
  readonly messageId: string;
};
/** Our own record of what the text speaks of; only what belongs to the subject. */
export type PastedOwn = {
  /** The Block whose short link stands in the text. */
  readonly block: PastedBlock | null;
  /** Our line of the delivery that came back. */
  readonly delivery: PastedDelivery | null;
  /** Was the message that came back sent through us? `unknown`: the text names none, or the journal does not reach so far. */
  readonly sent: 'by-us' | 'not-by-us' | 'unknown';
  /** Does this mailbox send through us at all? Then a message that we do not know is nobody's of here. */
  readonly sendsHere: boolean;
  /** Sign-ins from countries new for this mailbox, in the days the journal keeps. */
  readonly newCountries: number;
};

export interface PastedObservations {
  readonly 'pasted.text': PastedText;
  readonly 'pasted.own': PastedOwn;
}
