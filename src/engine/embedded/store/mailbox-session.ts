/**
 * What one session holds of a mailbox: the `MailboxHandle` of the doors. Made by the store for each `open`. Only passes
 * on: changes to the commit queue, reads to the database once it is settled.
 */
import type {
  AppendMessage,
  FolderChange,
  FolderInfo,
  FolderOutline,
  MailboxHandle,
  MessageRow,
  MessageSummary,
  SearchText,
  SpecialUse,
  Stored,
  StoreResult,
} from '../mail-store.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { readContent } from './content.ts';
import * as folderChanges from './folder-changes.ts';
import { normaliseFolderName } from '#src/model/folder-name.ts';
import { folderInfo, type FolderState } from './folder-table.ts';
import type { Mailbox } from './mailbox.ts';
import * as messageChanges from './message-changes.ts';
import type { Copied, FlagChange } from './message-changes.ts';
import {
  contentOf,
  selectOutline,
  selectRows,
  selectSummaries,
  selectTogether,
  type RowFilter,
} from './message-reads.ts';
import { CorruptMessage, orNoSpace } from './problems.ts';
import { searchFolder } from './text-search.ts';
import type { Transaction } from './transaction.ts';
import { vanishedSince } from './vanished.ts';

/** One commit takes at most this many expunges, so that it does not hold up other sessions. */
const EXPUNGE_AT_ONCE = 1000;
const NO_SUCH_FOLDER = { ok: false, problem: 'no-such-folder' } as const;

export class MailboxSession implements MailboxHandle {
  readonly id: MailboxId;
  private readonly mailbox: Mailbox;
  private readonly released: () => void;
  private readonly stops = new Set<() => void>();
  private closed = false;

  constructor(mailbox: Mailbox, released: () => void) {
    this.id = mailbox.id;
    this.mailbox = mailbox;
    this.released = released;
  }

  async folders(): Promise<readonly FolderInfo[]> {
    return (await this.mailbox.settled()).folders.all().map(folderInfo);
  }

  async folder(name: string): Promise<FolderInfo | null> {
    const normal = normaliseFolderName(name);
    const { folders } = await this.mailbox.settled();
    const folder = normal === null ? undefined : folders.named(normal);
    return folder === undefined ? null : folderInfo(folder);
  }

  createFolder(name: string, specialUse?: SpecialUse): Promise<StoreResult<FolderInfo>> {
    return this.change((tx) => folderChanges.createFolder(tx, name, specialUse));
  }

  deleteFolder(name: string): Promise<StoreResult<void>> {
    return this.change((tx) => folderChanges.deleteFolder(tx, name));
  }

  renameFolder(from: string, to: string): Promise<StoreResult<void>> {
    return this.change((tx) => folderChanges.renameFolder(tx, from, to));
  }

  setSubscribed(name: string, subscribed: boolean): Promise<StoreResult<void>> {
    return this.change((tx) => folderChanges.setSubscribed(tx, name, subscribed));
  }

  async rows(folderId: number, only: RowFilter = {}): Promise<readonly MessageRow[]> {
    return selectRows((await this.mailbox.settled()).db, folderId, only);
  }

  async summaries(folderId: number, uids: readonly number[]): Promise<ReadonlyMap<number, MessageSummary>> {
    return selectSummaries((await this.mailbox.settled()).db, folderId, uids);
  }

  async outline(folderId: number): Promise<FolderOutline | null> {
    const { db, folders } = await this.mailbox.settled();
    const folder = folders.get(folderId);
    return folder === undefined ? null : { folder: folderInfo(folder), ...selectOutline(db, folderId) };
  }

  async readTogether(
    folderId: number,
    uids: readonly number[],
    part: 'all' | 'header',
  ): Promise<ReadonlyMap<number, Buffer>> {
    return selectTogether((await this.mailbox.settled()).db, folderId, uids, part);
  }

  read(folderId: number, uid: number): Promise<Buffer | null> {
    return this.readPart(folderId, uid, 'all');
  }

  readHeader(folderId: number, uid: number): Promise<Buffer | null> {
    return this.readPart(folderId, uid, 'header');
  }

  private async readPart(folderId: number, uid: number, part: 'all' | 'header'): Promise<Buffer | null> {
    const { db } = await this.mailbox.settled();
    const content = contentOf(db, folderId, uid);
    if (content === null) return null;
    try {
      return await readContent(db, this.mailbox.large, content, part);
    } catch (error) {
      // A large file may go with its last row while it is being opened: then the message is expunged, not damaged.
      if (error instanceof CorruptMessage && contentOf(this.mailbox.opened().db, folderId, uid) === null) return null;
      throw error;
    }
  }

  async searchText(folderId: number, search: SearchText): Promise<readonly number[]> {
    await this.mailbox.settled();
    return searchFolder(() => this.mailbox.ground(), folderId, search);
  }

  append(folderId: number, message: AppendMessage): Promise<StoreResult<Stored>> {
    return this.mailbox.add(({ folders }) => {
      const folder = folders.get(folderId);
      return folder === undefined ? NO_SUCH_FOLDER : { ok: true, value: folder };
    }, message);
  }

  setFlags(
    folderId: number,
    uids: readonly number[],
    change: FlagChange,
  ): Promise<ReturnType<typeof messageChanges.setFlags>> {
    return this.mailbox.queue.submit((tx) => {
      const folder = tx.folders.get(folderId);
      if (folder === undefined) return { changed: [], modified: [] };
      return messageChanges.setFlags(tx, folder, uids, change);
    });
  }

  async expunge(folderId: number, uids: readonly number[]): Promise<readonly number[]> {
    const gone: number[] = [];
    for (let at = 0; at < uids.length; at += EXPUNGE_AT_ONCE) {
      const some = uids.slice(at, at + EXPUNGE_AT_ONCE);
      const taken = await this.mailbox.queue.submit((tx) => {
        const folder = tx.folders.get(folderId);
        return folder === undefined ? [] : messageChanges.expunge(tx, folder, some);
      });
      gone.push(...taken);
    }
    return gone;
  }

  copy(folderId: number, uids: readonly number[], target: string): Promise<StoreResult<Copied>> {
    return this.between(folderId, target, (tx, from, to) => messageChanges.copyMessages(tx, from, uids, to));
  }

  move(folderId: number, uids: readonly number[], target: string): Promise<StoreResult<Copied>> {
    return this.between(folderId, target, (tx, from, to) => ({
      ok: true,
      value: messageChanges.moveMessages(tx, from, uids, to),
    }));
  }

  private between(
    folderId: number,
    target: string,
    run: (tx: Transaction, from: FolderState, to: FolderState) => StoreResult<Copied>,
  ): Promise<StoreResult<Copied>> {
    return this.change((tx) => {
      const name = normaliseFolderName(target);
      const from = tx.folders.get(folderId);
      const to = name === null ? undefined : tx.folders.named(name);
      return from === undefined || to === undefined ? NO_SUCH_FOLDER : run(tx, from, to);
    });
  }

  async vanishedSince(folderId: number, modseq: number): Promise<readonly number[] | null> {
    const { db, folders } = await this.mailbox.settled();
    const folder = folders.get(folderId);
    return folder === undefined ? null : vanishedSince(db, folder, modseq);
  }

  async usage(): Promise<{ readonly bytes: number; readonly messages: number }> {
    const { bytes, messages } = (await this.mailbox.settled()).folders;
    return { bytes, messages };
  }

  setQuota(bytes: number): void {
    this.mailbox.quotaBytes = bytes;
  }

  onChange(folderId: number, listener: (change: FolderChange) => void): () => void {
    const stop = this.mailbox.listen(folderId, listener);
    this.stops.add(stop);
    return () => {
      stop();
      this.stops.delete(stop);
    };
  }

  /** Ends this session's part: its listeners stop. Closing twice does nothing. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const stop of this.stops) stop();
    this.released();
  }

  private change<T>(run: (tx: Transaction) => StoreResult<T>): Promise<StoreResult<T>> {
    return orNoSpace(this.mailbox.queue.submit(run));
  }
}
