/** The words of Diagnose, Watch and Explain: loaded by the pages that show them (`await diagnoseWords.load()`). */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const diagnoseWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
