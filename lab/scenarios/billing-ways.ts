/** The faults in bills once more, come about in other ways: several invoices, several contacts, other domains of the owner. */
import { removeContact } from '#src/service/billing/contacts.ts';
import { cancelInvoice } from '#src/service/billing/invoices.ts';
import { importBankFile, payInvoice } from '#src/service/billing/payments.ts';
import { addAlias } from '#src/service/aliases.ts';
import { addDomain } from '#src/service/domains.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import type { Customer, World } from '../world.ts';
import {
  bankFile,
  billing,
  cameBack,
  contact,
  elsewhere,
  left,
  living,
  made,
  ownerOf,
  owes,
  somebodyElse,
} from './billing.ts';
import type { Scenario } from './scenario.ts';

const alias = ({ domain }: Customer): string => `faktura@${domain}`;
const secondDomain = ({ local }: Customer): string => `andre-${local.replaceAll(/[^a-z0-9]/g, '-')}.test`;
/** A contact on another domain of the same owner. */
async function onSecondDomain(world: World, customer: Customer): Promise<string> {
  const { app } = world.host;
  const owner = await app.db.sql
    .selectFrom('customers')
    .select('id')
    .where('name', '=', ownerOf(customer))
    .executeTakeFirstOrThrow();
  await made(addDomain(app, { domain: secondDomain(customer), customer: owner.id }));
  const address = `post@${secondDomain(customer)}`;
  await made(addMailbox(app, { address, password: customer.password }));
  await contact(world, customer, address);
  return address;
}
/** As the bank wrote the name of the payer. */
const inOtherLetters = (customer: Customer): string => ownerOf(customer).toLowerCase().replace(' ', ', ');
/** Also gone. */
const alsoLeft = (customer: Customer): string => `permisjon@${elsewhere(customer)}`;

export const BILLING_WAY_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'bil-unpaid-suspended',
    title: 'seventy days overdue: incoming is stopped as well',
    symptom: 'both',
    plant: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 70);
    },
    // The invoice was a mistake of ours.
    twin: async (world, customer) => {
      await living(world, customer);
      const { id } = await owes(world, customer, 70);
      await made(cancelInvoice(billing(world), id));
    },
    says: () => ['125.00 NOK'],
  },
  {
    cause: 'bil-unpaid-suspended',
    title: 'the newer invoice is paid, the older forgotten',
    symptom: 'send',
    plant: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 35);
      const { id } = await owes(world, customer, 5);
      await made(payInvoice(billing(world), { invoice: id }));
    },
    // The older is paid, the newer a little late.
    twin: async (world, customer) => {
      await living(world, customer);
      const { id } = await owes(world, customer, 35);
      await owes(world, customer, 5);
      await made(payInvoice(billing(world), { invoice: id }));
    },
  },
  {
    cause: 'bil-paid-not-booked',
    title: 'paid by the firm without the KID, its name written in another way: likely',
    symptom: 'both',
    certainty: 'likely',
    plant: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, 30);
      await made(importBankFile(billing(world), bankFile('', customer.local, inOtherLetters(customer))));
    },
    // The same, and somebody here found the payment and booked it.
    twin: async (world, customer) => {
      await living(world, customer);
      const { id } = await owes(world, customer, 30);
      await made(importBankFile(billing(world), bankFile('', customer.local, inOtherLetters(customer))));
      await made(payInvoice(billing(world), { invoice: id }));
    },
    allowed: ['bil-unpaid-suspended'],
  },
  {
    cause: 'bil-invoice-to-obsolete-address',
    title: 'both contacts have left; the invoice came back from each',
    symptom: 'send',
    plant: async (world, customer) => {
      await somebodyElse(world, customer);
      await contact(world, customer, left(customer));
      await contact(world, customer, alsoLeft(customer));
      await owes(world, customer, 3);
      await cameBack(world, left(customer));
      await cameBack(world, alsoLeft(customer));
      await owes(world, customer, 30);
    },
    twin: async (world, customer) => {
      await living(world, customer);
      await contact(world, customer, left(customer));
      await contact(world, customer, alsoLeft(customer));
      await owes(world, customer, 3);
      await cameBack(world, left(customer));
      await cameBack(world, alsoLeft(customer));
    },
    allowed: ['bil-unpaid-suspended'],
    says: (customer) => [left(customer), alsoLeft(customer)],
  },
  {
    cause: 'bil-invoice-to-obsolete-address',
    title: 'the invoice came back; nothing is stopped yet',
    symptom: 'both',
    plant: async (world, customer) => {
      await somebodyElse(world, customer);
      await contact(world, customer, left(customer));
      await owes(world, customer, 9);
      await cameBack(world, left(customer));
    },
    // The contact was corrected afterwards.
    twin: async (world, customer) => {
      await living(world, customer);
      await contact(world, customer, left(customer));
      await owes(world, customer, 9);
      await cameBack(world, left(customer));
      await made(removeContact(billing(world), { customer: ownerOf(customer), address: left(customer) }));
    },
    says: (customer) => [left(customer)],
  },
  {
    cause: 'bil-contact-on-own-domain',
    title: 'two contacts, both on the domain that will stop',
    symptom: 'both',
    plant: async (world, customer) => {
      await made(addAlias(world.host.app, alias(customer), [customer.address]));
      await contact(world, customer, customer.address);
      await contact(world, customer, alias(customer));
      await owes(world, customer, 12);
    },
    twin: async (world, customer) => {
      await made(addAlias(world.host.app, alias(customer), [customer.address]));
      await contact(world, customer, alias(customer));
      await living(world, customer);
      await owes(world, customer, 12);
    },
    says: (customer) => [customer.address, alias(customer)],
  },
  {
    cause: 'bil-contact-on-own-domain',
    title: 'the contact lives on the other domain of the same owner',
    symptom: 'unknown',
    plant: async (world, customer) => {
      await onSecondDomain(world, customer);
      await owes(world, customer, 5);
    },
    twin: async (world, customer) => {
      await onSecondDomain(world, customer);
      await living(world, customer);
      await owes(world, customer, 5);
    },
    says: (customer) => [`post@${secondDomain(customer)}`],
  },
];
