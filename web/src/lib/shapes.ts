/** What the API answers, as far as the pages use it (docs/openapi.json is the contract). Types only. */
export interface Overview {
  readonly state: 'well' | 'attention' | 'stopped';
  readonly sentence: string;
  readonly first: { readonly what: string; readonly link: string } | null;
  readonly domains: number;
  readonly mailboxes: number;
  readonly blocks: number;
  readonly unpaid: number;
}
export interface DomainLine {
  readonly domain: string;
  readonly state: string;
  readonly mailboxes: number;
  readonly createdAt: string;
}
export interface WantedRecord {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly purpose: string;
  readonly state: 'ok' | 'missing' | 'wrong' | 'unchecked';
  readonly seen: readonly string[];
}
export interface DomainSheet {
  readonly domain: string;
  readonly state: string;
  readonly records: readonly WantedRecord[];
  readonly mailboxes: readonly { readonly address: string }[];
}
export interface MailboxLine {
  readonly address: string;
  readonly plan: string;
  readonly quota: { readonly limitBytes: number; readonly usedBytes: number; readonly messages: number };
}
export interface MailboxSheet extends MailboxLine {
  readonly limits: readonly {
    readonly rule: 'mailbox-hour' | 'mailbox-day' | 'domain-hour';
    readonly used: number;
    readonly max: number;
  }[];
  readonly devices: readonly {
    readonly program: string | null;
    readonly endpoint: string;
    readonly remoteAddress: string;
    readonly country: string | null;
    readonly tls: string | null;
    readonly times: number;
    readonly lastAt: string;
  }[];
}
export interface ListedSession {
  readonly id: string;
  readonly current: boolean;
  readonly remote: string | null;
  readonly agent: string | null;
  readonly createdAt: string;
  readonly seenAt: string;
}
export interface Money {
  readonly amount: string;
  readonly currency: string;
}
export interface InvoiceLine {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly amount: Money;
  readonly open: Money;
  readonly dueDate: string;
  readonly reference: string;
}
export interface ContactLine {
  readonly address: string;
  readonly role: string;
  readonly confirmed: boolean;
  readonly problem: 'on-own-domain' | 'bounced' | 'never-confirmed' | null;
  readonly you: boolean;
}
export interface ActivityLine {
  readonly at: string;
  readonly kind: 'change' | 'sign-in';
  readonly what: string;
  readonly subject: string;
  readonly by: string | null;
  readonly remoteAddress: string | null;
  readonly country: string | null;
  readonly program: string | null;
}
export interface BlockLine {
  readonly code: string;
  readonly subject: string;
  readonly directions: readonly string[];
  readonly active: boolean;
  readonly line: string;
  readonly opens: string;
  readonly since: string;
  readonly until: string | null;
  /** The server's clock. */
  readonly now: string;
  readonly mayLift: boolean;
  readonly attempts: readonly {
    readonly at: string;
    readonly to: string;
    readonly subject: string | null;
    readonly state: string;
  }[];
}
