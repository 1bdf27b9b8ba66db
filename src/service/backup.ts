/**
 * Backup of a data folder while the host runs, and restore into an empty one. Databases are copied by SQLite's own online
 * backup, so each is whole; message files are copied before and after, so none that a copied index names is missing.
 * Every file's length and SHA-256 stand in the manifest and are compared at restore. Never changes the data it reads.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Clock } from '#src/net/clock.ts';
import { done, type Outcome, refused } from './outcome.ts';

const MANIFEST = 'postvakt-backup.json';
/** Left out: what only a running host needs, and SQLite's side files (the online backup includes what they hold). */
const LEFT_OUT = /^run\/|(^|\/)(tmp|\.tmp)\/|-(wal|shm|journal)$|\.tmp$/;

interface ManifestFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}
interface Manifest {
  readonly format: 1;
  readonly at: string;
  readonly files: readonly ManifestFile[];
}
export interface BackupSummary {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly at: string;
  /** What is not in it because it is not in the data folder. */
  readonly without?: 'control database';
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Copies one plain file; a file that vanished meanwhile (an expunged message) is no error. */
async function copyPlain(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await copyFile(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  await syncFile(to);
  return true;
}

/** All pages in one step: in several, SQLite begins anew at each write of the host, and a busy mailbox would never end. */
const ALL_PAGES = 0x7fff_ffff;

/** Copies one database; one that vanished meanwhile (a removed mailbox) is found again at its new place. */
async function copyDatabase(from: string, to: string): Promise<boolean> {
  if (!existsSync(from)) return false;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(database, to, { rate: ALL_PAGES });
  } finally {
    database.close();
  }
  await syncFile(to);
  return true;
}

async function copyAll(dataFolder: string, target: string): Promise<Set<string>> {
  const copied = new Set<string>();
  const copyMissing = async (databases: boolean): Promise<void> => {
    const copy = databases ? copyDatabase : copyPlain;
    for (const path of await filesBelow(dataFolder)) {
      if (path.endsWith('.db') !== databases || LEFT_OUT.test(path) || copied.has(path)) continue;
      if (await copy(join(dataFolder, path), join(target, path))) copied.add(path);
    }
  };
  // Mailboxes that moved or came meanwhile are in the second round.
  for (let round = 0; round < 2; round++) {
    await copyMissing(false);
    await copyMissing(true);
  }
  await copyMissing(false);
  return copied;
}

/** Copies the data folder into `target` (empty or new). Works while the host runs. */
export async function backupData(
  deps: { readonly clock: Clock },
  { dataFolder, target, databaseUrl }: { dataFolder: string; target: string; databaseUrl: string },
): Promise<Outcome<BackupSummary>> {
  if (!(await isEmpty(target))) return refused('folderNotEmpty', { folder: target });
  const at = new Date(deps.clock.now()).toISOString();
  await mkdir(target, { recursive: true, mode: 0o700 });
  const files: ManifestFile[] = [];
  for (const path of [...(await copyAll(dataFolder, target))].sort()) {
    const full = join(target, path);
    files.push({ path, sizeBytes: (await stat(full)).size, sha256: await sha256Of(full) });
  }
  const manifest: Manifest = { format: 1, at, files };
  // The manifest comes last and whole: a folder without it is no backup.
  await writeFile(join(target, `${MANIFEST}.tmp`), `${JSON.stringify(manifest, null, 1)}\n`, {
    mode: 0o600,
    flush: true,
  });
  await rename(join(target, `${MANIFEST}.tmp`), join(target, MANIFEST));
  const bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const inside = databaseUrl.startsWith(`sqlite:${dataFolder}/`);
  return done({
    folder: target,
    files: files.length,
    bytes,
    at,
    ...(inside ? {} : { without: 'control database' as const }),
  });
}

async function readManifest(source: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readFile(join(source, MANIFEST), 'utf8')) as Manifest;
    return manifest.format === 1 && Array.isArray(manifest.files) ? manifest : null;
  } catch {
    return null;
  }
}

/** Fills an empty data folder from a backup, after every file was compared with the manifest. The host must not run. */
export async function restoreData({
  source,
  dataFolder,
}: {
  readonly source: string;
  readonly dataFolder: string;
}): Promise<Outcome<BackupSummary>> {
  const manifest = await readManifest(source);
  if (manifest === null) return refused('noBackup', { folder: source });
  if (!(await isEmpty(dataFolder))) return refused('folderNotEmpty', { folder: dataFolder });
  for (const { path, sha256 } of manifest.files) {
    // A manifest is data from outside: a path that leaves the folder is as wrong as a wrong sum.
    const inside = !path.startsWith('/') && !path.split('/').includes('..');
    const same = inside && (await sha256Of(join(source, path)).catch(() => '')) === sha256;
    if (!same) return refused('fileDamaged', { file: join(source, path), why: 'SHA-256' });
  }
  for (const { path } of manifest.files) await copyPlain(join(source, path), join(dataFolder, path));
  const bytes = manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return done({ folder: dataFolder, files: manifest.files.length, bytes, at: manifest.at });
}
