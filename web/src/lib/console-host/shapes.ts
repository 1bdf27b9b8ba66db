/** What the API answers on these pages (docs/openapi.json is the contract). Types only. */
import type { Money } from '../shapes.ts';

export interface Note {
  readonly nb: string;
  readonly sv: string;
  readonly en: string;
}
export interface IncidentLine {
  readonly id: string;
  readonly title: string;
  readonly thing: { readonly kind: string; readonly name: string };
  readonly state: 'new' | 'seen' | 'working' | 'over';
  readonly startedAt: string;
  readonly lastAt: string;
  readonly going: boolean;
  readonly customers: number;
  readonly subjects: number;
  readonly times: number;
  readonly note: Note | null;
  readonly holder: string | null;
  readonly answeredAt: string | null;
  readonly overAt: string | null;
}
export interface Member {
  readonly customer: string;
  readonly name: string;
  readonly subject: string;
  readonly case: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly times: number;
}
export interface IncidentSheet extends IncidentLine {
  readonly cause: string;
  readonly why: string;
  readonly cases: number;
  readonly draft: Note;
  readonly members: readonly Member[];
}
export interface CustomerLine {
  readonly id: string;
  readonly name: string;
  readonly contact: string | null;
  readonly domains: number;
  readonly mailboxes: number;
  readonly blocks: number;
  readonly overdue: readonly string[];
}
export interface CustomerSheet {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly domains: readonly { readonly domain: string }[];
  readonly mailboxes: readonly { readonly address: string; readonly plan: string }[];
  readonly contacts: readonly {
    readonly address: string;
    readonly role: string;
    readonly confirmed: boolean;
    readonly problem: string | null;
  }[];
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string;
    readonly state: string;
    readonly amount: Money;
    readonly open: Money;
    readonly dueDate: string;
  }[];
  readonly blocks: readonly { readonly code: string; readonly subject: string; readonly line: string }[];
  readonly cases: readonly {
    readonly id: string;
    readonly subject: string;
    readonly at: string;
    readonly verdict: string;
    readonly cause: string | null;
  }[];
  readonly requests: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    readonly changedAt: string;
  }[];
  readonly activity: readonly {
    readonly at: string;
    readonly kind: string;
    readonly what: string;
    readonly subject: string;
    readonly by: string | null;
  }[];
  readonly notes: readonly { readonly id: string; readonly text: string; readonly by: string; readonly at: string }[];
}
export interface PlanValue {
  readonly key: string;
  readonly kind: 'count' | 'seconds' | 'word' | 'percent' | 'days' | 'bytes' | 'money' | 'currency';
  readonly value: string;
  readonly standard: string;
  readonly least: number;
  readonly words: readonly string[];
  readonly fixed: boolean;
}
export interface PlanLine {
  readonly name: string;
  readonly mailboxes: number;
  readonly customers: number;
  readonly values: readonly PlanValue[];
}
export interface PlanSheet extends PlanLine {
  readonly users: readonly { readonly id: string; readonly name: string }[];
}
export interface Policy {
  readonly plans: readonly PlanLine[];
  readonly host: readonly { readonly key: string; readonly value: string; readonly standard: boolean }[];
}
export interface PlanChange {
  readonly fresh: boolean;
  readonly changes: readonly { readonly key: string; readonly before: string; readonly after: string }[];
  readonly mailboxes: number;
  readonly customers: number;
}
export type CheckState = 'ok' | 'warning' | 'failed' | 'unchecked';
export interface Health {
  readonly state: CheckState;
  readonly parts: readonly {
    readonly part: string;
    readonly state: CheckState;
    readonly since: string;
    readonly detail: string;
  }[];
  readonly doors: readonly { readonly name: string; readonly where: string }[];
  readonly certificate: { readonly names: string; readonly issuer: string; readonly until: string } | null;
  readonly backup: {
    readonly at: string;
    readonly folder: string;
    readonly files: number;
    readonly bytes: number;
  } | null;
  readonly standing: readonly {
    readonly kind: 'reverse-name' | 'block-list';
    readonly name: string;
    readonly state: CheckState;
    readonly word: string;
    readonly detail: string;
  }[];
  readonly standingAt: string | null;
  readonly now: Readonly<Record<string, number>>;
  readonly samples: readonly { readonly at: string; readonly measured: Readonly<Record<string, number>> }[];
  readonly startedAt: string;
}
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly next: string | null;
}
export interface Feedback {
  readonly articles: readonly {
    readonly article: string;
    readonly language: string;
    readonly yes: number;
    readonly no: number;
  }[];
  readonly days: readonly { readonly day: string; readonly yes: number; readonly no: number }[];
  readonly words: readonly {
    readonly article: string;
    readonly language: string;
    readonly helpful: boolean;
    readonly words: string;
    readonly at: string;
  }[];
  readonly isCut: boolean;
}
export type Role = 'owner' | 'support' | 'billing' | 'reader';
export interface OperatorLine {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly you: boolean;
  readonly seenAt: string | null;
  readonly sessions: number;
  readonly secondFactor: boolean;
}
