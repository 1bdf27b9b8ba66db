/**
 * What a person has to know first: Blocks, bills and space from our own state, and what the host saw when it last looked at
 * the domains and their mailboxes. Called by the API; the sentence is made in overview-sentence.ts.
 */
import { type Block, type BlockSubject, isActive } from '#src/model/block.ts';
import { dayOf } from '#src/model/invoice.ts';
import type { Language } from '#src/model/language.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Person } from '#src/model/person.ts';
import { customerById } from '#src/store/customers.ts';
import { unliftedBlocks } from '#src/store/blocks.ts';
import { owedInvoices } from '#src/store/invoices.ts';
import { allPlans } from '#src/store/plans.ts';
import type { App } from '../app.ts';
import { checkContacts } from '../billing/contact-warnings.ts';
import { subjectsOf } from '../blocks.ts';
import { effectiveQuota } from '../mailbox-view.ts';
import { healthOf } from './domain-sheet.ts';
import { rootOf } from './looks.ts';
import { type Looks, sentenceOf } from './overview-sentence.ts';
import { type Estate, estateOf } from './ownership.ts';

export interface Overview {
  /** `unknown`: nothing is known to be wrong, but not everything was seen. */
  readonly state: 'well' | 'attention' | 'stopped' | 'unknown';
  readonly sentence: string;
  /** What to do first; `link` is an address of the web app. */
  readonly first: { readonly what: string; readonly link: string } | null;
  readonly domains: number;
  readonly mailboxes: number;
  readonly blocks: number;
  readonly unpaid: number;
  /** The oldest look that this is said from; null = something was never looked at. */
  readonly lookedAt: number | null;
  /** The host looks right now: ask again in a moment. */
  readonly looking: boolean;
}
type Deps = Pick<App, 'db' | 'clock' | 'store' | 'looks' | 'judgeHere' | 'billing'>;
const MOST_OWED = 200;
/** Of so many mailboxes the space is looked at for a sentence; Diagnose looks at any of them. */
const MOST_WEIGHED = 500;
const NEARLY = 0.9;
/** What a person must act on first. */
const FIRST = ['unpaid', 'quarantine-registry', 'quarantine-host', 'operator'];

/** Subjects whose Blocks stop something of the person's. */
export function blockSubjects(person: Person, { domains, mailboxes, customer }: Estate): readonly BlockSubject[] {
  const own = mailboxes.map(({ id }) => ({ kind: 'mailbox', id }) as const);
  const above = person.kind === 'mailbox' ? mailboxes.map(({ domain }) => domain) : domains.map(({ id }) => id);
  return [
    ...own,
    ...above.flatMap((domain) => subjectsOf({ domain })),
    ...(customer === null ? [] : subjectsOf({ customer })),
  ];
}

/** Active Blocks of the person's, the one to act on first in front. */
export async function activeBlocksOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  person: Person,
  estate: Estate,
): Promise<readonly Block[]> {
  const now = deps.clock.now();
  const found = await unliftedBlocks(deps.db.sql, blockSubjects(person, estate));
  const rank = ({ rule }: Block): number => (FIRST.includes(rule) ? FIRST.indexOf(rule) : FIRST.length);
  return found.filter((block) => isActive(block, now)).toSorted((a, b) => rank(a) - rank(b) || a.since - b.since);
}

/** Domains that are looked at anew when their owner opens the page and the look is older than this. */
const FRESH_MS = 1_800_000;
const MOST_LOOKS = 6;

export async function overviewOf(deps: Deps, person: Person, language: Language): Promise<Overview> {
  const estate = await estateOf(deps, person);
  const blocks = await activeBlocksOf(deps, person, estate);
  const isPayer = person.kind === 'contact' && estate.customer !== null;
  const now = deps.clock.now();
  const owed = isPayer
    ? await owedInvoices(deps.db.sql, { dueBefore: dayOf(now), customer: person.customer, limit: MOST_OWED })
    : [];
  const [space, looks, contacts] = await Promise.all([
    fullest(deps, estate.mailboxes),
    lookedAt(deps, person, estate),
    isPayer ? checkContacts(deps.billing, person.customer, now) : [],
  ]);
  const customerName = estate.customer === null ? '' : ((await customerById(deps.db.sql, estate.customer))?.name ?? '');
  const known = { blocks, owed, space, looks, contacts, person, customerName, language, now };
  const told = sentenceOf({ ...known, isEmpty: isEmpty(estate) });
  return {
    ...told,
    domains: estate.domains.length,
    mailboxes: estate.mailboxes.length,
    blocks: blocks.length,
    unpaid: owed.length,
    lookedAt: looks.oldestAt,
    looking: looks.isLooking,
  };
}
const isEmpty = ({ domains, mailboxes }: Estate): boolean => domains.length === 0 && mailboxes.length === 0;

/** What was seen of everything that is his; asks for a new look where the last one is not of today's half hour. */
async function lookedAt(deps: Deps, person: Person, estate: Estate): Promise<Looks> {
  const now = deps.clock.now();
  const domains =
    person.kind === 'mailbox'
      ? [{ name: person.name.slice(person.name.lastIndexOf('@') + 1), state: 'active' as const }]
      : estate.domains;
  const known = await deps.looks.newestOf(domains.map(({ name }) => name));
  const stale = domains.filter(({ name }) => now - (known.get(name)?.at ?? 0) > FRESH_MS);
  // Nobody waits for it: the page asks again while it runs, and says when the last one was.
  for (const { name } of stale.slice(0, MOST_LOOKS)) void deps.looks.look(name).catch(() => {});
  const seen = domains.map(({ name, state }) => {
    const look = known.get(name) ?? null;
    return { name, isWaiting: state === 'waiting', look, health: healthOf(look, now, 'en').health };
  });
  const own = person.kind === 'mailbox' ? await deps.judgeHere(person.name) : null;
  const times = seen.map(({ look }) => look?.at ?? null);
  return {
    seen,
    own: own === null ? null : rootOf(own),
    oldestAt: times.length === 0 ? now : times.some((at) => at === null) ? null : Math.min(...times.map(Number)),
    isLooking: domains.some(({ name }) => deps.looks.isLooking(name)),
  };
}

export interface Space {
  readonly address: string;
  readonly share: number;
}
/** The fullest mailbox that has a limit. */
async function fullest({ db, store }: Deps, mailboxes: readonly StoredMailbox[]): Promise<Space | null> {
  const plans = new Map((await allPlans(db.sql)).map((plan) => [plan.name, plan]));
  let worst: Space | null = null;
  for (const mailbox of mailboxes.slice(0, MOST_WEIGHED)) {
    const quota = effectiveQuota(mailbox, plans.get(mailbox.plan) ?? null);
    if (quota === 0) continue;
    const share = (await store.usage(mailbox.id)).bytes / quota;
    if (share >= NEARLY && share > (worst?.share ?? 0)) worst = { address: mailbox.address, share };
  }
  return worst;
}
