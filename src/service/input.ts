/** Turns what was typed into parsed values, or into the problem that names it. Used by the use cases at their edge. */
import { type Address, parseAddress, parseDomain } from '#src/model/address.ts';
import { isLanguage, type Language, LANGUAGES } from '#src/model/language.ts';
import { done, misuse, type Outcome } from './outcome.ts';

/** What was typed, fit to be shown back: control characters made visible, at most 100 characters. */
export const shown = (typed: string): string =>
  typed.slice(0, 100).replace(
    // oxlint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export function readAddress(typed: string): Outcome<Address> {
  const parsed = parseAddress(typed);
  return parsed.ok ? done(parsed.value) : misuse('addressBad', { input: shown(typed), why: parsed.problem });
}

export function readDomain(typed: string): Outcome<string> {
  const parsed = parseDomain(typed);
  return parsed.ok ? done(parsed.value) : misuse('domainBad', { input: shown(typed), why: parsed.problem });
}

export function readLanguage(typed: string): Outcome<Language> {
  return isLanguage(typed)
    ? done(typed)
    : misuse('languageUnknown', { input: shown(typed), known: LANGUAGES.join(', ') });
}
