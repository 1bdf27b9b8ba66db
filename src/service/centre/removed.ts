/**
 * Removed mailboxes of a domain that its customer may bring back: only those that were removed from this very domain, not
 * from one of the same name that somebody else had before. Called by the API.
 */
import type { Domain } from '#src/model/domain.ts';
import type { Person } from '#src/model/person.ts';
import type { Tombstone } from '#src/model/tombstone.ts';
import type { Clock } from '#src/net/clock.ts';
import { aliasByAddress } from '#src/store/aliases.ts';
import { domainByName, domainsOf } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { newestTombstone, newestTombstones, tombstoneData } from '#src/store/tombstones.ts';
import type { BuriedMailbox } from '../burial.ts';
import type { Reading } from '../change.ts';
import { KEEP_DELETED_DAYS } from '../housekeeping.ts';

const MOST = 100;
/** Domains of one person that are looked through. */
const MOST_DOMAINS = 500;
export const KEEP_REMOVED_MS = KEEP_DELETED_DAYS * 86_400_000;

/** A removed mailbox with the end of its time, and what has taken its address meanwhile. */
export interface Removed {
  readonly address: string;
  readonly removedAt: number;
  readonly by: string;
  /** From then on it is gone for good; epoch ms. */
  readonly until: number;
  readonly inTheWay: 'mailbox' | 'alias' | null;
}

async function isOfDomain({ db }: Reading, stone: Tombstone, domain: Domain): Promise<boolean> {
  if (stone.deletedAt < domain.createdAt) return false;
  const data = (await tombstoneData(db.sql, stone.id)) as Partial<BuriedMailbox>;
  return data.mailbox?.domain === domain.id;
}

/** The newest first. */
export async function removedMailboxes(deps: Reading, domain: Domain): Promise<readonly Tombstone[]> {
  const stones = await newestTombstones(deps.db.sql, 'mailbox', `@${domain.name}`, domain.createdAt, MOST);
  const own = await Promise.all(stones.map((stone) => isOfDomain(deps, stone, domain)));
  return stones.filter((stone, index) => stone.restoredAt === null && own[index]);
}

/** May the address be restored for the owner of this domain? */
export async function isRestorable(deps: Reading, address: string, domain: Domain): Promise<boolean> {
  const stone = await newestTombstone(deps.db.sql, 'mailbox', address);
  return stone !== null && (await isOfDomain(deps, stone, domain));
}

/** Of all the person's domains, the newest first; a mailbox user has none: making and removing is his customer's. */
export async function removedFor(
  deps: Reading & { readonly clock: Clock },
  person: Person,
): Promise<readonly Removed[]> {
  const now = deps.clock.now();
  const all = (await stonesFor(deps, person)).filter(({ deletedAt }) => deletedAt + KEEP_REMOVED_MS > now);
  const newest = all.toSorted((a, b) => b.deletedAt - a.deletedAt).slice(0, MOST);
  return await Promise.all(newest.map((stone) => shown(deps, stone)));
}

async function stonesFor(deps: Reading, person: Person): Promise<readonly Tombstone[]> {
  const { sql } = deps.db;
  if (person.kind === 'mailbox') return [];
  if (person.kind === 'contact') {
    const domains = (await domainsOf(sql, person.customer)).slice(0, MOST_DOMAINS);
    const lists = await Promise.all(domains.map((domain) => removedMailboxes(deps, domain)));
    return lists.flat();
  }
  const stones = await newestTombstones(sql, 'mailbox', '', 0, MOST);
  const isHere = await Promise.all(
    stones.map(async (stone) => {
      const domain = await domainByName(sql, stone.address.slice(stone.address.lastIndexOf('@') + 1));
      return domain !== null && (await isOfDomain(deps, stone, domain));
    }),
  );
  return stones.filter((_, index) => isHere[index]);
}

async function shown({ db }: Reading, { address, deletedAt, actor }: Tombstone): Promise<Removed> {
  const inTheWay =
    (await mailboxByAddress(db.sql, address)) !== null
      ? 'mailbox'
      : (await aliasByAddress(db.sql, address)) !== null
        ? 'alias'
        : null;
  return { address, removedAt: deletedAt, by: actor, until: deletedAt + KEEP_REMOVED_MS, inTheWay };
}
