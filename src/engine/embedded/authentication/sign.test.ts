/** Our signatures under the eyes of a verifier that is not ours. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { dkimVerify } from 'mailauth';
import type { SigningKey } from '#src/engine/ports.ts';
import { signMessage } from './sign.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ed = generateKeyPairSync('ed25519');
const pem = (key: typeof rsa.privateKey): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const base = { domain: 'fjord.example' };
const keys: readonly SigningKey[] = [
  { ...base, selector: 'r1', privateKey: pem(rsa.privateKey), algorithm: 'rsa-sha256' },
  { ...base, selector: 'e1', privateKey: pem(ed.privateKey), algorithm: 'ed25519-sha256' },
];
const zone: Readonly<Record<string, string>> = {
  'r1._domainkey.fjord.example': `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  'e1._domainkey.fjord.example': `v=DKIM1; k=ed25519; p=${ed.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`,
};
const sign = (bytes: Buffer, with_: readonly SigningKey[] = keys) =>
  signMessage({ signingKeys: async () => with_ }, bytes, 'fjord.example', Date.UTC(2026, 10, 21));
const results = async (bytes: Buffer): Promise<string> => {
  const found = await dkimVerify(bytes, { resolver: async (name: string) => [[zone[name] ?? '']], strict: true });
  return found.results.map((one) => one.status.result).join(' ');
};
const NO_PROBLEM = { problem: null };

test('both signatures verify, and break when a signed field or the body changes', async () => {
  const text = 'From: Kari <kari@fjord.example>\r\nSubject: Hei\r\n  på  deg\r\nX-Own: a\r\n\r\nhei  \r\n\r\n';
  const { bytes, problem } = await sign(Buffer.from(text));
  assert.equal(problem, null);
  assert.equal(await results(bytes), 'pass pass');
  const signed = bytes.toString();
  for (const line of signed.split('\r\n')) assert.ok(line.length <= 78, line);
  assert.equal(await results(Buffer.from(signed.replace('X-Own: a', 'X-Own: b'))), 'pass pass');
  assert.equal(await results(Buffer.from(signed.replace('Subject: Hei', 'Subject: Nei'))), 'fail fail');
  assert.equal(await results(Buffer.from(signed.replace('\r\nhei', '\r\nnei'))), 'fail fail');
});

test('whatever the message, what we sign is verified', async () => {
  const piece = fc.constantFrom(
    'a',
    ' ',
    '\t',
    '\r\n',
    '\n',
    '\r',
    ' \r\n',
    '\r\n ',
    '\r\n\r\n',
    'ø',
    '=',
    ';',
    'b=',
    '.',
  );
  const body = fc.array(piece, { maxLength: 40 }).map((all) => all.join(''));
  const value = fc.array(fc.constantFrom('a', ' ', '\t', '\r\n ', '\r\n\t', 'ø', ';', 'b=', ':'), { maxLength: 12 });
  const field = fc.tuple(fc.constantFrom('Subject', 'to', 'TO', 'X-Own', 'Reply-To', 'List-Id'), value);
  await fc.assert(
    fc.asyncProperty(fc.array(field, { maxLength: 6 }), body, fc.boolean(), async (fields, text, latin1) => {
      const head = fields.map(([name, parts]) => `${name}: x${parts.join('')}x\r\n`).join('');
      const whole = `${head}From: kari@fjord.example\r\n\r\n${text}`;
      const { bytes, problem } = await sign(Buffer.from(whole, latin1 ? 'latin1' : 'utf8'));
      assert.deepEqual({ problem }, NO_PROBLEM);
      assert.equal(await results(bytes), 'pass pass', JSON.stringify(whole));
    }),
    { numRuns: 150 },
  );
});

test('large bodies are signed in pieces: long lines, blanks and line ends across them', async () => {
  const head = 'From: kari@fjord.example\r\n\r\n';
  for (const body of [
    'x'.repeat(200_000),
    ' \r\n'.repeat(70_000),
    `${'\r\n'.repeat(90_000)}end`,
    'a  b\t\r\n'.repeat(40_000),
  ])
    assert.equal(await results((await sign(Buffer.from(head + body))).bytes), 'pass pass', body.slice(0, 10));
});

test('a broken key is told and the other one signs; without From nothing is signed', async () => {
  const broken: SigningKey = { ...base, selector: 'x1', privateKey: 'none', algorithm: 'rsa-sha256' };
  const one = await sign(Buffer.from('From: kari@fjord.example\r\n\r\nhei\r\n'), [broken, ...keys]);
  assert.match(one.problem ?? '', /^x1: /);
  assert.equal(await results(one.bytes), 'pass pass');
  const none = await sign(Buffer.from('Subject: x\r\n\r\nhei\r\n'));
  assert.equal(none.problem, 'no From field to sign');
  assert.equal(none.bytes.toString(), 'Subject: x\r\n\r\nhei\r\n');
});
