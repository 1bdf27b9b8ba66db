import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { prepareDataFolder, removeEndpoints, writeEndpoints } from './data-folder.ts';

test('the folder is made for its owner only; where it cannot be made, the system’s word comes back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pv-folder-'));
  try {
    const data = join(folder, 'deep', 'data');
    assert.equal(prepareDataFolder(data), null);
    assert.equal(prepareDataFolder(data), null);
    for (const made of [data, join(data, 'run')]) assert.equal(statSync(made).mode & 0o777, 0o700);
    assert.deepEqual(readdirSync(join(data, 'run')), []);
    writeEndpoints(data, { http: 'http://127.0.0.1:1' });
    assert.equal(statSync(join(data, 'run', 'endpoints.json')).mode & 0o777, 0o600);
    assert.match(readFileSync(join(data, 'run', 'endpoints.json'), 'utf8'), /127\.0\.0\.1:1/);
    removeEndpoints(data);
    removeEndpoints(data);
    assert.deepEqual(readdirSync(join(data, 'run')), []);

    writeFileSync(join(folder, 'file'), '');
    assert.equal(prepareDataFolder(join(folder, 'file')), 'ENOTDIR');
    assert.equal(prepareDataFolder(join(folder, 'file', 'below')), 'ENOTDIR');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a place where nothing can be made ends with a word, not never', { skip: !existsSync('/proc/self') }, () => {
  assert.equal(prepareDataFolder('/proc/postvakt-none/data'), 'ENOENT');
});
