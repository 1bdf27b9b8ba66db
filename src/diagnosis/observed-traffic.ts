/**
 * What the probes of messages on their way, and the service itself observe, field by field. Types only. Times are ISO 8601
 * in UTC. Of other people's mail nothing is told here but sums.
 */

/** Where a message came from: signed in and sent, passed on through an alias of ours, or a report or notice of our own. */
export type DeliveryOrigin = 'submission' | 'forward' | 'report' | 'auto-reply';
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
  /** Does `toldTo` lead to the mailbox that sent it? null = not failed, or not known. */
  readonly toldSender: boolean | null;
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

/** What became of mail that one sender wanted to bring: of one address, one verdict and one cause together. */
export type InboundSeen = {
  /** Envelope sender, '' for none. */
  readonly sender: string;
  readonly verdict: 'delivered' | 'passed-on' | 'refused' | 'put-off';
  /** Of a refusal: why, and in which words for programs. */
  readonly cause: string | null;
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
  /** Where it came from last. */
  readonly remoteAddress: string | null;
  /** This address had mail from that sender before, or wrote to it: no stranger. */
  readonly isKnown: boolean;
};
export type MtaInbound = {
  readonly days: number;
  /** Newest first, at most 100; refusals come before it is cut. */
  readonly senders: readonly InboundSeen[];
};

/** What waits in our queue for one destination of the subject's mail, of all who send there. */
export type DestinationBacklog = {
  readonly domain: string;
  readonly waiting: number;
  readonly held: number;
  readonly senders: number;
  readonly oldestSince: string;
  /** Of it the subject's own. */
  readonly own: number;
  /** The subject's own that somebody holds back by hand. */
  readonly ownHeldByHand: number;
};
export type MtaBacklog = { readonly destinations: readonly DestinationBacklog[] };

export const MAINTENANCE_PARTS = ['all', 'sending', 'receiving', 'reading'] as const;
export type MaintenancePart = (typeof MAINTENANCE_PARTS)[number];
/** Work that the operator announced. */
export type MaintenanceSeen = {
  readonly part: MaintenancePart;
  readonly fromAt: string;
  readonly untilAt: string;
  /** The operator's words. */
  readonly text: string;
};
/** Our own trouble lately, of all customers together. */
export type StateService = {
  readonly minutes: number;
  /** Of the disk that mail lies on; null = could not be asked. */
  readonly disk: { readonly freeBytes: number; readonly leastBytes: number } | null;
  /** Mail put off because we could not store it. `takenSince`: when one was stored after the last of them. */
  readonly storage: {
    readonly count: number;
    readonly firstAt: string | null;
    readonly lastAt: string | null;
    readonly takenSince: string | null;
  };
  /** Sign-ins that we could not check. `okSince`: when one worked after the last of them. */
  readonly signIn: {
    readonly count: number;
    readonly names: number;
    /** Different addresses they came from. */
    readonly places: number;
    readonly firstAt: string | null;
    readonly lastAt: string | null;
    readonly okSince: string | null;
  };
  /** Running now, or within the next day. */
  readonly maintenance: readonly MaintenanceSeen[];
};

/** A domain that had its mail here and has it no more. */
export type StateEnded = {
  readonly domain: string;
  /** ISO 8601, UTC; null = it never had, or has again. */
  readonly endedAt: string | null;
};

export interface TrafficObservations {
  /** Of a mailbox: what it sent. Of an alias: what went through it. Of a domain: of all its mailboxes and aliases. */
  readonly 'mta.deliveries': MtaDeliveries;
  /** Of an address: who wanted to write to it. */
  readonly 'mta.inbound': MtaInbound;
  readonly 'mta.backlog': MtaBacklog;
  readonly 'state.service': StateService;
  /** Only of a domain that is not ours now. */
  readonly 'state.ended': StateEnded;
}
