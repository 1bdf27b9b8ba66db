/**
 * ISO 20022 camt.054 (bank to customer debit credit notification), versions 001.02 to 001.13: the booked credits with
 * amount, reference and payer. Used by service/billing; books nothing. Hostile files are answered, never expanded.
 */
import { createHash } from 'node:crypto';
import { type Currency, parseAmount, parseCurrency } from '#src/model/money.ts';
import { child, childrenOf, type Element, parseXml, textAt } from './xml.ts';

export interface BankEntry {
  /** Same entry, same key: the bank's own reference where it gives one. */
  readonly key: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** The structured reference (KID, OCR, RF), else the payer's free text. */
  readonly reference: string | null;
  readonly payer: string | null;
  /** ISO date. */
  readonly bookedOn: string | null;
}
export type ParsedNotification =
  | { readonly ok: true; readonly entries: readonly BankEntry[]; readonly skipped: number }
  | { readonly ok: false; readonly why: string; readonly line: number };

/** Reads a file. Debits, reversals, pending entries and currencies we do not bill in are counted as skipped. */
export function parseCamt054(bytes: Uint8Array): ParsedNotification {
  const parsed = parseXml(bytes);
  if (!parsed.ok) return parsed;
  const message = child(parsed.root, 'BkToCstmrDbtCdtNtfctn');
  if (parsed.root.name !== 'Document' || message === undefined)
    return { ok: false, why: 'no BkToCstmrDbtCdtNtfctn in it', line: 1 };
  const entries: BankEntry[] = [];
  let skipped = 0;
  /** Entries without any reference of the bank, that look the same within this file, are different payments. */
  const seen = new Map<string, number>();
  for (const notification of childrenOf(message, 'Ntfctn')) {
    const account = textAt(notification, 'Acct/Id/IBAN') ?? textAt(notification, 'Acct/Id/Othr/Id') ?? '';
    for (const entry of childrenOf(notification, 'Ntry')) {
      const details = childrenOf(entry, 'NtryDtls').flatMap((one) => childrenOf(one, 'TxDtls'));
      for (const [at, transaction] of (details.length === 0 ? [undefined] : details).entries()) {
        const made = readTransaction({ account, entry, transaction, at, of: details.length }, seen);
        if (made === null) skipped += 1;
        else entries.push(made);
      }
    }
  }
  return { ok: true, entries, skipped };
}

interface Transaction {
  readonly account: string;
  readonly entry: Element;
  readonly transaction: Element | undefined;
  readonly at: number;
  readonly of: number;
}

const isBooked = (entry: Element): boolean => (textAt(entry, 'Sts/Cd') ?? textAt(entry, 'Sts')) === 'BOOK';
const isReversal = (element: Element | undefined): boolean => textAt(element, 'RvslInd') === 'true';
const day = (entry: Element): string | null =>
  /^\d{4}-\d\d-\d\d/.exec(textAt(entry, 'BookgDt/Dt') ?? textAt(entry, 'BookgDt/DtTm') ?? '')?.[0] ?? null;

function readTransaction(from: Transaction, seen: Map<string, number>): BankEntry | null {
  const { entry, transaction } = from;
  const direction = textAt(transaction, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd');
  if (direction !== 'CRDT' || !isBooked(entry) || isReversal(entry) || isReversal(transaction)) return null;
  const amount = amountOf(from);
  if (amount === null) return null;
  const reference = referenceOf(transaction);
  const payer = textAt(transaction, 'RltdPties/Dbtr/Nm') ?? textAt(transaction, 'RltdPties/Dbtr/Pty/Nm');
  const base = { ...amount, reference: cut(reference, 500), payer: cut(payer, 140), bookedOn: day(entry) };
  return { ...base, key: keyOf(from, base, seen) };
}

const cut = (text: string | null, most: number): string | null => (text === null ? null : text.slice(0, most));

/** Of the transaction: `Amt` (since 001.04) or `AmtDtls/TxAmt`; of the entry when it holds only one. */
function amountOf({ entry, transaction, of }: Transaction): { amountMinor: number; currency: Currency } | null {
  const element =
    child(transaction, 'Amt') ?? child(transaction, 'AmtDtls/TxAmt/Amt') ?? (of <= 1 ? child(entry, 'Amt') : undefined);
  const currency = parseCurrency(element?.attributes.get('Ccy') ?? '');
  if (element === undefined || currency === null) return null;
  const parsed = parseAmount(shortened(element.text), currency);
  return parsed.ok ? { amountMinor: parsed.minor, currency } : null;
}
/** Banks write up to five decimals; noughts at the end of them say nothing. */
const shortened = (text: string): string => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);

function referenceOf(transaction: Element | undefined): string | null {
  const remittance = child(transaction, 'RmtInf');
  const structured = childrenOf(remittance, 'Strd')
    .map((one) => textAt(one, 'CdtrRefInf/Ref') ?? textAt(one, 'RfrdDocInf/Nb'))
    .find((text) => text !== null);
  if (structured !== undefined) return structured;
  const free = childrenOf(remittance, 'Ustrd')
    .map(({ text }) => text)
    .join(' ')
    .trim();
  return free === '' ? null : free;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32);

/** The bank's reference of the transaction, else that of the entry with its place, else what it looks like. */
function keyOf(from: Transaction, made: Omit<BankEntry, 'key'>, seen: Map<string, number>): string {
  const { account, entry, transaction, at } = from;
  const own = textAt(transaction, 'Refs/AcctSvcrRef');
  const ofEntry = textAt(entry, 'AcctSvcrRef');
  const endToEnd = textAt(transaction, 'Refs/EndToEndId') ?? '';
  if (own !== null && own !== ofEntry) return digest(JSON.stringify(['transaction', account, own]));
  if (ofEntry !== null) return digest(JSON.stringify(['entry', account, ofEntry, at]));
  const looks = JSON.stringify(['looks', account, made, endToEnd, textAt(entry, 'NtryRef')]);
  const nth = seen.get(looks) ?? 0;
  seen.set(looks, nth + 1);
  return digest(`${looks}${nth}`);
}
