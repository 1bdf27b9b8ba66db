/**
 * The lines of a list dressed: who, what, first words, files. What never changes of a message is read once and remembered
 * while somebody reads; marks come with every answer anew. Used by lists.ts, search.ts, conversations.ts and watching.ts.
 */
import { conversationName, rootHash, threadingOf } from '#src/model/conversations.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { previewOf } from '#src/model/preview.ts';
import { type Correspondent, readEnvelope } from '#src/protocol/imap-client/envelope.ts';
import { files, firstText, type Part, readStructure } from '#src/protocol/imap-client/structure.ts';
import { asList, asNumber, asText, fetchItems, readValues, type Value } from '#src/protocol/imap-client/values.ts';
import { parseImapDate } from '#src/protocol/imap-client/internal-date.ts';
import { decodeCharset, decodeUnlabelled } from '#src/protocol/mime/charset.ts';
import { decodeBase64, decodeQuotedPrintable } from '#src/protocol/mime/decode.ts';
import { htmlText } from '#src/protocol/mime/html-text.ts';
import { unfold } from '#src/protocol/imap-client/header-block.ts';
import { MARK, marksOf } from './folder-index.ts';
import type { ImapLine } from './line.ts';
import { folderId, messageId, type MessageRef } from './message-id.ts';
import { uidSet } from './uid-set.ts';

export type { Correspondent };
/** One line of a list (web/src/lib/mail/shapes.ts `Row`). */
export interface Row {
  readonly id: string;
  readonly folder: string;
  readonly at: string;
  readonly from: readonly Correspondent[];
  readonly to: readonly Correspondent[];
  readonly subject: string;
  readonly preview: string;
  readonly unread: boolean;
  readonly flagged: boolean;
  readonly answered: boolean;
  readonly forwarded: boolean;
  readonly draft: boolean;
  readonly hasFiles: boolean;
  readonly sizeBytes: number;
  readonly conversation: string;
  readonly count: number;
}
/** What of a message never changes. */
interface Still {
  readonly at: number;
  readonly from: readonly Correspondent[];
  readonly to: readonly Correspondent[];
  readonly subject: string;
  readonly preview: string;
  readonly hasFiles: boolean;
  readonly sizeBytes: number;
  readonly conversation: string;
}
export interface Marked {
  readonly uid: number;
  readonly marks: number;
  /** From the index of the folder, where there is one. */
  readonly conversation?: string;
  readonly count?: number;
  readonly unread?: boolean;
}
export interface Rows {
  /** Rows of messages of one folder, in their order; messages that went away meanwhile are left out. */
  dress(mailbox: MailboxId, line: ImapLine, path: string, wanted: readonly Marked[]): Promise<readonly Row[]>;
  forget(mailbox: MailboxId): void;
}

/** Remembered of one mailbox: about a megabyte. */
const MOST_KEPT = 2000;
const PREVIEW_BYTES = 2048;
const ITEMS = '(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (REFERENCES)])';

/** Makes the memory of rows. */
export function createRows(): Rows {
  const kept = new Map<MailboxId, Map<string, Still>>();
  return {
    forget: (mailbox) => void kept.delete(mailbox),
    async dress(mailbox, line, path, wanted) {
      if (wanted.length === 0) return [];
      const { validity } = await line.inFolder(path);
      const memory = kept.get(mailbox) ?? new Map<string, Still>();
      kept.set(mailbox, memory);
      const key = (uid: number): string => messageId({ path, validity, uid });
      const missing = wanted.filter(({ uid }) => !memory.has(key(uid))).map(({ uid }) => uid);
      for (const [uid, still] of await readStill(line, missing)) memory.set(key(uid), still);
      const rows = wanted.flatMap((one) => {
        const still = memory.get(key(one.uid));
        return still === undefined ? [] : [rowOf({ path, validity, uid: one.uid }, still, one)];
      });
      for (const [oldest] of memory) {
        if (memory.size <= MOST_KEPT) break;
        memory.delete(oldest);
      }
      return rows;
    },
  };
}

function rowOf(ref: MessageRef, still: Still, { marks, conversation, count, unread }: Marked): Row {
  return {
    id: messageId(ref),
    folder: folderId(ref.path),
    ...still,
    at: new Date(still.at).toISOString(),
    unread: unread ?? (marks & MARK.seen) === 0,
    flagged: (marks & MARK.flagged) !== 0,
    answered: (marks & MARK.answered) !== 0,
    forwarded: (marks & MARK.forwarded) !== 0,
    draft: (marks & MARK.draft) !== 0,
    conversation: conversation ?? still.conversation,
    count: count ?? 1,
  };
}

type Unread = Omit<Still, 'preview'> & { readonly uid: number; readonly text: Part | null };

async function readStill(line: ImapLine, uids: readonly number[]): Promise<ReadonlyMap<number, Still>> {
  const found: Unread[] = [];
  if (uids.length > 0)
    await line.ask(`UID FETCH ${uidSet(uids)} ${ITEMS}`, (response) => {
      const items = fetched(response);
      if (items?.has('ENVELOPE') === true) found.push(unreadOf(items));
    });
  const previews = await readPreviews(line, found);
  return new Map(found.map(({ uid, text: _text, ...rest }) => [uid, { ...rest, preview: previews.get(uid) ?? '' }]));
}

/** Items of `7 FETCH (…)`; null for any other response. */
export function fetched(response: string): ReadonlyMap<string, Value> | null {
  const head = /^\d+ FETCH /i.exec(response);
  return head === null ? null : fetchItems(readValues(response, head[0].length)[0]);
}

export const uidOf = (items: ReadonlyMap<string, Value>): number => asNumber(items.get('UID'));
export const marksIn = (items: ReadonlyMap<string, Value>): number => marksOf(asList(items.get('FLAGS')));
/** The value of the first item whose name starts so: servers differ in how they repeat `BODY[…]`. */
export function itemLike(items: ReadonlyMap<string, Value>, start: string): string {
  for (const [name, value] of items) if (name.startsWith(start)) return asText(value);
  return '';
}

function unreadOf(items: ReadonlyMap<string, Value>): Unread {
  const envelope = readEnvelope(items.get('ENVELOPE'));
  const structure = readStructure(items.get('BODYSTRUCTURE'));
  const uid = uidOf(items);
  const references = unfold(itemLike(items, 'BODY[HEADER')).get('references') ?? '';
  const root = rootHash(threadingOf({ ...envelope, references })) || uid;
  return {
    uid,
    at: parseImapDate(asText(items.get('INTERNALDATE'))),
    from: envelope.from,
    to: envelope.to,
    subject: envelope.subject,
    hasFiles: files(structure).length > 0,
    sizeBytes: asNumber(items.get('RFC822.SIZE')),
    conversation: conversationName(root),
    text: firstText(structure),
  };
}

/** First words: a few asks, one for each place where the text of a message can be. */
async function readPreviews(line: ImapLine, wanted: readonly Unread[]): Promise<ReadonlyMap<number, string>> {
  const places = new Map<string, Map<number, Part>>();
  for (const { uid, text } of wanted) {
    if (text === null) continue;
    const there = places.get(text.number) ?? new Map<number, Part>();
    places.set(text.number, there.set(uid, text));
  }
  const previews = new Map<number, string>();
  for (const [place, parts] of places)
    await line.ask(
      `UID FETCH ${uidSet([...parts.keys()])} (UID BODY.PEEK[${place}]<0.${PREVIEW_BYTES}>)`,
      (response) => {
        const items = fetched(response);
        const part = items === null ? undefined : parts.get(uidOf(items));
        if (items !== null && part !== undefined) previews.set(uidOf(items), words(itemLike(items, 'BODY['), part));
      },
    );
  return previews;
}

function words(wire: string, { encoding, charset, type }: Part): string {
  const raw = Buffer.from(wire, 'latin1');
  const bytes =
    encoding === 'base64' ? decodeBase64(raw) : encoding === 'quoted-printable' ? decodeQuotedPrintable(raw) : raw;
  const whole = raw.length < PREVIEW_BYTES ? bytes : withoutBrokenEnd(bytes);
  const text = charset === '' ? decodeUnlabelled(whole) : decodeCharset(whole, charset);
  return previewOf(type === 'text/html' ? htmlText(text) : text);
}

/** A cut inside a UTF-8 character would make all of the text read as another character set. */
function withoutBrokenEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 4 && (bytes[end - 1] & 0xc0) === 0x80) end -= 1;
  return end > 0 && (bytes[end - 1] & 0xc0) === 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}
