import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import { MailboxDatabase } from './database.ts';
import { MailboxGone } from './problems.ts';
import { openMailStore } from './store.ts';
import { inboxOf, KARI, mail, must, OLA, plainOptions, testStore } from './test-store.ts';

const filesOf = (directory: string, id: MailboxId): string[] => readdirSync(join(directory, id.slice(-2), id));

test('databases beyond the limit are closed, sessions go on', async (t) => {
  const { store, directory } = await testStore(t, { maxOpen: 2 });
  const ids = Array.from({ length: 6 }, (_, n) => `mailbox0${n}` as MailboxId);
  const sessions = [];
  for (const id of ids) sessions.push(await inboxOf(store, id));
  const open = (): number => ids.filter((id) => filesOf(directory, id).includes('index.db-wal')).length;
  assert.equal(open(), 2);
  for (const { handle, inbox } of sessions) must(await handle.append(inbox, { bytes: mail('a') }));
  for (const { handle, inbox } of sessions) assert.equal((await handle.rows(inbox)).length, 1);
  assert.equal(open(), 2);
  for (const { handle } of sessions) handle.close();
  assert.equal((await store.usage(ids[0])).messages, 1);
});

test('what was stored is there after closing and opening; the log is gone', async (t) => {
  const { store, directory } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  must(await handle.append(inbox, { bytes: mail('a'), flags: ['$Work'] }));
  const before = await handle.folders();
  await store.close();
  assert.deepEqual(filesOf(directory, KARI), ['index.db']);
  const again = await openMailStore({ ...plainOptions, directory });
  t.after(() => again.close());
  const second = await again.open(KARI, 0);
  assert.deepEqual(await second.folders(), before);
  assert.deepEqual((await second.rows(inbox))[0].flags, ['$Work']);
  await assert.rejects(handle.rows(inbox), MailboxGone);
  await assert.rejects(store.open(KARI, 0), /closed/);
});

test('remove moves aside and ends the sessions; restore brings the newest back', async (t) => {
  let now = 1000;
  const { store, directory } = await testStore(t, { clock: { now: () => now++, monotonic: () => 0 } });
  const { handle, inbox } = await inboxOf(store);
  let gone = 0;
  handle.onChange(inbox, ({ kind }) => (gone += Number(kind === 'gone')));
  const last = handle.append(inbox, { bytes: mail('første') });
  await Promise.all([store.remove(KARI), last.then(must)]);
  assert.equal(gone, 1);
  await assert.rejects(handle.append(inbox, { bytes: mail('x') }), MailboxGone);
  assert.deepEqual(await store.usage(KARI), { bytes: 0, messages: 0 });
  await inboxOf(store); // a new one with the same id
  assert.equal(await store.restore(KARI), false);
  await store.remove(KARI);
  assert.equal(readdirSync(join(directory, 'removed')).length, 2);
  assert.equal(await store.restore(KARI), true);
  assert.equal((await store.usage(KARI)).messages, 0);
  assert.equal(await store.restore(OLA), false);
  await store.remove(OLA);
  assert.equal((await store.verify()).mailboxes, 1);
});

test('a snapshot taken under deliveries is a whole mailbox', async (t) => {
  const { store } = await testStore(t);
  const target = mkdtempSync(join(tmpdir(), 'snapshot-'));
  t.after(() => rmSync(target, { recursive: true }));
  const { handle, inbox } = await inboxOf(store);
  const large = mail('stor', 'x'.repeat(200_000));
  must(await handle.append(inbox, { bytes: large }));
  const place = join(target, KARI.slice(-2), KARI);
  const deliveries = Array.from({ length: 30 }, (_, n) => handle.append(inbox, { bytes: mail(`${n}`) }));
  assert.equal(await store.snapshot(KARI, place), true);
  await Promise.all(deliveries);
  await handle.expunge(inbox, [1]);
  const copy = await openMailStore({ ...plainOptions, directory: target });
  t.after(() => copy.close());
  const found = await copy.verify();
  assert.deepEqual(found.faults, []);
  assert.ok(found.messages >= 1);
  const copied = await inboxOf(copy);
  assert.deepEqual(await copied.handle.read(copied.inbox, 1), large);
  assert.equal(await store.snapshot(OLA, join(target, 'none')), false);
  await assert.rejects(store.snapshot(KARI, place), /EEXIST/);
});

test('ids that would lead elsewhere are refused', async (t) => {
  const { store } = await testStore(t);
  for (const id of ['../../etc', '', 'a', 'a/b', '.', 'x'.repeat(65)])
    await assert.rejects(store.open(id as MailboxId, 0), /not a mailbox id/);
});

test('a full database refuses, keeps nothing of it, and goes on when there is room', async (t) => {
  const { store } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  must(await handle.append(inbox, { bytes: mail('før') }));
  // The page limit of SQLite stands for the disk here; test/system/store-full-disk.test.ts fills a real one.
  // oxlint-disable-next-line typescript/unbound-method
  const begin = MailboxDatabase.prototype.begin;
  t.after(() => (MailboxDatabase.prototype.begin = begin));
  MailboxDatabase.prototype.begin = function limited(this: MailboxDatabase) {
    this.connection.exec('PRAGMA max_page_count = 60');
    begin.call(this);
  };
  const big = mail('stor', 'x'.repeat(60_000));
  const results = await Promise.all([
    handle.append(inbox, { bytes: big }),
    handle.append(inbox, { bytes: mail('liten') }),
    ...[1, 2, 3, 4, 5].map(() => handle.append(inbox, { bytes: big })),
  ]);
  assert.ok(results[1].ok, 'a small one is not taken down by the large ones beside it');
  const refused = results.filter(({ ok }) => !ok);
  assert.ok(refused.length > 0);
  assert.deepEqual(refused[0], { ok: false, problem: 'no-space' });
  const stored = 1 + results.length - refused.length;
  assert.equal((await handle.usage()).messages, stored);
  MailboxDatabase.prototype.begin = function unlimited(this: MailboxDatabase) {
    this.connection.exec('PRAGMA max_page_count = 1000000');
    begin.call(this);
  };
  must(await handle.append(inbox, { bytes: big }));
  assert.equal((await handle.rows(inbox)).length, stored + 1);
  assert.deepEqual((await store.verify()).faults, []);
});

test('after a failed sync nobody is told yes, and the log is written back before more is written', async (t) => {
  const { store } = await testStore(t);
  const { handle, inbox } = await inboxOf(store);
  must(await handle.append(inbox, { bytes: mail('før') }));
  // oxlint-disable-next-line typescript/unbound-method
  const sync = MailboxDatabase.prototype.sync;
  t.after(() => (MailboxDatabase.prototype.sync = sync));
  MailboxDatabase.prototype.sync = async function failing(this: MailboxDatabase) {
    (this as unknown as { suspect: boolean }).suspect = true;
    throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
  };
  assert.deepEqual(await handle.append(inbox, { bytes: mail('usikker') }), { ok: false, problem: 'no-space' });
  MailboxDatabase.prototype.sync = sync;
  must(await handle.append(inbox, { bytes: mail('etter') }));
  assert.deepEqual((await store.verify()).faults, []);
});

test('what was answered is in the files as they were synced last: a power cut loses nothing', async (t) => {
  const { store } = await testStore(t);
  const target = mkdtempSync(join(tmpdir(), 'power-cut-'));
  t.after(() => rmSync(target, { recursive: true }));
  // oxlint-disable-next-line typescript/unbound-method
  const sync = MailboxDatabase.prototype.sync;
  t.after(() => (MailboxDatabase.prototype.sync = sync));
  let copies = 0;
  const placeOf = (copy: number): string => join(target, String(copy), KARI.slice(-2), KARI);
  MailboxDatabase.prototype.sync = async function copying(this: MailboxDatabase) {
    await sync.call(this);
    copies += 1;
    mkdirSync(placeOf(copies), { recursive: true });
    for (const file of ['index.db', 'index.db-wal'])
      copyFileSync(join(this.directory, file), join(placeOf(copies), file));
  };
  const { handle, inbox } = await inboxOf(store);
  const answered = await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      for (let turn = 0; turn < n % 4; turn += 1) await new Promise(setImmediate);
      const { uid } = must(await handle.append(inbox, { bytes: mail(`${n}`) }));
      return { uid, copy: copies };
    }),
  );
  assert.ok(copies > 2);
  for (let copy = 1; copy <= copies; copy += 1) {
    const after = await openMailStore({ ...plainOptions, directory: join(target, String(copy)) });
    const there = await (await after.open(KARI, 0)).rows(inbox);
    const uids = new Set(there.map(({ uid }) => uid));
    for (const message of answered) if (message.copy <= copy) assert.ok(uids.has(message.uid), `UID ${message.uid}`);
    assert.deepEqual((await after.verify()).faults, []);
    await after.close();
  }
});
