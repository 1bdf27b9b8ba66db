/** The words of webmail's screens for reading: what the first view needs, and what comes with the parts that are opened later. */
import { area } from '../language.svelte.ts';
import type { MoreWords } from './words/nb-more.ts';
import type { Words } from './words/nb.ts';

export const mailWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
/** Shortcuts, folder picker, "why did this come here", search hints: loaded by who shows them. */
export const moreMailWords = area<MoreWords>({
  nb: async () => (await import('./words/nb-more.ts')).more,
  sv: async () => (await import('./words/sv-more.ts')).more,
  en: async () => (await import('./words/en-more.ts')).more,
});
