/**
 * A request to support: what a customer's person wrote, with the case it is about, and the answers. The customer's side is
 * service/centre/support.ts, the operator's the console; both keep it in store/support-requests.ts. Pure.
 */
import type { CustomerId } from './ids.ts';
import type { Language } from './language.ts';

/** `open` waits for the host, `answered` for the asker; `closed` needs nothing more, and opens again with the next word. */
export const SUPPORT_STATES = ['open', 'answered', 'closed'] as const;
export type SupportState = (typeof SUPPORT_STATES)[number];

export interface SupportRequest {
  /** Twelve letters and digits by chance, as of a case: it stands in links. */
  readonly id: string;
  readonly customer: CustomerId;
  /** A contact's requests are seen by all contacts of the customer, a mailbox user's by himself alone. */
  readonly askerKind: 'contact' | 'mailbox';
  readonly askerId: string;
  /** The address he signed in with. */
  readonly askerName: string;
  readonly language: Language;
  readonly title: string;
  /** The domain or address it is about, when he said so or the case tells. */
  readonly about: string | null;
  readonly caseId: string | null;
  /** Where answers are mailed to: outside of the mailbox that is broken. */
  readonly replyTo: string;
  readonly state: SupportState;
  /** The operator who has taken it; null = nobody yet. */
  readonly holder: string | null;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly changedAt: number;
}

/** `note`: among operators, never shown to the asker nor mailed. */
export const SUPPORT_VOICES = ['asker', 'operator', 'note'] as const;
export type SupportVoice = (typeof SUPPORT_VOICES)[number];
export interface SupportMessage {
  readonly id: string;
  readonly request: string;
  readonly voice: SupportVoice;
  readonly author: string;
  readonly text: string;
  readonly at: number;
}

/** What the state becomes when somebody speaks; a note changes nothing. */
export function supportStateAfter(state: SupportState, voice: SupportVoice): SupportState {
  switch (voice) {
    case 'asker':
      return 'open';
    case 'operator':
      return 'answered';
    case 'note':
      return state;
  }
}
