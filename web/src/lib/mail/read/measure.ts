/**
 * How tall a letter in its frame is. The page reads the frame's box and nothing else; what a letter calls its elements cannot
 * stand in for what is asked (a picture named `documentElement` does, of a document's own property). Called by Document.svelte.
 */
const rootOf = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement')?.get;
const typeOf = Object.getOwnPropertyDescriptor(Document.prototype, 'contentType')?.get;
const LEAST = 48;
/** Browsers paint no taller ones well; what is longer scrolls by itself. */
const MOST = 60_000;
/** A line for those that are wider than the page and scroll sideways. */
const BAR = 18;

/** The frame's root; null: the browser does not let the page see it, or something else than a letter came. */
export function letterRoot(frame: HTMLIFrameElement): HTMLElement | null {
  const document = frame.contentDocument;
  if (document === null || typeOf?.call(document) !== 'text/html') return null;
  // Of another realm: no `instanceof` of ours holds there.
  const root = rootOf?.call(document) as HTMLElement | null | undefined;
  return root?.localName === 'html' ? root : null;
}

/** The height that shows all of it. */
export function heightOf(root: HTMLElement, frame: HTMLIFrameElement): number {
  const box = Math.ceil(root.getBoundingClientRect().height);
  // What hangs out of the root's box is seen only where it is more than the frame.
  const whole = root.scrollHeight > frame.clientHeight ? root.scrollHeight : 0;
  const bar = root.scrollWidth > frame.clientWidth + 1 ? BAR : 0;
  return Math.min(MOST, Math.max(LEAST, box, whole) + bar);
}

/**
 * Tells the height now and whenever it changes; gives the way to stop. A letter that grows with its frame (`100vh`) is left
 * where it was: each step would ask for the next.
 */
export function follow(frame: HTMLIFrameElement, root: HTMLElement, tell: (height: number) => void): () => void {
  let [height, before, width, isFollowing] = [0, frame.clientHeight, frame.clientWidth, false];
  const look = (): void => {
    if (frame.clientWidth !== width) [width, isFollowing] = [frame.clientWidth, false];
    const wanted = heightOf(root, frame);
    if (wanted === height) return;
    const grown = height - before;
    if (height !== 0 && grown !== 0 && wanted - height === grown) isFollowing = true;
    if (isFollowing && wanted > height) return;
    [before, height] = [height === 0 ? frame.clientHeight : height, wanted];
    tell(wanted);
  };
  const observer = new ResizeObserver(look);
  observer.observe(root);
  look();
  return () => observer.disconnect();
}
