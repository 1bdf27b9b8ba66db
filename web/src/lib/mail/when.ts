/**
 * Times of a list as short as they can be: the clock today, the day this week, else the date. Makers of text are kept: a list
 * that scrolls asks for hundreds. Pure, apart from the reader's language.
 */
import { language } from '../language.svelte.ts';

type Style = 'clock' | 'weekday' | 'day' | 'date' | 'full';
const OPTIONS: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  clock: { hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'short' },
  day: { day: 'numeric', month: 'short' },
  date: { day: '2-digit', month: '2-digit', year: '2-digit' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
};
const kept = new Map<string, Intl.DateTimeFormat>();
function styled(style: Style): Intl.DateTimeFormat {
  const key = `${language.locale} ${style}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language.locale, OPTIONS[style]);
  kept.set(key, made);
  return made;
}

const DAY_MS = 86_400_000;
/** `14.03`, `tir.`, `3. nov.`, `03.11.24`. */
export function when(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const ageMs = now.getTime() - at.getTime();
  if (Number.isNaN(ageMs)) return '';
  if (at.toDateString() === now.toDateString()) return styled('clock').format(at);
  if (ageMs > 0 && ageMs < 6 * DAY_MS) return styled('weekday').format(at);
  return styled(at.getFullYear() === now.getFullYear() ? 'day' : 'date').format(at);
}
/** The whole of it, for who rests on the short one. */
export const wholeTime = (iso: string): string => styled('full').format(new Date(iso));
/** `09.41`. */
export const clockTime = (at: number): string => styled('clock').format(at);
