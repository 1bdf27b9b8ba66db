/** The words of overview, activity and support; apart from them those of Blocks, domains, invoices and contacts. Loaded by layouts. */
import { area } from '../language.svelte.ts';
import type { BlockWords } from './words/blocks-nb.ts';
import type { Kinds } from './words/kinds-nb.ts';
import type { Places } from './words/places-nb.ts';
import type { Words } from './words/nb.ts';

export const customerWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
/** Blocks: where one may be shown. */
export const blockWords = area<BlockWords>({
  nb: async () => (await import('./words/blocks-nb.ts')).nb,
  sv: async () => (await import('./words/blocks-sv.ts')).sv,
  en: async () => (await import('./words/blocks-en.ts')).en,
});
/** Domains, invoices and contacts: only where they are shown, so that the first view stays small. */
export const placeWords = area<Places>({
  nb: async () => (await import('./words/places-nb.ts')).nb,
  sv: async () => (await import('./words/places-sv.ts')).sv,
  en: async () => (await import('./words/places-en.ts')).en,
});
/** What happened, kind by kind: only where activity is shown. */
export const kindWords = area<Kinds>({
  nb: async () => (await import('./words/kinds-nb.ts')).nb,
  sv: async () => (await import('./words/kinds-sv.ts')).sv,
  en: async () => (await import('./words/kinds-en.ts')).en,
});
