/** What the probe of Blocks sees: what stops mail of the subject now, and what was refused lately and never sent again. Types only. */

export type BlockSeen = {
  readonly code: string;
  readonly rule: string;
  readonly cause: string;
  /** Address, domain or customer as people know it. */
  readonly subject: string;
  readonly subjectKind: string;
  readonly directions: readonly string[];
  readonly mode: 'refuse' | 'hold';
  readonly sinceAt: string;
  /** Null: until somebody acts. */
  readonly untilAt: string | null;
  readonly lifters: readonly string[];
  /** The numbers that prove it. */
  readonly evidence: { readonly [name: string]: string | number | readonly string[] };
  /** Attempts of the subject that it refused or holds. */
  readonly stopped: number;
};
export type EndedBlock = {
  readonly code: string;
  readonly rule: string;
  readonly cause: string;
  readonly subject: string;
  readonly sinceAt: string;
  readonly endedAt: string;
  /** Refused attempts of the subject after which nothing went to that recipient. */
  readonly unsent: number;
  /** The first few of their recipients. */
  readonly recipients: readonly string[];
};
export type StateBlocks = {
  readonly active: readonly BlockSeen[];
  /** Days that `ended` looks back. */
  readonly days: number;
  readonly ended: readonly EndedBlock[];
};
