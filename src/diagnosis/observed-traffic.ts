/**
 * What the probes of messages on their way, and the service itself observe, field by field. Types only. Times are ISO 8601
 * in UTC. Of other people's mail nothing is told here but sums.
 */

/** Where a message came from: signed in and sent, passed on through an alias of ours, or a report or notice of our own. */
export type DeliveryOrigin = 'submission' | 'forward' | 'report';
export type DeliveryState =
  /** Ended: the sender was told, or there was nobody to tell. */
  | 'failed'
  /** Tried at least once, waits for the next try. */
  | 'deferred'
  /** Not tried yet. */
  | 'waiting'
  /** The other host said 250. */
  | 'delivered'
  /** Kept back in our queue by a rule or by hand. */
  | 'held';

/** One message to one recipient outside, and what became of it so far. */
export type DeliverySeen = {
  /** As in RCPT TO, lower case. */
  readonly recipient: string;
  /** Envelope sender, '' for none. */
  readonly mailFrom: string;
  /** Who answered last: host name and `address:port`; null when no host was reached (DNS, or our own words). */
  readonly remoteHost: string | null;
  readonly remoteAddress: string | null;
  /** The last answer. Code, enhanced code and words are the other host's, unless `isOurWords`. */
  readonly code: number | null;
  readonly enhanced: string | null;
  /** At most 500 characters. */
  readonly text: string | null;
  /** True when no host said this: it could not be found or reached, or we saw beforehand that it would not pass. */
  readonly isOurWords: boolean;
  /** What the engine made of the answer at the time (protocol/dsn/classify.ts); a hint, judged again by causes. */
  readonly cause: string | null;
  readonly state: DeliveryState;
  /** Of the last try, or of the end. */
  readonly at: string;
  /** When we took the message. */
  readonly sentAt: string;
  readonly attempts: number;
  readonly nextTryAt: string | null;
  /** When the next try is the last: then it comes back. Null once it ended. */
  readonly givesUpAt: string | null;
  /** Who is told of a failure: null = not failed, '' = nobody could be. */
  readonly toldTo: string | null;
  readonly messageId: string;
  readonly subject: string | null;
  readonly sizeBytes: number | null;
  readonly origin: DeliveryOrigin;
  /** The alias of ours that it went through. */
  readonly through: string | null;
};
/** A recipient that mail reaches: how often in these days, and when last. */
export type GoodRecipient = { readonly recipient: string; readonly count: number; readonly lastAt: string };
export type MtaDeliveries = {
  readonly days: number;
  /** Newest first, one for each message and recipient, at most 100; what is not delivered comes before it is cut. */
  readonly deliveries: readonly DeliverySeen[];
  /** Reached most often first, at most 50. */
  readonly good: readonly GoodRecipient[];
};

export interface TrafficObservations {
  /** Of a mailbox: what it sent. Of an alias: what went through it. Of a domain: of all its mailboxes and aliases. */
  readonly 'mta.deliveries': MtaDeliveries;
}
