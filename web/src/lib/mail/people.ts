/** How correspondents are called in a list. Pure. */
import type { Correspondent, Row } from './shapes.ts';

/** The name, else the address. */
export const nameOf = ({ name, address }: Correspondent): string => name.trim() || address;
/** `Kari` of "Kari Nordmann", of "Nordmann, Kari" too; an address stays whole. */
function callName(one: Correspondent): string {
  const name = one.name.trim();
  if (name === '') return one.address.split('@')[0] ?? one.address;
  const [last = '', first] = name.split(', ');
  return (first ?? last).split(' ')[0] ?? name;
}
/** Those of a conversation, without doubles, the reader as `me`. */
export function participants(people: readonly Correspondent[], own: string, me: string): string {
  const seen = new Map(people.map((one) => [one.address.toLowerCase(), one]));
  const all = [...seen.values()];
  const called = (one: Correspondent, short: boolean): string =>
    one.address.toLowerCase() === own ? me : short ? callName(one) : nameOf(one);
  return all.map((one) => called(one, all.length > 1)).join(', ');
}
/** Whom a row is about: who wrote, in folders of one's own letters who gets it. */
export const shownPeople = (row: Row, isOwn: boolean): readonly Correspondent[] => (isOwn ? row.to : row.from);

/** One or two letters in a circle. */
export function initials(people: readonly Correspondent[]): string {
  const [one] = people;
  if (one === undefined) return '–';
  const parts = nameOf(one)
    .split(/[\s@._-]+/u)
    .filter((part) => /^[\p{L}\p{N}]/u.test(part));
  const letters = one.name.trim() === '' ? parts.slice(0, 1) : [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  return letters
    .map((part) => [...(part ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
/** Always the same one of `many` tints for one address. */
export function tint(people: readonly Correspondent[], many: number): number {
  let sum = 7;
  for (const letter of people[0]?.address.toLowerCase() ?? '') sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % many;
}
