/** Which of our languages a browser's reader gets. Used by every page of the HTTP door. Pure. */
import { isLanguage, type Language } from '#src/model/language.ts';

/** The best of our languages for an Accept-Language header; Danish and Nynorsk readers get Norwegian. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.split(';')[0].trim().toLowerCase().split('-')[0];
    if (isLanguage(tag)) return tag;
    if (['no', 'nn', 'da'].includes(tag)) return 'nb';
  }
  return 'en';
}
