/**
 * A case: one troubleshooting story from symptom to outcome. Who may look at it and work on it, and in which states a fix
 * can be. The findings themselves are the diagnosis' (store/cases.ts keeps both). Pure.
 */
import type { CustomerId } from './ids.ts';

/** Who asks: decides what is shown and which fixes may be used. */
export type Viewer =
  | { readonly kind: 'operator' }
  | { readonly kind: 'customer'; readonly id: CustomerId }
  | { readonly kind: 'mailbox'; readonly address: string };

/** Ten to sixteen letters and digits, as made by `cases.ts`; anything else is no case. */
export const isCaseId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{12}$/.test(text);

export const FIX_STATES = [
  /** Shown, not done: what a yes without further words means. */
  'previewed',
  /** Written down before anything was done: after a crash this says what may be half done. */
  'intended',
  /** Done and not yet looked at again. */
  'applied',
  'fixed',
  'not-fixed',
  /** Done; the world has not seen it everywhere yet. */
  'settling',
  /** Nothing was changed after all. */
  'failed',
  'undone',
] as const;
export type FixState = (typeof FIX_STATES)[number];

/** Minutes after a fix at which it is looked at again; then every hour to the end. */
export const WATCH_MINUTES = [1, 5, 15, 60] as const;
export const WATCH_HOURS = 24;

/** Epoch ms of the next look, after `tries` looks. */
export const nextLook = (now: number, tries: number): number => now + (WATCH_MINUTES[tries] ?? 60) * 60_000;
