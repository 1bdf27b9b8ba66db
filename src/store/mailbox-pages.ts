/** Queries that walk through many mailboxes in pages: by owner, by part of the address, by state. Called by service/centre; judges nothing. */
import { sql as raw } from 'kysely';
import type { CustomerId, MailboxId } from '#src/model/ids.ts';
import type { Sql } from './tables.ts';

/** Whose mailboxes: `all` an operator's view, else one customer's or one alone. */
export type MailboxOwner =
  | { readonly kind: 'all' }
  | { readonly kind: 'customer'; readonly id: CustomerId }
  | { readonly kind: 'mailbox'; readonly id: MailboxId };
/** States that are columns or Blocks, so that the database can count them; space is known to the mailbox store alone. */
export type ListedState = 'blocked' | 'must-change' | 'app-passwords-only';

export interface MailboxFilter {
  readonly owner: MailboxOwner;
  /** Part of the address, any case. */
  readonly part?: string;
  /** Only of this domain. */
  readonly domain?: string;
  readonly state?: ListedState;
  /** Epoch ms: a Block whose time is over stops nothing. */
  readonly now: number;
}
export interface ListedMailbox {
  readonly id: MailboxId;
  readonly address: string;
  readonly domainId: string;
  readonly customerId: string;
  readonly plan: string;
  readonly language: string;
  /** Own quota; null = the plan's. */
  readonly quotaBytes: number | null;
  readonly mustChange: boolean;
  readonly appPasswordsOnly: boolean;
  readonly hasPassword: boolean;
  /** ISO 3166 codes in order; null = any. */
  readonly signInCountries: readonly string[] | null;
  readonly passwordChangedAt: number | null;
  readonly createdAt: number;
}

const escaped = (part: string): string => part.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** Some Block of the mailbox, its domain or its customer is active. */
const isBlocked = (now: number) => raw<boolean>`exists (select 1 from blocks where blocks.lifted_at is null
  and (blocks.until is null or blocks.until > ${now}) and (
    (blocks.subject_kind = 'mailbox' and blocks.subject_id = mailboxes.id)
    or (blocks.subject_kind = 'domain' and blocks.subject_id = mailboxes.domain_id)
    or (blocks.subject_kind = 'customer' and blocks.subject_id = domains.customer_id)))`;

function matching(sql: Sql, { owner, part, domain, state, now }: MailboxFilter) {
  let query = sql.selectFrom('mailboxes').innerJoin('domains', 'domains.id', 'mailboxes.domain_id');
  if (owner.kind === 'customer') query = query.where('domains.customer_id', '=', owner.id);
  if (owner.kind === 'mailbox') query = query.where('mailboxes.id', '=', owner.id);
  if (domain !== undefined) query = query.where('domains.name', '=', domain);
  if (part !== undefined && part !== '')
    query = query.where(raw<boolean>`mailboxes.address like ${`%${escaped(part)}%`} escape '\\'`);
  if (state === 'must-change') query = query.where('mailboxes.must_change', '=', 1);
  if (state === 'app-passwords-only') query = query.where('mailboxes.app_passwords_only', '=', 1);
  return state === 'blocked' ? query.where(isBlocked(now)) : query;
}

/** By address, `limit` of them after the address `after`. */
export async function mailboxPage(
  sql: Sql,
  filter: MailboxFilter,
  page: { readonly after?: string; readonly limit: number },
): Promise<readonly ListedMailbox[]> {
  let query = matching(sql, filter);
  if (page.after !== undefined) query = query.where('mailboxes.address', '>', page.after);
  const rows = await query
    .select([
      'mailboxes.id',
      'mailboxes.address',
      'mailboxes.domain_id',
      'domains.customer_id',
      'mailboxes.plan',
      'mailboxes.language',
      'mailboxes.quota_bytes',
      'mailboxes.must_change',
      'mailboxes.app_passwords_only',
      'mailboxes.sign_in_countries',
      'mailboxes.password_changed_at',
      'mailboxes.created_at',
    ])
    .select((eb) => eb('mailboxes.password_hash', 'is not', null).as('has_password'))
    .orderBy('mailboxes.address')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    domainId: row.domain_id,
    customerId: row.customer_id,
    plan: row.plan,
    language: row.language,
    quotaBytes: row.quota_bytes,
    mustChange: row.must_change === 1,
    appPasswordsOnly: row.app_passwords_only === 1,
    hasPassword: Boolean(row.has_password),
    signInCountries: row.sign_in_countries?.split(' ').filter((code) => code !== '') ?? null,
    passwordChangedAt: row.password_changed_at,
    createdAt: row.created_at,
  }));
}

/** How many there are in all. */
export async function countMatching(sql: Sql, filter: MailboxFilter): Promise<number> {
  const row = await matching(sql, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
