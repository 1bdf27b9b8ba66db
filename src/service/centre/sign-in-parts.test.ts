/** The small parts of signing in: challenges, the name for passkeys, names of browsers. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { browserName } from '#src/model/browser-name.ts';
import { CHALLENGE_MS, createChallenges } from './challenges.ts';
import { relyingPartyOf } from './relying-party.ts';

test('a challenge is good once, for its time, its purpose and its browser; another process knows nothing of it', () => {
  let now = 1_800_000_000_000;
  const clock = { now: () => now, monotonic: () => now };
  const mine = createChallenges(clock);
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const one = text(mine.issue('sign-in', 'browser'));
  assert.equal(createChallenges(clock).take(one, 'sign-in', 'browser'), false);
  assert.equal(mine.take(one, 'register', 'browser'), false);
  assert.equal(mine.take(one, 'sign-in', 'other'), false);
  assert.equal(mine.take(one, 'sign-in', 'browser'), true);
  assert.equal(mine.take(one, 'sign-in', 'browser'), false, 'used');
  assert.equal(mine.take(`${one}=`, 'sign-in', 'browser'), false, 'the same bytes, written otherwise');
  const late = text(mine.issue('sign-in', 'browser'));
  now += CHALLENGE_MS;
  assert.equal(mine.take(late, 'sign-in', 'browser'), false, 'over');
  const longer = Buffer.from(text(mine.issue('sign-in', 'browser')), 'base64url');
  longer.writeUIntBE(now + 10 * CHALLENGE_MS, 16, 6);
  assert.equal(mine.take(longer.toString('base64url'), 'sign-in', 'browser'), false, 'its end is sealed');
  for (const junk of ['', 'x', 'é'.repeat(60), '='.repeat(72)]) assert.equal(mine.take(junk, 'sign-in', ''), false);
});

test('passkeys are made under our name or none, whatever a request says', () => {
  const ours = { base: '', hostname: 'mx.fjord.example' };
  const of = (host: string, isSecure: boolean, base = '') =>
    relyingPartyOf({ ...ours, base, host, isSecure })?.id ?? null;
  assert.equal(of('mx.fjord.example', true), 'mx.fjord.example');
  assert.equal(of('mx.fjord.example', false), null, 'browsers want https');
  assert.equal(of('evil.example', true), null);
  assert.equal(of('192.0.2.1', true), null);
  assert.equal(of('[2001:db8::1]', true), null);
  assert.equal(of('localhost:8025', false), 'localhost');
  const base = 'https://kunde.fjord.example';
  assert.equal(of('kunde.fjord.example', true, base), 'kunde.fjord.example');
  assert.equal(of('kunde.fjord.example', false, base), 'kunde.fjord.example', 'the proxy tells nothing of https');
  assert.equal(of('mx.fjord.example', true, base), null, 'one name for all passkeys');
  assert.equal(of('', true), null);
  assert.equal(of('a b', true), null);
});

test('browsers are told by name and system', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
  assert.equal(browserName(chrome), 'Chrome, Linux');
  assert.equal(browserName(`${chrome.replace('X11; Linux x86_64', 'Windows NT 10.0')} Edg/140.0`), 'Edge, Windows');
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1';
  assert.equal(browserName(phone), 'Safari, iPhone');
  assert.equal(browserName('Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'), 'Firefox, Android');
  assert.equal(browserName(null), null);
  assert.equal(browserName('x'.repeat(100_000)), null);
});
