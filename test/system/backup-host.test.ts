/** Backup of a host that goes on taking mail, restored into an empty folder, proven and started again. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startMailHost } from './mail-host.ts';

const KARI = 'kari@fjord.example';
const SECRET = 'blue boats sail slowly';
const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** One command in a process of its own; this one goes on serving meanwhile. */
async function postvakt(environment: Readonly<Record<string, string>>, ...words: string[]) {
  const child = spawn(process.execPath, [MAIN, ...words], { env: { ...process.env, ...environment } });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

test('a backup taken under load has every message accepted before it; a host starts on it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postvakt-backup-host-'));
  const [data, kept, back] = ['data', 'kept', 'back'].map((name) => join(folder, name));
  const first = await startMailHost(data);
  let stopping: Promise<void> | undefined;
  const stopOnce = (): Promise<void> => (stopping ??= first.stop());
  const large = 'a line of a large message\r\n'.repeat(5000);
  try {
    await first.add(KARI, SECRET);
    await first.add('ola@fjord.example', SECRET);
    for (let n = 0; n < 5; n++) await first.receive(KARI, `before ${n}`, n % 2 === 0 ? large : 'small');
    let busy = true;
    const load = (async () => {
      for (let n = 0; busy; n++)
        await first.receive(n % 2 === 0 ? KARI : 'ola@fjord.example', `during ${n}`, n % 8 === 0 ? large : 'small');
    })();
    // Through the control socket of the running host, as an operator does.
    const made = await postvakt(first.environment, 'backup', kept);
    busy = false;
    await load;
    assert.equal(made.code, 0, made.text);
    await stopOnce();

    const elsewhere = { ...first.environment, POSTVAKT_DATA: back };
    assert.equal((await postvakt(elsewhere, 'restore', kept)).code, 0);
    const proof = await postvakt(elsewhere, 'doctor', '--store');
    assert.equal(proof.code, 0, proof.text);
    assert.match(proof.text, /^ok: 2 mailboxes, \d+ messages, 0 faults/);
    assert.equal((await postvakt(elsewhere, 'restore', kept)).code, 1, 'never into a folder with mail');

    const second = await startMailHost(back);
    try {
      const subjects = await second.inbox(KARI, SECRET);
      for (let n = 0; n < 5; n++) assert.ok(subjects.includes(`before ${n}`), subjects.join());
      await second.receive(KARI, 'after');
      assert.equal((await second.inbox(KARI, SECRET)).at(-1), 'after');
    } finally {
      await second.stop();
    }
  } finally {
    await stopOnce();
    await rm(folder, { recursive: true, force: true });
  }
});
