/**
 * Copies one mailbox while it is in use, for backups: the index through SQLite's backup, large files by hard link or copy.
 * Called by the store. The copy is a mailbox folder like any other; the original is not changed.
 */
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Mailbox } from './mailbox.ts';
import { syncPath } from './mailbox-files.ts';

/** Pages a step: the event loop goes on between steps. */
const PAGES_A_STEP = 256;

/** Writes the copy into `target`, which must not hold an index yet. */
export async function snapshotMailbox(mailbox: Mailbox, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const index = join(target, 'index.db');
  await (await open(index, 'wx')).close(); // fails when there is one already
  await mailbox.queue.settled();
  await mailbox.large.pinned(async () => {
    await mailbox.holding(({ db }) => backup(db.connection, index, { rate: PAGES_A_STEP }));
    const names = largeNames(index);
    if (names.length > 0) await mkdir(join(target, 'large'));
    for (const name of names) await copyLarge(mailbox.large.path(name), join(target, 'large', name));
    if (names.length > 0) await syncPath(join(target, 'large'));
  });
  await syncPath(index);
  await syncPath(target);
}

/** The files this copy needs: those its own index names. */
function largeNames(index: string): readonly string[] {
  const db = new DatabaseSync(index);
  try {
    // A copy that is one file: it can be moved without its log.
    db.exec('PRAGMA journal_mode = DELETE');
    const rows = db.prepare('SELECT large FROM content WHERE large IS NOT NULL').all();
    return rows.map(({ large }) => String(large));
  } finally {
    db.close();
  }
}

/** Large files never change, so a second name is a copy; across file systems the bytes are copied. */
async function copyLarge(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes((error as { code?: string }).code ?? '')) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
    await syncPath(to);
  }
}
