/** What webmail writes down — drafts, their files, the outbox (migration 0020) — on both databases, query by query. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import { openDatabase } from '#src/store/database.ts';
import {
  deleteDraft,
  deleteUpload,
  draftByCopy,
  draftById,
  type DraftRow,
  draftsOf,
  insertDraft,
  insertUpload,
  knownFiles,
  noteCopy,
  saveDraft,
  uncopiedDrafts,
  uploadById,
  uploadsOf,
} from '#src/store/webmail-drafts.ts';
import {
  changeOutgoing,
  deleteOutgoing,
  dueOutgoing,
  forgetSent,
  insertOutgoing,
  moveOutgoing,
  nextOutgoing,
  outboxOf,
  type OutboxRow,
  outgoingById,
  outgoingOfDraft,
  wakeSending,
} from '#src/store/webmail-outbox.ts';
import { onEachEngine } from './store-engines.ts';

const ME = 'kari' as MailboxId;
const OTHER = 'ola' as MailboxId;
/** Larger than 32 bits: what comes back must be a number all the same. */
const T0 = 1_790_000_000_000;
const LARGE = 5_000_000_000;

const draft = (id: string, more: Partial<DraftRow> = {}): DraftRow => ({
  id,
  mailbox_id: ME,
  version: 1,
  content: '{"subject":"Økonomi 🦌"}',
  origin: null,
  copy: null,
  copied_version: 0,
  created_at: T0,
  saved_at: T0,
  ...more,
});
const outgoing = (id: string, more: Partial<OutboxRow> = {}): OutboxRow => ({
  id,
  mailbox_id: ME,
  draft_id: `draft-${id}`,
  state: 'waiting',
  subject: 'Hei',
  mail_from: 'kari@fjord.example',
  addressees: '[]',
  shown: '[]',
  blind: '',
  message_id: `<${id}@fjord.example>`,
  size_bytes: LARGE,
  go_at: T0,
  may_undo: 1,
  tries: 0,
  refusal: null,
  steps: '[]',
  origin: null,
  created_at: T0,
  sent_at: null,
  ...more,
});

onEachEngine('what webmail writes', (engine) => {
  const withDatabase = async (work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>) => {
    const database = await openDatabase(await engine.fresh());
    try {
      await work(database);
    } finally {
      await database.close();
    }
  };

  void test('a draft comes back as it was written; who saves says what he saw; it is nobody else’s', () =>
    withDatabase(async ({ sql }) => {
      await insertDraft(sql, draft('a'));
      await insertDraft(sql, draft('b', { saved_at: T0 + 5 }));
      assert.deepEqual(await draftById(sql, ME, 'a'), draft('a'));
      assert.equal(await draftById(sql, OTHER, 'a'), null);
      assert.equal(await saveDraft(sql, ME, 'a', 1, '{"n":2}', T0 + 10), true);
      assert.equal(await saveDraft(sql, ME, 'a', 1, '{"n":3}', T0 + 11), false, 'somebody saved meanwhile');
      assert.equal(await saveDraft(sql, OTHER, 'a', 2, '{"n":4}', T0 + 12), false);
      assert.deepEqual(
        (await draftsOf(sql, ME, 10)).map(({ id, version, content, saved_at: at }) => [id, version, content, at]),
        [
          ['a', 2, '{"n":2}', T0 + 10],
          ['b', 1, draft('b').content, T0 + 5],
        ],
      );
      assert.deepEqual(
        (await uncopiedDrafts(sql, T0 + 6, 10)).map(({ id }) => id),
        ['b'],
      );
      await noteCopy(sql, 'b', 'RHJhZnRz.1.7', 1);
      assert.equal((await draftByCopy(sql, ME, 'RHJhZnRz.1.7'))?.id, 'b');
      assert.deepEqual(await uncopiedDrafts(sql, T0 + 6, 10), []);
      await insertOutgoing(sql, outgoing('x', { draft_id: 'a' }));
      assert.deepEqual(
        (await draftsOf(sql, ME, 10)).map(({ id }) => id),
        ['b'],
        'what is on its way is no draft',
      );
    }));

  void test('files go with their draft, and are known as long as somebody needs them', () =>
    withDatabase(async ({ sql }) => {
      const file = (id: string) => ({
        id,
        draft_id: 'a',
        mailbox_id: ME,
        name: 'prisliste å.csv',
        type: 'text/csv',
        size_bytes: LARGE,
        cid: null,
        created_at: T0,
      });
      await insertDraft(sql, draft('a'));
      for (const id of ['f1', 'f2', 'f3']) await insertUpload(sql, file(id));
      assert.deepEqual(await uploadById(sql, 'a', 'f1'), file('f1'));
      assert.equal(await deleteUpload(sql, 'a', 'f2'), true);
      assert.equal(await deleteUpload(sql, 'b', 'f1'), false);
      assert.deepEqual(
        (await uploadsOf(sql, 'a')).map(({ id }) => id),
        ['f1', 'f3'],
      );
      await insertOutgoing(sql, outgoing('x'));
      assert.deepEqual([...(await knownFiles(sql, ['f1', 'f2', 'x', 'y']))].toSorted(), ['f1', 'x']);
      assert.equal(await deleteDraft(sql, OTHER, 'a'), false);
      assert.equal(await deleteDraft(sql, ME, 'a'), true);
      assert.deepEqual(await uploadsOf(sql, 'a'), []);
    }));

  void test('a draft goes once, whoever presses; each step of the outbox names the state it expects', () =>
    withDatabase(async ({ sql }) => {
      const both = await Promise.all(['x', 'y'].map((id) => insertOutgoing(sql, outgoing(id, { draft_id: 'a' }))));
      assert.deepEqual(
        both.toSorted((a, b) => Number(a) - Number(b)),
        [false, true],
      );
      const { id } = (await outgoingOfDraft(sql, 'a')) ?? outgoing('none');
      assert.deepEqual(await outgoingById(sql, ME, id), outgoing(id, { draft_id: 'a' }));
      assert.equal(await outgoingById(sql, OTHER, id), null);
      assert.deepEqual([await nextOutgoing(sql), (await dueOutgoing(sql, T0 - 1, 9)).length], [T0, 0]);
      const claims = await Promise.all([1, 2, 3].map(() => moveOutgoing(sql, id, 'waiting', { state: 'sending' })));
      assert.deepEqual(
        claims.toSorted((a, b) => Number(a) - Number(b)),
        [false, false, true],
      );
      assert.deepEqual([await nextOutgoing(sql), await dueOutgoing(sql, T0 + 1, 9)], [null, []]);
      await wakeSending(sql, T0 + 20);
      assert.equal((await dueOutgoing(sql, T0 + 20, 9))[0]?.id, id, 'a program that ended leaves nothing behind');
      await moveOutgoing(sql, id, 'waiting', { state: 'sent', sent_at: T0 + 30, steps: '["file"]' });
      assert.equal((await dueOutgoing(sql, T0 + 40, 9)).length, 1);
      await forgetSent(sql, T0 + 100);
      assert.equal((await outboxOf(sql, ME, 9)).length, 1, 'what is not done is not forgotten');
      await changeOutgoing(sql, id, { steps: '[]' });
      await forgetSent(sql, T0 + 100);
      assert.deepEqual(await outboxOf(sql, ME, 9), []);
      await insertOutgoing(sql, outgoing('z', { state: 'refused', draft_id: null }));
      await insertOutgoing(sql, outgoing('w', { state: 'refused', draft_id: null }));
      assert.equal(await deleteOutgoing(sql, 'z', 'waiting'), false);
      assert.equal(await deleteOutgoing(sql, 'z', 'refused'), true);
      assert.equal((await outboxOf(sql, ME, 9)).length, 1);
    }));
});
