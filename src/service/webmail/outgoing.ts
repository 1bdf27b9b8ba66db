/** What a message on its way is: whom it goes to, why it was stopped, what is left to do. Used by the files of sending. Pure. */
import type { CauseId } from '#src/model/cause-id.ts';
import type { OutboxRow } from '#src/store/webmail-outbox.ts';
import type { Addressed } from './recipients.ts';

export type OutgoingState = 'waiting' | 'sending' | 'refused' | 'sent';
export interface Addressee extends Addressed {
  readonly state: 'pending' | 'taken' | 'refused';
  /** What the door said of this one alone. */
  readonly text?: string;
}
/** As the door said it, and which Block it was; the words for a reader are made when he looks. */
export interface Refusal {
  readonly code: number;
  readonly enhanced: string;
  readonly text: string;
  readonly cause: CauseId | null;
  /** Id of the Block. */
  readonly block: string | null;
}
/** After it was taken, in this order: copy in Sent, mark at the original, people remembered, draft away. */
export const STEPS = ['file', 'mark', 'learn', 'tidy'] as const;
/** `refile`: there was no room for the copy in Sent; what follows was done, the copy waits for room. */
export type Step = (typeof STEPS)[number] | 'refile';
/** Where the copy in Sent finds no room, what is left to do. */
export const WITHOUT_ROOM: readonly Step[] = ['mark', 'learn', 'refile', 'tidy'];

export const addresseesOf = (row: OutboxRow): readonly Addressee[] => JSON.parse(row.addressees) as Addressee[];
export const refusalOf = (row: OutboxRow): Refusal | null =>
  row.refusal === null ? null : (JSON.parse(row.refusal) as Refusal);
/** It was sent, and its copy in Sent waits for room. */
export const isUnfiled = (row: OutboxRow): boolean => row.state === 'sent' && stepsOf(row).includes('refile');
export const stepsOf = (row: OutboxRow): readonly Step[] => JSON.parse(row.steps) as Step[];
