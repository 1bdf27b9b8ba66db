/**
 * DKIM signatures on what leaves (RFC 6376; ed25519 RFC 8463): relaxed/relaxed, one a key that the directory has for the
 * From domain. Called once a message by intake, and for reports the queue writes. Without keys the message stays as it is.
 * The arithmetic runs in the thread pool: a signature costs a millisecond in which the event loop serves others.
 */
import { type KeyObject, createHash, createPrivateKey, sign } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Directory, SigningKey } from '#src/engine/ports.ts';
import { relaxedBody, relaxedField, relaxedValue } from '#src/protocol/dkim/relaxed.ts';
import { type HeaderField, scanHeader } from '#src/protocol/mime/header-fields.ts';

/**
 * What a signature covers when the message has it (RFC 6376 §5.4.1): all a reader is shown or a program acts on.
 * RFC 8058 §4: one-click unsubscribing counts only when both of its fields are signed.
 */
const COVERED = new Set(
  [
    'from sender reply-to subject date message-id to cc mime-version content-type content-transfer-encoding content-id',
    'content-description resent-date resent-from resent-sender resent-to resent-cc resent-message-id in-reply-to references',
    'list-id list-help list-unsubscribe list-unsubscribe-post list-subscribe list-post list-owner list-archive',
  ].flatMap((names) => names.split(' ')),
);
/** Pieces of 64 KiB hashed before others get a turn. */
const PIECES_A_TURN = 16;
const PARSED_KEYS = 1000;

/** Prepends the signatures; `fromDomain` is the domain of the author. Null in `problem` when all keys worked. */
export async function signMessage(
  directory: Pick<Directory, 'signingKeys'>,
  bytes: Buffer,
  fromDomain: string | undefined,
  at: number,
): Promise<{ readonly bytes: Buffer; readonly problem: string | null }> {
  if (fromDomain === undefined) return { bytes, problem: null };
  const keys = await directory.signingKeys(fromDomain);
  if (keys.length === 0) return { bytes, problem: null };
  const header = scanHeader(bytes, 0, bytes.length);
  // From the last to the first: so does a verifier read a name that `h=` has twice (RFC 6376 §5.4.2).
  const covered = header.fields.filter(({ key }) => COVERED.has(key)).toReversed();
  if (!covered.some(({ key }) => key === 'from')) return { bytes, problem: 'no From field to sign' };
  const bodyHash = await hashOfBody(bytes, header.end);
  const problems: string[] = [];
  const signatures = await Promise.all(
    keys.map((key) =>
      signature(key, bytes, covered, bodyHash, at).catch((error: unknown) => {
        problems.push(`${key.selector}: ${error instanceof Error ? error.message : String(error)}`);
        return '';
      }),
    ),
  );
  const problem = problems.length === 0 ? null : problems.join('; ');
  return { bytes: Buffer.concat([Buffer.from(signatures.join('')), bytes]), problem };
}

async function hashOfBody(bytes: Buffer, start: number): Promise<string> {
  const hash = createHash('sha256');
  let pieces = 0;
  for (const piece of relaxedBody(bytes, start)) {
    hash.update(piece, 'latin1');
    if (++pieces % PIECES_A_TURN === 0) await nextTurn();
  }
  return hash.digest('base64');
}

/** One DKIM-Signature field with CRLF. Throws when the key is none. */
async function signature(
  key: SigningKey,
  bytes: Buffer,
  covered: readonly HeaderField[],
  bodyHash: string,
  at: number,
): Promise<string> {
  const value = [
    ` v=1; a=${key.algorithm}; c=relaxed/relaxed; d=${domainToASCII(key.domain)};`,
    ` s=${key.selector}; t=${Math.floor(at / 1000)};`,
    ` h=${folded(covered.map(({ key: name }) => name))};`,
    ` bh=${bodyHash};`,
    ' b=',
  ].join('\r\n');
  const lines = covered.map((field) => relaxedField(bytes, field));
  const signed = Buffer.from(`${lines.join('\r\n')}\r\ndkim-signature:${relaxedValue(value)}`, 'latin1');
  const privateKey = parsedKey(key.privateKey);
  const made = await (key.algorithm === 'rsa-sha256'
    ? signAside('sha256', signed, privateKey)
    : signAside(null, createHash('sha256').update(signed).digest(), privateKey)); // RFC 8463 §3
  const b64 = made.toString('base64').match(/.{1,72}/g) ?? [];
  return `DKIM-Signature:${value}${b64.join('\r\n ')}\r\n`;
}

/** Names between colons, some to a line. */
function folded(names: readonly string[]): string {
  let text = '';
  let column = 0;
  for (const [index, name] of names.entries()) {
    if (index > 0) text += ':';
    if (column + name.length > 66) {
      text += '\r\n ';
      column = 0;
    }
    text += name;
    column += name.length + 1;
  }
  return text;
}

const signAside = (algorithm: string | null, data: Buffer, key: KeyObject): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sign(algorithm, data, key, (error, made) => (error === null ? resolve(made) : reject(error)));
  });

/** Parsed keys by their PEM: parsing costs as much as a signature. The oldest go. */
const parsed = new Map<string, KeyObject>();
function parsedKey(pem: string): KeyObject {
  const known = parsed.get(pem);
  if (known !== undefined) return known;
  const key = createPrivateKey(pem);
  if (parsed.size >= PARSED_KEYS) parsed.delete(parsed.keys().next().value ?? '');
  parsed.set(pem, key);
  return key;
}
