/**
 * What is kept in this browser while somebody writes: words that the server has not yet, and which draft is open in this tab,
 * so that a crash or a closed tab loses at most the last moment. Kept under the writer's name: who signs in here after him finds
 * nothing of it, and takes nothing away. Removed as soon as the server has it. Never throws.
 */
import { session } from '../../session.svelte.ts';
import type { Draft } from '../shapes.ts';

export type Written = Pick<Draft, 'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'format' | 'html' | 'text'>;
interface Kept {
  readonly version: number;
  readonly written: Written;
}
const wordsOf = (owner: string, draft: string): string => `postvakt-words ${owner} ${draft}`;
const openOf = (owner: string): string => `postvakt-writing ${owner}`;
/** A tab that says nothing for so long is gone. */
const GONE_MS = 6000;

const safely = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch {
    return otherwise; // storage may be forbidden or full
  }
};

/** The reader of this page, as the server names him; '' when nobody is signed in: then nothing is kept. */
export const writer = (): string => session.person?.whose ?? '';

export const keepWords = (owner: string, draft: string, version: number, written: Written): void =>
  safely(() => localStorage.setItem(wordsOf(owner, draft), JSON.stringify({ version, written })), undefined);
export const forgetWords = (owner: string, draft: string): void =>
  safely(() => localStorage.removeItem(wordsOf(owner, draft)), undefined);
export const keptWords = (owner: string, draft: string): Kept | null =>
  safely(() => JSON.parse(localStorage.getItem(wordsOf(owner, draft)) ?? 'null') as Kept | null, null);

/** Said again and again while the window is open. */
export function noteOpen(owner: string, draft: string): void {
  safely(() => {
    sessionStorage.setItem(openOf(owner), draft);
    localStorage.setItem(openOf(owner), JSON.stringify({ draft, at: Date.now() }));
  }, undefined);
}
export function noteClosed(owner: string): void {
  safely(() => {
    sessionStorage.removeItem(openOf(owner));
    localStorage.removeItem(openOf(owner));
  }, undefined);
}
/** The draft that was open here when the page went away without a word; null when there is none, or another tab has it. */
export function leftOpen(owner: string): string | null {
  return safely(() => {
    const own = sessionStorage.getItem(openOf(owner));
    if (own !== null) return own;
    const last = JSON.parse(localStorage.getItem(openOf(owner)) ?? 'null') as { draft: string; at: number } | null;
    return last !== null && Date.now() - last.at > GONE_MS ? last.draft : null;
  }, null);
}
