/**
 * One stream of news from the server (server-sent events): taken up again by itself, from the last thing heard. Opened by
 * live.svelte.ts in one tab for all; knows no other tab.
 */
import { apiAddress } from '../api.ts';
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
export const SILENT_MS = 70_000;
const FIRST_TRY_MS = 1500;
const LAST_TRY_MS = 30_000;
/** What is being tried since so short a time need not be tried anew, however many tabs wish it. */
const JUST_NOW_MS = 1000;

export interface Told {
  heard(heard: Heard, id: string): void;
  /** Something came: the line is there. */
  there(): void;
  lost(): void;
  /** The server answered, and gave no stream: why, a question tells. */
  refused(): void;
  /** From now on nothing of these folders is missed; `isFresh`: what was before is not known. */
  stands(folders: readonly string[], isFresh: boolean): void;
}
export interface Stream {
  /** Tries now; `folders` are looked at. */
  connect(folders: readonly string[]): void;
  /** Others are looked at from now on: asked for when what was asked before stands, so that many tabs at once cost two asks. */
  look(folders: readonly string[]): void;
  /** It is thought to be gone: closed, and tried again. */
  doubt(): void;
  close(): void;
}

/** `lastId`: the last thing heard, '' when nothing was. */
export function openStream(lastId: string, told: Told): Stream {
  let source: EventSource | null = null;
  let folders: readonly string[] = [];
  let last = lastId;
  let waitMs = FIRST_TRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  /** What is asked for has an answer. */
  let isStanding = false;
  let beganAt = 0;

  function end(): void {
    source?.close();
    source = null;
    clearTimeout(timer);
    clearTimeout(silence);
  }
  function there(): void {
    waitMs = FIRST_TRY_MS;
    clearTimeout(silence);
    silence = setTimeout(lost, SILENT_MS);
    told.there();
  }
  function lost(): void {
    end();
    if (isClosed) return;
    timer = setTimeout(() => connect(folders), waitMs);
    waitMs = Math.min(LAST_TRY_MS, waitMs * 2);
    told.lost();
  }
  function connect(wanted: readonly string[]): void {
    end();
    folders = wanted;
    const query = new URLSearchParams(wanted.map((id) => ['folder', id]));
    if (last !== '') query.set('after', last);
    const isFresh = last === '';
    isStanding = false;
    beganAt = performance.now();
    const mine = new EventSource(apiAddress(`/mail/events?${query}`));
    source = mine;
    mine.addEventListener('open', () => source === mine && there());
    mine.addEventListener('error', () => {
      if (source !== mine) return;
      // A line that broke is tried again by the browser; an answer that is no stream is final.
      const isRefused = mine.readyState === EventSource.CLOSED;
      lost();
      if (isRefused) told.refused();
    });
    for (const name of NAMES)
      mine.addEventListener(name, ({ data, lastEventId }: MessageEvent) => {
        if (source !== mine) return;
        there();
        if (lastEventId !== '') last = lastEventId;
        // The server's hour is over: a new one begins.
        if (name === 'end') return lost();
        if (name !== 'beat') told.heard({ name, data: JSON.parse(String(data)) } as Heard, lastEventId);
        else if (!isStanding) {
          isStanding = true;
          told.stands(wanted, isFresh);
          if (source === mine && folders.some((id) => !wanted.includes(id))) connect(folders);
        }
      });
  }
  return {
    connect: (wanted) => {
      if (source === null || isStanding || performance.now() - beganAt > JUST_NOW_MS) connect(wanted);
      else folders = wanted;
    },
    look: (wanted) => {
      if (source === null || isStanding) connect(wanted);
      else folders = wanted;
    },
    doubt: lost,
    close: () => {
      isClosed = true;
      end();
    },
  };
}
