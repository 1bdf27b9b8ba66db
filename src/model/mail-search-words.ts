/** The words of webmail's search in Norwegian, Swedish and English: operators, what they take, dates and sizes. Pure data and small readings of it. Called by mail-search.ts. */

export type Operator =
  | 'from'
  | 'to'
  | 'cc'
  | 'subject'
  | 'body'
  | 'has'
  | 'is'
  | 'in'
  | 'before'
  | 'after'
  | 'on'
  | 'newer'
  | 'older'
  | 'larger'
  | 'smaller'
  | 'filename';

const table = <T extends string>(rows: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map(
    Object.entries(rows).flatMap(([value, words]) =>
      (words as string).split(' ').map((word): [string, T] => [word, value as T]),
    ),
  );

export const OPERATORS = table<Operator>({
  from: 'from fra från avsender avsändare',
  to: 'to til till mottaker mottagare',
  cc: 'cc kopi kopia',
  subject: 'subject emne ämne',
  body: 'body tekst text innhold innehåll',
  has: 'has har',
  is: 'is er är',
  in: 'in i mappe mapp folder',
  before: 'before før före',
  after: 'after etter efter since siden sedan',
  on: 'on dato datum date den',
  newer: 'newer newer_than nyere nyare',
  older: 'older older_than eldre äldre',
  larger: 'larger larger_than større större over över',
  smaller: 'smaller smaller_than mindre under',
  filename: 'filename file fil filnavn filnamn',
});
export const STATES = table<'unread' | 'read' | 'flagged' | 'answered' | 'forwarded' | 'draft'>({
  unread: 'unread ulest oläst ulæst',
  read: 'read lest läst seen',
  flagged: 'flagged starred flagget merket stjerne flaggad flaggat stjärna important viktig viktigt',
  answered: 'answered replied besvart svart besvarat besvarad',
  forwarded: 'forwarded videresendt vidarebefordrat vidarebefordrad',
  draft: 'draft kladd utkast',
});
export const FILES: ReadonlySet<string> = new Set(
  'attachment attachments file files vedlegg vedlagt fil filer bilaga bilagor bilag bifogat'.split(' '),
);
/** Places that are no folder of their own. */
export const EVERYWHERE: ReadonlySet<string> = new Set(
  'all anywhere everywhere alle alt overalt alla allt överallt'.split(' '),
);
export const INBOX: ReadonlySet<string> = new Set('inbox innboks inkorg inkorgen innboksen'.split(' '));
export const OR: ReadonlySet<string> = new Set(['OR', 'ELLER']);

const DAY_MS = 86_400_000;
const RELATIVE: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['idag', 0],
  ['yesterday', 1],
  ['igår', 1],
]);
export const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A day as people write it → `2026-11-22`; a month or a year is its first day. Null: no date. */
export function dayOf(text: string, now: number): string | null {
  const ago = RELATIVE.get(text);
  if (ago !== undefined) return isoDay(now - ago * DAY_MS);
  const big = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text);
  const small = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/.exec(text);
  const [year, month, day] =
    big !== null
      ? [Number(big[1]), Number(big[2] ?? 1), Number(big[3] ?? 1)]
      : small !== null
        ? [Number(small[3]) + (small[3].length === 2 ? 2000 : 0), Number(small[2]), Number(small[1])]
        : [0, 0, 0];
  const at = Date.UTC(year, month - 1, day);
  if (year < 1970 || year > 9999 || new Date(at).getUTCMonth() !== month - 1 || new Date(at).getUTCDate() !== day)
    return null;
  return isoDay(at);
}

const SPANS =
  /^(\d{1,5})(?:(d|dag|dagar|dager|day|days)|(w|u|v|uke|uker|vecka|veckor|week|weeks)|(m|mnd|mån|måned|måneder|månad|månader|month|months)|(y|å|år|year|years))?$/;
/** `7d`, `2uker`, `1år` → the day so long ago; a bare number counts days. */
export function spanOf(text: string, now: number): string | null {
  const found = SPANS.exec(text);
  if (found === null) return null;
  const count = Number(found[1]);
  const days = found[3] !== undefined ? 7 : found[4] !== undefined ? 30 : found[5] !== undefined ? 365 : 1;
  return isoDay(Math.max(0, now - count * days * DAY_MS));
}

/** `5M`, `500 kB`, `1,5mb` → bytes; a bare number counts bytes. */
export function sizeOf(text: string): number | null {
  const found = /^(\d{1,9}(?:[.,]\d{1,3})?)(?:([kmg])i?b?|b)?$/.exec(text);
  if (found === null) return null;
  const unit = { k: 1024, m: 1_048_576, g: 1_073_741_824 }[found[2] ?? ''] ?? 1;
  return Math.min(Math.round(Number(found[1].replace(',', '.')) * unit), 4_000_000_000);
}
