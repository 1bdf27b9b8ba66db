/** The words about aliases, in the reader's language. Loaded where a domain is shown. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const aliasWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
