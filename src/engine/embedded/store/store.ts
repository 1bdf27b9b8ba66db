/**
 * The mailbox store of the embedded engine: finds, opens, closes and keeps mailboxes. Called by IMAP, POP3 and intake
 * through `MailStore`; wired in main.ts. Knows nothing of addresses, accounts or sessions' protocols.
 */
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type {
  Delivery,
  MailboxHandle,
  MailStore,
  MessageSummary,
  Stored,
  StoreFault,
  StoreResult,
} from '../mail-store.ts';
import { folderForDelivery } from './folder-changes.ts';
import { IdleIndex } from './idle-index.ts';
import { Mailbox, type MailboxTools } from './mailbox.ts';
import { MailboxFiles } from './mailbox-files.ts';
import { MailboxSession } from './mailbox-session.ts';
import { orNoSpace } from './problems.ts';
import { snapshotMailbox } from './snapshot.ts';
import type { SearchableText } from './text-match.ts';
import { verifyIndex, verifyMailbox } from './verify.ts';

export interface MailStoreOptions {
  /** Holds one folder a mailbox; nobody else writes here. */
  readonly directory: string;
  readonly clock: Clock;
  /** Ready IMAP text of a message (protocol/imap/summary.ts). */
  readonly summarise: (bytes: Buffer) => MessageSummary;
  /** Decoded text of a message (protocol/mime/search-text.ts); `header` is lines `Name: value`. */
  readonly searchText: (bytes: Buffer) => SearchableText;
  /** Databases open at once, sessions or not; a closed one opens again in well under a millisecond. */
  readonly maxOpen?: number;
  /** Told of errors nobody waits for; must not throw. */
  readonly report?: (error: unknown) => void;
}

export interface EmbeddedMailStore extends MailStore {
  /** Resolves when all text is indexed; for benches. Searches are right at any time. */
  indexed(): Promise<void>;
}

/** A database nobody used for so long is closed. */
const IDLE_MS = 60_000;
const LOOK_EVERY_MS = 15_000;

/** Opens the store; creates the directory. Throws when it cannot be written. */
export async function openMailStore(options: MailStoreOptions): Promise<EmbeddedMailStore> {
  const files = new MailboxFiles(options.directory);
  await files.sweep();
  return new Store(options, files);
}

class Store implements EmbeddedMailStore {
  private readonly options: MailStoreOptions;
  private readonly files: MailboxFiles;
  private readonly index: IdleIndex;
  private readonly tools: MailboxTools;
  private readonly maxOpen: number;
  private readonly known = new Map<MailboxId, Mailbox>();
  /** Open databases, the least recently used first, and when they were used (monotonic milliseconds). */
  private readonly openDatabases = new Map<Mailbox, number>();
  /** Mailboxes being moved aside or brought back: everybody else waits. */
  private readonly moving = new Map<MailboxId, Promise<unknown>>();
  private readonly watch: NodeJS.Timeout;
  private closed = false;

  constructor(options: MailStoreOptions, files: MailboxFiles) {
    const { clock, summarise, searchText, maxOpen = 500, report = () => undefined } = options;
    this.options = options;
    this.files = files;
    this.maxOpen = Math.max(1, maxOpen);
    this.index = new IdleIndex(clock, report);
    const behind = (mailbox: Mailbox): void => this.index.add(mailbox);
    const active = (): void => this.index.active();
    this.tools = { clock, summarise, searchText, report, behind, active, used: (mailbox) => this.used(mailbox) };
    this.watch = setInterval(() => this.closeIdle(), LOOK_EVERY_MS).unref();
  }

  async open(id: MailboxId, quotaBytes: number): Promise<MailboxHandle> {
    const mailbox = await this.acquire(id);
    mailbox.quotaBytes = quotaBytes;
    return new MailboxSession(mailbox, () => this.release(mailbox));
  }

  deliver(delivery: Delivery): Promise<StoreResult<Stored>> {
    this.index.active();
    return orNoSpace(this.deliverInto(delivery));
  }

  private async deliverInto({ mailbox: id, folder, message, quotaBytes, onceKey }: Delivery) {
    const mailbox = await this.acquire(id);
    try {
      mailbox.quotaBytes = quotaBytes;
      return await mailbox.add((tx) => folderForDelivery(tx, folder), message, onceKey);
    } finally {
      this.release(mailbox);
    }
  }

  async usage(id: MailboxId): Promise<{ readonly bytes: number; readonly messages: number }> {
    while (this.moving.has(id)) await this.moving.get(id);
    if (!this.files.exists(id)) return { bytes: 0, messages: 0 };
    const mailbox = await this.acquire(id);
    try {
      const { bytes, messages } = (await mailbox.settled()).folders;
      return { bytes, messages };
    } finally {
      this.release(mailbox);
    }
  }

  async remove(id: MailboxId): Promise<void> {
    await this.alone(id, async () => {
      const mailbox = this.known.get(id);
      if (mailbox !== undefined) {
        await mailbox.end('removed');
        this.forget(mailbox);
      }
      await this.files.remove(id, this.options.clock.now());
    });
  }

  async restore(id: MailboxId): Promise<boolean> {
    return await this.alone(id, () => this.files.restore(id));
  }

  async snapshot(id: MailboxId, targetDirectory: string): Promise<boolean> {
    while (this.moving.has(id)) await this.moving.get(id);
    if (!this.files.exists(id)) return false;
    const mailbox = await this.acquire(id);
    try {
      await snapshotMailbox(mailbox, targetDirectory);
    } finally {
      this.release(mailbox);
    }
    return true;
  }

  async verify(
    onProgress?: (mailbox: MailboxId, messages: number) => void,
    only?: { readonly mailbox: MailboxId; readonly quick: boolean },
  ) {
    const faults: StoreFault[] = [];
    let mailboxes = 0;
    let messages = 0;
    for (const id of only === undefined ? await this.files.list() : [only.mailbox]) {
      while (this.moving.has(id)) await this.moving.get(id);
      if (!this.files.exists(id)) continue;
      const mailbox = this.mailbox(id);
      try {
        const found = await (only?.quick === true ? verifyIndex(mailbox) : verifyMailbox(mailbox));
        mailboxes += 1;
        messages += found.messages;
        faults.push(...found.faults);
        onProgress?.(id, found.messages);
      } finally {
        this.release(mailbox);
      }
    }
    return { mailboxes, messages, faults };
  }

  indexed(): Promise<void> {
    return this.index.finish();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.watch);
    this.index.stop();
    await Promise.all([...this.known.values()].map((mailbox) => mailbox.end('closing')));
    this.known.clear();
    this.openDatabases.clear();
  }

  /** The mailbox, made when there is none, with its first folders. Give it back with `release`. */
  private async acquire(id: MailboxId): Promise<Mailbox> {
    for (;;) {
      if (this.closed) throw new Error('the mailbox store is closed');
      if (this.moving.has(id)) await this.moving.get(id);
      else if (this.known.has(id) || this.files.exists(id)) break;
      else await this.files.ensure(id);
    }
    const mailbox = this.mailbox(id);
    try {
      await mailbox.initialise();
      return mailbox;
    } catch (error) {
      this.release(mailbox);
      throw error;
    }
  }

  private mailbox(id: MailboxId): Mailbox {
    const mailbox = this.known.get(id) ?? new Mailbox(id, this.files.directory(id), this.tools);
    this.known.set(id, mailbox);
    mailbox.users += 1;
    return mailbox;
  }

  private release(mailbox: Mailbox): void {
    mailbox.users -= 1;
    if (mailbox.users === 0 && !mailbox.isOpen) this.forget(mailbox);
  }

  private forget(mailbox: Mailbox): void {
    if (this.known.get(mailbox.id) === mailbox) this.known.delete(mailbox.id);
    this.openDatabases.delete(mailbox);
    this.index.remove(mailbox);
  }

  /** Runs while nobody else may begin with this mailbox. */
  private async alone<T>(id: MailboxId, work: () => Promise<T>): Promise<T> {
    while (this.moving.has(id)) await this.moving.get(id);
    const running = work();
    this.moving.set(
      id,
      running.catch(() => undefined),
    );
    try {
      return await running;
    } finally {
      this.moving.delete(id);
    }
  }

  private used(mailbox: Mailbox): void {
    this.openDatabases.delete(mailbox);
    this.openDatabases.set(mailbox, this.options.clock.monotonic());
    if (this.openDatabases.size <= this.maxOpen) return;
    for (const oldest of this.openDatabases.keys()) {
      if (oldest !== mailbox) this.tryClose(oldest);
      if (this.openDatabases.size <= this.maxOpen) return;
    }
  }

  private closeIdle(): void {
    const before = this.options.clock.monotonic() - IDLE_MS;
    for (const [mailbox, lastUsed] of this.openDatabases) {
      if (lastUsed > before) return;
      this.tryClose(mailbox);
    }
  }

  private tryClose(mailbox: Mailbox): void {
    if (!mailbox.closeIfIdle()) return;
    this.openDatabases.delete(mailbox);
    if (mailbox.users === 0) this.forget(mailbox);
  }
}
