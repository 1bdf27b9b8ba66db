/**
 * One mailbox, shared by its sessions and its deliveries. Made by the store; its database is opened when needed and may be
 * closed between any two operations. Changes go through the commit queue; reads wait until what they see is durable.
 */
import type { Clock } from '#src/net/clock.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { AppendMessage, FolderChange, MessageSummary, Stored, StoreResult } from '../mail-store.ts';
import { CommitQueue, type CommitHost } from './commit-queue.ts';
import { prepareContent } from './content.ts';
import { MailboxDatabase } from './database.ts';
import { createFirstFolders } from './folder-changes.ts';
import { FolderTable, type FolderState } from './folder-table.ts';
import { LargeFiles } from './large-files.ts';
import { appendMessage, type NewMessage } from './message-changes.ts';
import { recallOnce, rememberOnce } from './once-keys.ts';
import { MailboxGone, orNoSpace } from './problems.ts';
import { TextIndex } from './text-index.ts';
import type { SearchableText } from './text-match.ts';
import type { SearchGround } from './text-search.ts';
import type { Transaction } from './transaction.ts';

export interface MailboxTools {
  readonly clock: Clock;
  readonly summarise: (bytes: Buffer) => MessageSummary;
  readonly searchText: (bytes: Buffer) => SearchableText;
  /** Told before each use of the database, so that the store can close the least recently used one. */
  readonly used: (mailbox: Mailbox) => void;
  /** Told when somebody waits for an answer: idle work keeps back. */
  readonly active: () => void;
  /** Told when there may be text to index. */
  readonly behind: (mailbox: Mailbox) => void;
  /** An error nobody waits for (a listener that threw). Never throws. */
  readonly report: (error: unknown) => void;
}

interface OpenState {
  readonly db: MailboxDatabase;
  readonly folders: FolderTable;
  readonly texts: TextIndex;
}

/** The folder of a new message: looked up, or created, inside the commit. */
export type FolderChoice = (transaction: Transaction) => StoreResult<FolderState>;

export class Mailbox implements CommitHost {
  readonly id: MailboxId;
  readonly large: LargeFiles;
  readonly queue: CommitQueue = new CommitQueue(this);
  quotaBytes = 0;
  /** Sessions and running operations that need this mailbox to stay known to the store. */
  users = 0;
  private readonly directory: string;
  private readonly tools: MailboxTools;
  private readonly listeners = new Map<number, Set<(change: FolderChange) => void>>();
  private state: OpenState | null = null;
  private gone = false;
  private swept = false;
  /** Work that spans turns of the event loop and needs the database to stay open. */
  private holds = 0;

  constructor(id: MailboxId, directory: string, tools: MailboxTools) {
    this.id = id;
    this.directory = directory;
    this.tools = tools;
    this.large = new LargeFiles(directory);
  }

  get isOpen(): boolean {
    return this.state !== null;
  }

  /** The open mailbox; opens it when it is closed. Throws `DamagedMailbox` or `MailboxGone`. */
  opened(): OpenState {
    if (this.gone) throw new MailboxGone(this.id);
    if (this.state === null) {
      const db = new MailboxDatabase(this.directory);
      try {
        const folders = new FolderTable(db);
        this.state = { db, folders, texts: new TextIndex(db, this.large, this.tools.searchText) };
      } catch (error) {
        db.close();
        throw error;
      }
      this.sweepOnce();
      if (this.state.texts.behind) this.tools.behind(this);
    }
    this.tools.used(this);
    return this.state;
  }

  private sweepOnce(): void {
    if (this.swept) return;
    this.swept = true;
    void this.large.sweep((name) => this.state === null || this.isNamed(name)).catch(this.tools.report);
  }

  /** The open mailbox when everything in it is durable; what reads start with. */
  async settled(): Promise<OpenState> {
    this.tools.active();
    await this.queue.settled();
    return this.opened();
  }

  ground(): SearchGround {
    const { db, texts } = this.opened();
    const indexSlice = (budgetMs: number): Promise<void> => this.indexSlice(budgetMs);
    return { db, texts, large: this.large, searchText: this.tools.searchText, indexSlice };
  }

  get indexBehind(): boolean {
    return this.state?.texts.behind ?? false;
  }

  /** Indexes text for about `budgetMs`. */
  indexSlice(budgetMs: number): Promise<void> {
    return this.holding(({ texts }) => texts.slice(budgetMs));
  }

  /** Keeps the database open until `work` is over. */
  async holding<T>(work: (state: OpenState) => Promise<T>): Promise<T> {
    const state = this.opened();
    this.holds += 1;
    try {
      return await work(state);
    } finally {
      this.holds -= 1;
    }
  }

  /** Makes the first folders when there are none yet. */
  async initialise(): Promise<void> {
    if (this.opened().folders.named('INBOX') === undefined) await this.queue.submit(createFirstFolders);
  }

  /** Adds a message; with a `onceKey` that is known already it gives what was stored then. */
  async add(choose: FolderChoice, message: AppendMessage, onceKey?: string): Promise<StoreResult<Stored>> {
    const { bytes, flags = [], internalDate = this.tools.clock.now(), messageId = null } = message;
    const content = prepareContent(bytes, this.tools.summarise, this.large);
    const prepared: NewMessage = { content, flags, internalDate, messageId };
    const change = (tx: Transaction): StoreResult<Stored> => {
      const known = onceKey === undefined ? null : recallOnce(tx, onceKey);
      if (known !== null) return { ok: true, value: known };
      const folder = choose(tx);
      if (!folder.ok) return folder;
      const stored = appendMessage(tx, folder.value, prepared);
      if (stored.ok && onceKey !== undefined) rememberOnce(tx, onceKey, stored.value);
      return stored;
    };
    const stored =
      content.large === null
        ? await orNoSpace(this.queue.submit(change))
        : await this.addLarge(content.large, bytes, change);
    if (stored.ok) this.tools.behind(this);
    return stored;
  }

  private async addLarge(
    file: string,
    bytes: Buffer,
    change: (tx: Transaction) => StoreResult<Stored>,
  ): Promise<StoreResult<Stored>> {
    try {
      const { folders } = this.opened();
      // Only to spare the disk; the commit judges again.
      if (this.quotaBytes > 0 && folders.bytes + bytes.length > this.quotaBytes)
        return { ok: false, problem: 'over-quota' };
      return await orNoSpace(this.queue.submit(change, this.large.write(file, bytes)));
    } finally {
      this.large.release(file);
      if (!this.gone && !this.isNamed(file)) await this.large.discard(file);
    }
  }

  private isNamed(file: string): boolean {
    return this.opened().db.sql('SELECT 1 FROM content WHERE large = ?').get(file) !== undefined;
  }

  listen(folderId: number, listener: (change: FolderChange) => void): () => void {
    const own = (change: FolderChange): void => listener(change); // so that one function may listen twice
    const set = this.listeners.get(folderId) ?? new Set();
    this.listeners.set(folderId, set.add(own));
    return () => {
      set.delete(own);
      if (set.size === 0 && this.listeners.get(folderId) === set) this.listeners.delete(folderId);
    };
  }

  begin(): Transaction {
    const { db, folders, texts } = this.opened();
    db.begin();
    const { quotaBytes } = this;
    return { db, folders, texts, now: this.tools.clock.now(), quotaBytes, changes: [], unlinked: [] };
  }

  commit({ db, folders }: Transaction): void {
    folders.flush();
    db.commit();
  }

  rollback(): void {
    if (this.state === null) return;
    try {
      this.state.db.rollback();
      this.state.folders.load();
    } catch (error) {
      // What is in memory may no longer be what is on disk: closing takes the rest back, the next operation reads anew.
      this.tools.report(error);
      const { db } = this.state;
      this.state = null;
      db.close();
    }
  }

  async sync(): Promise<void> {
    await this.state?.db.sync(); // open: nothing closes a mailbox whose queue is busy
  }

  committed({ changes, unlinked }: Transaction): void {
    for (const { folderId, change } of changes) this.tell(folderId, change);
    for (const file of unlinked) void this.large.discard(file);
  }

  private tell(folderId: number, change: FolderChange): void {
    for (const listener of Array.from(this.listeners.get(folderId) ?? []))
      try {
        listener(change);
      } catch (error) {
        this.tools.report(error);
      }
  }

  /** Closes the database if nothing is under way; the next operation opens it again. */
  closeIfIdle(): boolean {
    if (this.queue.busy || this.holds > 0) return false;
    this.state?.db.close();
    this.state = null;
    return true;
  }

  /** Ends the mailbox for all its sessions; resolves when its last commit is through. `removed`: they are told. */
  async end(why: 'removed' | 'closing'): Promise<void> {
    await this.queue.idle(); // what was begun is finished
    this.gone = true;
    this.state?.db.close();
    this.state = null;
    const told = why === 'removed' ? Array.from(this.listeners.keys()) : [];
    for (const folderId of told) this.tell(folderId, { kind: 'gone' });
    this.listeners.clear();
  }
}
