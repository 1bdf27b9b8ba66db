/** The audit log: who changed what, when, from what to what. Secrets are taken out here, so that no caller can forget. Pure. */
import type { AuditId } from './ids.ts';

export type AuditData = Readonly<Record<string, unknown>>;
export interface AuditEntry {
  readonly id: AuditId;
  readonly at: number;
  /** Who: an operator's name, `system`, or the address of the signed-in user. */
  readonly actor: string;
  /** `mailbox.add`, `domain.remove` … */
  readonly action: string;
  /** What it is about: an address, a domain, a plan's name, a customer's id. */
  readonly subject: string;
  readonly before: AuditData | null;
  readonly after: AuditData | null;
}

const SECRET = /password|secret|hash|private|token/i;
/** Names that match but hold no secret. */
const HARMLESS: ReadonlySet<string> = new Set(['passwordChangedAt', 'appPasswords', 'previousPasswordUntil']);

/** The same record without anything that could be a secret; nested records too, five levels deep. */
export function withoutSecrets(data: AuditData, depth = 0): AuditData {
  const kept = Object.entries(data).filter(([name]) => HARMLESS.has(name) || !SECRET.test(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, clean(value, depth)]));
}

function clean(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return depth >= 5 ? null : withoutSecrets(value as AuditData, depth + 1);
}
