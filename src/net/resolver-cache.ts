/** What the resolver remembers, and how many questions it has on the way. Called by resolver.ts only. */
import type { DnsRecord } from '#src/protocol/dns/message.ts';
import type { Clock } from './clock.ts';
import type { DnsAnswer } from './dns-answer.ts';

type Found = DnsAnswer<DnsRecord>;
export interface AnswerCache {
  /** The answer with the time it still has, or null. */
  get(key: string): Found | null;
  /** Keeps the answer so many seconds and gives it back; the oldest goes when all places are taken. */
  keep(key: string, answer: Found, seconds: number): Found;
  size(): number;
}

/** Answers by question; at most `maxEntries`, none when that is 0. */
export function createAnswerCache(clock: Clock, maxEntries: number): AnswerCache {
  const entries = new Map<string, { readonly answer: Found; readonly until: number }>();
  return {
    get: (key) => {
      const found = entries.get(key);
      if (found === undefined) return null;
      const leftMs = found.until - clock.monotonic();
      if (leftMs > 0) {
        const { answer } = found;
        return answer.kind === 'records' ? { ...answer, ttlSeconds: Math.ceil(leftMs / 1000) } : answer;
      }
      entries.delete(key);
      return null;
    },
    keep: (key, answer, seconds) => {
      if (seconds <= 0 || maxEntries === 0) return answer;
      entries.delete(key);
      if (entries.size >= maxEntries) entries.delete(entries.keys().next().value ?? '');
      entries.set(key, { answer, until: clock.monotonic() + seconds * 1000 });
      return answer;
    },
    size: () => entries.size,
  };
}

/** A number of places; who finds all taken waits in line. */
export function createPlaces(places: number): { use<T>(work: () => Promise<T>): Promise<T>; taken(): number } {
  const line: (() => void)[] = [];
  let taken = 0;
  return {
    taken: () => taken,
    use: async (work) => {
      if (taken < places) taken += 1;
      else await new Promise<void>((go) => line.push(go)); // the place is handed over, not freed
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next === undefined) taken -= 1;
        else next();
      }
    },
  };
}
