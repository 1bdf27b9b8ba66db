/**
 * What auth.ts remembers of secrets, never the secrets: which were right or wrong lately (under a key that dies with the
 * process), and fingerprints of wrong ones for the journal (under a key of the day). Bounded.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { CauseId } from '#src/model/cause-id.ts';
import { preparePassword } from '#src/model/password.ts';
import type { Clock } from '#src/net/clock.ts';

const KEEP_MS = 10 * 60 * 1000;
const MOST_KEPT = 20_000;
const DAY_MS = 24 * 3600 * 1000;

export type Remembered =
  | { readonly kind: 'right' }
  /** The cause may still be on its way: the answer to the peer does not wait for it. */
  | { readonly kind: 'wrong'; readonly cause: Promise<CauseId> };

export interface SecretMemory {
  /** `subject` must change when the stored password does, so that nothing outlives a change. */
  recall(subject: string, secret: string): Remembered | null;
  remember(subject: string, secret: string, what: Remembered): void;
  /** `<day>:<16 hex>`: equal for the same secret at the same subject within one UTC day (HMAC-SHA256, 64 bits). */
  fingerprint(subject: string, secret: string): string;
  size(): number;
}

export function createSecretMemory(deps: { readonly clock: Clock; readonly secretKey: Buffer }): SecretMemory {
  const processKey = randomBytes(32);
  const kept = new Map<string, { readonly what: Remembered; readonly until: number }>();
  const digest = (key: Buffer, subject: string, secret: string): Buffer =>
    createHmac('sha256', key).update(subject).update('\0').update(preparePassword(secret)).digest();
  const keyOf = (subject: string, secret: string): string => digest(processKey, subject, secret).toString('base64');

  return {
    recall: (subject, secret) => {
      const key = keyOf(subject, secret);
      const found = kept.get(key);
      if (found === undefined) return null;
      if (found.until > deps.clock.monotonic()) return found.what;
      kept.delete(key);
      return null;
    },
    remember: (subject, secret, what) => {
      kept.set(keyOf(subject, secret), { what, until: deps.clock.monotonic() + KEEP_MS });
      if (kept.size <= MOST_KEPT) return;
      const oldest = kept.keys().next().value;
      if (oldest !== undefined) kept.delete(oldest);
    },
    fingerprint: (subject, secret) => {
      const day = new Date(Math.floor(deps.clock.now() / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
      const key = createHmac('sha256', deps.secretKey).update(`wrong secrets of ${day}`).digest();
      return `${day}:${digest(key, subject, secret).subarray(0, 8).toString('hex')}`;
    },
    size: () => kept.size,
  };
}
