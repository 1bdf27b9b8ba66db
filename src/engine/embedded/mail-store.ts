/**
 * What the embedded engine's doors (IMAP, POP3, intake) need of the mailbox store. Types only; the store itself is
 * `store/` beside this file. One mailbox = one folder on disk that can be copied or moved as a whole.
 * Units: bytes, epoch milliseconds. Flags: IMAP spelling (`\Seen`), keywords as written, compared without case.
 */
import type { MailboxId, MessageId } from '#src/model/ids.ts';

export type SpecialUse = '\\Archive' | '\\Drafts' | '\\Junk' | '\\Sent' | '\\Trash';

export interface FolderInfo {
  readonly id: number;
  /** Full name in Unicode, `/` between levels; `INBOX` in capitals. */
  readonly name: string;
  readonly specialUse: SpecialUse | null;
  readonly subscribed: boolean;
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly highestModseq: number;
  readonly messages: number;
  readonly unseen: number;
  readonly sizeBytes: number;
}

/** Index row without the body. `envelope`, `bodyStructure`, `body` are ready IMAP text (RFC 3501 §7.4.2). */
export interface MessageRow {
  readonly uid: number;
  readonly modseq: number;
  readonly flags: readonly string[];
  readonly internalDate: number;
  readonly sizeBytes: number;
  readonly messageId: MessageId | null;
}
export interface MessageSummary {
  readonly envelope: string;
  readonly bodyStructure: string;
  readonly body: string;
}

/** A folder at one moment. */
export interface FolderOutline {
  readonly folder: FolderInfo;
  /** Ascending. */
  readonly uids: readonly number[];
  /** Index in `uids` of the first message without `\\Seen`, or -1. */
  readonly firstUnseen: number;
  /** Keywords in use, as written; some may differ in case only. */
  readonly keywords: readonly string[];
}

export interface FlagState {
  readonly uid: number;
  readonly modseq: number;
  readonly flags: readonly string[];
}

/** What changed in a folder, told to every listener in commit order, after the commit. */
export type FolderChange =
  | { readonly kind: 'added'; readonly uid: number; readonly modseq: number; readonly flags: readonly string[] }
  | { readonly kind: 'flags'; readonly uid: number; readonly modseq: number; readonly flags: readonly string[] }
  | { readonly kind: 'expunged'; readonly uids: readonly number[]; readonly modseq: number }
  | { readonly kind: 'gone' }; // the folder was deleted

export type StoreProblem =
  | 'no-such-folder'
  | 'folder-exists'
  | 'folder-has-children'
  | 'bad-name'
  | 'over-quota'
  | 'too-many-folders'
  | 'no-space'
  | 'not-allowed';
export type StoreResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: StoreProblem };

export interface AppendMessage {
  readonly bytes: Buffer;
  readonly flags?: readonly string[];
  readonly internalDate?: number;
  readonly messageId?: MessageId;
}
export interface Stored {
  readonly uid: number;
  readonly uidValidity: number;
}

export interface SearchText {
  /** header+body text, body text only, or one header field (decoded, RFC 2047). */
  readonly where: 'text' | 'body' | { readonly header: string };
  /** Substring, compared without case in Unicode (RFC 5051 spirit: å ≠ a). */
  readonly needle: string;
}

/** One open mailbox; shared by all its sessions. All methods are safe to call concurrently. */
export interface MailboxHandle {
  readonly id: MailboxId;
  folders(): Promise<readonly FolderInfo[]>;
  folder(name: string): Promise<FolderInfo | null>;
  createFolder(name: string, specialUse?: SpecialUse): Promise<StoreResult<FolderInfo>>;
  deleteFolder(name: string): Promise<StoreResult<void>>;
  /** Renames with children; renaming INBOX moves its messages (RFC 3501 §6.3.5). */
  renameFolder(from: string, to: string): Promise<StoreResult<void>>;
  setSubscribed(name: string, subscribed: boolean): Promise<StoreResult<void>>;

  /** All rows of a folder in UID order, optionally only UIDs in [from, to] or with modseq greater than `changedSince`. */
  rows(
    folderId: number,
    only?: { readonly from?: number; readonly to?: number; readonly changedSince?: number },
  ): Promise<readonly MessageRow[]>;
  /** What SELECT tells of a folder, without its rows; null when it is gone. */
  outline(folderId: number): Promise<FolderOutline | null>;
  summaries(folderId: number, uids: readonly number[]): Promise<ReadonlyMap<number, MessageSummary>>;
  /** The message byte for byte, or null when it was expunged. Throws `CorruptMessage` when what is stored is damaged. */
  read(folderId: number, uid: number): Promise<Buffer | null>;
  /** Header block only (with the empty line). */
  readHeader(folderId: number, uid: number): Promise<Buffer | null>;
  /**
   * Many messages or headers at once, for downloads: those of `uids` that are small (`TOGETHER_BYTES`) and whole. What is
   * missing in the answer is read alone, which tells why it is missing. The caller bounds the memory by the number of UIDs.
   */
  readTogether(folderId: number, uids: readonly number[], part: 'all' | 'header'): Promise<ReadonlyMap<number, Buffer>>;
  /** UIDs that match, any order. */
  searchText(folderId: number, search: SearchText): Promise<readonly number[]>;

  append(folderId: number, message: AppendMessage): Promise<StoreResult<Stored>>;
  /**
   * Sets flags; rows whose modseq is above `unchangedSince` are left and returned in `modified` (RFC 7162 §3.1.3).
   * `changed` has every other message that was there, also those that had these flags already (their modseq stays).
   */
  setFlags(
    folderId: number,
    uids: readonly number[],
    change: {
      readonly op: 'set' | 'add' | 'remove';
      readonly flags: readonly string[];
      readonly unchangedSince?: number;
    },
  ): Promise<{ readonly changed: readonly FlagState[]; readonly modified: readonly number[] }>;
  /** Removes for good; gives the UIDs that were there. */
  expunge(folderId: number, uids: readonly number[]): Promise<readonly number[]>;
  copy(
    folderId: number,
    uids: readonly number[],
    target: string,
  ): Promise<
    StoreResult<{ readonly uidValidity: number; readonly from: readonly number[]; readonly to: readonly number[] }>
  >;
  /** As copy, and the sources vanish in the same commit (RFC 6851). */
  move(
    folderId: number,
    uids: readonly number[],
    target: string,
  ): Promise<
    StoreResult<{ readonly uidValidity: number; readonly from: readonly number[]; readonly to: readonly number[] }>
  >;
  /** UIDs expunged since a modseq; null when that is older than what is remembered. */
  vanishedSince(folderId: number, modseq: number): Promise<readonly number[] | null>;

  usage(): Promise<{ readonly bytes: number; readonly messages: number }>;
  setQuota(bytes: number): void;
  /** Listener is called synchronously after each commit; returns the way to stop. */
  onChange(folderId: number, listener: (change: FolderChange) => void): () => void;
  /** Every session that opened must close; the store closes idle mailboxes itself. */
  close(): void;
}

export interface Delivery {
  readonly mailbox: MailboxId;
  readonly folder: string; // created when missing; INBOX always is
  readonly message: AppendMessage;
  readonly quotaBytes: number;
  /** Delivering the same key twice to one mailbox stores once (crash between commit and answer). */
  readonly onceKey?: string;
}

export interface StoreFault {
  readonly mailbox: MailboxId;
  readonly folder: string;
  readonly uid: number;
  readonly problem: 'missing' | 'torn' | 'index-damaged';
}

export interface MailStore {
  /**
   * Opens (and on first use creates, with INBOX and the special-use folders) a mailbox. Rejects with `DamagedMailbox` when
   * its index is unreadable, and when a new one cannot be written.
   */
  open(mailbox: MailboxId, quotaBytes: number): Promise<MailboxHandle>;
  /** Durable and visible when it resolves ok; rejects only for a damaged mailbox. Concurrent calls share one commit and one sync. */
  deliver(delivery: Delivery): Promise<StoreResult<Stored>>;
  usage(mailbox: MailboxId): Promise<{ readonly bytes: number; readonly messages: number }>;
  /** Moves the mailbox's folder aside into `removed/` (retention); `restore` brings it back. */
  remove(mailbox: MailboxId): Promise<void>;
  restore(mailbox: MailboxId): Promise<boolean>;
  /**
   * Copies a mailbox, also while it is in use, into a folder that can take the place of the original (backup). False when
   * there is no such mailbox.
   */
  snapshot(mailbox: MailboxId, targetDirectory: string): Promise<boolean>;
  /**
   * Proves that every indexed message is there, whole and byte for byte what was accepted. `only` one mailbox; `quick`:
   * what its index says of itself and of its files, without reading messages.
   */
  verify(
    onProgress?: (mailbox: MailboxId, messages: number) => void,
    only?: { readonly mailbox: MailboxId; readonly quick: boolean },
  ): Promise<{ readonly mailboxes: number; readonly messages: number; readonly faults: readonly StoreFault[] }>;
  close(): Promise<void>;
}
