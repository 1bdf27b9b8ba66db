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

/** The words of one part of the app, beside its pages: loaded by them, so that the first view stays small. */
export interface Area<T> {
  /** For `load` of the pages of that part, after the parent's. */
  load(): Promise<void>;
  /** There once `load` is done; changes with the language. */
  readonly words: T;
}
const areas = new Set<(wanted: Language) => Promise<() => void>>();

/** Makes a part's words from its three files: `area({ nb: async () => (await import('./words/nb.ts')).nb, … })`. */
export function area<T>(files: Readonly<Record<Language, () => Promise<T>>>): Area<T> {
  let own = $state.raw<T | null>(null);
  const fetchWords = async (wanted: Language): Promise<() => void> => {
    const fetched = await files[wanted]();
    return () => (own = fetched);
  };
  return {
    load: async () => {
      areas.add(fetchWords);
      if (own === null) (await fetchWords(current))();
    },
    get words(): T {
      if (own === null) throw new Error('the page loads the words of its part');
      return own;
    },
  };
}

/** Another language, now and the next time. */
export async function useLanguage(wanted: Language, isChoice = false): Promise<void> {
  const [common, ...parts] = await Promise.all([
    loaders[wanted](),
    ...[...areas].map((fetchWords) => fetchWords(wanted)),
  ]);
  loaded = common;
  for (const show of parts) show();
  current = wanted;
  document.documentElement.lang = wanted;
  if (!isChoice) return;
  try {
    localStorage.setItem(STORED, wanted);
  } catch {
    // chosen for this visit only
  }
}
