/** Signed requests are what RFC 8555, 7515 and 7638 say: checked by verifying them, and by the example of RFC 7638's kind. */
import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { accountKey, keyAuthorization, outsideBinding, signedRequest, thumbprint } from './jws.ts';

const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
const key = accountKey(pem);
const URL_ = 'https://ca.test/order';
const decoded = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString());

test('every request verifies with the account key, and says url, nonce and who', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.option(fc.webUrl()), fc.base64String(), (payload, account, nonce) => {
      const said = JSON.parse(signedRequest({ key, url: URL_, nonce, account, payload })) as Record<string, string>;
      assert.deepEqual(Object.keys(said).sort(), ['payload', 'protected', 'signature']);
      const signature = Buffer.from(said['signature'], 'base64url');
      assert.equal(signature.length, 64);
      const isGood = verify(
        'sha256',
        Buffer.from(`${said['protected']}.${said['payload']}`),
        { key: createPublicKey({ key: { ...key.jwk }, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
        signature,
      );
      assert.ok(isGood);
      const head = decoded(said['protected']) as Record<string, unknown>;
      assert.deepEqual(head, {
        alg: 'ES256',
        ...(account === null ? { jwk: key.jwk } : { kid: account }),
        nonce,
        url: URL_,
      });
      if (payload === null) assert.equal(said['payload'], '');
      else assert.deepEqual(decoded(said['payload']), JSON.parse(JSON.stringify(payload)));
    }),
    { numRuns: 50 },
  );
});

test('the thumbprint is that of RFC 7638, members in order and without white space', () => {
  // RFC 9449's example key is P-256; its thumbprint is stated there (§6.1).
  const jwk = {
    kty: 'EC',
    x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
    y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
    crv: 'P-256',
  } as const;
  assert.equal(thumbprint(jwk), '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I');
  assert.equal(keyAuthorization('abc', jwk), 'abc.0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I');
});

test('the outside account signs our key with its HMAC', () => {
  const secret = Buffer.from('a secret of thirty-two characters').toString('base64url');
  const bound = outsideBinding(key.jwk, { kid: 'kid-1', key: secret }, 'https://ca.test/new');
  assert.deepEqual(decoded(bound.protected), { alg: 'HS256', kid: 'kid-1', url: 'https://ca.test/new' });
  assert.deepEqual(decoded(bound.payload), key.jwk);
  const mac = createHmac('sha256', Buffer.from(secret, 'base64url')).update(`${bound.protected}.${bound.payload}`);
  assert.equal(bound.signature, mac.digest('base64url'));
});

test('a key that is no P-256 key is refused', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  assert.throws(() => accountKey(rsa as string), TypeError);
});
