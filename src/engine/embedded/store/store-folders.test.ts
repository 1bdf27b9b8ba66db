import assert from 'node:assert/strict';
import test from 'node:test';
import type { FolderChange } from '../mail-store.ts';
import { MAX_FOLDERS } from '#src/model/folder-name.ts';
import { inboxOf, KARI, mail, must, testStore } from './test-store.ts';

test('a new mailbox has INBOX and the special-use folders, all subscribed, and keeps them', async (t) => {
  const { store } = await testStore(t);
  const handle = await store.open(KARI, 0);
  const folders = await handle.folders();
  assert.deepEqual(
    folders.map(({ name, specialUse, subscribed }) => `${name} ${specialUse} ${subscribed}`),
    [
      'INBOX null true',
      'Archive \\Archive true',
      'Drafts \\Drafts true',
      'Junk \\Junk true',
      'Sent \\Sent true',
      'Trash \\Trash true',
    ],
  );
  assert.deepEqual(await (await store.open(KARI, 0)).folders(), folders);
});

test('create makes parents; names are checked', async (t) => {
  const { store } = await testStore(t);
  const handle = await store.open(KARI, 0);
  assert.equal(must(await handle.createFolder('Kunder/Fjord/2026/')).name, 'Kunder/Fjord/2026');
  assert.ok(await handle.folder('Kunder/Fjord'));
  assert.deepEqual(await handle.createFolder('Kunder'), { ok: false, problem: 'folder-exists' });
  assert.deepEqual(await handle.createFolder('inbox'), { ok: false, problem: 'folder-exists' });
  assert.deepEqual(await handle.createFolder('a//b'), { ok: false, problem: 'bad-name' });
  assert.deepEqual(await handle.createFolder('More', '\\Sent'), { ok: false, problem: 'not-allowed' });
  must(await handle.setSubscribed('Kunder', true));
  assert.equal((await handle.folder('Kunder'))?.subscribed, true);
  assert.deepEqual(await handle.setSubscribed('None', true), { ok: false, problem: 'no-such-folder' });
});

test('delete: INBOX stays, children first, and a folder made again is another', async (t) => {
  const { store } = await testStore(t);
  const { handle } = await inboxOf(store);
  const first = must(await handle.createFolder('A'));
  const child = must(await handle.createFolder('A/B'));
  const heard: FolderChange[] = [];
  handle.onChange(child.id, (change) => heard.push(change));
  await handle.append(child.id, { bytes: mail('x') });
  assert.deepEqual(await handle.deleteFolder('INBOX'), { ok: false, problem: 'not-allowed' });
  assert.deepEqual(await handle.deleteFolder('A'), { ok: false, problem: 'folder-has-children' });
  must(await handle.deleteFolder('A/B'));
  must(await handle.deleteFolder('A'));
  assert.deepEqual(await handle.deleteFolder('A'), { ok: false, problem: 'no-such-folder' });
  assert.deepEqual(
    heard.map(({ kind }) => kind),
    ['added', 'gone'],
  );
  assert.deepEqual(await handle.usage(), { bytes: 0, messages: 0 });
  const second = must(await handle.createFolder('A'));
  assert.ok(second.uidValidity > first.uidValidity);
  assert.notEqual(second.id, first.id);
  assert.notEqual(second.id, child.id);
});

test('rename takes the children along and keeps the messages', async (t) => {
  const { store } = await testStore(t);
  const { handle } = await inboxOf(store);
  const child = must(await handle.createFolder('A/B'));
  await handle.append(child.id, { bytes: mail('x') });
  must(await handle.renameFolder('A', 'Ny/A'));
  const renamed = await handle.folder('Ny/A/B');
  assert.deepEqual([renamed?.id, renamed?.uidValidity, renamed?.messages], [child.id, child.uidValidity, 1]);
  assert.ok(await handle.folder('Ny'));
  assert.equal(await handle.folder('A'), null);
  assert.deepEqual(await handle.renameFolder('Ny', 'Ny/under'), { ok: false, problem: 'not-allowed' });
  assert.deepEqual(await handle.renameFolder('Ny', 'Sent'), { ok: false, problem: 'folder-exists' });
  assert.deepEqual(await handle.renameFolder('Ny', 'a\tb'), { ok: false, problem: 'bad-name' });
  const deep = Array.from({ length: 19 }, () => 'x').join('/');
  assert.deepEqual(await handle.renameFolder('Ny', deep), { ok: false, problem: 'bad-name' });
  assert.deepEqual(await handle.renameFolder('None', 'Some'), { ok: false, problem: 'no-such-folder' });
});

test('renaming INBOX gives its messages away and leaves its children', async (t) => {
  const { store } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  must(await handle.createFolder('INBOX/Under'));
  for (const flags of [[], ['\\Seen']]) await handle.append(inbox, { bytes: mail('x'), flags });
  must(await handle.renameFolder('INBOX', 'Gammelt'));
  const [left, given] = [await handle.folder('INBOX'), await handle.folder('Gammelt')];
  assert.deepEqual([left?.messages, left?.uidNext, given?.messages, given?.unseen], [0, 3, 2, 1]);
  assert.ok(await handle.folder('INBOX/Under'));
});

test('a delivery makes its folder; folders are bounded', async (t) => {
  const { store } = await testStore(t);
  const { handle } = await inboxOf(store);
  const deliver = (folder: string) =>
    store.deliver({ mailbox: KARI, folder, message: { bytes: mail('x') }, quotaBytes: 0 });
  must(await deliver('Lister/Fjord'));
  assert.equal((await handle.folder('Lister/Fjord'))?.subscribed, true);
  assert.deepEqual(await deliver('a\nb'), { ok: false, problem: 'bad-name' });
  const names = Array.from({ length: MAX_FOLDERS - 8 }, (_, n) => `f${n}`);
  await Promise.all(names.map((name) => handle.createFolder(name)));
  assert.equal((await handle.folders()).length, MAX_FOLDERS);
  assert.deepEqual(await deliver('One more'), { ok: false, problem: 'too-many-folders' });
  assert.deepEqual(await handle.createFolder('One more'), { ok: false, problem: 'too-many-folders' });
});
