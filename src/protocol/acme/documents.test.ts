/** What an authority says is read or refused, never believed blindly: caps, addresses, words; any bytes at all. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as documents from './documents.ts';

const { readAuthorization, readDirectory, readOrder, readProblem, readRenewalWindow, readRetryAfter } = documents;
const DIRECTORY = { newNonce: 'https://ca.test/n', newAccount: 'https://ca.test/a', newOrder: 'https://ca.test/o' };
const ORDER = {
  status: 'pending',
  identifiers: [{ type: 'dns', value: 'Post.Fjord.Example' }],
  authorizations: ['https://ca.test/authz/1'],
  finalize: 'https://ca.test/f',
};
const TOKEN = 'evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA';

test('documents as in RFC 8555 are read', () => {
  const renewalInfo = 'https://ca.test/ari';
  const meta = {
    externalAccountRequired: true,
    termsOfService: 'https://ca.test/tos',
    caaIdentities: ['CA.test', 'ca.example.'],
  };
  assert.deepEqual(readDirectory(JSON.stringify({ ...DIRECTORY, renewalInfo, meta })), {
    ...DIRECTORY,
    renewalInfo,
    termsOfService: meta.termsOfService,
    needsOutsideAccount: true,
    caaIdentities: ['ca.test', 'ca.example'],
  });
  for (const caaIdentities of [[], ['ca.test', 7], ['ca test'], 'ca.test'])
    assert.equal(readDirectory(JSON.stringify({ ...DIRECTORY, meta: { caaIdentities } }))?.caaIdentities, null);
  const order = readOrder(JSON.stringify(ORDER));
  assert.deepEqual(order?.names, ['post.fjord.example']);
  assert.equal(order?.certificate, null);
  const authorization = readAuthorization(
    JSON.stringify({
      status: 'pending',
      identifier: ORDER.identifiers[0],
      challenges: [
        { type: 'http-01', url: 'https://ca.test/c', token: TOKEN, status: 'pending' },
        { type: 'dns-persist', url: 'https://ca.test/d', status: 'pending' },
        { type: 'http-01', url: 'https://ca.test/c', token: '../../etc/passwd-and-so-on', status: 'pending' },
      ],
    }),
  );
  assert.deepEqual(
    authorization?.challenges.map(({ token }) => token),
    [TOKEN],
  );
});

test('nothing leads away from https, and what has no end is not read', () => {
  assert.equal(readDirectory(JSON.stringify({ ...DIRECTORY, newOrder: 'http://ca.test/o' })), null);
  assert.equal(readDirectory(JSON.stringify({ ...DIRECTORY, newOrder: 'https://user:pass@ca.test/o' })), null);
  assert.equal(readDirectory(JSON.stringify({ ...DIRECTORY, newOrder: `https://ca.test/${'x'.repeat(3000)}` })), null);
  assert.equal(readOrder(JSON.stringify({ ...ORDER, authorizations: ['file:///etc/passwd'] })), null);
  assert.equal(readOrder(JSON.stringify({ ...ORDER, authorizations: Array(200).fill('https://ca.test/1') })), null);
  assert.equal(readOrder(JSON.stringify({ ...ORDER, more: 'x'.repeat(documents.MOST_ACME_BYTES) })), null);
});

test('a problem is said in the authority’s words, on one line, with those of its parts', () => {
  const problem = readProblem({
    type: 'urn:ietf:params:acme:error:rejectedIdentifier',
    detail: 'We do not\nissue \u001b[31mfor\u0007 that',
    subproblems: [{ detail: 'CAA forbids it' }],
  });
  assert.deepEqual(problem, { type: 'rejectedIdentifier', detail: 'We do not issue [31mfor that; CAA forbids it' });
  assert.ok(readProblem({ detail: 'y'.repeat(9000) }).detail.length <= 600);
  assert.deepEqual(readProblem(null), { type: '', detail: '' });
});

test('windows and waits', () => {
  const [start, end] = ['2026-11-22T04:00:00Z', '2026-11-24T04:00:00Z'];
  assert.deepEqual(readRenewalWindow(JSON.stringify({ suggestedWindow: { start, end } })), {
    from: Date.parse(start),
    until: Date.parse(end),
  });
  assert.equal(readRenewalWindow(JSON.stringify({ suggestedWindow: { start: end, end: start } })), null);
  assert.equal(readRetryAfter('120', 0), 120_000);
  assert.equal(readRetryAfter('Thu, 01 Jan 1970 00:01:00 GMT', 20_000), 40_000);
  for (const none of [undefined, '', 'soon', '-5', 'Thu, 01 Jan 1970 00:00:00 GMT'])
    assert.equal(readRetryAfter(none, 20_000), 0, String(none));
});

test('any text, and any JSON, is read without throwing; what is read keeps the caps', () => {
  const readers = [
    readDirectory,
    readOrder,
    readAuthorization,
    readRenewalWindow,
    documents.readOrderList,
    documents.readOrdersAddress,
    documents.readProblemText,
  ];
  // Near misses find more than noise: the right fields with wrong values.
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.webUrl(), fc.constantFrom('pending', 'valid', 'dns', TOKEN));
  const near = fc.dictionary(
    fc.constantFrom('status', 'identifiers', 'identifier', 'authorizations', 'finalize', 'challenges', 'error', 'meta'),
    fc.oneof(value, fc.array(fc.dictionary(fc.constantFrom('type', 'value', 'url', 'token', 'status'), value))),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        near.map((one) => JSON.stringify(one)),
      ),
      (text) => {
        for (const read of readers) read(text);
        const order = readOrder(text);
        for (const url of order?.authorizations ?? []) assert.ok(url.startsWith('https://'));
        for (const { token } of readAuthorization(text)?.challenges ?? []) assert.match(token, /^[\w-]+$/);
      },
    ),
    { numRuns: 300 },
  );
});
