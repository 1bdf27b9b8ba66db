/** The words of the console's frame, lists and first half of pages; loaded by its layout. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const consoleWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
