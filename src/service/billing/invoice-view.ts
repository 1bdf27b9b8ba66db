/** An invoice as it is shown: amounts as text, state, VAT. Made for CLI and API; computes nothing that is stored. */
import { type Invoice, type InvoiceState, invoiceState, lineMinor, openMinor, vatShares } from '#src/model/invoice.ts';
import { amountText, vatRateText } from '#src/model/money.ts';

export interface InvoiceView {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly state: InvoiceState;
  readonly currency: string;
  /** VAT included; all amounts as `125.00`. */
  readonly amount: string;
  readonly paid: string;
  readonly open: string;
  readonly issueDate: string;
  readonly dueDate: string;
  readonly reference: string;
  readonly lines: readonly {
    readonly text: string;
    readonly quantity: number;
    readonly unitPrice: string;
    readonly amount: string;
    /** Percent. */
    readonly vat: string;
  }[];
  readonly vat: readonly { readonly rate: string; readonly net: string; readonly vat: string }[];
  readonly dunning: { readonly stage: string; readonly since: string | null };
}

export function invoiceView(invoice: Invoice): InvoiceView {
  const { id, number, customer, currency, issueDate, dueDate, reference, lines } = invoice;
  const text = (minor: number): string => amountText({ minor, currency });
  return {
    id,
    number,
    customer,
    state: invoiceState(invoice),
    currency,
    amount: text(invoice.totalMinor),
    paid: text(invoice.paidMinor),
    open: text(openMinor(invoice)),
    issueDate,
    dueDate,
    reference,
    lines: lines.map((line) => ({
      text: line.text,
      quantity: line.quantity,
      unitPrice: text(line.unitMinor),
      amount: text(lineMinor(line)),
      vat: vatRateText(line.vatRate),
    })),
    vat: vatShares(lines).map(({ rate, netMinor, vatMinor }) => ({
      rate: vatRateText(rate),
      net: text(netMinor),
      vat: text(vatMinor),
    })),
    dunning: {
      stage: invoice.dunningStage,
      since: invoice.dunningAt === null ? null : new Date(invoice.dunningAt).toISOString(),
    },
  };
}
