/** Makes DKIM keys. RSA 2048: the largest that every receiver takes and DNS carries (RFC 8301 §3.2). */
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

export interface MadeKey {
  readonly algorithm: 'rsa-sha256' | 'ed25519-sha256';
  /** PKCS #8 PEM. */
  readonly privateKey: string;
  /** base64 SubjectPublicKeyInfo, as in `p=`. */
  readonly publicKey: string;
}

const generate = promisify(generateKeyPair);

/** Runs on a worker thread of Node (some 100 ms); never blocks. */
export async function makeRsaKey(): Promise<MadeKey> {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 });
  return {
    algorithm: 'rsa-sha256',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}
