/** Queries on incidents, whom they affect, and the usual rates they are measured by. Called by service/centre; judges nothing. */
import type { Incident, IncidentMember, IncidentState } from '#src/model/incident.ts';
import type { CustomerId } from '#src/model/ids.ts';
import type { Sql } from './tables.ts';
import type { IncidentsTable } from './tables-console.ts';

export const incidentFrom = (row: IncidentsTable): Incident => ({
  id: row.id,
  cause: row.cause,
  thing: { kind: row.thing_kind, name: row.thing_name },
  state: row.state as IncidentState,
  startedAt: row.started_at,
  lastAt: row.last_at,
  isGoing: row.going === 1,
  customers: row.customers,
  subjects: row.subjects,
  times: row.times,
  note:
    row.note_nb === null || row.note_sv === null || row.note_en === null
      ? null
      : { nb: row.note_nb, sv: row.note_sv, en: row.note_en },
  noteAt: row.note_at,
  holder: row.holder,
  answeredAt: row.answered_at,
  overAt: row.over_at,
});

/** Those that are not over, or were until shortly before; the oldest first. */
export async function recentIncidents(sql: Sql, overSince: number): Promise<readonly Incident[]> {
  const rows = await sql
    .selectFrom('incidents')
    .selectAll()
    .where((eb) => eb.or([eb('state', '!=', 'over'), eb('over_at', '>=', overSince)]))
    .orderBy('started_at')
    .execute();
  return rows.map(incidentFrom);
}

/** The newest first; `before`: started before, for the next page. */
export async function incidentsLike(
  sql: Sql,
  wanted: { readonly isOver: boolean; readonly before?: number | undefined; readonly limit: number },
): Promise<readonly Incident[]> {
  let query = sql.selectFrom('incidents').selectAll();
  query = wanted.isOver ? query.where('state', '=', 'over') : query.where('state', '!=', 'over');
  if (wanted.before !== undefined) query = query.where('started_at', '<', wanted.before);
  const rows = await query.orderBy('started_at', 'desc').orderBy('id').limit(wanted.limit).execute();
  return rows.map(incidentFrom);
}

export async function incidentById(sql: Sql, id: string): Promise<Incident | null> {
  const row = await sql.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : incidentFrom(row);
}

export async function insertIncident(tx: Sql, made: Incident, createdAt: number): Promise<void> {
  await tx
    .insertInto('incidents')
    .values({
      id: made.id,
      cause: made.cause,
      thing_kind: made.thing.kind,
      thing_name: made.thing.name,
      state: made.state,
      started_at: made.startedAt,
      last_at: made.lastAt,
      going: Number(made.isGoing),
      customers: made.customers,
      subjects: made.subjects,
      times: made.times,
      note_nb: null,
      note_sv: null,
      note_en: null,
      note_at: null,
      holder: null,
      answered_at: null,
      over_at: null,
      created_at: createdAt,
    })
    .execute();
}

export async function updateIncident(tx: Sql, id: string, set: Partial<IncidentsTable>): Promise<void> {
  await tx.updateTable('incidents').set(set).where('id', '=', id).execute();
}

const AT_ONCE = 100;
/** Adds those that are new, and what is new of those that are there. */
export async function putMembers(tx: Sql, incident: string, members: readonly IncidentMember[]): Promise<void> {
  for (let from = 0; from < members.length; from += AT_ONCE)
    await tx
      .insertInto('incident_members')
      .values(
        members.slice(from, from + AT_ONCE).map((one) => ({
          incident_id: incident,
          customer_id: one.customer as CustomerId,
          subject: one.subject,
          case_id: one.caseId,
          first_at: one.firstAt,
          last_at: one.lastAt,
          times: one.times,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['incident_id', 'subject']).doUpdateSet((eb) => ({
          last_at: eb.ref('excluded.last_at'),
          times: eb.ref('excluded.times'),
          case_id: eb.fn.coalesce('excluded.case_id', 'incident_members.case_id'),
        })),
      )
      .execute();
}

/** How many customers and subjects are known of it in all. */
export async function countMembers(sql: Sql, incident: string) {
  const row = await sql
    .selectFrom('incident_members')
    .select((eb) => [
      eb.fn.count<number>('customer_id').distinct().as('customers'),
      eb.fn.countAll<number>().as('subjects'),
      eb.fn.sum<number>('times').as('times'),
    ])
    .where('incident_id', '=', incident)
    .executeTakeFirstOrThrow();
  return { customers: Number(row.customers), subjects: Number(row.subjects), times: Number(row.times ?? 0) };
}

/** In the order in which they were hit, with the customer's name. */
export async function membersOf(sql: Sql, incident: string, page: { readonly from: number; readonly limit: number }) {
  const rows = await sql
    .selectFrom('incident_members')
    .leftJoin('customers', 'customers.id', 'incident_members.customer_id')
    .select(['customer_id', 'customers.name as name', 'subject', 'case_id', 'first_at', 'last_at', 'times'])
    .where('incident_id', '=', incident)
    .orderBy('first_at')
    .orderBy('subject')
    .offset(page.from)
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    customer: row.customer_id as string,
    name: row.name ?? '',
    subject: row.subject,
    caseId: row.case_id,
    firstAt: row.first_at,
    lastAt: row.last_at,
    times: row.times,
  }));
}

/** Distinct customers of an incident; with the cases that were folded into it. */
export async function affectedOf(sql: Sql, incident: string) {
  const rows = await sql
    .selectFrom('incident_members')
    .select(['customer_id', 'case_id'])
    .where('incident_id', '=', incident)
    .orderBy('first_at')
    .execute();
  return {
    customers: [...new Set(rows.map((row) => row.customer_id))],
    cases: rows.flatMap((row) => (row.case_id === null ? [] : [row.case_id])),
  };
}

/** Incidents that say something and affect this customer: the subjects of his that they affect. */
export async function notedIncidentsOf(sql: Sql, customer: CustomerId, overSince: number) {
  const rows = await sql
    .selectFrom('incidents')
    .innerJoin('incident_members', 'incident_members.incident_id', 'incidents.id')
    .selectAll('incidents')
    .select('incident_members.subject as subject')
    .where('incident_members.customer_id', '=', customer)
    .where('incidents.note_at', 'is not', null)
    .where((eb) => eb.or([eb('incidents.state', '!=', 'over'), eb('incidents.over_at', '>=', overSince)]))
    .orderBy('incidents.started_at', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({ incident: incidentFrom(row), subject: row.subject }));
}

/** Customers with each trouble in an hour; written again when more is known. */
export async function putTroubleHour(tx: Sql, hour: number, counts: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...counts].map(([trouble, customers]) => ({ hour, trouble, customers }));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx
      .insertInto('trouble_hours')
      .values(rows.slice(from, from + AT_ONCE))
      .onConflict((conflict) =>
        conflict.columns(['hour', 'trouble']).doUpdateSet((eb) => ({ customers: eb.ref('excluded.customers') })),
      )
      .execute();
}

/** Customers an hour by trouble, of the hours from `from` to before `until`; null when nothing was learnt yet. */
export async function usualRates(sql: Sql, from: number, until: number): Promise<ReadonlyMap<string, number> | null> {
  const first = await sql
    .selectFrom('trouble_hours')
    .select((eb) => eb.fn.min('hour').as('hour'))
    .where('hour', '>=', from)
    .executeTakeFirst();
  const known = first?.hour ?? null;
  if (known === null) return null;
  const rows = await sql
    .selectFrom('trouble_hours')
    .select((eb) => ['trouble', eb.fn.sum<number>('customers').as('customers')])
    .where('hour', '>=', from)
    .where('hour', '<', until)
    .groupBy('trouble')
    .execute();
  const hours = Math.max(1, (until - Number(known)) / 3_600_000);
  return new Map(rows.map((row) => [row.trouble, Number(row.customers) / hours]));
}

/** Forgets rates and ended incidents that are older. */
export async function purgeIncidents(sql: Sql, before: { readonly rates: number; readonly incidents: number }) {
  await sql.deleteFrom('trouble_hours').where('hour', '<', before.rates).execute();
  await sql.deleteFrom('incidents').where('state', '=', 'over').where('over_at', '<', before.incidents).execute();
}
