/**
 * Reads a folder into its index: the newest first, the rest behind it in one ask; later only what changed. Called by lists.ts.
 * By UID throughout: positions move while others expunge.
 */
import { threadingOf } from '#src/model/conversations.ts';
import { parseImapDate } from '#src/protocol/imap-client/internal-date.ts';
import { unfold } from '#src/protocol/imap-client/header-block.ts';
import { asText, type Value } from '#src/protocol/imap-client/values.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';
import { MailRefused } from './attempt.ts';
import type { FolderIndex } from './folder-index.ts';
import { type ImapLine, type Piece, refusalOf } from './line.ts';
import { fetched, itemLike, marksIn, uidOf } from './rows.ts';

/** So many of a folder are listed; what is older is found by searching. */
export const MOST_LISTED = 100_000;
/** What the first page is made of, before the rest is known. */
const FIRST = 400;
const ITEMS = '(UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO REFERENCES SUBJECT)])';

export interface FolderState {
  readonly validity: number;
  readonly exists: number;
  readonly unseen: number;
  readonly uidNext: number;
  readonly modseq: number;
}

/** The folder's counters, without opening it. Throws `folderGone`. */
export async function folderState(line: ImapLine, path: string): Promise<FolderState> {
  const counts = line.capabilities.has('CONDSTORE') ? ' HIGHESTMODSEQ' : '';
  let found = '';
  const answer = await line.command(
    ['STATUS ', line.name(path), ` (MESSAGES UNSEEN UIDNEXT UIDVALIDITY${counts})`],
    (response) => {
      if (/^STATUS /i.test(response)) found = response.slice(response.lastIndexOf('(')).toUpperCase();
    },
  );
  if (!answer.ok) throw refusalOf(answer, 'folderGone');
  const number = (name: string): number => Number(new RegExp(`\\b${name} (\\d+)`).exec(found)?.[1] ?? 0);
  return {
    validity: number('UIDVALIDITY'),
    exists: number('MESSAGES'),
    unseen: number('UNSEEN'),
    uidNext: number('UIDNEXT'),
    modseq: number('HIGHESTMODSEQ'),
  };
}

function take(index: FolderIndex, items: ReadonlyMap<string, Value>): void {
  const fields = unfold(itemLike(items, 'BODY['));
  const field = (name: string): string => fields.get(name) ?? '';
  index.add(
    uidOf(items),
    parseImapDate(asText(items.get('INTERNALDATE'))),
    marksIn(items),
    threadingOf({
      messageId: field('message-id'),
      inReplyTo: field('in-reply-to'),
      references: field('references'),
      subject: decodeWords(field('subject')),
    }),
  );
}

async function fetchInto(line: ImapLine, index: FolderIndex, what: string): Promise<void> {
  await line.ask(what, (response) => {
    const items = fetched(response);
    if (items !== null && [...items.keys()].some((name) => name.startsWith('BODY['))) take(index, items);
  });
  index.settle();
}

/** Fills an empty index. `some` is called when the newest are in it; what it gives is waited for before the rest is read. */
export async function fillIndex(line: ImapLine, index: FolderIndex, some: () => Promise<void>): Promise<void> {
  const { exists, uidNext, modseq, validity } = await line.select(index.path);
  if (validity !== index.validity) throw new MailRefused('folderGone');
  index.state = { exists, uidNext, modseq };
  if (exists > 0) {
    await fetchInto(line, index, `FETCH ${Math.max(1, exists - FIRST + 1)}:${exists} ${ITEMS}`);
    if (exists > FIRST) await some();
    if (exists > MOST_LISTED)
      await fetchInto(line, index, `FETCH ${exists - MOST_LISTED + 1}:${exists - FIRST} ${ITEMS}`);
    else if (exists > FIRST) {
      const oldest = [...index.uids].reduce((least, uid) => Math.min(least, uid), uidNext);
      if (oldest > 1) await fetchInto(line, index, `UID FETCH 1:${oldest - 1} ${ITEMS}`);
    }
  }
  index.isComplete = true;
}

/** Brings a complete index up to what the folder is now. */
export async function renewIndex(line: ImapLine, index: FolderIndex, now: FolderState): Promise<void> {
  const before = index.state;
  await line.inFolder(index.path);
  const since = before.modseq > 0 && now.modseq > 0 ? ` (CHANGEDSINCE ${before.modseq})` : '';
  if (index.size > 0 && (since === '' || now.modseq !== before.modseq))
    await line.ask(`UID FETCH 1:${Math.max(1, before.uidNext - 1)} (UID FLAGS)${since}`, (response) => {
      const items = fetched(response);
      if (items?.has('FLAGS') === true) index.mark(uidOf(items), marksIn(items));
    });
  if (now.uidNext > before.uidNext || index.size < Math.min(now.exists, MOST_LISTED))
    await fetchInto(line, index, `UID FETCH ${Math.max(1, before.uidNext)}:* ${ITEMS}`);
  if (index.size !== now.exists) {
    const there = new Set(await searchUids(line, ['ALL']));
    for (const uid of index.uids) if (!there.has(uid)) index.remove(uid);
  }
  index.state = { exists: now.exists, uidNext: now.uidNext, modseq: now.modseq };
}

/** UIDs in the open folder that a search finds. */
export async function searchUids(line: ImapLine, key: readonly Piece[]): Promise<readonly number[]> {
  const uids: number[] = [];
  await line.ask(['UID SEARCH ', ...key], (response) => {
    if (!/^SEARCH\b/i.test(response)) return;
    for (const word of response.slice(6).split(' ')) if (/^\d+\s*$/.test(word)) uids.push(Number(word));
  });
  return uids;
}
