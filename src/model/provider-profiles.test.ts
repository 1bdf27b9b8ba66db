/** Providers are recognised by their MX, the most exact name first, and never by a name that only looks alike. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { filterServiceFor, profileFor, PROVIDER_PROFILES } from './provider-profiles.ts';

test('the most exact name counts', () => {
  assert.equal(profileFor(['fjord-no.mail.protection.outlook.com'])?.id, 'microsoft');
  assert.equal(profileFor(['outlook-com.olc.protection.outlook.com'])?.id, 'outlook.com');
  assert.equal(profileFor(['aspmx.l.google.com', 'x'])?.id, 'google');
  assert.equal(profileFor(['evilgoogle.com', 'mx.fjord.example']), null);
  assert.equal(profileFor([]), null);
  assert.equal(filterServiceFor(['mx1-eu1.ppe-hosted.com']), 'Proofpoint');
  assert.equal(filterServiceFor(['mx.fjord.example']), null);
});

test('the articles: settings and limits of the two hosts', () => {
  const websupport = profileFor(['mx1.websupport.se']);
  assert.deepEqual(websupport?.incoming, { host: 'imap.websupport.se', port: 993, mode: 'tls' });
  assert.deepEqual(websupport?.outgoing, { host: 'smtp.websupport.se', port: 465, mode: 'tls' });
  assert.deepEqual(
    websupport?.limits.slice(0, 2).map(({ count, of }) => [count, of]),
    [
      [300, 'address'],
      [2000, 'domain'],
    ],
  );
  assert.equal(websupport?.stopMinutes, 60);
  assert.equal(profileFor(['mx.webhuset.no'])?.webmail, 'https://ox.webhuset.no');
});

test('every profile is whole', () => {
  const ids = PROVIDER_PROFILES.map((one) => one.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { mx, incoming, outgoing } of PROVIDER_PROFILES) {
    assert.ok(mx.length > 0 && mx.every((name) => /^[a-z0-9.-]+$/.test(name)));
    for (const one of [incoming, outgoing]) assert.ok(one === null || (one.port > 0 && /^[a-z0-9.-]+$/.test(one.host)));
  }
});
