/**
 * An entry of a mailbox user's own address book: a person, or a group (a name for several addresses); what may stand in it, and
 * how it is found by what is typed. Pure. Not the contacts of a customer (model/customer.ts).
 */
import { parseAddress } from './address.ts';

export type ContactKind = 'person' | 'group';
/** `sent`: written to and never looked at since; `own`: the user made or changed it. */
export type ContactSource = 'own' | 'sent' | 'import';
export interface ContactCard {
  readonly kind: ContactKind;
  readonly name: string;
  /** Canonical; of a group its members. */
  readonly addresses: readonly string[];
  readonly organisation: string;
  readonly phones: readonly string[];
  readonly note: string;
}
export interface MailContact extends ContactCard {
  readonly id: string;
  readonly source: ContactSource;
  /** How often, and when last (epoch ms), it was written to. */
  readonly uses: number;
  readonly usedAt: number | null;
}

export const MAX_CONTACTS = 10_000;
export const MAX_ADDRESSES = 20;
export const MAX_MEMBERS = 200;
export const MAX_CONTACT_NAME = 200;
export const MAX_PHONES = 10;
export const MAX_NOTE = 4000;

export type ContactFault = {
  readonly field: string;
  readonly key: 'mailContactEmpty' | 'mailContactAddressBad' | 'mailContactTooLong';
  readonly args: Readonly<Record<string, string | number>>;
};
export type CheckedContact =
  { readonly ok: true; readonly card: ContactCard } | { readonly ok: false; readonly fault: ContactFault };

const line = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
const bad = (field: string, key: ContactFault['key'], args: ContactFault['args'] = {}): CheckedContact => ({
  ok: false,
  fault: { field, key, args },
});

/** As it is kept, or the field that is wrong. */
export function checkContact(typed: ContactCard): CheckedContact {
  const isGroup = typed.kind === 'group';
  const name = line(typed.name);
  const organisation = line(typed.organisation);
  const note = typed.note
    .normalize('NFC')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .trim();
  const phones = [...new Set(typed.phones.map(line).filter((one) => one !== ''))];
  const most = isGroup ? MAX_MEMBERS : MAX_ADDRESSES;
  if (name.length > MAX_CONTACT_NAME) return bad('name', 'mailContactTooLong', { max: MAX_CONTACT_NAME });
  if (organisation.length > MAX_CONTACT_NAME)
    return bad('organisation', 'mailContactTooLong', { max: MAX_CONTACT_NAME });
  if (note.length > MAX_NOTE) return bad('note', 'mailContactTooLong', { max: MAX_NOTE });
  if (phones.length > MAX_PHONES) return bad('phones', 'mailContactTooLong', { max: MAX_PHONES });
  const addresses: string[] = [];
  for (const [index, address] of typed.addresses.entries()) {
    if (address.trim() === '') continue;
    const parsed = parseAddress(address);
    if (!parsed.ok) return bad(`addresses.${index}`, 'mailContactAddressBad', { address: address.slice(0, 100) });
    if (!addresses.includes(parsed.value.text)) addresses.push(parsed.value.text);
  }
  if (addresses.length > most) return bad('addresses', 'mailContactTooLong', { max: most });
  if (isGroup && name === '') return bad('name', 'mailContactEmpty');
  if (addresses.length === 0 && (isGroup || name === '')) return bad('addresses', 'mailContactEmpty');
  return { ok: true, card: { kind: typed.kind, name, addresses, organisation, phones, note } };
}

/**
 * What the book can keep of a card of a file: an address that is none and what is too long or too many is left out, the rest
 * is taken. Null: nothing of use is left.
 */
export function fittedContact(card: ContactCard): ContactCard | null {
  const isGroup = card.kind === 'group';
  const addresses = card.addresses.flatMap((address) => {
    const parsed = parseAddress(address);
    return parsed.ok ? [parsed.value.text] : [];
  });
  const phones = card.phones.map(line).filter((one) => one !== '');
  const cut = (text: string): string => line(text).slice(0, MAX_CONTACT_NAME).toWellFormed();
  const checked = checkContact({
    kind: card.kind,
    name: cut(card.name),
    addresses: [...new Set(addresses)].slice(0, isGroup ? MAX_MEMBERS : MAX_ADDRESSES),
    organisation: cut(card.organisation),
    phones: [...new Set(phones)].slice(0, MAX_PHONES),
    note: card.note.normalize('NFC').trim().slice(0, MAX_NOTE).toWellFormed(),
  });
  return checked.ok ? checked.card : null;
}

const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  ß: 'ss',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ð: 'd',
  œ: 'oe',
};
/** Å, ä and ø are found by a, a and o too: whoever is abroad has no such keys. */
export const foldName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[øæßđłþðœ]/g, (letter) => LETTERS[letter]);

/** Words of a question, folded; at most eight. */
export const termsOf = (typed: string): readonly string[] =>
  foldName(typed)
    .split(/[\s,;<>"()]+/)
    .filter((term) => term !== '')
    .slice(0, 8);

/** What a card is found by: every word begins after a blank. */
export function searchTextOf({ name, addresses, organisation }: ContactCard): string {
  const words = new Set<string>();
  for (const word of [...name.split(/[\s,]+/), ...organisation.split(/[\s,]+/)]) {
    words.add(foldName(word));
    for (const part of word.split(/[-'’.]/)) words.add(foldName(part));
  }
  for (const address of addresses) {
    const folded = foldName(address);
    words.add(folded);
    for (const part of folded.split(/[@.+_-]/)) words.add(part);
    words.add(folded.slice(folded.lastIndexOf('@') + 1));
  }
  words.delete('');
  return ` ${[...words].join(' ')} `.slice(0, 8000);
}
