/**
 * What was done to messages and can be undone, and what waits for the network. Doing it comes with deed-work.ts, after the
 * first list. Made by mailbox.svelte.ts.
 */
import type { Deed, Request } from './deeds.ts';
import { later } from './later.svelte.ts';
import type { ListModel } from './list-model.svelte.ts';
import type { Folder, FolderRole } from './shapes.ts';
import { store, stored } from './stored.ts';

export interface Told {
  readonly key: number;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'idle';
  readonly undo: readonly Request[];
}
export interface Around {
  readonly own: string;
  readonly list: ListModel;
  tell(isThere: boolean): void;
  /** Messages are elsewhere, or marked. */
  changed(): void;
  withRole(role: FolderRole): Folder | undefined;
}
/** What is said and kept. */
export interface Deeds {
  /** What was done last; null: nothing to say. */
  readonly told: Told | null;
  /** Done when the line is back. */
  readonly waiting: readonly Deed[];
  /** `isQuiet`: of itself, as reading marks as read; nothing is said. */
  perform(deed: Deed, isQuiet?: boolean): Promise<void>;
  undo(): Promise<void>;
  say(text: string, tone: Told['tone'], undo?: readonly Request[]): void;
  dismiss(): void;
  keepWaiting(next: readonly Deed[]): void;
  /** Does what waited. */
  flush(): Promise<void>;
}

export function createDeeds(around: Around): Deeds {
  const KEPT = `postvakt-mail-waiting ${around.own}`;
  let told = $state.raw<Told | null>(null);
  let waiting = $state.raw<readonly Deed[]>(readKept());
  let keys = 0;

  function readKept(): readonly Deed[] {
    try {
      return JSON.parse(stored(KEPT) ?? '[]') as Deed[];
    } catch {
      return [];
    }
  }
  const deeds: Deeds = {
    get told() {
      return told;
    },
    get waiting() {
      return waiting;
    },
    perform: async (deed, isQuiet = false) => (await later.load()).performDeed(around, deeds, deed, isQuiet),
    undo: async () => (await later.load()).undoDeed(around, deeds),
    say(text, tone, undo = []) {
      keys += 1;
      told = { key: keys, text, tone, undo };
    },
    dismiss: () => {
      told = null;
    },
    keepWaiting(next) {
      waiting = next;
      store(KEPT, JSON.stringify(next));
    },
    flush: async () => {
      if (waiting.length > 0) await (await later.load()).flushDeeds(around, deeds);
    },
  };
  return deeds;
}
