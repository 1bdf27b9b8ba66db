/** Requests to support and what was seen at the last look, kept the same on both engines. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { CustomerId } from '#src/model/ids.ts';
import type { SupportRequest, SupportVoice } from '#src/model/support.ts';
import { deleteLooks, lookAt, looksAt, putLook } from '#src/store/looks.ts';
import {
  addSupportMessage,
  insertRequest,
  messagesOf,
  requestById,
  requestsLike,
  updateRequest,
} from '#src/store/support-requests.ts';
import { billingHost } from './billing-host.ts';
import { onEachEngine } from './store-engines.ts';

onEachEngine('support requests', (engine) => {
  const on = (title: string, run: (host: Awaited<ReturnType<typeof billingHost>>) => Promise<void>) =>
    test(title, async () => {
      const host = await billingHost(await engine.fresh());
      try {
        await run(host);
      } finally {
        await host.close();
      }
    });
  const made = (customer: CustomerId, id: string, more: Partial<SupportRequest> = {}): SupportRequest => ({
    id,
    customer,
    askerKind: 'contact',
    askerId: 'c1',
    askerName: 'eier@far.example',
    language: 'nb',
    title: 'Får ikke sendt',
    about: 'fjord.example',
    caseId: null,
    replyTo: 'eier@far.example',
    state: 'open',
    holder: null,
    createdAt: 1000,
    changedAt: 1000,
    ...more,
  });

  void on('a word of the host answers, a word of the asker opens, a note changes no state', async (host) => {
    const customer = await host.customer();
    const { sql } = host.db;
    await insertRequest(sql, made(customer, 'aaaaaaaaaaaa'));
    const say = async (voice: SupportVoice, at: number): Promise<string | undefined> => {
      const now = await requestById(sql, 'aaaaaaaaaaaa');
      assert.ok(now);
      const word = { id: `m${at}`, request: now.id, voice, author: 'x', text: `${voice} æøå`, at };
      await addSupportMessage(sql, now, word);
      return (await requestById(sql, now.id))?.state;
    };
    assert.equal(await say('note', 2000), 'open');
    assert.equal(await say('operator', 3000), 'answered');
    assert.equal(await say('note', 3500), 'answered');
    assert.equal(await say('asker', 4000), 'open');
    await updateRequest(sql, 'aaaaaaaaaaaa', 5000, { state: 'closed', holder: 'ola' });
    const closed = await requestById(sql, 'aaaaaaaaaaaa');
    assert.deepEqual([closed?.state, closed?.holder, closed?.changedAt], ['closed', 'ola', 5000]);
    assert.equal(await say('asker', 6000), 'open');
    assert.deepEqual(
      (await messagesOf(sql, 'aaaaaaaaaaaa')).map(({ voice, text }) => `${voice}: ${text}`),
      ['note', 'operator', 'note', 'asker', 'asker'].map((voice) => `${voice}: ${voice} æøå`),
    );
    assert.equal(await requestById(sql, 'bbbbbbbbbbbb'), null);
  });

  void on('lists by customer, asker, state and age; what changed last first', async (host) => {
    const customer = await host.customer();
    const { sql } = host.db;
    await insertRequest(sql, made(customer, 'aaaaaaaaaaaa'));
    await insertRequest(sql, made(customer, 'bbbbbbbbbbbb', { changedAt: 3000, state: 'closed' }));
    await insertRequest(sql, made(customer, 'cccccccccccc', { changedAt: 2000, askerKind: 'mailbox', askerId: 'm9' }));
    const ids = async (wanted: Partial<Parameters<typeof requestsLike>[1]>): Promise<readonly string[]> =>
      (await requestsLike(sql, { limit: 10, ...wanted })).map(({ id }) => id[0]);
    assert.deepEqual(await ids({}), ['b', 'c', 'a']);
    assert.deepEqual(await ids({ customer: 'nobody' as CustomerId }), []);
    assert.deepEqual(await ids({ customer, askerKind: 'contact' }), ['b', 'a']);
    assert.deepEqual(await ids({ askerKind: 'mailbox', askerId: 'm9' }), ['c']);
    assert.deepEqual(await ids({ states: ['open', 'answered'] }), ['c', 'a']);
    assert.deepEqual(await ids({ before: 3000, limit: 1 }), ['c']);
  });

  void on('of a look only the newest is kept, by subject and kind', async (host) => {
    const { sql } = host.db;
    assert.equal(await lookAt(sql, 'fjord.example', 'chain'), null);
    await putLook(sql, 'fjord.example', 'chain', { at: 1, found: { verdict: 'healthy' } });
    await putLook(sql, 'fjord.example', 'registry', { at: 2, found: ['x'] });
    await putLook(sql, 'fjord.example', 'chain', { at: 3, found: { verdict: 'cause-found' } });
    await putLook(sql, 'fjell.example', 'chain', { at: 4, found: null });
    assert.deepEqual(await lookAt(sql, 'fjord.example', 'chain'), { at: 3, found: { verdict: 'cause-found' } });
    const both = await looksAt(sql, ['fjord.example', 'fjell.example', 'none.example'], 'chain');
    assert.deepEqual([...both.keys()].toSorted(), ['fjell.example', 'fjord.example']);
    assert.equal((await looksAt(sql, [], 'chain')).size, 0);
    await deleteLooks(sql, 'fjord.example');
    assert.equal(await lookAt(sql, 'fjord.example', 'registry'), null);
    assert.equal((await lookAt(sql, 'fjell.example', 'chain'))?.at, 4);
  });
});
