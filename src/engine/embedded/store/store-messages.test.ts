import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import type { FolderChange } from '../mail-store.ts';
import { inboxOf, KARI, mail, must, NOON, testStore } from './test-store.ts';

test('a delivered message is there, byte for byte, with its row and summary', async (t) => {
  const { store } = await testStore(t);
  const bytes = Buffer.from([...Buffer.from('Subject: x\r\n\r\n'), 0, 255, 13, 10, 13]);
  const stored = must(await store.deliver({ mailbox: KARI, folder: 'inbox', message: { bytes }, quotaBytes: 0 }));
  const { handle, inbox } = await inboxOf(store);
  const [row] = await handle.rows(inbox);
  assert.deepEqual(row, {
    uid: 1,
    modseq: 2,
    flags: [],
    internalDate: NOON,
    sizeBytes: bytes.length,
    messageId: null,
  });
  assert.equal(stored.uidValidity, (await handle.folder('INBOX'))?.uidValidity);
  assert.deepEqual(await handle.read(inbox, 1), bytes);
  assert.equal((await handle.readHeader(inbox, 1))?.toString(), 'Subject: x\r\n\r\n');
  assert.equal((await handle.summaries(inbox, [1, 2])).get(1)?.envelope, `(${bytes.length})`);
  assert.equal(await handle.read(inbox, 2), null);
});

test('a summary with every byte comes back as it was', async (t) => {
  const every = String.fromCharCode(...Array.from({ length: 256 }, (_, n) => n));
  const { store } = await testStore(t, {
    summarise: () => ({ envelope: every, bodyStructure: every + every, body: '' }),
  });
  const { handle, inbox } = await inboxOf(store);
  await handle.append(inbox, { bytes: mail('a') });
  const found = (await handle.summaries(inbox, [1])).get(1);
  assert.deepEqual(found, { envelope: every, bodyStructure: every + every, body: '' });
});

test('large messages are files; copies share them, and the last one takes the file along', async (t) => {
  const { store, directory } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  const bytes = mail('stor', 'x'.repeat(300_000));
  const files = (): string[] => readdirSync(join(directory, KARI.slice(-2), KARI, 'large'));
  must(await handle.append(inbox, { bytes, flags: ['\\Seen'] }));
  must(await handle.copy(inbox, [1], 'Archive'));
  assert.equal(files().length, 1);
  assert.deepEqual(await handle.readHeader(inbox, 1), bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4));
  await handle.expunge(inbox, [1]);
  const archive = (await handle.folder('Archive'))!.id;
  assert.deepEqual(await handle.read(archive, 1), bytes);
  await handle.expunge(archive, [1]);
  while (files().length > 0) await new Promise(setImmediate); // unlinked behind the answer
  assert.deepEqual(await handle.usage(), { bytes: 0, messages: 0 });
});

test('small messages come together, large and damaged ones only alone', async (t) => {
  const { store, directory } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  const small = (n: number): Buffer => mail(`${n}`, `\u0000\r\n${'ø'.repeat(n)}`);
  for (let n = 1; n <= 40; n += 1) must(await handle.append(inbox, { bytes: small(n) }));
  must(await handle.append(inbox, { bytes: mail('many', 'x'.repeat(20_000)) }));
  must(await handle.append(inbox, { bytes: mail('file', 'x'.repeat(300_000)) }));
  await handle.expunge(inbox, [2]);
  const db = new DatabaseSync(join(directory, KARI.slice(-2), KARI, 'index.db'));
  db.exec('UPDATE content SET bytes = substr(bytes, 1, size - 1) WHERE id = 9');
  db.close();
  const asked = [39, 1, 2, 3, 7, 9, 20, 41, 42, 43];
  const found = await handle.readTogether(inbox, asked, 'all');
  assert.deepEqual(
    [...found].sort(([a], [b]) => a - b),
    [1, 3, 7, 20, 39].map((n) => [n, small(n)]),
  );
  const headers = await handle.readTogether(inbox, asked, 'header');
  assert.deepEqual(
    [...headers.keys()].sort((a, b) => a - b),
    [1, 3, 7, 9, 20, 39, 41],
  );
  for (const [uid, header] of headers) assert.deepEqual(header, await handle.readHeader(inbox, uid));
  await assert.rejects(handle.read(inbox, 9), { name: 'CorruptMessage' });
});

test('one key is delivered once', async (t) => {
  const { store } = await testStore(t);
  const delivery = { mailbox: KARI, folder: 'INBOX', message: { bytes: mail('a') }, quotaBytes: 0, onceKey: 'q1' };
  const both = await Promise.all([store.deliver(delivery), store.deliver(delivery)]);
  assert.deepEqual(both[0], both[1]);
  assert.deepEqual(await store.deliver(delivery), both[0]);
  assert.equal((await store.usage(KARI)).messages, 1);
});

test('the quota is never exceeded, however many deliver at once; 0 is no limit', async (t) => {
  const { store } = await testStore(t);
  const bytes = mail('a', 'x'.repeat(1000));
  const deliver = (quotaBytes: number) =>
    store.deliver({ mailbox: KARI, folder: 'INBOX', message: { bytes }, quotaBytes });
  const results = await Promise.all(Array.from({ length: 50 }, () => deliver(bytes.length * 20 + 5)));
  assert.equal(results.filter(({ ok }) => ok).length, 20);
  assert.deepEqual(results.at(-1), { ok: false, problem: 'over-quota' });
  const { handle, inbox } = await inboxOf(store, KARI, bytes.length * 20 + 5);
  assert.deepEqual(await handle.copy(inbox, [1], 'Sent'), { ok: false, problem: 'over-quota' });
  const large = { bytes: mail('b', 'x'.repeat(200_000)) };
  assert.deepEqual(await handle.append(inbox, large), { ok: false, problem: 'over-quota' });
  must(await handle.move(inbox, [1, 2], 'Sent'));
  handle.setQuota(0);
  must(await handle.append(inbox, large));
});

test('flags: changed, unchanged, held back; the counters follow', async (t) => {
  const { store } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  for (const flags of [[], ['\\Seen'], ['$Work']]) await handle.append(inbox, { bytes: mail('a'), flags });
  const before = (await handle.folder('INBOX'))!.highestModseq;
  const seen = await handle.setFlags(inbox, [3, 1, 2, 9], { op: 'add', flags: ['\\Seen', '$WORK'] });
  assert.deepEqual(
    seen.changed.map(({ uid, flags }) => [uid, ...flags]),
    [
      [1, '\\Seen', '$WORK'],
      [2, '\\Seen', '$WORK'],
      [3, '\\Seen', '$Work'],
    ],
  );
  assert.equal((await handle.folder('INBOX'))!.unseen, 0);
  const same = await handle.setFlags(inbox, [1], { op: 'add', flags: ['\\Seen'] });
  assert.equal(same.changed[0].modseq, seen.changed[0].modseq);
  const held = await handle.setFlags(inbox, [1, 2], { op: 'set', flags: [], unchangedSince: before });
  assert.deepEqual(held, { changed: [], modified: [1, 2] });
  assert.deepEqual(
    (await handle.rows(inbox, { changedSince: before })).map(({ uid }) => uid),
    [1, 2, 3],
  );
  assert.deepEqual(
    (await handle.rows(inbox, { from: 2, to: 2 })).map(({ uid }) => uid),
    [2],
  );
});

test('move and expunge leave their trace; UIDs never come back', async (t) => {
  const { store } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  for (let n = 0; n < 5; n += 1) await handle.append(inbox, { bytes: mail(`nr ${n}`), internalDate: n });
  const since = (await handle.folder('INBOX'))!.highestModseq;
  assert.deepEqual(await handle.expunge(inbox, [4, 4, 77]), [4]);
  const moved = must(await handle.move(inbox, [5, 1, 2], 'Trash'));
  assert.deepEqual(
    [moved.from, moved.to],
    [
      [1, 2, 5],
      [1, 2, 3],
    ],
  );
  assert.deepEqual(await handle.vanishedSince(inbox, since), [1, 2, 4, 5]);
  assert.deepEqual(await handle.vanishedSince(inbox, since + 1), [1, 2, 5]);
  assert.equal(must(await handle.append(inbox, { bytes: mail('ny') })).uid, 6);
  const trash = (await handle.folder('Trash'))!.id;
  assert.deepEqual(
    (await handle.rows(trash)).map(({ internalDate }) => internalDate),
    [0, 1, 4],
  );
  assert.deepEqual(await handle.move(inbox, [3], 'Nowhere'), { ok: false, problem: 'no-such-folder' });
});

test('listeners hear every commit in order, before the answer; one that throws hurts nobody', async (t) => {
  const reported: unknown[] = [];
  const { store } = await testStore(t, { report: (error) => reported.push(error) });
  const { handle, inbox } = await inboxOf(store);
  const other = await store.open(KARI, 0);
  const heard: FolderChange[] = [];
  handle.onChange(inbox, () => {
    throw new Error('a session at fault');
  });
  const stop = other.onChange(inbox, (change) => heard.push(change));
  await Promise.all([1, 2, 3].map((n) => handle.append(inbox, { bytes: mail(`${n}`) })));
  await handle.setFlags(inbox, [2], { op: 'add', flags: ['\\Flagged'] });
  await handle.expunge(inbox, [1, 2]);
  assert.deepEqual(heard, [
    { kind: 'added', uid: 1, modseq: 2, flags: [] },
    { kind: 'added', uid: 2, modseq: 3, flags: [] },
    { kind: 'added', uid: 3, modseq: 4, flags: [] },
    { kind: 'flags', uid: 2, modseq: 5, flags: ['\\Flagged'] },
    { kind: 'expunged', uids: [1, 2], modseq: 6 },
  ]);
  assert.equal(reported.length, 5);
  stop();
  handle.close();
  handle.close();
  await other.expunge(inbox, [3]);
  assert.equal(heard.length, 5);
  assert.equal(reported.length, 5);
});

test('what is forgotten is not answered', async (t) => {
  const { store } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  assert.equal(await handle.vanishedSince(999, 0), null);
  assert.deepEqual(await handle.vanishedSince(inbox, 0), []);
  assert.deepEqual(await handle.setFlags(999, [1], { op: 'set', flags: [] }), { changed: [], modified: [] });
  assert.deepEqual(await handle.append(999, { bytes: mail('a') }), { ok: false, problem: 'no-such-folder' });
});
