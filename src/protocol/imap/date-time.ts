/**
 * Dates of IMAP: INTERNALDATE / APPEND date-time and SEARCH dates (RFC 3501 §9 "date-time", "date"). Pure; times are
 * epoch milliseconds.
 */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DATE = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/;
const DATE_TIME = /^( \d|\d\d?)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/;
const DAY_MS = 86_400_000;

/** Days since the epoch of `1-Feb-2026`; null when there is no such day. */
export function parseDay(text: string): number | null {
  const match = DATE.exec(text);
  return match === null ? null : dayOf(Number(match[3]), match[2], Number(match[1]));
}

function dayOf(year: number, monthName: string, day: number): number | null {
  const month = MONTHS.indexOf(monthName.toLowerCase());
  if (month < 0) return null;
  const time = new Date(0).setUTCFullYear(year, month, day);
  return new Date(time).getUTCDate() === day ? Math.floor(time / DAY_MS) : null;
}

/** `17-Jul-1996 02:44:25 -0700` -> epoch ms; null when it is no such time. A leap second counts as :59. */
export function parseDateTime(text: string): number | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const day = dayOf(Number(match[3]), match[2], Number(match[1]));
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Math.min(Number(match[6]), 59)];
  const [zoneHour, zoneMinute] = [Number(match[8]), Number(match[9])];
  if (day === null || hour > 23 || minute > 59 || Number(match[6]) > 60 || zoneHour > 14 || zoneMinute > 59)
    return null;
  const offset = (zoneHour * 60 + zoneMinute) * (match[7] === '-' ? -1 : 1);
  return day * DAY_MS + ((hour * 60 + minute - offset) * 60 + second) * 1000;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** Epoch ms -> `"17-Jul-1996 09:44:25 +0000"` with its quotes. */
export function formatDateTime(time: number): string {
  const at = new Date(Number.isFinite(time) ? time : 0);
  const month = MONTHS[at.getUTCMonth()];
  const day = String(at.getUTCDate()).padStart(2, ' ');
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  return `"${day}-${month[0].toUpperCase()}${month.slice(1)}-${String(at.getUTCFullYear()).padStart(4, '0')} ${clock} +0000"`;
}

/** The day of a time, in UTC: SEARCH disregards time and zone (RFC 3501 §6.4.4). */
export const dayOfTime = (time: number): number => Math.floor(time / DAY_MS);

/** The day written in a Date header, as written there (its own zone disregarded); null when it cannot be read. */
export function dayOfDateHeader(header: string): number | null {
  const match = /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})/.exec(header);
  if (match === null) return null;
  const year = Number(match[3]);
  // RFC 5322 §4.3: two- and three-digit years.
  const full = match[3].length >= 4 ? year : match[3].length === 3 || year >= 50 ? 1900 + year : 2000 + year;
  return dayOf(full, match[2], Number(match[1]));
}
