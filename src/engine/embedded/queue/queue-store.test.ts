import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import type { TestContext } from 'node:test';
import type { MessageId } from '#src/model/ids.ts';
import { openQueueStore } from './queue-store.ts';
import { insertMessage, selectEntries } from './rows.ts';
import { DEFAULT_SCHEDULE, delayIsDue, nextTryAt } from './schedule.ts';

const open = (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), 'queue-store-'));
  const store = openQueueStore(join(folder, 'queue.db'));
  t.after(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
};
const message = (sizeBytes: number) => ({
  messageId: 'm' as MessageId,
  direction: 'submission' as const,
  mailFrom: 'a@b.example',
  receivedAt: 0,
  smtpUtf8: false,
  eightBit: false,
  bytes: Buffer.alloc(sizeBytes, 'x'),
  recipients: [{ address: 'c@d.example' }],
});
const count = (store: ReturnType<typeof open>): number =>
  store.all<{ n: number }>('SELECT COUNT(*) AS n FROM messages')[0].n;

test('those that come together share a commit; one that fails undoes only itself', async (t) => {
  const store = open(t);
  const results = await Promise.allSettled([
    store.commit((db) => insertMessage(db, message(10), 0)),
    store.commit((db) => {
      insertMessage(db, message(10), 0);
      throw new Error('no');
    }),
    store.commit((db) => insertMessage(db, message(10), 0)),
  ]);
  assert.deepEqual(
    results.map((result) => result.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.equal(count(store), 2);
});

test('a full disk refuses, keeps nothing of it, and works again when there is room', async (t) => {
  const store = open(t);
  store.all('PRAGMA max_page_count = 40');
  const small = store.commit((db) => insertMessage(db, message(10), 0));
  const large = store.commit((db) => insertMessage(db, message(1_000_000), 0));
  const [one, two] = await Promise.allSettled([small, large]);
  assert.equal(two.status, 'rejected');
  assert.equal((two as PromiseRejectedResult).reason.errcode, 13);
  // Whether the small one shared the fate of its commit or not, what it was told is what is there.
  assert.equal(count(store), one.status === 'fulfilled' ? 1 : 0);
  store.all('PRAGMA max_page_count = 10000');
  await store.commit((db) => insertMessage(db, message(1_000_000), 0));
  assert.equal(count(store), one.status === 'fulfilled' ? 2 : 1);
});

test('a queue of an earlier version is brought up to date and loses nothing', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'queue-store-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'queue.db');
  openQueueStore(path).close();
  const old = new DatabaseSync(path);
  old.exec(`DROP INDEX messages_by_alias; ALTER TABLE messages DROP COLUMN through;
    ALTER TABLE recipients DROP COLUMN host_address; ALTER TABLE recipients DROP COLUMN our_words;
    DROP INDEX recipients_held; ALTER TABLE recipients DROP COLUMN held_by; PRAGMA user_version = 1;`);
  old.exec(`INSERT INTO messages (message_id, direction, mail_from, received_at, smtp_utf8, eight_bit, size_bytes, bytes)
    VALUES ('m1', 'submission', 'ola@us.example', 1, 0, 0, 1, x'61');
    INSERT INTO recipients (id, message_key, address, domain, state, next_try, updated_at)
    VALUES ('q1', 1, 'kari@far.example', 'far.example', 'waiting', 5, 5);`);
  old.close();
  const now = openQueueStore(path);
  const [{ entry }] = selectEntries(now, { all: true }, ['waiting'], 10);
  now.close();
  assert.deepEqual([entry.queueId, entry.through, entry.heldBy], ['q1', null, null]);
});

test('the schedule: growing waits, a last try at the very end, then nothing', () => {
  const day = 86_400_000;
  assert.equal(nextTryAt(DEFAULT_SCHEDULE, 0, 1, 0), 60_000);
  assert.equal(nextTryAt(DEFAULT_SCHEDULE, 0, 99, 1000), 1000 + 4 * 3_600_000);
  assert.equal(nextTryAt(DEFAULT_SCHEDULE, 0, 99, 5 * day - 1000), 5 * day);
  assert.equal(nextTryAt(DEFAULT_SCHEDULE, 0, 99, 5 * day), null);
  assert.equal(delayIsDue(DEFAULT_SCHEDULE, 0, 4 * 3_600_000 - 1), false);
  assert.equal(delayIsDue(DEFAULT_SCHEDULE, 0, 4 * 3_600_000), true);
});
