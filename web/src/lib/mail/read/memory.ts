/**
 * Messages that were opened in this tab, so that they can be read again while there is no line. In memory only: nothing of
 * mail is kept on disk, and a tab that is closed or loaded anew knows nothing. Called by Message.svelte and Conversation.svelte.
 */
const MOST = 50;
const MOST_CHARACTERS = 8_000_000;

interface Kept {
  readonly value: unknown;
  readonly size: number;
}
let owner = '';
const kept = new Map<string, Kept>();
let characters = 0;

function forget(key: string): void {
  characters -= kept.get(key)?.size ?? 0;
  kept.delete(key);
}
/** Another reader in the same tab finds nothing of the one before. */
function of(who: string): void {
  if (who === owner) return;
  owner = who;
  kept.clear();
  characters = 0;
}

/** `who`: the signed-in reader; `key`: what was asked for. */
export function remember(who: string, key: string, value: unknown): void {
  of(who);
  forget(key);
  const size = JSON.stringify(value).length;
  if (who === '' || size > MOST_CHARACTERS / 4) return;
  kept.set(key, { value, size });
  characters += size;
  for (const old of kept.keys()) {
    if (kept.size <= MOST && characters <= MOST_CHARACTERS) break;
    forget(old);
  }
}
/** Null: it was not opened, or long ago. */
export function recall<T>(who: string, key: string): T | null {
  of(who);
  const found = kept.get(key);
  if (found === undefined) return null;
  kept.delete(key);
  kept.set(key, found);
  return found.value as T;
}
