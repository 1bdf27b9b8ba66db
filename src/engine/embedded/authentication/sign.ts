/**
 * DKIM signatures on what leaves (RFC 6376; ed25519 RFC 8463): relaxed/relaxed, one a key that the directory has for the
 * From domain. Called once a message by intake, and for reports the queue writes. Without keys the message stays as it is.
 */
import { dkimSign } from 'mailauth';
import type { Directory } from '#src/engine/ports.ts';

/** Prepends the signatures; `fromDomain` is the domain of the author. Null in `problem` when all keys worked. */
export async function signMessage(
  directory: Pick<Directory, 'signingKeys'>,
  bytes: Buffer,
  fromDomain: string | undefined,
  at: number,
): Promise<{ readonly bytes: Buffer; readonly problem: string | null }> {
  if (fromDomain === undefined) return { bytes, problem: null };
  const keys = await directory.signingKeys(fromDomain);
  const [first] = keys;
  if (first === undefined) return { bytes, problem: null };
  const signatureData = keys.map((key) => ({
    signingDomain: key.domain,
    selector: key.selector,
    privateKey: key.privateKey,
    algorithm: key.algorithm,
    canonicalization: 'relaxed/relaxed',
  }));
  const signed = await dkimSign(bytes, {
    ...signatureData[0],
    canonicalization: 'relaxed/relaxed',
    signTime: new Date(at),
    signatureData,
  });
  const problem = signed.errors.length === 0 ? null : signed.errors.map((error) => error.err.message).join('; ');
  return { bytes: Buffer.concat([Buffer.from(signed.signatures), bytes]), problem };
}
