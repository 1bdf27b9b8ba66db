/**
 * How an open invoice can be paid at this host: by bank with the exact amount and reference, or where the host's payment
 * provider takes it. Pure; what is configured is given.
 */
import { type Invoice, openMinor } from './invoice.ts';
import { amountText } from './money.ts';
import { type ReferenceScheme, schemeFor } from './payment-reference.ts';

export interface PaySettings {
  readonly payee: string;
  /** Currency in lower case → account. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly payLink: string;
}
export type PayWay =
  | {
      readonly kind: 'bank';
      readonly payee: string;
      readonly account: string;
      readonly reference: string;
      readonly scheme: ReferenceScheme;
    }
  /** By card or whatever the provider offers. */
  | { readonly kind: 'link'; readonly url: string };

/** None when nothing is owed, or the host has told no way for this currency. */
export function payWays(invoice: Invoice, { payee, accounts, payLink }: PaySettings): readonly PayWay[] {
  const open = openMinor(invoice);
  if (open === 0) return [];
  const { currency, number, reference } = invoice;
  const values: Readonly<Record<string, string>> = {
    invoice: number,
    reference,
    amount: amountText({ minor: open, currency }),
    currency,
  };
  const fill = (_: string, name: string): string => encodeURIComponent(values[name] ?? '');
  const account = Object.hasOwn(accounts, currency.toLowerCase()) ? accounts[currency.toLowerCase()] : undefined;
  return [
    ...(payLink === '' ? [] : [{ kind: 'link', url: payLink.replaceAll(/\{([a-z]+)\}/g, fill) } as const]),
    ...(account === undefined
      ? []
      : [{ kind: 'bank', payee, account, reference, scheme: schemeFor(currency) } as const]),
  ];
}
