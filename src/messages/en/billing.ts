/** Words on invoices and in the commands about them, in English. */
import type { billing as shape } from '../nb/billing.ts';

export const billing: typeof shape = {
  defaultLine: 'E-mail and domain',
  invoice: 'Invoice',
  cancelled: 'Cancelled',
  to: 'To',
  from: 'From',
  number: 'Invoice number',
  issued: 'Invoice date',
  due: 'Due date',
  reference: { kid: 'KID', ocr: 'OCR number', rf: 'Reference' },
  text: 'Description',
  quantity: 'Quantity',
  unitPrice: 'Price incl. VAT',
  amount: 'Amount',
  net: (a) => `Net at ${a.rate}% VAT`,
  vat: (a) => `VAT ${a.rate}%`,
  total: 'To be paid',
  paid: 'Paid',
  open: 'Remaining',
  payNote: (a) => `Give ${a.reference} when you pay, and the payment is booked at once. Please pay by ${a.due}.`,
  page: (a) => `Page ${a.page} of ${a.of}`,
  credit: (a) => `Credit: ${a.amount}`,
  states: { open: 'open', 'part-paid': 'part-paid', paid: 'paid', cancelled: 'cancelled' },
  unmatchedWhy: {
    'no-reference': 'no reference',
    'unknown-reference': 'unknown reference',
    'other-currency': 'another currency than the invoice',
    'other-customer': 'the reference belongs to another customer',
    'cancelled-invoice': 'the invoice is cancelled',
  },
  contactProblems: {
    'on-own-domain': 'is on their own domain, nobody else to write to',
    bounced: 'mail from us came back',
    'never-confirmed': 'never confirmed',
  },
  imported: (a) =>
    `${a.matched} booked, ${a.unmatched} unmatched, ${a.known} known before, ${a.skipped} skipped. Blocks lifted: ${a.lifted}.`,
};
