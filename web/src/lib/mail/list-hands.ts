/**
 * Keys and presses on the rows of a list: the cursor walks, the box chooses, a press opens. Used by List.svelte once it is
 * here; what a row does is told to who shows the list.
 */
import type { Selection } from './selection.svelte.ts';
import type { Row } from './shapes.ts';

interface Reach {
  readonly selection: Selection;
  row(at: number): Row | undefined;
  length(): number;
  cursor(): number;
  /** Rows in sight. */
  page(): number;
  go(at: number): void;
  flag(row: Row): void;
}
export interface Hands {
  keydown(event: KeyboardEvent): void;
  click(event: MouseEvent): void;
}
const placeOf = (event: Event): HTMLElement | null => (event.target as HTMLElement).closest<HTMLElement>('[data-at]');

/** From the box to the words to the flag of one row. */
function sideways(event: KeyboardEvent): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const stops = [...(placeOf(event)?.querySelectorAll<HTMLElement>('input, a, .flag') ?? [])];
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowRight' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
}

export function handsOn({ selection, row: rowAt, length, cursor, page, go, flag }: Reach): Hands {
  return {
    keydown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const total = length();
      const moves: Readonly<Record<string, number>> = {
        ArrowDown: 1,
        ArrowUp: -1,
        PageDown: page(),
        PageUp: -page(),
        Home: -total,
        End: total,
      };
      const by = moves[event.key];
      if (by === undefined) return sideways(event);
      event.preventDefault();
      const to = cursor() + by;
      if (event.shiftKey && Math.abs(by) === 1) selection.toggle(Math.max(0, Math.min(total - 1, to)), true);
      go(event.key === 'Home' ? 0 : event.key === 'End' ? total - 1 : to);
    },
    click(event) {
      const place = placeOf(event);
      const at = Number(place?.dataset['at']);
      const row = rowAt(at);
      if (place === null || row === undefined) return;
      const target = event.target as HTMLElement;
      if (target.closest('.pick') !== null) {
        // The circle is the box: the whole of it can be pressed.
        selection.toggle(at, event.shiftKey);
        const box = place.querySelector('input');
        if (box !== null) box.checked = selection.has(row.id);
      } else if (target.closest('[data-deed=flag]') !== null) {
        selection.place(at);
        flag(row);
      } else if (target.closest('a') !== null) {
        const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
        if (event.shiftKey || (selection.count > 0 && isTouch)) {
          event.preventDefault();
          event.stopPropagation();
          selection.toggle(at, event.shiftKey);
        } else selection.place(at);
      }
    },
  };
}
