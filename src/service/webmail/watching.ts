/**
 * What happens in a mailbox while somebody looks at it, for all his open tabs at once: new messages within a moment, numbers of
 * folders, lists that changed, the outbox. Connections are open only while a tab is. A tab that lost its line says what it heard
 * last and gets what it missed. Called by routes; service/webmail's outbox tells through it.
 */
import type { MailboxId } from '#src/model/ids.ts';
import type { MailUser } from './connections.ts';
import { type FolderNews, type Remembered, watchFolder } from './folder-watch.ts';
import { countedFolders, type Folder } from './folders.ts';
import type { Lines } from './lines.ts';
import type { Lists } from './lists.ts';
import { folderId, folderPath } from './message-id.ts';
import type { Row, Rows } from './rows.ts';

/** By name as in web/src/lib/mail/shapes.ts `MailEvents`. */
export type MailEvent =
  | { readonly kind: 'folder'; readonly folders: readonly Folder[]; readonly gone: readonly string[] }
  | { readonly kind: 'list'; readonly folder: string; readonly version: string }
  | { readonly kind: 'new'; readonly row: Row }
  | { readonly kind: 'outbox' }
  | { readonly kind: 'again' };
type Heard = (event: MailEvent, id: string) => void;
export interface Watching {
  /** `folders`: ids of the folders being looked at, in all tabs. `lastId`: of the last event heard. Gives what ends it; when it stands, nothing is missed from there on; `place`: id of the last event until now. */
  watch(
    user: MailUser,
    asked: { readonly folders: readonly string[]; readonly lastId?: string | undefined; readonly language: string },
    heard: Heard,
  ): { readonly stop: () => void; readonly stands: Promise<unknown>; readonly place: () => string };
  /** Something happened that no folder shows. */
  tell(mailbox: MailboxId, event: MailEvent): void;
  close(): void;
}

/** Numbers of folders nobody looks at: rules and other programs change those too. */
const COUNT_MS = 20_000;
/** A tab that comes back within so long misses nothing. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 200;
/** Folders watched at once beside INBOX; a tab more gets its numbers by counting. */
const MOST_WATCHED = 4;

interface Watched {
  readonly user: MailUser;
  readonly epoch: string;
  count: number;
  readonly past: { readonly number: number; readonly event: MailEvent }[];
  readonly heard: Set<Heard>;
  /** Path → how many tabs look at it, and what ends the watch. */
  readonly folders: Map<string, { tabs: number; readonly stop: () => void; readonly stands: Promise<void> }>;
  /** By path, also while no tab is there: what comes between two tabs, or while a line is down, is told to the next. */
  readonly remembered: Map<string, Remembered>;
  known: readonly Folder[] | null;
  language: string;
  firstCount: Promise<void>;
  counting: NodeJS.Timeout | null;
  forgetting: NodeJS.Timeout | null;
}

/** Makes the watch; nothing is watched before a tab is open. `epoch`: tells one run of the host from another. */
export function createWatching(deps: {
  readonly lines: Lines;
  readonly rows: Rows;
  readonly lists: Lists;
  readonly epoch: () => string;
}): Watching {
  const all = new Map<MailboxId, Watched>();

  function say(one: Watched, event: MailEvent): void {
    one.count += 1;
    one.past.push({ number: one.count, event });
    if (one.past.length > MOST_REMEMBERED) one.past.shift();
    for (const heard of one.heard) heard(event, `${one.epoch}-${one.count}`);
  }
  /** Numbers of one folder, as its own watch saw them. */
  function counted(one: Watched, path: string, { total, unread }: FolderNews): void {
    const folder = one.known?.find((each) => each.path === path);
    if (folder === undefined || (folder.total === total && folder.unread === unread)) return;
    const now = { ...folder, total, unread };
    one.known = one.known?.map((each) => (each === folder ? now : each)) ?? null;
    say(one, { kind: 'folder', folders: [now], gone: [] });
  }
  function begin(one: Watched, path: string): void {
    const known = one.folders.get(path);
    if (known !== undefined) {
      known.tabs += 1;
      return;
    }
    if (one.folders.size > MOST_WATCHED) return;
    const stands = Promise.withResolvers<void>();
    const last = one.remembered.get(path) ?? { state: null };
    one.remembered.set(path, last);
    const stop = watchFolder(
      deps,
      one.user,
      path,
      last,
      path === 'INBOX',
      (news) => {
        for (const row of news.rows) say(one, { kind: 'new', row });
        say(one, { kind: 'list', folder: folderId(path), version: news.version });
        counted(one, path, news);
      },
      stands.resolve,
      () => void count(one),
    );
    one.folders.set(path, { tabs: 1, stop, stands: stands.promise });
  }
  function end(one: Watched, path: string): void {
    const known = one.folders.get(path);
    if (known === undefined) return;
    known.tabs -= 1;
    if (known.tabs > 0) return;
    one.folders.delete(path);
    known.stop();
  }
  async function count(one: Watched): Promise<void> {
    const now = await deps.lines.use(one.user, null, (line) => countedFolders(line, one.language)).catch(() => null);
    if (now === null) return; // the door is shut just now
    const before = new Map(one.known?.map((folder) => [folder.id, folder]));
    const isFirst = one.known === null;
    one.known = now;
    const gone = [...before.keys()].filter((id) => !now.some((folder) => folder.id === id));
    const changed = now.filter((folder) => {
      const old = before.get(folder.id);
      return old === undefined || old.total !== folder.total || old.unread !== folder.unread;
    });
    if (isFirst || (changed.length === 0 && gone.length === 0)) return;
    say(one, { kind: 'folder', folders: changed, gone });
    for (const { id, path } of changed) {
      const index = deps.lists.known(one.user.id, path);
      if (index !== undefined && !one.folders.has(path)) say(one, { kind: 'list', folder: id, version: '' });
    }
  }
  function start(user: MailUser, language: string): Watched {
    const fresh: Watched = {
      user,
      epoch: deps.epoch(),
      count: 0,
      past: [],
      heard: new Set(),
      folders: new Map(),
      remembered: new Map(),
      known: null,
      language,
      firstCount: Promise.resolve(),
      counting: null,
      forgetting: null,
    };
    all.set(user.id, fresh);
    return fresh;
  }
  function missed(one: Watched, lastId: string | undefined, heard: Heard): void {
    if (lastId === undefined) return;
    const [epoch, number] = [
      lastId.slice(0, lastId.lastIndexOf('-')),
      Number(lastId.slice(lastId.lastIndexOf('-') + 1)),
    ];
    const oldest = one.past[0]?.number ?? one.count + 1;
    if (epoch === one.epoch && number >= oldest - 1 && number <= one.count)
      for (const past of one.past) {
        if (past.number > number) heard(past.event, `${one.epoch}-${past.number}`);
      }
    else heard({ kind: 'again' }, `${one.epoch}-${one.count}`);
  }
  deps.lists.onMore((mailbox, path, version) => {
    const one = all.get(mailbox);
    if (one !== undefined) say(one, { kind: 'list', folder: folderId(path), version });
  });

  return {
    tell(mailbox, event) {
      const one = all.get(mailbox);
      if (one !== undefined) say(one, event);
    },
    watch(user, { folders, lastId, language }, heard) {
      const one = all.get(user.id) ?? start(user, language);
      if (one.forgetting !== null) clearTimeout(one.forgetting);
      one.forgetting = null;
      missed(one, lastId, heard);
      one.heard.add(heard);
      const paths = [...new Set(['INBOX', ...folders.map(folderPath)])];
      for (const path of paths) begin(one, path);
      if (one.counting === null) {
        one.firstCount = count(one);
        one.counting = setInterval(() => void count(one), COUNT_MS);
        one.counting.unref();
      }
      let isOver = false;
      const stop = (): void => {
        if (isOver) return;
        isOver = true;
        one.heard.delete(heard);
        for (const path of paths) end(one, path);
        if (one.heard.size > 0) return;
        if (one.counting !== null) clearInterval(one.counting);
        one.counting = null;
        one.forgetting = setTimeout(() => all.delete(user.id), REMEMBERED_MS);
        one.forgetting.unref();
      };
      return {
        stop,
        stands: Promise.all([one.firstCount, ...paths.map((path) => one.folders.get(path)?.stands)]),
        place: () => `${one.epoch}-${one.count}`,
      };
    },
    close() {
      for (const one of all.values()) {
        for (const { stop } of one.folders.values()) stop();
        for (const timer of [one.counting, one.forgetting]) if (timer !== null) clearTimeout(timer);
      }
      all.clear();
    },
  };
}
