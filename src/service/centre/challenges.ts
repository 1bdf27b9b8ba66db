/**
 * Challenges for passkeys: each is good once, for a few minutes, for one purpose and one browser or session. They are sealed
 * and not stored, so that asking for many costs us nothing; what is kept is which ones were used. Called by passkeys.ts.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#src/net/clock.ts';

export type ChallengePurpose = 'register' | 'sign-in' | 'second-step';
export interface Challenges {
  /** `binding`: the session, or the browser's short-lived cookie. */
  issue(purpose: ChallengePurpose, binding: string): Uint8Array<ArrayBuffer>;
  /** Takes it, base64url as the browser gave it back; false when it was used, is over, or is another's. */
  take(challenge: string, purpose: ChallengePurpose, binding: string): boolean;
}

export const CHALLENGE_MS = 300_000;
const NONCE = 16;
const TIME = 6;
/** Used ones that are remembered; with more in five minutes we say no rather than forget. */
const MOST_USED = 100_000;

export function createChallenges(clock: Clock): Challenges {
  // Not kept: a restart ends what was open, and nothing that was used before it can be used again.
  const key = randomBytes(32);
  const used = new Map<string, number>();
  const seal = (head: Uint8Array, purpose: string, binding: string): Buffer =>
    createHmac('sha256', key).update(head).update(`${purpose}\n${binding}`).digest();
  return {
    issue: (purpose, binding) => {
      const head = Buffer.alloc(NONCE + TIME);
      randomBytes(NONCE).copy(head);
      head.writeUIntBE(clock.now() + CHALLENGE_MS, NONCE, TIME);
      return new Uint8Array(Buffer.concat([head, seal(head, purpose, binding)]));
    },
    take: (challenge, purpose, binding) => {
      const bytes = Buffer.from(challenge, 'base64url');
      if (bytes.length !== NONCE + TIME + 32) return false;
      const head = bytes.subarray(0, NONCE + TIME);
      if (!timingSafeEqual(bytes.subarray(NONCE + TIME), seal(head, purpose, binding))) return false;
      const until = head.readUIntBE(NONCE, TIME);
      const now = clock.now();
      if (until <= now) return false;
      for (const [old, end] of used) {
        if (end > now) break;
        used.delete(old);
      }
      const name = head.toString('base64url');
      if (used.has(name) || used.size >= MOST_USED) return false;
      used.set(name, until);
      return true;
    },
  };
}
