/** Times, spans and money as the reader writes them. Pure, apart from the reader's language. */
import { language } from './language.svelte.ts';

const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** `14.03` today, else with the date. */
export function shortTime(iso: string | number, now = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return String(iso);
  const time = new Intl.DateTimeFormat(language.locale, { hour: '2-digit', minute: '2-digit' }).format(at);
  if (isSameDay(at, now)) return time;
  const sameYear = at.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(language.locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}

export const secondsTime = (iso: string): string =>
  new Intl.DateTimeFormat(language.locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(
    new Date(iso),
  );

export const dateOnly = (iso: string): string =>
  new Intl.DateTimeFormat(language.locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso));

export const money = (amount: string, currency: string): string =>
  new Intl.NumberFormat(language.locale, { style: 'currency', currency }).format(Number(amount));

export const count = (value: number): string => new Intl.NumberFormat(language.locale).format(value);

/** `1,2 GB`. */
export function size(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(language.locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step > 2 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

/** `42:07`, `1:05:00`. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The first sentence, and the rest: large words stay few. */
export function headAndRest(text: string): readonly [head: string, rest: string] {
  const [head = '', ...rest] = text.split(/(?<=[.!?]) (?=\p{Lu})/u);
  return [rest.length === 0 ? head : head.replace(/\.$/, ''), rest.join(' ')];
}

/** To the next whole minute: nobody is told a time that is too early. */
export const minuteUp = (iso: string): number => Math.ceil(Date.parse(iso) / 60_000) * 60_000;
