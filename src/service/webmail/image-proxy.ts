/**
 * Fetches a picture of a mail on the reader's behalf: from a public address only, without cookie, referrer or anything of the
 * reader's; and only what really is a picture comes back. Called by the route of pictures, whose addresses are signed: it is
 * no open proxy. Keeps what it fetched for a while, so that a second look tells the sender nothing.
 */
import type { Clock } from '#src/net/clock.ts';
import type { WebFailure, WebFetch } from '#src/net/web-answer.ts';
import { createFairTurns } from './fair-turns.ts';

export interface Picture {
  readonly type: string;
  readonly bytes: Buffer;
}
export interface ImageProxy {
  /** Null: it cannot be had, or is no picture. */
  fetch(mailbox: string, message: string, url: string): Promise<Picture | null>;
}
const MOST_BYTES = 10 * 1024 * 1024;
const LIMIT_MS = 10_000;
const KEEP_MS = 30 * 60_000;
/** What may go better next time (no answer, a busy server) is asked for again when the reader asks again. */
const KEEP_FAILED_MS = 60_000;
const MOST_KEPT_BYTES = 64 * 1024 * 1024;
const TURNS = { all: 24, each: 6, waitingEach: 200 } as const;

/** What the first bytes say it is; SVG and HTML are none of these. */
export function pictureType(bytes: Buffer): string | null {
  const starts = (...codes: readonly number[]): boolean => codes.every((code, at) => bytes[at] === code);
  const ascii = (from: number, to: number): string => bytes.toString('latin1', from, to);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (/^GIF8[79]a/.test(ascii(0, 6))) return 'image/gif';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp';
  if (ascii(4, 8) === 'ftyp' && /^(?:avif|avis)$/.test(ascii(8, 12))) return 'image/avif';
  return null;
}

interface Fetched {
  readonly picture: Picture | null;
  /** It would be the same half an hour. */
  readonly isLasting: boolean;
}
interface Kept {
  readonly picture: Picture | null;
  readonly until: number;
}

/** Makes the proxy. */
export function createImageProxy(deps: {
  readonly fetch: WebFetch;
  readonly clock: Pick<Clock, 'monotonic'>;
}): ImageProxy {
  const kept = new Map<string, Kept>();
  const running = new Map<string, Promise<Picture | null>>();
  const turns = createFairTurns(TURNS);
  let keptBytes = 0;

  const forget = (key: string): void => {
    keptBytes -= kept.get(key)?.picture?.bytes.length ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, { picture, isLasting }: Fetched): void => {
    const now = deps.clock.monotonic();
    for (const [old, { until }] of kept) {
      if (until > now && keptBytes < MOST_KEPT_BYTES && kept.size < 5_000) break;
      forget(old);
    }
    kept.set(key, { picture, until: now + (isLasting ? KEEP_MS : KEEP_FAILED_MS) });
    keptBytes += picture?.bytes.length ?? 0;
  };

  return {
    async fetch(mailbox, message, url) {
      const key = `${mailbox}\n${message}\n${url}`;
      const known = kept.get(key);
      if (known !== undefined && known.until > deps.clock.monotonic()) return known.picture;
      if (known !== undefined) forget(key);
      const already = running.get(key);
      if (already !== undefined) return await already;
      const work = (async () => {
        // Too many of this mailbox wait: not now, and nothing is known of the picture.
        if (!(await turns.take(mailbox))) return null;
        try {
          const found = await fetched(deps.fetch, url);
          keep(key, found);
          return found.picture;
        } finally {
          turns.done(mailbox);
        }
      })().finally(() => running.delete(key));
      running.set(key, work);
      return await work;
    },
  };
}

const NEVER: Fetched = { picture: null, isLasting: true };
const NOT_NOW: Fetched = { picture: null, isLasting: false };
const MAY_PASS: readonly WebFailure[] = ['dns', 'refused', 'unreachable', 'timeout', 'cut-off'];

async function fetched(fetch: WebFetch, url: string): Promise<Fetched> {
  if (!isWebPort(url)) return NEVER;
  const answer = await fetch(url, {
    limitMs: LIMIT_MS,
    maxBytes: MOST_BYTES,
    maxRedirects: 3,
    isBinary: true,
    headers: { 'user-agent': 'Mozilla/5.0', accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif' },
  });
  if (answer.kind !== 'answer') return MAY_PASS.includes(answer.why) ? NOT_NOW : NEVER;
  if (answer.status === 429 || answer.status >= 500) return NOT_NOW;
  if (answer.status !== 200 || answer.tls?.authorized === false) return NEVER;
  const bytes = Buffer.from(answer.body, 'latin1');
  const type = pictureType(bytes);
  return type === null ? NEVER : { picture: { type, bytes }, isLasting: true };
}

/** Ports below 1024 other than the web's belong to something that is no web server. */
function isWebPort(url: string): boolean {
  const port = URL.parse(url)?.port ?? '0';
  return port === '' || port === '80' || port === '443' || Number(port) >= 1024;
}
