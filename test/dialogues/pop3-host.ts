/**
 * A POP3 door with one mailbox in memory, for the dialogues and session tests. Gives what was recorded; stores nothing.
 */
import tls from 'node:tls';
import type { Auth, SignInAttempt } from '#src/engine/ports.ts';
import type { MailboxHandle, MailStore } from '#src/engine/embedded/mail-store.ts';
import { startPop3 } from '#src/engine/embedded/pop3/server.ts';
import type { MailboxId, MessageId } from '#src/model/ids.ts';
import type { JournalEvent } from '#src/model/journal.ts';
import { systemClock } from '#src/net/clock.ts';
import { makeAuthority } from '#src/net/tls-authority-keys.ts';

export const keys = makeAuthority({ names: ['localhost', '127.0.0.1'], now: Date.now() });
const secureContext = tls.createSecureContext({ key: keys.serverKey, cert: keys.serverChain, minVersion: 'TLSv1.2' });

export const LOGIN = 'kari@fjord.example';
export const SECRET = 'blå bær 7';

export interface StoredMessage {
  readonly uid: number;
  readonly bytes: Buffer;
  readonly messageId: MessageId | null;
}

const MAILBOX = { id: 'm1' as MailboxId, address: LOGIN, language: 'en', quotaBytes: 0 } as const;

/** Starts both endpoints; `messages` is the INBOX and loses what is expunged. */
export async function pop3Host(messages: StoredMessage[]) {
  const events: JournalEvent[] = [];
  const bugs: unknown[] = [];
  const attempts: SignInAttempt[] = [];
  let openHandles = 0;
  const server = await startPop3({
    hostname: 'mail.example',
    listen: { pop3: { host: '127.0.0.1', port: 0 }, pop3s: { host: '127.0.0.1', port: 0 } },
    tls: { secureContext: () => secureContext },
    journal: { record: (event) => void events.push(event) },
    auth: memoryAuth(events, attempts),
    store: memoryStore(messages, (change) => (openHandles += change)),
    clock: systemClock,
    imapsPort: 993,
    onBug: (error) => void bugs.push(error),
  });
  return {
    events,
    bugs,
    attempts,
    openHandles: () => openHandles,
    port: (endpoint: 'pop3' | 'pop3s') => Number(server.addresses[endpoint]?.split(':').at(-1)),
    stop: (graceMs = 0) => server.stop(graceMs),
  };
}

function memoryAuth(events: JournalEvent[], attempts: SignInAttempt[]): Auth {
  const refusal = {
    enhanced: '5.7.8',
    cause: 'acc-wrong-password',
    text: 'User name or password is not right.',
  } as const;
  return {
    signIn: async (attempt) => {
      attempts.push(attempt);
      if (attempt.login === LOGIN && attempt.secret === SECRET) return { ok: true, mailbox: MAILBOX };
      if (attempt.login.startsWith('later'))
        return { ok: false, outcome: 'unavailable', refusal: { ...refusal, code: 454 } };
      if (attempt.login.startsWith('abroad'))
        return { ok: false, outcome: 'refused', refusal: { ...refusal, code: 535 } };
      return { ok: false, outcome: 'wrong-password', refusal: { ...refusal, code: 535 } };
    },
    recordRefusedSignIn: (attempt) => void events.push({ kind: 'sign-in', at: 0, ...attempt }),
  };
}

/** Only what POP3 asks of a store; anything else fails the test. */
function memoryStore(messages: StoredMessage[], count: (change: number) => void): MailStore {
  const handle: Partial<MailboxHandle> = {
    folder: async (name) =>
      ({ id: 1, name, specialUse: null, subscribed: true, uidValidity: 1700, uidNext: 9, highestModseq: 1 }) as never,
    rows: async () =>
      messages.map(({ uid, bytes, messageId }) => ({
        uid,
        messageId,
        sizeBytes: bytes.length,
        modseq: 1,
        flags: [],
        internalDate: 0,
      })),
    read: async (_folder, uid) => messages.find((message) => message.uid === uid)?.bytes ?? null,
    expunge: async (_folder, uids) => {
      const there = uids.filter((uid) => messages.some((message) => message.uid === uid));
      for (const uid of there)
        messages.splice(
          messages.findIndex((message) => message.uid === uid),
          1,
        );
      return there;
    },
    close: () => count(-1),
  };
  const store: Partial<MailStore> = {
    open: async () => {
      count(1);
      return handle as MailboxHandle;
    },
  };
  return store as MailStore;
}
