/** What is left of something deleted: who, when, and what a restore puts back. Pure. */
import type { TombstoneId } from './ids.ts';

export type TombstoneKind = 'mailbox' | 'alias' | 'domain';
export interface Tombstone {
  readonly id: TombstoneId;
  readonly kind: TombstoneKind;
  /** Canonical address, or the domain's name. */
  readonly address: string;
  /** Id of what was deleted. */
  readonly subject: string;
  readonly deletedAt: number;
  readonly actor: string;
  readonly restoredAt: number | null;
}
