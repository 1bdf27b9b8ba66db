/**
 * What proves that a name is ours while a certificate is ordered: the answers for `/.well-known/acme-challenge/<token>`
 * (RFC 8555 §8.3) and the certificates for `acme-tls/1` (RFC 8737). Filled by service/certificates, asked by the web doors.
 * In memory only: an order that goes on after a restart puts its answers back.
 */
import { createSecureContext, type SecureContext } from 'node:tls';
import { proofCertificate } from './certificate-request.ts';

export const ACME_PROTOCOL = 'acme-tls/1';
export const CHALLENGE_PATH = '/.well-known/acme-challenge/';

export interface ChallengeAnswers {
  /** `take back` when the proof is over. */
  put(proof: {
    readonly name: string;
    readonly token: string;
    readonly keyAuthorization: string;
    readonly now: number;
  }): () => void;
  /** Over HTTP; null: no such challenge. */
  answer(token: string): string | null;
  /** Is any name being proved? */
  isProving(): boolean;
  /** Over TLS; null: nothing is proved for that name. */
  context(name: string): SecureContext | null;
}

export function createChallengeAnswers(): ChallengeAnswers {
  const texts = new Map<string, string>();
  const contexts = new Map<string, SecureContext>();
  return {
    put: ({ name, token, keyAuthorization, now }) => {
      texts.set(token, keyAuthorization);
      const { chain, key } = proofCertificate(name, keyAuthorization, now);
      contexts.set(name, createSecureContext({ cert: chain, key, minVersion: 'TLSv1.2' }));
      return () => {
        texts.delete(token);
        contexts.delete(name);
      };
    },
    answer: (token) => texts.get(token) ?? null,
    isProving: () => contexts.size > 0,
    context: (name) => contexts.get(name.toLowerCase()) ?? null,
  };
}
