/**
 * A disk that is really full, and one that is really read-only: deliveries are refused as no-space, nothing is half
 * written, and the next delivery works when there is room again. Needs root to mount a small file system.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import { systemClock } from '#src/net/clock.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import { openMailStore } from '#src/engine/embedded/store/store.ts';

const KARI = 'kari-full-disk' as MailboxId;
const OLA = 'ola-full-disk' as MailboxId;
const options = {
  clock: systemClock,
  summarise: () => ({ envelope: '()', bodyStructure: '()', body: '()' }),
  searchText: () => ({ header: '', body: 'tekst' }),
};

/** Runs `work` on a file system of its own; skips, saying why, where none can be mounted. */
async function onSmallDisk(
  t: TestContext,
  sizeBytes: number,
  work: (directory: string, store: MailStore) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', directory], { stdio: 'pipe' });
  } catch (error) {
    rmdirSync(directory);
    t.skip(`no file system could be mounted (needs root): ${String((error as Error).message).split('\n')[0]}`);
    return;
  }
  const store = await openMailStore({ ...options, directory });
  try {
    await work(directory, store);
  } finally {
    await store.close();
    execFileSync('umount', ['-l', directory]);
    rmdirSync(directory);
  }
}

const deliver = (store: MailStore, length: number, mailbox: MailboxId = KARI) =>
  store.deliver({ mailbox, folder: 'INBOX', message: { bytes: Buffer.alloc(length, 'x') }, quotaBytes: 0 });

async function proveWhole(store: MailStore, messages: number): Promise<void> {
  const found = await store.verify();
  assert.deepEqual([found.faults, found.messages], [[], messages]);
}

test('a full disk', (t) =>
  onSmallDisk(t, 6 << 20, async (directory, store) => {
    const ballast = join(directory, 'ballast');
    assert.ok((await deliver(store, 2000)).ok);
    let stored = 1;
    writeFileSync(ballast, Buffer.alloc(2 << 20));
    for (let full = 0; full < 3;) {
      const results = await Promise.all([1500, 60_000, 200_000, 1500].map((length) => deliver(store, length)));
      for (const result of results)
        if (result.ok) stored += 1;
        else assert.equal(result.problem, 'no-space');
      if (results.every(({ ok }) => !ok)) full += 1;
    }
    await proveWhole(store, stored);
    assert.deepEqual(await deliver(store, 1000, OLA), { ok: false, problem: 'no-space' });
    unlinkSync(ballast);
    for (const length of [1500, 200_000]) assert.ok((await deliver(store, length)).ok, `${length} octets`);
    assert.ok((await deliver(store, 1000, OLA)).ok);
    await proveWhole(store, stored + 3);
    const handle = await store.open(KARI, 0);
    const { id } = (await handle.folder('INBOX'))!;
    assert.equal((await handle.searchText(id, { where: 'text', needle: 'tekst' })).length, stored + 2);
  }));

test('a read-only disk', (t) =>
  onSmallDisk(t, 8 << 20, async (directory, store) => {
    assert.ok((await deliver(store, 2000)).ok);
    await store.close();
    execFileSync('mount', ['-o', 'remount,ro', directory]);
    const readOnly = await openMailStore({ ...options, directory });
    try {
      for (const length of [2000, 200_000])
        assert.deepEqual(await deliver(readOnly, length), { ok: false, problem: 'no-space' });
      assert.deepEqual(await deliver(readOnly, 10, OLA), { ok: false, problem: 'no-space' });
      execFileSync('mount', ['-o', 'remount,rw', directory]);
      assert.ok((await deliver(readOnly, 2000)).ok);
      await proveWhole(readOnly, 2);
    } finally {
      await readOnly.close();
    }
  }));
