/** Countries by their names in the reader's language, in the order of its alphabet. Pure, apart from the reader's language. */
import { language } from '../language.svelte.ts';

/** Asked for first by most of our readers. */
const NEAR = ['NO', 'SE', 'DK', 'FI', 'IS'];

let made: { readonly locale: string; readonly names: Intl.DisplayNames } | null = null;

/** `Spania`; the code itself where there is no name. */
export function countryName(code: string): string {
  const { locale } = language;
  if (made?.locale !== locale)
    made = { locale, names: new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }) };
  try {
    return made.names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** `Norge, Sverige og Danmark`. */
export const countryList = (codes: readonly string[]): string =>
  new Intl.ListFormat(language.locale, { type: 'conjunction' }).format(byName(codes).map(countryName));

export const byName = (codes: readonly string[]): readonly string[] => {
  const { compare } = new Intl.Collator(language.locale);
  return codes.toSorted((a, b) => compare(countryName(a), countryName(b)));
};

/** For a list to choose from: the nearest ones, then all. */
export const choices = (
  codes: readonly string[],
  taken: readonly string[],
): { readonly near: readonly string[]; readonly all: readonly string[] } => {
  const free = codes.filter((code) => !taken.includes(code));
  return { near: NEAR.filter((code) => free.includes(code)), all: byName(free) };
};

/** `2026-12-01` some days after. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A calendar day, the same in every time zone: `5. desember 2026`. */
export const dayText = (day: string): string =>
  new Intl.DateTimeFormat(language.locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T00:00:00Z`),
  );

/** The days of a journey out of its moments: it begins and ends hours around them, for all time zones (model/travel.ts). */
export const firstDay = (from: string): string =>
  new Date(Date.parse(from) + 14 * 3_600_000).toISOString().slice(0, 10);
export const lastDay = (until: string): string =>
  new Date(Date.parse(until) - 36 * 3_600_000).toISOString().slice(0, 10);
