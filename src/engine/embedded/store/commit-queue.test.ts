import assert from 'node:assert/strict';
import test from 'node:test';
import { CommitQueue, type CommitHost } from './commit-queue.ts';
import type { Transaction } from './transaction.ts';

/** A host that only notes what it was asked, and syncs when told. */
function noting(): { host: CommitHost; log: string[]; release: () => void } {
  const log: string[] = [];
  let release = (): void => undefined;
  const host: CommitHost = {
    begin: () => {
      log.push('begin');
      return { changes: [], unlinked: [] } as unknown as Transaction;
    },
    commit: () => void log.push('commit'),
    rollback: () => void log.push('rollback'),
    sync: () => {
      log.push('sync');
      return new Promise((resolve) => (release = resolve));
    },
    committed: () => void log.push('told'),
  };
  return { host, log, release: () => release() };
}
const turns = async (): Promise<void> => {
  for (let n = 0; n < 4; n += 1) await new Promise(setImmediate);
};

test('what arrives during a sync shares the next commit; nobody is answered before the sync', async () => {
  const { host, log, release } = noting();
  const queue = new CommitQueue(host);
  const answered: number[] = [];
  const submit = (n: number): void => void queue.submit(() => n).then((value) => answered.push(value));
  submit(1);
  await turns();
  assert.deepEqual(log, ['begin', 'commit', 'sync']);
  submit(2);
  submit(3);
  await turns();
  assert.deepEqual([log.length, answered.length], [3, 0]);
  let settled = false;
  void queue.settled().then(() => (settled = true));
  release();
  await turns();
  assert.ok(settled);
  assert.deepEqual(log.slice(3), ['told', 'begin', 'commit', 'sync']);
  assert.deepEqual(answered, [1]);
  release();
  await queue.idle();
  assert.deepEqual(answered, [1, 2, 3]);
});

test('one that throws is found and takes no other down', async () => {
  const { host, log, release } = noting();
  const queue = new CommitQueue(host);
  const good = queue.submit(() => 'good');
  const bad = queue.submit(() => {
    throw new Error('bad');
  });
  const rejected = assert.rejects(bad, /bad/);
  await turns();
  assert.deepEqual(log, ['begin', 'rollback', 'begin', 'commit', 'begin', 'rollback', 'sync']);
  release();
  assert.equal(await good, 'good');
  await rejected;
});

test('order is kept behind one that is not ready; one that never gets ready fails alone', async () => {
  const { host, release } = noting();
  const queue = new CommitQueue({ ...host, sync: () => Promise.resolve() });
  const order: string[] = [];
  const ready = Promise.withResolvers<void>();
  const first = queue.submit(() => order.push('large'), ready.promise);
  const second = queue.submit(() => order.push('small'));
  const failing = queue.submit(() => order.push('never'), Promise.reject(new Error('no file')));
  const rejected = assert.rejects(failing, /no file/);
  await turns();
  assert.deepEqual(order, []);
  ready.resolve();
  await Promise.all([first, second, rejected]);
  assert.deepEqual(order, ['large', 'small']);
  release();
});

test('a sync that fails is nobody’s yes', async () => {
  const { host } = noting();
  const queue = new CommitQueue({ ...host, sync: () => Promise.reject(new Error('disk')) });
  await Promise.all(
    [1, 2].map((n) =>
      assert.rejects(
        queue.submit(() => n),
        /disk/,
      ),
    ),
  );
  await queue.idle();
});
