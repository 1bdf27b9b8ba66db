/** The steps at the door, for the sign-in page and for signing in again on a page. Asks the server; shows nothing. */
import { ask, type Answer, type Problem } from '../api.ts';
import type { SessionBody } from '../session.svelte.ts';
import { passkeyFor } from './passkey.ts';

export const tryPassword = (name: string, password: string): Promise<Answer<SessionBody>> =>
  ask('POST', '/session', { name, password });
export const tryCode = (code: string): Promise<Answer<SessionBody>> => ask('POST', '/session/proof', { code });

/** With a passkey: alone (`/session`) or as the second step (`/session/proof`). Null: the reader or the device stopped it. */
export async function tryPasskey(path: '/session' | '/session/proof'): Promise<Answer<SessionBody> | null> {
  const options = await ask<never>('POST', `${path}/passkey/options`);
  if (!options.ok) return options;
  const credential = await passkeyFor(options.value);
  return credential === null ? null : ask('POST', `${path}/passkey`, { credential });
}

export const isSlowed = (problem: Problem): problem is Problem & { readonly retryAfter: number } =>
  problem.retryAfter !== undefined;
