/** Webmail's events on a real host: new mail within a moment, numbers, lists, what was missed, and who hears nothing more. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import type { Browser } from '../centre-client.ts';
import { folderId, mailReader, type Row } from './mail-reader.ts';

let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
});
after(() => world.stop());

interface Event {
  readonly name: string;
  readonly data: Record<string, unknown>;
  readonly id: string;
}
interface Tab {
  /** The next event of this name; others before it are passed. */
  readonly next: (name: string) => Promise<Event>;
  readonly close: () => void;
}
/** A tab that listens; resolves when the stream has begun. */
async function tab(browser: Browser, more: { folder?: string; lastId?: string } = {}): Promise<Tab> {
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
  for (let event = await read(); event.name !== 'beat'; event = await read()) early.push(event);
  const next = async (name: string): Promise<Event> => {
    for (;;) {
      const event = early.shift() ?? (await read());
      if (event.name === name) return event;
    }
  };
  world.onStop(async () => ended.abort());
  return { next, close: () => ended.abort() };
}
/** A letter from the world; when it was accepted. */
async function comes(to: string, subject: string): Promise<void> {
  const said = await world.say({
    port: world.port('inbound'),
    tls: false,
    from: '127.251.9.9',
    says: [
      'EHLO far.example',
      'MAIL FROM:<eva@far.example>',
      `RCPT TO:<${to}>`,
      'DATA',
      `From: eva@far.example\r\nSubject: ${subject}\r\n\r\nHei.\r\n.`,
      'QUIT',
    ],
  });
  assert.match(said, /250 2\.0\.0/);
}

test('new mail is told with its row to every tab, with the new list and the new numbers', async () => {
  const { browser, customer, list } = await mailReader(world, 760);
  const [one, two] = [await tab(browser), await tab(browser, { folder: 'Archive' })];
  await list(); // the watch stands when numbers have been counted
  await comes(customer.address, 'Hei på deg');
  const told = (await one.next('new')).data['row'] as Row;
  assert.deepEqual([told.subject, told.preview, told.unread], ['Hei på deg', 'Hei.', true]);
  const { data } = await one.next('list');
  assert.deepEqual([data['folder'], data['version']], [folderId('INBOX'), (await list()).version]);
  assert.equal(((await two.next('new')).data['row'] as Row).id, told.id);
  const { folders } = (await one.next('folder')).data as { folders: { role: string; total: number; unread: number }[] };
  assert.deepEqual(
    folders.map(({ role, total, unread }) => [role, total, unread]),
    [['inbox', 1, 1]],
  );
});

test('what one tab marks, and what another program does in the folder being looked at, is told', async () => {
  const { browser, box, ids, change } = await mailReader(world, 761);
  await box.put('Archive', { head: 'Subject: a' });
  await box.put('INBOX', { head: 'Subject: b' });
  const one = await tab(browser, { folder: 'Archive' });
  await ids('Archive');
  const before = one.next('list');
  await change('mark', { ids: await ids(), add: ['seen'] });
  assert.equal((await before).data['folder'], folderId('INBOX'));
  const after = one.next('list');
  await box.command('UID STORE 1 +FLAGS (\\Deleted)', 'Archive');
  assert.equal((await after).data['folder'], folderId('Archive'));
});

test('a tab that comes back gets what it missed; one that was away too long asks anew', async () => {
  const { browser, customer } = await mailReader(world, 762);
  const first = await tab(browser);
  await comes(customer.address, 'en');
  const heard = await first.next('list');
  first.close();
  const second = await tab(browser);
  await comes(customer.address, 'to');
  await second.next('list');
  const back = await tab(browser, { lastId: heard.id });
  assert.equal(((await back.next('new')).data['row'] as Row).subject, 'to');
  const stranger = await tab(browser, { lastId: 'gammel-7' });
  await stranger.next('again');
});

test('the watch comes back by itself when the door ended its sessions, and what came meanwhile is told', async () => {
  const { browser, customer, box } = await mailReader(world, 763);
  const one = await tab(browser);
  await comes(customer.address, 'før');
  await one.next('new');
  await box.endAllSessions();
  await comes(customer.address, 'etter');
  assert.equal(((await one.next('new')).data['row'] as Row).subject, 'etter');
});

test('so many tabs and not more', async () => {
  const { browser } = await mailReader(world, 764);
  const open: Tab[] = [];
  for (let count = 0; count < 12; count += 1) open.push(await tab(browser));
  assert.equal((await browser.ask('GET', '/mail/events')).status, 429);
  for (const one of open) one.close();
});
