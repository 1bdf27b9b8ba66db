/** The watch behind the gate: closes outgoing only, holds what waits, judges habits and copies, and breaks nobody's mail. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Policy, PolicyDecision, PolicyRequest } from '#src/engine/ports.ts';
import type { ConnectionId, MailboxId } from '#src/model/ids.ts';
import { openDatabase } from '#src/store/database.ts';
import { createBlocks } from '../blocks.ts';
import type { NoticeEvent } from '../block-port.ts';
import { addCustomer } from '../customers.ts';
import { addDomain } from '../domains.ts';
import { addMailbox } from '../mailboxes.ts';
import { createPasswordHasher } from '../password-hasher.ts';
import { setPlan } from '../plans.ts';
import { createAbuseWatch } from './watch.ts';

const DAY = 86_400_000;
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'pem', publicKey: 'y' };
const TEXT =
  'kjære kunde kontoen din blir stengt om kort tid fordi vi ikke har fått bekreftet opplysningene dine i systemet vårt vennligst følg lenken under og logg på med passordet ditt slik at du fortsatt kan motta viktige beskjeder fra oss alle i banken';

async function host(plan: readonly string[] = []) {
  const db = await openDatabase('sqlite::memory:');
  const time = { now: 20_000 * DAY + 1000 };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const acting = { db, clock, hasher, actor: 'test', makeKey: () => Promise.resolve(key) };
  await setPlan(acting, 'standard', ['abuse.learn.days=0', ...plan]);
  const blocks = createBlocks({ db, clock });
  const holds: unknown[] = [];
  const told: NoticeEvent[] = [];
  const trouble: unknown[] = [];
  const broken = { is: false };
  const queue = {
    hold: async (select: unknown) => {
      if (broken.is) throw new Error('queue');
      holds.push(select);
      return 0;
    },
  };
  const watch = createAbuseWatch({
    db,
    clock,
    blocks,
    queue,
    journal: { query: async () => [] },
    directory: { signingKeys: async () => [] },
    notices: { about: (event) => void told.push(event) },
    linkBase: () => 'https://mx.test',
    onTrouble: (error) => void trouble.push(error),
  });
  const settled: boolean[] = [];
  const answer: { is: PolicyDecision } = {
    is: { kind: 'accept', settle: async (accepted) => void settled.push(accepted) },
  };
  const inner: Policy = { decide: async () => answer.is };
  const gate = watch.guard(inner);
  const mailbox = async (address: string, customer?: string): Promise<MailboxId> => {
    const domain = address.split('@')[1];
    await addDomain(acting, { domain, ...(customer === undefined ? {} : { customer }) });
    const made = await addMailbox(acting, { address, password: 'hemmelig-7-tegn' });
    assert.ok(made.ok);
    return made.value.id;
  };
  const end = async (id: MailboxId, to: readonly string[], text = 'Hei.'): Promise<PolicyDecision> => {
    const request: PolicyRequest = {
      stage: 'end-of-message',
      direction: 'outgoing',
      connection: {
        id: 'c' as ConnectionId,
        endpoint: 'submissions',
        localPort: 465,
        remoteAddress: '192.0.2.1',
        remotePort: 1,
      },
      mailbox: { id, address: 'kari@fjord.example', language: 'nb', quotaBytes: 0 },
      mailFrom: 'kari@fjord.example',
      recipients: to,
      bytes: Buffer.from(`From: <kari@fjord.example>\r\nSubject: Hei\r\n\r\n${text}\r\n`),
      subject: 'Hei',
    };
    const decision = await gate.decide(request);
    if (decision.kind !== 'refuse') await decision.settle?.(true);
    return decision;
  };
  const stop = async (): Promise<void> => {
    await watch.close();
    blocks.close();
    await db.close();
  };
  return { acting, db, time, blocks, watch, holds, told, trouble, broken, settled, answer, gate, mailbox, end, stop };
}
const people = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, i) => `p${from + i}@x.test`);

test('today against the busiest day: closed outgoing only, this message and the queue held for a person', async () => {
  const at = await host(['abuse.volume.factor=3', 'abuse.volume.least=5', 'abuse.unknown.max=0']);
  const kari = await at.mailbox('kari@fjord.example');
  await at.end(kari, people(4));
  at.time.now += DAY;
  await at.watch.habits.flush();
  assert.equal((await at.end(kari, people(12))).kind, 'accept');
  const over = await at.end(kari, people(1));
  assert.ok(over.kind === 'hold' && over.heldBy?.startsWith('review:') === true && over.text?.startsWith('2.0.0 '));
  const [block] = await at.blocks.active([{ kind: 'mailbox', id: kari }]);
  assert.deepEqual([block.rule, block.directions, block.until], ['abuse-volume', ['outgoing'], null]);
  assert.deepEqual(block.evidence, { sent: 13, busiest: 4, limit: 12 });
  assert.deepEqual(at.holds, [{ mailbox: kari }]);
  assert.deepEqual(at.settled, [true, true, true]);
  assert.equal((await at.blocks.attempts(block.id))[0].state, 'held');
  await at.stop();
});

test('one text from three customers, each to many; from one customer it is nobody’s business', async () => {
  const at = await host(['abuse.copies=3', 'abuse.copies.recipients=4', 'abuse.unknown.max=0', 'bulk.mode=off']);
  const boxes: MailboxId[] = [];
  for (const n of [1, 2, 3]) {
    const customer = await addCustomer(at.acting, { name: `K${n}` });
    assert.ok(customer.ok);
    boxes.push(await at.mailbox(`a@k${n}.example`, customer.value.id));
    boxes.push(await at.mailbox(`b@k${n}b.example`, customer.value.id));
  }
  for (const box of [0, 1, 2, 3])
    assert.equal((await at.end(boxes[box], people(4), `Hei ${box}! ${TEXT}`)).kind, 'accept');
  assert.equal((await at.end(boxes[4], people(3), TEXT)).kind, 'accept', 'to few');
  const third = await at.end(boxes[4], people(4), `Kjære Ola ${TEXT} 99`);
  assert.equal(third.kind, 'hold');
  const [block] = await at.blocks.active([{ kind: 'mailbox', id: boxes[4] }]);
  assert.deepEqual([block.rule, block.evidence['mailboxes']], ['abuse-content', 3]);
  await at.stop();
});

test('mass mail without its rules: told once and sent, or refused with places given back, or left alone', async () => {
  const at = await host(['bulk.recipients=5']);
  const kari = await at.mailbox('kari@fjord.example');
  assert.equal((await at.end(kari, people(5))).kind, 'accept');
  assert.ok(at.told[0].kind === 'bulk-warning' && at.told[0].missing.includes('list-unsubscribe'));
  await setPlan(at.acting, 'standard', ['bulk.mode=refuse']);
  const refused = await at.end(kari, people(5));
  assert.ok(
    refused.kind === 'refuse' && refused.refusal.code === 550 && refused.refusal.cause === 'snd-bulk-not-allowed',
  );
  assert.ok(refused.refusal.text.includes('List-Unsubscribe'));
  assert.deepEqual(at.settled, [true, false]);
  assert.equal((await at.end(kari, people(4))).kind, 'accept');
  await setPlan(at.acting, 'standard', ['bulk.mode=off']);
  assert.equal((await at.end(kari, people(9))).kind, 'accept');
  await at.stop();
});

test('what the gate refused, other stages and incoming mail are not looked at; a watch that breaks stops nothing', async () => {
  const at = await host(['abuse.unknown.max=1']);
  const kari = await at.mailbox('kari@fjord.example');
  at.answer.is = { kind: 'refuse', refusal: { code: 450, enhanced: '4.7.1', cause: 'snd-x', text: 'no' } };
  assert.equal((await at.end(kari, people(9))).kind, 'refuse');
  at.answer.is = { kind: 'accept' };
  const connection = {
    id: 'c' as ConnectionId,
    endpoint: 'inbound',
    localPort: 25,
    remoteAddress: '::1',
    remotePort: 1,
  } as const;
  assert.equal((await at.gate.decide({ stage: 'end-of-message', direction: 'incoming', connection })).kind, 'accept');
  at.broken.is = true;
  assert.equal((await at.end(kari, people(3))).kind, 'accept');
  assert.equal(at.trouble.length, 1);
  assert.equal((await at.end('no-such' as MailboxId, people(3))).kind, 'accept');
  await at.stop();
});
