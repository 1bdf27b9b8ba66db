/** What the API answers about mailboxes, as far as the pages use it (docs/openapi.json is the contract). Types only. */
import type { BlockLine } from '../shapes.ts';

export type Protocol = 'imap' | 'pop3' | 'smtp';
export type State = 'blocked' | 'full' | 'nearly-full' | 'must-change' | 'app-passwords-only' | 'no-password';
export interface Quota {
  readonly limitBytes: number;
  readonly usedBytes: number;
  readonly messages: number;
}
export interface Line {
  readonly address: string;
  readonly plan: string;
  readonly quota: Quota;
  readonly states: readonly State[];
  readonly blocks: readonly {
    readonly code: string;
    readonly directions: readonly ('outgoing' | 'incoming' | 'sign-in')[];
    readonly until: string | null;
  }[];
}
export interface Lines {
  readonly mailboxes: readonly Line[];
  readonly total: number;
  readonly next: string | null;
  readonly counts: {
    readonly all: number;
    readonly blocked: number;
    readonly mustChange: number;
    readonly appPasswordsOnly: number;
  };
}
export interface Choices {
  readonly domains: readonly string[];
  readonly plans: readonly string[];
  readonly languages: readonly string[];
}
export interface RemovedOnes {
  readonly removed: readonly {
    readonly address: string;
    readonly removedAt: string;
    readonly by: string;
    readonly until: string;
    readonly inTheWay: 'mailbox' | 'alias' | null;
  }[];
  readonly now: string;
  readonly keepDays: number;
}
export interface Limit {
  readonly rule: 'mailbox-hour' | 'mailbox-day' | 'domain-hour';
  readonly used: number;
  readonly max: number;
  readonly counts: 'recipients' | 'messages';
  readonly freesAt: string | null;
}
export interface Delivery {
  readonly lastReceivedAt: string | null;
  readonly lastSentAt: string | null;
  readonly waiting: number;
  readonly held: number;
  readonly refusedDays: number;
  readonly refused: number;
  readonly lastRefusedAt: string | null;
  readonly lastRefusal: string | null;
}
export interface Now {
  readonly now: string;
  readonly states: readonly State[];
  readonly quota: Quota;
  readonly limits: readonly Limit[];
  readonly blocks: readonly BlockLine[];
  readonly delivery: Delivery;
}
export type Advice = 'fails' | 'unencrypted' | 'old-encryption' | 'new-country' | 'rented-server';
export interface Device {
  readonly program: string | null;
  readonly protocol: Protocol | null;
  readonly endpoint: string;
  readonly port: number;
  readonly appPassword: string | null;
  readonly remoteAddress: string;
  readonly country: string | null;
  readonly network: string | null;
  readonly tls: string | null;
  readonly times: number;
  readonly failures: number;
  readonly lastAt: string;
  readonly lastOkAt: string | null;
  readonly outcome: string | null;
  readonly cause: string | null;
  readonly title: string | null;
  readonly advice: Advice | null;
}
export interface Strangers {
  readonly tries: number;
  readonly networks: number;
  readonly lastAt: string | null;
}
export interface Server {
  readonly protocol: Protocol;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}
export interface Settings {
  readonly hostname: string;
  readonly userName: string;
  readonly servers: readonly Server[];
}
export interface AppPassword {
  readonly name: string;
  readonly scopes: readonly Protocol[];
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly lastFrom: {
    readonly program: string | null;
    readonly country: string | null;
    readonly remoteAddress: string;
  } | null;
}
export interface Sheet extends Now {
  readonly address: string;
  readonly plan: string;
  readonly hasPassword: boolean;
  readonly mustChangePassword: boolean;
  readonly appPasswordsOnly: boolean;
  readonly passwordChangedAt: string | null;
  readonly appPasswords: readonly AppPassword[];
  readonly countries: {
    readonly mode: 'off' | 'warn' | 'allow';
    readonly countries: readonly string[];
    readonly travel: readonly {
      readonly countries: readonly string[];
      readonly from: string;
      readonly until: string;
    }[];
  };
  readonly devices: readonly Device[];
  readonly strangers: Strangers;
  readonly folders: readonly {
    readonly name: string;
    readonly specialUse: string | null;
    readonly messages: number;
    readonly bytes: number;
  }[];
  readonly aliases: readonly { readonly address: string; readonly others: readonly string[] }[];
  readonly settings: Settings;
  readonly keepDays: number;
  readonly may: {
    readonly change: boolean;
    readonly remove: boolean;
    readonly mustChange: boolean;
    readonly plans: readonly string[];
  };
}
