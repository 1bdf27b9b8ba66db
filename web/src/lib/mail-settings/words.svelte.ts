/** The words of rules, forwarding, answers and senders; loaded by the layouts of their pages. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const ruleWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
