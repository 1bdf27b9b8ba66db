/** The words of writing and of the outbox. Loaded with the window, and by the page of the outbox. */
import { area } from '../../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const writeWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
