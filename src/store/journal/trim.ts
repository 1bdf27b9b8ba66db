/** Removes what is too old or too much, a little at a time, so that no session waits for it. Used by the journal store. */
import type { DatabaseSync } from 'node:sqlite';

/** Small beside the smallest sensible cap, so that a step never removes far more than it must. */
const ROWS_AT_ONCE = 500;
const PAGES_AT_ONCE = 500;

/** One step. True when there is more to remove. `before` is epoch ms. */
export function trim(database: DatabaseSync, keep: { readonly before: number; readonly maxBytes: number }): boolean {
  const remove = (condition: string, ...values: number[]): number =>
    Number(
      database
        .prepare(`DELETE FROM event WHERE seq IN (SELECT seq FROM event ${condition} ORDER BY last_at LIMIT ?)`)
        .run(...values, ROWS_AT_ONCE).changes,
    );
  let removed = remove('WHERE last_at < ?', keep.before);
  if (usedBytes(database) > keep.maxBytes) removed += remove('');
  if (removed > 0) database.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
  return removed >= ROWS_AT_ONCE;
}

/** Bytes that rows occupy; pages already freed inside the file do not count. */
function usedBytes(database: DatabaseSync): number {
  const pages = database
    .prepare(
      'SELECT (page_count - freelist_count) * page_size AS bytes FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()',
    )
    .get() as { bytes: number };
  return pages.bytes;
}
