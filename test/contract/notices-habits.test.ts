/** Notices and habits on both databases: one mail a reader though two processes try, and days that add up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewQueueMessage } from '#src/engine/embedded/queue/job.ts';
import { createHabits } from '#src/service/abuse/habits.ts';
import { createBlocks } from '#src/service/blocks.ts';
import { addCustomer } from '#src/service/customers.ts';
import { addDomain } from '#src/service/domains.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { listNotices } from '#src/service/notice-list.ts';
import { createNotices } from '#src/service/notices.ts';
import { createPasswordHasher } from '#src/service/password-hasher.ts';
import { addQuarantine, liftQuarantine, listQuarantine } from '#src/service/quarantine.ts';
import { openDatabase } from '#src/store/database.ts';
import { onEachEngine } from './store-engines.ts';

const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'pem', publicKey: 'y' };

async function host(url: string) {
  const db = await openDatabase(url);
  const time = { now: Date.parse('2026-11-21T13:00:00Z') };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const acting = { db, clock, hasher, actor: 'test', makeKey: () => Promise.resolve(key) };
  const customer = await addCustomer(acting, { name: 'Fjord AS', contact: 'eier@annet.test' });
  assert.ok(customer.ok);
  await addDomain(acting, { domain: 'fjord.example', customer: customer.value.id });
  const made = await addMailbox(acting, { address: 'kari@fjord.example', password: 'hemmelig-7-tegn' });
  assert.ok(made.ok);
  const blocks = createBlocks({ db, clock });
  const mails: NewQueueMessage[] = [];
  const queue = {
    add: async (messages: readonly NewQueueMessage[]) => {
      mails.push(...messages);
      return true;
    },
    show: () => [],
  };
  const directory = { signingKeys: async () => [] };
  const process = () =>
    createNotices({ db, clock, hostname: 'mx.test', queue, directory, blocks, link: (code) => code });
  return { ...acting, time, blocks, mails, process, mailbox: made.value.id };
}

onEachEngine('notices and habits', (engine) => {
  test('two processes hear of one quarantine: each reader gets one mail', async () => {
    const at = await host(await engine.fresh());
    const both = [at.process(), at.process()];
    const started = await addQuarantine(at, {
      domain: 'fjord.example',
      reason: 'Phishing\r\nBcc: x@y.test',
      until: '2026-12-01',
    });
    assert.ok(started.ok);
    assert.equal(started.value.evidence['reason'], 'Phishing Bcc: x@y.test');
    assert.equal(started.value.until, Date.parse('2026-12-01T23:59:59Z'));
    await Promise.all(both.map((one) => one.settled()));
    assert.deepEqual(at.mails.map((mail) => mail.recipients[0].address).sort(), [
      'eier@annet.test',
      'kari@fjord.example',
    ]);
    const again = await addQuarantine(at, { domain: 'FJORD.example', reason: 'Igjen' });
    assert.ok(again.ok && again.value.id === started.value.id);
    const running = await listQuarantine(at);
    assert.ok(running.ok && running.value.length === 1);
    assert.ok((await liftQuarantine(at, 'fjord.example')).ok);
    const twice = await liftQuarantine(at, 'fjord.example');
    assert.ok(!twice.ok && twice.problem.key === 'quarantineMissing');
    await Promise.all(both.map((one) => one.settled()));
    assert.equal(at.mails.length, 4);
    const listed = await listNotices(at, 'eier@annet.test');
    assert.ok(listed.ok && listed.value.every((notice) => notice.mails.every((mail) => mail.state === 'sent')));
    await Promise.all(both.map((one) => one.close()));
    at.blocks.close();
    await at.db.close();
  });

  test('bad input to quarantine is named and changes nothing', async () => {
    const at = await host(await engine.fresh());
    const problem = async (input: Parameters<typeof addQuarantine>[1]): Promise<string> => {
      const outcome = await addQuarantine(at, input);
      return outcome.ok ? 'ok' : outcome.problem.key;
    };
    assert.equal(await problem({ domain: 'fjord.example', reason: ' \u0000 ' }), 'quarantineReasonMissing');
    for (const until of ['2026-11-20', '2026-13-40', 'i morgen', '', '99999-01-01'])
      assert.equal(await problem({ domain: 'fjord.example', reason: 'x', until }), 'untilBad', until);
    assert.equal(await problem({ domain: 'annet.example', reason: 'x' }), 'domainMissing');
    assert.equal(await problem({ domain: '', reason: 'x' }), 'domainBad');
    const none = await listQuarantine(at);
    assert.ok(none.ok && none.value.length === 0);
    at.blocks.close();
    await at.db.close();
  });

  test('habits add up from two writers', async () => {
    const at = await host(await engine.fresh());
    const all = [1, 2].map(() =>
      createHabits({ db: at.db, clock: at.clock, onTrouble: (error) => assert.fail(String(error)) }),
    );
    for (const [i, habits] of all.entries()) habits.add(at.mailbox, ['a@x.test', `b${i}@x.test`], ['k']);
    await Promise.all(all.map((habits) => habits.flush()));
    const seen = await all[0].look(at.mailbox, ['a@x.test', 'b0@x.test', 'b1@x.test', 'c@x.test']);
    assert.deepEqual([seen.today, seen.firstTime, seen.unknown.length], [4, 2, 1]);
    await Promise.all(all.map((habits) => habits.close()));
    at.blocks.close();
    await at.db.close();
  });
});
