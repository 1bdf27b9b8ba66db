/** Removed mailboxes on disk (`removed/<id>-<time>/`), and their end after the time in which they can be restored. Called by service/housekeeping.ts. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^[0-9A-Za-z_-]{2,64}-(\d{10,16})$/;

/** Deletes for good what was removed before this moment (epoch ms); gives how many. A name of another form is left alone. */
export async function purgeRemoved(root: string, before: number): Promise<number> {
  const folder = join(root, 'removed');
  const names = await readdir(folder).catch(() => []);
  const old = names.filter((name) => Number(NAME.exec(name)?.[1] ?? Number.POSITIVE_INFINITY) < before);
  for (const name of old) await rm(join(folder, name), { recursive: true, force: true });
  return old.length;
}
