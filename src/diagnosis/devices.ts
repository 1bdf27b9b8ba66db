/**
 * Devices, as far as a server can tell them apart: one address, one direction, one client name — and which of them fail
 * *now*. A failure that the same device followed with a success is history. Used by causes about signing in. Pure.
 */
import { protocolOf } from '#src/model/endpoint.ts';
import type { Attempt } from './observations.ts';

export type Direction = 'incoming' | 'outgoing';
export interface FailingDevice {
  /** Client name, or the address when it gave none. */
  readonly name: string;
  readonly direction: Direction;
  readonly remoteAddress: string | null;
  readonly endpoint: string;
  readonly login: string;
  readonly failures: number;
  readonly since: string;
  readonly lastAt: string;
  /** Last success of the same device before, if any. */
  readonly lastOkAt: string | null;
  /** Causes named at the place of decision, newest first. */
  readonly causes: readonly (string | null)[];
  /** Distinct wrong secrets. */
  readonly secrets: number;
  readonly attempts: readonly Attempt[];
}

/** 465, 587 and 25 send; everything else fetches. */
export const directionOf = (endpoint: Attempt['endpoint']): Direction =>
  protocolOf(endpoint) === 'smtp' ? 'outgoing' : 'incoming';

const newest = (attempts: readonly Attempt[]): string | null =>
  attempts.reduce<string | null>((best, one) => (best === null || one.lastAt > best ? one.lastAt : best), null);

/**
 * The newest success of the device that may have made this failure: same place and direction, and no other client name.
 * A client that gave no name may be any of that place.
 */
export function successOf(failed: Attempt, all: readonly Attempt[]): string | null {
  return newest(
    all.filter(
      (one) =>
        one.outcome === 'ok' &&
        one.remoteAddress === failed.remoteAddress &&
        directionOf(one.endpoint) === directionOf(failed.endpoint) &&
        (one.client === null || failed.client === null || one.client === failed.client),
    ),
  );
}

const MINUTE = 60_000;
/**
 * A program at the same place that repeats one wrong secret by itself, while another signs in: a burst typed by hand
 * is over in minutes, a program goes on. Five times over at least twenty minutes, and the last one is fresh.
 */
function isRobot(failed: Attempt, now: number): boolean {
  return (
    failed.secret !== null &&
    failed.count >= 5 &&
    Date.parse(failed.lastAt) - Date.parse(failed.firstAt) >= 20 * MINUTE &&
    now - Date.parse(failed.lastAt) <= 15 * MINUTE
  );
}

/** Same secret of the same device over several rows is one row. */
function joined(failures: readonly Attempt[]): Attempt[] {
  const rows = new Map<string, Attempt>();
  for (const one of failures) {
    const key = JSON.stringify([
      one.remoteAddress,
      directionOf(one.endpoint),
      one.client,
      one.secret,
      one.outcome,
      one.cause,
    ]);
    const same = rows.get(key);
    rows.set(
      key,
      same === undefined
        ? one
        : {
            ...same,
            count: same.count + one.count,
            firstAt: one.firstAt < same.firstAt ? one.firstAt : same.firstAt,
            lastAt: one.lastAt > same.lastAt ? one.lastAt : same.lastAt,
          },
    );
  }
  return [...rows.values()];
}

/** Devices whose newest sign-ins fail with one of these outcomes, most recent first. */
export function failingDevices(all: readonly Attempt[], outcomes: readonly string[], now: number): FailingDevice[] {
  const failures = joined(all.filter((one) => outcomes.includes(one.outcome)));
  const current = failures.filter((one) => {
    const ok = successOf(one, all);
    return ok === null || one.lastAt > ok || isRobot(one, now);
  });
  const groups = new Map<string, Attempt[]>();
  for (const one of current) {
    const key = JSON.stringify([one.remoteAddress, directionOf(one.endpoint), one.client]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map((attempts) => describe(attempts, all))
    .sort((a, b) => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : a.name < b.name ? -1 : 1));
}

function describe(attempts: readonly Attempt[], all: readonly Attempt[]): FailingDevice {
  const rows = [...attempts].sort((a, b) =>
    a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
  );
  const [last] = rows;
  return {
    name: last.client ?? last.remoteAddress ?? last.endpoint,
    direction: directionOf(last.endpoint),
    remoteAddress: last.remoteAddress,
    endpoint: last.endpoint,
    login: last.login,
    failures: rows.reduce((sum, one) => sum + one.count, 0),
    since: rows.reduce((first, one) => (one.firstAt < first ? one.firstAt : first), last.firstAt),
    lastAt: last.lastAt,
    lastOkAt: successOf(last, all),
    causes: rows.map((one) => one.cause),
    secrets: new Set(rows.map((one) => one.secret)).size,
    attempts: rows,
  };
}
