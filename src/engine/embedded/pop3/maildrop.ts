/**
 * The maildrop of one POP3 session: INBOX as it was when the client signed in, with the marks of DELE (RFC 1939 §5).
 * Made by the session after sign-in. Nothing is removed before `update`.
 */
import type { MailboxId, MessageId } from '#src/model/ids.ts';
import type { MailboxHandle, MailStore } from '../mail-store.ts';

export interface Entry {
  readonly uid: number;
  readonly sizeBytes: number;
  readonly messageId: MessageId | null;
}

export class Maildrop {
  readonly #handle: MailboxHandle;
  readonly #folderId: number;
  readonly #entries: readonly Entry[];
  readonly #deleted = new Set<number>();
  readonly uidValidity: number;

  constructor(handle: MailboxHandle, folderId: number, uidValidity: number, entries: readonly Entry[]) {
    this.#handle = handle;
    this.#folderId = folderId;
    this.#entries = entries;
    this.uidValidity = uidValidity;
  }

  /** Opens the mailbox; `close` must be called in the end. */
  static async open(store: MailStore, mailbox: MailboxId, quotaBytes: number): Promise<Maildrop> {
    const handle = await store.open(mailbox, quotaBytes);
    try {
      const inbox = await handle.folder('INBOX');
      if (inbox === null) throw new Error(`mailbox ${mailbox} has no INBOX`);
      const rows = await handle.rows(inbox.id);
      const entries = rows.map(({ uid, sizeBytes, messageId }) => ({ uid, sizeBytes, messageId }));
      return new Maildrop(handle, inbox.id, inbox.uidValidity, entries);
    } catch (error) {
      handle.close();
      throw error;
    }
  }

  /** Message numbers (from 1) and entries of what is not marked as deleted. */
  *live(): Generator<readonly [number, Entry]> {
    for (const [index, entry] of this.#entries.entries()) if (!this.#deleted.has(index)) yield [index + 1, entry];
  }

  /** How many, and how many bytes (STAT). */
  total(): { readonly messages: number; readonly bytes: number } {
    let messages = 0;
    let bytes = 0;
    for (const [, entry] of this.live()) {
      messages++;
      bytes += entry.sizeBytes;
    }
    return { messages, bytes };
  }

  /** A message by its number; null when there is none or it is marked as deleted. */
  entry(number: number): Entry | null {
    return this.#deleted.has(number - 1) ? null : (this.#entries[number - 1] ?? null);
  }

  /** Stable over sessions (RFC 1939 §7): UIDs never come back within a UIDVALIDITY. */
  uniqueId(entry: Entry): string {
    return `${this.uidValidity}.${entry.uid}`;
  }

  /** The bytes; null when another session removed it meanwhile. Throws when what is stored is damaged. */
  read(entry: Entry): Promise<Buffer | null> {
    return this.#handle.read(this.#folderId, entry.uid);
  }

  markDeleted(number: number): void {
    this.#deleted.add(number - 1);
  }

  unmarkAll(): void {
    this.#deleted.clear();
  }

  /** UPDATE state: removes what is marked; gives what was really removed by us. */
  async update(): Promise<readonly Entry[]> {
    const marked = [...this.#deleted].map((index) => this.#entries[index]);
    if (marked.length === 0) return [];
    const removed = new Set(
      await this.#handle.expunge(
        this.#folderId,
        marked.map((entry) => entry.uid),
      ),
    );
    this.#deleted.clear();
    return marked.filter((entry) => removed.has(entry.uid));
  }

  close(): void {
    this.#handle.close();
  }
}
