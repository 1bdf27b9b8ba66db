/** The shape of the diagnosis' words: every cause and every fix has them in each language. Types only. */
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { DelegationCause } from '#src/diagnosis/causes/delegation/ids.ts';
import type { TrafficCause } from '#src/diagnosis/causes/traffic/ids.ts';
import type { BlockCause, PresentCause } from '#src/diagnosis/present.ts';

/** Arguments of a finding, already written in the reader's language: times, sizes, lists. */
export type Told = Readonly<Record<string, string>>;

export interface CauseText {
  /** A few words, for a heading. */
  readonly title: string;
  /** What happened, with names, numbers and times. */
  readonly what: (a: Told) => string;
  /** Why that stops e-mail. */
  readonly why: string;
}
export type CauseTexts = Readonly<Record<PresentCause, CauseText>>;
export type FixTexts = Readonly<Record<FixId, (a: Told) => string>>;

/** Of Blocks, kept in files of their own. */
export type BlockCauseTexts = Pick<CauseTexts, BlockCause>;
export type BlockFixTexts = Pick<
  FixTexts,
  | 'wait-for-end'
  | 'raise-limit'
  | 'ask-heaviest-sender'
  | 'secure-and-open'
  | 'ask-support'
  | 'send-again'
  | 'split-recipients'
>;

/** Of billing, kept in files of their own. */
export type BillingCauseTexts = Pick<
  CauseTexts,
  Exclude<Extract<PresentCause, `bil-${string}`>, TrafficCause | DelegationCause>
>;
export type BillingFixTexts = Pick<
  FixTexts,
  'pay-invoice' | 'match-payment' | 'correct-contact' | 'add-outside-contact'
>;
