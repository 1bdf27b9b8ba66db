/** When the queue tries again, tells the sender that it waits, and gives up. Pure data and sums; called by the queue. */

export interface Schedule {
  /** Waits after the first, second … try; the last one repeats. */
  readonly waitsMs: readonly number[];
  /** Age at which the sender is told that the message still waits. */
  readonly delayNoticeMs: number;
  /** Age at which it ends. RFC 5321 §4.5.4.1: at least 4–5 days. */
  readonly giveUpMs: number;
}
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const DEFAULT_SCHEDULE: Schedule = {
  waitsMs: [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR],
  delayNoticeMs: 4 * HOUR,
  giveUpMs: 5 * 24 * HOUR,
};

/**
 * When to try next (epoch ms) after `tries` tries, or null when the time is over. The last try is at the very end, so that
 * nobody waits four hours for an answer that is already certain.
 */
export function nextTryAt(schedule: Schedule, receivedAt: number, tries: number, now: number): number | null {
  const end = receivedAt + schedule.giveUpMs;
  if (now >= end) return null;
  const wait = schedule.waitsMs[Math.min(tries, schedule.waitsMs.length) - 1] ?? schedule.waitsMs[0] ?? 0;
  return Math.min(now + wait, end);
}

/** Is it time to tell the sender that it still waits? */
export const delayIsDue = (schedule: Schedule, receivedAt: number, now: number): boolean =>
  now - receivedAt >= schedule.delayNoticeMs;
