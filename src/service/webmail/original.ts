/**
 * The message that is answered, forwarded or edited on, read through our own IMAP door: its fields, its text, its files.
 * Used by draft-prepare.ts. Shows nothing to a browser by itself.
 */
import { decodePart, partText } from '#src/protocol/mime/decode.ts';
import { fieldNamed, fieldValue } from '#src/protocol/mime/header-fields.ts';
import { type AddressEntry, parseAddressList } from '#src/protocol/mime/addresses.ts';
import { parameterText } from '#src/protocol/mime/parameters.ts';
import { type MimePart, parseMessage } from '#src/protocol/mime/parse.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';
import type { MailConnections, MailUser } from './connections.ts';
import { messageRef } from './message-id.ts';
import type { Addressed } from './recipients.ts';

export interface OriginalFile {
  readonly name: string;
  readonly type: string;
  /** Without angle brackets. */
  readonly cid: string | null;
  readonly bytes: Buffer;
}
export interface Original {
  readonly id: string;
  readonly from: readonly Addressed[];
  readonly to: readonly Addressed[];
  readonly cc: readonly Addressed[];
  readonly bcc: readonly Addressed[];
  readonly replyTo: readonly Addressed[];
  /** Addresses that it was delivered to here, lower case. */
  readonly deliveredTo: readonly string[];
  readonly subject: string;
  /** As written; '' when absent. */
  readonly date: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** HTML as it was written, not clean; '' when there is none. */
  readonly html: string;
  readonly text: string;
  readonly files: readonly OriginalFile[];
}

const MOST_TEXT = 1_048_576;

/** Reads it; null when it is not there any more. Throws MailDoorShut. */
export async function readOriginal(connections: MailConnections, user: MailUser, id: string): Promise<Original | null> {
  const place = messageRef(id);
  if (place === null) return null;
  const bytes = await connections.use(user, async (imap) => {
    const lock = await imap.getMailboxLock(place.path, { readOnly: true }).catch(() => null);
    if (lock === null) return null;
    try {
      if (imap.mailbox === false || Number(imap.mailbox.uidValidity) !== place.validity) return null;
      await imap.noop(); // what came since the folder was opened is there too
      const found = await imap.fetchOne(String(place.uid), { source: true }, { uid: true });
      return found === false ? null : (found?.source ?? null);
    } finally {
      lock.release();
    }
  });
  return bytes === null ? null : originalOf(id, bytes);
}

/** The parts of a message as an answer needs them. */
export function originalOf(id: string, bytes: Buffer): Original {
  const whole = parseMessage(bytes);
  const raw = (key: string): string => {
    const field = fieldNamed(whole.fields, key);
    return field === undefined ? '' : fieldValue(bytes, field);
  };
  const people = (key: string): readonly Addressed[] => parseAddressList(raw(key)).flatMap(addressed);
  const ids = (key: string): readonly string[] => raw(key).match(/<[^<>\s]{1,998}>/g) ?? [];
  const body = bodyOf(bytes, whole);
  return {
    id,
    from: people('from'),
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    replyTo: people('reply-to'),
    deliveredTo: whole.fields
      .filter(({ key }) => key === 'delivered-to' || key === 'x-original-to')
      .map((field) => fieldValue(bytes, field).toLowerCase()),
    subject: decodeWords(raw('subject')).replace(/\s+/g, ' ').trim().slice(0, 1000),
    date: raw('date'),
    messageId: ids('message-id')[0] ?? null,
    inReplyTo: ids('in-reply-to')[0] ?? null,
    references: ids('references'),
    ...body,
  };
}

const addressed = (entry: AddressEntry): readonly Addressed[] =>
  entry.kind === 'address' && entry.local !== null && entry.domain !== null
    ? [{ name: decodeWords(entry.name ?? '').trim(), address: decodeWords(`${entry.local}@${entry.domain}`) }]
    : [];

interface Body {
  readonly html: string;
  readonly text: string;
  readonly files: readonly OriginalFile[];
}
/** The first text of each kind is the letter; all else with a name or of another type is a file. */
function bodyOf(bytes: Buffer, whole: MimePart): Body {
  let html: string | null = null;
  let text: string | null = null;
  const files: OriginalFile[] = [];
  const walk = (part: MimePart): void => {
    if (part.kind === 'multipart') {
      for (const child of part.children) walk(child);
      return;
    }
    const type = `${part.type}/${part.subtype}`.toLowerCase();
    const isFile = part.disposition?.value.toLowerCase() === 'attachment';
    if (!isFile && type === 'text/html' && html === null) html = partText(bytes, part, MOST_TEXT);
    else if (!isFile && type === 'text/plain' && text === null) text = unflowed(partText(bytes, part, MOST_TEXT), part);
    else files.push(fileOf(bytes, part, type));
  };
  walk(whole);
  return { html: html ?? '', text: text ?? '', files };
}

function fileOf(bytes: Buffer, part: MimePart, type: string): OriginalFile {
  const named =
    parameterText(part.disposition?.parameters ?? [], 'filename') ?? parameterText(part.parameters, 'name') ?? '';
  const ending = type === 'message/rfc822' ? '.eml' : '';
  return {
    name: decodeWords(named) || `${part.subtype.toLowerCase()}${ending}`,
    type,
    cid: part.id === null ? null : part.id.replace(/^<|>$/g, ''),
    bytes: decodePart(bytes, part) ?? bytes.subarray(part.bodyStart, part.bodyEnd),
  };
}

/** RFC 3676 §4.1: lines that go on are joined, so that a quote is not broken twice. */
function unflowed(text: string, part: MimePart): string {
  const plain = text.replace(/\r\n?/g, '\n');
  if (parameterText(part.parameters, 'format')?.toLowerCase() !== 'flowed') return plain;
  const isGlued = parameterText(part.parameters, 'delsp')?.toLowerCase() === 'yes';
  const out: string[] = [];
  let open: { depth: number } | null = null;
  for (const line of plain.split('\n')) {
    const marks = /^>*/.exec(line)?.[0] ?? '';
    const rest = line.slice(marks.length).replace(/^ /, '');
    const goesOn = rest.endsWith(' ') && rest !== '-- ';
    const said = goesOn && isGlued ? rest.slice(0, -1) : rest;
    if (open !== null && open.depth === marks.length && rest !== '-- ') out[out.length - 1] += said;
    else out.push((marks === '' ? '' : `${marks} `) + said);
    open = goesOn ? { depth: marks.length } : null;
  }
  return out.map((line) => (line.endsWith('-- ') ? line : line.trimEnd())).join('\n');
}
