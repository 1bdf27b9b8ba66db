import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { systemClock } from '#src/net/clock.ts';
import { backupData, restoreData } from './backup.ts';

test('a backup taken from open databases comes back whole; damage and strangers are refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pv-backup-'));
  const data = join(folder, 'data');
  const kept = join(folder, 'kept');
  mkdirSync(join(data, 'mail', 'ab', 'large'), { recursive: true });
  mkdirSync(join(data, 'run'));
  writeFileSync(join(data, 'run', 'endpoints.json'), '{}');
  writeFileSync(join(data, 'mail', 'ab', 'large', 'x'), 'a large message');
  const database = new DatabaseSync(join(data, 'mail', 'ab', 'index.db'));
  database.exec("pragma journal_mode=wal; create table t (v text); insert into t values ('written, still in the wal')");
  try {
    const made = await backupData(
      { clock: systemClock },
      { dataFolder: data, target: kept, databaseUrl: `sqlite:${data}/control.db` },
    );
    assert.ok(made.ok);
    assert.equal(made.value.files, 2);
    assert.ok(!existsSync(join(kept, 'run')));
    const again = await backupData(
      { clock: systemClock },
      { dataFolder: data, target: kept, databaseUrl: `sqlite:${data}/control.db` },
    );
    assert.equal(again.ok ? '' : again.problem.key, 'folderNotEmpty');

    const back = join(folder, 'back');
    assert.ok((await restoreData({ source: kept, dataFolder: back })).ok);
    assert.equal(readFileSync(join(back, 'mail', 'ab', 'large', 'x'), 'utf8'), 'a large message');
    const restored = new DatabaseSync(join(back, 'mail', 'ab', 'index.db'), { readOnly: true });
    assert.deepEqual({ ...restored.prepare('select v from t').get() }, { v: 'written, still in the wal' });
    restored.close();

    writeFileSync(join(kept, 'mail', 'ab', 'large', 'x'), 'a larger message');
    const damaged = await restoreData({ source: kept, dataFolder: join(folder, 'other') });
    assert.equal(damaged.ok ? '' : damaged.problem.key, 'fileDamaged');
    const none = await restoreData({ source: data, dataFolder: join(folder, 'other') });
    assert.equal(none.ok ? '' : none.problem.key, 'noBackup');
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
});
