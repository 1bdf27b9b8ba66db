/**
 * The words of Diagnose, Watch and Explain, in two parts: the question is all that /diagnose needs at first; the answer's are
 * fetched with it. Pages that show an answer load both (`await diagnoseWords.load()`).
 */
import { type Area, area } from '../language.svelte.ts';
import type { AnswerWords } from './words/nb-answer.ts';
import type { Words } from './words/nb.ts';

export const questionWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
export const answerWords = area<AnswerWords>({
  nb: async () => (await import('./words/nb-answer.ts')).answer,
  sv: async () => (await import('./words/sv-answer.ts')).answer,
  en: async () => (await import('./words/en-answer.ts')).answer,
});
/** Both. */
export const diagnoseWords: Area<Words & AnswerWords> = {
  load: async () => void (await Promise.all([questionWords.load(), answerWords.load()])),
  get words() {
    return { ...questionWords.words, ...answerWords.words };
  },
};
