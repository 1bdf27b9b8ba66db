/**
 * The country table of `geo.database`: read at start, read again when the file changes. Called by locate.ts. A new file that
 * cannot be read is reported and the old table stays; only the start is stopped by a broken one.
 */
import { readFileSync, type Stats, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { ConnectionFacts } from '#src/model/journal.ts';
import type { Network } from '#src/model/network.ts';
import type { Clock } from '../clock.ts';
import { GeoTableBroken, readCsv, readCsvInSlices } from './csv.ts';
import { isMmdb, readMmdb } from './mmdb.ts';

/** What is known of an address; empty = nothing. */
export type Place = Pick<ConnectionFacts, 'country' | 'network' | 'networkKind'>;
export interface GeoTable {
  find(address: Network): Place;
}
export interface GeoFile extends GeoTable {
  /** Looks whether the file has changed, and reads it. Resolves when that is done. */
  refresh(): Promise<void>;
}

const LOOK_EVERY_MS = 10_000;
/** The largest city databases have some 150 MB. */
const MOST_BYTES = 512 * 1024 * 1024;

const read = (bytes: Buffer): GeoTable => (isMmdb(bytes) ? readMmdb(bytes) : readCsv(bytes.toString('utf8')));

export type GeoOpened = { readonly ok: true; readonly file: GeoFile } | { readonly ok: false; readonly why: string };

/** Opens the table. `why` completes "geo.database …: why". */
export function openGeoFile(deps: {
  readonly path: string;
  readonly clock: Clock;
  readonly onTrouble?: (why: string) => void;
}): GeoOpened {
  const { path, clock, onTrouble } = deps;
  let table: GeoTable;
  let seen: string;
  try {
    // The mark first: a change while we read shows at the next look.
    seen = markOf(statSync(path));
    table = read(readFileSync(path));
  } catch (error) {
    return { ok: false, why: reason(error) };
  }
  let lookedAt = clock.monotonic();
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    try {
      const now = await stat(path);
      if (markOf(now) === seen) return;
      seen = markOf(now);
      if (now.size > MOST_BYTES) throw new GeoTableBroken('it is too large');
      const bytes = await readFile(path);
      table = isMmdb(bytes) ? readMmdb(bytes) : await readCsvInSlices(bytes.toString('utf8'));
    } catch (error) {
      onTrouble?.(reason(error));
    }
  };
  const refresh = (): Promise<void> => {
    lookedAt = clock.monotonic();
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  return {
    ok: true,
    file: {
      find: (address) => {
        if (clock.monotonic() - lookedAt >= LOOK_EVERY_MS) void refresh();
        return table.find(address);
      },
      refresh,
    },
  };
}

const markOf = ({ mtimeMs, size, ino }: Stats): string => `${mtimeMs} ${size} ${ino}`;

function reason(error: unknown): string {
  if (error instanceof GeoTableBroken) return error.message;
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
