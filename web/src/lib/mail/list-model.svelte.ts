/**
 * The rows of one list — a folder, or what was found — of any length: fetched where the reader looks, kept while he is
 * elsewhere, renewed without moving what he sees. Used by List.svelte; knows no element.
 */
import { ask, type Problem } from '../api.ts';
import type { MailSettings, Page, Row, Understood } from './shapes.ts';

export type Filter = 'all' | 'unread' | 'flagged';
export type Source =
  | {
      readonly kind: 'folder';
      readonly folder: string;
      readonly view: MailSettings['view'];
      readonly filter: Filter;
    }
  | { readonly kind: 'search'; readonly q: string; readonly folder: string | null };
type Rows = readonly (Row | undefined)[];
interface Snapshot {
  readonly total: number | null;
  readonly rows: Rows;
  readonly version: string;
  readonly understood: readonly Understood[];
  readonly scrollTop: number;
}
type Answered = Page & { readonly understood?: readonly Understood[] };

const PAGE_ROWS = 100;
/** The server gives no more at once. */
const MOST_ROWS = 200;
/** A reader who drags the bar passes by what he does not want: fetched when he rests. */
const LEAP_ROWS = 50;
const REST_MS = 60;
/** Rows beyond what is seen that should be there: where he goes, and where he comes from. */
const AHEAD_ROWS = 60;
const BEHIND_ROWS = 15;
const KEPT_LISTS = 8;
const NOTHING: Snapshot = { total: null, rows: [], version: '', understood: [], scrollTop: 0 };

/** Where a source is asked for. */
export function pathOf(source: Source, from: number, count: number): string {
  const range = `from=${from}&count=${count}`;
  if (source.kind === 'folder')
    return `/mail/folders/${source.folder}/messages?${range}&view=${source.view}&filter=${source.filter}`;
  const where = source.folder === null ? '' : `&folder=${source.folder}`;
  return `/mail/search?q=${encodeURIComponent(source.q)}${where}&${range}`;
}
const keyOf = (source: Source): string => pathOf(source, 0, 0);

export type ListModel = ReturnType<typeof createList>;

/** To be made once while the mail is open. */
export function createList() {
  let source = $state.raw<Source | null>(null);
  let total = $state.raw<number | null>(null);
  let rows = $state.raw<Rows>([]);
  let understood = $state.raw<readonly Understood[]>([]);
  let problem = $state.raw<Problem | null>(null);
  let isFetching = $state(false);
  let version = '';
  let seen = { first: 0, last: 20 };
  let isUpward = false;
  let flight: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held = 0;
  let isStale = false;
  const kept = new Map<string, Snapshot>();
  /** The screen: where it stands, and how it follows when rows come above it. */
  const screen = {
    scrollTop: (): number => 0,
    show: (_to: { readonly shift: number } | { readonly scrollTop: number }): void => {},
  };

  function keep(): void {
    if (source === null || total === null) return;
    const key = keyOf(source);
    kept.delete(key);
    kept.set(key, { total, rows, version, understood, scrollTop: screen.scrollTop() });
    if (kept.size > KEPT_LISTS) kept.delete(String(kept.keys().next().value));
  }
  function open(wanted: Source): void {
    if (source !== null && keyOf(source) === keyOf(wanted)) return;
    keep();
    const known = kept.get(keyOf(wanted));
    ({ total, rows, version, understood } = known ?? NOTHING);
    source = wanted;
    problem = null;
    flight?.abort();
    flight = null;
    isFetching = false;
    const scrollTop = known?.scrollTop ?? 0;
    seen = { first: 0, last: 20 };
    screen.show({ scrollTop });
    if (known === undefined) void fetchMissing();
    else void refresh();
  }

  /** The first row that is seen, or soon will be, and not known. */
  function missing(): number | null {
    const end = Math.min((total ?? 1) - 1, seen.last + (isUpward ? BEHIND_ROWS : AHEAD_ROWS));
    for (let at = Math.max(0, seen.first); at <= end; at += 1) if (rows[at] === undefined) return at;
    const begin = Math.max(0, seen.first - (isUpward ? AHEAD_ROWS : BEHIND_ROWS));
    for (let at = seen.first - 1; at >= begin; at -= 1) if (rows[at] === undefined) return at;
    return null;
  }
  function want(first: number, last: number): void {
    const by = first - seen.first;
    if (by !== 0) isUpward = by < 0;
    seen = { first, last };
    if (missing() === null) return;
    clearTimeout(timer);
    if (Math.abs(by) > LEAP_ROWS || problem !== null) timer = setTimeout(() => void fetchMissing(), REST_MS);
    else void fetchMissing();
  }
  async function fetchMissing(): Promise<void> {
    const at = missing();
    if (source === null || at === null || flight !== null) return;
    const from = Math.floor(at / PAGE_ROWS) * PAGE_ROWS;
    const page = await fetchPage(from, PAGE_ROWS);
    if (page === null) return;
    if (version !== '' && page.version !== version) return refresh();
    adopt(page, rows);
    return fetchMissing();
  }
  async function fetchPage(from: number, count: number): Promise<Answered | null> {
    if (source === null) return null;
    const mine = new AbortController();
    flight = mine;
    isFetching = true;
    const answer = await ask<Answered>('GET', pathOf(source, from, count), undefined, mine.signal);
    if (flight !== mine) return null; // another list is open by now
    flight = null;
    isFetching = false;
    problem = answer.ok ? null : answer.problem;
    return answer.ok ? answer.value : null;
  }
  function adopt(page: Answered, old: Rows): void {
    const next: (Row | undefined)[] = old.slice(0, page.total);
    next.length = page.total;
    for (const [at, row] of page.rows.entries()) next[page.from + at] = row;
    ({ total, version } = page);
    understood = page.understood ?? [];
    rows = next;
  }

  /** Asks anew for what is seen; the reader's row stays under his eyes. */
  async function refresh(): Promise<void> {
    if (source === null) return;
    isStale = held > 0;
    if (isStale) return;
    flight?.abort();
    flight = null;
    const isAtTop = screen.scrollTop() < 4;
    const from = isAtTop ? 0 : Math.max(0, seen.first - PAGE_ROWS / 2);
    const page = await fetchPage(from, Math.min(MOST_ROWS, Math.max(PAGE_ROWS, seen.last - from + PAGE_ROWS / 2)));
    if (page === null) return;
    if (held > 0) {
      isStale = true;
      return;
    }
    const shift = isAtTop ? 0 : movedBy(rows, page, seen.first);
    adopt(page, page.version === version ? rows : []);
    if (shift !== 0) screen.show({ shift });
    await fetchMissing();
  }

  return {
    get source() {
      return source;
    },
    get total() {
      return total;
    },
    get rows() {
      return rows;
    },
    get understood() {
      return understood;
    },
    get problem() {
      return problem;
    },
    get isFetching() {
      return isFetching;
    },
    screen,
    open,
    want,
    refresh,
    again: (): void => {
      problem = null;
      void (total === null ? fetchMissing() : refresh());
    },
    indexOf: (id: string): number => rows.findIndex((row) => row?.id === id),
    /** Marks rows at once; the server's word comes with the next refresh. */
    patch(ids: ReadonlySet<string>, change: Partial<Row>): void {
      rows = rows.map((row) => (row !== undefined && ids.has(row.id) ? { ...row, ...change } : row));
    },
    /** Takes rows away at once. */
    take(ids: ReadonlySet<string>): void {
      const next = [...rows].filter((row) => row === undefined || !ids.has(row.id));
      total = Math.max(0, (total ?? rows.length) - (rows.length - next.length));
      rows = next;
    },
    /** Nothing is renewed while something is being done: rows would come back for a moment. */
    hold(): () => void {
      held += 1;
      return () => {
        held -= 1;
        if (held === 0 && isStale) void refresh();
      };
    },
    /** What was kept of other lists is old. */
    forgetOthers(): void {
      kept.clear();
    },
  };
}

/** By how many rows what is seen has moved. */
function movedBy(old: Rows, page: Page, first: number): number {
  const at = new Map(page.rows.map(({ id }, index) => [id, page.from + index]));
  for (let index = first; index < Math.min(old.length, first + 40); index += 1) {
    const now = at.get(old[index]?.id ?? '');
    if (now !== undefined) return now - index;
  }
  return 0;
}
