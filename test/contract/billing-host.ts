/** A host's billing on a fresh database with a clock that tests set, and notices that are only remembered. Tests only. */
import assert from 'node:assert/strict';
import type { CustomerId } from '#src/model/ids.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import type { NoticeEvent } from '#src/service/block-port.ts';
import { createBlocks } from '#src/service/blocks.ts';
import type { BillingDeps } from '#src/service/billing/deps.ts';
import { addInvoice, type AddedInvoice } from '#src/service/billing/invoices.ts';
import { addCustomer } from '#src/service/customers.ts';
import { addDomain } from '#src/service/domains.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { openDatabase } from '#src/store/database.ts';

export const DAY = 86_400_000;
export const START = Date.parse('2026-09-15T10:00:00Z');

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`refused: ${outcome.problem.key} ${JSON.stringify(outcome.problem.args)}`);
  return outcome.value;
}
export const problem = async (outcome: Promise<Outcome<unknown>>): Promise<string> => {
  const answer = await outcome;
  return answer.ok ? 'done' : `${answer.problem.key} ${answer.problem.exit}`;
};

export interface BillingHost extends BillingDeps {
  readonly told: NoticeEvent[];
  readonly events: StoredEvent[];
  set(now: number): void;
  customer(name?: string, contact?: string): Promise<CustomerId>;
  domain(name: string, customer: CustomerId): Promise<void>;
  invoice(customer: string, more?: { due?: string; amount?: string; currency?: string }): Promise<AddedInvoice>;
  /** Directions stopped now for this customer and its domains, in words. */
  stopped(name: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function billingHost(url: string): Promise<BillingHost> {
  const db = await openDatabase(url);
  let now = START;
  const clock = { now: () => now, monotonic: () => now };
  const blocks = createBlocks({ db, clock });
  const told: NoticeEvent[] = [];
  const events: StoredEvent[] = [];
  const deps: BillingDeps = {
    db,
    clock,
    blocks,
    actor: 'operator',
    hostname: 'mx.host.example',
    notices: { about: (event) => void told.push(event) },
    journal: { query: async () => events },
  };
  return {
    ...deps,
    told,
    events,
    set: (at) => {
      now = at;
    },
    customer: async (name = 'Fjord AS', contact = 'eier@annet.example') =>
      value(await addCustomer(deps, { name, contact })).id,
    domain: async (name, customer) => {
      const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'x', publicKey: 'x' };
      value(await addDomain({ ...deps, makeKey: async () => key }, { domain: name, customer }));
    },
    invoice: async (customer, { due = '2026-10-01', amount = '125.00', currency = 'NOK' } = {}) =>
      value(await addInvoice(deps, { customer, due, currency, lines: [{ price: amount }] })),
    stopped: async (name) => {
      const listed = value(await blocks.list(undefined, { onlyActive: true }));
      return listed
        .filter(({ subjectName }) => subjectName === name)
        .flatMap(({ directions }) => directions)
        .toSorted();
    },
    close: async () => {
      blocks.close();
      await db.close();
    },
  };
}
