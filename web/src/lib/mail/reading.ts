/** Addresses of the reading pages: what is open, read from a URL and written to one. Pure. */
import { INBOX_ID } from './folder-tree.ts';
import type { Filter } from './list-model.svelte.ts';

export interface Reading {
  readonly folder: string;
  readonly message: string | null;
  readonly filter: Filter;
  /** What is searched for; empty: the folder is read. */
  readonly q: string;
  /** The search is of this folder alone. */
  readonly isHere: boolean;
}

const FILTERS: readonly string[] = ['unread', 'flagged'];
export function readingOf(
  params: Readonly<Record<string, string | undefined>>,
  query: Pick<URLSearchParams, 'get'>,
): Reading {
  const filter = query.get('show') ?? '';
  return {
    folder: params['folder'] ?? INBOX_ID,
    message: params['message'] ?? null,
    filter: FILTERS.includes(filter) ? (filter as Filter) : 'all',
    q: query.get('q') ?? '',
    isHere: query.get('in') === 'folder',
  };
}
export function addressOf(reading: Reading): string {
  const { folder, message, filter, q, isHere } = reading;
  const query = new URLSearchParams({
    ...(filter === 'all' || q !== '' ? {} : { show: filter }),
    ...(q === '' ? {} : { q, ...(isHere ? { in: 'folder' } : {}) }),
  });
  const path = message !== null ? `/mail/${folder}/${message}` : folder === INBOX_ID ? '/mail' : `/mail/${folder}`;
  return query.size === 0 ? path : `${path}?${query}`;
}
