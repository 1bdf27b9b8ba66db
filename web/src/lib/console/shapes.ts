/** What the console's API answers, as far as its pages use it (docs/openapi.json is the contract). Types only. */
import type { Diagnosis } from '../diagnose/result.ts';

export interface Hit {
  readonly kind:
    | 'customer'
    | 'contact'
    | 'domain'
    | 'mailbox'
    | 'request'
    | 'case'
    | 'block'
    | 'message'
    | 'invoice'
    | 'network'
    | 'trail';
  readonly name: string;
  readonly id: string;
  readonly about: string;
  readonly at: string | null;
}
export interface Needs {
  readonly requests: readonly {
    readonly id: string;
    readonly title: string;
    readonly asker: string;
    readonly holder: string | null;
    readonly at: string;
  }[];
  readonly requestsOpen: number;
  readonly held: { readonly messages: number; readonly senders: readonly string[]; readonly oldestAt: string | null };
  readonly stuck: readonly { readonly domain: string; readonly waiting: number; readonly oldestMs: number }[];
  readonly health: readonly {
    readonly check: string;
    readonly state: 'warning' | 'failed';
    readonly detail: string;
  }[];
  readonly recent: readonly { readonly subject: string; readonly at: string }[];
}
export interface Stop {
  readonly code: string;
  readonly subject: string;
  readonly subjectKind: string;
  readonly directions: readonly string[];
  readonly rule: string;
  readonly cause: string;
  readonly title: string;
  readonly line: string;
  readonly opens: string;
  readonly mode: 'refuse' | 'hold';
  readonly active: boolean;
  readonly since: string;
  readonly until: string | null;
  readonly now: string;
  readonly mayLift: boolean;
  readonly lifters: readonly string[];
  readonly liftedAt: string | null;
  readonly liftedBy: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly stopped: number;
}
export interface StopSheet extends Stop {
  readonly attempts: readonly {
    readonly at: string;
    readonly from: string;
    readonly to: string;
    readonly subject: string | null;
    readonly state: string;
  }[];
}
export interface StopList {
  readonly stops: readonly Stop[];
  readonly rules: readonly { readonly rule: string; readonly count: number }[];
  readonly isCut: boolean;
}
export interface Held {
  readonly message: string;
  readonly from: string;
  readonly subject: string | null;
  readonly recipients: readonly string[];
  readonly bytes: number;
  readonly at: string;
  readonly why: {
    readonly code: string;
    readonly cause: string;
    readonly line: string;
    readonly active: boolean;
  } | null;
}
export interface HeldSheet extends Held {
  readonly content: {
    readonly fields: readonly { readonly name: string; readonly value: string }[];
    readonly text: string;
    readonly isFromHtml: boolean;
    readonly isCut: boolean;
    readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
    readonly linkHosts: readonly string[];
  };
}
export interface RemoteAnswer {
  readonly code: number;
  readonly enhanced: string;
  readonly text: string;
  readonly host: string | null;
  readonly ours: boolean;
  readonly meaning: {
    readonly cause: string;
    readonly title: string;
    readonly why: string;
    readonly todo: string;
  } | null;
}
export interface Destination {
  readonly domain: string;
  readonly waiting: number;
  readonly active: number;
  readonly held: number;
  readonly senders: number;
  readonly oldestMs: number;
  readonly nextTryAt: string | null;
  readonly answer: RemoteAnswer | null;
  readonly answeredAt: string | null;
}
export interface Queue {
  readonly waiting: number;
  readonly active: number;
  readonly held: number;
  readonly oldestMs: number;
  readonly destinations: readonly Destination[];
}
export interface QueueLine {
  readonly id: string;
  readonly message: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string | null;
  readonly state: 'waiting' | 'active' | 'held' | 'sent' | 'failed';
  readonly bytes: number;
  readonly at: string;
  readonly tries: number;
  readonly nextTryAt: string | null;
  readonly giveUpAt: string;
  readonly answer: RemoteAnswer | null;
}
export interface JournalRow {
  readonly id: string;
  readonly at: string;
  readonly lastAt: string;
  readonly count: number;
  readonly kind: 'connection' | 'sign-in' | 'refusal' | 'message';
  readonly what: string;
  readonly isFailure: boolean;
  readonly name: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly subject: string | null;
  readonly remoteAddress: string | null;
  readonly country: string | null;
  readonly endpoint: string | null;
  readonly port: number | null;
  readonly tls: string | null;
  readonly program: string | null;
  readonly connection: string | null;
  readonly message: string | null;
  readonly host: string | null;
  readonly reply: string | null;
  readonly cause: string | null;
  readonly title: string | null;
  readonly raw: Readonly<Record<string, unknown>>;
}
export interface Story {
  readonly message: string;
  readonly messageIdHeader: string | null;
  readonly subject: string | null;
  readonly from: string | null;
  readonly steps: readonly JournalRow[];
  readonly waiting: readonly QueueLine[];
}
export interface CaseLine {
  readonly id: string;
  readonly title: string;
  readonly state: 'new' | 'us' | 'them' | 'solved';
  readonly holder: string | null;
  readonly customer: { readonly id: string; readonly name: string };
  readonly asker: string;
  readonly about: string | null;
  readonly replyTo: string;
  readonly language: string;
  readonly createdAt: string;
  readonly changedAt: string;
}
export interface CaseWord {
  readonly id: string;
  readonly voice: 'asker' | 'operator' | 'note';
  readonly author: string;
  readonly text: string;
  readonly at: string;
  readonly mail: {
    readonly id: string;
    readonly way: 'in' | 'out';
    readonly state: 'waiting' | 'sent' | 'failed' | 'gone' | null;
    readonly hasRaw: boolean;
  } | null;
}
export interface CaseSheet extends CaseLine {
  readonly words: readonly CaseWord[];
  readonly diagnosis: {
    readonly at: string;
    readonly result: Diagnosis;
    readonly fixes: readonly {
      readonly finding: string;
      readonly fix: string;
      readonly state: string;
      readonly by: string;
      readonly changedAt: string;
    }[];
  } | null;
  readonly caseId: string | null;
}
