/** A customer pays: owns domains and, later, invoices. Made by service/customers.ts. Pure. */
import type { ContactId, CustomerId } from './ids.ts';
import type { Language } from './language.ts';

export interface Customer {
  readonly id: CustomerId;
  readonly name: string;
  readonly language: Language;
  readonly createdAt: number;
}

/** What a contact is written to for. `owner` gets everything; the others are added as needed. */
export const CONTACT_ROLES = ['owner', 'billing', 'technical'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** Someone we may write to about the customer, by an address that should not be the one that fails. */
export interface Contact {
  readonly id: ContactId;
  readonly customer: CustomerId;
  readonly address: string;
  readonly role: ContactRole;
  /** When the address was proven to reach a person; null = never. */
  readonly confirmedAt: number | null;
  readonly createdAt: number;
  /** What the person reads; absent = the customer's. */
  readonly language?: Language;
}

const MAX_NAME = 200;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;

/** A customer's name: trimmed, 1–200 characters, no control characters; null when it is none. */
export function customerName(input: string): string | null {
  const name = input.normalize('NFC').trim();
  return name === '' || name.length > MAX_NAME || CONTROL.test(name) ? null : name;
}
