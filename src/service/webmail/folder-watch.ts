/**
 * One folder watched by IDLE (RFC 2177) on a line of its own, by asking now and then where the server has no IDLE: tells what is
 * new in it, that its list or numbers changed, and that it is gone. When the line is lost it is opened anew, and what happened
 * meanwhile is told then; so is what happened between one watch and the next. Made by watching.ts.
 */
import { MailRefused } from './attempt.ts';
import type { MailUser } from './connections.ts';
import { type FolderState, folderState, searchUids } from './filling.ts';
import { versionOf } from './folder-index.ts';
import type { ImapLine } from './line.ts';
import type { Lines } from './lines.ts';
import type { Row, Rows } from './rows.ts';
import { marksNow } from './search.ts';

export interface FolderNews {
  /** Empty unless new messages are wanted of this folder. */
  readonly rows: readonly Row[];
  readonly version: string;
  readonly total: number;
  readonly unread: number;
}
interface WatchDeps {
  readonly lines: Lines;
  readonly rows: Rows;
}

/** IDLE is said anew so often: servers end it after half an hour. */
const RENEW_MS = 9 * 60_000;
/** A server without IDLE is asked so often. */
const POLL_MS = 4000;
const AGAIN_MS = [500, 1000, 2000, 5000, 15_000];
/** New rows told at once; a flood is seen in the list. */
const MOST_NEW = 20;

/** How the folder was when it was last looked at; null: never. Outlives a watch. */
export interface Remembered {
  state: FolderState | null;
}

/** Watches until the answered function is called. `last`: what it was like before; kept up to date. */
export function watchFolder(
  { lines, rows }: WatchDeps,
  user: MailUser,
  path: string,
  last: Remembered,
  tellsRows: boolean,
  tell: (news: FolderNews) => void,
  /** From now on nothing is missed; also said when the folder cannot be watched. */
  stands: () => void,
  /** The folder cannot be opened: it was deleted, or has another name. */
  gone: () => void,
): () => void {
  let stop: () => void = () => undefined;
  let isOver = false;
  const stopped = new Promise<void>((resolve) => {
    stop = () => {
      isOver = true;
      resolve();
    };
  });
  async function news(line: ImapLine, now: FolderState, from: FolderState): Promise<FolderNews> {
    let fresh: readonly Row[] = [];
    if (tellsRows && now.validity === from.validity && now.uidNext > from.uidNext) {
      const uids = (await searchUids(line, [`UID ${from.uidNext}:*`])).filter((uid) => uid >= from.uidNext);
      fresh = await rows.dress(user.id, line, path, await marksNow(line, path, uids.slice(-MOST_NEW)));
    }
    return { rows: fresh, version: versionOf(now), total: now.exists, unread: now.unseen };
  }
  /** What changed since the last look, if anything. */
  async function look(line: ImapLine): Promise<void> {
    const now = await folderState(line, path);
    const from = last.state;
    const isSame = from === null || (versionOf(from) === versionOf(now) && from.unseen === now.unseen);
    const told = isSame ? null : await news(line, now, from);
    // Another watch looked meanwhile, before or after what was seen here: what it has not told is told now.
    if (last.state !== from) return look(line);
    last.state = now;
    if (told !== null) tell(told);
  }
  async function watch(line: ImapLine): Promise<void> {
    await line.select(path);
    let isDirty = true;
    let wake: () => void = () => undefined;
    line.onChange = () => {
      isDirty = true;
      wake();
    };
    while (!isOver && line.usable) {
      while (isDirty) {
        isDirty = false;
        await look(line);
      }
      stands();
      const woken = new Promise<void>((resolve) => (wake = resolve));
      const end = line.capabilities.has('IDLE') ? line.idle() : null;
      const renew = setTimeout(() => wake(), end === null ? POLL_MS : RENEW_MS);
      await Promise.race([isDirty ? Promise.resolve() : woken, stopped]);
      clearTimeout(renew);
      if (end !== null) await end();
      else if (!isOver) await line.command('NOOP');
    }
  }
  void (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      const began = performance.now();
      const line = await lines.open(user).catch(() => null);
      if (line !== null) {
        await watch(line).catch((error: unknown) => {
          // The line is lost, or the folder: tried again.
          if (error instanceof MailRefused && error.key === 'folderGone') gone();
        });
        line.close();
        if (performance.now() - began > 60_000) turn = 0;
      }
      stands();
      if (isOver) return;
      let timer: NodeJS.Timeout | undefined;
      const wait = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, AGAIN_MS[Math.min(turn, AGAIN_MS.length - 1)]);
      });
      await Promise.race([wait, stopped]);
      clearTimeout(timer);
    }
  })();
  return () => stop();
}
