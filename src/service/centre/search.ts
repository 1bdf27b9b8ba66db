/**
 * The operator's search: customers, contacts, domains, mailboxes, invoices, Blocks, cases, requests, messages (by any of their
 * ids) and network addresses. Each look is written to the audit log. Called by the API for operators only.
 */
import { parseAddress, parseDomain } from '#src/model/address.ts';
import { isCaseId } from '#src/model/case.ts';
import { isActive } from '#src/model/block.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { parseNetwork } from '#src/model/network.ts';
import type { Person } from '#src/model/person.ts';
import { blockByIdOrCode, unliftedBlocks } from '#src/store/blocks.ts';
import { caseById } from '#src/store/cases.ts';
import { customersLike, domainsLike, mailboxesLike } from '#src/store/centre-search.ts';
import { requestById } from '#src/store/support-requests.ts';
import type { App } from '../app.ts';
import { findInvoice } from '../billing/invoices.ts';
import { type Outcome, done } from '../outcome.ts';
import { noteDeed, operatorWho } from './console-operator.ts';

export const HIT_KINDS = [
  'customer',
  'contact',
  'domain',
  'mailbox',
  'request',
  'case',
  'block',
  'message',
  'invoice',
  'network',
  'trail',
] as const;
export interface Hit {
  readonly kind: (typeof HIT_KINDS)[number];
  /** What it is called. */
  readonly name: string;
  /** What its page is named by: id, address, domain, code, number; of a contact his customer's id. */
  readonly id: string;
  readonly about: string;
  /** Epoch ms; of what happened. */
  readonly at: number | null;
}
type Deps = Pick<App, 'db' | 'clock' | 'billing' | 'journal'>;
const MOST_EVENTS = 200;
const MOST_MESSAGES = 10;

export async function searchAll(deps: Deps, person: Person, typed: string): Promise<Outcome<readonly Hit[]>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const q = typed.normalize('NFC').trim().toLowerCase();
  // Less would be everything.
  if (!/[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(q)) return done([]);
  await noteDeed(deps, who.value, { action: 'operator.search', subject: q.slice(0, 200), what: {} });
  return done([...(await named(deps, q)), ...(await numbered(deps, q)), ...(await happened(deps, q, typed.trim()))]);
}

const hit = (kind: Hit['kind'], name: string, id: string, about: string, at: number | null = null): Hit => ({
  kind,
  name,
  id,
  about,
  at,
});

/** By a part of a name. */
async function named({ db: { sql } }: Deps, q: string): Promise<readonly Hit[]> {
  const [customers, domains, mailboxes] = await Promise.all([
    customersLike(sql, q),
    domainsLike(sql, q),
    mailboxesLike(sql, q),
  ]);
  return [
    ...customers.map((one) =>
      hit(one.contact === null ? 'customer' : 'contact', one.contact ?? one.name, one.id, one.name),
    ),
    ...domains.map((one) => hit('domain', one.name, one.name, one.customer)),
    ...mailboxes.map((one) => hit('mailbox', one.address, one.address, one.customer)),
  ];
}

/** By exactly its number or code; the short link of a Block is its code too. */
async function numbered(deps: Deps, q: string): Promise<readonly Hit[]> {
  const { sql } = deps.db;
  const code = /\/b\/([0-9a-z]{1,64})$/.exec(q)?.[1] ?? q;
  const isId = /^[0-9a-z-]{1,64}$/.test(code);
  const [invoice, block, kept, request] = await Promise.all([
    findInvoice(deps, q),
    isId ? blockByIdOrCode(sql, code) : null,
    isCaseId(code) ? caseById(sql, code) : null,
    isId ? requestById(sql, code) : null,
  ]);
  return [
    ...(request === null
      ? []
      : [hit('request', request.title, request.id, request.about ?? request.askerName, request.changedAt)]),
    ...(kept === null ? [] : [hit('case', kept.address ?? kept.domain, kept.id, kept.verdict, kept.at)]),
    ...(block === null ? [] : [hit('block', block.code, block.code, block.subjectName, block.since)]),
    ...(invoice.ok ? [hit('invoice', invoice.value.number, invoice.value.id, invoice.value.customer)] : []),
  ];
}

/** By what it looks like: a network address, an address, else a message's id. A bare word is no question to the journal. */
async function happened(deps: Deps, q: string, typed: string): Promise<readonly Hit[]> {
  const isPlace = /^[0-9a-f.:]{3,45}$/.test(q) && /[.:]/.test(q) && !parseDomain(q).ok;
  if (isPlace) return await placeHits(deps, q);
  if (parseAddress(q).ok) {
    const events = await deps.journal.query({ names: [q], limit: MOST_EVENTS });
    return events.length === 0 ? [] : [hit('trail', q, q, '', events[0].lastAt), ...messageHits(events)];
  }
  if (!/^<.+>$|^[0-9a-z]{20,40}$/.test(q)) return [];
  // Message-ID headers are compared as written; our own ids are in lower case.
  return messageHits(await deps.journal.query({ message: typed.startsWith('<') ? typed : q, limit: MOST_EVENTS }));
}

async function placeHits({ db, clock, journal }: Deps, q: string): Promise<readonly Hit[]> {
  const [last] = await journal.query({ remoteAddresses: [q], limit: 1 });
  const network = parseNetwork(q);
  const blocks = network === null ? [] : await unliftedBlocks(db.sql, [{ kind: 'network', id: network.text }]);
  const running = blocks.filter((block) => isActive(block, clock.now()));
  return [
    ...(last === undefined ? [] : [hit('network', q, q, last.connection?.country ?? '', last.lastAt)]),
    ...running.map((block) => hit('block', block.code, block.code, block.subjectName, block.since)),
  ];
}

/** Each message once, the newest first. */
function messageHits(events: readonly StoredEvent[]): readonly Hit[] {
  const found = new Map<string, Hit>();
  for (const event of events) {
    if (event.kind !== 'message' || found.has(event.messageId)) continue;
    const about = `${event.mailFrom ?? ''} → ${event.rcptTo ?? ''}`;
    found.set(event.messageId, hit('message', event.subject ?? event.messageId, event.messageId, about, event.lastAt));
  }
  return [...found.values()].slice(0, MOST_MESSAGES);
}
