/** Why something with invoices, payments and contacts was not done, in English. Joined in problems.ts. */
import type { billingProblems as shape } from '../nb/billing-problems.ts';

const amounts: Readonly<Record<string, string>> = {
  'not-an-amount': 'write digits with a point, such as 125.00',
  negative: 'it must be more than nothing',
  zero: 'it must be more than nothing',
  'too-many-decimals': 'it has more decimals than the currency',
  'too-large': 'it is too large',
};

export const billingProblems: typeof shape = {
  amountBad: (a) => `“${a.amount}” ${a.currency} is not an amount that can be used: ${amounts[a.why] ?? a.why}.`,
  currencyUnknown: (a) => `The currency “${a.currency}” cannot be used. Choose among ${a.known}.`,
  vatBad: (a) => `“${a.vat}” is not a VAT rate. Give a percentage from 0 to 100, such as 25.`,
  dayBad: (a) => `“${a.day}” is not a date. Write it like this: 2026-10-01.`,
  invoiceLineBad: (a) =>
    `“${a.text}” cannot stand on an invoice. Use 1 to 200 ordinary characters, and a whole quantity from 1.`,
  invoiceSumBad: () => 'The invoice needs a sum above zero that can be counted.',
  invoiceMissing: (a) => `There is no invoice “${a.invoice}”.`,
  invoicePaidAlready: (a) => `Invoice ${a.invoice} is paid already. Nothing was changed.`,
  invoiceCancelled: (a) => `Invoice ${a.invoice} is cancelled. Nothing was changed.`,
  invoiceHasPayment: (a) => `Something has been paid on invoice ${a.invoice}. It cannot be cancelled here.`,
  invoiceOtherCurrency: (a) =>
    `Invoice ${a.invoice} is in ${a.currency}. A payment in another currency cannot be booked on it.`,
  paymentMissing: (a) => `There is no payment “${a.payment}”.`,
  paymentMatchedAlready: (a) => `The payment ${a.payment} belongs to a customer already. Nothing was changed.`,
  bankFileBad: (a) => `The file cannot be read as CAMT.054 (line ${a.line}): ${a.why}. Nothing was booked.`,
  bankFileUnreadable: (a) => `The file ${a.file} cannot be read.`,
  fileNotWritten: (a) => `The file ${a.file} cannot be written.`,
  providerUnknown: (a) => `The payment provider “${a.provider}” is not set up here.`,
  providerSignatureBad: () => 'The signature of the message does not fit. Nothing was booked.',
  providerEventBad: (a) => `The message of the payment provider is not understood: ${a.why}.`,
  contactMissing: (a) => `The customer has no contact with the address ${a.contact}.`,
  contactExists: (a) => `${a.contact} is a contact of the customer already.`,
  contactRoleUnknown: (a) => `The role “${a.role}” does not exist. Choose among ${a.known}.`,
  contactLast: (a) =>
    `${a.contact} is the customer's last contact. Add another first, or we cannot reach the customer.`,
  planDunningOrder: (a) => `${a.key} must be more days than ${a.after}. Nothing was changed.`,
};
