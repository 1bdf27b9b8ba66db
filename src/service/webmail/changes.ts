/**
 * What a reader does to messages, up to ten thousand at once: marks, moves, removals, spam and not spam. Answers what became of
 * each, so that it can be undone; those that went away meanwhile are named, not failed. Called by routes.
 */
import { attempt, MailRefused } from './attempt.ts';
import type { Outcome } from '../outcome.ts';
import type { MailUser } from './connections.ts';
import { searchUids } from './filling.ts';
import { type Filter, MARK } from './folder-index.ts';
import { type Listed, listFolders } from './folders.ts';
import type { ImapLine } from './line.ts';
import type { Lines } from './lines.ts';
import type { Lists } from './lists.ts';
import { folderPath, messageId, type MessageRef, messageRef } from './message-id.ts';
import {
  type Done,
  expungeUids,
  isInJunk,
  isInTrash,
  moveUids,
  nothingDone,
  roleFolder,
  stillThere,
  storeUids,
} from './moves.ts';
import type { Rows } from './rows.ts';
import { uidSets } from './uid-set.ts';

/** Which messages (web/src/lib/mail/shapes.ts `Which`). */
export interface Which {
  readonly ids?: readonly string[];
  /** Each id stands for its conversation in its folder. */
  readonly conversations?: boolean;
  readonly all?: {
    readonly folder?: string;
    readonly filter?: Filter;
    readonly q?: string;
    /** So many at once; the rest is `left`. */
    readonly most?: number;
  };
}
export const MARKS = { seen: '\\Seen', flagged: '\\Flagged', answered: '\\Answered', forwarded: '$Forwarded' } as const;
export type MarkName = keyof typeof MARKS;

export interface Changes {
  mark(user: MailUser, which: Which, add: readonly MarkName[], remove: readonly MarkName[]): Promise<Outcome<Done>>;
  /** `folder`: id of the folder they go to. */
  move(user: MailUser, which: Which, folder: string): Promise<Outcome<Done>>;
  /** To the trash; what is in the trash or in junk goes for good when `forGood`. */
  remove(user: MailUser, which: Which, forGood: boolean): Promise<Outcome<Done>>;
  spam(user: MailUser, which: Which, spam: boolean): Promise<Outcome<Done>>;
}
interface ChangeDeps {
  readonly lines: Lines;
  readonly lists: Lists;
  readonly rows: Rows;
  /** All that a search finds, newest first. */
  readonly found: (user: MailUser, q: string, folder: string | undefined) => Promise<readonly MessageRef[]>;
}

export const MOST_AT_ONCE = 10_000;
/** So many senders are offered to be trusted. */
const MOST_SENDERS = 20;

interface Group {
  readonly path: string;
  readonly validity: number;
  readonly uids: number[];
}
interface Chosen {
  readonly groups: readonly Group[];
  readonly gone: readonly string[];
  readonly left: number;
}

/** Makes the changes on these lines. */
export function createChanges(deps: ChangeDeps): Changes {
  const { lines, lists } = deps;

  async function refs(
    user: MailUser,
    { ids, conversations, all }: Which,
    wanted: (marks: number) => boolean,
  ): Promise<{ refs: readonly MessageRef[]; bad: readonly string[] }> {
    if (all?.q !== undefined) return { refs: await deps.found(user, all.q, all.folder), bad: [] };
    if (all?.folder !== undefined) {
      const path = folderPath(all.folder);
      const index = await lists.whole(user, path);
      const { validity } = index;
      const list = index.list('messages', all.filter ?? 'all').filter(({ marks }) => wanted(marks));
      return { refs: list.map(({ newest }) => ({ path, validity, uid: newest.uid })), bad: [] };
    }
    const bad: string[] = [];
    const good = new Map<string, MessageRef>();
    for (const id of ids ?? []) {
      const ref = messageRef(id);
      if (ref === null) bad.push(id);
      else good.set(id, ref);
    }
    if (conversations !== true) return { refs: [...good.values()], bad };
    const asked = [...good.values()];
    for (const ref of asked) {
      const index = await lists.whole(user, ref.path).catch((error: unknown) => {
        if (error instanceof MailRefused) return null; // named as gone below
        throw error;
      });
      if (index?.validity !== ref.validity) continue;
      for (const uid of index.conversation(ref.uid)) good.set(messageId({ ...ref, uid }), { ...ref, uid });
    }
    return { refs: [...good.values()], bad };
  }

  async function chosen(user: MailUser, which: Which, wanted: (marks: number) => boolean): Promise<Chosen> {
    const { refs: found, bad } = await refs(user, which, wanted);
    const most = Math.min(which.all?.most ?? MOST_AT_ONCE, MOST_AT_ONCE);
    const groups = new Map<string, Group>();
    for (const { path, validity, uid } of found.slice(0, most)) {
      const key = `${validity} ${path}`;
      const group = groups.get(key) ?? { path, validity, uids: [] };
      groups.set(key, group);
      group.uids.push(uid);
    }
    return { groups: [...groups.values()], gone: bad, left: Math.max(0, found.length - most) };
  }

  /** Does `work` in each folder with those that are still there; it gives the new id of each, null: gone for good. */
  async function each(
    user: MailUser,
    which: Which,
    work: (line: ImapLine, group: Group) => Promise<(uid: number) => string | null | undefined>,
    /** Of a whole list, only those that it would change: the others are neither done nor gone. */
    change: { readonly marks: (marks: number) => boolean; readonly key: string } = { marks: () => true, key: '' },
  ): Promise<Done> {
    const { groups, gone, left } = await chosen(user, which, change.marks);
    const isList = which.all !== undefined || which.conversations === true;
    const done: { id: string; to: string | null }[] = [];
    const missing = [...gone];
    for (const group of groups)
      await lines.use(user, group.path, async (line) => {
        const there = await present(line, group);
        const changed = isList && change.key !== '' && there.size > 0 ? await changing(line, group, change.key) : there;
        const uids = group.uids.filter((uid) => changed.has(uid));
        const to = uids.length === 0 ? () => undefined : await work(line, { ...group, uids });
        for (const uid of group.uids) {
          if (there.has(uid) && !changed.has(uid)) continue;
          const id = messageId({ ...group, uid });
          const now = there.has(uid) ? to(uid) : undefined;
          if (now === undefined) missing.push(id);
          else done.push({ id, to: now });
        }
      });
    return { ...nothingDone, done, gone: missing, left };
  }

  const moveTo = async (line: ImapLine, { path, validity, uids }: Group, target: string) => {
    if (path === target) return (uid: number) => messageId({ path, validity, uid });
    const moved = await moveUids(line, uids, target);
    return (uid: number) => {
      const now = moved.uids.get(uid);
      return now === undefined ? undefined : messageId({ path: target, validity: moved.validity, uid: now });
    };
  };
  const folders = (user: MailUser): Promise<readonly Listed[]> =>
    lines.use(user, null, (line) => listFolders(line, false));

  return {
    mark: (user, which, add, remove) =>
      attempt(() =>
        each(
          user,
          which,
          async (line, { path, validity, uids }) => {
            const flags = (names: readonly MarkName[]): readonly string[] => names.map((name) => MARKS[name]);
            await storeUids(line, uids, '+', flags(add));
            await storeUids(line, uids, '-', flags(remove));
            return (uid) => messageId({ path, validity, uid });
          },
          changeBy(add, remove),
        ),
      ),
    move: (user, which, folder) =>
      attempt(() => each(user, which, (line, group) => moveTo(line, group, folderPath(folder)))),
    remove: (user, which, forGood) =>
      attempt(async () => {
        const all = await folders(user);
        return await each(user, which, async (line, group) => {
          const inTrash = isInTrash(all, group.path);
          if (!forGood && inTrash) throw new MailRefused('removeForGood');
          if (!inTrash && !(forGood && isInJunk(all, group.path)))
            return await moveTo(line, group, await roleFolder(line, all, 'trash'));
          await expungeUids(line, group.uids);
          return () => null;
        });
      }),
    spam: (user, which, spam) =>
      attempt(async () => {
        const all = await folders(user);
        const senders = new Set<string>();
        const done = await each(user, which, async (line, group) => {
          if (!spam) await noteSenders(deps, user, line, group, senders);
          await storeUids(line, group.uids, '+', [spam ? '$Junk' : '$NotJunk']);
          await storeUids(line, group.uids, '-', [spam ? '$NotJunk' : '$Junk']);
          return await moveTo(line, group, await roleFolder(line, all, spam ? 'junk' : 'inbox'));
        });
        return { ...done, senders: [...senders] };
      }),
  };
}

/** As SEARCH asks for a mark, and for its absence. */
const ASKED: Readonly<Record<MarkName, readonly [string, string]>> = {
  seen: ['SEEN', 'UNSEEN'],
  flagged: ['FLAGGED', 'UNFLAGGED'],
  answered: ['ANSWERED', 'UNANSWERED'],
  forwarded: ['KEYWORD $Forwarded', 'UNKEYWORD $Forwarded'],
};
/** Which messages these marks would change: by what is in memory, and as SEARCH asks. */
function changeBy(add: readonly MarkName[], remove: readonly MarkName[]) {
  const keys = [...add.map((name) => ASKED[name][1]), ...remove.map((name) => ASKED[name][0])];
  return {
    marks: (marks: number): boolean =>
      add.some((name) => (marks & MARK[name]) === 0) || remove.some((name) => (marks & MARK[name]) !== 0),
    key: keys.length === 0 ? '' : keys.reduceRight((rest, key) => `OR ${key} ${rest}`),
  };
}
async function changing(line: ImapLine, { uids }: Group, key: string): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  for (const set of uidSets(uids)) for (const uid of await searchUids(line, [`UID ${set} ${key}`])) found.add(uid);
  return found;
}

/** Who of a group is still there; a folder that went away, or is another under its name, has none of them. */
async function present(line: ImapLine, { path, validity, uids }: Group): Promise<ReadonlySet<number>> {
  try {
    const opened = await line.inFolder(path);
    return opened.validity === validity ? await stillThere(line, uids) : new Set();
  } catch (error) {
    if (error instanceof MailRefused && error.key === 'folderGone') return new Set();
    throw error;
  }
}

async function noteSenders(
  { rows }: ChangeDeps,
  user: MailUser,
  line: ImapLine,
  { path, uids }: Group,
  senders: Set<string>,
): Promise<void> {
  const some = uids.slice(0, MOST_SENDERS).map((uid) => ({ uid, marks: 0 }));
  for (const { from } of await rows.dress(user.id, line, path, some))
    if (from[0]?.address.includes('@') && senders.size < MOST_SENDERS) senders.add(from[0].address.toLowerCase());
}
