/**
 * One suite for both counters of the sending limits: against a plain model under random orders of reserve, release and
 * time (also backwards), under real concurrency (PostgreSQL: two pools, as two processes have), and over a restart.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { DomainId, MailboxId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { openCounters } from '#src/service/gate.ts';
import type { Ceiling, CounterStore, Want } from '#src/service/limits/counter-store.ts';
import { type Database, openDatabase } from '#src/store/database.ts';
import { onEachEngine } from './store-engines.ts';

const T0 = Date.UTC(2026, 9, 1, 12);
const HOUR = 3_600_000;

const ceilings = (
  mailboxMax: number,
  domainMax: number,
  counts: Ceiling['counts'] = 'recipients',
): readonly Ceiling[] => [
  { rule: 'mailbox-day', scope: 'mailbox', max: mailboxMax * 3, windowMs: 24 * HOUR, counts },
  { rule: 'mailbox-hour', scope: 'mailbox', max: mailboxMax, windowMs: HOUR, counts },
  { rule: 'domain-hour', scope: 'domain', max: domainMax, windowMs: HOUR, counts },
];

/** What the words of the rule say, with nothing clever: everything at most one window away counts. */
class Model {
  readonly sent: { at: number; recipients: number; mailbox: string; domain: string; gone: boolean }[] = [];
  used(want: Want, ceiling: Ceiling, now: number): number {
    return this.sent
      .filter((one) => !one.gone && one[ceiling.scope] === want[ceiling.scope])
      .filter(
        (one) =>
          Math.abs(one.at - now) <= ceiling.windowMs &&
          (ceiling.after === undefined || ceiling.after > now || one.at >= ceiling.after),
      )
      .reduce((sum, one) => sum + (ceiling.counts === 'messages' ? 1 : one.recipients), 0);
  }
  over(want: Want, now: number): { rule: string; used: number } | null {
    for (const ceiling of want.ceilings) {
      const used = this.used(want, ceiling, now);
      const added = ceiling.counts === 'messages' ? 1 : want.recipients;
      if (used + added > ceiling.max) return { rule: ceiling.rule, used };
    }
    return null;
  }
}

type Step =
  | { readonly kind: 'reserve'; readonly mailbox: number; readonly recipients: number }
  | { readonly kind: 'settle'; readonly which: number; readonly accepted: boolean }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'open'; readonly mailbox: number }
  | { readonly kind: 'let-go'; readonly mailbox: number }
  | { readonly kind: 'trim' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('reserve' as const),
      mailbox: fc.nat(2),
      recipients: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('settle' as const), which: fc.nat(30), accepted: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      ms: fc.oneof(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 2 * HOUR }),
        fc.constant(HOUR),
        fc.integer({ min: -HOUR, max: -1 }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('open' as const), mailbox: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('let-go' as const), mailbox: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'trim' as const }) },
);

onEachEngine('Counters of the sending limits', (engine) => {
  let opened: Promise<{ url: string; db: Database }> | undefined;
  const clock = { at: T0, now: () => clock.at, monotonic: () => clock.at };
  const shared = () => (opened ??= engine.fresh().then(async (url) => ({ url, db: await openDatabase(url) })));
  after(async () => (await opened)?.db.close());
  const people = () => ({
    domain: newId<DomainId>(),
    mailboxes: [newId<MailboxId>(), newId<MailboxId>(), newId<MailboxId>()] as const,
  });

  void test('agrees with a plain model under any order of reserve, release, time and reopening', async () => {
    const { db } = await shared();
    clock.at = T0;
    const counters = await openCounters({ db, clock });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 60 }),
        fc.constantFrom<Ceiling['counts']>('recipients', 'messages'),
        async (steps, counts) => {
          const { domain, mailboxes } = people();
          const model = new Model();
          const open: { id: string; entry: Model['sent'][number] }[] = [];
          const openedAt = new Map<number, number>();
          for (const one of steps) {
            switch (one.kind) {
              case 'time':
                clock.at += one.ms;
                break;
              case 'open':
                openedAt.set(one.mailbox, clock.at);
                break;
              case 'let-go': {
                const sent = { mailbox: mailboxes[one.mailbox], domain, recipients: 2 };
                await counters.add(sent);
                model.sent.push({ ...sent, at: clock.at, gone: false });
                break;
              }
              case 'trim':
                await counters.trim();
                break;
              case 'settle': {
                const [place] = open.splice(one.which % Math.max(open.length, 1), 1);
                if (place === undefined) break;
                if (!one.accepted) place.entry.gone = true;
                await (one.accepted ? counters.durable(place.id) : counters.release(place.id));
                await counters.release(place.id); // settled: does nothing
                break;
              }
              case 'reserve': {
                const opened = openedAt.get(one.mailbox);
                const want: Want = {
                  mailbox: mailboxes[one.mailbox],
                  domain,
                  recipients: one.recipients,
                  ceilings: ceilings(6, 10, counts).map((ceiling) =>
                    opened !== undefined && ceiling.rule === 'mailbox-hour' ? { ...ceiling, after: opened } : ceiling,
                  ),
                };
                const expected = model.over(want, clock.at);
                const looked = await counters.look(want);
                assert.equal(looked.ok, expected === null);
                const got = await counters.reserve(want);
                assert.deepEqual(
                  got.ok ? null : { rule: got.over.ceiling.rule, used: got.over.used },
                  expected,
                  'never one over, never refused below',
                );
                if (!got.ok) break;
                const entry = { at: clock.at, recipients: one.recipients, mailbox: want.mailbox, domain, gone: false };
                model.sent.push(entry);
                open.push({ id: got.id, entry });
                assert.deepEqual(
                  got.levels.map(({ used }) => used),
                  want.ceilings.map((ceiling) => model.used(want, ceiling, clock.at)),
                );
              }
            }
          }
          for (const { id } of open) await counters.durable(id);
          // A restart in the middle of the hour forgets nothing.
          const again = await openCounters({ db, clock });
          for (const mailbox of mailboxes) {
            const want: Want = { mailbox, domain, recipients: 1, ceilings: ceilings(6, 10, counts) };
            assert.equal((await again.look(want)).ok, model.over(want, clock.at) === null, 'after reopening');
          }
        },
      ),
      { numRuns: engine.name === 'sqlite' ? 120 : 30, endOnFailure: true },
    );
  });

  void test('of many at once exactly as many pass as there are places, in two processes too', async () => {
    const { db, url } = await shared();
    clock.at = T0 + 1000 * HOUR;
    const { domain, mailboxes } = people();
    const other = engine.name === 'postgres' ? await openDatabase(url) : null;
    const stores: CounterStore[] = [await openCounters({ db, clock })];
    if (other !== null) stores.push(await openCounters({ db: other, clock }));
    const accepted = new Map<string, number>();
    const refused: Want[] = [];
    await Promise.all(
      Array.from({ length: 300 }, async (_, i) => {
        const recipients = 1 + (i % 3);
        const want: Want = { mailbox: mailboxes[i % 3], domain, recipients, ceilings: ceilings(50, 120) };
        const got = await stores[i % stores.length].reserve(want);
        if (!got.ok) return refused.push(want);
        // Every tenth message fails in the end: its places are given back, and nobody is over for it.
        if (i % 10 === 9) return await stores[i % stores.length].release(got.id);
        accepted.set(want.mailbox, (accepted.get(want.mailbox) ?? 0) + recipients);
        return await stores[i % stores.length].durable(got.id);
      }),
    );
    const total = [...accepted.values()].reduce((sum, one) => sum + one, 0);
    for (const used of accepted.values()) assert.ok(used <= 50, `${used} of 50`);
    assert.ok(total <= 120, `${total} of 120`);
    assert.ok(refused.length > 0);
    // What is left after the noise is filled up exactly, to the last place.
    const one = (i: number): Want => ({
      mailbox: mailboxes[i % 3],
      domain,
      recipients: 1,
      ceilings: ceilings(50, 120),
    });
    const late = await Promise.all(Array.from({ length: 150 }, (_, i) => stores[i % stores.length].reserve(one(i))));
    assert.equal(total + late.filter(({ ok }) => ok).length, 120);
    const heaviest = await stores[0].heaviest(domain, HOUR, 'recipients');
    assert.ok(heaviest !== null && heaviest.used <= 50 && heaviest.used >= 40);
    await other?.close();
  });

  void test('rows older than two days are gone from the log, newer ones count on', async () => {
    const { db } = await shared();
    clock.at = T0 + 5000 * HOUR;
    const { domain, mailboxes } = people();
    const counters = await openCounters({ db, clock });
    const want: Want = { mailbox: mailboxes[0], domain, recipients: 1, ceilings: ceilings(2, 10) };
    const place = await counters.reserve(want);
    assert.ok(place.ok);
    await counters.durable(place.id);
    const rows = async (): Promise<number> =>
      (await db.sql.selectFrom('send_log').select('id').where('domain_id', '=', domain).execute()).length;
    clock.at += 47 * HOUR;
    await counters.trim();
    assert.equal(await rows(), 1);
    clock.at += 2 * HOUR;
    await counters.trim();
    assert.equal(await rows(), 0);
  });
});
