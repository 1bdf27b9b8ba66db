/** Queries on Blocks and the attempts they stopped. Called by service/blocks.ts; judges nothing. */
import type { Block, BlockDirection, BlockedAttempt, BlockEvidence, BlockLifter, BlockRule } from '#src/model/block.ts';
import type { BlockSubject } from '#src/model/block.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import { newId } from '#src/net/ids.ts';
import { type ExpressionBuilder, sql as raw } from 'kysely';
import type { BlocksTable, Sql, Tables } from './tables.ts';

/** How many attempts are remembered of one Block; the rest would only fill the disk for a runaway program. */
const MOST_ATTEMPTS = 2000;

type BlockRow = BlocksTable & { readonly attempts: number };

const words = <T extends string>(text: string): readonly T[] => text.split(' ').filter((word) => word !== '') as T[];
const block = (row: BlockRow): Block => ({
  id: row.id,
  code: row.code,
  subject: { kind: row.subject_kind, id: row.subject_id } as BlockSubject,
  subjectName: row.subject_name,
  directions: words<BlockDirection>(row.directions),
  rule: row.rule as BlockRule,
  cause: row.cause as CauseId,
  evidence: JSON.parse(row.evidence) as BlockEvidence,
  mode: row.mode as Block['mode'],
  since: row.since,
  until: row.until,
  lifters: words<BlockLifter>(row.lifters),
  liftedAt: row.lifted_at,
  liftedBy: row.lifted_by as BlockLifter | null,
  liftActor: row.lift_actor,
  attempts: row.attempts,
});

/** Subjects by kind, so that many of one kind are one list and not one condition each. */
const bySubject = (subjects: readonly BlockSubject[]) => (eb: ExpressionBuilder<Tables, 'blocks'>) =>
  eb.or(
    [...Map.groupBy(subjects, ({ kind }) => kind)].map(([kind, of]) =>
      eb.and([
        eb('subject_kind', '=', kind),
        eb(
          'subject_id',
          'in',
          of.map(({ id }) => id),
        ),
      ]),
    ),
  );

const selected = (sql: Sql) =>
  sql
    .selectFrom('blocks')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('blocked_attempts')
        .whereRef('blocked_attempts.block_id', '=', 'blocks.id')
        .select(eb.fn.countAll<number>().as('count'))
        .as('attempts'),
    )
    .$castTo<BlockRow>();

export async function insertBlock(sql: Sql, made: Block): Promise<void> {
  await sql
    .insertInto('blocks')
    .values({
      id: made.id,
      code: made.code,
      subject_kind: made.subject.kind,
      subject_id: made.subject.id,
      subject_name: made.subjectName,
      directions: made.directions.join(' '),
      rule: made.rule,
      cause: made.cause,
      evidence: JSON.stringify(made.evidence),
      mode: made.mode,
      since: made.since,
      until: made.until,
      lifters: made.lifters.join(' '),
      lifted_at: made.liftedAt,
      lifted_by: made.liftedBy,
      lift_actor: made.liftActor,
    })
    .execute();
}

export async function blockByIdOrCode(sql: Sql, idOrCode: string): Promise<Block | null> {
  const row = await selected(sql)
    .where((eb) => eb.or([eb('id', '=', idOrCode), eb('code', '=', idOrCode)]))
    .executeTakeFirst();
  return row === undefined ? null : block(row);
}

/** Not lifted Blocks of these subjects, oldest first; those whose time is over too (the caller looks at the clock). */
export async function unliftedBlocks(sql: Sql, subjects: readonly BlockSubject[]): Promise<readonly Block[]> {
  if (subjects.length === 0) return [];
  const rows = await selected(sql).where('lifted_at', 'is', null).where(bySubject(subjects)).orderBy('id').execute();
  return rows.map(block);
}

/** All not lifted Blocks, oldest first. */
export async function unliftedOfAll(sql: Sql): Promise<readonly Block[]> {
  return (await selected(sql).where('lifted_at', 'is', null).orderBy('id').execute()).map(block);
}

/** Not lifted Blocks whose time is over at `now`. */
export async function overdueBlocks(sql: Sql, now: number, limit: number): Promise<readonly Block[]> {
  const rows = await selected(sql)
    .where('lifted_at', 'is', null)
    .where('until', '<=', now)
    .orderBy('until')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(block);
}

/** The next moment at which a Block ends by itself; null when none does. */
export async function nextEnd(sql: Sql): Promise<number | null> {
  const row = await sql
    .selectFrom('blocks')
    .select((eb) => eb.fn.min('until').as('until'))
    .where('lifted_at', 'is', null)
    .where('until', 'is not', null)
    .executeTakeFirst();
  return row?.until ?? null;
}

/** History, newest first: of these subjects, or of all. */
export async function blockHistory(
  sql: Sql,
  subjects: readonly BlockSubject[] | null,
  options: { readonly onlyUnlifted: boolean; readonly limit: number },
): Promise<readonly Block[]> {
  if (subjects?.length === 0) return [];
  const { onlyUnlifted, limit } = options;
  const all = onlyUnlifted ? selected(sql).where('lifted_at', 'is', null) : selected(sql);
  const some = subjects === null ? all : all.where(bySubject(subjects));
  return (await some.orderBy('since', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(block);
}

/** Writes the end of a Block; false when it had ended already. */
export async function endBlock(sql: Sql, id: string, at: number, by: BlockLifter, actor: string): Promise<boolean> {
  const result = await sql
    .updateTable('blocks')
    .set({ lifted_at: at, lifted_by: by, lift_actor: actor })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function attemptsOf(sql: Sql, blockId: string): Promise<readonly BlockedAttempt[]> {
  const rows = await sql
    .selectFrom('blocked_attempts')
    .selectAll()
    .where('block_id', '=', blockId)
    .orderBy('at')
    .orderBy('rcpt_to')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    blockId: row.block_id,
    at: row.at,
    mailFrom: row.mail_from,
    rcptTo: row.rcpt_to,
    subject: row.subject === '' ? null : row.subject,
    state: row.state as BlockedAttempt['state'],
  }));
}

/** Remembers an attempt once; nothing beyond the cap. A later state (held → released) replaces the earlier. */
export async function insertAttempt(sql: Sql, attempt: BlockedAttempt): Promise<void> {
  const subject = attempt.subject ?? '';
  // One statement: two attempts at once cannot both slip under the cap by much, and none is written twice.
  await raw`
    insert into blocked_attempts (id, block_id, at, mail_from, rcpt_to, subject, state)
    select ${newId(attempt.at)}, ${attempt.blockId}, cast(${attempt.at} as bigint), ${attempt.mailFrom}, ${attempt.rcptTo}, ${subject}, ${attempt.state}
    where (select count(*) from blocked_attempts where block_id = ${attempt.blockId}) < ${MOST_ATTEMPTS}
    on conflict (block_id, rcpt_to, subject, mail_from) do update set state = excluded.state
      where blocked_attempts.state <> excluded.state`.execute(sql);
}

type LimitRule = 'mailbox-hour' | 'mailbox-day' | 'domain-hour';

/** `kind id` → when a person last lifted a limit of it since `from`: what was sent before counts no more. */
export async function openedAgain(
  sql: Sql,
  from: number,
): Promise<ReadonlyMap<string, Partial<Record<LimitRule, number>>>> {
  const rows = await sql
    .selectFrom('blocks')
    .select((eb) => ['subject_kind', 'subject_id', 'rule', eb.fn.max('lifted_at').as('at')])
    .where('lifted_at', '>=', from)
    .where('rule', 'in', ['mailbox-hour', 'mailbox-day', 'domain-hour'])
    .where('lifted_by', '<>', 'time')
    .groupBy(['subject_kind', 'subject_id', 'rule'])
    .execute();
  const lifts = new Map<string, Partial<Record<LimitRule, number>>>();
  for (const { subject_kind, subject_id, rule, at } of rows) {
    const key = `${subject_kind} ${subject_id}`;
    lifts.set(key, { ...lifts.get(key), [rule]: at });
  }
  return lifts;
}
