/** What the API answers on the customer's pages (docs/openapi.json is the contract). Types only. */
import type { DomainAlias } from '../aliases/shapes.ts';
import type { Money } from '../shapes.ts';

export interface Overview {
  readonly state: 'well' | 'attention' | 'stopped' | 'unknown';
  readonly sentence: string;
  readonly first: { readonly what: string; readonly link: string } | null;
  readonly domains: number;
  readonly mailboxes: number;
  readonly blocks: number;
  readonly unpaid: number;
  readonly lookedAt: string | null;
  readonly looking: boolean;
}
export interface Happened {
  readonly at: string;
  readonly kind: 'change' | 'sign-in';
  readonly group: string;
  readonly what: string;
  readonly subject: string;
  readonly by: string | null;
  readonly byWhom: 'you' | 'person' | 'host';
  readonly remoteAddress: string | null;
  readonly country: string | null;
  readonly program: string | null;
  readonly detail: string | null;
}
export interface ActivityPage {
  readonly activity: readonly Happened[];
  readonly next: string | null;
}
export type Health = 'well' | 'trouble' | 'unknown';
export interface DomainLine {
  readonly domain: string;
  readonly state: 'active' | 'waiting';
  readonly health: Health;
  readonly what: string | null;
  readonly lookedAt: string | null;
  readonly mailboxes: number;
}
export interface WantedRecord {
  readonly name: string;
  readonly shortName: string | null;
  readonly type: string;
  readonly value: string;
  readonly purpose: 'mx' | 'spf' | 'dkim' | 'dmarc' | 'setup' | 'sts';
  readonly state: 'ok' | 'missing' | 'wrong' | 'unchecked';
  readonly seen: readonly string[];
}
export interface DomainSheet extends Omit<DomainLine, 'mailboxes'> {
  readonly looking: boolean;
  readonly dns: {
    readonly nameServers: readonly string[] | null;
    readonly host: { readonly name: string; readonly panel: string; readonly menus: readonly string[] } | null;
    readonly writable: boolean;
  };
  readonly records: readonly WantedRecord[];
  readonly checkedAt: string;
  readonly mailboxes: readonly { readonly address: string }[];
  readonly aliases: readonly DomainAlias[];
  readonly removed: readonly { readonly address: string; readonly at: string }[];
  readonly consequences: {
    readonly mailboxes: number;
    readonly aliases: number;
    readonly messages: number;
    readonly bytes: number;
  };
}
export interface RegistryClock {
  readonly lookedAt: string;
  readonly untold: string | null;
  readonly registered: boolean | null;
  readonly server: string | null;
  readonly phase: string | null;
  readonly day: number | null;
  readonly ofDays: number | null;
  readonly next: string | null;
  readonly nextAt: string | null;
  readonly actor: 'registrar' | 'registry' | 'nobody' | null;
  readonly expiresAt: string | null;
  readonly registrar: string | null;
  readonly atUs: boolean | null;
  readonly statuses: readonly string[];
}
export interface Attempt {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string | null;
  readonly state: 'refused' | 'held' | 'released' | 'cancelled';
}
export interface Block {
  readonly code: string;
  readonly subject: string;
  readonly subjectKind: string;
  readonly rule: string;
  readonly directions: readonly string[];
  readonly active: boolean;
  readonly line: string;
  readonly opens: string;
  readonly since: string;
  readonly until: string | null;
  /** The server's clock. */
  readonly now: string;
  readonly mayLift: boolean;
  readonly liftedAt: string | null;
  readonly attempts: readonly Attempt[];
}
export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly amount: Money;
  readonly paid: Money;
  readonly open: Money;
  readonly issueDate: string;
  readonly dueDate: string;
  readonly reference: string;
  readonly lines: readonly {
    readonly text: string;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
    readonly vat: string;
  }[];
  readonly reminded: string;
  readonly remindedAt: string | null;
}
export type PayWay =
  | {
      readonly kind: 'bank';
      readonly payee: string;
      readonly account: string;
      readonly reference: string;
      readonly scheme: 'kid' | 'ocr' | 'rf';
    }
  | { readonly kind: 'link'; readonly url: string };
export interface InvoiceSheet extends Invoice {
  readonly customerName: string;
  readonly vat: readonly { readonly rate: string; readonly net: Money; readonly vat: Money }[];
  readonly payments: readonly {
    readonly id: string;
    readonly amount: Money;
    readonly source: string;
    readonly paidOn: string;
  }[];
  readonly credit: readonly string[];
  readonly ways: readonly PayWay[];
  readonly stopped: readonly { readonly code: string; readonly line: string }[];
  readonly next: { readonly stage: string; readonly at: string } | null;
  readonly booksItself: boolean;
}
export type Role = 'owner' | 'billing' | 'technical';
export interface Contact {
  readonly address: string;
  readonly role: Role;
  readonly language: 'nb' | 'sv' | 'en';
  readonly confirmed: boolean;
  readonly confirmedAt: string | null;
  readonly onOwnDomain: boolean;
  readonly bouncedAt: string | null;
  readonly problem: 'on-own-domain' | 'bounced' | 'never-confirmed' | null;
  readonly topics: readonly string[];
  readonly linkSentAt: string | null;
  readonly you: boolean;
}
export interface RequestLine {
  readonly id: string;
  readonly title: string;
  readonly about: string | null;
  readonly state: 'open' | 'answered' | 'closed';
  readonly case: string | null;
  readonly by: string;
  readonly createdAt: string;
  readonly changedAt: string;
}
export interface Conversation extends RequestLine {
  readonly replyTo: string;
  readonly messages: readonly {
    readonly voice: 'asker' | 'operator';
    readonly author: string;
    readonly text: string;
    readonly at: string;
  }[];
}
export interface SupportForm {
  readonly replyTo: string;
  readonly mustAsk: boolean;
  readonly case: { readonly id: string; readonly subject: string; readonly at: string } | null;
}
