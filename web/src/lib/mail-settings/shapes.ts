/** What the API answers about rules, forwarding, answers and people. Types only. Times are ISO 8601 UTC. */

export type Spot = 'settings' | 'identities' | 'rules' | 'forwarding' | 'vacation' | 'senders' | 'contacts';
export const TEXT_FIELDS = ['from', 'to', 'subject', 'list-id'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
export const TEXT_MATCHES = ['contains', 'not-contains', 'is', 'starts', 'ends'] as const;
export type TextMatch = (typeof TEXT_MATCHES)[number];
export type Condition =
  | { readonly field: TextField; readonly match: TextMatch; readonly value: string }
  | { readonly field: 'size'; readonly match: 'over' | 'under'; readonly bytes: number }
  | { readonly field: 'spam'; readonly is: boolean };
export type Action =
  | { readonly kind: 'folder' | 'copy'; readonly folder: string }
  | { readonly kind: 'forward'; readonly to: string; readonly keep: boolean }
  | { readonly kind: 'mark'; readonly mark: 'seen' | 'flagged' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'reply'; readonly text: string };
export interface Draft {
  readonly name: string;
  readonly enabled: boolean;
  readonly match: 'all' | 'any';
  readonly conditions: readonly Condition[];
  readonly actions: readonly Action[];
  readonly stop: boolean;
}
export interface Rule extends Draft {
  readonly id: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly madeFrom: string | null;
}
export interface Vacation {
  readonly enabled: boolean;
  readonly from: string | null;
  readonly until: string | null;
  readonly subject: string | null;
  readonly text: string;
  readonly everyDays: number;
}
export type SenderList = 'blocked' | 'allowed';
/** What an address outside said to getting the mail; what waits or was refused stays here. */
export interface Consent {
  readonly target: string;
  readonly state: 'waiting' | 'confirmed' | 'refused' | 'operator' | 'earlier';
  readonly sentAt: string | null;
  readonly untilAt: string | null;
  /** Nobody answered in time. */
  readonly isOver: boolean;
  readonly decidedAt: string | null;
}
export interface Rules {
  readonly address: string;
  readonly version: number;
  readonly rules: readonly Rule[];
  readonly forwarding: {
    readonly targets: readonly string[];
    readonly keepCopy: boolean;
    readonly madeAt: string;
  } | null;
  readonly vacation: Vacation | null;
  readonly blockedSenders: readonly string[];
  readonly allowedSenders: readonly string[];
  readonly spam: 'junk' | 'inbox';
  readonly consents: readonly Consent[];
  /** Circles among addresses here through this mailbox, each as its path. */
  readonly circles: readonly (readonly string[])[];
}
export type Change =
  | { readonly kind: 'save-rule'; readonly id: string | null; readonly rule: Draft }
  | { readonly kind: 'remove-rule'; readonly id: string }
  | { readonly kind: 'order'; readonly ids: readonly string[] }
  | { readonly kind: 'forwarding'; readonly targets: readonly string[]; readonly keepCopy: boolean }
  | { readonly kind: 'vacation'; readonly vacation: Vacation | null }
  | { readonly kind: 'add-sender' | 'remove-sender'; readonly list: SenderList; readonly sender: string }
  | { readonly kind: 'spam'; readonly to: 'junk' | 'inbox' };

export type Silence =
  | 'off'
  | 'not-yet'
  | 'over'
  | 'no-sender'
  | 'robot'
  | 'list'
  | 'not-addressed'
  | 'own-address'
  | 'answered-before'
  | 'too-many'
  | 'unwanted';
export interface Attempt {
  readonly at: string;
  readonly outcome: 'sent' | 'waiting' | 'refused';
  readonly host: string | null;
  readonly reply: string | null;
}
export interface Activity {
  readonly since: string;
  readonly rules: readonly { readonly id: string; readonly count: number; readonly lastAt: string }[];
  readonly targets: readonly { readonly address: string; readonly attempts: readonly Attempt[] }[];
  readonly answers: readonly { readonly address: string; readonly at: string }[];
  readonly unanswered: readonly { readonly address: string; readonly at: string; readonly why: Silence }[];
  readonly folders: readonly string[];
}
export interface Tried {
  readonly looked: number;
  readonly matched: number;
  /** Null: only the user of the mailbox sees which. */
  readonly messages:
    | readonly {
        readonly folder: string;
        readonly uid: number;
        readonly from: string;
        readonly subject: string;
        readonly at: string;
        readonly sizeBytes: number;
      }[]
    | null;
}
