/** Our signatures cover what one-click unsubscribing needs (RFC 8058 §4), and only fields that are there. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { signMessage } from './sign.ts';

const { privateKey } = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const directory = {
  signingKeys: async (domain: string) => [
    { domain, selector: 'pv1', privateKey, algorithm: 'ed25519-sha256' as const },
  ],
};
const signedFields = async (head: readonly string[]): Promise<readonly string[]> => {
  const bytes = Buffer.from([...head, '', 'Hei', ''].join('\r\n'));
  const { bytes: signed, problem } = await signMessage(directory, bytes, 'fjord.example', 1_790_000_000_000);
  assert.equal(problem, null);
  const plain = signed.toString('latin1').replace(/\r\n[ \t]+/g, '');
  return (/\bh=([^;]+);/.exec(plain)?.[1] ?? '')
    .toLowerCase()
    .split(':')
    .map((name) => name.trim());
};

test('both fields of one-click unsubscribing are signed', async () => {
  const fields = await signedFields([
    'From: <kari@fjord.example>',
    'Subject: Nytt',
    'List-Unsubscribe: <https://fjord.example/av>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  ]);
  for (const field of ['from', 'subject', 'list-unsubscribe', 'list-unsubscribe-post'])
    assert.ok(fields.includes(field), `${field} in ${fields.join(' ')}`);
});

test('trace fields are never signed', async () => {
  const fields = await signedFields(['Received: by x', 'Return-Path: <a@b.test>', 'From: <kari@fjord.example>']);
  assert.deepEqual(fields, ['from']);
});
