/** INTERNALDATE as a server writes it (RFC 3501 §9 date-time) → milliseconds. Used by service/webmail. Pure. */

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

/** ` 7-Nov-2026 08:00:00 +0100` → ms; 0 for what is no date. */
export function parseImapDate(text: string): number {
  const month = MONTHS.indexOf(text.slice(3, 6).toLowerCase());
  if (text.length < 26 || month < 0) return 0;
  const number = (from: number, to: number): number => Number(text.slice(from, to));
  const zone = number(22, 24) * 60 + number(24, 26);
  const at = Date.UTC(number(7, 11), month / 3, number(0, 2), number(12, 14), number(15, 17), number(18, 20));
  const ms = at - (text[21] === '-' ? -zone : zone) * 60_000;
  return Number.isFinite(ms) ? ms : 0;
}
