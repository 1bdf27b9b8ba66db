/**
 * Money as whole minor units (øre, öre, cent) of a currency, and VAT as hundredths of a percent: no fraction is ever
 * kept in a float. Used by invoices, payments and plans' bills. Pure.
 */

/** Currencies we bill in, with their decimals (ISO 4217). */
export const CURRENCIES = { NOK: 2, SEK: 2, DKK: 2, EUR: 2, GBP: 2, USD: 2, CHF: 2, PLN: 2, ISK: 0 } as const;
export type Currency = keyof typeof CURRENCIES;

export interface Money {
  /** Whole minor units; a safe integer. */
  readonly minor: number;
  readonly currency: Currency;
}

/** Above this (10,000,000,000.00) an amount is a slip of the finger; sums of many stay exact. */
export const MOST_MINOR = 1_000_000_000_000;

export type AmountProblem = 'not-an-amount' | 'negative' | 'zero' | 'too-many-decimals' | 'too-large';
export type ParsedAmount =
  { readonly ok: true; readonly minor: number } | { readonly ok: false; readonly why: AmountProblem };

const wrong = (why: AmountProblem): ParsedAmount => ({ ok: false, why });

/** A currency's code in any case; null when we do not bill in it. */
export function parseCurrency(text: string): Currency | null {
  const code = text.trim().toUpperCase();
  return Object.hasOwn(CURRENCIES, code) ? (code as Currency) : null;
}

/** `125.00`, `125.5` or `125`, more than nothing. A comma, a sign, a thousands separator: not an amount. */
export function parseAmount(text: string, currency: Currency): ParsedAmount {
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text.trim());
  if (match === null) return wrong('not-an-amount');
  if (match[1] === '-') return wrong('negative');
  const decimals = CURRENCIES[currency];
  const fraction = match[3] ?? '';
  if (fraction.length > decimals) return wrong('too-many-decimals');
  const minor = BigInt(match[2] + fraction.padEnd(decimals, '0'));
  if (minor === 0n) return wrong('zero');
  return minor > BigInt(MOST_MINOR) ? wrong('too-large') : { ok: true, minor: Number(minor) };
}

/** `125.00`: machine form, the inverse of `parseAmount`. */
export function amountText({ minor, currency }: Money): string {
  const decimals = CURRENCIES[currency];
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${minor < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
}

/** `1 250,00 NOK` or `1,250.00 NOK`: for people, with a plain blank between thousands where the language has one. */
export function moneyText(money: Money, language: 'nb' | 'sv' | 'en'): string {
  const [whole, fraction] = amountText(money).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : ' ');
  const decimals = fraction === undefined ? '' : `${language === 'en' ? '.' : ','}${fraction}`;
  return `${grouped}${decimals} ${money.currency}`;
}

/** VAT rate in hundredths of a percent: `25` → 2500, `12.5` → 1250; 0 to 100 percent, at most two decimals; else null. */
export function parseVatRate(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (match === null) return null;
  const rate = Number(match[1] + (match[2] ?? '').padEnd(2, '0'));
  return rate <= 10_000 ? rate : null;
}

/** `25` or `12.5`: percent of a rate in hundredths. */
export const vatRateText = (rate: number): string => String(rate / 100);

/** The VAT inside an amount that includes it, rounded half up to a whole minor unit. */
export function vatInside(grossMinor: number, rate: number): number {
  const divisor = 10_000n + BigInt(rate);
  return Number((2n * BigInt(grossMinor) * BigInt(rate) + divisor) / (2n * divisor));
}
