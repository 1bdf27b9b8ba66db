/**
 * Probe of the service itself: room on the disk, mail that could not be stored, sign-ins that could not be checked, announced
 * work. Of all customers together only sums. Judges nothing.
 */
import { statfs } from 'node:fs/promises';
import type { MaintenancePart, StateService } from '#src/diagnosis/observed-traffic.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { maintenanceFrom } from '#src/store/maintenance.ts';
import { iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

type Deps = Pick<GroupDeps, 'journal' | 'clock' | 'db' | 'dataFolder'>;

const MINUTES = 60;
const DAY_MS = 86_400_000;
/** Below this nothing is safe: a message, its index and the database's log need room at once. As `doctor` has it. */
const LEAST_BYTES = 100_000_000;
const MOST = 1000;

const span = (events: readonly StoredEvent[]) => ({
  count: events.reduce((sum, one) => sum + one.count, 0),
  firstAt: events.length === 0 ? null : iso(Math.min(...events.map(({ at }) => at))),
  lastAt: events.length === 0 ? null : iso(Math.max(...events.map(({ lastAt }) => lastAt))),
});

async function disk(folder: string): Promise<StateService['disk']> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, leastBytes: LEAST_BYTES };
  } catch {
    return null;
  }
}

/** The newest of this kind after the last trouble, as ISO. */
async function since(
  deps: Deps,
  kind: 'message' | 'sign-in',
  outcome: string,
  lastAt: string | null,
): Promise<string | null> {
  if (lastAt === null) return null;
  const after = Date.parse(lastAt);
  const found = await deps.journal.query({ kinds: [kind], outcomes: [outcome], since: after + 1, limit: 1 });
  return found.length === 0 ? null : iso(found[0].lastAt);
}

/** `state.service`. */
export async function lookAtService(deps: Deps, domain: string): Promise<StateService> {
  const now = deps.clock.now();
  const from = now - MINUTES * 60_000;
  const [room, unstored, unchecked, announced] = await Promise.all([
    disk(deps.dataFolder),
    deps.journal.query({ kinds: ['refusal'], causes: ['svc-disk-full'], since: from, limit: MOST }),
    deps.journal.query({ kinds: ['sign-in'], outcomes: ['unavailable'], since: from, limit: MOST }),
    maintenanceFrom(deps.db.sql, now),
  ]);
  const [storage, signIn] = [span(unstored), span(unchecked)];
  const names = new Set(
    unchecked.map((one) => one.mailbox ?? one.address ?? (one.kind === 'sign-in' ? one.login : '')),
  );
  const places = new Set(unchecked.map(({ connection }) => connection?.remoteAddress ?? ''));
  const [takenSince, okSince] = await Promise.all([
    since(deps, 'message', 'accepted', storage.lastAt),
    since(deps, 'sign-in', 'ok', signIn.lastAt),
  ]);
  return {
    minutes: MINUTES,
    disk: room,
    storage: { ...storage, takenSince },
    signIn: { ...signIn, names: names.size, places: places.size, okSince },
    maintenance: announced
      .filter((row) => row.from_at <= now + DAY_MS && (row.domains?.split(' ').includes(domain) ?? true))
      .map((row) => ({
        part: row.part as MaintenancePart,
        fromAt: iso(row.from_at),
        untilAt: iso(row.until_at),
        text: row.text,
      })),
  };
}
