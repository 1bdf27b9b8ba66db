/**
 * Hashes and checks passwords with argon2id, a few at a time: an attack may fill the queue, never the memory or the
 * thread pool. Made once by main.ts; used by auth.ts and the use cases that set passwords. Never logs.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  ARGON2_DEFAULTS,
  type Argon2Parameters,
  formatPasswordHash,
  HASH_BYTES,
  parsePasswordHash,
  SALT_BYTES,
} from '#src/model/password-hash.ts';
import { preparePassword } from '#src/model/password.ts';

export interface PasswordHasher {
  /** PHC text, or null when too many wait. */
  hash(secret: string): Promise<string | null>;
  /** Compares in constant time. Without a stored hash it works just as long and answers `wrong`. */
  verify(stored: string | null, secret: string): Promise<'right' | 'wrong' | 'busy'>;
  /** True when nobody waits: time for work that can be left out. */
  isIdle(): boolean;
  /** How many run and wait now. */
  load(): { readonly running: number; readonly waiting: number };
}

export interface HasherOptions {
  readonly parameters?: Argon2Parameters;
  /** At once; each takes `memoryKib` and a thread of Node's pool of four. */
  readonly running?: number;
  readonly waiting?: number;
}

const derive = (secret: string, salt: Buffer, parameters: Argon2Parameters, tagLength: number): Promise<Buffer> =>
  new Promise((done, fail) => {
    const { memoryKib: memory, passes, lanes: parallelism } = parameters;
    const message = Buffer.from(preparePassword(secret));
    argon2('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength }, (error, key) =>
      error === null ? done(key) : fail(error),
    );
  });

export function createPasswordHasher(options: HasherOptions = {}): PasswordHasher {
  const parameters = options.parameters ?? ARGON2_DEFAULTS;
  const mostRunning = options.running ?? 2;
  const mostWaiting = options.waiting ?? 200;
  const queue: (() => void)[] = [];
  let running = 0;
  // Nobody's hash: makes unknown names cost as much as known ones.
  const nobody = { parameters, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };

  async function inTurn<T>(work: () => Promise<T>): Promise<T | 'busy'> {
    if (running >= mostRunning) {
      if (queue.length >= mostWaiting) return 'busy';
      await new Promise<void>((turn) => queue.push(turn)); // the one who ends hands over its place
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return {
    hash: async (secret) => {
      const salt = randomBytes(SALT_BYTES);
      const hash = await inTurn(() => derive(secret, salt, parameters, HASH_BYTES));
      return hash === 'busy' ? null : formatPasswordHash({ parameters, salt, hash });
    },
    verify: (stored, secret) => {
      const known = stored === null ? null : parsePasswordHash(stored);
      const against = known ?? nobody;
      return inTurn(async () => {
        const derived = await derive(secret, against.salt, against.parameters, against.hash.length);
        return timingSafeEqual(derived, against.hash) && known !== null ? 'right' : 'wrong';
      });
    },
    isIdle: () => queue.length === 0 && running < mostRunning,
    load: () => ({ running, waiting: queue.length }),
  };
}
