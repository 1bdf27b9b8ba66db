/**
 * What an invoice is: lines whose prices include VAT, a number in a gapless series, a reference that the bank checks, and
 * what has been paid of it. Used by service/billing, the PDF and the diagnosis. Pure.
 */
import type { CustomerId, InvoiceId } from './ids.ts';
import type { DunningStage } from './dunning.ts';
import { type Currency, MOST_MINOR, vatInside } from './money.ts';

export interface InvoiceLine {
  readonly text: string;
  /** Whole, 1 or more. */
  readonly quantity: number;
  /** VAT included, in minor units. */
  readonly unitMinor: number;
  /** Hundredths of a percent: 2500 = 25 %. */
  readonly vatRate: number;
}

export interface Invoice {
  readonly id: InvoiceId;
  /** `2026-000123`. */
  readonly number: string;
  readonly customer: CustomerId;
  readonly currency: Currency;
  readonly lines: readonly InvoiceLine[];
  /** VAT included. */
  readonly totalMinor: number;
  readonly paidMinor: number;
  /** ISO dates. */
  readonly issueDate: string;
  readonly dueDate: string;
  readonly reference: string;
  readonly cancelledAt: number | null;
  /** How far we have gone in asking for it, and since when (epoch ms). Only ever goes forward. */
  readonly dunningStage: DunningStage;
  readonly dunningAt: number | null;
  readonly createdAt: number;
}

export type InvoiceState = 'open' | 'part-paid' | 'paid' | 'cancelled';

export function invoiceState({ cancelledAt, paidMinor, totalMinor }: Invoice): InvoiceState {
  if (cancelledAt !== null) return 'cancelled';
  if (paidMinor >= totalMinor) return 'paid';
  return paidMinor > 0 ? 'part-paid' : 'open';
}

/** What is still to be paid; nothing of a cancelled one. */
export const openMinor = (invoice: Invoice): number =>
  invoice.cancelledAt === null ? Math.max(0, invoice.totalMinor - invoice.paidMinor) : 0;

export const lineMinor = ({ quantity, unitMinor }: InvoiceLine): number => quantity * unitMinor;

/** The sum of the lines; null when there is none, or it is beyond what we count. */
export function totalOf(lines: readonly InvoiceLine[]): number | null {
  const sum = lines.reduce((total, line) => total + BigInt(line.quantity) * BigInt(line.unitMinor), 0n);
  return sum > 0n && sum <= BigInt(MOST_MINOR) ? Number(sum) : null;
}

export interface VatShare {
  readonly rate: number;
  readonly netMinor: number;
  readonly vatMinor: number;
}
/** VAT by rate, highest first, rounded once a rate: net and VAT of all shares are exactly the total. */
export function vatShares(lines: readonly InvoiceLine[]): readonly VatShare[] {
  const gross = new Map<number, number>();
  for (const line of lines) gross.set(line.vatRate, (gross.get(line.vatRate) ?? 0) + lineMinor(line));
  return [...gross]
    .sort(([a], [b]) => b - a)
    .map(([rate, sum]) => ({ rate, netMinor: sum - vatInside(sum, rate), vatMinor: vatInside(sum, rate) }));
}

/** `2026-000123`; a year has room for 999,999 and grows longer after that. */
export const invoiceNumber = (year: number, sequence: number): string => `${year}-${String(sequence).padStart(6, '0')}`;

/** A calendar day that exists, between 2000 and 2199; null when it is none. */
export function parseDay(text: string): string | null {
  const match = /^(2[01]\d\d)-(\d\d)-(\d\d)$/.exec(text.trim());
  if (match === null) return null;
  const at = Date.parse(`${match[0]}T00:00:00Z`);
  return Number.isFinite(at) && dayOf(at) === match[0] ? match[0] : null;
}

/** The day (UTC) of a moment, as ISO date. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
