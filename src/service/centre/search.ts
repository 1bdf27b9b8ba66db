/**
 * The operator's search: customers, domains, mailboxes, contacts, invoices, Blocks, and the journal for an address, message or
 * network address. Each look is written to the audit log. Called by the API for operators only.
 */
import { parseAddress, parseDomain } from '#src/model/address.ts';
import type { Person } from '#src/model/person.ts';
import { customersLike, domainsLike, mailboxesLike } from '#src/store/centre-search.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import type { App } from '../app.ts';
import { findInvoice } from '../billing/invoices.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';

export interface Hit {
  readonly kind: 'customer' | 'domain' | 'mailbox' | 'contact' | 'invoice' | 'block' | 'event';
  /** What it is called. */
  readonly name: string;
  /** What `GET` of its route names: id, address, domain, code, number. */
  readonly id: string;
  readonly about: string;
  /** Epoch ms; of events. */
  readonly at: number | null;
}
type Deps = Pick<App, 'db' | 'clock' | 'billing'>;
const MOST_EVENTS = 50;

export async function searchAll(deps: Deps, person: Person, typed: string): Promise<readonly Hit[]> {
  const q = typed.normalize('NFC').trim().toLowerCase();
  // Less would be everything.
  if (!/[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(q)) return [];
  const { sql } = deps.db;
  await change({ ...deps, actor: person.name }, async (_tx, audit) => {
    await audit('operator.search', q.slice(0, 200), null, null);
    return done(null);
  });
  const [customers, domains, mailboxes, invoice, block, events] = await Promise.all([
    customersLike(sql, q),
    domainsLike(sql, q),
    mailboxesLike(sql, q),
    findInvoice(deps, q),
    /^[0-9a-z-]{1,64}$/.test(q) ? blockByIdOrCode(sql, q) : null,
    eventsOf(deps, q),
  ]);
  const hit = (kind: Hit['kind'], name: string, id: string, about: string): Hit => ({
    kind,
    name,
    id,
    about,
    at: null,
  });
  return [
    ...customers.map((one) =>
      hit(one.contact === null ? 'customer' : 'contact', one.contact ?? one.name, one.id, one.name),
    ),
    ...domains.map((one) => hit('domain', one.name, one.name, one.customer)),
    ...mailboxes.map((one) => hit('mailbox', one.address, one.address, one.customer)),
    ...(invoice.ok ? [hit('invoice', invoice.value.number, invoice.value.id, invoice.value.customer)] : []),
    ...(block === null ? [] : [hit('block', block.code, block.code, block.subjectName)]),
    ...events,
  ];
}

/** By what it looks like: a network address, an address, else a message's id. A bare word is no question to the journal. */
async function eventsOf({ billing: { journal } }: Deps, q: string): Promise<readonly Hit[]> {
  const isPlace = /^[0-9a-f.:]{3,45}$/.test(q) && /[.:]/.test(q) && !parseDomain(q).ok;
  const query = isPlace
    ? { remoteAddresses: [q] }
    : parseAddress(q).ok
      ? { names: [q] }
      : /^<.+>$|^[0-9a-z]{20,40}$/.test(q)
        ? { message: q }
        : null;
  if (query === null) return [];
  const events = await journal.query({ ...query, limit: MOST_EVENTS });
  return events.map((event) => ({
    kind: 'event',
    name: event.kind,
    id: event.id,
    about: [
      event.address ?? '',
      event.connection?.remoteAddress ?? '',
      event.kind === 'message' ? event.step : event.kind === 'refusal' ? String(event.code) : event.outcome,
      event.cause ?? '',
    ]
      .filter((word) => word !== '')
      .join(' '),
    at: event.lastAt,
  }));
}
