/**
 * Where mailboxes lie on disk: `<2 characters>/<id>/`, and `removed/<id>-<time>/` for those that were removed. Called by
 * the store. A mailbox appears and disappears whole: by renaming, with the directories synced.
 */
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { MailboxId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { migrate } from './schema.ts';

/** Ids become folder names: nothing that could lead elsewhere. */
const ID = /^[0-9A-Za-z_-]{2,64}$/;

/** Makes the names in a directory durable, or the bytes of a file. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes one directory unless it is there. Not `recursive`: that calls a read-only disk ENOENT. */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
}

/** An empty index, the same for all stores of this program. */
let template: Promise<Buffer> | null = null;

export class MailboxFiles {
  readonly root: string;
  private readonly creating = new Map<MailboxId, Promise<void>>();

  constructor(root: string) {
    this.root = root;
  }

  /** The last two characters: ids begin with the time, so their first ones are all alike. */
  directory(id: MailboxId): string {
    if (!ID.test(id)) throw new Error(`not a mailbox id: ${JSON.stringify(id)}`);
    return join(this.root, id.slice(-2), id);
  }

  /** True when there is anything of this mailbox, damaged or not. */
  exists(id: MailboxId): boolean {
    return existsSync(this.directory(id));
  }

  /** Makes an empty mailbox when there is none; at once or not at all. */
  async ensure(id: MailboxId): Promise<void> {
    if (this.exists(id)) return;
    const running = this.creating.get(id) ?? this.create(id).finally(() => this.creating.delete(id));
    this.creating.set(id, running);
    await running;
  }

  private async create(id: MailboxId): Promise<void> {
    template ??= this.makeTemplate();
    const bytes = await template.catch((error: unknown) => {
      template = null; // no room now; another try later
      throw error;
    });
    const target = this.directory(id);
    const unfinished = join(this.root, `.new-${newId<string>()}`);
    try {
      await mkdir(unfinished);
      const file = await open(join(unfinished, 'index.db'), 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncPath(unfinished);
      await makeDirectory(dirname(target));
      await rename(unfinished, target);
      await syncPath(dirname(target));
      await syncPath(this.root);
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Made once: creating a mailbox is then writing one file. */
  private async makeTemplate(): Promise<Buffer> {
    const scratch = join(this.root, `.new-${newId<string>()}`);
    await mkdir(scratch);
    try {
      const file = join(scratch, 'index.db');
      const db = new DatabaseSync(file);
      try {
        db.exec('PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
        migrate(db);
      } finally {
        db.close();
      }
      return await readFile(file);
    } finally {
      await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /** Takes away what a crash left half made; called once when the store opens. */
  async sweep(): Promise<void> {
    await mkdir(this.root, { recursive: true });
    const names = await readdir(this.root);
    const left = names.filter((name) => name.startsWith('.new-'));
    await Promise.all(left.map((name) => rm(join(this.root, name), { recursive: true, force: true })));
  }

  /** Ids of all mailboxes that are there, in order. */
  async list(): Promise<readonly MailboxId[]> {
    const ids: string[] = [];
    for (const shelf of await readdir(this.root, { withFileTypes: true }))
      if (shelf.isDirectory() && shelf.name.length === 2) ids.push(...(await readdir(join(this.root, shelf.name))));
    return ids.filter((id) => ID.test(id)).sort() as MailboxId[];
  }

  /** Moves a mailbox aside; false when there is none. */
  async remove(id: MailboxId, now: number): Promise<boolean> {
    if (!this.exists(id)) return false;
    await this.move(this.directory(id), join(this.root, 'removed', `${id}-${now}`));
    return true;
  }

  /** Brings the newest removed one back; false when there is none, or a new one has taken its place. */
  async restore(id: MailboxId): Promise<boolean> {
    if (this.exists(id)) return false;
    const names = await readdir(join(this.root, 'removed')).catch(() => []);
    const times = names
      .filter((name) => name.startsWith(`${id}-`))
      .map((name) => name.slice(id.length + 1))
      .filter((time) => /^\d+$/.test(time))
      .map(Number);
    if (times.length === 0) return false;
    await this.move(join(this.root, 'removed', `${id}-${Math.max(...times)}`), this.directory(id));
    return true;
  }

  private async move(from: string, to: string): Promise<void> {
    await makeDirectory(dirname(to));
    await rename(from, to);
    await syncPath(dirname(to));
    await syncPath(dirname(from));
    await syncPath(this.root);
  }
}
