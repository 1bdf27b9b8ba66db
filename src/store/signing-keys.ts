/** Queries on DKIM keys. Called by services; the private half goes to the signer only. */
import type { DomainKey } from '#src/model/domain.ts';
import type { DomainId } from '#src/model/ids.ts';
import type { SigningKeysTable, Sql } from './tables.ts';

const key = (row: SigningKeysTable): DomainKey => ({
  id: row.id,
  domain: row.domain_id,
  selector: row.selector,
  algorithm: row.algorithm as DomainKey['algorithm'],
  privateKey: row.private_key,
  publicKey: row.public_key,
  active: row.active === 1,
  createdAt: row.created_at,
});

export async function insertSigningKey(sql: Sql, made: DomainKey): Promise<void> {
  await sql
    .insertInto('signing_keys')
    .values({
      id: made.id,
      domain_id: made.domain,
      selector: made.selector,
      algorithm: made.algorithm,
      private_key: made.privateKey,
      public_key: made.publicKey,
      active: made.active ? 1 : 0,
      created_at: made.createdAt,
    })
    .execute();
}

/** Oldest first. */
export async function signingKeysOf(sql: Sql, domain: DomainId): Promise<readonly DomainKey[]> {
  const rows = await sql
    .selectFrom('signing_keys')
    .selectAll()
    .where('domain_id', '=', domain)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(key);
}
