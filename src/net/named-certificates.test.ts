/** Certificates by name: made for our names alone, kept, and not more of them than there is room for. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { createSecureContext, type SecureContext } from 'node:tls';
import { createNamedCertificates } from './named-certificates.ts';

function world(most: number) {
  const own = createSecureContext();
  const issued: string[] = [];
  const ours = new Set(['autoconfig.a.test', 'autoconfig.b.test', 'autoconfig.c.test']);
  let now = Date.UTC(2026, 0, 1);
  const named = createNamedCertificates({
    hostname: 'mx.host.test',
    clock: { now: () => now, monotonic: () => now },
    isOurs: async (name) => ours.has(name),
    most,
    certificates: {
      secureContext: () => own,
      named: () => null,
      issue: (name): SecureContext => {
        issued.push(name);
        return createSecureContext();
      },
    },
  });
  return { named, own, issued, ours, later: (ms: number) => (now += ms) };
}

test('a name of ours gets its own certificate once; strangers, the host and nobody get the host’s', async () => {
  const { named, own, issued } = world(10);
  const first = await named.contextFor('autoconfig.a.test');
  assert.notEqual(first, own);
  assert.equal(await named.contextFor('AutoConfig.A.test.'), first);
  for (const name of [undefined, '', 'mx.host.test', 'autoconfig.stranger.test', `${'x'.repeat(300)}.a.test`])
    assert.equal(await named.contextFor(name), own);
  assert.deepEqual(issued, ['autoconfig.a.test']);
});

test('a domain that moved away loses its certificate; an old one is made anew; the longest unasked makes room', async () => {
  const { named, own, issued, ours, later } = world(2);
  const first = await named.contextFor('autoconfig.a.test');
  await named.contextFor('autoconfig.b.test');
  await named.contextFor('autoconfig.a.test');
  await named.contextFor('autoconfig.c.test');
  assert.equal(await named.contextFor('autoconfig.a.test'), first, 'asked lately');
  await named.contextFor('autoconfig.b.test');
  assert.equal(issued.filter((name) => name === 'autoconfig.b.test').length, 2, 'it had gone');
  later(181 * 86_400_000);
  assert.notEqual(await named.contextFor('autoconfig.b.test'), first);
  assert.equal(issued.filter((name) => name === 'autoconfig.b.test').length, 3);
  ours.delete('autoconfig.b.test');
  assert.equal(await named.contextFor('autoconfig.b.test'), own);
});
