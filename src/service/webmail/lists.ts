/**
 * Pages of a folder's list, newest first, as messages or as conversations over the whole folder. The first page of a folder that
 * is not in memory yet is made of its newest messages while the rest is read; nothing shown is wrong, the count may grow, and
 * whoever listens is told. Called by routes and the files beside this one.
 */
import type { MailboxId } from '#src/model/ids.ts';
import { attempt } from './attempt.ts';
import type { Outcome } from '../outcome.ts';
import { MailDoorShut, type MailUser } from './connections.ts';
import { fillIndex, folderState, renewIndex } from './filling.ts';
import { type Filter, FolderIndex, type View } from './folder-index.ts';
import type { ImapLine } from './line.ts';
import type { Lines } from './lines.ts';
import { folderPath } from './message-id.ts';
import type { Row, Rows } from './rows.ts';

export interface Page {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Row[];
  /** Changes whenever the list would be another. */
  readonly version: string;
}
export interface PageWish {
  /** Id of the folder. */
  readonly folder: string;
  readonly from: number;
  readonly count: number;
  readonly view: View;
  readonly filter: Filter;
}
export interface Lists {
  page(user: MailUser, wish: PageWish): Promise<Outcome<Page>>;
  /** All of a folder, up to date. Throws `folderGone`, MailDoorShut. */
  whole(user: MailUser, path: string): Promise<FolderIndex>;
  /** What is in memory of a folder, however old. */
  known(mailbox: MailboxId, path: string): FolderIndex | undefined;
  /** Called when the rest of a folder came after its first page was given. */
  onMore(heard: (mailbox: MailboxId, path: string, version: string) => void): void;
}

/** The rest of a folder is read when its first page is out, or after so long. */
const GATE_MS = 400;
/** Folders of one mailbox in memory. */
const MOST_FOLDERS = 6;

interface Kept {
  readonly index: FolderIndex;
  /** The newest are there. */
  readonly some: Promise<void>;
  readonly all: Promise<void>;
  /** The first page is out: go on. */
  readonly goOn: () => void;
  isShown: boolean;
  /** One brings it up to date at a time: who saw the folder earlier must not take away what another found since. */
  renewing: Promise<unknown>;
}

/** Makes the lists; nothing is in memory before somebody asks. */
export function createLists(lines: Lines, rows: Rows): Lists {
  const kept = new Map<MailboxId, Map<string, Kept>>();
  const listeners: ((mailbox: MailboxId, path: string, version: string) => void)[] = [];
  lines.onRest((mailbox) => {
    kept.delete(mailbox);
    rows.forget(mailbox);
  });

  function start(user: MailUser, path: string, validity: number): Kept {
    const index = new FolderIndex(path, validity);
    const some = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const all = lines.use(user, path, (line) =>
      fillIndex(line, index, async () => {
        some.resolve();
        const late = setTimeout(gate.resolve, GATE_MS);
        await gate.promise;
        clearTimeout(late);
      }),
    );
    const one: Kept = { index, some: some.promise, all, goOn: gate.resolve, isShown: false, renewing: all };
    const mine = kept.get(user.id) ?? new Map<string, Kept>();
    kept.set(user.id, mine);
    mine.delete(path);
    mine.set(path, one);
    for (const [oldest] of mine) {
      if (mine.size <= MOST_FOLDERS) break;
      mine.delete(oldest);
    }
    all.then(
      () => {
        some.resolve();
        if (one.isShown) for (const heard of listeners) heard(user.id, path, index.version);
      },
      (error: unknown) => {
        if (kept.get(user.id)?.get(path) === one) kept.get(user.id)?.delete(path);
        some.reject(error);
      },
    );
    some.promise.catch(() => undefined); // said by `all`
    return one;
  }

  /** What is in memory, brought up to date; started when there is nothing. */
  async function current(user: MailUser, line: ImapLine, path: string): Promise<Kept> {
    const now = await folderState(line, path);
    const known = kept.get(user.id)?.get(path);
    if (known === undefined || known.index.validity !== now.validity) return start(user, path, now.validity);
    const mine = kept.get(user.id);
    mine?.delete(path);
    mine?.set(path, known); // the one used last goes last
    const { state, isComplete } = known.index;
    const isSame = state.exists === now.exists && state.uidNext === now.uidNext && state.modseq === now.modseq;
    if (isComplete && !(isSame && now.modseq > 0)) {
      const renewal = known.renewing
        .catch(() => undefined)
        .then(async () => await renewIndex(line, known.index, await folderState(line, path)));
      known.renewing = renewal;
      await renewal;
    }
    return known;
  }
  /** One reading of a page, on one line or two. Throws `folderGone`, MailDoorShut. */
  async function pageOf(user: MailUser, path: string, { from, count, view, filter }: PageWish): Promise<Page> {
    const one = await lines.use(user, path, (line) => current(user, line, path));
    await one.some;
    const { index } = one;
    if (!index.isComplete && index.list(view, filter).length < from + count) {
      one.goOn();
      await one.all;
    }
    one.isShown ||= !index.isComplete;
    const list = index.list(view, filter);
    const { version } = index;
    // How many messages there are is known before they are read.
    const total = index.isComplete || view !== 'messages' || filter !== 'all' ? list.length : index.state.exists;
    const wanted = list.slice(from, from + count).map((each) => ({
      uid: each.newest.uid,
      marks: each.marks,
      conversation: each.conversation,
      count: each.count,
      unread: each.unread,
    }));
    const dressed = await lines.use(user, path, (line) => rows.dress(user.id, line, path, wanted));
    one.goOn();
    return { total, from, rows: dressed, version };
  }
  return {
    known: (mailbox, path) => kept.get(mailbox)?.get(path)?.index,
    onMore: (heard) => void listeners.push(heard),
    async whole(user, path) {
      const one = await lines.use(user, path, (line) => current(user, line, path));
      await one.all;
      return one.index;
    },
    page: (user, wish) =>
      attempt(async () => {
        const path = folderPath(wish.folder);
        try {
          return await pageOf(user, path, wish);
        } catch (error) {
          // Who deletes a folder ends the lines that have it open, in the middle of a page too: why, the next one tells.
          if (error instanceof MailDoorShut) return await pageOf(user, path, wish);
          throw error;
        }
      }),
  };
}
