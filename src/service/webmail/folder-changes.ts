/**
 * What a reader does to his folders: new ones, other names and places, away, read, emptied. A folder goes into the trash with
 * what is in it; only there, and said twice, does anything go for good. Called by routes.
 */
import { normaliseFolderName } from '#src/model/folder-name.ts';
import { attempt, MailRefused } from './attempt.ts';
import type { Outcome } from '../outcome.ts';
import type { MailUser } from './connections.ts';
import { searchUids } from './filling.ts';
import { countedFolders, type Folder, holdsMail, type Listed, listFolders } from './folders.ts';
import { type ImapLine, refusalOf } from './line.ts';
import type { Lines } from './lines.ts';
import { folderId, folderPath, messageId } from './message-id.ts';
import { type Done, expungeUids, isInTrash, moveUids, nothingDone, roleFolder, storeUids } from './moves.ts';

export interface FolderPlace {
  readonly name: string;
  /** Id of the folder it is to lie in; null: none. */
  readonly parent: string | null;
}
export interface FolderChanges {
  create(user: MailUser, place: FolderPlace, language: string): Promise<Outcome<Folder>>;
  change(user: MailUser, id: string, place: FolderPlace, language: string): Promise<Outcome<Folder>>;
  /** `to`: its id in the trash, from where it can be taken back; null: gone for good. */
  remove(user: MailUser, id: string, forGood: boolean): Promise<Outcome<{ readonly to: string | null }>>;
  /** Marks all of it read; what was done can be undone. */
  read(user: MailUser, id: string): Promise<Outcome<Done>>;
  /** Junk and trash only: everything goes for good, folders in it too. */
  empty(user: MailUser, id: string): Promise<Outcome<{ readonly removed: number }>>;
}

/** Done at once; more are left for the next time. */
const MOST_AT_ONCE = 10_000;

export function createFolderChanges(lines: Lines): FolderChanges {
  const on = <T>(user: MailUser, work: (line: ImapLine) => Promise<T>): Promise<Outcome<T>> =>
    attempt(() => lines.use(user, null, work));
  const told = async (line: ImapLine, path: string, language: string): Promise<Folder> => {
    const found = (await countedFolders(line, language)).find((one) => one.path === path);
    if (found === undefined) throw new MailRefused('folderGone');
    return found;
  };
  return {
    create: (user, place, language) =>
      on(user, async (line) => {
        const path = placeIn(line, await listFolders(line, false), place);
        await line.ask(['CREATE ', line.name(path)]);
        await line.command(['SUBSCRIBE ', line.name(path)]);
        return await told(line, path, language);
      }),
    change: (user, id, place, language) =>
      on(user, async (line) => {
        const all = await listFolders(line, false);
        const folder = known(all, id);
        if (folder.role !== null) throw new MailRefused('folderKept');
        const path = placeIn(line, all, place);
        if (path !== folder.path) {
          if (path.startsWith(folder.path + folder.separator)) throw new MailRefused('folderIntoItself');
          await rename(line, folder.path, path);
        }
        return await told(line, path, language);
      }),
    remove: (user, id, forGood) =>
      on(user, async (line) => {
        const all = await listFolders(line, false);
        const folder = known(all, id);
        if (folder.role !== null) throw new MailRefused('folderKept');
        if (!isInTrash(all, folder.path)) return { to: await intoTrash(line, all, folder) };
        if (!forGood) throw new MailRefused('removeForGood');
        await removeForGood(line, all, folder);
        return { to: null };
      }),
    read: (user, id) =>
      on(user, async (line) => {
        const path = folderPath(id);
        const { validity } = await line.inFolder(path);
        const unseen = await searchUids(line, ['UNSEEN']);
        const now = unseen.slice(-MOST_AT_ONCE);
        await storeUids(line, now, '+', ['\\Seen']);
        const done = now.map((uid) => messageId({ path, validity, uid })).map((one) => ({ id: one, to: one }));
        return { ...nothingDone, done, left: unseen.length - now.length };
      }),
    empty: (user, id) =>
      on(user, async (line) => {
        const all = await listFolders(line, false);
        const folder = known(all, id);
        const isTrash = isInTrash(all, folder.path);
        if (folder.role !== 'junk' && !isTrash) throw new MailRefused('folderNotEmptied');
        await line.select(folder.path);
        const uids = await searchUids(line, ['ALL']);
        await expungeUids(line, uids);
        if (folder.role === 'trash')
          for (const child of all.filter(({ parentPath }) => parentPath === folder.path))
            await removeForGood(line, all, child);
        return { removed: uids.length };
      }),
  };
}

function known(all: readonly Listed[], id: string): Listed {
  const path = folderPath(id);
  const found = all.find((one) => one.path === path);
  if (found === undefined) throw new MailRefused('folderGone');
  return found;
}

/** The path of a name in a place; throws what is wrong with it. */
function placeIn(line: ImapLine, all: readonly Listed[], { name, parent }: FolderPlace): string {
  const separator = all[0]?.separator ?? '/';
  const clean = name.normalize('NFC').trim();
  const above = parent === null ? (line.prefix ?? '') : known(all, parent).path + separator;
  const path = above + clean;
  if (
    clean === '' ||
    clean.includes('/') ||
    (separator !== '' && clean.includes(separator)) ||
    normaliseFolderName(path) !== path
  )
    throw new MailRefused('folderNameBad');
  return path;
}

/** Programs show what is subscribed: the new name is, the old one no longer. */
async function rename(line: ImapLine, from: string, to: string): Promise<void> {
  await line.ask(['RENAME ', line.name(from), ' ', line.name(to)]);
  await line.command(['SUBSCRIBE ', line.name(to)]);
  await line.command(['UNSUBSCRIBE ', line.name(from)]);
}

/** Moves a folder with all that is in it into the trash, under a name that is free there; gives its new id. */
async function intoTrash(line: ImapLine, all: readonly Listed[], folder: Listed): Promise<string | null> {
  const trash = await roleFolder(line, all, 'trash');
  for (let turn = 1; turn <= 100; turn += 1) {
    const path = `${trash}${folder.separator}${folder.name}${turn === 1 ? '' : ` ${turn}`}`;
    if (all.some((one) => one.path === path)) continue;
    const answer = await line.command(['RENAME ', line.name(folder.path), ' ', line.name(path)]);
    if (answer.ok) return folderId(path);
    if (answer.code.toUpperCase() !== 'ALREADYEXISTS') break; // a trash that takes no folders: its messages, then
  }
  for (const one of [...below(all, folder)].toReversed()) {
    if (holdsMail(one)) {
      await line.select(one.path);
      await moveUids(line, await searchUids(line, ['ALL']), trash);
    }
    await away(line, one.path);
  }
  return null;
}

/** A folder and all below it, each before what lies in it. */
function* below(all: readonly Listed[], folder: Listed): Generator<Listed> {
  yield folder;
  for (const child of all) if (child.parentPath === folder.path) yield* below(all, child);
}

async function removeForGood(line: ImapLine, all: readonly Listed[], folder: Listed): Promise<void> {
  for (const one of [...below(all, folder)].toReversed()) await away(line, one.path);
}

/** The open folder cannot always be deleted: another is opened first. */
async function away(line: ImapLine, path: string): Promise<void> {
  if (line.opened?.path === path) await line.select('INBOX');
  const answer = await line.command(['DELETE ', line.name(path)]);
  await line.command(['UNSUBSCRIBE ', line.name(path)]);
  const isGone = answer.code.toUpperCase() === 'NONEXISTENT';
  if (!answer.ok && !isGone) throw refusalOf(answer);
}
