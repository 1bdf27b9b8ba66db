/** Kills a process that accepts mail, again and again, and then looks for every recipient it had promised. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startDnsServer } from '../../lab/dns-server.ts';
import { startSmtpSink } from '../../lab/smtp-sink.ts';
import { openMailStore } from '../../src/engine/embedded/store/store.ts';
import { plainOptions } from '../../src/engine/embedded/store/test-store.ts';
import type { MailboxId } from '../../src/model/ids.ts';

const ROUNDS = 6;
/** A busy machine accepts less before each kill: then it is killed more often, until there is enough to look for. */
const MOST_ROUNDS = 30;
const ENOUGH = 100;
const child = join(import.meta.dirname, 'queue-child.ts');

/** Runs the child; SIGKILL comes so long after its first accepted message, or never. */
function run(args: readonly string[], killAfterMs: number | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    let timer: NodeJS.Timeout | undefined;
    process_.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (killAfterMs !== null) timer ??= setTimeout(() => process_.kill('SIGKILL'), killAfterMs);
    });
    process_.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const limit = setTimeout(() => process_.kill('SIGKILL'), 60_000);
    process_.on('close', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(limit);
      if (code === 0 || (signal === 'SIGKILL' && killAfterMs !== null)) resolve(out);
      else reject(new Error(`child ended with ${code ?? signal}: ${errors.slice(0, 2000)}`));
    });
  });
}

/** Subjects in a mailbox's INBOX, with how often each is there. */
async function inbox(folder: string, name: string): Promise<Map<string, number>> {
  const store = await openMailStore({ ...plainOptions, directory: join(folder, 'mail') });
  const id = `01${name}0000000000000000000000`.slice(0, 26) as MailboxId;
  const handle = await store.open(id, 0);
  const found = new Map<string, number>();
  const info = await handle.folder('INBOX');
  assert.ok(info);
  for (const row of await handle.rows(info.id)) {
    const header = (await handle.readHeader(info.id, row.uid))?.toString() ?? '';
    const subject = /^Subject: (\S+)/m.exec(header)?.[1] ?? '?';
    found.set(subject, (found.get(subject) ?? 0) + 1);
  }
  handle.close();
  await store.close();
  return found;
}

test('every accepted recipient is delivered, however often the process is killed', { timeout: 180_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'kill-'));
  const sink = await startSmtpSink();
  const dns = await startDnsServer({ 'far.example': { TXT: ['v=spf1 ip4:127.0.0.1 -all'] } });
  t.after(async () => {
    await Promise.all([sink.stop(), dns.stop()]);
    await rm(folder, { recursive: true });
  });
  const promised: string[] = [];
  for (let round = 0; round < ROUNDS || (promised.length <= ENOUGH && round < MOST_ROUNDS); round += 1) {
    const out = await run([folder, dns.address, sink.address, String(round)], 20 + Math.random() * 300);
    promised.push(
      ...out
        .slice(0, out.lastIndexOf('\n') + 1)
        .split('\n')
        .filter((line) => line !== '' && line !== 'drained'),
    );
  }
  const last = await run([folder, dns.address, sink.address, 'drain'], null);
  assert.match(last, /drained/);

  const far = new Map<string, number>();
  for (const { data } of sink.messages) {
    const subject = /^Subject: (\S+)/m.exec(data)?.[1] ?? '?';
    far.set(subject, (far.get(subject) ?? 0) + 1);
  }
  const places = { kari: await inbox(folder, 'kari'), ola: await inbox(folder, 'ola'), far };
  assert.ok(promised.length > ENOUGH, `only ${promised.length} promised: the test proves nothing`);
  const lost = promised.filter((line) => {
    const [name, copy] = line.split(' ');
    return !places[copy as keyof typeof places].has(name);
  });
  assert.deepEqual(lost, []);
  // At least once to other hosts; exactly once into a mailbox.
  for (const name of ['kari', 'ola'] as const)
    assert.deepEqual(
      [...places[name]].filter(([, count]) => count !== 1),
      [],
      `twice in ${name}`,
    );
  t.diagnostic(`${promised.length} recipients promised in ${ROUNDS} killed rounds, none lost`);
});
