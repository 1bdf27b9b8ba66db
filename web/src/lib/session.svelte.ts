/** Who is signed in, for shell and pages. Asks the server once; pages that need a person send the visitor to sign-in. */
import { ask, keepSeenAs, type Problem, speakFor } from './api.ts';

export interface Person {
  readonly kind: 'operator' | 'contact' | 'mailbox';
  readonly name: string;
  /** How his pages name him to the server. */
  readonly whose: string;
  readonly role: string | null;
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly language: string;
}
export interface SessionBody {
  readonly stage: 'second-factor' | 'signed-in';
  readonly person: Person;
  /** Halfway: what may be shown as the second proof, beside a recovery code. */
  readonly proofs?: readonly ('totp' | 'passkey')[];
}

let body = $state.raw<SessionBody | null>(null);
let isKnown = $state(false);
let lost = $state.raw<Problem | null>(null);

export const session = {
  /** Asked already? Until then nobody knows. */
  get isKnown(): boolean {
    return isKnown;
  },
  get person(): Person | null {
    return body?.stage === 'signed-in' ? body.person : null;
  },
  get wantsSecondFactor(): boolean {
    return body?.stage === 'second-factor';
  },
  /** What the second step may be; while halfway. */
  get proofs(): readonly ('totp' | 'passkey')[] {
    return body?.proofs ?? ['totp', 'passkey'];
  },
  /** The server could not be asked. */
  get problem(): Problem | null {
    return lost;
  },
};

/** Asks who is signed in, unless that is known. */
export async function loadSession(again = false): Promise<void> {
  if (isKnown && !again) return;
  const answer = await ask<SessionBody>('GET', '/session');
  lost = answer.ok || answer.problem.status === 401 ? null : answer.problem;
  body = answer.ok ? answer.value : null;
  if (session.person !== null) speakFor(session.person.whose);
  isKnown = lost === null;
}

/** Somebody has come in, or is halfway. False: the document was another's; he has to be led to a new one. */
export function adopt(entered: SessionBody): boolean {
  keepSeenAs(null);
  if (entered.stage === 'signed-in' && !speakFor(entered.person.whose)) return false;
  body = entered;
  isKnown = true;
  lost = null;
  return true;
}

export async function signOut(): Promise<Problem | null> {
  keepSeenAs(null);
  const answer = await ask('DELETE', '/session');
  // Another has signed in since: whose page this is, is signed in no more.
  if (!answer.ok && answer.problem.status !== 401 && answer.problem.key !== 'otherPerson') return answer.problem;
  body = null;
  return null;
}

/** The server says that the session is over: the shell sends the visitor to sign-in. */
export function forgetSession(): void {
  body = null;
}
