import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { MIGRATIONS, migrate, SCHEMA_VERSION, schemaVersion } from './schema.ts';

const NEXT = 'ALTER TABLE folders ADD COLUMN colour TEXT; UPDATE folders SET colour = name;';

test('a filled file takes the next step and keeps what it has', () => {
  using db = new DatabaseSync(':memory:');
  migrate(db);
  assert.equal(schemaVersion(db), SCHEMA_VERSION);
  db.exec(`INSERT INTO folders VALUES (1, 'INBOX', NULL, 1, 1, 2, 2, 1, 1, 5, 0, 0)`);
  migrate(db, [...MIGRATIONS, NEXT]);
  assert.equal(schemaVersion(db), SCHEMA_VERSION + 1);
  assert.deepEqual({ ...db.prepare('SELECT uid_next, colour FROM folders').get() }, { uid_next: 2, colour: 'INBOX' });
  migrate(db, [...MIGRATIONS, NEXT]);
});

test('a step that fails leaves the file as it was', () => {
  using db = new DatabaseSync(':memory:');
  migrate(db);
  assert.throws(() => migrate(db, [...MIGRATIONS, 'CREATE TABLE half (x); SELECT nonsense;']));
  assert.equal(schemaVersion(db), SCHEMA_VERSION);
  assert.equal(db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'half'`).get(), undefined);
});

test('a file of a newer program is refused', () => {
  using db = new DatabaseSync(':memory:');
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
  assert.throws(() => migrate(db), /schema/);
});
