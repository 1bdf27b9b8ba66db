/**
 * Messages too large for a row: one file each in `large/`, immutable. Called before the commit that names the file and
 * after the commit that drops it. A file without a row is left-over of a crash and swept; a row without a file is a fault.
 */
import { open, readFile, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '#src/net/ids.ts';
import { makeDirectory, syncPath } from './mailbox-files.ts';

/** Larger messages than this are files: a row of this size still costs one short write. */
export const LARGE_BYTES = 128 * 1024;

export class LargeFiles {
  readonly directory: string;
  /** Written or being written, and not yet named by a commit. */
  private readonly inFlight = new Set<string>();
  /** While a snapshot copies files, none is unlinked; the next sweep takes them. */
  private pins = 0;

  constructor(mailboxDirectory: string) {
    this.directory = join(mailboxDirectory, 'large');
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  /** Name for a new file; `release` it when its commit is over. */
  reserve(sha256: Buffer): string {
    const name = `${sha256.toString('hex').slice(0, 32)}-${newId<string>()}`;
    this.inFlight.add(name);
    return name;
  }

  /** Durable under its name when it resolves. Leaves nothing behind when it throws. */
  async write(name: string, bytes: Buffer): Promise<void> {
    await makeDirectory(this.directory);
    const temporary = this.path(`${name}.part`);
    this.inFlight.add(`${name}.part`);
    try {
      const handle = await open(temporary, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.path(name));
      await syncPath(this.directory);
      await syncPath(join(this.directory, '..'));
    } catch (error) {
      await Promise.allSettled([unlink(temporary), unlink(this.path(name))]);
      throw error;
    } finally {
      this.inFlight.delete(`${name}.part`);
    }
  }

  release(name: string): void {
    this.inFlight.delete(name);
  }

  /** Bytes of a file, or of its first `length` bytes; null when it is missing. */
  async read(name: string, length?: number): Promise<Buffer | null> {
    try {
      if (length === undefined) return await readFile(this.path(name));
      const handle = await open(this.path(name), 'r');
      try {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Takes a file away that no row names; a failure leaves it to the next sweep. */
  async discard(name: string): Promise<void> {
    if (this.pins === 0) await unlink(this.path(name)).catch(() => undefined);
  }

  /** Keeps every file until `work` is over. */
  async pinned<T>(work: () => Promise<T>): Promise<T> {
    this.pins += 1;
    try {
      return await work();
    } finally {
      this.pins -= 1;
    }
  }

  /** Removes files that `isNamed` does not know and nobody is writing; gives how many. */
  async sweep(isNamed: (name: string) => boolean): Promise<number> {
    const names = await readdir(this.directory).catch(() => []);
    const orphans = names.filter((name) => this.pins === 0 && !this.inFlight.has(name) && !isNamed(name));
    await Promise.all(orphans.map((name) => this.discard(name)));
    return orphans.length;
  }
}
