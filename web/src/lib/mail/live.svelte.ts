/**
 * News of the mailbox as they come, one stream for all tabs: a browser has six connections for one host, and a stream in each
 * of six tabs would leave none to ask with. The tab that holds the lock of the mailbox listens and tells the others; when it
 * goes, the next one takes over from the last thing heard. Without locks each tab has a stream of its own. Opened by
 * mailbox.svelte.ts alone.
 */
import { session } from '../session.svelte.ts';
import { type Heard, openStream, SILENT_MS, type Stream } from './stream.ts';

export type { Heard };
export interface Line {
  /** Nothing is heard: what is seen is from `heardAt`. */
  readonly isLost: boolean;
  readonly heardAt: number;
  /** A request went through, or did not. */
  tell(isThere: boolean): void;
  /** Tries now. */
  connect(): void;
  /** The list of this folder is looked at: its changes are told too. */
  watch(folder: string): void;
  close(): void;
}
/** Between tabs. */
type Said =
  | { readonly kind: 'watch'; readonly tab: string; readonly folder: string }
  | { readonly kind: 'bye'; readonly tab: string }
  | { readonly kind: 'who' | 'try' | 'doubt' | 'there' | 'lost' | 'over' }
  | { readonly kind: 'heard'; readonly heard: Heard; readonly id: string }
  | { readonly kind: 'stands'; readonly folders: readonly string[]; readonly isFresh: boolean };

/**
 * Listens until closed. `catchUp`: from now on nothing is missed; what was until now has to be fetched. `wonder`: the server
 * gives no news; a question of the page's tells whether the session is over, or another's.
 */
export function listen(own: string, hear: (heard: Heard) => void, catchUp: () => void, wonder: () => void): Line {
  const name = `postvakt-mail ${own.toLowerCase()}`;
  const canShare = 'locks' in navigator && 'BroadcastChannel' in window;
  const tab = canShare ? crypto.randomUUID() : '';
  let isLost = $state(false);
  let heardAt = $state(Date.now());
  let folder = '';
  let lastId = '';
  /** This tab has not caught up yet: with its folder, or since the line was lost. */
  let isWaiting = true;
  let isIn = false;
  let channel: BroadcastChannel | null = null;
  let waits: AbortController | null = null;
  let release: (() => void) | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;
  /** Where this tab leads. */
  let stream: Stream | null = null;
  let standing: ReadonlySet<string> = new Set();
  const looked = new Map<string, string>();

  function say(said: Said): void {
    channel?.postMessage(said);
  }
  function there(): void {
    heardAt = Date.now();
    isLost = false;
    clearTimeout(silence);
    // Who leads says nothing any more, and still has the lock: it is taken from him.
    if (stream === null) silence = setTimeout(() => queue(true), SILENT_MS);
  }
  /** What was done meanwhile waits, and what was asked failed: both are taken up when the line stands again. */
  function lost(): void {
    isLost = true;
    isWaiting = true;
  }
  function take(heard: Heard, id: string): void {
    // Said again after another tab took over.
    if (id !== '' && isBefore(id, lastId)) return;
    if (id !== '') lastId = id;
    hear(heard);
  }
  function stand(folders: readonly string[], isFresh: boolean): void {
    if (!isFresh && !(isWaiting && (folder === '' || folders.includes(folder)))) return;
    isWaiting = false;
    catchUp();
  }

  /** All folders that any tab looks at. */
  const union = (): readonly string[] => [...new Set([folder, ...looked.values()])].filter((id) => id !== '');
  function follow(): void {
    const wanted = union();
    if (wanted.every((id) => standing.has(id))) {
      say({ kind: 'stands', folders: wanted, isFresh: false });
      stand(wanted, false);
    } else stream?.look(wanted);
  }
  function lead(): void {
    clearTimeout(silence);
    looked.clear();
    standing = new Set();
    stream = openStream(lastId, {
      heard: (heard, id) => {
        say({ kind: 'heard', heard, id });
        take(heard, id);
      },
      there: () => {
        say({ kind: 'there' });
        there();
      },
      lost: () => {
        standing = new Set();
        say({ kind: 'lost' });
        lost();
      },
      refused: wonder,
      stands: (folders, isFresh) => {
        standing = new Set(folders);
        say({ kind: 'stands', folders, isFresh });
        stand(folders, isFresh);
      },
    });
    say({ kind: 'who' });
    stream.connect(union());
  }
  function yieldLead(): void {
    stream?.close();
    stream = null;
    release?.();
    release = null;
  }
  function queue(steal: boolean): void {
    waits?.abort();
    const mine = new AbortController();
    waits = mine;
    const work = (): Promise<void> =>
      new Promise((done) => {
        if (mine.signal.aborted) return done();
        release = done;
        lead();
      });
    navigator.locks.request(name, steal ? { steal } : { signal: mine.signal }, work).catch(() => {
      // Given up by ourselves, or taken by another tab: then it leads.
      if (mine.signal.aborted || waits !== mine) return;
      yieldLead();
      if (isIn) queue(false);
    });
  }

  function receive(said: Said): void {
    if (said.kind === 'over') return over();
    if (stream !== null) {
      if (said.kind === 'watch') {
        looked.set(said.tab, said.folder);
        follow();
      } else if (said.kind === 'bye') looked.delete(said.tab);
      else if (said.kind === 'try') stream.connect(union());
      else if (said.kind === 'doubt' && !isLost) stream.doubt();
      return;
    }
    if (said.kind === 'who') say({ kind: 'watch', tab, folder });
    else if (said.kind === 'there') there();
    else if (said.kind === 'lost') lost();
    else if (said.kind === 'heard') take(said.heard, said.id);
    else if (said.kind === 'stands') stand(said.folders, said.isFresh);
  }
  function join(): void {
    if (isIn || own === '') return;
    isIn = true;
    isWaiting = true;
    if (!canShare) return lead();
    channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }: MessageEvent<Said>) => receive(data));
    there();
    queue(false);
    say({ kind: 'watch', tab, folder });
  }
  /** A page that the browser keeps for "back", or lets sleep, must hold neither line nor lock. */
  function leave(): void {
    if (!isIn) return;
    isIn = false;
    say({ kind: 'bye', tab });
    waits?.abort();
    yieldLead();
    clearTimeout(silence);
    channel?.close();
    channel = null;
  }
  /** Somebody signed out in another tab: the next question says so, and lets him sign in again where he is. */
  function over(): void {
    leave();
    isLost = true;
    catchUp();
  }
  function connect(): void {
    if (!isIn) join();
    else if (stream !== null) stream.connect(union());
    else say({ kind: 'try' });
  }
  function gone(): void {
    if (stream !== null) stream.doubt();
    else {
      lost();
      say({ kind: 'doubt' });
    }
  }
  const shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) join();
  };
  addEventListener('offline', gone);
  addEventListener('online', connect);
  addEventListener('pagehide', leave);
  addEventListener('pageshow', shown);
  document.addEventListener('freeze', leave);
  document.addEventListener('resume', join);
  join();

  return {
    get isLost() {
      return isLost;
    },
    get heardAt() {
      return heardAt;
    },
    tell: (isThere) => {
      if (!isThere && !isLost) gone();
      else if (isThere && isLost) connect();
    },
    connect,
    watch: (wanted) => {
      if (wanted === folder) return;
      folder = wanted;
      isWaiting = true;
      if (stream !== null) follow();
      else say({ kind: 'watch', tab, folder });
    },
    close: () => {
      if (session.person === null) say({ kind: 'over' });
      leave();
      removeEventListener('offline', gone);
      removeEventListener('online', connect);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', shown);
      document.removeEventListener('freeze', leave);
      document.removeEventListener('resume', join);
    },
  };
}

/** Ids are `epoch-number`: of another run of the host nothing is known. */
function isBefore(id: string, last: string): boolean {
  const at = id.lastIndexOf('-');
  return (
    last.slice(0, last.lastIndexOf('-')) === id.slice(0, at) && Number(id.slice(at + 1)) <= Number(last.slice(at + 1))
  );
}
