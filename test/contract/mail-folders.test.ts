/** Webmail's folders on a real host: through our own IMAP door, with no password; of the reader alone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, signedIn } from '../centre-client.ts';
import { type Done, folderId, mailReader } from './mail-reader.ts';

interface Listed {
  readonly folders: readonly { id: string; name: string; role: string | null; total: number; unread: number }[];
}
let world: World;
let one: Owner;
let reader: Browser;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  one = await owner(world, 701);
  reader = await signedIn(world, one.customer.address, one.customer.password);
});
after(() => world.stop());

test('a reader sees his folders with their roles', async () => {
  const { status, body } = await reader.get<Listed>('/mail/folders');
  assert.equal(status, 200);
  assert.deepEqual(
    body.folders
      .map(({ role }) => role)
      .filter(Boolean)
      .toSorted((a, b) => String(a).localeCompare(String(b))),
    ['archive', 'drafts', 'inbox', 'junk', 'sent', 'trash'],
  );
});

test('the contact of the customer has no mail to read, and nobody is told that he has to sign in', async () => {
  const contact = await signedIn(world, one.contact, one.contactPassword);
  assert.equal((await contact.get('/mail/folders')).status, 404);
});

test('no program is said to have signed in', async () => {
  const events = await world.host.app.journal.query({ kinds: ['sign-in'], limit: 50 });
  assert.deepEqual(events, []);
});

interface Told {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly parent: string | null;
  readonly key?: string;
  readonly field?: string;
  readonly to?: string | null;
}
const paths = async (who: Browser): Promise<readonly string[]> =>
  (await who.get<{ folders: readonly { path: string }[] }>('/mail/folders')).body.folders.map(({ path }) => path);

test('folders are made inside each other, in order, renamed and moved; names are as their owner writes them', async () => {
  const { browser } = await mailReader(world, 702);
  const make = async (name: string, parent: string | null = null) =>
    await browser.post<Told>('/mail/folders', { name, parent });
  const trip = await make('Ålesund & <b>"ø');
  assert.deepEqual([trip.status, trip.body.path], [201, 'Ålesund & <b>"ø']);
  for (const name of ['Zebra', 'Æ 10', 'Æ 2', 'bil']) assert.equal((await make(name)).status, 201);
  const inside = await make('Bilder 😀', trip.body.id);
  assert.deepEqual([inside.body.parent, inside.body.name], [trip.body.id, 'Bilder 😀']);
  assert.deepEqual(await paths(browser), [
    'INBOX',
    'Drafts',
    'Sent',
    'Archive',
    'Junk',
    'Trash',
    'bil',
    'Zebra',
    'Æ 2',
    'Æ 10',
    'Ålesund & <b>"ø',
    'Ålesund & <b>"ø/Bilder 😀',
  ]);
  for (const name of ['', 'a/b', 'a*', 'a%', '..', 'x'.repeat(256), '\u0007'])
    assert.equal((await make(name)).status === 201, false, JSON.stringify(name));
  const twice = await make('bil');
  assert.deepEqual([twice.status, twice.body.key, twice.body.field], [409, 'folderExists', 'name']);
  const put = (id: string, body: object) => browser.ask('PUT', `/mail/folders/${id}`, { body });
  const moved = await put(inside.body.id, { name: 'Foto', parent: null });
  assert.equal(((await moved.json()) as Told).path, 'Foto');
  const self = await put(trip.body.id, { name: 'x', parent: trip.body.id });
  assert.equal(((await self.json()) as Told).key, 'folderIntoItself');
  for (const kept of ['INBOX', 'Trash']) assert.equal((await put(folderId(kept), { name: 'y' })).status, 409);
  const gone = await put(inside.body.id, { name: 'z' });
  assert.deepEqual([gone.status, ((await gone.json()) as Told).key], [404, 'folderGone']);
});

test('a folder that is deleted lies in the trash with all that is in it, and can be taken back; then it goes for good', async () => {
  const { browser, box } = await mailReader(world, 703);
  await box.command('CREATE Hytta/Bilder');
  await box.put('Hytta/Bilder', { head: 'Subject: utsikt' });
  const remove = async (id: string, more = '') => {
    const answer = await browser.ask('DELETE', `/mail/folders/${id}${more}`);
    return { status: answer.status, body: (await answer.json()) as Told };
  };
  const first = await remove(folderId('Hytta'));
  assert.deepEqual([first.status, first.body.to], [200, folderId('Trash/Hytta')]);
  assert.ok((await paths(browser)).includes('Trash/Hytta/Bilder'));
  await browser.ask('PUT', `/mail/folders/${first.body.to}`, { body: { name: 'Hytta', parent: null } });
  assert.match(await box.command('STATUS Hytta/Bilder (MESSAGES)'), /MESSAGES 1/);
  await remove(folderId('Hytta'));
  assert.deepEqual((await remove(folderId('Trash/Hytta'))).body.key, 'removeForGood');
  assert.deepEqual((await remove(folderId('Trash/Hytta'), '?forGood=true')).body.to, null);
  assert.ok((await paths(browser)).every((path) => !path.includes('Hytta')));
  for (const kept of ['INBOX', 'Trash', 'Sent'])
    assert.equal((await remove(folderId(kept), '?forGood=true')).status, 409);
});

test('all read and back again; trash and junk are emptied, nothing else is', async () => {
  const { browser, box, list } = await mailReader(world, 704);
  await box.fill('INBOX', 4, (index) => ({ head: 'Subject: x', flags: index === 0 ? '\\Seen' : '' }));
  const { body } = await browser.post<Done>(`/mail/folders/${folderId('INBOX')}/read`, {});
  assert.equal(body.done.length, 3, 'what was read before is not undone');
  assert.equal((await list('INBOX', 'filter=unread')).total, 0);
  await browser.post('/mail/messages/mark', { ids: body.done.map(({ id }) => id), remove: ['seen'] });
  assert.equal((await list('INBOX', 'filter=unread')).total, 3);
  await box.command('CREATE Trash/Gammelt');
  await box.fill('Trash', 2, () => ({ head: 'Subject: x' }));
  assert.equal((await browser.post(`/mail/folders/${folderId('INBOX')}/empty`, {})).status, 409);
  const emptied = await browser.post<{ removed: number }>(`/mail/folders/${folderId('Trash')}/empty`, {});
  assert.deepEqual([emptied.status, emptied.body.removed], [200, 2]);
  assert.ok(!(await paths(browser)).includes('Trash/Gammelt'));
  assert.equal((await list()).total, 4);
});

test('fifty folders with what is in them, in one answer', async () => {
  const { browser, box } = await mailReader(world, 705);
  for (let index = 0; index < 50; index += 1) await box.command(`CREATE "m${index}"`);
  await box.put('m7', { head: 'Subject: x' });
  const { folders } = (await browser.get<Listed>('/mail/folders')).body;
  assert.equal(folders.length, 56);
  assert.deepEqual(
    folders.filter(({ total }) => total > 0).map(({ name, unread }) => [name, unread]),
    [['m7', 1]],
  );
});

test('while the doors are shut the page is told so, in words', async () => {
  const alone = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  try {
    const { browser } = await mailReader(alone, 706);
    const endpoints = alone.host.endpoints as Record<string, string>;
    const kept = { ...endpoints };
    for (const door of ['imap', 'imaps']) delete endpoints[door];
    const shut = await browser.get<Told & { title: string }>('/mail/folders');
    assert.deepEqual([shut.status, shut.body.key], [503, 'mailAway']);
    assert.match(shut.body.title, /Ingenting er borte/);
    Object.assign(endpoints, kept);
    assert.equal((await browser.get('/mail/folders')).status, 200);
  } finally {
    await alone.stop();
  }
});
