/**
 * Fingers on a list: a long press chooses, a swipe to the right or left does something with the row. Every one of them has a
 * button, too. Used by List.svelte.
 */
import type { Attachment } from 'svelte/attachments';

interface Touches {
  hold(at: number): void;
  swipe(at: number, way: 'left' | 'right'): void;
}
const HOLD_MS = 450;
const STILL_PX = 8;
/** So much of the row has to be passed. */
const ENOUGH = 0.35;

export function touchable({ hold, swipe }: Touches): Attachment<HTMLElement> {
  return (grid) => {
    let row: HTMLElement | null = null;
    let begin = { x: 0, y: 0 };
    let isSwipe = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isSwallowed = false;

    const at = (): number => Number(row?.dataset['at']);
    function end(): void {
      clearTimeout(timer);
      if (row !== null) {
        row.style.transform = '';
        delete row.dataset['swipe'];
      }
      row = null;
      isSwipe = false;
    }
    function down(event: PointerEvent): void {
      isSwallowed = false;
      if (event.pointerType !== 'touch' || !event.isPrimary) return;
      row = (event.target as HTMLElement).closest<HTMLElement>('[data-at]');
      begin = { x: event.clientX, y: event.clientY };
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (row === null || isSwipe) return;
        isSwallowed = true;
        navigator.vibrate?.(10);
        hold(at());
        end();
      }, HOLD_MS);
    }
    function move(event: PointerEvent): void {
      if (row === null || event.pointerType !== 'touch') return;
      const x = event.clientX - begin.x;
      const y = event.clientY - begin.y;
      if (!isSwipe && Math.hypot(x, y) > STILL_PX) {
        clearTimeout(timer);
        if (Math.abs(x) < Math.abs(y) * 1.5) return end();
        isSwipe = true;
        grid.setPointerCapture(event.pointerId);
      }
      if (!isSwipe) return;
      row.style.transform = `translateX(${x}px)`;
      row.dataset['swipe'] = Math.abs(x) > row.clientWidth * ENOUGH ? 'enough' : 'little';
    }
    function up(event: PointerEvent): void {
      if (row === null) return;
      const x = event.clientX - begin.x;
      const isEnough = isSwipe && Math.abs(x) > row.clientWidth * ENOUGH;
      isSwallowed ||= isSwipe;
      const swiped = at();
      end();
      if (isEnough) swipe(swiped, x > 0 ? 'right' : 'left');
    }
    /** A press that was something else is no press. */
    function click(event: Event): void {
      if (!isSwallowed) return;
      isSwallowed = false;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    const menu = (event: Event): void => {
      if (row !== null || isSwallowed) event.preventDefault();
    };
    grid.addEventListener('pointerdown', down);
    grid.addEventListener('pointermove', move);
    grid.addEventListener('pointerup', up);
    grid.addEventListener('pointercancel', end);
    grid.addEventListener('click', click, { capture: true });
    grid.addEventListener('contextmenu', menu);
    return () => {
      end();
      grid.removeEventListener('pointerdown', down);
      grid.removeEventListener('pointermove', move);
      grid.removeEventListener('pointerup', up);
      grid.removeEventListener('pointercancel', end);
      grid.removeEventListener('click', click, { capture: true });
      grid.removeEventListener('contextmenu', menu);
    };
  };
}
