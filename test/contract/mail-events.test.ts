/** Webmail's events on a real host: new mail within a moment, numbers, lists, what was missed, and who hears nothing more. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Browser } from '../centre-client.ts';
import { folderId, mailReader, type Row } from './mail-reader.ts';
import { type Looking, mailTab, type Tab } from './mail-tab.ts';

let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
});
after(() => world.stop());

const tab = (browser: Browser, more?: Looking): Promise<Tab> => mailTab(world, browser, more);
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

test('a tab that goes before it heard anything says where it stood, and misses nothing', async () => {
  const { browser, customer } = await mailReader(world, 766);
  const first = await tab(browser);
  assert.match(first.place, /-\d+$/);
  const second = await tab(browser);
  first.close();
  await comes(customer.address, 'imens');
  await second.next('new');
  const back = await tab(browser, { lastId: first.place });
  assert.equal(((await back.next('new')).data['row'] as Row).subject, 'imens');
});

test('what comes while no tab is there, or its line is down, is told to the one that comes back', async () => {
  const { customer } = await mailReader(world, 765);
  const mailbox = await mailboxByAddress(world.host.app.db.sql, customer.address);
  assert.ok(mailbox);
  const user = { id: mailbox.id, address: mailbox.address };
  const { watching } = world.host.app.webmail;
  const heard: string[] = [];
  let lastId: string | undefined;
  const came = Promise.withResolvers<void>();
  const watch = (): ReturnType<typeof watching.watch> =>
    watching.watch(user, { folders: [], lastId, language: 'nb' }, (event, id) => {
      lastId = id;
      heard.push(event.kind === 'new' ? `new ${event.row.subject}` : event.kind);
      if (event.kind === 'folder') came.resolve();
    });
  const first = watch();
  await first.stands;
  await comes(customer.address, 'hørt');
  await came.promise;
  first.stop();
  heard.length = 0;
  await comes(customer.address, 'ingen så på');
  const second = watch();
  await second.stands;
  second.stop();
  assert.deepEqual(heard.toSorted(), ['folder', 'list', 'new ingen så på']);
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
  // Their places are free as soon as the server has seen them go.
  const waits = new AbortController();
  let status = 429;
  while (status === 429) ({ status } = await browser.ask('GET', '/mail/events', { signal: waits.signal }));
  waits.abort();
  assert.equal(status, 200);
});
