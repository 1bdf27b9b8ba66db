/** The words of the console's frame, lists and first half of pages; loaded by its layout; those of cases and of the journal by their pages. */
import { area } from '../language.svelte.ts';
import type { CaseWords } from './words/cases-nb.ts';
import type { JournalWords } from './words/journal-nb.ts';
import type { Words } from './words/nb.ts';

export const consoleWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
/** Cases: where one is shown. */
export const caseWords = area<CaseWords>({
  nb: async () => (await import('./words/cases-nb.ts')).casesNb,
  sv: async () => (await import('./words/cases-sv.ts')).casesSv,
  en: async () => (await import('./words/cases-en.ts')).casesEn,
});
/** The journal: where a row of it is shown. */
export const journalWords = area<JournalWords>({
  nb: async () => (await import('./words/journal-nb.ts')).nb,
  sv: async () => (await import('./words/journal-sv.ts')).sv,
  en: async () => (await import('./words/journal-en.ts')).en,
});
