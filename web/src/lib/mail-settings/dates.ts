/** Days as the reader's calendar has them, to and from moments. Pure, apart from the reader's time zone. */

const two = (value: number): string => String(value).padStart(2, '0');
const dayOf = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** `2026-12-20` of the moment that a day begins; '' for none. */
export const firstDay = (iso: string | null): string => (iso === null ? '' : dayOf(new Date(iso)));
/** The last day before the moment `until` (which is not part of it). */
export const lastDay = (iso: string | null): string => (iso === null ? '' : dayOf(new Date(Date.parse(iso) - 1)));

const startOf = (day: string, more: number): string | null => {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined || !Number.isFinite(year + month + date))
    return null;
  return new Date(year, month - 1, date + more).toISOString();
};
export const fromMoment = (day: string): string | null => (day === '' ? null : startOf(day, 0));
/** The beginning of the day after. */
export const untilMoment = (day: string): string | null => (day === '' ? null : startOf(day, 1));
