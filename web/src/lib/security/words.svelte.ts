/** The words of this part, loaded by its pages. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const securityWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
