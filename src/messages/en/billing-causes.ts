/** Causes and fixes to do with invoices, in English. Joined in causes.ts and fixes.ts. */
import type { BillingCauseTexts, BillingFixTexts } from '../shape.ts';

export const billingCauses: BillingCauseTexts = {
  'bil-unpaid-suspended': {
    title: 'Unpaid invoice',
    what: (a) =>
      `Invoice ${a.invoice} of ${a.amount} was due on ${a.dueDate} and has not been paid. ` +
      (a.incoming === 'yes'
        ? `Both outgoing and incoming mail are therefore stopped, the first since ${a.sinceAt}. `
        : `Outgoing mail has therefore been stopped since ${a.sinceAt}. Incoming mail goes on as before until ${a.incomingStopsAt}. `) +
      `Nothing is deleted before ${a.notDeletedBefore}.`,
    why: 'Mail opens again as soon as the payment is registered. Signing in works all the time, so that you can read and pay.',
  },
  'bil-paid-not-booked': {
    title: 'The payment has arrived but is not booked',
    what: (a) =>
      `${a.amount} came in on ${a.paidOn}, ` +
      (a.match !== 'payer'
        ? `with a reference much like that of invoice ${a.invoice}, but with a slip in it.`
        : `paid in the customer's name, but without the reference of invoice ${a.invoice}.`),
    why: 'Without the right reference the system does not know which invoice the money is for, so the invoice stays unpaid.',
  },
  'bil-invoice-to-obsolete-address': {
    title: 'The invoices reach nobody',
    what: (a) =>
      `Our mail to ${a.contacts} came back, last ${a.bouncedAt}. Invoice ${a.invoice} fell due on ${a.dueDate} without anybody getting it.`,
    why: 'When the contact address no longer works, neither invoices nor reminders arrive.',
  },
  'bil-contact-on-own-domain': {
    title: 'No contact address outside their own domain',
    what: (a) =>
      `An invoice is overdue, and everything we write about it goes to ${a.contacts}, which is on that very domain.`,
    why: 'If the domain stops, the notices about it do not arrive either.',
  },
};

export const billingFixes: BillingFixTexts = {
  'pay-invoice': (a) =>
    `Pay ${a.amount} with the reference ${a.reference}. Mail opens again as soon as the payment is booked.`,
  'match-payment': (a) => `Book the payment of ${a.amount} from ${a.paidOn} on invoice ${a.invoice}.`,
  'correct-contact': (a) => `Replace ${a.contacts} with an address that somebody reads, and confirm it.`,
  'add-outside-contact': (a) => `Add a contact address somewhere else than where ${a.contacts} is.`,
};
