/**
 * `npm run unit`: the unit tests in two processes side by side, with their temporary files in memory where the system
 * has such a folder (most of their time would be spent waiting for a disk whose safety other suites prove).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHARDS = 2;
const MEMORY = '/dev/shm';
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'postvakt-unit-'));

async function shard(number: number): Promise<{ readonly code: number; readonly said: string }> {
  const words = ['--test', '--test-isolation=none', `--test-shard=${number}/${SHARDS}`, '--test-reporter=dot'];
  const child = spawn(
    process.execPath,
    ['--import', './bin/prepare.js', '--import', './test/guard.ts', ...words, 'src/**/*.test.ts', 'test/*.test.ts'],
    { cwd: root, env: { ...process.env, TMPDIR: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, said };
}

try {
  const results = await Promise.all(Array.from({ length: SHARDS }, (_, index) => shard(index + 1)));
  for (const { said } of results) process.stdout.write(said);
  process.exitCode = Math.max(...results.map(({ code }) => code));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
