/**
 * What reading can do without until the first list is on the screen: one file with its words, fetched right after, or at once
 * when the reader does what needs it. Whoever asks waits for it, in the order of asking: no key and no press is lost.
 */
import { moreMailWords } from './words.svelte.ts';
import type { ComposeStart } from './write/compose.svelte.ts';

export type Rest = typeof import('./rest.ts');
const AGAIN_MS = 2000;

let parts = $state.raw<Rest | null>(null);
let isDue = $state(false);
let coming: Promise<Rest> | null = null;

/** Until the line is back, or for a moment. */
const online = (): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(end, AGAIN_MS);
    function end(): void {
      clearTimeout(timer);
      removeEventListener('online', end);
      done();
    }
    addEventListener('online', end);
  });
async function fetchRest(): Promise<Rest> {
  for (;;)
    try {
      const [rest] = await Promise.all([import('./rest.ts'), moreMailWords.load()]);
      parts = rest;
      return rest;
    } catch {
      await online();
    }
}

export const later = {
  /** Null until it is here. */
  get parts(): Rest | null {
    return parts;
  },
  /** The first view is there: what else a page of mail has may come too. */
  get isDue(): boolean {
    return isDue;
  },
  load(): Promise<Rest> {
    isDue = true;
    coming ??= fetchRest();
    return coming;
  },
};
/** Opens the window for writing. */
export const write = (start: ComposeStart = {}): void =>
  void later.load().then(({ openCompose }) => openCompose(start));

/** When what is shown now has been painted; a page in the background paints nothing. */
export function afterPaint(work: () => void): void {
  if (document.hidden) work();
  else requestAnimationFrame(() => setTimeout(work));
}
