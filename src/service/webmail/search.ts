/**
 * Search over the whole mailbox or one folder, newest first, page after page. Junk and trash only when asked for. One search at a
 * time in a mailbox, on a line of its own: nothing else waits for it. Called by routes and changes.ts.
 */
import { readSearch, type Understood } from '#src/model/mail-search.ts';
import { rolesOf } from '#src/model/folder-role.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import { parseImapDate } from '#src/protocol/imap-client/internal-date.ts';
import { asText } from '#src/protocol/imap-client/values.ts';
import { attempt, MailRefused } from './attempt.ts';
import type { Outcome } from '../outcome.ts';
import type { MailUser } from './connections.ts';
import { holdsMail, type Listed, listFolders } from './folders.ts';
import type { ImapLine } from './line.ts';
import type { Lines } from './lines.ts';
import type { Lists } from './lists.ts';
import { folderPath, messageId, type MessageRef } from './message-id.ts';
import { fetched, marksIn, type Row, type Rows, uidOf } from './rows.ts';
import { type FileNames, searchOpen } from './searching.ts';
import { uidSets } from './uid-set.ts';

export interface Found {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Row[];
  readonly understood: readonly Understood[];
}
export interface SearchWish {
  readonly q: string;
  /** Id of the only folder to search. */
  readonly folder?: string | undefined;
  readonly from: number;
  readonly count: number;
}
export interface Search {
  find(user: MailUser, wish: SearchWish): Promise<Outcome<Found>>;
  /** All that is found, newest first. Throws. */
  readonly all: (user: MailUser, q: string, folder: string | undefined) => Promise<readonly MessageRef[]>;
}
interface SearchDeps {
  readonly lines: Lines;
  readonly rows: Rows;
  readonly lists: Lists;
  readonly clock: Pick<Clock, 'now'>;
}
interface Hit extends MessageRef {
  readonly at: number;
}
interface Hits {
  readonly key: string;
  readonly hits: readonly Hit[];
  readonly understood: readonly Understood[];
}

/** More hits than anybody pages through; the newest of each folder. */
const MOST_HITS = 50_000;

/** Makes the search; remembers the last one of each mailbox while somebody reads, so that its pages fit together. */
export function createSearch(deps: SearchDeps): Search {
  const { lines, rows } = deps;
  const last = new Map<MailboxId, Hits>();
  const names = new Map<MailboxId, Map<string, FileNames>>();
  const turns = new Map<MailboxId, Promise<unknown>>();
  lines.onRest((mailbox) => {
    last.delete(mailbox);
    names.delete(mailbox);
  });

  async function run(user: MailUser, q: string, folder: string | undefined): Promise<Hits> {
    const wanted = readSearch(q, deps.clock.now());
    const { condition, understood } = wanted;
    const key = `${folder ?? ''} ${q}`;
    if (condition === null && wanted.folders.length === 0 && !wanted.everywhere) return { key, hits: [], understood };
    const mine = names.get(user.id) ?? new Map<string, FileNames>();
    names.set(user.id, mine);
    return await lines.use(user, null, async (line) => {
      const all = await listFolders(line, false);
      const places = folder === undefined ? placesOf(all, wanted) : { paths: [folderPath(folder)], unknown: [] };
      const hits: Hit[] = [];
      for (const path of places.paths) {
        const opened = await openIfThere(line, path, folder !== undefined);
        if (opened === null) continue;
        const place = `${opened.validity} ${path}`;
        const known = mine.get(place) ?? new Map<number, readonly string[]>();
        mine.set(place, known);
        const uids = await searchOpen(
          line,
          condition ?? { kind: 'not', of: { kind: 'larger', bytes: 4_000_000_000 } },
          known,
        );
        const newest = uids.toSorted((a, b) => b - a).slice(0, MOST_HITS);
        for (const [uid, at] of await arrivals(deps, user, line, path, newest))
          hits.push({ path, validity: opened.validity, uid, at });
      }
      hits.sort((a, b) => b.at - a.at || b.uid - a.uid);
      const ignored = places.unknown.map((name): Understood => ({ kind: 'ignored', text: `in:${name}` }));
      return { key, hits, understood: [...withoutUnknown(understood, places.unknown), ...ignored] };
    });
  }
  /** After the search that runs: a reader who types on must not fill all his lines. */
  function inTurn(user: MailUser, work: () => Promise<Hits>): Promise<Hits> {
    const turn = (turns.get(user.id) ?? Promise.resolve()).then(work, work);
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (turns.get(user.id) === settled) turns.delete(user.id);
      });
    turns.set(user.id, settled);
    return turn;
  }

  return {
    all: async (user, q, folder) => (await inTurn(user, () => run(user, q, folder))).hits,
    find: (user, { q, folder, from, count }) =>
      attempt(async () => {
        if (q.trim() === '') throw new MailRefused('searchEmpty');
        const known = from > 0 ? last.get(user.id) : undefined;
        const result = known?.key === `${folder ?? ''} ${q}` ? known : await inTurn(user, () => run(user, q, folder));
        last.set(user.id, result);
        const page = result.hits.slice(from, from + count);
        const dressed = await dressAll(deps, user, page);
        const shown = page.flatMap((hit) => dressed.get(messageId(hit)) ?? []);
        return { total: result.hits.length, from, rows: shown, understood: result.understood };
      }),
  };

  async function dressAll(_: SearchDeps, user: MailUser, page: readonly Hit[]): Promise<ReadonlyMap<string, Row>> {
    const found = new Map<string, Row>();
    for (const path of new Set(page.map((hit) => hit.path)))
      await lines.use(user, path, async (line) => {
        const uids = page.filter((hit) => hit.path === path).map(({ uid }) => uid);
        const marks = await marksNow(line, path, uids);
        for (const row of await rows.dress(user.id, line, path, marks)) found.set(row.id, row);
      });
    return found;
  }
}

/**
 * How messages of a folder are marked now, each once, in the order of `uids`; a folder that went away has none. A server tells
 * of marks that change meanwhile in the same answer (RFC 3501 §7.4.2): the last word counts, and others' messages do not.
 */
export async function marksNow(
  line: Pick<ImapLine, 'ask' | 'inFolder'>,
  path: string,
  uids: readonly number[],
): Promise<readonly { uid: number; marks: number }[]> {
  if ((await openIfThere(line, path, false)) === null) return [];
  const said = new Map<number, number>();
  for (const set of uidSets(uids))
    await line.ask(`UID FETCH ${set} (UID FLAGS)`, (response) => {
      const items = fetched(response);
      if (items?.has('FLAGS') === true) said.set(uidOf(items), marksIn(items));
    });
  return uids.flatMap((uid) => {
    const marks = said.get(uid);
    return marks === undefined ? [] : [{ uid, marks }];
  });
}

async function openIfThere(line: Pick<ImapLine, 'inFolder'>, path: string, must: boolean) {
  try {
    return await line.inFolder(path);
  } catch (error) {
    if (must || !(error instanceof MailRefused)) throw error;
    return null;
  }
}

/** When each came: from memory, or asked. */
async function arrivals(
  { lists }: SearchDeps,
  user: MailUser,
  line: ImapLine,
  path: string,
  uids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const index = lists.known(user.id, path);
  const at = new Map<number, number>();
  const missing: number[] = [];
  for (const uid of uids) {
    const known = index?.validity === line.opened?.validity ? index?.entry(uid) : undefined;
    if (known === undefined) missing.push(uid);
    else at.set(uid, known.at);
  }
  for (const set of uidSets(missing))
    await line.ask(`UID FETCH ${set} (UID INTERNALDATE)`, (response) => {
      const items = fetched(response);
      if (items?.has('INTERNALDATE') === true) at.set(uidOf(items), parseImapDate(asText(items.get('INTERNALDATE'))));
    });
  return at;
}

/** Folders to search: those named, by path, by their own name or by what they are for; else all but junk, trash and views of others. */
function placesOf(
  all: readonly Listed[],
  { folders, everywhere }: { readonly folders: readonly string[]; readonly everywhere: boolean },
): { readonly paths: readonly string[]; readonly unknown: readonly string[] } {
  const real = all.filter((one) => holdsMail(one) && one.role !== 'all' && one.role !== 'flagged');
  const fold = (text: string): string => text.normalize('NFC').toLowerCase();
  const paths = new Set<string>();
  const unknown: string[] = [];
  for (const name of folders) {
    const [role] = rolesOf([{ path: name, name, flags: [], parent: '' }]).values();
    const found = real.filter(
      (one) =>
        fold(one.path) === fold(name) || fold(one.name) === fold(name) || (role !== undefined && one.role === role),
    );
    if (found.length === 0) unknown.push(name);
    for (const one of found) paths.add(one.path);
  }
  if (paths.size > 0) return { paths: [...paths], unknown };
  const apart = real.filter(({ role }) => role === 'junk' || role === 'trash');
  const searched = everywhere
    ? real
    : real.filter(({ path }) => !apart.some((one) => path === one.path || path.startsWith(one.path + one.separator)));
  return { paths: searched.map(({ path }) => path), unknown };
}

const withoutUnknown = (understood: readonly Understood[], unknown: readonly string[]): readonly Understood[] =>
  understood.filter(
    ({ kind, text }) =>
      kind !== 'operator' ||
      !unknown.some(
        (name) => text.replaceAll(/["“”„«»]/g, '').endsWith(`:${name}`) && /^(?:in|i|mappe|mapp|folder):/i.test(text),
      ),
  );
