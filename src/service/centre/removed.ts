/**
 * Removed mailboxes of a domain that its customer may bring back: only those that were removed from this very domain, not
 * from one of the same name that somebody else had before. Called by the API.
 */
import type { Domain } from '#src/model/domain.ts';
import type { Tombstone } from '#src/model/tombstone.ts';
import { newestTombstone, newestTombstones, tombstoneData } from '#src/store/tombstones.ts';
import type { BuriedMailbox } from '../burial.ts';
import type { Reading } from '../change.ts';

const MOST = 100;

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
