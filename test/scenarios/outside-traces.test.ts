/**
 * What the probes from outside leave behind at the real host, and what they cost: no refusal in anybody's story, no attempt
 * at a Block, no message kept, little time — also with dead hosts among the targets.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OutsideInbound, LoopMessage, LoopRcpt } from '#src/diagnosis/observed-outside.ts';
import type { Evidence } from '#src/diagnosis/evidence.ts';
import { addBlock, showBlock } from '#src/service/operator-blocks.ts';
import { setPlan } from '#src/service/plans.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { deadAddress } from '../../lab/fault-proxy.ts';
import { asUsual, faultAt } from '../../lab/host-faults.ts';
import { startMailHost } from '../../lab/mail-host.ts';
import { startTrustingWorld } from '../../lab/trusting.ts';
import type { World } from '../../lab/world.ts';

let world: World;
before(async () => {
  world = await startTrustingWorld();
});
after(() => world.stop());

async function ask(
  subject: string,
  more: { readonly deep?: boolean; readonly fresh?: boolean } = {},
): Promise<{ readonly rows: readonly Evidence[]; readonly causes: readonly string[] }> {
  const rows: Evidence[] = [];
  const result = await world.host.app.diagnose({ subject, symptom: 'both', language: 'en', ...more }, (row) => {
    rows.push(row);
  });
  assert.ok(result.ok);
  return { rows, causes: result.value.findings.map((one) => one.cause) };
}
function observed<T>(rows: readonly Evidence[], probe: string): T {
  const row = rows.find((one) => one.probe === probe);
  assert.ok(row?.kind === 'known', `${probe}: ${JSON.stringify(row)}`);
  return row.observed as unknown as T;
}
async function must<T>(work: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await work;
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}

test('a full mailbox is asked about at our own door, and its owner is told of no refused message', async () => {
  const customer = await world.customer(43_001);
  const address = `liten@${customer.domain}`;
  await must(setPlan(world.host.app, 'tiny', ['quota.bytes=1']));
  await must(addMailbox(world.host.app, { address, password: customer.password, plan: 'tiny' }));
  const place = { port: world.port('inbound'), from: customer.from, tls: false };
  const envelope = ['EHLO far.example', 'MAIL FROM:<a@far.example> SIZE=1000', `RCPT TO:<${address}>`, 'QUIT'];
  await world.say({ ...place, says: envelope });
  for (let round = 0; round < 3; round += 1) await ask(address);
  const { rows } = await ask(address);
  const refusals = observed<{ refusals: readonly { client: string | null }[] }>(rows, 'mta.messages').refusals;
  assert.ok(!JSON.stringify(refusals).includes('probe'), JSON.stringify(refusals));
  assert.ok(refusals.length <= 1);
});

test('a Block that stops incoming mail counts no attempt of ours, and the probe shows that it stops', async () => {
  const customer = await world.customer(43_002);
  const { address } = customer;
  const { app } = world.host;
  const block = await must(addBlock(app, { subject: address, directions: 'incoming', reason: 'a test' }));
  const attempts = async (): Promise<number> => (await must(showBlock(app, block.code))).attempts.length;
  const { rows } = await ask(address);
  assert.equal(observed<LoopRcpt>(rows, 'loop.inbound-rcpt').answers[0].code, 450);
  assert.equal(await attempts(), 0);
  // The gate does count what others try.
  const says = ['EHLO far.example', 'MAIL FROM:<a@far.example>', `RCPT TO:<${address}>`, 'QUIT'];
  await world.say({ port: world.port('inbound'), from: customer.from, tls: false, says });
  await ask(address);
  assert.equal(await attempts(), 1);
});

test('the deep loop: a real message arrives, is timed, and is gone again', async () => {
  const customer = await world.customer(43_003);
  const shallow = await ask(customer.address);
  assert.ok(!shallow.rows.some((row) => row.probe === 'loop.submission-to-mailbox'));
  const { rows } = await ask(customer.address, { deep: true });
  const loop = observed<LoopMessage>(rows, 'loop.submission-to-mailbox');
  assert.deepEqual([loop.arrived, loop.removed, loop.refusal], [true, true, null]);
  assert.ok(loop.tookMs < 3000, String(loop.tookMs));
  const quota = observed<{ messages: number }>((await ask(customer.address)).rows, 'state.quota');
  assert.equal(quota.messages, 0);
});

test('foreign MX hosts are asked only about domains of ours, and never twice in a minute', async () => {
  const customer = await world.customer(43_004);
  const host = await startMailHost('friendly');
  world.onStop(() => host.stop());
  const name = `mx.fremmed-${customer.domain}`;
  world.dns.add({
    [customer.domain]: { ...customer.zones[customer.domain], MX: [`10 ${name}`] },
    [name]: { A: ['198.51.100.91'] },
    'ukjent43004.test': { NS: ['ns.ukjent43004.test'], MX: [`10 ${name}`] },
  });
  world.place(`${name}:25`, host.smtp);
  const first = await ask(customer.address);
  assert.equal(observed<LoopRcpt>(first.rows, 'loop.inbound-rcpt').answers[0].code, 250);
  const count = host.connections();
  await ask(customer.address);
  assert.equal(host.connections(), count);
  await ask(customer.address, { fresh: true });
  assert.ok(host.connections() > count);
  const stranger = await ask('noen@ukjent43004.test');
  assert.ok(!stranger.rows.some((row) => row.probe === 'loop.inbound-rcpt'));
  assert.equal(observed<OutsideInbound>(stranger.rows, 'outside.inbound').hosts[0].addresses[0].state, 'open');
  assert.equal(host.messages.length, 0, 'nothing was sent');
});

test('dead hosts among the targets cost no more than their limit', async () => {
  const customer = await world.customer(43_005);
  const names = [1, 2, 3].map((n) => `mx${n}.${customer.domain}`);
  world.dns.add({
    [customer.domain]: { ...customer.zones[customer.domain], MX: names.map((name, i) => `${i} ${name}`) },
    ...Object.fromEntries(names.map((name, i) => [name, { A: [`198.51.100.${94 + i}`] }])),
  });
  const silent = await faultAt(world, 25, { kind: 'black-hole' });
  asUsual(world);
  world.place(`${names[0]}:25`, silent.address);
  world.place(`${names[1]}:25`, await deadAddress());
  world.place(`${names[2]}:25`, `127.0.0.1:${world.port('inbound')}`);
  const began = performance.now();
  const { rows } = await ask(customer.address);
  const tookMs = performance.now() - began;
  const hosts = observed<OutsideInbound>(rows, 'outside.inbound').hosts;
  const states = hosts.map(({ addresses }) => `${addresses[0].state} ${addresses[0].greeting}`);
  assert.deepEqual(states, ['open slow', 'refused none', 'open ok']);
  assert.ok(tookMs < 5000, `${tookMs} ms`);
});
