/**
 * News of the mailbox as it comes (server-sent events), and whether the line is there. A line that falls is taken up again
 * by itself; whoever listens is told to catch up. Used by mailbox.svelte.ts alone.
 */
import type { MailEvents } from './shapes.ts';

export type Heard = {
  [Name in keyof MailEvents]: { readonly name: Name; readonly data: MailEvents[Name] };
}[keyof MailEvents];
const NAMES = [
  'folder',
  'list',
  'new',
  'outbox',
  'again',
  'beat',
  'end',
] as const satisfies readonly (keyof MailEvents)[];
/** The server says something at least every 25 seconds. */
const SILENT_MS = 70_000;
const FIRST_TRY_MS = 1500;
const LAST_TRY_MS = 30_000;

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

/** Listens until closed. `catchUp`: from now on nothing is missed; what was until now has to be fetched. */
const PATH = '/api/v1/mail/events';
export function listen(_own: string, hear: (heard: Heard) => void, catchUp: () => void): Line {
  let isLost = $state(false);
  let heardAt = $state(Date.now());
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let waitMs = FIRST_TRY_MS;
  let isClosed = false;
  let folder = '';
  let isFresh = false;

  function there(): void {
    heardAt = Date.now();
    waitMs = FIRST_TRY_MS;
    isLost = false;
    clearTimeout(silence);
    silence = setTimeout(() => lost(), SILENT_MS);
  }
  function lost(): void {
    source?.close();
    source = null;
    clearTimeout(silence);
    clearTimeout(timer);
    if (isClosed) return;
    isLost = true;
    timer = setTimeout(connect, waitMs);
    waitMs = Math.min(LAST_TRY_MS, waitMs * 2);
  }
  function connect(): void {
    clearTimeout(timer);
    source?.close();
    const mine = new EventSource(folder === '' ? PATH : `${PATH}?folder=${folder}`);
    source = mine;
    isFresh = true;
    mine.addEventListener('open', there);
    mine.addEventListener('error', () => {
      if (source === mine) lost();
    });
    for (const name of NAMES)
      mine.addEventListener(name, ({ data }) => {
        if (source !== mine) return;
        there();
        // The server's hour is over: a new one begins.
        if (name === 'end') return lost();
        if (name === 'beat' && isFresh) {
          isFresh = false;
          catchUp();
        }
        hear({ name, data: JSON.parse(String(data)) } as Heard);
      });
  }
  const gone = (): void => lost();
  const back = (): void => connect();
  addEventListener('offline', gone);
  addEventListener('online', back);
  // A page that the browser keeps for "back" must not keep its line: a browser has six for one host, and then asks no more.
  const away = (): void => {
    source?.close();
    source = null;
    clearTimeout(silence);
    clearTimeout(timer);
  };
  const shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && !isClosed) connect();
  };
  addEventListener('pagehide', away);
  addEventListener('pageshow', shown);

  return {
    get isLost() {
      return isLost;
    },
    get heardAt() {
      return heardAt;
    },
    tell: (isThere) => {
      if (!isThere && !isLost) lost();
      else if (isThere && isLost) connect();
    },
    connect,
    watch: (wanted) => {
      if (wanted === folder) return;
      folder = wanted;
      connect();
    },
    close: () => {
      isClosed = true;
      source?.close();
      clearTimeout(timer);
      clearTimeout(silence);
      removeEventListener('offline', gone);
      removeEventListener('online', back);
      removeEventListener('pagehide', away);
      removeEventListener('pageshow', shown);
    },
  };
}
