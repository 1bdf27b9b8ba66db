/** Which rows are chosen, and where the cursor stands. Used by the list and the keys; asks nobody. */
import type { ListModel } from './list-model.svelte.ts';
import type { Row } from './shapes.ts';

export type Selection = ReturnType<typeof createSelection>;
export function createSelection(list: ListModel) {
  let cursor = $state.raw<string | null>(null);
  let chosen = $state.raw<ReadonlyMap<string, Row>>(new Map());
  let isAll = $state(false);
  let anchor = 0;
  /** The place of the cursor when its row is gone: the next one takes it. */
  let cursorAt = 0;

  const rowAt = (at: number): Row | undefined => list.rows[at];
  function indexOfCursor(): number {
    const at = cursor === null ? -1 : list.indexOf(cursor);
    if (at >= 0) cursorAt = at;
    return at >= 0 ? at : Math.min(cursorAt, Math.max(0, (list.total ?? 0) - 1));
  }
  function place(at: number): void {
    const row = rowAt(at);
    cursorAt = at;
    if (row !== undefined) cursor = row.id;
  }
  function toggle(at: number, isRange = false): void {
    const row = rowAt(at);
    if (row === undefined) return;
    isAll = false;
    const next = new Map(chosen);
    if (isRange) {
      for (let i = Math.min(anchor, at); i <= Math.max(anchor, at); i += 1) {
        const one = rowAt(i);
        if (one !== undefined) next.set(one.id, one);
      }
    } else if (!next.delete(row.id)) next.set(row.id, row);
    anchor = at;
    chosen = next;
    place(at);
  }
  return {
    get cursor() {
      return cursor;
    },
    get chosen() {
      return chosen;
    },
    /** Everything that the list holds, fetched or not. */
    get isAll() {
      return isAll;
    },
    get count() {
      return isAll ? (list.total ?? 0) : chosen.size;
    },
    has: (id: string): boolean => isAll || chosen.has(id),
    indexOfCursor,
    place,
    toggle,
    /** What is fetched around the reader. */
    chooseFetched(): void {
      chosen = new Map(list.rows.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
    },
    chooseAll(): void {
      isAll = true;
    },
    clear(): void {
      isAll = false;
      chosen = new Map();
    },
    /** The chosen rows, else the one at the cursor. */
    rows(): readonly Row[] {
      if (chosen.size > 0 || isAll) return [...chosen.values()];
      const row = rowAt(indexOfCursor());
      return row === undefined ? [] : [row];
    },
  };
}
