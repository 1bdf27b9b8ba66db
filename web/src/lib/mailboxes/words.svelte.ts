/** The words of the mailbox pages; loaded by their layout. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const mailboxWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
