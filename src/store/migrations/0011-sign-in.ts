/** Step 11: passkeys are found by their credential, each belongs to one person; browsers that a person has signed in from. */
import type { Sql } from '../tables.ts';

export async function signIn(tx: Sql): Promise<void> {
  // Null for everything but a passkey: both databases hold null to be different from null.
  await tx.schema.alterTable('second_factors').addColumn('credential_id', 'text').execute();
  await tx.schema
    .createIndex('second_factors_credential')
    .on('second_factors')
    .column('credential_id')
    .unique()
    .execute();
  await tx.schema
    .createTable('known_devices')
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('person_kind', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('known_devices_key', ['token_hash', 'person_kind', 'person_id'])
    .execute();
  await tx.schema
    .createIndex('known_devices_person')
    .on('known_devices')
    .columns(['person_kind', 'person_id'])
    .execute();
}
