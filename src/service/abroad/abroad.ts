/**
 * Puts together what a host needs for sign-ins from abroad: where an address is, the country rule, the protection against
 * guessing. Called by host.ts once; decides nothing itself.
 */
import type { Configuration } from '#src/model/configuration.ts';
import { holds, parseNetwork } from '#src/model/network.ts';
import type { Clock } from '#src/net/clock.ts';
import { createLocate, type Locate } from '#src/net/geo/locate.ts';
import { type GeoTable, openGeoFile } from '#src/net/geo/table.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { Blocks, Notices } from '../block-port.ts';
import { StartProblem } from '../start-problem.ts';
import { type CountryRule, createCountryRule } from './country-rule.ts';
import { createProtection, type RunningProtection } from './protection.ts';

export interface Abroad {
  readonly locate: Locate;
  readonly countries: CountryRule;
  readonly protection: RunningProtection;
  close(): Promise<void>;
}
export interface AbroadDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly blocks: Blocks;
  readonly journal: Pick<JournalStore, 'query'>;
  readonly configuration: Pick<Configuration, 'geo' | 'protect' | 'proxy'>;
  readonly notices?: Notices;
  /** Where links begin, without a slash at the end. */
  readonly linkBase: () => string;
  readonly onTrouble: (error: unknown) => void;
}

/** @throws StartProblem `geoUnreadable` when `geo.database` is configured and cannot be read. */
export function createAbroad(deps: AbroadDeps): Abroad {
  const { db, clock, blocks, journal, configuration, notices, linkBase, onTrouble } = deps;
  const { geo, protect, proxy } = configuration;
  const locate = createLocate(openTable(deps), geo.vendors);
  const countries = createCountryRule({ db, clock, linkBase, ...(notices === undefined ? {} : { notices }) });
  const trusted = proxy.trusted.flatMap((text) => parseNetwork(text) ?? []);
  const protection = createProtection({
    blocks,
    clock,
    linkBase,
    rule: { failures: protect.failures, windowMs: protect.window * 1000, blockMs: protect.block * 1000 },
    signedInFrom: async (remoteAddress, since) => {
      const query = {
        kinds: ['sign-in'],
        outcomes: ['ok'],
        remoteAddresses: [remoteAddress],
        since,
        limit: 200,
      } as const;
      return [...new Set((await journal.query(query)).flatMap((event) => event.address ?? []))];
    },
    isExempt: (remoteAddress) => {
      const address = parseNetwork(remoteAddress);
      return address !== null && trusted.some((network) => holds(network, address));
    },
    onTrouble,
  });
  return {
    locate,
    countries,
    protection,
    close: async () => {
      await protection.settled();
      protection.close();
      countries.close();
    },
  };
}

function openTable({ clock, configuration, onTrouble }: AbroadDeps): GeoTable | null {
  const path = configuration.geo.database;
  if (path === '') return null;
  const opened = openGeoFile({
    path,
    clock,
    onTrouble: (why) => onTrouble(new Error(`geo.database ${path}: ${why}; the table before it stays in force`)),
  });
  if (!opened.ok) throw new StartProblem('geoUnreadable', { file: path, why: opened.why });
  return opened.file;
}
