/**
 * Waiting for a thing to become true, with a limit and never by a blind sleep. Used by the end-to-end suites and the
 * bench. When the limit passes, the error says what was waited for.
 */
import { setTimeout as pause } from 'node:timers/promises';
import net from 'node:net';

/** Asks until the answer is neither false, null nor undefined, and gives it. A throw counts as "not yet". */
export const waitFor = async <T>(
  what: string,
  ask: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  limitMs = 60_000,
  everyMs = 40,
): Promise<T> => {
  const until = performance.now() + limitMs;
  let last: unknown = 'no answer yet';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > until) throw new Error(`waited ${limitMs} ms for ${what}: ${String(last)}`);
    await pause(everyMs);
  }
};

/** One connection attempt: true when something accepts. */
export const accepts = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const answer = (yes: boolean): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });

export const waitForPort = (host: string, port: number, limitMs = 60_000): Promise<true> =>
  waitFor(`${host}:${port} to accept`, async () => (await accepts(host, port)) || null, limitMs);
