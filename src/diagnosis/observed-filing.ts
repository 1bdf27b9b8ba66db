/**
 * What the probes of rules, forwarding, automatic answers and the Junk folder observe, field by field. Types only. Times are
 * ISO 8601 in UTC. A correspondent is somebody this mailbox has written to itself, or an address of its own domain.
 */
import type { Endpoint } from '#src/model/endpoint.ts';
import type { NetworkKind } from '#src/model/journal.ts';

/** Where somebody was, as far as it is known. */
export type SeenPlace = {
  /** The first sign-in of this mailbox from there; of a place without one, when the rule was made there. */
  readonly at: string;
  readonly remoteAddress: string;
  readonly country: string | null;
  readonly network: string | null;
  readonly networkKind: NetworkKind | null;
  /** Countries and networks known by name from which this mailbox had signed in before that, and how often. */
  readonly before: {
    readonly signIns: number;
    readonly countries: readonly string[];
    readonly networks: readonly string[];
  };
};
/** When a rule or a forwarding was made, and from where. */
export type Making = {
  readonly madeAt: string;
  readonly madeFrom: SeenPlace | null;
  /** Places of sign-ins that worked within a day before it was made, at most five. */
  readonly signInsBefore: readonly SeenPlace[];
};
export type ConditionSeen = {
  readonly field: string;
  readonly match: string;
  readonly value: string;
};
export type TargetSeen = {
  readonly address: string;
  /** A domain of this host. */
  readonly isOurs: boolean;
  /** This mailbox has written to it, or had mail from it. */
  readonly isKnown: boolean;
};
export type EffectSeen = {
  readonly kind: 'folder' | 'copy' | 'forward' | 'mark' | 'discard' | 'reply';
  readonly folder: string | null;
  readonly target: TargetSeen | null;
  readonly keep: boolean | null;
  readonly mark: string | null;
};
export type RuleSeen = Making & {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly match: 'all' | 'any';
  /** The first ten. */
  readonly conditions: readonly ConditionSeen[];
  readonly conditionCount: number;
  readonly effects: readonly EffectSeen[];
};
export type ForwardingSeen = Making & {
  readonly targets: readonly TargetSeen[];
  readonly keepCopy: boolean;
};
export type VacationSeen = {
  readonly state: 'on' | 'off' | 'not-yet' | 'over';
  readonly fromAt: string | null;
  readonly untilAt: string | null;
  readonly everyDays: number;
  /** When it was last changed; null: not told. */
  readonly setAt: string | null;
};
/** What the owner wants done with mail. */
export type StateWishes = {
  readonly address: string;
  /** At most 100: those that put mail out of sight or pass it on before the others. */
  readonly rules: readonly RuleSeen[];
  readonly ruleCount: number;
  readonly forwarding: ForwardingSeen | null;
  readonly vacation: VacationSeen | null;
  /** At most 200. */
  readonly blocked: readonly string[];
  readonly allowed: readonly string[];
  /** Answers of the last day, of all rules and the vacation. */
  readonly answersToday: number;
};

export type FiledMessage = {
  readonly messageId: string;
  readonly at: string;
  readonly sender: string;
  readonly subject: string | null;
  readonly isCorrespondent: boolean;
  /** Of the mailbox's own domain. */
  readonly isColleague: boolean;
  /** The customer named the sender. */
  readonly isAsked: boolean;
};
/** Messages that did not come to the inbox because of one wish: a rule, a list, the forwarding. */
export type FiledGroup = {
  readonly by: 'rule' | 'blocked-sender' | 'forwarding' | 'spam';
  readonly rule: string | null;
  readonly name: string | null;
  readonly effect: 'folder' | 'discard' | 'forward';
  readonly folder: string | null;
  /** `Trash`, `Junk`, `Archive` …; null for others. */
  readonly use: string | null;
  readonly count: number;
  /** Messages that came for this mailbox since the first of these. */
  readonly arrivedSince: number;
  readonly correspondents: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** Newest first, at most three; the named sender's and correspondents' before others. */
  readonly messages: readonly FiledMessage[];
};
/** One way on between addresses here. */
export type HopSeen = {
  readonly from: string;
  readonly to: string;
  readonly by: 'alias' | 'forwarding' | 'rule';
  /** Null for the others, and for rules of other customers. */
  readonly rule: string | null;
  readonly name: string | null;
};
/** Addresses here that pass mail on to each other, beginning with the one asked about, and what went round. */
export type CircleSeen = {
  readonly hops: readonly HopSeen[];
  readonly count: number;
  readonly lastAt: string;
  /** Where the newest came back and stayed. */
  readonly keptIn: string;
  readonly newest: FiledMessage;
};
export type MtaFiled = {
  readonly days: number;
  /** Messages that came for this mailbox, and of them those that came to the inbox. */
  readonly arrived: number;
  readonly inInbox: number;
  /** At most 40, those with most messages first. */
  readonly groups: readonly FiledGroup[];
  /** Circles that are there now and that a message went round, at most five. */
  readonly circles: readonly CircleSeen[];
};

export type JunkMessage = FiledMessage & {
  /** What put it there. */
  readonly why: 'spam' | 'blocked' | 'rule' | 'moved';
  /** Results of authentication at our door, e.g. `dmarc=fail`. */
  readonly authentication: string | null;
  /** Of `moved`: which program, from where, how soon after it came. */
  readonly client: string | null;
  readonly remoteAddress: string | null;
  readonly movedAt: string | null;
  readonly atOnce: boolean;
  readonly isAllowed: boolean;
};
/** What lies in the Junk folder now and came in the last days. */
export type MtaJunk = {
  readonly days: number;
  readonly folder: string;
  readonly count: number;
  /** At most 30, the named sender's and correspondents' first, then newest first. */
  readonly messages: readonly JunkMessage[];
};

/** Messages that wanted an answer and got none, by reason. */
export type UnansweredSeen = {
  readonly reason: string;
  readonly count: number;
  readonly lastAt: string;
  readonly newest: FiledMessage;
  /** The newest of the sender that the customer named. */
  readonly asked: FiledMessage | null;
};
/** Answers to addresses that differ in a running number only, within the fullest hour. */
export type AnswerFlood = {
  readonly pattern: string;
  readonly handle: string;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
};
/** A program of the owner's that answers somebody at once, again and again. */
export type PingPong = {
  readonly other: string;
  readonly client: string | null;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
};
export type MtaAnswers = {
  readonly days: number;
  /** The customer's own words speak of automatic answers. */
  readonly isAsked: boolean;
  readonly answered: number;
  readonly lastAnsweredAt: string | null;
  readonly unanswered: readonly UnansweredSeen[];
  readonly floods: readonly AnswerFlood[];
  readonly pingPongs: readonly PingPong[];
};

/** What one program handed in for sending and had time to keep a copy of. */
export type SentByProgram = {
  readonly endpoint: Endpoint;
  readonly remoteAddress: string;
  readonly client: string | null;
  readonly messages: number;
  /** Of them those of which a copy lies in the mailbox, in any folder. */
  readonly kept: number;
  readonly firstAt: string;
  readonly lastAt: string;
};
/** Copies of what was sent; looked at for a customer whose own words miss them. */
export type MtaSentCopies = {
  readonly days: number;
  /** Where the mailbox has its sent mail. */
  readonly folder: string;
  readonly handedIn: number;
  /** Every copy that may be one was looked at. */
  readonly isComplete: boolean;
  /** Copies that had no room. */
  readonly refused: number;
  /** Of places that also read with IMAP; at most ten, those with most messages without a copy first. */
  readonly programs: readonly SentByProgram[];
};

export interface FilingObservations {
  readonly 'state.wishes': StateWishes;
  readonly 'mta.filed': MtaFiled;
  readonly 'mta.junk': MtaJunk;
  readonly 'mta.answers': MtaAnswers;
  readonly 'mta.sent-copies': MtaSentCopies;
}
