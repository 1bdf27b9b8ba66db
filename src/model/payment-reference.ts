/**
 * Payment references that banks check: KID (Norway), OCR with length digit (Sweden), ISO 11649 RF (elsewhere).
 * Made when an invoice is numbered, compared when a payment comes in. Pure.
 */
import type { Currency } from './money.ts';

export type ReferenceScheme = 'kid' | 'ocr' | 'rf';

/** Check digit MOD10 (Luhn, ISO/IEC 7812-1 annex B) of digits that do not have one yet. */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const doubled = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Check digit MOD11 of a KID: weights 2 to 7 from the right; `-` where it would be 10. */
export function mod11Digit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) sum += Number(digits[digits.length - 1 - i]) * (2 + (i % 6));
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? '-' : String(check);
}

/** ISO 11649: `RF`, two check digits (ISO 7064 MOD 97-10), then at most 21 letters and digits. */
export function rfReference(body: string): string {
  const check = 98 - remainder97(`${body.toUpperCase()}RF00`);
  return `RF${String(check).padStart(2, '0')}${body.toUpperCase()}`;
}
function remainder97(text: string): number {
  let rest = 0;
  for (const character of text)
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

export type Check = 'mod10' | 'mod11';
/** A KID: digits and their check digit, 2 to 25 in all. */
export const kidReference = (body: string, check: Check = 'mod10'): string =>
  body + (check === 'mod10' ? luhnDigit(body) : mod11Digit(body));

/** An OCR with length digit: body, last digit of the whole length, check digit. */
export function ocrReference(body: string): string {
  const withLength = body + String((body.length + 2) % 10);
  return withLength + luhnDigit(withLength);
}

/** The scheme of the country whose currency is billed. */
export const schemeFor = (currency: Currency): ReferenceScheme =>
  currency === 'NOK' ? 'kid' : currency === 'SEK' ? 'ocr' : 'rf';

/** The reference of an invoice number such as `2026-000123`. */
export function referenceFor(invoiceNumber: string, currency: Currency): string {
  const body = invoiceNumber.replace(/\D/g, '');
  switch (schemeFor(currency)) {
    case 'kid':
      return kidReference(body);
    case 'ocr':
      return ocrReference(body);
    case 'rf':
      return rfReference(body);
  }
}

/** True when the check digits of the scheme fit. Blanks are left out first. */
export function isValidReference(text: string, scheme: ReferenceScheme): boolean {
  const bare = bareReference(text);
  switch (scheme) {
    case 'kid':
      return (
        /^\d{1,24}[\d-]$/.test(bare) &&
        [luhnDigit(bare.slice(0, -1)), mod11Digit(bare.slice(0, -1))].includes(bare.slice(-1))
      );
    case 'ocr':
      return (
        /^\d{3,25}$/.test(bare) &&
        bare.at(-2) === String(bare.length % 10) &&
        luhnDigit(bare.slice(0, -1)) === bare.slice(-1)
      );
    case 'rf':
      return /^RF\d{2}[0-9A-Z]{1,21}$/.test(bare) && remainder97(bare.slice(4) + bare.slice(0, 4)) === 1;
  }
}

/** A reference as it is compared: without blanks, in capitals, at most 140 characters (ISO 20022 Max140Text). */
export const bareReference = (text: string): string => text.slice(0, 140).replace(/\s/g, '').toUpperCase();

/** Beyond this nobody slips: not a reference but a text. */
const LONGEST_TYPED = 30;

/** Every reference from which this one came by one slip: a digit wrong, missing, too many, or two swapped. At most some 600. */
export function oneSlipFrom(typed: string): readonly string[] {
  const bare = bareReference(typed);
  if (!/^(RF)?\d{4,}$/.test(bare) || bare.length > LONGEST_TYPED) return [];
  const from = bare.startsWith('RF') ? 2 : 0;
  const made = new Set<string>();
  for (let at = from; at <= bare.length; at += 1) {
    const [before, after] = [bare.slice(0, at), bare.slice(at)];
    if (after !== '') made.add(before + after.slice(1));
    if (after.length > 1) made.add(before + after[1] + after[0] + after.slice(2));
    for (const digit of '0123456789') {
      made.add(before + digit + after);
      if (after !== '') made.add(before + digit + after.slice(1));
    }
  }
  made.delete(bare);
  return [...made];
}
