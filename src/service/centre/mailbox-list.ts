/**
 * A person's mailboxes in pages, with how full each is and what is the matter with it; and how many are in each state. Made
 * for customers with thousands: only the mailboxes of the page are weighed. Called by the API; changes nothing.
 */
import { type Block, isActive } from '#src/model/block.ts';
import type { CustomerId, DomainId, MailboxId } from '#src/model/ids.ts';
import type { Person } from '#src/model/person.ts';
import { DEFAULT_PLAN_VALUES } from '#src/model/plan.ts';
import { unliftedBlocks } from '#src/store/blocks.ts';
import { countMatching, type ListedMailbox, mailboxPage, type MailboxOwner } from '#src/store/mailbox-pages.ts';
import { allPlans } from '#src/store/plans.ts';
import type { App } from '../app.ts';
import { subjectsOf } from '../blocks.ts';

export const MAILBOX_STATES = [
  'blocked',
  'full',
  'nearly-full',
  'must-change',
  'app-passwords-only',
  'no-password',
] as const;
export type MailboxState = (typeof MAILBOX_STATES)[number];
/** What can be asked for; `full`: at least nine tenths. */
export const LIST_FILTERS = ['blocked', 'full', 'must-change', 'app-passwords-only'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

export interface MailboxRow {
  readonly mailbox: ListedMailbox;
  readonly limitBytes: number;
  readonly usedBytes: number;
  readonly messages: number;
  readonly states: readonly MailboxState[];
  /** Active ones that touch it, its domain's and customer's too. */
  readonly blocks: readonly Block[];
}
export interface MailboxPage {
  readonly rows: readonly MailboxRow[];
  /** That match. */
  readonly total: number;
  /** Goes on after this address; null at the end. */
  readonly next: string | null;
}
export interface ListAsked {
  readonly part?: string;
  readonly domain?: string;
  readonly state?: ListFilter;
  readonly after?: string;
  readonly limit: number;
}
type Deps = Pick<App, 'db' | 'clock' | 'store'>;

export const NEARLY_FULL = 0.9;
/** Opened at once while many are weighed: a mailbox is a file. */
const WEIGHED_AT_ONCE = 8;
/** Of more than so many nobody is told which are full; Diagnose looks at any one. */
const MOST_WEIGHED = 2000;
const MOST_FULL = 200;

export const ownerOf = (person: Person): MailboxOwner => {
  switch (person.kind) {
    case 'operator':
      return { kind: 'all' };
    case 'contact':
      return { kind: 'customer', id: person.customer };
    case 'mailbox':
      return { kind: 'mailbox', id: person.id };
  }
};

export async function mailboxList(deps: Deps, person: Person, asked: ListAsked): Promise<MailboxPage> {
  const { state, after, limit, ...part } = asked;
  const filter = { owner: ownerOf(person), now: deps.clock.now(), ...part };
  if (state === 'full') return await fullOnes(deps, filter);
  const known = { ...filter, ...(state === undefined ? {} : { state }) };
  const [found, total] = await Promise.all([
    mailboxPage(deps.db.sql, known, { limit: limit + 1, ...(after === undefined ? {} : { after }) }),
    countMatching(deps.db.sql, known),
  ]);
  const page = found.slice(0, limit);
  return { rows: await weighed(deps, page), total, next: found.length > limit ? (page.at(-1)?.address ?? null) : null };
}

/** The fullest first, in one page. */
async function fullOnes(deps: Deps, filter: Parameters<typeof mailboxPage>[1]): Promise<MailboxPage> {
  const all = await mailboxPage(deps.db.sql, filter, { limit: MOST_WEIGHED });
  const rows = (await weighed(deps, all)).filter(
    ({ states }) => states.includes('full') || states.includes('nearly-full'),
  );
  const share = ({ usedBytes, limitBytes }: MailboxRow): number => usedBytes / limitBytes;
  const sorted = rows.toSorted((a, b) => share(b) - share(a)).slice(0, MOST_FULL);
  return { rows: sorted, total: rows.length, next: null };
}

async function weighed(deps: Deps, mailboxes: readonly ListedMailbox[]): Promise<readonly MailboxRow[]> {
  const { sql } = deps.db;
  const now = deps.clock.now();
  const plans = new Map((await allPlans(sql)).map((plan) => [plan.name, plan.values]));
  const blocks = (await unliftedBlocks(sql, subjectsAround(mailboxes))).filter((block) => isActive(block, now));
  const rows: MailboxRow[] = [];
  for (let at = 0; at < mailboxes.length; at += WEIGHED_AT_ONCE)
    rows.push(
      ...(await Promise.all(
        mailboxes.slice(at, at + WEIGHED_AT_ONCE).map(async (mailbox) => {
          const { bytes: usedBytes, messages } = await deps.store.usage(mailbox.id);
          const limitBytes = mailbox.quotaBytes ?? (plans.get(mailbox.plan) ?? DEFAULT_PLAN_VALUES)['quota.bytes'];
          const own = blocks.filter((block) => touches(block, mailbox));
          const states = statesOf(mailbox, { limitBytes, usedBytes, isBlocked: own.length > 0 });
          return { mailbox, limitBytes, usedBytes, messages, states, blocks: own };
        }),
      )),
    );
  return rows;
}

const subjectsAround = (mailboxes: readonly ListedMailbox[]) => [
  ...mailboxes.flatMap(({ id }) => subjectsOf({ mailbox: id })),
  ...[...new Set(mailboxes.map((one) => one.domainId))].flatMap((id) => subjectsOf({ domain: id as DomainId })),
  ...[...new Set(mailboxes.map((one) => one.customerId))].flatMap((id) => subjectsOf({ customer: id as CustomerId })),
];

const touches = ({ subject }: Block, mailbox: ListedMailbox): boolean =>
  subject.id ===
  { mailbox: mailbox.id, domain: mailbox.domainId, customer: mailbox.customerId }[subject.kind as 'mailbox'];

/** What is the matter, the worst first. */
export function statesOf(
  mailbox: Pick<ListedMailbox, 'mustChange' | 'appPasswordsOnly' | 'hasPassword'>,
  seen: { readonly limitBytes: number; readonly usedBytes: number; readonly isBlocked: boolean },
): readonly MailboxState[] {
  const share = seen.limitBytes === 0 ? 0 : seen.usedBytes / seen.limitBytes;
  const is: Readonly<Record<MailboxState, boolean>> = {
    blocked: seen.isBlocked,
    full: share >= 1,
    'nearly-full': share >= NEARLY_FULL && share < 1,
    'must-change': mailbox.mustChange,
    'app-passwords-only': mailbox.appPasswordsOnly,
    'no-password': !mailbox.hasPassword,
  };
  return MAILBOX_STATES.filter((state) => is[state]);
}

/** How many in each state that can be counted without opening them. */
export async function mailboxCounts(
  { db, clock }: Deps,
  person: Person,
): Promise<{
  readonly all: number;
  readonly blocked: number;
  readonly mustChange: number;
  readonly appPasswordsOnly: number;
}> {
  const filter = { owner: ownerOf(person), now: clock.now() };
  const [all, blocked, mustChange, appPasswordsOnly] = await Promise.all([
    countMatching(db.sql, filter),
    countMatching(db.sql, { ...filter, state: 'blocked' }),
    countMatching(db.sql, { ...filter, state: 'must-change' }),
    countMatching(db.sql, { ...filter, state: 'app-passwords-only' }),
  ]);
  return { all, blocked, mustChange, appPasswordsOnly };
}

/** Ids of the person's mailboxes by id, at most `limit`: for questions to the journal. */
export async function mailboxesById(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  person: Person,
  limit: number,
): Promise<ReadonlyMap<MailboxId, ListedMailbox>> {
  const rows = await mailboxPage(db.sql, { owner: ownerOf(person), now: clock.now() }, { limit });
  return new Map(rows.map((row) => [row.id, row]));
}
