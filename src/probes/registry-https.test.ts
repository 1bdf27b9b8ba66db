/** The registry over HTTPS: the public list leads there, and the certificate must be the name's. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { startDnsServer } from '../../lab/dns-server.ts';
import { startRegistry } from '../../lab/registry.ts';
import { systemClock } from '#src/net/clock.ts';
import { createResolver } from '#src/net/resolver.ts';
import { makeAuthority } from '#src/net/tls-authority-keys.ts';
import { probeRegistry } from './registry.ts';
import type { ProbeDeps } from './sources.ts';

test('by the public list to the registry in charge, over TLS', async () => {
  const keys = makeAuthority({ names: ['rdap.nic.test'], now: Date.now() });
  const entry = { status: ['active'], registrar: 'Example Domains AS', nameServers: ['ns1.far.test'] };
  const registry = await startRegistry({ 'fjord.test': entry }, { key: keys.serverKey, cert: keys.serverChain });
  const dns = await startDnsServer({ 'rdap.nic.test': { A: ['127.0.0.1'] }, 'other.nic.test': { A: ['127.0.0.1'] } });
  const resolver = createResolver({ servers: [dns.address] });
  const ask = async (name: string, authorities: readonly string[]) => {
    const base = registry.url.replace('127.0.0.1', name);
    const bootstrapUrl = `${base}dns.json?test=${encodeURIComponent(base)}`;
    const options = {
      rdap: 'bootstrap',
      allowPrivate: true,
      bootstrapUrl,
      authorities,
      registrars: ['Our Domains AS'],
    };
    const evidence = await probeRegistry(
      { resolver, clock: systemClock, registry: options } as unknown as ProbeDeps,
      'fjord.test',
    );
    return evidence.kind === 'known' ? evidence.observed : evidence.why;
  };
  try {
    const seen = await ask('rdap.nic.test', [keys.caCert]);
    assert.ok(typeof seen === 'object');
    assert.equal(seen['registered'], true);
    assert.equal(seen['registrar'], 'Example Domains AS');
    assert.equal(seen['atUs'], false);
    assert.deepEqual(seen['nameServers'], ['ns1.far.test']);
    assert.equal(await ask('other.nic.test', [keys.caCert]), 'unreachable', 'another name than the certificate has');
  } finally {
    await registry.stop();
    await dns.stop();
  }
});
