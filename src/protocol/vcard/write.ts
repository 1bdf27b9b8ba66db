/**
 * Writes contacts as a vCard file, version 3.0 (RFC 2426, what every phone and program reads) or 4.0 (RFC 6350). Called by
 * service/webmail/contact-files.ts. Pure.
 */
import type { VCard } from './read.ts';

export type VCardVersion = '3.0' | '4.0';

const escaped = (text: string): string => text.replace(/[\\,;]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** RFC 6350 §3.2: at most 75 octets a line; never in the middle of a character. */
function folded(line: string): string {
  const lines: string[] = [];
  let part = '';
  let bytes = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > (lines.length === 0 ? 75 : 74)) {
      lines.push(part);
      part = '';
      bytes = 0;
    }
    part += letter;
    bytes += size;
  }
  lines.push(part);
  return lines.join('\r\n ');
}

/** The last word is taken for the family's: programs sort by it. */
function nameParts(name: string): string {
  const words = name.split(' ');
  const family = words.length > 1 ? (words.at(-1) ?? '') : '';
  const given = words.length > 1 ? words.slice(0, -1).join(' ') : name;
  return `${escaped(family)};${escaped(given)};;;`;
}

function linesOf(card: VCard, version: VCardVersion, uid: string): readonly string[] {
  const isGroup = card.kind === 'group';
  const isNew = version === '4.0';
  const name = card.name === '' ? (card.addresses[0] ?? '') : card.name;
  const members = isNew ? 'MEMBER' : 'X-ADDRESSBOOKSERVER-MEMBER';
  return [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${uid}`,
    ...(isGroup ? [isNew ? 'KIND:group' : 'X-ADDRESSBOOKSERVER-KIND:group'] : []),
    `FN:${escaped(name)}`,
    `N:${isGroup ? `${escaped(name)};;;;` : nameParts(card.name)}`,
    ...(isGroup
      ? card.addresses.map((address) => `${members}:mailto:${address}`)
      : card.addresses.map((address) => `EMAIL${isNew ? '' : ';TYPE=INTERNET'}:${escaped(address)}`)),
    ...card.phones.map((phone) => `TEL:${escaped(phone)}`),
    ...(card.organisation === '' ? [] : [`ORG:${escaped(card.organisation)}`]),
    ...(card.note === '' ? [] : [`NOTE:${escaped(card.note)}`]),
    'END:VCARD',
  ];
}

/** The file. `id` of each card makes its UID. */
export const writeVCards = (cards: readonly (VCard & { readonly id: string })[], version: VCardVersion): string =>
  cards
    .flatMap((card) => linesOf(card, version, card.id))
    .map((line) => `${folded(line)}\r\n`)
    .join('');
