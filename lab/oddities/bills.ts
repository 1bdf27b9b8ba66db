/** Bills that are settled, or not due, in the world where each customer pays for itself. */
import { addContact } from '#src/service/billing/contacts.ts';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { payInvoice } from '#src/service/billing/payments.ts';
import { dayOf } from '#src/model/invoice.ts';
import { living, ownerOf } from '../scenarios/billing.ts';
import type { Customer, World } from '../world.ts';
import { must, type Oddity } from './oddity.ts';

const DAY_MS = 86_400_000;
const billing = (world: World) => world.host.app.billing;
const owes = (world: World, customer: Customer, overdueDays: number, price = '125.00') =>
  must(
    addInvoice(billing(world), {
      customer: ownerOf(customer),
      currency: 'NOK',
      due: dayOf(billing(world).clock.now() - overdueDays * DAY_MS),
      lines: [{ price, vat: '25' }],
    }),
  );

export const BILL_ODDITIES: readonly Oddity[] = [
  {
    title: 'the only invoice is due in two weeks',
    plant: async (world, customer) => {
      await living(world, customer);
      await owes(world, customer, -14);
    },
  },
  {
    title: 'an invoice was 30 days late and is paid',
    symptom: 'send',
    plant: async (world, customer) => {
      await living(world, customer);
      const { id } = await owes(world, customer, 30);
      await must(payInvoice(billing(world), { invoice: id }));
    },
  },
  {
    title: 'three years of paid invoices',
    plant: async (world, customer) => {
      await living(world, customer);
      for (const days of [1000, 700, 365, 40]) {
        const { id } = await owes(world, customer, days);
        await must(payInvoice(billing(world), { invoice: id }));
      }
    },
  },
  {
    title: 'two contacts, one of them on the own domain, nothing owed',
    plant: async (world, customer) => {
      await living(world, customer);
      await must(addContact(billing(world), { customer: ownerOf(customer), address: customer.address }));
    },
  },
];
