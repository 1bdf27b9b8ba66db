/** Conditions of a search → the keys of IMAP SEARCH (RFC 9051 §6.4.4), texts as counted bytes. Pure. Called by searching.ts. */
import type { Condition } from '#src/model/mail-search.ts';
import type { Piece } from './line.ts';

type Askable = Exclude<Condition, { readonly kind: 'files' | 'filename' }>;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** `2026-11-02` → `2-Nov-2026`. */
const imapDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}-${MONTHS[month - 1]}-${String(year).padStart(4, '0')}`;
};
const FLAGS = {
  seen: ['SEEN', 'UNSEEN'],
  flagged: ['FLAGGED', 'UNFLAGGED'],
  answered: ['ANSWERED', 'UNANSWERED'],
  draft: ['DRAFT', 'UNDRAFT'],
  forwarded: ['KEYWORD $Forwarded', 'UNKEYWORD $Forwarded'],
} as const;

/** Throws where files are asked for: IMAP cannot. */
export function searchKey(condition: Condition): readonly Piece[] {
  const known = condition as Askable;
  switch (known.kind) {
    case 'text':
      return [`${known.where === 'any' ? 'TEXT' : known.where.toUpperCase()} `, { literal: known.text }];
    case 'flag':
      return [FLAGS[known.flag][known.present ? 0 : 1]];
    case 'before':
    case 'since':
    case 'on':
      return [`${known.kind.toUpperCase()} ${imapDay(known.day)}`];
    case 'larger':
    case 'smaller':
      return [`${known.kind.toUpperCase()} ${known.bytes}`];
    case 'not':
      return ['NOT ', ...searchKey(known.of)];
    case 'and':
      return ['(', ...known.of.flatMap((one, at) => [...(at === 0 ? [] : [' ']), ...searchKey(one)]), ')'];
    case 'or':
      return known.of.map(searchKey).reduceRight((rest, one) => ['OR ', ...one, ' ', ...rest]);
  }
}
