/**
 * Who signs in to the centre: an operator with a role, a contact of a customer, or a mailbox user; and what each session
 * is good for. Pure. Use cases know only the `Viewer` (model/case.ts) that comes of it.
 */
import type { Viewer } from './case.ts';
import type { ContactId, CustomerId, MailboxId } from './ids.ts';
import type { Language } from './language.ts';

/** `owner` may do everything, `support` everything but policy and operators, `billing` bills only, `reader` looks. */
export const OPERATOR_ROLES = ['owner', 'support', 'billing', 'reader'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

export type Person =
  | {
      readonly kind: 'operator';
      readonly id: string;
      readonly name: string;
      readonly role: OperatorRole;
      readonly language: Language;
    }
  | {
      readonly kind: 'contact';
      readonly id: ContactId;
      readonly name: string;
      readonly customer: CustomerId;
      readonly customerName: string;
      readonly language: Language;
    }
  | {
      readonly kind: 'mailbox';
      readonly id: MailboxId;
      readonly name: string;
      readonly customer: CustomerId;
      readonly language: Language;
    };
export type PersonKind = Person['kind'];
/** What a page says with each request: whose it is, so that nothing on it is done in another's name. No secret, no address. */
export const whoseOf = ({ kind, id }: Pick<Person, 'kind' | 'id'>): string => `${kind}.${id}`;

/** `second-factor`: the password was right, the second proof is still awaited; such a session sees nothing. */
export type SessionStage = 'second-factor' | 'signed-in';
export interface CentreSession {
  readonly id: string;
  readonly person: Person;
  readonly stage: SessionStage;
  readonly remote: string | null;
  readonly agent: string | null;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
}

const HOUR_MS = 3_600_000;
/** How long a session lives without being used, epoch ms added to the last use. */
export const SESSION_IDLE_MS: Readonly<Record<PersonKind, number>> = {
  operator: 12 * HOUR_MS,
  contact: 30 * 24 * HOUR_MS,
  mailbox: 30 * 24 * HOUR_MS,
};
/** However much it is used, one day it ends. */
export const SESSION_MOST_MS: Readonly<Record<PersonKind, number>> = {
  operator: 7 * 24 * HOUR_MS,
  contact: 180 * 24 * HOUR_MS,
  mailbox: 180 * 24 * HOUR_MS,
};
/** The second proof must come soon. */
export const SECOND_FACTOR_MS = HOUR_MS / 6;

/** What the use cases are told of a person. */
export function viewerOf(person: Person): Viewer {
  switch (person.kind) {
    case 'operator':
      return { kind: 'operator' };
    case 'contact':
      return { kind: 'customer', id: person.customer };
    case 'mailbox':
      return { kind: 'mailbox', address: person.name };
  }
}
