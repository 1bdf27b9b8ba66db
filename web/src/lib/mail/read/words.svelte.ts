/** The words of an open message. Loaded by Message.svelte itself, after the first view. */
import { area } from '../../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const readWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
