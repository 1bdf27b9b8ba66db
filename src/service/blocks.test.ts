/** Blocks: started once, ended once, found by subject and by the networks that hold an address, never old. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Block } from '#src/model/block.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { openDatabase } from '#src/store/database.ts';
import type { NewBlock } from './block-port.ts';
import { createBlocks } from './blocks.ts';
import { addCustomer } from './customers.ts';

const T0 = Date.UTC(2026, 9, 1, 18, 4);

async function world() {
  const db = await openDatabase('sqlite::memory:');
  const clock = { now: () => clock.at, monotonic: () => clock.at, at: T0 };
  const customer = await addCustomer({ db, clock, actor: 'test' }, { name: 'Fjord AS', contact: 'post@fjord.example' });
  assert.ok(customer.ok);
  const blocks = createBlocks({ db, clock });
  const of = (more: Partial<NewBlock> = {}): NewBlock => ({
    subject: { kind: 'customer', id: customer.value.id as CustomerId },
    directions: ['outgoing'],
    rule: 'unpaid',
    cause: 'bil-unpaid-outgoing-stopped',
    evidence: { invoice: '1001' },
    until: null,
    lifters: ['payment', 'support'],
    actor: 'rule',
    ...more,
  });
  const close = async (): Promise<void> => {
    blocks.close();
    await db.close();
  };
  return { db, clock, blocks, of, close };
}

test('a block starts once, is found, ends once, and stays as history', async () => {
  const { blocks, of, clock, close } = await world();
  const heard: string[] = [];
  blocks.onChange((block, what) => heard.push(`${what} ${block.subjectName}`));
  const first = await blocks.start(of());
  const again = await blocks.start(of({ evidence: { invoice: '1002' } }));
  assert.ok(first.ok && again.ok);
  assert.equal(again.value.id, first.value.id);
  assert.deepEqual(again.value.evidence, { invoice: '1001' });
  assert.match(first.value.code, /^[2-9a-hj-km-np-z]{8}$/);
  const { subject } = first.value;
  assert.equal((await blocks.active([subject])).length, 1);

  clock.at += 1000;
  const wrong = await blocks.lift(first.value.code, 'customer', 'kari');
  assert.equal(!wrong.ok && wrong.problem.key, 'blockNotYours');
  const lifted = await blocks.lift(first.value.code, 'payment', 'system');
  assert.ok(lifted.ok && lifted.value.liftedAt === T0 + 1000);
  const twice = await blocks.lift(first.value.id, 'support', 'ola');
  assert.equal(!twice.ok && twice.problem.key, 'blockAlreadyLifted');
  assert.deepEqual(await blocks.active([subject]), []);
  assert.deepEqual(heard, ['started Fjord AS', 'lifted Fjord AS']);
  const history = await blocks.list('Fjord AS');
  assert.ok(history.ok && history.value.length === 1 && history.value[0].liftedBy === 'payment');
  const active = await blocks.list('Fjord AS', { onlyActive: true });
  assert.deepEqual(active.ok && active.value, []);
  await close();
});

test('a block with an end is over at that moment, told by the sweep once, and stays over when the clock jumps back', async () => {
  const { blocks, of, clock, close } = await world();
  const heard: string[] = [];
  blocks.onChange((block, what) => heard.push(`${what} ${block.liftedBy ?? ''}`.trim()));
  const made = await blocks.start(of({ until: T0 + 3_600_000, lifters: ['time'], rule: 'operator' }));
  assert.ok(made.ok);
  const { subject } = made.value;
  clock.at = T0 + 3_599_999;
  assert.equal((await blocks.active([subject])).length, 1);
  await blocks.sweep();
  clock.at = T0 + 3_600_000;
  assert.equal((await blocks.active([subject])).length, 0);
  await blocks.sweep();
  await blocks.sweep();
  assert.deepEqual(heard, ['started', 'lifted time']);
  clock.at = T0 + 60_000;
  assert.equal((await blocks.active([subject])).length, 0);
  const ended = await blocks.list('Fjord AS');
  assert.ok(ended.ok && ended.value[0].liftedAt === T0 + 3_600_000);
  await close();
});

test('an address is stopped by a block of a network that holds it', async () => {
  const { blocks, of, close } = await world();
  const made = await blocks.start(of({ subject: { kind: 'network', id: '192.0.2.9/24' }, rule: 'failed-sign-ins' }));
  assert.ok(made.ok && made.value.subject.id === '192.0.2.0/24');
  const found = async (id: string): Promise<readonly Block[]> => blocks.active([{ kind: 'network', id }]);
  assert.equal((await found('192.0.2.77')).length, 1);
  assert.equal((await found('::ffff:192.0.2.77')).length, 1);
  assert.equal((await found('192.0.3.77')).length, 0);
  assert.equal((await blocks.lift(made.value.code, 'support', 'ola')).ok, true);
  assert.equal((await found('192.0.2.77')).length, 0);
  const bad = await blocks.start(of({ subject: { kind: 'network', id: 'kontoret' } }));
  assert.equal(!bad.ok && bad.problem.key, 'networkBad');
  await close();
});

test('attempts are kept once each, and held ones change their state', async () => {
  const { blocks, of, close } = await world();
  const made = await blocks.start(of());
  assert.ok(made.ok);
  const attempt = {
    blockId: made.value.id,
    at: T0,
    mailFrom: 'a@fjord.example',
    rcptTo: 'b@c.example',
    subject: null,
  } as const;
  await blocks.recordAttempt({ ...attempt, state: 'held' });
  await blocks.recordAttempt({ ...attempt, at: T0 + 5, state: 'held' });
  await blocks.recordAttempt({ ...attempt, at: T0 + 9, state: 'released' });
  assert.deepEqual(await blocks.attempts(made.value.id), [{ ...attempt, state: 'released' }]);
  const again = await blocks.list();
  assert.equal(again.ok && again.value[0].attempts, 1);
  await close();
});

test('nothing starts on what does not exist, in the past, or without a direction', async () => {
  const { blocks, of, close } = await world();
  const key = async (more: Partial<NewBlock>) => {
    const outcome = await blocks.start(of(more));
    return outcome.ok ? 'started' : outcome.problem.key;
  };
  assert.equal(await key({ until: T0 }), 'blockEndsBefore');
  assert.equal(await key({ directions: [] }), 'blockStopsNothing');
  assert.equal(await key({ subject: { kind: 'customer', id: 'nobody' as CustomerId } }), 'subjectMissing');
  const none = await blocks.list('ukjent.example');
  assert.equal(!none.ok && none.problem.key, 'subjectMissing');
  await close();
});
