import assert from 'node:assert/strict';
import { readdirSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { CorruptMessage, DamagedMailbox } from './problems.ts';
import { openMailStore } from './store.ts';
import { inboxOf, KARI, mail, must, OLA, plainOptions, testStore } from './test-store.ts';

const folderOf = (directory: string, id: string = KARI): string => join(directory, id.slice(-2), id);

/** Changes a closed mailbox behind the store's back. */
function tamper(directory: string, sql: string): void {
  using db = new DatabaseSync(join(folderOf(directory), 'index.db'));
  db.exec(sql);
}

async function withThree(directory: string): Promise<void> {
  const store = await openMailStore({ ...plainOptions, directory });
  const { handle, inbox } = await inboxOf(store);
  for (const body of ['en', 'to', 'x'.repeat(200_000)]) must(await handle.append(inbox, { bytes: mail('a', body) }));
  await inboxOf(store, OLA);
  await store.close();
}

for (const [what, sql, faults] of [
  ['bytes that changed', `UPDATE content SET bytes = zeroblob(size) WHERE id = 1`, [['INBOX', 1, 'torn']]],
  ['bytes that are too few', `UPDATE content SET bytes = substr(bytes, 2) WHERE id = 2`, [['INBOX', 2, 'torn']]],
  ['a content that is gone', `DELETE FROM content WHERE id = 1`, [['INBOX', 1, 'missing']]],
  ['a counter', `UPDATE folders SET unseen = 7 WHERE name = 'INBOX'`, [['INBOX', 0, 'index-damaged']]],
  [
    'a lost row',
    `DELETE FROM messages WHERE uid = 1`,
    [
      ['INBOX', 0, 'index-damaged'],
      ['', 0, 'index-damaged'],
    ],
  ],
] as const)
  test(`verify names ${what}, twice the same`, async (t) => {
    const { store, directory } = await testStore(t);
    await withThree(directory);
    assert.deepEqual((await store.verify()).faults, []);
    await store.close();
    tamper(directory, sql);
    const again = await openMailStore({ ...plainOptions, directory });
    t.after(() => again.close());
    const wanted = faults.map(([folder, uid, problem]) => ({ mailbox: KARI, folder, uid, problem }));
    assert.deepEqual((await again.verify()).faults, wanted);
    assert.deepEqual((await again.verify()).faults, wanted);
  });

test('a large file that is gone or cut off is a fault and never read as the message', async (t) => {
  const { store, directory } = await testStore(t);
  await withThree(directory);
  const large = join(folderOf(directory), 'large');
  const [file] = readdirSync(large);
  truncateSync(join(large, file), 1000);
  assert.deepEqual((await store.verify()).faults, [{ mailbox: KARI, folder: 'INBOX', uid: 3, problem: 'torn' }]);
  const { handle, inbox } = await inboxOf(store);
  await assert.rejects(handle.read(inbox, 3), CorruptMessage);
  unlinkSync(join(large, file));
  assert.deepEqual((await store.verify()).faults, [{ mailbox: KARI, folder: 'INBOX', uid: 3, problem: 'missing' }]);
  await assert.rejects(handle.read(inbox, 3), CorruptMessage);
  assert.ok(await handle.read(inbox, 2));
});

for (const [what, damage] of [
  ['cut off', (file: string) => truncateSync(file, 5000)],
  ['empty', (file: string) => truncateSync(file, 0)],
  ['gone', (file: string) => unlinkSync(file)],
  ['no database', (file: string) => writeFileSync(file, 'x'.repeat(9000))],
] as const)
  test(`an index that is ${what} is reported, never made anew; other mailboxes go on`, async (t) => {
    const { store, directory } = await testStore(t);
    await withThree(directory);
    damage(join(folderOf(directory), 'index.db'));
    const found = await store.verify();
    assert.deepEqual(found.faults, [{ mailbox: KARI, folder: '', uid: 0, problem: 'index-damaged' }]);
    assert.equal(found.mailboxes, 2);
    const delivery = { folder: 'INBOX', message: { bytes: mail('x') }, quotaBytes: 0 };
    await assert.rejects(store.deliver({ mailbox: KARI, ...delivery }), what === 'cut off' ? Error : DamagedMailbox);
    must(await store.deliver({ mailbox: OLA, ...delivery }));
    assert.equal((await store.verify()).faults.length, 1);
  });

test('a file without a row is swept when its mailbox opens', async (t) => {
  const { store, directory } = await testStore(t);
  await withThree(directory);
  const large = join(folderOf(directory), 'large');
  const [kept] = readdirSync(large);
  writeFileSync(join(large, 'left-over'), 'x');
  writeFileSync(join(large, 'left-over.part'), 'x');
  await store.open(KARI, 0);
  while (readdirSync(large).length > 1) await new Promise(setImmediate);
  assert.deepEqual(readdirSync(large), [kept]);
});
