/** Faults in bills, each with a healthy twin. The world's customer belongs to a paying customer of its own here. */
import { createHmac } from 'node:crypto';
import { addContact } from '#src/service/billing/contacts.ts';
import { type AddedInvoice, addInvoice } from '#src/service/billing/invoices.ts';
import { receiveFromProviders } from '#src/service/billing/providers.ts';
import { importBankFile, payInvoice } from '#src/service/billing/payments.ts';
import { dayOf } from '#src/model/invoice.ts';
import { addCustomer } from '#src/service/customers.ts';
import { addDomain } from '#src/service/domains.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import type { Outcome } from '#src/service/outcome.ts';
import type { Customer, World } from '../world.ts';
import type { Scenario } from './scenario.ts';

const DAY_MS = 86_400_000;
/** The payer of a scenario's domain: made before the domain, so named after the seed's local part. */
export const ownerOf = ({ local }: Pick<Customer, 'local'>): string => `Firma ${local}`;

export async function made<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}
export const billing = (world: World) => world.host.app.billing;

export const owes = (world: World, customer: Customer, overdueDays: number): Promise<AddedInvoice> =>
  made(
    addInvoice(billing(world), {
      customer: ownerOf(customer),
      currency: 'NOK',
      due: dayOf(billing(world).clock.now() - overdueDays * DAY_MS),
      lines: [{ price: '125.00', vat: '25' }],
    }),
  );
export const contact = (world: World, customer: Customer, address: string) =>
  made(addContact(billing(world), { customer: ownerOf(customer), address }));
export const elsewhere = ({ local }: Customer): string => `kontor-${local}.test`;
/** A domain of somebody else on this host. */
export async function somebodyElse(world: World, customer: Customer): Promise<void> {
  const { id } = await made(addCustomer(world.host.app, { name: `Nabo ${customer.local}` }));
  await made(addDomain(world.host.app, { domain: elsewhere(customer), customer: id }));
}
/** A contact somewhere else, where mail arrives. */
export async function living(world: World, customer: Customer): Promise<void> {
  const { app } = world.host;
  const address = `eier@${elsewhere(customer)}`;
  await somebodyElse(world, customer);
  await made(addMailbox(app, { address, password: customer.password }));
  await contact(world, customer, address);
}
/** One whose mailbox does not exist any more. */
export const left = (customer: Customer): string => `sluttet@${elsewhere(customer)}`;

/** A bank file with one payment of 125.00 NOK. */
export const bankFile = (reference: string, bank: string, payer = 'Ola Nordmann'): Buffer =>
  Buffer.from(`<Document><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><Amt Ccy="NOK">125.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts>BOOK</Sts><BookgDt><Dt>2026-11-01</Dt></BookgDt><NtryDtls><TxDtls><Refs><AcctSvcrRef>${bank}</AcctSvcrRef></Refs>
<RltdPties><Dbtr><Nm>${payer}</Nm></Dbtr></RltdPties><RmtInf><Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf>
</TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`);
/** Two neighbouring digits that differ swapped, as people type: the last such pair. */
function mistyped(reference: string): string {
  const digits = reference.split('');
  for (let i = digits.length - 1; i > 0; i -= 1)
    if (digits[i] !== digits[i - 1]) {
      [digits[i - 1], digits[i]] = [digits[i], digits[i - 1]];
      break;
    }
  return digits.join('');
}

/** Waits until our own mail to this address came back, by what the customer centre shows of the contact. */
export async function cameBack(world: World, address: string): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    const events = await billing(world).journal.query({ names: [address], outcomes: ['bounced', 'dropped'], limit: 5 });
    if (events.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`our mail to ${address} did not come back`);
}

const SECRET = 'whsec_bGFib3JhdG9yeSBzZWNyZXQgb2YgYmlsbHM=';
/** A provider's event, signed as Standard Webhooks sign; `reference` is that of the invoice. */
async function fromProvider(
  world: World,
  id: string,
  type: string,
  data: Readonly<Record<string, string>>,
): Promise<void> {
  const deps = billing(world);
  const body = Buffer.from(JSON.stringify({ type, data: { currency: 'NOK', ...data } }));
  const seconds = String(Math.floor(deps.clock.now() / 1000));
  const key = Buffer.from(SECRET.slice(6), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest('base64');
  const headers: Readonly<Record<string, string>> = {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${mac}`,
  };
  const receive = receiveFromProviders(deps, SECRET);
  await made(receive('standard', { header: (name) => headers[name], body }));
}
/** The card of this customer: declined for this invoice. */
const declined = (world: World, { local }: Customer, data: Readonly<Record<string, string>>, reason: string) =>
  fromProvider(world, `feil-${local}-${reason}`, 'payment.failed', { amount: '125.00', reason, ...data });

const CARDS: readonly Scenario[] = [
  {
    cause: 'bil-card-failed',
    title: 'the card expired, and mail is stopped since',
    symptom: 'send',
    plant: async (world, customer) => {
      await living(world, customer);
      const { reference } = await owes(world, customer, 30);
      await declined(world, customer, { reference }, 'card_expired');
    },
    must: ['bil-unpaid-suspended'],
    says: () => ['125.00 NOK', 'card_expired'],
    // Declined, and paid with another card an hour later.
    twin: async (world, customer) => {
      await living(world, customer);
      const { reference } = await owes(world, customer, 30);
      await declined(world, customer, { reference }, 'card_expired');
      await fromProvider(world, `betalt-${customer.local}`, 'payment.received', { amount: '125.00', reference });
    },
  },
  {
    cause: 'bil-card-failed',
    title: 'the bank declined twice; nothing is stopped yet',
    symptom: 'both',
    plant: async (world, customer) => {
      await living(world, customer);
      const { reference } = await owes(world, customer, 9);
      await declined(world, customer, { reference }, 'declined');
      await declined(world, customer, { reference }, 'insufficient_funds');
    },
    says: () => ['insufficient_funds'],
    // Somebody else's card.
    twin: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 3);
      await declined(world, customer, { reference: '99999999999' }, 'declined');
    },
  },
  {
    cause: 'bil-card-failed',
    title: 'the provider names the customer only, and the amount fits',
    symptom: 'send',
    plant: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 30);
      await declined(world, customer, { customer: ownerOf(customer) }, 'card_lost');
    },
    must: ['bil-unpaid-suspended'],
    // The charge of another amount was for something that is settled.
    twin: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 3);
      await declined(world, customer, { customer: ownerOf(customer), amount: '9.00' }, 'card_lost');
    },
  },
];

const BILLS: readonly Scenario[] = [
  {
    cause: 'bil-unpaid-suspended',
    title: 'an invoice 30 days overdue stopped outgoing mail',
    symptom: 'send',
    plant: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 30);
    },
    // The same, and paid.
    twin: async (world, customer) => {
      await living(world, customer);
      const { id } = await owes(world, customer, 30);
      await made(payInvoice(billing(world), { invoice: id }));
    },
    says: () => ['125.00 NOK', 'Faktura 20'],
  },
  {
    cause: 'bil-paid-not-booked',
    title: 'paid, with two digits of the KID swapped',
    symptom: 'send',
    plant: async (world, customer) => {
      await living(world, customer);
      const { reference } = await owes(world, customer, 30);
      await made(importBankFile(billing(world), bankFile(mistyped(reference), customer.local, ownerOf(customer))));
    },
    twin: async (world, customer) => {
      await living(world, customer);
      const { reference } = await owes(world, customer, 30);
      await made(importBankFile(billing(world), bankFile(reference, customer.local)));
    },
    allowed: ['bil-unpaid-suspended'],
    says: () => ['125.00 NOK', '2026-11-01'],
  },
  {
    cause: 'bil-paid-not-booked',
    title: 'paid by the firm itself with a free text: likely',
    symptom: 'send',
    certainty: 'likely',
    plant: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 30);
      const file = bankFile('takk for hjelpen', customer.local, ownerOf(customer).toUpperCase());
      await made(importBankFile(billing(world), file));
    },
    // Somebody else paid the same amount, and this invoice is only a few days late.
    twin: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 3);
      await made(importBankFile(billing(world), bankFile('takk for hjelpen', customer.local)));
    },
    allowed: ['bil-unpaid-suspended'],
  },
  {
    cause: 'bil-invoice-to-obsolete-address',
    title: 'the only contact left long ago; our invoice came back',
    symptom: 'send',
    plant: async (world, customer) => {
      await somebodyElse(world, customer);
      await contact(world, customer, left(customer));
      await owes(world, customer, 3);
      await cameBack(world, left(customer));
      await owes(world, customer, 30);
    },
    // One came back, but another contact is reached; nothing is stopped yet.
    twin: async (world, customer) => {
      await living(world, customer);
      await contact(world, customer, left(customer));
      await owes(world, customer, 3);
      await cameBack(world, left(customer));
    },
    allowed: ['bil-unpaid-suspended'],
    says: (customer) => [left(customer)],
  },
  {
    cause: 'bil-contact-on-own-domain',
    title: 'overdue, and the only contact lives on the domain that will stop',
    symptom: 'both',
    plant: async (world, customer) => {
      await contact(world, customer, customer.address);
      await owes(world, customer, 8);
    },
    twin: async (world, customer) => {
      await contact(world, customer, customer.address);
      await living(world, customer);
      await owes(world, customer, 8);
    },
    says: ({ address }) => [address],
  },
];

export const BILLING_SCENARIOS: readonly Scenario[] = [...BILLS, ...CARDS];
