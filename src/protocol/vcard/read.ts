/**
 * Reads contacts out of a vCard file: versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), as phones, mail programs and directories
 * write them. Called by service/webmail/contact-files.ts. Pure, capped, never throws: what cannot be read is left out.
 */
import { charsetText } from './text.ts';

export interface VCard {
  readonly kind: 'person' | 'group';
  readonly name: string;
  readonly addresses: readonly string[];
  readonly organisation: string;
  readonly phones: readonly string[];
  readonly note: string;
}
const MAX_CARDS = 20_000;
const MAX_VALUES = 1000;
/** A picture in a card is skipped, not read. */
const MAX_LINE = 100_000;

interface Line {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}
interface Draft {
  readonly uid: string;
  readonly card: VCard;
  readonly members: readonly string[];
}

/** RFC 6350 §3.2: a line that begins with a blank goes on; 2.1 breaks quoted-printable with `=` at the end. */
function unfold(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = lines.at(-1);
    if (last !== undefined && (line.startsWith(' ') || line.startsWith('\t'))) {
      if (last.length < MAX_LINE) lines[lines.length - 1] = last + line.slice(1);
    } else if (last !== undefined && last.endsWith('=') && /;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(last)) {
      if (last.length < MAX_LINE) lines[lines.length - 1] = last.slice(0, -1) + line;
    } else lines.push(line);
  }
  return lines;
}

/** Where the value begins: the first colon outside quotes. */
function colonOf(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ':' && !isQuoted) return at;
  }
  return -1;
}

function lineOf(text: string): Line | null {
  const colon = colonOf(text);
  if (colon < 1 || text.length >= MAX_LINE) return null;
  const [head = '', ...rest] = text.slice(0, colon).split(';');
  const parameters = new Map<string, string>();
  for (const one of rest) {
    const equals = one.indexOf('=');
    // 2.1 writes QUOTED-PRINTABLE and HOME alone.
    if (equals < 0) parameters.set(one.toUpperCase() === 'QUOTED-PRINTABLE' ? 'ENCODING' : 'TYPE', one.toUpperCase());
    else parameters.set(one.slice(0, equals).toUpperCase(), one.slice(equals + 1).replace(/^"|"$/g, ''));
  }
  const name = head.slice(head.lastIndexOf('.') + 1).toUpperCase();
  const raw = text.slice(colon + 1);
  const isQuoted = parameters.get('ENCODING')?.toUpperCase() === 'QUOTED-PRINTABLE';
  const value = isQuoted ? charsetText(raw, parameters.get('CHARSET') ?? 'utf-8') : raw;
  return { name, parameters, value };
}

const unescaped = (text: string): string =>
  text.replace(/\\([nN,;:\\])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter));
/** Parts between semicolons that are not escaped. */
const parts = (value: string): readonly string[] =>
  (value.match(/(?:\\.|[^;\\])*(?:;|$)/gs) ?? []).map((part) => unescaped(part.replace(/;$/, '')).trim());

const withoutScheme = (value: string): string => value.trim().replace(/^(?:mailto|tel):/i, '');

function cardOf(lines: readonly Line[]): Draft {
  const all = (...names: readonly string[]): readonly Line[] =>
    lines.filter(({ name }) => names.includes(name)).slice(0, MAX_VALUES);
  const text = (name: string): string => unescaped(all(name)[0]?.value ?? '').trim();
  const [family = '', given = '', middle = ''] = parts(all('N')[0]?.value ?? '');
  const organisation = parts(all('ORG')[0]?.value ?? '').filter((part) => part !== '');
  const kind = (all('KIND', 'X-ADDRESSBOOKSERVER-KIND')[0]?.value ?? '').trim().toLowerCase();
  const members = all('MEMBER', 'X-ADDRESSBOOKSERVER-MEMBER').map(({ value }) => value.trim());
  const values = (name: string) => all(name).map(({ value }) => withoutScheme(unescaped(value)));
  return {
    uid: text('UID').replace(/^urn:uuid:/i, ''),
    members,
    card: {
      kind: kind === 'group' ? 'group' : 'person',
      name: text('FN') || [given, middle, family].filter((part) => part !== '').join(' ') || text('NICKNAME'),
      addresses: values('EMAIL').filter((one) => one !== ''),
      organisation: organisation.join(', '),
      phones: values('TEL').filter((one) => one !== ''),
      note: text('NOTE'),
    },
  };
}

/** Members are addresses, or the UIDs of other cards of the file. */
function withMembers({ card, members }: Draft, addressOf: ReadonlyMap<string, string>): VCard {
  if (card.kind === 'person') return card;
  const found = members.flatMap((member) => {
    if (/^mailto:/i.test(member)) return [withoutScheme(member)];
    const address = addressOf.get(member.replace(/^urn:uuid:/i, ''));
    return address === undefined ? [] : [address];
  });
  return { ...card, addresses: [...card.addresses, ...found] };
}

/** Every card of the file, in its order. */
export function readVCards(text: string): readonly VCard[] {
  const drafts: Draft[] = [];
  let open: Line[] | null = null;
  for (const one of unfold(text.replace(/^\ufeff/, ''))) {
    const line = lineOf(one);
    if (line === null) continue;
    const word = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN' && word === 'VCARD') open = [];
    else if (line.name === 'END' && word === 'VCARD') {
      if (open !== null && drafts.length < MAX_CARDS) drafts.push(cardOf(open));
      open = null;
    } else if (open !== null && open.length < MAX_VALUES) open.push(line);
  }
  const addressOf = new Map(
    drafts.flatMap(({ uid, card }) =>
      uid === '' || card.addresses[0] === undefined ? [] : [[uid, card.addresses[0]] as const],
    ),
  );
  return drafts.map((draft) => withMembers(draft, addressOf));
}
