/**
 * Who is told of an event: reads mailboxes, domains and contacts, and lets model/notice.ts choose. Called by notices.ts.
 * Bills are told to contacts only, never to mailbox users.
 */
import type { Block, BlockSubject } from '#src/model/block.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { contactsTold, type NoticeTopic } from '#src/model/contact-topics.ts';
import type { Language } from '#src/model/language.ts';
import { GRAVE, MOST_MAILBOXES, type Reader, readersOf } from '#src/model/notice.ts';
import { allOperators } from '#src/store/centre.ts';
import { contactsOf, customerById, customersByName } from '#src/store/customers.ts';
import { domainById, domainByName, domainsOf } from '#src/store/domains.ts';
import { mailboxByAddress, mailboxById, mailboxesOf } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import type { NoticeEvent } from './block-port.ts';

type SecurityEvent = Extract<NoticeEvent, { readonly kind: 'account-security' }>;
interface Concerned {
  readonly mailboxes: readonly { readonly address: string; readonly language: Language }[];
  readonly customer: CustomerId | null;
  readonly stopped: readonly string[];
}
const NOBODY: Concerned = { mailboxes: [], customer: null, stopped: [] };
/** Rules whose reason is the customer's own affair. */
const PRIVATE: ReadonlySet<Block['rule']> = new Set(['unpaid']);

/** Everybody who is told of an event, each once. */
export async function readersOfEvent(sql: Sql, event: NoticeEvent): Promise<readonly Reader[]> {
  if (event.kind === 'account-security') return await readersOfSecurity(sql, event);
  const { mailboxes, customer, stopped } = await concerned(sql, event);
  if (customer === null) return readersOf({ mailboxes, contacts: [], contactLanguage: 'en', stopped });
  const all = await contactsOf(sql, customer);
  const topic = topicOf(event);
  const contacts = topic === null ? all : contactsTold(all, topic, stopped);
  const contactLanguage = (await customerById(sql, customer))?.language ?? 'en';
  return readersOf({ mailboxes, contacts, contactLanguage, stopped });
}

/** The person himself; of grave things also the customer's owners, or the other owners of this host. */
async function readersOfSecurity(sql: Sql, { what, person }: SecurityEvent): Promise<readonly Reader[]> {
  const { name, language } = person;
  const isGrave = GRAVE.has(what);
  if (person.kind === 'operator') {
    const owners = isGrave ? (await allOperators(sql)).filter(({ role }) => role === 'owner') : [];
    const names = [name, ...owners.map((one) => one.name)].filter((one) => one.includes('@'));
    const contacts = names.map((address) => ({ address }));
    return readersOf({ mailboxes: [], contacts, contactLanguage: language, stopped: [] });
  }
  const { customer } = person;
  const all = customer === null || !isGrave ? [] : await contactsOf(sql, customer);
  const owners = all.filter(({ role }) => role === 'owner');
  const contactLanguage = (customer === null ? null : await customerById(sql, customer))?.language ?? language;
  return person.kind === 'mailbox'
    ? readersOf({ mailboxes: [{ address: name, language }], contacts: owners, contactLanguage, stopped: [] })
    : readersOf({ mailboxes: [], contacts: [{ address: name }, ...owners], contactLanguage, stopped: [] });
}

/** Null: everybody is told, whatever he is for. */
function topicOf(event: Exclude<NoticeEvent, SecurityEvent>): NoticeTopic | null {
  switch (event.kind) {
    case 'block-started':
    case 'block-lifted':
      return PRIVATE.has(event.block.rule) ? null : 'mail';
    case 'limit-near':
    case 'new-country':
    case 'bulk-warning':
    case 'forward-answer':
      return 'mail';
    case 'invoice':
      return 'bills';
    case 'contact-warning':
      return null;
  }
}

async function concerned(sql: Sql, event: Exclude<NoticeEvent, SecurityEvent>): Promise<Concerned> {
  switch (event.kind) {
    case 'block-started':
    case 'block-lifted': {
      const found = await ofSubject(sql, event.block.subject, event.block);
      return PRIVATE.has(event.block.rule) ? { ...found, mailboxes: [] } : found;
    }
    case 'limit-near':
    case 'new-country':
    case 'bulk-warning':
    case 'forward-answer': {
      const found = await ofMailbox(sql, event.mailbox);
      return { ...found, stopped: [] };
    }
    case 'invoice':
      return await ofCustomer(sql, event.customer);
    case 'contact-warning': {
      // Also to the address that is in doubt: it may work after all.
      return await ofCustomer(sql, event.customer);
    }
  }
}

async function ofSubject(sql: Sql, subject: BlockSubject, block: Block): Promise<Concerned> {
  switch (subject.kind) {
    case 'mailbox': {
      const mailbox = await mailboxById(sql, subject.id);
      return mailbox === null ? NOBODY : await ofMailbox(sql, mailbox.address);
    }
    case 'domain': {
      const domain = await domainById(sql, subject.id);
      if (domain === null) return NOBODY;
      const all = await mailboxesOf(sql, domain.id);
      return { mailboxes: all.slice(0, MOST_MAILBOXES), customer: domain.customer, stopped: [domain.name] };
    }
    case 'customer': {
      const domains = await domainsOf(sql, subject.id);
      return { mailboxes: [], customer: subject.id, stopped: domains.map((one) => one.name) };
    }
    case 'network-login':
      return await ofMailbox(sql, subject.id.split(' ').at(-1) ?? '');
    case 'network':
    case 'service': {
      // Nobody's in particular, unless the rule knows whose device it was.
      const { mailbox } = block.evidence;
      return typeof mailbox === 'string' ? await ofMailbox(sql, mailbox) : NOBODY;
    }
  }
}

async function ofMailbox(sql: Sql, address: string): Promise<Concerned> {
  const mailbox = await mailboxByAddress(sql, address.toLowerCase());
  const name = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const domain = mailbox === null ? await domainByName(sql, name) : await domainById(sql, mailbox.domain);
  if (domain === null) return NOBODY;
  return {
    mailboxes: mailbox === null ? [] : [mailbox],
    customer: domain.customer,
    stopped: [domain.name],
  };
}

async function ofCustomer(sql: Sql, idOrName: string): Promise<Concerned> {
  const customer = (await customerById(sql, idOrName)) ?? (await customersByName(sql, idOrName)).at(0) ?? null;
  if (customer === null) return NOBODY;
  const domains = await domainsOf(sql, customer.id);
  return { mailboxes: [], customer: customer.id, stopped: domains.map((one) => one.name) };
}
