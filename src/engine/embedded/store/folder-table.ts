/**
 * The folders of one open mailbox in memory, written back once a commit. Called by every operation inside a transaction;
 * after a rollback it is loaded again. Counters are kept as messages come and go, never counted.
 */
import type { FolderInfo, SpecialUse } from '../mail-store.ts';
import type { MailboxDatabase } from './database.ts';

export interface FolderState {
  readonly id: number;
  name: string;
  readonly specialUse: SpecialUse | null;
  subscribed: boolean;
  readonly uidValidity: number;
  uidNext: number;
  highestModseq: number;
  messages: number;
  unseen: number;
  sizeBytes: number;
  /** Expunges with a modseq up to this may be forgotten. */
  vanishedFloor: number;
  vanishedRows: number;
}

type FolderRow = [
  number,
  string,
  SpecialUse | null,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const SELECT = `SELECT id, name, special_use, subscribed, uid_validity, uid_next, highest_modseq, messages, unseen,
  size_bytes, vanished_floor, vanished_rows FROM folders`;
const UPDATE = `UPDATE folders SET name = ?, subscribed = ?, uid_next = ?, highest_modseq = ?, messages = ?, unseen = ?,
  size_bytes = ?, vanished_floor = ?, vanished_rows = ? WHERE id = ?`;
const INSERT = `INSERT INTO folders (name, special_use, subscribed, uid_validity, uid_next, highest_modseq, messages,
  unseen, size_bytes, vanished_floor, vanished_rows) VALUES (?, ?, ?, ?, 1, 1, 0, 0, 0, 0, 0) RETURNING id`;

export class FolderTable {
  private readonly db: MailboxDatabase;
  private readonly byId = new Map<number, FolderState>();
  private readonly byName = new Map<string, FolderState>();
  private readonly dirty = new Set<FolderState>();
  /** Bytes and messages over all folders; what the quota is held against. */
  bytes = 0;
  messages = 0;

  constructor(db: MailboxDatabase) {
    this.db = db;
    this.load();
  }

  /** Reads everything again; used at open and after a rollback. */
  load(): void {
    this.byId.clear();
    this.byName.clear();
    this.dirty.clear();
    this.bytes = 0;
    this.messages = 0;
    for (const row of this.db.arrays(SELECT).all() as unknown as FolderRow[]) {
      const [id, name, specialUse, subscribed, uidValidity, uidNext, highestModseq] = row;
      const [messages, unseen, sizeBytes, vanishedFloor, vanishedRows] = row.slice(7) as number[];
      this.add({
        id,
        name,
        specialUse,
        subscribed: subscribed === 1,
        uidValidity,
        uidNext,
        highestModseq,
        messages,
        unseen,
        sizeBytes,
        vanishedFloor,
        vanishedRows,
      });
      this.bytes += sizeBytes;
      this.messages += messages;
    }
  }

  get(id: number): FolderState | undefined {
    return this.byId.get(id);
  }

  named(name: string): FolderState | undefined {
    return this.byName.get(name);
  }

  get size(): number {
    return this.byId.size;
  }

  /** By name: INBOX first, then in code point order, so that children follow their parents. */
  all(): readonly FolderState[] {
    const key = (folder: FolderState): string => (folder.name === 'INBOX' ? '' : folder.name);
    return [...this.byId.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  childrenOf(name: string): readonly FolderState[] {
    return this.all().filter((folder) => folder.name.startsWith(`${name}/`));
  }

  /** Creates a folder; its UIDVALIDITY was never used in this mailbox before (RFC 3501 §2.3.1.1). */
  create(name: string, specialUse: SpecialUse | null, subscribed: boolean, now: number): FolderState {
    const uidValidity = Math.max(this.db.meta('last_uid_validity') + 1, Math.floor(now / 1000));
    this.db.setMeta('last_uid_validity', uidValidity);
    const made = this.db.sql(INSERT).get(name, specialUse, Number(subscribed), uidValidity);
    const folder: FolderState = {
      id: Number(made?.id),
      name,
      specialUse,
      subscribed,
      uidValidity,
      uidNext: 1,
      highestModseq: 1,
      messages: 0,
      unseen: 0,
      sizeBytes: 0,
      vanishedFloor: 0,
      vanishedRows: 0,
    };
    this.add(folder);
    this.touch(folder);
    return folder;
  }

  /** Takes an emptied folder away. */
  drop(folder: FolderState): void {
    this.db.run('DELETE FROM folders WHERE id = ?', folder.id);
    this.byId.delete(folder.id);
    this.byName.delete(folder.name);
    this.dirty.delete(folder);
  }

  /** Gives several folders new names at once, so that they may take each other's places. */
  rename(names: ReadonlyMap<FolderState, string>): void {
    for (const folder of names.keys()) this.byName.delete(folder.name);
    for (const [folder, name] of names) {
      folder.name = name;
      this.byName.set(name, folder);
      this.touch(folder);
    }
  }

  /** Counts messages in (or, with negative numbers, out). */
  count(folder: FolderState, messages: number, unseen: number, bytes: number): void {
    folder.messages += messages;
    folder.unseen += unseen;
    folder.sizeBytes += bytes;
    this.messages += messages;
    this.bytes += bytes;
    this.touch(folder);
  }

  /** The next MODSEQ of a folder: rises with every change (RFC 7162 §3.1). */
  nextModseq(folder: FolderState): number {
    folder.highestModseq += 1;
    this.touch(folder);
    return folder.highestModseq;
  }

  touch(folder: FolderState): void {
    this.dirty.add(folder);
  }

  /** Writes what changed; the last step inside a transaction. */
  flush(): void {
    for (const f of this.dirty) {
      const counts = [f.uidNext, f.highestModseq, f.messages, f.unseen, f.sizeBytes, f.vanishedFloor, f.vanishedRows];
      this.db.run(UPDATE, f.name, Number(f.subscribed), ...counts, f.id);
    }
    this.dirty.clear();
  }

  private add(folder: FolderState): void {
    this.byId.set(folder.id, folder);
    this.byName.set(folder.name, folder);
  }
}

/** What the doors see of a folder; a copy, so that it does not change under them. */
export function folderInfo(folder: FolderState): FolderInfo {
  const { id, name, specialUse, subscribed, uidValidity, uidNext, highestModseq, messages, unseen, sizeBytes } = folder;
  return { id, name, specialUse, subscribed, uidValidity, uidNext, highestModseq, messages, unseen, sizeBytes };
}
