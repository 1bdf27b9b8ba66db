/**
 * Places for work that takes a while, shared fairly: a free place goes to whoever holds the fewest, among those to who has waited
 * longest; so whoever asks for a thousand holds up nobody who asks for one. Called by image-proxy.ts. Ends no work.
 */
export interface FairTurns {
  /** Resolves when there is a place; false at once: too many of this one wait already. Whoever got one calls `done`. */
  take(who: string): Promise<boolean>;
  done(who: string): void;
}
export interface TurnLimits {
  readonly all: number;
  readonly each: number;
  /** That may wait of one. */
  readonly waitingEach: number;
}

export function createFairTurns({ all, each, waitingEach }: TurnLimits): FairTurns {
  const held = new Map<string, number>();
  /** In the order in which they began to wait. */
  const waiting = new Map<string, (() => void)[]>();
  let taken = 0;

  const holds = (who: string): number => held.get(who) ?? 0;
  const place = (who: string): void => {
    taken += 1;
    held.set(who, holds(who) + 1);
  };
  const next = (): void => {
    while (taken < all) {
      let first: string | null = null;
      for (const who of waiting.keys())
        if (holds(who) < each && (first === null || holds(who) < holds(first))) first = who;
      if (first === null) return;
      const [go, ...others] = waiting.get(first) ?? [];
      waiting.delete(first);
      // Behind everybody else who waits by now.
      if (others.length > 0) waiting.set(first, others);
      place(first);
      go();
    }
  };
  return {
    async take(who) {
      const mine = waiting.get(who) ?? [];
      if (mine.length >= waitingEach) return false;
      const turn = Promise.withResolvers<void>();
      waiting.set(who, [...mine, turn.resolve]);
      next();
      await turn.promise;
      return true;
    },
    done(who) {
      taken -= 1;
      if (holds(who) > 1) held.set(who, holds(who) - 1);
      else held.delete(who);
      next();
    },
  };
}
