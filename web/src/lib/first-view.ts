/**
 * When a page's first view is on the screen: nothing in it waits for the server any more, and it has been painted. What stands
 * further down, or opens later, is fetched then (ui/Later.svelte). Knows no page; never fetches anything itself.
 */
import type { Area } from './language.svelte.ts';

/** Something in the content still waits, or the content is not there yet. What only its outline is shown of comes later by intent. */
const isComing = (): boolean =>
  document.readyState !== 'complete' ||
  document.querySelector('main h1') === null ||
  document.querySelector('main .skeleton:not([data-later]), main [aria-busy=true]:not(.outline)') !== null;
/** A reader who scrolls or presses something gets all of it at once. */
const TOUCHES = ['scroll', 'wheel', 'pointerdown', 'keydown'] as const;

/** When what is shown now has been painted and the browser has nothing better to do. */
function whenIdle(work: () => void): void {
  const idle = (): void => void (window.requestIdleCallback?.(work, { timeout: 300 }) ?? setTimeout(work));
  // A page in the background paints nothing.
  if (document.hidden) idle();
  else requestAnimationFrame(() => setTimeout(idle));
}

/** Does it once, after the first view or as soon as the reader acts; the answer forgets it. */
export function afterFirstView(work: () => void): () => void {
  let isOver = false;
  const watch = new MutationObserver(look);
  function end(): void {
    isOver = true;
    watch.disconnect();
    removeEventListener('load', look);
    for (const touch of TOUCHES) removeEventListener(touch, go, true);
  }
  function go(): void {
    if (isOver) return;
    end();
    work();
  }
  function look(): void {
    if (isOver || isComing()) return;
    watch.disconnect();
    // It may have begun to wait again while it was painted.
    whenIdle(() => {
      if (isOver) return;
      if (!isComing()) return go();
      listen();
    });
  }
  function listen(): void {
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-busy'] });
    look();
  }
  for (const touch of TOUCHES) addEventListener(touch, go, { capture: true, passive: true });
  addEventListener('load', look);
  listen();
  return end;
}

/** A part with the words it shows: both are fetched side by side. */
export async function withWords<T>(
  file: Promise<{ readonly default: T }>,
  ...areas: readonly Area<unknown>[]
): Promise<T> {
  const [part] = await Promise.all([file, ...areas.map((one) => one.load())]);
  return part.default;
}
