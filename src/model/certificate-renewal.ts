/**
 * When a certificate is renewed and when a failed order is tried again. Asked by service/certificates. Pure: time and chance
 * are given.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const FIRST_RETRY_MS = 5 * MINUTE_MS;
/** An authority allows few failures an hour; half a day is still often in thirty days of life left. */
const LAST_RETRY_MS = 12 * 60 * MINUTE_MS;

export interface Life {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
}

/** At a third of the life left, a little before by chance so that a thousand names do not come in one minute. */
export function renewalOfLife({ from, until }: Life, random: number): number {
  const life = until - from;
  return Math.round(until - life / 3 - (life / 30) * random);
}

/**
 * RFC 9773 §4.2: a moment by chance in the window that the authority suggests; one chosen before is kept while it lies in it.
 * A window that is over means now. Never so late that the certificate has less than a day.
 */
export function renewalInWindow(window: Life, chosen: number | null, life: Life, random: number): number {
  const isKept = chosen !== null && chosen >= window.from && chosen <= window.until;
  const at = isKept ? chosen : window.from + (window.until - window.from) * random;
  return Math.round(Math.min(at, Math.max(life.from, life.until - DAY_MS)));
}

/** RFC 9773 §4.3.2: how long until the window is asked about again; between a minute and a day, a quarter of a day when unsaid. */
export const askAgainAfter = (retryAfterMs: number): number =>
  retryAfterMs === 0 ? DAY_MS / 4 : Math.min(Math.max(retryAfterMs, MINUTE_MS), DAY_MS);

/** How long to wait after so many failures in a row (1 = the first); never less than the authority asked for. */
export function retryAfter(failures: number, askedForMs: number, random: number): number {
  const doubled = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20), LAST_RETRY_MS);
  return Math.max(Math.round(doubled * (0.8 + 0.4 * random)), Math.min(askedForMs, 7 * DAY_MS));
}

/** How many more orders may begin now when at most `most` begin in an hour; `times` are those of lately. */
export const ordersLeft = (times: readonly number[], now: number, most: number): number =>
  Math.max(0, most - times.filter((at) => now - at < 60 * MINUTE_MS && at <= now + MINUTE_MS).length);
