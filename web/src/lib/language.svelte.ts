/**
 * The reader's language and its words: `?lang=`, else what was chosen here before, else the browser's. Loaded once before
 * the first page; a change loads the other words and sets the `lang` attribute.
 */
import type { Words } from './words/nb.ts';

export const LANGUAGES = ['nb', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { nb: 'Norsk', sv: 'Svenska', en: 'English' };
const LOCALES: Readonly<Record<Language, string>> = { nb: 'nb-NO', sv: 'sv-SE', en: 'en-GB' };
const STORED = 'postvakt-language';

const isLanguage = (text: unknown): text is Language => LANGUAGES.includes(text as Language);

const loaders: Readonly<Record<Language, () => Promise<Words>>> = {
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
};

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // storage may be forbidden
  }
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) return asked;
  const chosen = stored();
  if (isLanguage(chosen)) return chosen;
  for (const tag of navigator.languages) {
    const [short] = tag.toLowerCase().split('-');
    if (short === 'nb' || short === 'nn' || short === 'no' || short === 'da') return 'nb';
    if (isLanguage(short)) return short;
  }
  return 'en';
}

let current = $state<Language>('nb');
let loaded = $state.raw<Words | null>(null);

export const language = {
  get current(): Language {
    return current;
  },
  get locale(): string {
    return LOCALES[current];
  },
};

/** The words of the reader's language; there from the first page on. */
export function words(): Words {
  if (loaded === null) throw new Error('words are loaded by the root layout');
  return loaded;
}

export async function loadWords(): Promise<void> {
  if (loaded === null) await useLanguage(firstLanguage());
}

/** Another language, now and the next time. */
export async function useLanguage(wanted: Language, isChoice = false): Promise<void> {
  loaded = await loaders[wanted]();
  current = wanted;
  document.documentElement.lang = wanted;
  if (!isChoice) return;
  try {
    localStorage.setItem(STORED, wanted);
  } catch {
    // chosen for this visit only
  }
}
