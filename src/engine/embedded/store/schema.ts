/**
 * The tables of one mailbox's `index.db` and the steps that bring an older file up to date. Called when a mailbox is
 * opened; never touches messages. `user_version` says which steps have run; each step is one transaction.
 */
import type { DatabaseSync } from 'node:sqlite';

/**
 * content     one row a distinct message; copies share it through `refs`. Bytes are here, or in `large/<large>`.
 * summaries   ready IMAP text, apart from the bytes so that a list of 10,000 reads few pages.
 * messages    narrow on purpose: flags of a whole folder are a few hundred pages.
 * vanished    ranges of expunged UIDs, for QRESYNC (RFC 7162); `folders.vanished_floor` says what was forgotten.
 * texts       trigram index without content. rowid = content id * 4096 + part (see text-index.ts).
 * No foreign key leads from messages to content: checking it on delete would need one more index on every delivery.
 */
const FIRST = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE folders (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, special_use TEXT, subscribed INTEGER NOT NULL,
  uid_validity INTEGER NOT NULL, uid_next INTEGER NOT NULL, highest_modseq INTEGER NOT NULL,
  messages INTEGER NOT NULL, unseen INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
  vanished_floor INTEGER NOT NULL, vanished_rows INTEGER NOT NULL);
CREATE TABLE content (
  id INTEGER PRIMARY KEY, refs INTEGER NOT NULL, size INTEGER NOT NULL, header_bytes INTEGER NOT NULL,
  sha256 BLOB NOT NULL, large TEXT, bytes BLOB, CHECK ((large IS NULL) <> (bytes IS NULL)));
CREATE TABLE summaries (
  id INTEGER PRIMARY KEY REFERENCES content (id) ON DELETE CASCADE,
  envelope TEXT NOT NULL, body_structure TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE messages (
  folder INTEGER NOT NULL REFERENCES folders (id), uid INTEGER NOT NULL, modseq INTEGER NOT NULL,
  flags INTEGER NOT NULL, keywords TEXT, internal_date INTEGER NOT NULL, size INTEGER NOT NULL,
  message_id TEXT, content INTEGER NOT NULL, PRIMARY KEY (folder, uid)) WITHOUT ROWID;
CREATE TABLE vanished (
  folder INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE, modseq INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (folder, modseq, first)) WITHOUT ROWID;
CREATE TABLE once_keys (
  key TEXT PRIMARY KEY, uid INTEGER NOT NULL, uid_validity INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5 (
  header, subject, "from", "to", cc, body,
  tokenize = 'trigram remove_diacritics 0', content = '', contentless_delete = 1);
`;

/** Step n brings a file from user_version n to n + 1. Append only. */
export const MIGRATIONS: readonly string[] = [FIRST];

/** What `user_version` of an up-to-date file is. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** `user_version` of an open file; 0 for an empty one. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.user_version);
}

/** Runs the steps that are missing. Throws when the file was written by a newer program. */
export function migrate(db: DatabaseSync, steps: readonly string[] = MIGRATIONS): void {
  const version = schemaVersion(db);
  if (version > steps.length) throw new Error(`index.db has schema ${version}, this program knows ${steps.length}`);
  for (let at = version; at < steps.length; at += 1) {
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(steps[at]);
      db.exec(`PRAGMA user_version = ${at + 1}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}
