/**
 * Proves to the certificate authority that the names of an order are ours (RFC 8555 §7.5): answers one challenge of each
 * authorization and waits until the authority has looked. Called by order.ts.
 */
import type { ChallengeAnswers } from '#src/net/acme/challenge-answers.ts';
import type { AcmeClient } from '#src/net/acme/client.ts';
import type { Clock } from '#src/net/clock.ts';
import { type AcmeAuthorization, readAuthorization } from '#src/protocol/acme/documents.ts';
import { type AccountKey, keyAuthorization } from '#src/protocol/acme/jws.ts';
import type { Account } from './account.ts';
import { failure, inWords, type Ordered } from './ordered.ts';

export type ChallengeKind = 'http-01' | 'tls-alpn-01';

export interface ProveDeps {
  readonly client: AcmeClient;
  readonly key: AccountKey;
  readonly answers: ChallengeAnswers;
  readonly clock: Clock;
  readonly challenges: readonly ChallengeKind[];
  readonly pause: (ms: number) => Promise<void>;
  /** Monotonic; not later. */
  readonly until: number;
}

/** Null: all are proved, or at least no longer waiting for us. */
export async function prove(
  deps: ProveDeps,
  account: Account,
  authorizations: readonly string[],
): Promise<Ordered | null> {
  for (const url of authorizations) {
    const told = await deps.client.say({ url, account: account.url, payload: null }, readAuthorization);
    if (told.kind !== 'told') return failure(told);
    // RFC 8555 §7.1.3: one from before may be valid already.
    if (told.value.status !== 'pending') continue;
    const failed = await proveOne(deps, account, url, told.value);
    if (failed !== null) return failed;
  }
  return null;
}

async function proveOne(
  deps: ProveDeps,
  account: Account,
  url: string,
  authorization: AcmeAuthorization,
): Promise<Ordered | null> {
  const { client, key, answers, clock, challenges, pause, until } = deps;
  const { name } = authorization;
  const chosen = challenges.flatMap((kind) => authorization.challenges.find(({ type }) => type === kind) ?? []).at(0);
  if (chosen === undefined) {
    const offered = authorization.challenges.map(({ type }) => type).join(', ');
    const words = `no way to prove ${name}: the authority offers ${offered}, we have ${challenges.join(', ')}`;
    return { kind: 'failed', trouble: 'refused', words, retryAfterMs: 0, isOver: true };
  }
  const { token } = chosen;
  const takeBack = answers.put({ name, token, keyAuthorization: keyAuthorization(token, key.jwk), now: clock.now() });
  try {
    if (chosen.status === 'pending') {
      const asked = await client.say({ url: chosen.url, account: account.url, payload: {} }, () => true);
      if (asked.kind !== 'told') return failure(asked);
    }
    for (let wait = 250; ; wait = Math.min(wait * 2, 5000)) {
      const told = await client.say({ url, account: account.url, payload: null }, readAuthorization);
      if (told.kind !== 'told') return failure(told);
      if (told.value.status === 'valid') return null;
      if (told.value.status !== 'pending') {
        const error = told.value.challenges.find((one) => one.error !== null)?.error;
        const words = error == null ? `the authorization is ${told.value.status}` : inWords(error);
        return { kind: 'failed', trouble: 'refused', words, retryAfterMs: 0, isOver: true };
      }
      const waitMs = Math.max(wait, told.retryAfterMs);
      if (clock.monotonic() + waitMs > until) {
        const words = `the authority has not looked at ${name} yet`;
        return { kind: 'failed', trouble: 'unreachable', words, retryAfterMs: waitMs, isOver: false };
      }
      await pause(waitMs);
    }
  } finally {
    takeBack();
  }
}
