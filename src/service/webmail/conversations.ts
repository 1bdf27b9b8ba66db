/**
 * One conversation over the whole mailbox, what was sent too: by the ids that messages name, asked of every folder, and by the
 * list of its own folder. Oldest first. Called by routes.
 */
import { messageIds } from '#src/model/conversations.ts';
import { unfold } from '#src/protocol/imap-client/header-block.ts';
import { attempt, MailRefused } from './attempt.ts';
import type { Outcome } from '../outcome.ts';
import type { MailUser } from './connections.ts';
import { searchUids } from './filling.ts';
import { holdsMail, type Listed, listFolders } from './folders.ts';
import type { ImapLine, Piece } from './line.ts';
import type { Lines } from './lines.ts';
import type { Lists } from './lists.ts';
import { type MessageRef, messageRef } from './message-id.ts';
import { isInJunk, isInTrash } from './moves.ts';
import { fetched, itemLike, type Row, type Rows } from './rows.ts';
import { marksNow } from './search.ts';

export interface Conversations {
  /** Throws nothing; `messageGone` when the message that is asked about went away. */
  rows(user: MailUser, message: string): Promise<Outcome<readonly Row[]>>;
}

/** The newest of a conversation that never ends. */
const MOST_ROWS = 200;
/** Ids asked for in every folder: the first of the thread, the message's own, and the last it names. */
const MOST_IDS = 12;

export function createConversations(lines: Lines, rows: Rows, lists: Lists): Conversations {
  return {
    rows: (user, message) =>
      attempt(async () => {
        const ref = messageRef(message);
        if (ref === null) throw new MailRefused('messageGone');
        return await lines.use(user, ref.path, async (line) => {
          const ids = await namedBy(line, ref);
          const index = lists.known(user.id, ref.path);
          const near = index?.validity === ref.validity ? index.conversation(ref.uid) : [];
          const found: Row[] = [];
          for (const path of await placesFor(line, ref.path)) {
            const uids = new Set(path === ref.path ? [ref.uid, ...near] : []);
            if (ids.length > 0) for (const uid of await hitsIn(line, path, ids)) uids.add(uid);
            const marks = uids.size === 0 ? [] : await marksNow(line, path, [...uids].slice(-MOST_ROWS));
            found.push(...(await rows.dress(user.id, line, path, marks)));
          }
          found.sort(oldestFirst);
          return found.slice(-MOST_ROWS);
        });
      }),
  };
}

/** Arrival is told in seconds: within one, a folder's own order counts. */
function oldestFirst(a: Row, b: Row): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  const uid = ({ id }: Row): number => messageRef(id)?.uid ?? 0;
  return a.folder === b.folder ? uid(a) - uid(b) : 0;
}

/** The ids that a message has and names. Throws `messageGone`. */
async function namedBy(line: ImapLine, { path, validity, uid }: MessageRef): Promise<readonly string[]> {
  if ((await line.inFolder(path)).validity !== validity) throw new MailRefused('messageGone');
  let ids: readonly string[] | null = null;
  await line.ask(`UID FETCH ${uid} (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO REFERENCES)])`, (response) => {
    const items = fetched(response);
    if (items === null || !items.has('UID')) return;
    const fields = unfold(itemLike(items, 'BODY['));
    const named = messageIds(`${fields.get('references') ?? ''} ${fields.get('in-reply-to') ?? ''}`);
    ids = [...messageIds(fields.get('message-id') ?? '').slice(0, 1), ...named];
  });
  if (ids === null) throw new MailRefused('messageGone');
  const all = [...new Set(ids as readonly string[])];
  return all.length <= MOST_IDS ? all : [...all.slice(0, 2), ...all.slice(2 - MOST_IDS)];
}

/** The message's own folder first; junk and trash only when it lies there. */
async function placesFor(line: ImapLine, own: string): Promise<readonly string[]> {
  const all = await listFolders(line, false);
  const isAside = (path: string): boolean => isInJunk(all, path) || isInTrash(all, path);
  const wanted = (one: Listed): boolean =>
    holdsMail(one) && one.role !== 'all' && one.role !== 'flagged' && !isAside(one.path) && one.path !== own;
  return [own, ...all.filter(wanted).map(({ path }) => path)];
}

async function hitsIn(line: ImapLine, path: string, ids: readonly string[]): Promise<readonly number[]> {
  try {
    await line.inFolder(path);
  } catch (error) {
    if (error instanceof MailRefused) return [];
    throw error;
  }
  const keys = ids.flatMap((id): (readonly Piece[])[] => [
    ['HEADER Message-ID ', { literal: id }],
    ['HEADER References ', { literal: id }],
    ['HEADER In-Reply-To ', { literal: id }],
  ]);
  return await searchUids(
    line,
    keys.reduceRight((rest, one) => ['OR ', ...one, ' ', ...rest]),
  );
}
