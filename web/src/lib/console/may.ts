/** What the operator's role lets him do, as the API asks it (service/centre/ownership.ts). What he may not do is not offered. */
import { session } from '../session.svelte.ts';

/** `mail`: mailboxes, Blocks, queues, cases; `bills`: invoices and contacts; `policy`: everything else. */
export type Wish = 'look' | 'mail' | 'bills' | 'policy';
const MAY: Readonly<Record<string, readonly Wish[]>> = {
  owner: ['look', 'mail', 'bills', 'policy'],
  support: ['look', 'mail', 'bills'],
  billing: ['look', 'bills'],
  reader: ['look'],
};

/** May the operator who is signed in wish this? The API asks again. */
export const may = (wish: Wish): boolean => MAY[session.person?.role ?? '']?.includes(wish) ?? false;
