/**
 * DKIM signatures on what leaves (RFC 6376; ed25519 RFC 8463): relaxed/relaxed, one a key that the directory has for the
 * From domain. Called once a message by intake, and for reports the queue writes. Without keys the message stays as it is.
 */
import { dkimSign } from 'mailauth';
import type { Directory } from '#src/engine/ports.ts';

/** RFC 6376 §5.4.1, and RFC 8058 §4: one-click unsubscribing counts only when both of its fields are signed. */
const SIGNED_FIELDS = [
  ...['From', 'Sender', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'Cc', 'MIME-Version', 'Content-Type'],
  ...['Content-Transfer-Encoding', 'Content-ID', 'Content-Description', 'Resent-Date', 'Resent-From', 'Resent-Sender'],
  ...['Resent-To', 'Resent-Cc', 'Resent-Message-ID', 'In-Reply-To', 'References', 'List-Id', 'List-Help'],
  ...['List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Subscribe', 'List-Post', 'List-Owner', 'List-Archive'],
].join(':');

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
    headerList: SIGNED_FIELDS,
    canonicalization: 'relaxed/relaxed',
    signTime: new Date(at),
    signatureData,
  });
  const problem = signed.errors.length === 0 ? null : signed.errors.map((error) => error.err.message).join('; ');
  return { bytes: Buffer.concat([Buffer.from(signed.signatures), bytes]), problem };
}
