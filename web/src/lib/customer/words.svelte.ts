/** The words of overview, domains, blocks, invoices, contacts, activity and support; loaded by their layouts. */
import { area } from '../language.svelte.ts';
import type { Kinds } from './words/kinds-nb.ts';
import type { Words } from './words/nb.ts';

export const customerWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
/** What happened, kind by kind: only where activity is shown. */
export const kindWords = area<Kinds>({
  nb: async () => (await import('./words/kinds-nb.ts')).nb,
  sv: async () => (await import('./words/kinds-sv.ts')).sv,
  en: async () => (await import('./words/kinds-en.ts')).en,
});
