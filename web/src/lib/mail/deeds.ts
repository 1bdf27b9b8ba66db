/** What is done to messages, and what undoes it again. Pure: values and how they are asked for. */
import type { Done, Row, Which } from './shapes.ts';

export type Mark = 'read' | 'unread' | 'flag' | 'unflag';
export type DeedKind = 'archive' | 'remove' | 'forGood' | 'move' | 'spam' | 'notSpam' | Mark;
export type Deed =
  | { readonly kind: 'archive' | 'remove' | 'forGood' | 'spam' | 'notSpam' | Mark; readonly which: Which }
  | { readonly kind: 'move'; readonly which: Which; readonly folder: string; readonly name: string };
/** A request of the API. */
export interface Request {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
}

const MARKS: Readonly<Record<Mark, { readonly add: readonly string[]; readonly remove: readonly string[] }>> = {
  read: { add: ['seen'], remove: [] },
  unread: { add: [], remove: ['seen'] },
  flag: { add: ['flagged'], remove: [] },
  unflag: { add: [], remove: ['flagged'] },
};
const OPPOSITE: Readonly<Record<Mark, Mark>> = { read: 'unread', unread: 'read', flag: 'unflag', unflag: 'flag' };
const isMark = (kind: DeedKind): kind is Mark => Object.hasOwn(MARKS, kind);

/** Do the rows leave the list they are in? */
export const takesAway = ({ kind }: Deed): boolean => !isMark(kind);
/** How rows look after it. */
export const changeOf = ({ kind }: Deed): Partial<Row> => {
  if (kind === 'read' || kind === 'unread') return { unread: kind === 'unread' };
  return kind === 'flag' || kind === 'unflag' ? { flagged: kind === 'flag' } : {};
};

/** `archive`: where the archive is. */
export function requestOf(deed: Deed, archive: string): Request {
  const { kind, which } = deed;
  const method = 'POST';
  if (isMark(kind)) return { method, path: '/mail/messages/mark', body: { ...which, ...MARKS[kind] } };
  if (kind === 'spam' || kind === 'notSpam')
    return { method, path: '/mail/messages/spam', body: { ...which, spam: kind === 'spam' } };
  if (kind === 'forGood' || kind === 'remove')
    return { method, path: '/mail/messages/remove', body: { ...which, forGood: kind === 'forGood' } };
  const folder = deed.kind === 'move' ? deed.folder : archive;
  return { method, path: '/mail/messages/move', body: { ...which, folder } };
}

/** Messages of one request: what is more goes step by step, and it is said how far it came. */
export const STEP = 1000;
/** The same for a whole list, a step of it. What is done to a search goes in one: it would find the same again. */
export const stepOf = (deed: Deed): Deed =>
  'all' in deed.which && !('q' in deed.which.all)
    ? { ...deed, which: { all: { ...deed.which.all, most: STEP } } }
    : deed;
const inSteps = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / STEP) }, (_, at) => ids.slice(at * STEP, (at + 1) * STEP));

const folderOf = (id: string): string => id.split('.')[0] ?? '';
/** What puts things back as they were; empty: it cannot be undone. `touched`: ids that a mark has changed. */
export function undoOf(deed: Deed, { done }: Done, touched: ReadonlySet<string> | null): readonly Request[] {
  if (isMark(deed.kind)) {
    const ids = done.map(({ id }) => id).filter((id) => touched === null || touched.has(id));
    const marks = MARKS[OPPOSITE[deed.kind]];
    return inSteps(ids).map((some) => ({ method: 'POST', path: '/mail/messages/mark', body: { ids: some, ...marks } }));
  }
  const back = new Map<string, string[]>();
  for (const { id, to } of done)
    if (to !== null && to !== id) back.set(folderOf(id), [...(back.get(folderOf(id)) ?? []), to]);
  return [...back].flatMap(([folder, all]) =>
    inSteps(all).map((ids) => ({ method: 'POST' as const, path: '/mail/messages/move', body: { ids, folder } })),
  );
}
