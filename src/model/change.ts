/**
 * A difference that a fix would make, exact enough to be consented to and to be compared: one thing, before, after. Shown
 * in words by messages/…/fixing.ts; kept with the case. Pure.
 */
export const CHANGE_KINDS = [
  'dns-record',
  'mailbox',
  'alias',
  'quota',
  'countries',
  'journey',
  'vendors',
  'block',
  'contact',
  'payment',
  'intended-mx',
  'protocols',
  'password-rule',
  'other',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  readonly kind: ChangeKind;
  /** What is changed: `fjord.example MX`, `kari@fjord.example`, `192.0.2.7/32`. */
  readonly object: string;
  /** As it is; null = not there. */
  readonly before: string | null;
  /** As it will be; null = gone. */
  readonly after: string | null;
}

/** The same changes in one canonical text, to see whether what was consented to is still what would be done. */
export const changesText = (changes: readonly Change[]): string =>
  changes
    .map(({ kind, object, before, after }) => JSON.stringify([kind, object, before, after]))
    .sort()
    .join('\n');
