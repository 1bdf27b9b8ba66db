/** A program's answers count apart: only to who wrote, only `auto-replied`, bounded a day, given back when not accepted. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { PolicyRequest } from '#src/engine/ports.ts';
import type { ConnectionId, DomainId, MailboxId } from '#src/model/ids.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { DEFAULT_PLAN_VALUES } from '#src/model/plan.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { openDatabase } from '#src/store/database.ts';
import type { Sender } from './limits.ts';
import { createRobotReplies } from './robot-replies.ts';

const NOW = 20_000 * 86_400_000;

async function world(most = 1000) {
  const db = await openDatabase('sqlite::memory:');
  const clock = { now: () => NOW, monotonic: () => NOW };
  const letter = { kind: 'message', step: 'delivered', mailFrom: 'Eva@far.example' } as StoredEvent;
  const robots = createRobotReplies({ db, clock, journal: { query: async () => [letter] } });
  const mailbox = { id: 'm' as MailboxId, domain: 'd' as DomainId } as StoredMailbox;
  const limits = { ...DEFAULT_PLAN_VALUES, 'mailbox.day.max': most };
  const sender: Sender = { mailbox, customer: null, limits, opened: {} };
  const ask = (header: string, recipients: readonly string[] = ['eva@far.example']) => {
    const connection = {
      id: 'c' as ConnectionId,
      endpoint: 'submissions',
      localPort: 465,
      remoteAddress: '::1',
      remotePort: 1,
    } as const;
    const bytes = Buffer.from(`From: <kari@fjord.example>\r\n${header}\r\n\r\nBorte.\r\n`);
    const request: PolicyRequest = {
      stage: 'end-of-message',
      direction: 'outgoing',
      connection,
      recipients,
      bytes,
    };
    return robots(request, sender);
  };
  const log = () => db.sql.selectFrom('send_log').select(['origin', 'recipients']).execute();
  return { ask, log, stop: () => db.close() };
}

test('an answer to somebody who wrote is written down apart, and taken back when it is not accepted', async () => {
  const at = await world();
  const settle = await at.ask('Auto-Submitted: Auto-Replied; owner-email="kari@fjord.example"');
  assert.ok(settle !== null);
  assert.deepEqual(await at.log(), [{ origin: 'robot', recipients: 1 }]);
  await settle(false);
  assert.deepEqual(await at.log(), []);
  await at.stop();
});

test('what only says so counts like any other mail', async () => {
  const at = await world();
  assert.equal(await at.ask('Subject: Hei'), null);
  assert.equal(await at.ask('Auto-Submitted: auto-generated'), null);
  assert.equal(await at.ask('Auto-Submitted: auto-repliedx'), null);
  assert.equal(await at.ask('Auto-Submitted: auto-replied', ['ukjent@far.example']), null);
  assert.equal(await at.ask('Auto-Submitted: auto-replied', ['eva@far.example', 'ola@far.example']), null);
  assert.deepEqual(await at.log(), []);
  await at.stop();
});

test('no more answers a day than the mailbox may send', async () => {
  const at = await world(2);
  const answers = [1, 2, 3].map(() => () => at.ask('Auto-Submitted: auto-replied'));
  const heard: boolean[] = [];
  for (const one of answers) heard.push((await one()) !== null);
  assert.deepEqual(heard, [true, true, false]);
  await at.stop();
});
