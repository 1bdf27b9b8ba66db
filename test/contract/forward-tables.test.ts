/** Consents to forwarding (migrations 0023, 0024) on both databases, query by query; and what the step 24 makes of older rows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, DAY_MS, type ForwardConsent } from '#src/model/forward-consent.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { type Database, openDatabase } from '#src/store/database.ts';
import {
  consentById,
  consentsOf,
  dropConsent,
  endOverdue,
  letterCounts,
  markTold,
  putConsent,
  putNever,
  untoldConsents,
} from '#src/store/forward-consents.ts';
import { forgetGoneMailboxes } from '#src/store/gone-mailboxes.ts';
import { MIGRATIONS } from '#src/store/migrate.ts';
import { onEachEngine } from './store-engines.ts';

const ME = 'kari' as MailboxId;
/** Larger than 32 bits: what comes back must be a number all the same. */
const T0 = 1_790_000_000_000;
const consent = (id: string, more: Partial<ForwardConsent> = {}): ForwardConsent => ({
  id,
  mailbox: ME,
  target: `${id}@far.example`,
  state: 'waiting',
  madeAt: T0,
  madeBy: 'kari@fjord.example',
  letters: 1,
  sentAt: T0,
  untilAt: T0 + DAY_MS,
  decidedAt: null,
  answer: null,
  toldAt: null,
  ...more,
});
const ids = (rows: readonly ForwardConsent[]): readonly string[] => rows.map(({ id }) => id).toSorted();

onEachEngine('consents to forwarding', (engine) => {
  const withDatabase = async (work: (database: Database) => Promise<void>, migrations = MIGRATIONS) => {
    const database = await openDatabase(await engine.fresh(), migrations);
    try {
      await work(database);
    } finally {
      await database.close();
    }
  };

  void test('a row comes back as it was written; a pair has one, and keeps its id and so its link', () =>
    withDatabase(async ({ sql }) => {
      const whole = consent('a', {
        state: 'refused',
        untilAt: null,
        decidedAt: T0 + 1,
        answer: 'stopped',
        toldAt: T0 + 2,
      });
      await putConsent(sql, whole);
      assert.deepEqual(await consentById(sql, 'a'), whole);
      await putConsent(sql, { ...consent('b'), target: whole.target });
      assert.deepEqual(await consentsOf(sql, ME), [{ ...consent('a'), target: whole.target }]);
      assert.equal(await consentById(sql, 'b'), null);
      assert.deepEqual(await consentsOf(sql, 'ola' as MailboxId), []);
      await dropConsent(sql, 'a');
      assert.deepEqual(await consentsOf(sql, ME), []);
    }));

  void test('letters are counted by address and by mailbox, within the time; never is remembered', () =>
    withDatabase(async ({ sql }) => {
      await putConsent(sql, consent('a'));
      await putConsent(sql, consent('b'));
      await putConsent(sql, consent('c', { mailbox: 'ola', target: 'a@far.example' }));
      await putConsent(sql, consent('d', { sentAt: T0 - DAY_MS }));
      const pair = { mailbox: ME, target: 'a@far.example' };
      assert.deepEqual(await letterCounts(sql, pair, T0 - 1), { toTarget: 2, ofMailbox: 2, isNever: false });
      assert.deepEqual(await letterCounts(sql, pair, T0), { toTarget: 0, ofMailbox: 0, isNever: false });
      await putNever(sql, 'a@far.example', T0);
      await putNever(sql, 'a@far.example', T0 + 1);
      assert.equal((await letterCounts(sql, pair, T0)).isNever, true);
      assert.equal((await letterCounts(sql, { ...pair, target: 'b@far.example' }, T0)).isNever, false);
    }));

  void test('a question ends at its time and once; what is told is not told again, what changed meanwhile is', () =>
    withDatabase(async ({ sql }) => {
      await putConsent(sql, consent('a'));
      await putConsent(sql, consent('later', { untilAt: T0 + 2 * DAY_MS }));
      await putConsent(sql, consent('unasked', { letters: 0, sentAt: null, untilAt: null }));
      await endOverdue(sql, T0 + DAY_MS - 1);
      assert.deepEqual(await untoldConsents(sql, 10), []);
      await endOverdue(sql, T0 + DAY_MS);
      const [expired, ...more] = await untoldConsents(sql, 10);
      assert.deepEqual([expired.id, expired.answer, more.length], ['a', 'expired', 0]);
      const late = answered(expired, false, T0 + DAY_MS + 5);
      await putConsent(sql, late);
      await markTold(sql, expired, T0 + DAY_MS + 6);
      assert.deepEqual(await untoldConsents(sql, 10), [late], 'the answer that came meanwhile is still to be told');
      await markTold(sql, late, T0 + DAY_MS + 7);
      await endOverdue(sql, T0 + DAY_MS + 8);
      assert.deepEqual(await untoldConsents(sql, 10), []);
      assert.equal((await consentById(sql, 'a'))?.toldAt, T0 + DAY_MS + 7);
    }));

  void test('what was answered before step 24 counts as told; what waits can still run out', () =>
    withDatabase(
      async ({ sql }) => {
        const row = { mailbox_id: ME, made_at: T0, made_by: 'kari', letters: 1, sent_at: T0, until_at: null };
        for (const [id, state, decided] of [
          ['yes', 'confirmed', T0 + 5],
          ['no', 'refused', T0 + 6],
          ['open', 'waiting', null],
          ['vouched', 'operator', null],
        ] as const)
          await sql
            .insertInto('forward_consents')
            .values({ ...row, id, target: `${id}@far.example`, state, decided_at: decided, until_at: T0 + 9 } as never)
            .execute();
        await MIGRATIONS.find(({ version }) => version === 24)?.up(sql);
        assert.deepEqual(await untoldConsents(sql, 10), []);
        assert.deepEqual(
          [(await consentById(sql, 'yes'))?.answer, (await consentById(sql, 'no'))?.toldAt],
          ['yes', T0 + 6],
        );
        await endOverdue(sql, T0 + 9);
        assert.deepEqual(ids(await untoldConsents(sql, 10)), ['open']);
      },
      MIGRATIONS.filter(({ version }) => version < 24),
    ));

  void test('two who answer at once give one answer', () =>
    withDatabase(async (database) => {
      await putConsent(database.sql, consent('a'));
      const answer = (at: number) =>
        database.write(async (tx) => {
          const now = await consentById(tx, 'a');
          assert.ok(now !== null);
          const made = answered(now, true, at);
          await putConsent(tx, made);
          return made.decidedAt;
        });
      const [first, second] = await Promise.all([answer(T0 + 1), answer(T0 + 2)]);
      assert.equal(first, second);
    }));

  void test('they go with their mailbox', () =>
    withDatabase(async ({ sql }) => {
      await putConsent(sql, consent('a'));
      assert.equal(await forgetGoneMailboxes(sql), 1);
      assert.deepEqual(await consentsOf(sql, ME), []);
    }));
});
