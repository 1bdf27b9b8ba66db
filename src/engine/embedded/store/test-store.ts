/**
 * A store on a temporary folder for tests, with a clock that stands still and a plain summary. Called by tests only; ends
 * with the test.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import type { MailboxHandle, MailStore, StoreResult } from '../mail-store.ts';
import { openMailStore, type EmbeddedMailStore, type MailStoreOptions } from './store.ts';

export const KARI = '01kari00000000000000000kari' as MailboxId;
export const OLA = '01ola000000000000000000ola0' as MailboxId;
export const NOON = Date.UTC(2026, 10, 2, 12);

export const plainOptions: Omit<MailStoreOptions, 'directory'> = {
  clock: { now: () => NOON, monotonic: () => performance.now() },
  summarise: (bytes) => ({
    envelope: `(${bytes.length})`,
    bodyStructure: '("TEXT" "PLAIN")',
    body: bytes.toString('latin1', 0, 20),
  }),
  searchText: (bytes) => {
    const [header, ...body] = bytes.toString('utf8').split('\r\n\r\n');
    return { header, body: body.join('\r\n\r\n') };
  },
};

export interface TestStore {
  readonly store: EmbeddedMailStore;
  readonly directory: string;
}

export async function testStore(t: TestContext, options: Partial<MailStoreOptions> = {}): Promise<TestStore> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'store-'));
  const store = await openMailStore({ ...plainOptions, directory, ...options });
  t.after(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return { store, directory };
}

/** Opens a mailbox and its INBOX. */
export async function inboxOf(
  store: MailStore,
  id: MailboxId = KARI,
  quotaBytes = 0,
): Promise<{ handle: MailboxHandle; inbox: number }> {
  const handle = await store.open(id, quotaBytes);
  const inbox = await handle.folder('INBOX');
  assert.ok(inbox);
  return { handle, inbox: inbox.id };
}

export const mail = (subject: string, body = 'Hei.\r\n'): Buffer =>
  Buffer.from(`From: ola@skog.example\r\nSubject: ${subject}\r\n\r\n${body}`);

/** The value of a result that must be one. */
export function must<T>(result: StoreResult<T>): T {
  assert.ok(result.ok, result.ok ? '' : result.problem);
  return result.value;
}
