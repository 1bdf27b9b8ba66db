/** The words of the settings check; loaded by its page. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const settingsCheckWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
