/** The words of the comparison of webmail and programs; loaded by its page. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const yardstickWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
