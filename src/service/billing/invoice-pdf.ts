/** Sets an invoice as a PDF in the customer's language: heading, lines over as many pages as needed, VAT, what to pay and how. */
import { type Invoice, invoiceState, lineMinor, openMinor, vatShares } from '#src/model/invoice.ts';
import type { Language } from '#src/model/language.ts';
import { moneyText, vatRateText } from '#src/model/money.ts';
import { schemeFor } from '#src/model/payment-reference.ts';
import { texts } from '#src/messages/catalogue.ts';
import { A4, type Mark, writePdf } from '#src/protocol/pdf/document.ts';
import { wrapped } from '#src/protocol/pdf/font.ts';
import { customerById } from '#src/store/customers.ts';
import type { Reading } from '../change.ts';
import { done, type Outcome } from '../outcome.ts';
import { findInvoice } from './invoices.ts';

const LEFT = 56;
const RIGHT = A4.width - LEFT;
const BOTTOM = 90;
const SIZE = 10;
const LEADING = 15;
const COLUMNS = { quantity: 345, price: 455, amount: RIGHT } as const;

/** Pages that grow downwards: a new one is begun when a row does not fit. */
interface Paper {
  readonly pages: Mark[][];
  y: number;
}
const turn = (paper: Paper): void => {
  paper.pages.push([]);
  paper.y = A4.height - 70;
};
const put = (paper: Paper, ...marks: readonly Mark[]): void => void paper.pages.at(-1)?.push(...marks);
const need = (paper: Paper, height: number): void => {
  if (paper.y - height < BOTTOM) turn(paper);
};
const at = (x: number, y: number, text: string, more: Partial<Mark & { kind: 'text' }> = {}): Mark => ({
  kind: 'text',
  x,
  y,
  text,
  size: SIZE,
  ...more,
});
const right = (x: number, y: number, text: string, bold = false): Mark => at(x, y, text, { align: 'right', bold });

interface Sheet {
  readonly invoice: Invoice;
  readonly customerName: string;
  /** Who issues it. */
  readonly hostname: string;
  readonly language: Language;
}

function heading(paper: Paper, { invoice, customerName, hostname, language }: Sheet): void {
  const words = texts(language).billing;
  const cancelled = invoice.cancelledAt === null ? '' : ` – ${words.cancelled}`;
  put(paper, at(LEFT, paper.y, `${words.invoice} ${invoice.number}${cancelled}`, { size: 18, bold: true }));
  paper.y -= 36;
  const facts = [
    [words.number, invoice.number],
    [words.issued, invoice.issueDate],
    [words.due, invoice.dueDate],
    [words.reference[schemeFor(invoice.currency)], invoice.reference],
  ];
  const parties = [
    at(LEFT, paper.y, words.to, { bold: true }),
    ...wrapped(customerName, SIZE, 230).map((line, i) => at(LEFT, paper.y - LEADING * (i + 1), line)),
  ];
  put(paper, ...parties);
  for (const [i, [name, value]] of facts.entries())
    put(paper, at(340, paper.y - LEADING * i, name), right(RIGHT, paper.y - LEADING * i, value, true));
  paper.y -= LEADING * Math.max(facts.length, parties.length) + 8;
  put(paper, at(LEFT, paper.y, words.from, { bold: true }), at(LEFT + 40, paper.y, hostname));
  paper.y -= 30;
}

function columnHeads(paper: Paper, language: Language): void {
  const words = texts(language).billing;
  put(
    paper,
    at(LEFT, paper.y, words.text, { bold: true }),
    right(COLUMNS.quantity, paper.y, words.quantity, true),
    right(COLUMNS.price, paper.y, words.unitPrice, true),
    right(COLUMNS.amount, paper.y, words.amount, true),
    { kind: 'rule', x: LEFT, y: paper.y - 5, width: RIGHT - LEFT },
  );
  paper.y -= LEADING + 6;
}

function lines(paper: Paper, { invoice, language }: Sheet): void {
  const money = (minor: number): string => moneyText({ minor, currency: invoice.currency }, language);
  columnHeads(paper, language);
  for (const line of invoice.lines) {
    const rows = wrapped(line.text, SIZE, 240);
    const before = paper.pages.length;
    need(paper, LEADING * rows.length);
    if (paper.pages.length > before) columnHeads(paper, language);
    put(
      paper,
      ...rows.map((row, i) => at(LEFT, paper.y - LEADING * i, row)),
      right(COLUMNS.quantity, paper.y, String(line.quantity)),
      right(COLUMNS.price, paper.y, money(line.unitMinor)),
      right(COLUMNS.amount, paper.y, money(lineMinor(line))),
    );
    paper.y -= LEADING * rows.length;
  }
}

function sums(paper: Paper, { invoice, language }: Sheet): void {
  const words = texts(language).billing;
  const { currency } = invoice;
  const money = (minor: number): string => moneyText({ minor, currency }, language);
  const shares = vatShares(invoice.lines).flatMap(({ rate, netMinor, vatMinor }) => {
    const percent = language === 'en' ? vatRateText(rate) : vatRateText(rate).replace('.', ',');
    return [
      [words.net({ rate: percent }), money(netMinor)],
      [words.vat({ rate: percent }), money(vatMinor)],
    ];
  });
  need(paper, LEADING * (shares.length + 6));
  put(paper, { kind: 'rule', x: LEFT, y: paper.y + 8, width: RIGHT - LEFT });
  paper.y -= 6;
  const row = (name: string, value: string, bold = false): void => {
    put(paper, at(LEFT + 230, paper.y, name, { bold }), right(RIGHT, paper.y, value, bold));
    paper.y -= LEADING;
  };
  for (const [name, value] of shares) row(name, value);
  row(words.total, money(invoice.totalMinor), true);
  if (invoice.paidMinor > 0) {
    row(words.paid, money(Math.min(invoice.paidMinor, invoice.totalMinor)));
    row(words.open, money(openMinor(invoice)), true);
  }
  if (['paid', 'cancelled'].includes(invoiceState(invoice))) return;
  paper.y -= 10;
  const reference = `${words.reference[schemeFor(currency)]} ${invoice.reference}`;
  for (const text of wrapped(words.payNote({ reference, due: invoice.dueDate }), SIZE, RIGHT - LEFT)) {
    put(paper, at(LEFT, paper.y, text));
    paper.y -= LEADING;
  }
}

/** The bytes of the PDF; the same invoice gives the same bytes. */
export function invoicePdf(sheet: Sheet): Buffer {
  const words = texts(sheet.language).billing;
  const paper: Paper = { pages: [], y: 0 };
  turn(paper);
  heading(paper, sheet);
  lines(paper, sheet);
  sums(paper, sheet);
  const of = paper.pages.length;
  for (const [i, page] of paper.pages.entries())
    page.push(at(RIGHT, 50, words.page({ page: i + 1, of }), { size: 8, align: 'right' }));
  return writePdf({
    title: `${words.invoice} ${sheet.invoice.number}`,
    language: sheet.language,
    pages: paper.pages,
  });
}

/** The PDF of an invoice by id or number, in its customer's language. */
export async function pdfOf(
  deps: Reading & { readonly hostname: string },
  idOrNumber: string,
): Promise<Outcome<{ readonly number: string; readonly bytes: Buffer }>> {
  const found = await findInvoice(deps, idOrNumber);
  if (!found.ok) return found;
  const customer = await customerById(deps.db.sql, found.value.customer);
  const bytes = invoicePdf({
    invoice: found.value,
    customerName: customer?.name ?? '',
    hostname: deps.hostname,
    language: customer?.language ?? 'en',
  });
  return done({ number: found.value.number, bytes });
}
