/** Slowing down: who waits how long, who never does, and that trying at the same time gains nothing. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { type Admission, createThrottle, type Guess } from './throttle.ts';

function lab() {
  let now = 0;
  const waits: number[] = [];
  const open: (() => void)[] = [];
  const throttle = createThrottle({ now: () => now, monotonic: () => now }, (ms) => {
    waits.push(ms);
    return new Promise((done) => open.push(done));
  });
  const wrong = async (guess: Guess): Promise<Admission> => {
    const admission = await throttle.enter(guess);
    if (admission.kind === 'go') admission.settle('wrong');
    return admission;
  };
  return { throttle, wrong, waits, open, pass: (ms: number) => (now += ms) };
}
const kari = { name: 'kari@fjord.example', remote: '192.0.2.7' };
const seconds = (admission: Admission): number => (admission.kind === 'later' ? admission.seconds : 0);

test('four free tries, then longer each time, never more than half a minute, and forgotten after a while', async () => {
  const { throttle, wrong, pass } = lab();
  const told: number[] = [];
  for (let tries = 0; tries < 12; tries += 1) {
    const admission = await wrong(kari);
    told.push(seconds(admission));
    if (admission.kind === 'later') pass(admission.seconds * 1000);
    if (admission.kind === 'later') await wrong(kari);
  }
  assert.deepEqual(told.slice(0, 7), [0, 0, 0, 0, 2, 4, 8]);
  assert.equal(Math.max(...told), 30);
  pass(15 * 60_000);
  assert.equal((await throttle.enter(kari)).kind, 'go');
});

test('a refused try is not counted, so nobody keeps a name shut by trying on', async () => {
  const { wrong, pass } = lab();
  for (let tries = 0; tries < 4; tries += 1) await wrong(kari);
  for (let tries = 0; tries < 50; tries += 1) assert.equal(seconds(await wrong(kari)), 2);
  pass(2000);
  assert.equal((await wrong(kari)).kind, 'go');
});

test('tries at the same time are counted before they are answered', async () => {
  const { throttle } = lab();
  const all = await Promise.all(Array.from({ length: 10 }, () => throttle.enter(kari)));
  assert.equal(all.filter(({ kind }) => kind === 'go').length, 4);
});

test('guessing from elsewhere never makes the owner wait for long, and his known browser not at all', async () => {
  const { throttle, wrong, waits, open } = lab();
  for (let network = 1; network <= 20; network += 1) await wrong({ ...kari, remote: `198.51.100.${network}` });
  const known = await throttle.enter({ ...kari, device: 'his' });
  assert.equal(known.kind, 'go');
  const before = waits.length;
  const fresh = throttle.enter(kari);
  await Promise.resolve();
  for (const done of open) done();
  assert.equal((await fresh).kind, 'go', 'held back, not turned away');
  assert.ok(waits.slice(before).every((ms) => ms <= 4000));
});

test('one network holds only so many answers at once; others are not touched', async () => {
  const { throttle, wrong } = lab();
  for (let name = 0; name < 20; name += 1) await wrong({ name: `n${name}`, remote: kari.remote });
  const held = Array.from({ length: 30 }, (_, name) => throttle.enter({ name: `m${name}`, remote: kari.remote }));
  const settled = await Promise.race([Promise.all(held.slice(8)), Promise.resolve().then(() => null)]);
  const later = settled ?? (await Promise.all(held.slice(8)));
  assert.ok(later.every(({ kind }) => kind === 'later'));
  assert.equal((await throttle.enter({ name: 'x', remote: '203.0.113.1' })).kind, 'go');
});

test('a right one forgets the line; who has the password already waits longer for wrong codes', async () => {
  const { throttle, wrong, pass } = lab();
  for (let tries = 0; tries < 3; tries += 1) await wrong(kari);
  const right = await throttle.enter(kari);
  if (right.kind === 'go') right.settle('right');
  for (let tries = 0; tries < 4; tries += 1) assert.equal((await wrong(kari)).kind, 'go');
  const proven = { name: 'contact 1', remote: kari.remote, isProven: true };
  const told: number[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    const admission = await wrong(proven);
    told.push(seconds(admission));
    if (admission.kind === 'later') pass(admission.seconds * 1000);
  }
  assert.equal(Math.max(...told), 300);
});
