/** An open tab of webmail for its tests: hears the server-sent events of a mailbox, one by one. */
import assert from 'node:assert/strict';
import type { World } from '../../lab/world.ts';
import type { Browser } from '../centre-client.ts';
import { folderId } from './mail-reader.ts';

export interface Event {
  readonly name: string;
  readonly data: Record<string, unknown>;
  readonly id: string;
}
export interface Tab {
  /** Its place among the events when nothing was missed any more. */
  readonly place: string;
  /** The next event of this name; others before it are passed. */
  readonly next: (name: string) => Promise<Event>;
  readonly close: () => void;
}
export interface Looking {
  /** Path of the folder that is looked at. */
  readonly folder?: string;
  readonly lastId?: string;
}
/** A tab that listens; resolves when the stream has begun. */
export async function mailTab(world: World, browser: Browser, more: Looking = {}): Promise<Tab> {
  const ended = new AbortController();
  const query = more.folder === undefined ? '' : `?folder=${folderId(more.folder)}`;
  const answer = await fetch(`${world.host.endpoints['http']}/api/v1/mail/events${query}`, {
    headers: {
      cookie: browser.cookie,
      'sec-fetch-site': 'same-origin',
      ...(more.lastId === undefined ? {} : { 'last-event-id': more.lastId }),
    },
    signal: ended.signal,
  });
  assert.equal(answer.status, 200);
  const reader = answer.body?.getReader();
  let text = '';
  const read = async (): Promise<Event> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const field = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(text.slice(0, end))?.[1] ?? '';
        const event = { name: field('event'), data: JSON.parse(field('data') || '{}') as never, id: field('id') };
        text = text.slice(end + 2);
        return event;
      }
      const piece = await reader?.read();
      if (piece === undefined || piece.done) throw new Error('the stream ended');
      text += Buffer.from(piece.value).toString();
    }
  };
  // What was missed comes before the first beat: from then on nothing is.
  const early: Event[] = [];
  let first = await read();
  for (; first.name !== 'beat'; first = await read()) early.push(first);
  const next = async (name: string): Promise<Event> => {
    for (;;) {
      const event = early.shift() ?? (await read());
      if (event.name === name) return event;
    }
  };
  world.onStop(async () => ended.abort());
  return { place: first.id, next, close: () => ended.abort() };
}
