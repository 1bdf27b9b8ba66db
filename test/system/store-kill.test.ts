/**
 * `kill -9` at random moments while messages are delivered: everything acknowledged is there afterwards, byte for byte,
 * and nothing is damaged.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import { systemClock } from '#src/net/clock.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import { openMailStore } from '#src/engine/embedded/store/store.ts';

const ROUNDS = 15;
/** No new round is begun after this. */
const ENOUGH_MS = 35_000;
const CHILD = join(import.meta.dirname, 'store-kill-child.ts');
type Acknowledged = Map<string, Map<number, string>>;

/** Runs the child, kills it some time after its first acknowledgement, and notes what it acknowledged. */
async function killedRun(directory: string, round: number, acknowledged: Acknowledged): Promise<number> {
  const child = spawn(process.execPath, [CHILD, directory, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  let armed = false;
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (armed) return;
    armed = true;
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 400);
  });
  const signal = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, by) => resolve(by));
  });
  assert.equal(signal, 'SIGKILL', 'the child ended by itself');
  const lines = Buffer.concat(chunks).toString().split('\n').slice(0, -1);
  for (const line of lines) {
    const [mailbox, uid, sha] = line.split(' ');
    const known = acknowledged.get(mailbox) ?? new Map<number, string>();
    acknowledged.set(mailbox, known);
    if (sha !== 'gone') assert.ok(!known.has(Number(uid)), `UID ${uid} was given twice`);
    known.set(Number(uid), sha);
  }
  return lines.length;
}

async function check(store: MailStore, acknowledged: Acknowledged): Promise<void> {
  const found = await store.verify();
  assert.deepEqual(found.faults, []);
  for (const [mailbox, messages] of acknowledged) {
    const handle = await store.open(mailbox as MailboxId, 0);
    const inbox = (await handle.folder('INBOX'))!;
    const rows = await handle.rows(inbox.id);
    assert.equal(new Set(rows.map(({ uid }) => uid)).size, rows.length);
    assert.ok(rows.every(({ uid }) => uid < inbox.uidNext));
    for (const [uid, sha] of messages) {
      const bytes = await handle.read(inbox.id, uid);
      // An expunge may have been under way: it is acknowledged by its own line only.
      if (sha === 'gone') assert.equal(bytes, null, `${mailbox} ${uid} came back`);
      else if (bytes === null) assert.ok(await wasExpunged(handle, inbox.id, uid), `${mailbox} ${uid} is lost`);
      else assert.equal(createHash('sha256').update(bytes).digest('hex'), sha);
    }
    handle.close();
  }
}

const wasExpunged = async (
  handle: Awaited<ReturnType<MailStore['open']>>,
  folder: number,
  uid: number,
): Promise<boolean> => ((await handle.vanishedSince(folder, 0)) ?? []).includes(uid);

test('everything acknowledged survives kill -9', { timeout: 60_000 }, async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'store-kill-'));
  t.after(() => rm(directory, { recursive: true }));
  const acknowledged: Acknowledged = new Map();
  const start = performance.now();
  let lines = 0;
  let rounds = 0;
  while (rounds < ROUNDS && performance.now() - start < ENOUGH_MS) {
    lines += await killedRun(directory, rounds, acknowledged);
    rounds += 1;
    const plain = { envelope: '()', bodyStructure: '()', body: '()' };
    const store = await openMailStore({
      directory,
      clock: systemClock,
      summarise: () => plain,
      searchText: () => ({ header: '', body: '' }),
    });
    try {
      await check(store, acknowledged);
    } finally {
      await store.close();
    }
  }
  t.diagnostic(`${rounds} kills, ${lines} acknowledgements, ${Math.round(performance.now() - start)} ms`);
  assert.ok(lines > ROUNDS * 5, 'the child did deliver');
});
