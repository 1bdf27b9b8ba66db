/** Cases, locks and watches on SQLite and on PostgreSQL: kept, bounded, purged; one holder at a time; rows put back exactly. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recording } from '#src/diagnosis/recordings.ts';
import { reason } from '#src/diagnosis/reason.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { createCases, replay } from '#src/service/cases.ts';
import { createFixWatch } from '#src/service/fix-watch.ts';
import { digestOf, putBack, rowsIn, type Scope } from '#src/service/fixes/rows.ts';
import { addDomain } from '#src/service/domains.ts';
import { claimWatch, dueWatches, giveLock, keepLock, takeLock, watchOf } from '#src/store/cases.ts';
import { createPasswordHasher } from '#src/service/password-hasher.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { openDatabase } from '#src/store/database.ts';
import { intendedMx, setIntendedMx } from '#src/store/domains.ts';
import { onEachEngine } from './store-engines.ts';

const DAY = 86_400_000;
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'x', publicKey: 'y' };
const BROKEN = recording({ 'dns.mx': { domain: 'fjord.example', state: 'none', records: [], implicit: [] } });

async function host(url: string) {
  const db = await openDatabase(url);
  const time = { now: Date.parse('2026-11-22T12:00:00Z') };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const cases = createCases({ db, clock, keepDays: 30 });
  const keep = () => cases.keep({ recording: BROKEN, verdict: reason(BROKEN), language: 'nb', askedBy: 'operator' });
  return { db, clock, time, cases, keep };
}

onEachEngine('cases', (engine) => {
  test('kept with its recording, seen by whom it belongs to, bounded, purged', async () => {
    const { db, clock, time, cases, keep } = await host(await engine.fresh());
    const added = await addDomain(
      { db, clock, actor: 'operator', makeKey: async () => key },
      { domain: 'fjord.example' },
    );
    assert.ok(added.ok);
    const id = await keep();
    assert.match(id, /^[0-9a-hjkmnp-tv-z]{12}$/);
    const shown = await cases.show(id, { kind: 'customer', id: added.value.customer });
    assert.ok(shown.ok);
    assert.deepEqual(
      shown.value.findings.map((one) => [one.id, one.cause]),
      reason(BROKEN).findings.map((one, index) => [String(index + 1), one.cause]),
    );
    assert.deepEqual(replay(shown.value), reason(BROKEN));
    for (const viewer of [
      { kind: 'customer', id: 'someone' as CustomerId },
      { kind: 'mailbox', address: 'ola@fjord.example' },
    ] as const)
      assert.equal((await cases.show(id, viewer)).ok, false);
    const kari = { kind: 'mailbox', address: 'kari@fjord.example' } as const;
    assert.equal((await cases.show(id, kari)).ok, false, 'there is no such mailbox');
    const hasher = createPasswordHasher();
    const password = 'hemmelig-blåbær-7';
    assert.ok((await addMailbox({ db, clock, hasher, actor: 'operator' }, { address: kari.address, password })).ok);
    assert.equal((await cases.show(id, kari)).ok, true);
    for (let index = 0; index < 25; index += 1) {
      time.now += 1000;
      await keep();
    }
    const subject = { domain: 'fjord.example', address: 'kari@fjord.example' };
    assert.equal((await cases.list(subject, { kind: 'operator' })).length, 20, 'the oldest go');
    time.now += 31 * DAY;
    assert.equal(await cases.purge(), 20);
    await db.close();
  });

  test('a lock has one holder, ends in time, and is given back by its holder alone', async () => {
    const { db } = await host(await engine.fresh());
    const take = (holder: string, now: number) => db.write((tx) => takeLock(tx, 'domain x', holder, now, now + 100));
    const all = await Promise.all(Array.from({ length: 8 }, (_, index) => take(`h${index}`, 1000)));
    assert.equal(all.filter(Boolean).length, 1);
    const winner = `h${all.indexOf(true)}`;
    await giveLock(db.sql, 'domain x', 'nobody');
    assert.equal(await take('late', 1050), false);
    assert.equal(await keepLock(db.sql, 'domain x', winner, 2000), true);
    assert.equal(await take('late', 1900), false);
    assert.equal(await take('late', 2000), true, 'its time is over');
    await giveLock(db.sql, 'domain x', 'late');
    assert.equal(await take('next', 2001), true);
    await db.close();
  });

  test('rows are put back exactly: changed, added and removed ones', async () => {
    const { db, clock } = await host(await engine.fresh());
    const added = await addDomain(
      { db, clock, actor: 'operator', makeKey: async () => key },
      { domain: 'fjord.example' },
    );
    assert.ok(added.ok);
    const { customer } = added.value;
    const scopes: readonly Scope[] = [
      { table: 'domains', column: 'name', value: 'fjord.example', key: 'id', columns: ['mx_intended'] },
      { table: 'contacts', column: 'customer_id', value: customer, key: 'id' },
    ];
    const contact = (id: string) =>
      ({
        id,
        customer_id: customer,
        address: `${id}@a.example`,
        role: 'billing',
        confirmed_at: null,
        created_at: 5,
      }) as never;
    await db.sql
      .insertInto('contacts')
      .values([contact('a'), contact('b')])
      .execute();
    const before = await rowsIn(db.sql, scopes);
    await setIntendedMx(db.sql, 'fjord.example', ['b.example', 'a.example']);
    assert.deepEqual(await intendedMx(db.sql, 'fjord.example'), ['a.example', 'b.example']);
    await db.sql
      .deleteFrom('contacts')
      .where('id', '=', 'a' as never)
      .execute();
    await db.sql.insertInto('contacts').values(contact('c')).execute();
    assert.notEqual(digestOf(await rowsIn(db.sql, scopes)), digestOf(before));
    await db.write((tx) => putBack(tx, scopes, before));
    assert.equal(digestOf(await rowsIn(db.sql, scopes)), digestOf(before));
    await db.close();
  });

  test('a watch looks when it is due, one process at a time, and writes down changes only', async () => {
    const { db, clock, time, cases, keep } = await host(await engine.fresh());
    const shown = await cases.show(await keep(), { kind: 'operator' });
    assert.ok(shown.ok);
    const [finding] = shown.value.findings;
    let verdict = reason(recording());
    const told: boolean[] = [];
    const watch = createFixWatch({
      db,
      clock,
      judge: async () => verdict,
      onChange: ({ present }) => void told.push(present),
    });
    await watch.begin(shown.value, finding, null, false);
    assert.equal(await watch.look(), 0, 'not due yet');
    time.now += 60_000;
    assert.equal(await watch.look(), 1);
    assert.deepEqual(told, []);
    verdict = reason(BROKEN);
    time.now += 5 * 60_000;
    const [due] = await dueWatches(db.sql, time.now, 5);
    assert.equal(await claimWatch(db.sql, due, due.nextAt + 1), true);
    assert.equal(await claimWatch(db.sql, due, due.nextAt + 2), false, 'another was quicker');
    time.now += 1;
    assert.equal(await watch.look(), 1);
    assert.deepEqual(told, [true]);
    time.now += 25 * 3_600_000;
    await watch.look();
    assert.deepEqual(told, [true], 'the same again is no news');
    const over = await watchOf(db.sql, shown.value.id, finding.id);
    assert.deepEqual([over?.state, over?.log.length], ['over', 1]);
    time.now += DAY;
    assert.equal(await watch.look(), 0);
    await watch.close();
    await db.close();
  });
});
