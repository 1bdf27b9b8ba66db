/** Marks, moves, removals and spam in webmail on a real host: many at once, undone again, and what went away meanwhile named. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { type Done, folderId, mailReader, subjects } from './mail-reader.ts';

let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
});
after(() => world.stop());
let seed = 730;
const reader = () => mailReader(world, (seed += 1));
const letter = (index: number) => ({ head: `From: Eva <eva${index}@far.example>\r\nSubject: nr ${index}` });

test('marks are set and taken away, on what is there; ids of others and nonsense are named as gone', async () => {
  const { box, ids, list, change } = await reader();
  await box.fill('INBOX', 3, letter);
  const all = await ids();
  const gone = [`${folderId('INBOX')}.1.99`, 'tull', `${folderId('Borte')}.7.1`];
  const done = await change('mark', {
    ids: [all[0], all[2], ...gone],
    add: ['seen', 'flagged', 'answered', 'forwarded'],
  });
  assert.deepEqual(
    done.done.map(({ id, to }) => [id, to]),
    [
      [all[0], all[0]],
      [all[2], all[2]],
    ],
  );
  assert.deepEqual([...done.gone].toSorted(), gone.toSorted());
  assert.deepEqual(
    (await list()).rows.map((row) => [row.unread, row.flagged, row.answered]),
    [
      [false, true, true],
      [true, false, false],
      [false, true, true],
    ],
  );
  assert.match(await box.command('UID FETCH 1:* (FLAGS)', 'INBOX'), /\$Forwarded/);
  await change('mark', { ids: all, remove: ['flagged'], add: ['seen'] });
  assert.deepEqual((await list('INBOX', 'filter=flagged')).total, 0);
});

test('what is moved has a new id and comes back by it; into a folder that went away nothing goes', async () => {
  const { browser, box, ids, list, change } = await reader();
  await box.fill('INBOX', 5, letter);
  const all = await ids();
  const there = await change('move', { ids: all.slice(0, 3), folder: folderId('Archive') });
  assert.deepEqual(
    there.done.map(({ id }) => id),
    all.slice(0, 3),
  );
  assert.deepEqual(subjects(await list('Archive')), ['nr 4', 'nr 3', 'nr 2']);
  assert.deepEqual(subjects(await list()), ['nr 1', 'nr 0']);
  const again = await change('move', { ids: all.slice(0, 3), folder: folderId('Archive') });
  assert.deepEqual([again.done.length, again.gone.length], [0, 3], 'the old ids are gone');
  await change('move', { ids: there.done.map(({ to }) => to), folder: folderId('INBOX') });
  assert.equal((await list()).total, 5);
  const nowhere = await browser.post<Done>('/mail/messages/move', { ids: [(await ids())[0]], folder: folderId('Nei') });
  assert.deepEqual([nowhere.status, nowhere.body.key], [404, 'folderGone']);
  assert.equal((await list()).total, 5);
});

test('removing goes to the trash; from there, and from junk, for good when it is said', async () => {
  const { browser, box, ids, list, change } = await reader();
  await box.fill('INBOX', 2, letter);
  await box.fill('Junk', 2, letter);
  const done = await change('remove', { ids: [...(await ids()), (await ids('Junk'))[0]] });
  assert.ok(done.done.every(({ to }) => to?.startsWith(`${folderId('Trash')}.`)));
  assert.equal((await list('Trash')).total, 3);
  const trashed = await ids('Trash');
  const asked = await browser.post<Done>('/mail/messages/remove', { ids: trashed });
  assert.deepEqual([asked.status, asked.body.key], [409, 'removeForGood']);
  assert.equal((await list('Trash')).total, 3);
  const gone = await change('remove', { ids: [...trashed.slice(0, 2), ...(await ids('Junk'))], forGood: true });
  assert.deepEqual(
    gone.done.map(({ to }) => to),
    [null, null, null],
  );
  assert.deepEqual([(await list('Trash')).total, (await list('Junk')).total], [1, 0]);
});

test('spam goes to junk and says so to others; not spam comes back and names who wrote', async () => {
  const { box, ids, list, change } = await reader();
  await box.fill('INBOX', 2, letter);
  const spam = await change('spam', { ids: await ids(), spam: true });
  assert.equal((await list('Junk')).total, 2);
  assert.match(await box.command('UID FETCH 1:* (FLAGS)', 'Junk'), /\$Junk/);
  const back = await change('spam', { ids: spam.done.map(({ to }) => to), spam: false });
  assert.deepEqual([...back.senders].toSorted(), ['eva0@far.example', 'eva1@far.example']);
  assert.equal((await list()).total, 2);
  assert.match(await box.command('UID FETCH 1:* (FLAGS)', 'INBOX'), /\$NotJunk/);
  assert.doesNotMatch(await box.command('UID FETCH 1:* (FLAGS)', 'INBOX'), /\$Junk/);
});

test('a conversation is changed as one; a whole list and a whole search too, scattered or not', async () => {
  const { box, ids, list, change } = await reader();
  await box.put('INBOX', { head: 'Subject: a\r\nMessage-ID: <a@x>' });
  await box.fill('INBOX', 200, (index) => ({ ...letter(index), flags: index % 2 === 0 ? '\\Seen' : '' }));
  await box.put('INBOX', { head: 'Subject: Re: a\r\nIn-Reply-To: <a@x>' });
  const [newest] = await ids();
  const both = await change('move', { ids: [newest], conversations: true, folder: folderId('Archive') });
  assert.equal(both.done.length, 2);
  const unread = await change('move', {
    all: { folder: folderId('INBOX'), filter: 'unread' },
    folder: folderId('Archive'),
  });
  assert.deepEqual([unread.done.length, unread.left], [100, 0]);
  assert.equal(new Set(unread.done.map(({ to }) => to)).size, 100);
  const found = await change('mark', { all: { q: 'fra:eva7', folder: folderId('Archive') }, add: ['flagged'] });
  const flagged = await list('Archive', 'filter=flagged');
  assert.equal(flagged.total, found.done.length);
  assert.ok(flagged.rows.every(({ from }) => from[0].address.startsWith('eva7')));
  assert.equal((await list()).total, 100);
});

test('a body that says both, or neither, is refused', async () => {
  const { browser } = await reader();
  for (const body of [{}, { ids: [] }, { ids: ['a'], all: { q: 'b' } }, { ids: ['a'], add: ['deleted'] }])
    assert.equal((await browser.post('/mail/messages/mark', body)).status, 422, JSON.stringify(body));
});

test('one conversation over the whole mailbox, oldest first, what was sent too', async () => {
  const { browser, box, ids } = await reader();
  const at = (day: string): string => `${day}-Jan-2026 08:00:00 +0000`;
  await box.put('INBOX', { head: 'Subject: Hytta\r\nMessage-ID: <1@x>', at: at('01') });
  await box.put('Sent', { head: 'Subject: Re: Hytta\r\nMessage-ID: <2@x>\r\nReferences: <1@x>', at: at('02') });
  await box.put('Archive', {
    head: 'Subject: SV: Hytta\r\nMessage-ID: <3@x>\r\nReferences: <1@x> <2@x>',
    at: at('03'),
  });
  await box.put('Trash', { head: 'Subject: SV: Hytta\r\nReferences: <1@x>', at: at('04') });
  await box.put('INBOX', { head: 'Subject: noe annet\r\nMessage-ID: <9@x>', at: at('05') });
  const [, first] = await ids();
  const { body } = await browser.get<{ rows: { subject: string; folder: string; conversation: string }[] }>(
    `/mail/conversations/${first}`,
  );
  assert.deepEqual(
    body.rows.map(({ subject, folder }) => [subject, Buffer.from(folder, 'base64url').toString()]),
    [
      ['Hytta', 'INBOX'],
      ['Re: Hytta', 'Sent'],
      ['SV: Hytta', 'Archive'],
    ],
  );
  assert.equal(new Set(body.rows.map(({ conversation }) => conversation)).size, 1);
  assert.equal((await browser.get('/mail/conversations/SU5CT1g.1.7')).status, 404);
});
