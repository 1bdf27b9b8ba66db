/**
 * From which countries a mailbox may be signed in to: off, warn, or a list — with travel windows that open further countries
 * for a time, and vendors' servers that are nobody's journey. The rule as pure functions; the times are given.
 */
import type { ConnectionFacts } from './journal.ts';

export type CountryMode = 'off' | 'warn' | 'allow';

export interface TravelWindow {
  readonly id: string;
  /** ISO 3166 codes in order. */
  readonly countries: readonly string[];
  /** Epoch ms; `until` is exclusive. */
  readonly from: number;
  readonly until: number;
  readonly createdAt: number;
  readonly createdBy: string;
}

export interface AbroadRule {
  readonly mode: CountryMode;
  /** Countries of the list (`allow`) or those that need no warning (`warn`). */
  readonly countries: readonly string[];
  /** Whether the servers of known vendors are welcome from any country. */
  readonly vendors: 'allow' | 'refuse';
  readonly travel: readonly TravelWindow[];
}

/** At most so many windows a mailbox; the oldest past ones go first. */
export const MOST_WINDOWS = 12;
export const MOST_WINDOW_DAYS = 366;

type Place = Pick<ConnectionFacts, 'country' | 'networkKind'>;

/** Open at this moment. */
export const isOpen = (window: TravelWindow, now: number): boolean => window.from <= now && now < window.until;

/** Countries welcome now: the list and what journeys add. */
export const welcomeNow = (rule: AbroadRule, now: number): readonly string[] => [
  ...new Set([
    ...rule.countries,
    ...rule.travel.filter((window) => isOpen(window, now)).flatMap((one) => one.countries),
  ]),
];

/**
 * What a right sign-in from this place means. An unknown country is let in and marked: a rule needs evidence, and a gap in
 * a table must lock nobody out (docs/decisions/0011).
 */
export function judgeCountry(
  rule: AbroadRule,
  place: Place,
  now: number,
): 'welcome' | 'refused' | 'country-unknown' | 'country-new' {
  if (rule.mode === 'off') return 'welcome';
  if (place.networkKind === 'vendor' && rule.vendors === 'allow') return 'welcome';
  if (place.country === undefined) return rule.mode === 'allow' ? 'country-unknown' : 'welcome';
  if (welcomeNow(rule, now).includes(place.country)) return 'welcome';
  return rule.mode === 'allow' ? 'refused' : 'country-new';
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Midnight UTC of `2026-12-01`, epoch ms; null when it is no such day. */
export function dayStart(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text) ? at : null;
}

/**
 * The days of a journey as moments: from the first hour of the first day anywhere on earth (UTC+14) to the last of the last
 * day (UTC−12), so that no time zone locks a traveller out.
 */
export const windowOf = (firstDay: number, lastDay: number): { readonly from: number; readonly until: number } => ({
  from: firstDay - 14 * HOUR_MS,
  until: lastDay + DAY_MS + 12 * HOUR_MS,
});
