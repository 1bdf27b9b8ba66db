/** The own authority: made once, kept, renewed in time, trusted by a strict client; files as the other way. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import tls from 'node:tls';
import type { AddressInfo } from 'node:net';
import { certificateFiles, ownAuthority } from './authority.ts';
import type { Clock } from './clock.ts';

const DAY_MS = 86_400_000;
const clockAt = (now: number): Clock => ({ now: () => now, monotonic: () => now });

function folder(t: { after(fn: () => void): void }): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'authority-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  return dataDir;
}

test('makes an authority that a strict client trusts, by name and by address', async (t) => {
  const dataDir = folder(t);
  const own = ownAuthority({ dataDir, hostname: 'mail.fjord.example', clock: clockAt(Date.now()) });
  const server = tls.createServer({ SNICallback: (name, done) => done(null, own.secureContext(name)) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (const servername of ['mail.fjord.example', 'localhost']) {
    const socket = tls.connect({ port, host: '127.0.0.1', servername, ca: own.authorityPem ?? '' });
    await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
    assert.equal(socket.authorized, true);
    const cert = socket.getPeerX509Certificate() as X509Certificate;
    assert.notEqual(cert.checkIP('::1'), undefined);
    assert.notEqual(cert.checkIP('127.0.0.1'), undefined);
    socket.destroy();
  }
  server.close();
  for (const key of ['ca.key', 'server.key']) assert.equal(statSync(join(dataDir, 'tls', key)).mode & 0o777, 0o600);
});

test('keeps what it made, renews before the end and for a new name, under the same authority', (t) => {
  const dataDir = folder(t);
  const server = (): string => readFileSync(join(dataDir, 'tls/server.pem'), 'utf8');
  const now = Date.now();
  const first = ownAuthority({ dataDir, hostname: 'a.example', clock: clockAt(now) });
  const kept = server();
  ownAuthority({ dataDir, hostname: 'a.example', clock: clockAt(now + 300 * DAY_MS) });
  assert.equal(server(), kept);
  const later = ownAuthority({ dataDir, hostname: 'a.example', clock: clockAt(now + 380 * DAY_MS) });
  assert.notEqual(server(), kept);
  assert.equal(later.authorityPem, first.authorityPem);
  const renewed = server();
  ownAuthority({ dataDir, hostname: 'a.example', extraNames: ['mx.b.example'], clock: clockAt(now + 380 * DAY_MS) });
  assert.notEqual(server(), renewed);
  assert.equal(new X509Certificate(server()).checkHost('mx.b.example'), 'mx.b.example');
});

test('files are used as they are, read again on reload, and named by their fault when damaged', (t) => {
  const dataDir = folder(t);
  ownAuthority({ dataDir, hostname: 'a.example', clock: clockAt(Date.now()) });
  const [certPath, keyPath] = [join(dataDir, 'tls/server.pem'), join(dataDir, 'tls/server.key')];
  const files = certificateFiles({ certPath, keyPath });
  const before = files.secureContext(undefined);
  files.reload();
  assert.notEqual(files.secureContext(undefined), before);
  writeFileSync(keyPath, 'no key');
  assert.throws(() => files.reload());
  assert.ok(files.secureContext(undefined), 'the last good certificate stays in use');
  assert.throws(() => certificateFiles({ certPath: join(dataDir, 'none.pem'), keyPath }), /ENOENT/);
});

test('a running server takes up a new certificate by itself, and keeps the old one when the new is damaged', (t) => {
  const dataDir = folder(t);
  let now = Date.now();
  const clock: Clock = { now: () => now, monotonic: () => now };
  const own = ownAuthority({ dataDir, hostname: 'a.example', clock });
  const path = join(dataDir, 'tls/server.pem');
  const [first, firstPem] = [own.secureContext(undefined), readFileSync(path, 'utf8')];
  now += 1000;
  assert.equal(own.secureContext(undefined), first);
  now += 380 * DAY_MS;
  const second = own.secureContext(undefined);
  assert.notEqual(second, first);
  assert.notEqual(readFileSync(path, 'utf8'), firstPem);
  writeFileSync(join(dataDir, 'tls/server.key'), 'damaged');
  now += DAY_MS;
  assert.equal(own.secureContext(undefined), second);
});
