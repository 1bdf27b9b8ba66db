/**
 * Answers one search over a folder: by the trigram index where it can, by reading messages where it must (needles under
 * three characters, header fields without a column, what is not indexed yet). Called by the mailbox. Works in
 * slices, so that a long search does not stop other sessions.
 */
import type { SearchText } from '../mail-store.ts';
import type { MailboxDatabase } from './database.ts';
import { readContent } from './content.ts';
import type { LargeFiles } from './large-files.ts';
import { isNoSpace } from './problems.ts';
import { FIELD_COLUMNS, OVERLAP, type TextIndex } from './text-index.ts';
import { fold, matches, type SearchableText } from './text-match.ts';

/** The open mailbox, asked for anew after each pause: it may have been closed and opened in between. */
export interface SearchGround {
  readonly db: MailboxDatabase;
  readonly texts: TextIndex;
  readonly large: LargeFiles;
  readonly searchText: (bytes: Buffer) => SearchableText;
  readonly indexSlice: (budgetMs: number) => Promise<void>;
}

const SLICE_MS = 8;
/** Trigrams: shorter needles are not in the index. */
const SHORTEST = 3;
/** Reading a message is ten times faster than indexing it; idle work indexes the many. */
const WORTH_INDEXING = 64;
const backlog = ({ texts }: SearchGround): number => texts.newest - texts.indexed;
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

type Candidate = [uid: number, content: number];

/** UIDs that match. Complete: what is not indexed yet is indexed first, or read when it is much. */
export async function searchFolder(
  ground: () => SearchGround,
  folderId: number,
  { where, needle }: SearchText,
): Promise<readonly number[]> {
  const folded = fold(needle);
  if (folded === '' && typeof where === 'string') return all(ground(), folderId).map(([uid]) => uid);
  if (Array.from(folded).length < SHORTEST) return scan(ground, all(ground(), folderId), where, folded);
  if (backlog(ground()) <= WORTH_INDEXING) await indexAll(ground);
  const { db, texts } = ground(); // from here to `rest` in one turn: a message is in one of the two
  const { query, exact } = indexQuery(where, folded);
  const found = db
    .arrays(
      `SELECT uid, content FROM messages
       WHERE folder = ? AND content IN (SELECT rowid >> 12 FROM texts WHERE texts MATCH ?)`,
    )
    .all(folderId, query) as unknown as Candidate[];
  const rest = texts.behind ? all(ground(), folderId).filter(([, content]) => content > texts.indexed) : [];
  const sure = exact ? found.map(([uid]) => uid) : await scan(ground, found, where, folded);
  return rest.length === 0 ? sure : [...new Set([...sure, ...(await scan(ground, rest, where, folded))])];
}

const all = ({ db }: SearchGround, folderId: number): Candidate[] =>
  db.arrays('SELECT uid, content FROM messages WHERE folder = ?').all(folderId) as unknown as Candidate[];

async function indexAll(ground: () => SearchGround): Promise<void> {
  const target = ground().texts.newest;
  try {
    while (ground().texts.indexed < target) {
      await ground().indexSlice(SLICE_MS);
      await pause();
    }
  } catch (error) {
    if (!isNoSpace(error)) throw error; // the rest is read instead
  }
}

/** FTS5 query; `exact` when what it finds needs no second look. */
function indexQuery(where: SearchText['where'], folded: string): { readonly query: string; readonly exact: boolean } {
  const start = folded.slice(0, OVERLAP - 2);
  const phrase = `"${start.replaceAll('"', '""')}"`;
  const whole = start.length === folded.length;
  if (where === 'text') return { query: `{header body} : ${phrase}`, exact: whole };
  if (where === 'body') return { query: `{body} : ${phrase}`, exact: whole };
  const column = FIELD_COLUMNS.find((name) => name === where.header.toLowerCase());
  return column === undefined
    ? { query: `{header} : ${phrase}`, exact: false }
    : { query: `{"${column}"} : ${phrase}`, exact: whole };
}

async function scan(
  ground: () => SearchGround,
  candidates: readonly Candidate[],
  where: SearchText['where'],
  folded: string,
): Promise<number[]> {
  const part = typeof where === 'string' ? 'all' : 'header';
  const uids: number[] = [];
  const known = new Map<number, boolean>();
  let until = performance.now() + SLICE_MS;
  for (const [uid, content] of candidates) {
    if (performance.now() > until) {
      await pause();
      until = performance.now() + SLICE_MS;
    }
    const { db, large, searchText } = ground();
    if (!known.has(content)) {
      // Expunged meanwhile, or damaged: either way no match; reading the message itself tells which.
      const bytes = await readContent(db, large, content, part).catch(() => null);
      known.set(content, bytes !== null && matches(searchText(bytes), where, folded));
    }
    if (known.get(content) === true) uids.push(uid);
  }
  return uids;
}
