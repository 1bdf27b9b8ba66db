/**
 * An authenticator in software (WebAuthn, ES256, attestation `none`), so that tests can also do what no browser would: lie
 * about origin, name, verification or counter. Speaks the JSON that browsers send; knows no page of ours.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  /** The device did not ask for finger or PIN. */
  readonly isUnverified?: boolean;
  readonly counter?: number;
  readonly challenge?: string;
}
export interface SoftKey {
  readonly id: string;
  readonly attest: (options: Options, lies?: Lies) => object;
  readonly assert: (options: Options, lies?: Lies) => object;
}
export interface Options {
  readonly challenge: string;
}
const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

/** Just enough CBOR: small numbers, bytes, text, maps. */
function cbor(value: unknown): Buffer {
  const head = (major: number, size: number): Buffer =>
    size < 24
      ? Buffer.from([(major << 5) | size])
      : size < 256
        ? Buffer.from([(major << 5) | 24, size])
        : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, of]) => [cbor(key), cbor(of)])]);
}

function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}

/** A passkey on a device of its own, for pages of this origin. */
export function softKey(origin: string): SoftKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rawId = randomBytes(32);
  const id = rawId.toString('base64url');
  let counter = 0;
  const client = (type: string, options: Options, lies: Lies): Buffer =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: lies.challenge ?? options.challenge,
        origin: lies.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const data = (lies: Lies, more: number, rest: Buffer): Buffer => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(lies.counter ?? counter);
    const flags = USER_PRESENT | (lies.isUnverified === true ? 0 : USER_VERIFIED) | more;
    return Buffer.concat([sha256(lies.rpId ?? new URL(origin).hostname), Buffer.from([flags]), count, rest]);
  };
  const shown = (response: Readonly<Record<string, Buffer>>): object => ({
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: Object.fromEntries(Object.entries(response).map(([name, of]) => [name, of.toString('base64url')])),
  });
  return {
    id,
    attest: (options, lies = {}) => {
      const length = Buffer.from([0, rawId.length]);
      const credential = Buffer.concat([Buffer.alloc(16), length, rawId, coseOf(publicKey)]);
      const authData = data(lies, ATTESTED, credential);
      const attestationObject = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      );
      return shown({ clientDataJSON: client('webauthn.create', options, lies), attestationObject });
    },
    assert: (options, lies = {}) => {
      const clientDataJSON = client('webauthn.get', options, lies);
      const authenticatorData = data(lies, 0, Buffer.alloc(0));
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), privateKey);
      return shown({ clientDataJSON, authenticatorData, signature });
    },
  };
}
