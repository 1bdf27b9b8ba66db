/**
 * Housekeeping: what was deleted 90 days ago is deleted for good, its row with the secrets in it, its rules and address book, and its mail on disk. Until
 * then it can be restored. Started by host.ts; runs a minute after the start and then every six hours.
 */
import { join } from 'node:path';
import { purgeRemoved } from '#src/engine/embedded/store/removed.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { forgetGoneMailboxes } from '#src/store/gone-mailboxes.ts';
import { purgeTombstones } from '#src/store/tombstones.ts';

export interface HousekeepingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dataFolder: string;
}
const DAY_MS = 86_400_000;
export const KEEP_DELETED_DAYS = 90;
const FIRST_MS = 60_000;
const EVERY_MS = 6 * 3_600_000;

export interface Tidied {
  readonly tombstones: number;
  readonly mailboxes: number;
}

/** Tidies once. The rows go first: what has no row cannot be restored, so its mail is nobody's any more. */
export async function tidy({ db, clock, dataFolder }: HousekeepingDeps): Promise<Tidied> {
  const before = clock.now() - KEEP_DELETED_DAYS * DAY_MS;
  const tombstones = await purgeTombstones(db.sql, before);
  await forgetGoneMailboxes(db.sql);
  return { tombstones, mailboxes: await purgeRemoved(join(dataFolder, 'mail'), before) };
}

/** Tidies from now on; `stop` waits for what runs. */
export function startHousekeeping(
  deps: HousekeepingDeps,
  onTrouble: (error: unknown) => void,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const round = (): void => {
    running = tidy(deps).catch(onTrouble);
  };
  const first = setTimeout(round, FIRST_MS).unref();
  const every = setInterval(round, EVERY_MS).unref();
  return {
    stop: async () => {
      clearTimeout(first);
      clearInterval(every);
      await running;
    },
  };
}
