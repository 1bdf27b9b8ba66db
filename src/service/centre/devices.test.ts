/** Sign-ins become devices: a failure belongs to the device that was there before, guessing belongs to nobody, oddities are named. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionFacts, SignInEvent } from '#src/model/journal.ts';
import type { SignIn } from '#src/probes/familiar.ts';
import { devicesFrom } from './devices.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;
let serial = 0;

function signIn(hoursAgo: number, more: Partial<SignInEvent> = {}, connection: Partial<ConnectionFacts> = {}): SignIn {
  serial += 1;
  const at = NOW - hoursAgo * HOUR;
  return {
    kind: 'sign-in',
    at,
    lastAt: at,
    id: String(serial),
    count: 1,
    login: 'kari@fjord.example',
    mechanism: 'LOGIN',
    outcome: 'ok',
    ...more,
    connection: {
      id: 'c' as never,
      endpoint: 'imaps',
      localPort: 993,
      remoteAddress: '203.0.113.7',
      remotePort: 40_000,
      country: 'NO',
      client: 'Thunderbird 140',
      tls: { version: 'TLSv1.3' },
      ...connection,
    },
  };
}
const WRONG = { outcome: 'wrong-password', cause: 'acc-wrong-password' } as const;
const list = (events: readonly SignIn[], welcome: readonly string[] = []) =>
  devicesFrom(events, [], { now: NOW, welcome });

test('the same program at the same door is one device; its last word decides', () => {
  const { devices, strangers } = list([signIn(9), signIn(5), signIn(1, WRONG)]);
  assert.equal(devices.length, 1);
  const [device] = devices;
  assert.deepEqual([device.times, device.failures, device.advice], [2, 1, 'fails']);
  assert.equal(device.lastOkAt, NOW - 5 * HOUR);
  assert.equal(strangers.tries, 0);
});

test('a failure that was followed by a success is over', () => {
  const [device] = list([signIn(5), signIn(3, WRONG), signIn(1)]).devices;
  assert.deepEqual([device.failures, device.advice], [0, null]);
});

test('guessing from elsewhere is no device, also under the name of a common program', () => {
  const guess = signIn(1, { ...WRONG, lastAt: NOW } as never, { remoteAddress: '198.51.100.9', country: 'BR' });
  const { devices, strangers } = list([signIn(4), guess]);
  assert.deepEqual([devices.length, devices[0].advice], [1, null]);
  assert.deepEqual([strangers.tries, strangers.networks, strangers.countries], [1, 1, ['BR']]);
});

test('who has an old password, or the right one at the wrong place, is a device of the house', () => {
  const stale = signIn(1, { outcome: 'wrong-password', cause: 'cli-stale-password' }, { remoteAddress: '192.0.2.4' });
  const abroad = signIn(
    2,
    { outcome: 'refused', cause: 'net-geo-block-by-us' },
    { remoteAddress: '198.51.100.7', country: 'ES', client: 'iPhone 18' },
  );
  const { devices, strangers } = list([stale, abroad]);
  assert.deepEqual(
    devices.map(({ program, advice }) => [program, advice]),
    [
      ['Thunderbird 140', 'fails'],
      ['iPhone 18', 'fails'],
    ],
  );
  assert.equal(strangers.tries, 0);
});

test('another program that fails at a known address is a device of its own', () => {
  const { devices } = list([signIn(5), signIn(1, WRONG, { client: 'Outlook 16' })]);
  assert.deepEqual(
    devices.map(({ program, advice }) => [program, advice]),
    [
      ['Outlook 16', 'fails'],
      ['Thunderbird 140', null],
    ],
  );
});

test('old or missing encryption, a new country and a rented server are pointed out, one thing each', () => {
  const advice = (connection: Partial<ConnectionFacts>, welcome: readonly string[] = []) =>
    list([signIn(400), signIn(1, {}, { client: 'Mail 1', ...connection })], welcome).devices.find(
      ({ program }) => program === 'Mail 1',
    )?.advice;
  assert.equal(advice({ tls: { version: 'TLSv1.1' } }), 'old-encryption');
  assert.equal(advice({ tls: {} }), 'unencrypted');
  assert.equal(advice({ country: 'BR' }), 'new-country');
  assert.equal(advice({ country: 'BR' }, ['BR']), null, 'its owner said yes to it');
  assert.equal(
    advice({ country: 'US', networkKind: 'vendor', network: 'Google Gmail' }),
    null,
    'a vendor is nobody’s journey',
  );
  assert.equal(advice({ networkKind: 'hosting', network: 'Skyen' }), 'rented-server');
  assert.equal(advice({}), null);
});

test('the page shows fifty; the comparison with webmail sees them all', () => {
  const events = Array.from({ length: 70 }, (_, index) => signIn(1, {}, { client: `Program ${index}` }));
  assert.equal(list(events).devices.length, 50);
  assert.equal(devicesFrom(events, [], { now: NOW, welcome: [], most: Number.POSITIVE_INFINITY }).devices.length, 70);
});
