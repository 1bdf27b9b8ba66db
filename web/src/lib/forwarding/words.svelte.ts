/** The words of the page for somebody who gets forwarded mail; loaded by it. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const forwardingWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
