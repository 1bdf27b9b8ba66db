/**
 * One sentence on whether everything works, and the one thing to do first if not: the worst in front. Never says that all
 * works while something was not seen. Pure, apart from the texts; called by overview.ts with what it gathered.
 */
import { blockLine } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Block } from '#src/model/block.ts';
import type { ContactFinding } from '#src/model/contact-check.ts';
import { type Invoice, openMinor } from '#src/model/invoice.ts';
import type { Language } from '#src/model/language.ts';
import { amountText } from '#src/model/money.ts';
import type { Person } from '#src/model/person.ts';
import type { Look } from '#src/store/looks.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { type Health, titleOf } from './domain-sheet.ts';
import { LOOK_GOOD_MS, type SeenDomain, type SeenFinding } from './looks.ts';
import type { Overview, Space } from './overview.ts';

export interface Looks {
  readonly seen: readonly {
    readonly name: string;
    readonly isWaiting: boolean;
    readonly look: Look<SeenDomain> | null;
    readonly health: Health;
  }[];
  /** Of a mailbox user: what our own journal proves about his mailbox now. */
  readonly own: SeenFinding | null;
  readonly oldestAt: number | null;
  readonly isLooking: boolean;
}
export interface Known {
  readonly blocks: readonly Block[];
  readonly owed: readonly Invoice[];
  readonly space: Space | null;
  readonly looks: Looks;
  readonly contacts: readonly ContactFinding[];
  readonly person: Person;
  /** Whom a mailbox user asks. */
  readonly customerName: string;
  readonly language: Language;
  readonly now: number;
  /** Nothing is there yet that could work. */
  readonly isEmpty: boolean;
}
export type Told = Pick<Overview, 'state' | 'sentence' | 'first'>;

/** In the order of what stops most. */
const JUDGES: readonly ((known: Known) => Told | null)[] = [
  blocked,
  full,
  domainTrouble,
  ownTrouble,
  mailboxTrouble,
  waiting,
  unpaid,
  unreachable,
  nearlyFull,
  nothingYet,
  notSeen,
];

export function sentenceOf(known: Known): Told {
  for (const judge of JUDGES) {
    const told = judge(known);
    if (told !== null) return told;
  }
  return { state: 'well', sentence: texts(known.language).customer.wellSeen(), first: null };
}

const words = ({ language }: Known) => texts(language);
const diagnose = (subject: string): string => `/diagnose?go&about=${encodeURIComponent(subject)}`;

/** The line of a Block as this person may know it: bills are not told to every user of a mailbox. */
export function lineFor(person: Person, block: Block, language: Language, customerName: string): string {
  if (person.kind === 'mailbox' && block.rule === 'unpaid')
    return texts(language).customer.unpaidAsk({ customer: customerName });
  return blockLine(block, { language, ...hereAndNow() }, '');
}

function blocked(known: Known): Told | null {
  const [block] = known.blocks;
  if (block === undefined) return null;
  const { centre, customer } = words(known);
  const others = known.blocks.length - 1;
  const line = lineFor(known.person, block, known.language, known.customerName);
  const isMine = known.person.kind === 'contact';
  const first =
    block.rule === 'unpaid' && isMine
      ? { what: centre.payFirst(), link: invoiceLink(block) }
      : {
          what: block.rule === 'unpaid' ? customer.askThem() : centre.seeStop(),
          link: `/blocks/${block.code}`,
        };
  return {
    state: 'stopped',
    sentence: others === 0 ? line : `${line} ${centre.moreStops({ count: others })}`,
    first,
  };
}
const invoiceLink = ({ evidence }: Block): string => {
  const { invoice } = evidence;
  return typeof invoice === 'string' ? `/invoices/${encodeURIComponent(invoice)}` : '/invoices';
};

function full(known: Known): Told | null {
  const { space } = known;
  if (space === null || space.share < 1) return null;
  const { centre } = words(known);
  const link = `/mailboxes/${encodeURIComponent(space.address)}`;
  return {
    state: 'stopped',
    sentence: centre.full({ address: space.address }),
    first: { what: centre.makeRoom(), link },
  };
}

function troubleOf(known: Known, subject: string, finding: SeenFinding): Told {
  const { customer } = words(known);
  const what = titleOf(finding, known.language);
  const first = { what: customer.seeWhy(), link: diagnose(subject) };
  return { state: 'attention', sentence: customer.trouble({ subject, what }), first };
}

/** Of a domain; a mailbox user is told only what the whole world can see of it. */
function domainTrouble(known: Known): Told | null {
  for (const { name, look, health, isWaiting } of known.looks.seen) {
    if (health !== 'trouble' || look === null || isWaiting) continue;
    const isPublic = ({ cause }: SeenFinding): boolean => known.person.kind !== 'mailbox' || cause.startsWith('dom-');
    const root = look.found.findings.find((one) => one.role === 'root' && isPublic(one));
    if (root === undefined) continue;
    const subject = known.person.kind === 'mailbox' ? known.person.name : name;
    return troubleOf(known, subject, root);
  }
  return null;
}

function ownTrouble(known: Known): Told | null {
  return known.looks.own === null ? null : troubleOf(known, known.person.name, known.looks.own);
}

function mailboxTrouble(known: Known): Told | null {
  if (known.person.kind === 'mailbox') return null;
  for (const { look } of known.looks.seen) {
    const found = look !== null && known.now - look.at <= LOOK_GOOD_MS ? look.found.mailboxes.at(0) : undefined;
    if (found !== undefined) return troubleOf(known, found.address, found.finding);
  }
  return null;
}

function waiting(known: Known): Told | null {
  const domain = known.looks.seen.find(({ isWaiting }) => isWaiting)?.name;
  if (domain === undefined) return null;
  const { customer, customerProblems } = words(known);
  const first = { what: customer.seeRecords(), link: `/domains/${encodeURIComponent(domain)}` };
  return { state: 'attention', sentence: customerProblems.domainWaiting({ domain }), first };
}

function unpaid(known: Known): Told | null {
  const [invoice] = known.owed;
  if (invoice === undefined) return null;
  const { centre } = words(known);
  const amount = `${amountText({ minor: openMinor(invoice), currency: invoice.currency })} ${invoice.currency}`;
  return {
    state: 'attention',
    sentence: centre.unpaid({ number: invoice.number, amount, due: invoice.dueDate }),
    first: { what: centre.payFirst(), link: `/invoices/${encodeURIComponent(invoice.number)}` },
  };
}

/** No letter of ours would arrive when the domains are down, or one came back. */
function unreachable(known: Known): Told | null {
  const grave = known.contacts.some(({ problem }) => problem === 'on-own-domain' || problem === 'bounced');
  if (!grave) return null;
  const { customer } = words(known);
  const first = { what: customer.confirmContact(), link: '/contacts' };
  return { state: 'attention', sentence: customer.contactTrouble(), first };
}

function nearlyFull(known: Known): Told | null {
  const { space } = known;
  if (space === null) return null;
  const { centre } = words(known);
  const percent = Math.floor(space.share * 100);
  const link = `/mailboxes/${encodeURIComponent(space.address)}`;
  return {
    state: 'attention',
    sentence: centre.nearlyFull({ address: space.address, percent }),
    first: { what: centre.makeRoom(), link },
  };
}

function nothingYet(known: Known): Told | null {
  if (!known.isEmpty) return null;
  const { customer } = words(known);
  const first = { what: customer.addFirstDomain(), link: '/domains' };
  return { state: 'unknown', sentence: customer.nothingYet(), first };
}

/** Something was not seen, or long ago: then nobody says that all works. */
function notSeen(known: Known): Told | null {
  const unknown = known.looks.seen.find(({ health }) => health === 'unknown');
  if (unknown === undefined) return null;
  const { customer } = words(known);
  const { look, name } = unknown;
  const isMailbox = known.person.kind === 'mailbox';
  const sentence =
    look === null
      ? customer.neverLooked()
      : known.now - look.at > LOOK_GOOD_MS
        ? customer.oldLook()
        : customer.notAllSeen({ subject: name });
  const first = { what: customer.lookNow(), link: diagnose(isMailbox ? known.person.name : name) };
  return { state: 'unknown', sentence, first: look === null && known.looks.isLooking ? null : first };
}
