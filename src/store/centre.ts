/** Queries of the centre: operators, sessions, second factors, ways back in. Judges nothing. */
import type { Sql } from './tables.ts';
import type { OperatorsTable, CentreSessionsTable, SecondFactorsTable, WaysBackTable } from './tables-centre.ts';

export async function operatorByName(sql: Sql, name: string): Promise<OperatorsTable | null> {
  return (await sql.selectFrom('operators').selectAll().where('name', '=', name).executeTakeFirst()) ?? null;
}
export async function operatorById(sql: Sql, id: string): Promise<OperatorsTable | null> {
  return (await sql.selectFrom('operators').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}
export const allOperators = (sql: Sql): Promise<OperatorsTable[]> =>
  sql.selectFrom('operators').selectAll().orderBy('name').execute();
export async function insertOperator(tx: Sql, made: OperatorsTable): Promise<void> {
  await tx.insertInto('operators').values(made).execute();
}
export async function setOperatorPassword(tx: Sql, id: string, hash: string): Promise<void> {
  await tx.updateTable('operators').set({ password_hash: hash }).where('id', '=', id).execute();
}
export async function setOperatorRole(tx: Sql, id: string, role: string): Promise<void> {
  await tx.updateTable('operators').set({ role }).where('id', '=', id).execute();
}
export async function deleteOperator(tx: Sql, id: string): Promise<void> {
  await tx.deleteFrom('operators').where('id', '=', id).execute();
}

/** Contacts with this address that have a centre password. */
export const contactsWithPassword = (sql: Sql, address: string) =>
  sql
    .selectFrom('contacts')
    .innerJoin('centre_passwords', 'centre_passwords.contact_id', 'contacts.id')
    .innerJoin('customers', 'customers.id', 'contacts.customer_id')
    .select([
      'contacts.id as id',
      'contacts.address as address',
      'contacts.customer_id as customer_id',
      'customers.name as customer_name',
      'customers.language as language',
      'centre_passwords.password_hash as password_hash',
    ])
    .where('contacts.address', '=', address)
    .orderBy('contacts.created_at')
    .limit(5)
    .execute();
export async function contactPersonById(sql: Sql, id: string) {
  return (
    (await sql
      .selectFrom('contacts')
      .innerJoin('customers', 'customers.id', 'contacts.customer_id')
      .select([
        'contacts.id as id',
        'contacts.address as address',
        'contacts.customer_id as customer_id',
        'customers.name as customer_name',
        'customers.language as language',
        'contacts.language as own_language',
      ])
      .where('contacts.id', '=', id as never)
      .executeTakeFirst()) ?? null
  );
}
export async function mailboxPersonById(sql: Sql, id: string) {
  return (
    (await sql
      .selectFrom('mailboxes')
      .innerJoin('domains', 'domains.id', 'mailboxes.domain_id')
      .select([
        'mailboxes.id as id',
        'mailboxes.address as address',
        'mailboxes.language as language',
        'domains.customer_id as customer_id',
      ])
      .where('mailboxes.id', '=', id as never)
      .executeTakeFirst()) ?? null
  );
}

export async function insertSession(tx: Sql, made: CentreSessionsTable): Promise<void> {
  await tx.insertInto('centre_sessions').values(made).execute();
}
export async function sessionByToken(sql: Sql, tokenHash: string): Promise<CentreSessionsTable | null> {
  return (
    (await sql.selectFrom('centre_sessions').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()) ?? null
  );
}
/** Is this session still good? By its id, for addresses that were signed for it. */
export const sessionAlive = async (sql: Sql, id: string, now: number): Promise<boolean> =>
  (await sql
    .selectFrom('centre_sessions')
    .select('id')
    .where('id', '=', id)
    .where('stage', '=', 'signed-in')
    .where('expires_at', '>', now)
    .executeTakeFirst()) !== undefined;
export const sessionsOf = (sql: Sql, kind: string, id: string): Promise<CentreSessionsTable[]> =>
  sql
    .selectFrom('centre_sessions')
    .selectAll()
    .where('person_kind', '=', kind)
    .where('person_id', '=', id)
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute();
export async function touchSession(tx: Sql, id: string, seenAt: number, expiresAt: number): Promise<void> {
  await tx
    .updateTable('centre_sessions')
    .set({ seen_at: seenAt, expires_at: expiresAt })
    .where('id', '=', id)
    .execute();
}
/** A half session becomes a whole one, under a new token; false when it ended meanwhile. */
export async function completeSessionRow(
  tx: Sql,
  id: string,
  set: Pick<CentreSessionsTable, 'token_hash' | 'stage' | 'seen_at' | 'expires_at'>,
): Promise<boolean> {
  const done = await tx.updateTable('centre_sessions').set(set).where('id', '=', id).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}
export async function deleteSession(tx: Sql, id: string): Promise<void> {
  await tx.deleteFrom('centre_sessions').where('id', '=', id).execute();
}
/** Every session of a person, but the one that is kept. */
export async function deleteSessionsOf(tx: Sql, kind: string, id: string, keep: string | null): Promise<number> {
  const query = tx.deleteFrom('centre_sessions').where('person_kind', '=', kind).where('person_id', '=', id);
  const done = await (keep === null ? query : query.where('id', '!=', keep)).executeTakeFirst();
  return Number(done.numDeletedRows);
}
export async function deleteEndedSessions(tx: Sql, now: number): Promise<void> {
  await tx.deleteFrom('centre_sessions').where('expires_at', '<', now).execute();
}

export const factorsOf = (sql: Sql, kind: string, id: string): Promise<SecondFactorsTable[]> =>
  sql
    .selectFrom('second_factors')
    .selectAll()
    .where('person_kind', '=', kind)
    .where('person_id', '=', id)
    .orderBy('created_at')
    .execute();
/** The passkey with this credential, whosever it is. */
export async function factorByCredential(sql: Sql, credentialId: string): Promise<SecondFactorsTable | null> {
  const query = sql.selectFrom('second_factors').selectAll().where('credential_id', '=', credentialId);
  return (await query.executeTakeFirst()) ?? null;
}
export async function insertFactor(tx: Sql, made: SecondFactorsTable): Promise<void> {
  await tx.insertInto('second_factors').values(made).execute();
}
export async function updateFactor(tx: Sql, id: string, set: Partial<SecondFactorsTable>): Promise<void> {
  await tx.updateTable('second_factors').set(set).where('id', '=', id).execute();
}
export async function deleteFactor(tx: Sql, kind: string, person: string, id: string): Promise<number> {
  const done = await tx
    .deleteFrom('second_factors')
    .where('person_kind', '=', kind)
    .where('person_id', '=', person)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

export async function insertWayBack(tx: Sql, made: WaysBackTable): Promise<void> {
  await tx.insertInto('ways_back').values(made).execute();
}
/** Takes it: it works once. */
export async function takeWayBack(tx: Sql, tokenHash: string): Promise<WaysBackTable | null> {
  const found = await tx.selectFrom('ways_back').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
  if (found === undefined) return null;
  const done = await tx.deleteFrom('ways_back').where('token_hash', '=', tokenHash).executeTakeFirst();
  return Number(done.numDeletedRows) === 1 ? found : null;
}
export async function deleteWaysBackOf(tx: Sql, kind: string, personKind: string, id: string): Promise<void> {
  await tx
    .deleteFrom('ways_back')
    .where('kind', '=', kind)
    .where('person_kind', '=', personKind)
    .where('person_id', '=', id)
    .execute();
}
/** Takes one of this kind only; false when there is none. */
export async function takeWayBackOf(tx: Sql, tokenHash: string, kind: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('ways_back')
    .where('token_hash', '=', tokenHash)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return Number(done.numDeletedRows) === 1;
}
export async function countWaysBack(sql: Sql, kind: string, personKind: string, id: string): Promise<number> {
  const row = await sql
    .selectFrom('ways_back')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('kind', '=', kind)
    .where('person_kind', '=', personKind)
    .where('person_id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
/** Contacts with this address, of any customer. */
export const contactsAt = (sql: Sql, address: string) =>
  sql
    .selectFrom('contacts')
    .innerJoin('customers', 'customers.id', 'contacts.customer_id')
    .select([
      'contacts.id as id',
      'contacts.customer_id as customer',
      'contacts.role as role',
      'customers.language as language',
    ])
    .where('contacts.address', '=', address)
    .orderBy('contacts.created_at')
    .limit(5)
    .execute();
