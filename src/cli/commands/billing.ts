/** `invoice …`, `payment …`, `contact …`: what is owed, what came in, whom we write to. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import {
  addContact,
  confirmContact,
  type ContactNamed,
  type ContactView,
  listContacts,
  removeContact,
} from '#src/service/billing/contacts.ts';
import {
  type AddedInvoice,
  addInvoice,
  cancelInvoice,
  type InvoiceDetails,
  invoicesOf,
  type NewInvoice,
  showInvoice,
} from '#src/service/billing/invoices.ts';
import { pdfOf } from '#src/service/billing/invoice-pdf.ts';
import type { InvoiceView } from '#src/service/billing/invoice-view.ts';
import {
  importBankFile,
  type ImportSummary,
  matchPayment,
  type PaidInvoice,
  payInvoice,
  paymentsList,
  type PaymentView,
} from '#src/service/billing/payments.ts';
import { done, misuse, refused } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { table } from '../table.ts';

const text = (value: string | true | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function invoiceTable(invoices: readonly InvoiceView[], language: Language): string {
  const { states } = texts(language).billing;
  if (invoices.length === 0) return texts(language).host.none;
  return table(
    ['number', 'id', 'customer', 'state', 'amount', 'open', 'due', 'reference'],
    invoices.map((one) => [
      one.number,
      one.id,
      one.customer,
      states[one.state],
      `${one.amount} ${one.currency}`,
      one.open,
      one.dueDate,
      one.reference,
    ]),
  );
}

function details(one: InvoiceDetails, language: Language): string {
  const words = texts(language).billing;
  return [
    `${words.invoice} ${one.number} (${one.id}): ${words.states[one.state]}`,
    `  ${words.to}: ${one.customerName} (${one.customer})`,
    `  ${words.issued} ${one.issueDate}, ${words.due} ${one.dueDate}, ${one.reference}`,
    ...one.lines.map((line) => `  ${line.quantity} × ${line.text}: ${line.amount} (${words.vat({ rate: line.vat })})`),
    `  ${words.total}: ${one.amount} ${one.currency}, ${words.paid}: ${one.paid}, ${words.open}: ${one.open}`,
    ...one.payments.map((payment) => `  ${payment.paidOn} ${payment.source} ${payment.amount} (${payment.id})`),
    ...one.credit.map((amount) => `  ${words.credit({ amount })}`),
  ].join('\n');
}

const paid = ({ payment, invoice, lifted }: PaidInvoice, language: Language): string => {
  const words = texts(language).billing;
  const credit = /[1-9]/.test(payment.credit)
    ? ` ${words.credit({ amount: `${payment.credit} ${payment.currency}` })}`
    : '';
  return `${invoice.number}: ${words.states[invoice.state]}, ${words.open} ${invoice.open} ${invoice.currency}.${credit}${lifted > 0 ? ` (${lifted})` : ''}`;
};

const INVOICE_COMMANDS: readonly Command[] = [
  command<NewInvoice, AddedInvoice>({
    name: 'invoice add',
    usage: '<customer> --amount 125.00 --currency NOK --due 2026-10-01 [--text <text>] [--vat 25]',
    options: { amount: 'value', currency: 'value', due: 'value', text: 'value', vat: 'value' },
    parse: ({ words, options }) => {
      const [amount, currency, due] = [text(options.amount), text(options.currency), text(options.due)];
      if (words.length !== 1 || amount === undefined || currency === undefined || due === undefined) return null;
      const line = {
        price: amount,
        ...(options.text === undefined ? {} : { text: String(options.text) }),
        ...(options.vat === undefined ? {} : { vat: String(options.vat) }),
      };
      return done({ customer: words[0], currency, due, lines: [line] });
    },
    run: (app, params) => addInvoice(app.billing, params),
    render: ({ id, number, reference }) => `${id} ${number} ${reference}`,
  }),
  command<{ readonly customer?: string }, readonly InvoiceView[]>({
    name: 'invoice list',
    usage: '[<customer>]',
    options: {},
    parse: ({ words }) => (words.length > 1 ? null : done(words.length === 0 ? {} : { customer: words[0] })),
    run: (app, { customer }) => invoicesOf(app.billing, customer),
    render: invoiceTable,
  }),
  command<{ readonly invoice: string }, InvoiceDetails>({
    name: 'invoice show',
    usage: '<id or number>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ invoice: words[0] }) : null),
    run: (app, { invoice }) => showInvoice(app.billing, invoice),
    render: details,
  }),
  command<{ readonly invoice: string; readonly file: string }, { readonly file: string; readonly bytes: number }>({
    name: 'invoice pdf',
    usage: '<id or number> <file>',
    options: {},
    // The file is the caller's, wherever the server stands.
    parse: ({ words }) => (words.length === 2 ? done({ invoice: words[0], file: resolve(words[1]) }) : null),
    run: async (app, { invoice, file }) => {
      const made = await pdfOf(app.billing, invoice);
      if (!made.ok) return made;
      try {
        await writeFile(file, made.value.bytes, { mode: 0o600 });
      } catch {
        return refused('fileNotWritten', { file });
      }
      return done({ file, bytes: made.value.bytes.length });
    },
    render: ({ file }) => file,
  }),
  command<{ readonly invoice: string; readonly amount?: string }, PaidInvoice>({
    name: 'invoice pay',
    usage: '<id or number> [--amount 125.00]',
    options: { amount: 'value' },
    parse: ({ words, options }) => {
      const amount = text(options.amount);
      return words.length === 1 ? done({ invoice: words[0], ...(amount === undefined ? {} : { amount }) }) : null;
    },
    run: (app, params) => payInvoice(app.billing, params),
    render: paid,
  }),
  command<{ readonly invoice: string }, InvoiceView>({
    name: 'invoice cancel',
    usage: '<id or number>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ invoice: words[0] }) : null),
    run: (app, { invoice }) => cancelInvoice(app.billing, invoice),
    render: (one, language) => invoiceTable([one], language),
  }),
];

const PAYMENT_COMMANDS: readonly Command[] = [
  command<{ readonly content: string }, ImportSummary>({
    name: 'payment import',
    usage: '<camt.054 file>',
    options: {},
    parse: async ({ words }) => {
      if (words.length !== 1) return null;
      try {
        return done({ content: (await readFile(words[0])).toString('base64') });
      } catch {
        return misuse('bankFileUnreadable', { file: words[0] });
      }
    },
    run: (app, { content }) => importBankFile(app.billing, Buffer.from(content, 'base64')),
    render: (summary, language) => texts(language).billing.imported(summary),
  }),
  command<{ readonly unmatched: boolean }, readonly PaymentView[]>({
    name: 'payment list',
    usage: '[--unmatched]',
    options: { unmatched: 'flag' },
    parse: ({ words, options }) => (words.length === 0 ? done({ unmatched: options.unmatched === true }) : null),
    run: async (app, options) => done(await paymentsList(app.billing, options)),
    render: (payments, language) => {
      if (payments.length === 0) return texts(language).host.none;
      const why: Readonly<Record<string, string>> = texts(language).billing.unmatchedWhy;
      return table(
        ['id', 'day', 'source', 'amount', 'reference', 'payer', 'customer', 'credit'],
        payments.map((one) => [
          one.id,
          one.paidOn,
          one.source,
          `${one.amount} ${one.currency}`,
          one.reference ?? '–',
          one.payer ?? '–',
          one.customer ?? why[one.why ?? ''] ?? '–',
          one.credit,
        ]),
      );
    },
  }),
  command<{ readonly payment: string; readonly invoice: string }, PaidInvoice>({
    name: 'payment match',
    usage: '<payment> <invoice>',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ payment: words[0], invoice: words[1] }) : null),
    run: (app, params) => matchPayment(app.billing, params),
    render: paid,
  }),
];

const contactCommand = (name: 'confirm' | 'remove', act: typeof confirmContact): Command =>
  command<ContactNamed, ContactNamed>({
    name: `contact ${name}`,
    usage: '<customer> <address>',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ customer: words[0], address: words[1] }) : null),
    run: (app, params) => act(app.billing, params),
    render: ({ address }) => address,
  });

const CONTACT_COMMANDS: readonly Command[] = [
  command<{ readonly customer: string }, readonly ContactView[]>({
    name: 'contact list',
    usage: '<customer>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ customer: words[0] }) : null),
    run: (app, { customer }) => listContacts(app.billing, customer),
    render: (contacts, language) => {
      if (contacts.length === 0) return texts(language).host.none;
      const { contactProblems } = texts(language).billing;
      return table(
        ['address', 'role', 'confirmed', 'problem'],
        contacts.map(({ address, role, confirmed, problem }) => [
          address,
          role,
          confirmed ? '✓' : '–',
          problem === null ? '' : contactProblems[problem],
        ]),
      );
    },
  }),
  command<ContactNamed & { readonly role?: string }, { readonly id: string }>({
    name: 'contact add',
    usage: '<customer> <address> [--role owner|billing|technical]',
    options: { role: 'value' },
    parse: ({ words, options }) => {
      const role = text(options.role);
      if (words.length !== 2) return null;
      return done({ customer: words[0], address: words[1], ...(role === undefined ? {} : { role }) });
    },
    run: (app, params) => addContact(app.billing, params),
    render: ({ id }) => id,
  }),
  contactCommand('remove', removeContact),
  contactCommand('confirm', confirmContact),
];

export const BILLING_COMMANDS: readonly Command[] = [...INVOICE_COMMANDS, ...PAYMENT_COMMANDS, ...CONTACT_COMMANDS];
