/** Pages of mailboxes on SQLite and on PostgreSQL: whose they are, parts of addresses, states, and that pages miss nobody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBlocks } from '#src/service/blocks.ts';
import { addCustomer } from '#src/service/customers.ts';
import { addDomain } from '#src/service/domains.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { setAppPasswordsOnly, setMustChange } from '#src/service/mailbox-settings.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { openDatabase } from '#src/store/database.ts';
import { countMatching, mailboxPage, type MailboxFilter } from '#src/store/mailbox-pages.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { onEachEngine } from './store-engines.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'x', publicKey: 'y' };
const hasher = {
  hash: async () => '$x',
  verify: async () => 'wrong' as const,
  isIdle: () => true,
  load: () => ({ running: 0, waiting: 0 }),
};
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`refused: ${outcome.problem.key}`);
  return outcome.value;
}

onEachEngine('pages of mailboxes', (engine) => {
  test('owner, part, state, pages', async () => {
    const db = await openDatabase(await engine.fresh());
    const clock = { now: () => NOW, monotonic: () => 1 };
    const at = { db, clock, hasher, actor: 'test', makeKey: async () => key };
    const mine = value(await addCustomer(at, { name: 'Mine', contact: 'a@far.example' }));
    const other = value(await addCustomer(at, { name: 'Andre', contact: 'b@far.example' }));
    value(await addDomain(at, { domain: 'fjord.example', customer: mine.id }));
    value(await addDomain(at, { domain: 'fjell.example', customer: other.id }));
    for (let i = 0; i < 23; i += 1)
      value(await addMailbox(at, { address: `m${i}@fjord.example`, password: 'hest hest hest' }));
    value(await addMailbox(at, { address: 'a_b%c@fjord.example', password: 'hest hest hest' }));
    value(await addMailbox(at, { address: 'fremmed@fjell.example', password: 'hest hest hest' }));
    value(await setMustChange(at, 'm3@fjord.example', true));
    value(await setAppPasswordsOnly(at, 'm4@fjord.example', true));
    const blocks = createBlocks({ db, clock });
    const blocked = await mailboxByAddress(db.sql, 'm5@fjord.example');
    const block = {
      rule: 'operator',
      cause: 'snd-outbound-operator',
      evidence: {},
      lifters: ['support'],
      actor: 'test',
    } as const;
    const subject = { kind: 'mailbox', id: blocked?.id ?? ('' as never) } as const;
    value(await blocks.start({ ...block, subject, directions: ['outgoing'], until: NOW + 1000 }));
    const owner = { kind: 'customer', id: mine.id } as const;
    const addresses = async (filter: Partial<MailboxFilter>, limit = 100, after?: string) =>
      (
        await mailboxPage(db.sql, { owner, now: NOW, ...filter }, { limit, ...(after === undefined ? {} : { after }) })
      ).map(({ address }) => address);
    assert.equal((await addresses({})).length, 24, 'only one’s own');
    assert.equal((await addresses({ owner: { kind: 'all' } })).length, 25);
    assert.deepEqual(await addresses({ part: 'M1@' }), ['m1@fjord.example']);
    assert.deepEqual(
      await addresses({ part: '_b%' }),
      ['a_b%c@fjord.example'],
      'signs of the query language are letters',
    );
    assert.deepEqual(await addresses({ part: 'fremmed' }), []);
    assert.deepEqual(await addresses({ state: 'must-change' }), ['m3@fjord.example']);
    assert.deepEqual(await addresses({ state: 'app-passwords-only' }), ['m4@fjord.example']);
    assert.deepEqual(await addresses({ state: 'blocked' }), ['m5@fjord.example']);
    assert.deepEqual(await addresses({ state: 'blocked', now: NOW + 2000 }), [], 'its time is over');
    value(
      await blocks.start({
        ...block,
        subject: { kind: 'customer', id: mine.id as never },
        directions: ['outgoing'],
        until: null,
      }),
    );
    assert.equal(await countMatching(db.sql, { owner, now: NOW, state: 'blocked' }), 24);
    const seen: string[] = [];
    for (let after: string | undefined; seen.length < 30;) {
      const page = await addresses({}, 7, after);
      if (page.length === 0) break;
      seen.push(...page);
      after = page.at(-1);
    }
    assert.equal(new Set(seen).size, 24);
    assert.deepEqual(seen, seen.toSorted());
    blocks.close();
    await db.close();
  });
});
