/** A length of time in the reader's words: `3 min`, `2 t 5 min`, `4 d 1 t`. Pure, apart from the words. */
import { consoleWords } from './words.svelte.ts';

export function span(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  return consoleWords.words.span(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60);
}
