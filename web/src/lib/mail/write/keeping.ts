/**
 * What is kept in this browser while somebody writes: words that the server has not yet, and which draft is open in this tab,
 * so that a crash or a closed tab loses at most the last moment. Removed as soon as the server has it. Never throws.
 */
import type { Draft } from '../shapes.ts';

export type Written = Pick<Draft, 'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'format' | 'html' | 'text'>;
interface Kept {
  readonly version: number;
  readonly written: Written;
}
const WORDS = 'postvakt-words-';
const OPEN = 'postvakt-writing';
/** A tab that says nothing for so long is gone. */
const GONE_MS = 6000;

const safely = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch {
    return otherwise; // storage may be forbidden or full
  }
};

export const keepWords = (draft: string, version: number, written: Written): void =>
  safely(() => localStorage.setItem(WORDS + draft, JSON.stringify({ version, written })), undefined);
export const forgetWords = (draft: string): void => safely(() => localStorage.removeItem(WORDS + draft), undefined);
export const keptWords = (draft: string): Kept | null =>
  safely(() => JSON.parse(localStorage.getItem(WORDS + draft) ?? 'null') as Kept | null, null);

/** Said again and again while the window is open. */
export function noteOpen(draft: string): void {
  safely(() => {
    sessionStorage.setItem(OPEN, draft);
    localStorage.setItem(OPEN, JSON.stringify({ draft, at: Date.now() }));
  }, undefined);
}
export function noteClosed(): void {
  safely(() => {
    sessionStorage.removeItem(OPEN);
    localStorage.removeItem(OPEN);
  }, undefined);
}
/** The draft that was open here when the page went away without a word; null when there is none, or another tab has it. */
export function leftOpen(): string | null {
  return safely(() => {
    const own = sessionStorage.getItem(OPEN);
    if (own !== null) return own;
    const last = JSON.parse(localStorage.getItem(OPEN) ?? 'null') as { draft: string; at: number } | null;
    return last !== null && Date.now() - last.at > GONE_MS ? last.draft : null;
  }, null);
}
