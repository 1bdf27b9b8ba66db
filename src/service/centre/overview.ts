/**
 * One sentence on whether everything works, and what to do first if not: from our own state alone (Blocks, bills, space), in
 * milliseconds. Called by the API. Says nothing about DNS or other hosts: that is what Diagnose is for.
 */
import { blockLine } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type Block, type BlockSubject, isActive } from '#src/model/block.ts';
import { dayOf, type Invoice, openMinor } from '#src/model/invoice.ts';
import type { Language } from '#src/model/language.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { amountText } from '#src/model/money.ts';
import type { Person } from '#src/model/person.ts';
import { unliftedBlocks } from '#src/store/blocks.ts';
import { owedInvoices } from '#src/store/invoices.ts';
import { allPlans } from '#src/store/plans.ts';
import type { App } from '../app.ts';
import { subjectsOf } from '../blocks.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { effectiveQuota } from '../mailbox-view.ts';
import { type Estate, estateOf } from './ownership.ts';

export interface Overview {
  readonly state: 'well' | 'attention' | 'stopped';
  readonly sentence: string;
  /** What to do first; `link` is an address of the web app. */
  readonly first: { readonly what: string; readonly link: string } | null;
  readonly domains: number;
  readonly mailboxes: number;
  readonly blocks: number;
  readonly unpaid: number;
}
type Deps = Pick<App, 'db' | 'clock' | 'store'>;
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

export async function overviewOf(deps: Deps, person: Person, language: Language): Promise<Overview> {
  const estate = await estateOf(deps, person);
  const blocks = await activeBlocksOf(deps, person, estate);
  const isPayer = person.kind === 'contact' && estate.customer !== null;
  const dueBefore = dayOf(deps.clock.now());
  const owed = isPayer
    ? await owedInvoices(deps.db.sql, { dueBefore, customer: person.customer, limit: MOST_OWED })
    : [];
  const space = await fullest(deps, estate.mailboxes);
  const counts = {
    domains: estate.domains.length,
    mailboxes: estate.mailboxes.length,
    blocks: blocks.length,
    unpaid: owed.length,
  };
  return { ...judged({ blocks, owed, space, person, language }), ...counts };
}

interface Space {
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

function judged(seen: {
  readonly blocks: readonly Block[];
  readonly owed: readonly Invoice[];
  readonly space: Space | null;
  readonly person: Person;
  readonly language: Language;
}): Pick<Overview, 'state' | 'sentence' | 'first'> {
  const { centre } = texts(seen.language);
  const [block] = seen.blocks;
  if (block !== undefined) {
    const others = seen.blocks.length - 1;
    const line = blockLine(block, { language: seen.language, ...hereAndNow() }, '');
    const isPaid = block.rule === 'unpaid' && seen.person.kind === 'contact';
    return {
      state: 'stopped',
      sentence: others === 0 ? line : `${line} ${centre.moreStops({ count: others })}`,
      first: isPaid
        ? { what: centre.payFirst(), link: '/invoices' }
        : { what: centre.seeStop(), link: `/blocks/${block.code}` },
    };
  }
  const { space } = seen;
  if (space !== null && space.share >= 1)
    return {
      state: 'stopped',
      sentence: centre.full({ address: space.address }),
      first: { what: centre.makeRoom(), link: `/mailboxes/${encodeURIComponent(space.address)}` },
    };
  const [invoice] = seen.owed;
  if (invoice !== undefined) {
    const amount = `${amountText({ minor: openMinor(invoice), currency: invoice.currency })} ${invoice.currency}`;
    return {
      state: 'attention',
      sentence: centre.unpaid({ number: invoice.number, amount, due: invoice.dueDate }),
      first: { what: centre.payFirst(), link: '/invoices' },
    };
  }
  if (space !== null)
    return {
      state: 'attention',
      sentence: centre.nearlyFull({ address: space.address, percent: Math.floor(space.share * 100) }),
      first: { what: centre.makeRoom(), link: `/mailboxes/${encodeURIComponent(space.address)}` },
    };
  return { state: 'well', sentence: centre.well(), first: null };
}
