import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { askRunningServer, controlSocketPath, lineSplitter } from './control-channel.ts';

test('lines come out the same however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string().map((text) => text.replaceAll('\n', ' '))),
      fc.integer({ min: 1, max: 9 }),
      (lines, step) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const got: string[] = [];
        const read = lineSplitter((line) => got.push(line));
        for (let at = 0; at < bytes.length; at += step) read(bytes.subarray(at, at + step));
        assert.deepEqual(
          got,
          lines.map((line) => Buffer.from(line).toString('utf8')),
        );
      },
    ),
  );
});

test('a path too long for a socket gives another, stable one', () => {
  const long = `/${'x'.repeat(120)}`;
  assert.ok(Buffer.byteLength(controlSocketPath(long)) < 108);
  assert.equal(controlSocketPath(long), controlSocketPath(long));
  assert.equal(controlSocketPath('/srv/data'), '/srv/data/run/control.sock');
});

test('no server is null; rows come before the outcome; a lost answer is an error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pv-control-'));
  const path = join(folder, 's');
  const request = { command: 'x', params: {}, language: 'en' };
  assert.equal(await askRunningServer(path, request), null);
  const replies = ['{"row":1}\n{"row":2}\n{"outcome":{"ok":true,"value":3}}\n', ''];
  const server = createServer((socket) => socket.once('data', () => socket.end(replies.shift() ?? '')));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  try {
    const rows: unknown[] = [];
    assert.deepEqual(await askRunningServer(path, request, (row) => rows.push(row)), { ok: true, value: 3 });
    assert.deepEqual(rows, [1, 2]);
    await assert.rejects(askRunningServer(path, request), /without an answer/);
  } finally {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  }
});
