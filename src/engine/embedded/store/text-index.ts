/**
 * Full-text index of one open mailbox: trigrams of decoded text, filled in slices behind the deliveries. Called by the
 * idle work of the store and, to its end, before a search answers. Its commits need no sync of their own: what a power
 * cut takes away is indexed again.
 */
import type { MailboxDatabase } from './database.ts';
import { readContent } from './content.ts';
import type { LargeFiles } from './large-files.ts';
import { fold, splitFields, type SearchableText } from './text-match.ts';

/** Parts of a long text, so that no slice is long; neighbours overlap so that a needle is whole in one of them. */
const PART_CHARACTERS = 16_384;
export const OVERLAP = 512;
const STEP = PART_CHARACTERS - OVERLAP;
const PARTS = 4096;
/** Columns after `header`, in table order; fields that mail programs search by name. */
export const FIELD_COLUMNS = ['subject', 'from', 'to', 'cc'] as const;

interface Pending {
  readonly id: number;
  readonly columns: readonly string[];
  readonly parts: number;
  next: number;
}

export class TextIndex {
  private readonly db: MailboxDatabase;
  private readonly large: LargeFiles;
  private readonly searchText: (bytes: Buffer) => SearchableText;
  private lastId: number;
  /** All content up to this id is indexed. */
  indexed: number;
  private pending: Pending | null = null;
  private cleaned = false;
  private running: Promise<void> | null = null;

  constructor(db: MailboxDatabase, large: LargeFiles, searchText: (bytes: Buffer) => SearchableText) {
    this.db = db;
    this.large = large;
    this.searchText = searchText;
    this.indexed = db.meta('indexed_content');
    this.lastId = Math.max(Number(db.sql('SELECT max(id) AS id FROM content').get()?.id ?? 0), this.indexed);
  }

  /** Ids rise for ever, also past deleted ones: the index is filled in their order. */
  nextContentId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  get newest(): number {
    return this.lastId;
  }

  get behind(): boolean {
    return this.lastId > this.indexed;
  }

  /** Content is gone; inside the transaction that drops it. */
  forget(id: number): void {
    if (id > this.indexed && id !== this.pending?.id) return;
    if (id === this.pending?.id) {
      this.pending = null;
      this.cleaned = false;
    }
    this.removeParts(id);
  }

  /** Indexes for about `budgetMs`; one slice at a time. Throws when the disk is full; nothing is half done then. */
  slice(budgetMs: number): Promise<void> {
    this.running ??= this.oneSlice(budgetMs).finally(() => (this.running = null));
    return this.running;
  }

  private async oneSlice(budgetMs: number): Promise<void> {
    const until = performance.now() + budgetMs;
    const first = this.pending === null ? this.nextRow() : null;
    if (this.pending === null && first === null) {
      this.indexed = this.lastId;
      return;
    }
    // A large text is read before the transaction starts: nothing may wait inside one.
    if (first !== null) {
      const bytes = await readContent(this.db, this.large, first.id).catch(() => null);
      if (this.pending === null) this.pending = this.prepare(first.id, bytes);
    }
    this.db.begin();
    try {
      this.work(until);
      this.db.setMeta('indexed_content', this.indexed);
      this.db.commit();
    } catch (error) {
      this.db.rollback();
      this.pending = null;
      this.cleaned = false;
      this.indexed = this.db.meta('indexed_content');
      throw error;
    }
  }

  private work(until: number): void {
    do {
      if (this.pending === null) {
        const row = this.nextRow();
        if (row === null || row.bytes === null) return; // a file: the next slice reads it
        this.pending = this.prepare(row.id, row.bytes);
      }
      this.insertPart(this.pending);
    } while (performance.now() < until);
  }

  private insertPart(pending: Pending): void {
    if (!this.cleaned) this.removeParts(pending.id); // left by a slice before a crash
    this.cleaned = true;
    const at = pending.next * STEP;
    const values = pending.columns.map((text) => text.slice(at, at + PART_CHARACTERS));
    this.db.run(
      'INSERT INTO texts (rowid, header, subject, "from", "to", cc, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
      pending.id * PARTS + pending.next,
      ...values,
    );
    pending.next += 1;
    if (pending.next < pending.parts) return;
    this.indexed = pending.id;
    this.pending = null;
  }

  private removeParts(id: number): void {
    this.db.run('DELETE FROM texts WHERE rowid BETWEEN ? AND ?', id * PARTS, id * PARTS + PARTS - 1);
  }

  private nextRow(): { readonly id: number; readonly bytes: Buffer | null } | null {
    const row = this.db.arrays('SELECT id, bytes FROM content WHERE id > ? ORDER BY id LIMIT 1').get(this.indexed) as
      [number, Uint8Array | null] | undefined;
    if (row === undefined) return null;
    const [id, bytes] = row;
    return { id, bytes: bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  }

  /** A message that cannot be read is indexed as empty: `doctor --store` is the place that reports it. */
  private prepare(id: number, bytes: Buffer | null): Pending {
    const { header, body } = bytes === null ? { header: '', body: '' } : this.searchText(bytes);
    const fields = splitFields(header);
    const named = FIELD_COLUMNS.map((name) => fold(fields.get(name)?.join('\n') ?? ''));
    const columns = [fold(header), ...named, fold(body)];
    const longest = Math.max(...columns.map((text) => text.length));
    const parts = Math.min(PARTS, Math.max(1, Math.ceil((longest - OVERLAP) / STEP)));
    return { id, columns, parts, next: 0 };
  }
}
