/** Blocks on both databases: one at a time under concurrency, seen by another process, attempts once each, history kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustomerId } from '#src/model/ids.ts';
import type { NewBlock } from '#src/service/block-port.ts';
import { createBlocks } from '#src/service/blocks.ts';
import { addCustomer } from '#src/service/customers.ts';
import { openedAgain } from '#src/store/blocks.ts';
import { openDatabase } from '#src/store/database.ts';
import { onEachEngine } from './store-engines.ts';

const T0 = Date.UTC(2026, 9, 1, 12);

onEachEngine('Blocks', (engine) => {
  void test('ten rules at once start one Block; another process sees it start, lifts it, and the first sees that', async () => {
    const url = await engine.fresh();
    const [db, other] = [await openDatabase(url), await openDatabase(url)];
    const clock = { at: T0, now: () => clock.at, monotonic: () => clock.at };
    const made = await addCustomer({ db, clock, actor: 'test' }, { name: 'Fjord AS', contact: 'post@fjord.example' });
    assert.ok(made.ok);
    const subject = { kind: 'customer', id: made.value.id as CustomerId } as const;
    const wanted: NewBlock = {
      subject,
      directions: ['outgoing'],
      rule: 'operator',
      cause: 'snd-outbound-operator',
      evidence: { reason: 'Etter avtale' },
      until: null,
      lifters: ['support'],
      actor: 'test',
    };
    const here = createBlocks({ db, clock, recheckMs: -1 });
    const there = createBlocks({ db: other, clock, recheckMs: -1 });
    assert.deepEqual(await there.active([subject]), []);
    const started = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? here : there).start(wanted)));
    const ids = new Set(started.map((one) => (one.ok ? one.value.id : one.problem.key)));
    assert.equal(ids.size, 1);
    assert.equal((await here.active([subject])).length, 1);
    assert.equal((await there.active([subject])).length, 1);

    const [id] = ids;
    const attempt = {
      blockId: id,
      at: T0,
      mailFrom: 'a@fjord.example',
      rcptTo: 'b@far.example',
      subject: 'Hei',
    } as const;
    await Promise.all([here, there, here].map((one) => one.recordAttempt({ ...attempt, state: 'held' })));
    await there.recordAttempt({ ...attempt, at: T0 + 1, state: 'released' });
    assert.deepEqual(await here.attempts(id), [{ ...attempt, state: 'released' }]);

    clock.at += 1000;
    const lifts = await Promise.all([here.lift(id, 'support', 'kari'), there.lift(id, 'support', 'ola')]);
    assert.equal(lifts.filter(({ ok }) => ok).length, 1, 'lifted once');
    assert.deepEqual(await here.active([subject]), []);
    assert.deepEqual(await there.active([subject]), []);
    const history = await here.list('Fjord AS');
    assert.ok(history.ok && history.value.length === 1 && history.value[0].attempts === 1);
    for (const one of [here, there]) one.close();
    await other.close();
    await db.close();
  });

  void test('a limit that a person lifted is known with its moment; one that ended by time is not', async () => {
    const db = await openDatabase(await engine.fresh());
    const clock = { at: T0, now: () => clock.at, monotonic: () => clock.at };
    const made = await addCustomer({ db, clock, actor: 'test' }, { name: 'Skog AB', contact: 'post@skog.example' });
    assert.ok(made.ok);
    const subject = { kind: 'customer', id: made.value.id as CustomerId } as const;
    const blocks = createBlocks({ db, clock });
    const limit = { directions: ['outgoing'], cause: 'snd-account-hour-limit', evidence: {}, actor: 'rule' } as const;
    const start = (rule: 'mailbox-hour' | 'domain-hour') =>
      blocks.start({ ...limit, subject, rule, until: clock.at + 5000, lifters: ['time', 'support'] });
    const [first, second] = [await start('mailbox-hour'), await start('domain-hour')];
    assert.ok(first.ok && second.ok);
    clock.at += 1000;
    assert.ok((await blocks.lift(first.value.code, 'support', 'kari')).ok);
    clock.at += 10_000;
    await blocks.sweep();
    const lifts = await openedAgain(db.sql, T0);
    assert.deepEqual([...lifts], [[`customer ${subject.id}`, { 'mailbox-hour': T0 + 1000 }]]);
    blocks.close();
    await db.close();
  });
});
