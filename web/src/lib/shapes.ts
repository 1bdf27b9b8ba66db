/** What the API answers, as far as the pages use it (docs/openapi.json is the contract). Types only. */
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
/** The same on every page. */
export type { Block as BlockLine } from './customer/shapes.ts';
