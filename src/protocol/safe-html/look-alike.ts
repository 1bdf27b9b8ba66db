/**
 * Does one domain name only look like another: letters of other alphabets, one letter more, less or changed, the known name
 * with a word hung on? Called by service/webmail/hints.ts. Pure.
 */
import { domainToUnicode } from 'node:url';

/** Letters that are taken for Latin ones (after Unicode TR 39, the common ones), and pairs that look like one letter. */
const CONFUSED = 'аɑα:a еėęё:e оοөօ0:o рρ:p сϲ:c хχ:x уγ:y іıίl1|:i ѕ5:s ԁ:d ո:n ν:v ԝω:w к:k т:t м:m в8:b н:h ɡ:g';
const PAIRS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
];
const SINGLE = new Map(
  CONFUSED.split(' ').flatMap((group) => {
    const [letters, latin] = group.split(':');
    return Array.from(letters, (letter) => [letter, latin] as const);
  }),
);

/** The shape that a hurried reader sees. */
function skeleton(label: string): string {
  let text = label.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  text = Array.from(text, (letter) => SINGLE.get(letter) ?? letter).join('');
  for (const [pair, letter] of PAIRS) text = text.replaceAll(pair, letter);
  return text.replaceAll('-', '');
}

const labelOf = (domain: string): string => domain.split('.')[0];
const readable = (domain: string): string => domainToUnicode(domain) || domain;

/** `domain` and `known` are registered names; equal ones do not look alike. */
export function looksLike(domain: string, known: string): boolean {
  if (domain === known) return false;
  const [mine, theirs] = [labelOf(readable(domain)), labelOf(readable(known))];
  const isSameLabel = mine === theirs;
  // The same name under another top: `dnb.com` may be anybody's, but `fjord-regnskap.co` for `.no` is a trick.
  if (isSameLabel) return theirs.length >= 8 && tops(domain) !== tops(known);
  const [a, b] = [skeleton(mine), skeleton(theirs)];
  if (a === b) return true;
  // Short names are near to many others by chance.
  if (b.length >= 7 && distance(a, b) === 1) return true;
  if (b.length === 6 && isSwapped(a, b)) return true;
  const isHung = new RegExp(`(?:^|-)${theirs.replaceAll(/[^\p{L}\p{N}-]/gu, '')}(?:-|$)`, 'u').test(mine);
  return (
    isHung &&
    mine.includes('-') &&
    /-(?:support|secure|login|sikkerhet|sakerhet|kundeservice|konto|bank|no|se|com|service|verify|help|faktura|pay)\b|^(?:secure|login|my|konto)-/.test(
      mine,
    )
  );
}
const tops = (domain: string): string => domain.split('.').slice(1).join('.');

const isSwapped = (a: string, b: string): boolean =>
  a.length === b.length && distance(a, b) === 1 && a.split('').sort().join('') === b.split('').sort().join('');

/** Letters changed, added, left out or swapped; more than one is 2. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 1) return 2;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
  if (left.length <= 1 && right.length <= 1) return left === right ? 0 : 1;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0] ? 1 : 2;
}
