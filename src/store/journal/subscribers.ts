/** Live watchers of the journal: told in a microtask, so that a slow or failing one never disturbs a session. */
import type { JournalEvent } from '#src/model/journal.ts';
import { nameKey } from './schema.ts';

export type Listener = (event: JournalEvent) => void;
interface Subscription {
  /** Lower case; null = any. */
  readonly names: ReadonlySet<string> | null;
  readonly remotes: ReadonlySet<string> | null;
  readonly listener: Listener;
}

function matches(subscription: Subscription, event: JournalEvent): boolean {
  const { names, remotes } = subscription;
  if (names === null && remotes === null) return true;
  if (remotes?.has(event.connection?.remoteAddress ?? '') === true) return true;
  if (names === null) return false;
  const said =
    event.kind === 'sign-in'
      ? [event.address, event.login]
      : event.kind === 'connection'
        ? [event.address]
        : [event.address, event.mailFrom, event.rcptTo];
  return said.some((name) => name !== undefined && names.has(nameKey(name)));
}

export class Subscribers {
  readonly #all = new Set<Subscription>();

  add(subscription: Subscription): () => void {
    this.#all.add(subscription);
    return () => void this.#all.delete(subscription);
  }

  tell(event: JournalEvent): void {
    for (const subscription of this.#all) {
      if (!matches(subscription, event)) continue;
      queueMicrotask(() => {
        try {
          if (this.#all.has(subscription)) subscription.listener(event);
        } catch {
          // A watcher that throws has left; the journal and the session that recorded go on.
          this.#all.delete(subscription);
        }
      });
    }
  }

  clear(): void {
    this.#all.clear();
  }
}
