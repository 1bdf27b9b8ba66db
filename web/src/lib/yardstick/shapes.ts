/** What the API answers about webmail, doors and programs side by side. Types only. */
import type { Block } from '../customer/shapes.ts';
import type { Device } from '../mailboxes/shapes.ts';

export type WayName = 'read' | 'send';
export interface Way {
  readonly way: WayName;
  readonly door: string;
  readonly state: 'works' | 'fails' | 'unknown' | 'off';
  readonly failedAt: 'name' | 'reach' | 'encrypt' | 'sign-in' | 'open' | null;
  readonly said: string | null;
  readonly tookMs: number;
}
export type Verdict = 'account' | 'webmail' | 'doors' | 'program' | 'never-sends' | 'unseen' | 'all-work';
export interface Compared {
  readonly verdict: Verdict;
  readonly at: string;
  readonly hostname: string;
  readonly webmail: readonly Way[];
  readonly doors: readonly Way[];
  readonly programs: readonly Device[];
  readonly blocks: readonly Block[];
  readonly maySend: boolean;
}
export interface TestMessage {
  readonly by: 'webmail' | 'public';
  readonly state: 'arrived' | 'refused' | 'late' | 'unknown';
  readonly tookMs: number | null;
  readonly folder: string | null;
  readonly said: string | null;
}
