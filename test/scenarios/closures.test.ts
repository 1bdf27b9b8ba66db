/** Closures through the real host: planted, named, and silent on the healthy twins; and what goes on in spite of them. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addCustomer } from '#src/service/customers.ts';
import { releaseAfterRepair } from '#src/service/abuse/repair.ts';
import { setPassword } from '#src/service/mailboxes.ts';
import { listNotices } from '#src/service/notice-list.ts';
import { addQuarantine } from '#src/service/quarantine.ts';
import { imapSignIn } from '../../lab/mail-client.ts';
import { startWorld, type World } from '../../lab/world.ts';
import {
  careful,
  CLOSURE_SCENARIOS,
  GEO,
  newsletter,
  noticesOut,
  receives,
  STOLEN_SCENARIOS,
  strangers,
  submit,
} from '../../lab/scenarios/closure.ts';
import { CLOSURE_WAY_SCENARIOS, STOLEN_WAY_SCENARIOS } from '../../lab/scenarios/closure-ways.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'closures-'));
  await writeFile(join(folder, 'geo.csv'), GEO);
  world = await startWorld({ POSTVAKT_GEO__DATABASE: join(folder, 'geo.csv') });
  await careful(world);
});
after(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

runScenarios([...CLOSURE_SCENARIOS, ...STOLEN_SCENARIOS], { world: () => world, seed: 8000, twinSeed: 8500 });
runScenarios([...CLOSURE_WAY_SCENARIOS, ...STOLEN_WAY_SCENARIOS], { world: () => world, seed: 8200, twinSeed: 8700 });

test('.no: out of the zone since day 60, the clock counts to the deletion', async () => {
  const customer = await world.customer(8900, undefined, 'no');
  const expiresAt = new Date(Date.now() - 70.5 * 86_400_000).toISOString();
  world.registry.set(customer.domain, { status: ['active'], expiresAt });
  for (const name of Object.keys(customer.zones)) world.dns.remove(name);
  const [first] = (await world.diagnose(customer.domain, 'receive')).findings;
  assert.equal(first.cause, 'dom-quarantine');
  assert.match(first.summary, /dag 11 av 30/);
});

test('closed on suspicion: mail still comes in, the mailbox and the contact are told, the owner opens it again', async () => {
  const { app } = world.host;
  const reader = await world.customer(8910);
  const owner = await addCustomer(app, { name: 'Fjord 8911', contact: reader.address });
  assert.ok(owner.ok);
  const customer = await world.customer(8911, owner.value.id);
  await submit(world, customer, strangers(3));
  const second = await submit(world, customer, strangers(3, 3));
  assert.match(second, /250 2\.0\.0 .*holdes tilbake/, second);
  assert.match(await submit(world, customer, strangers(1)), /\r\n5\d\d 5\.7\.1 [^\r]*stengt/);
  assert.match(await receives(world, customer.address), /\r\n250 [^\r]*\r\n221/);
  const held = app.queue.list({ select: { sender: customer.address }, states: ['held'] });
  assert.equal(held.length, 3);

  await noticesOut(world, customer.address);
  const notices = await listNotices(app, customer.address);
  assert.ok(notices.ok);
  const [notice] = notices.value;
  const told = Object.fromEntries(notice.mails.map((mail) => [mail.address, mail.channel]));
  assert.deepEqual(told, { [customer.address]: 'mailbox', [reader.address]: 'second' });
  const text = notice.mails[0].text;
  for (const part of ['6 mottakere', 'Grensen er 5', 'person5@far-away.test'])
    assert.ok(text.includes(part), `${part}: ${text}`);

  const early = await releaseAfterRepair(app, customer.address);
  assert.ok(!early.ok && early.problem.key === 'repairPasswordOld', JSON.stringify(early));
  await setPassword(app, customer.address, 'et helt nytt passord 88');
  const repaired = await releaseAfterRepair(app, customer.address);
  assert.ok(repaired.ok && repaired.value.lifted.length === 1, JSON.stringify(repaired));
  // What was held waits for a person; the mailbox sends again.
  assert.equal(app.queue.list({ select: { sender: customer.address }, states: ['held'] }).length, 3);
});

test('a repair ends the sessions that were signed in with the old password', async () => {
  const { app } = world.host;
  const customer = await world.customer(8920);
  const idle = world.say({
    port: world.port('imaps'),
    tls: true,
    from: customer.from,
    says: [
      'a1 CAPABILITY',
      `a2 LOGIN "${customer.address}" "${customer.password}"`,
      'a3 SELECT INBOX',
      'a4 IDLE',
      'never said',
    ],
    signIns: 1,
  });
  const mailbox = await app.db.sql
    .selectFrom('mailboxes')
    .select('id')
    .where('address', '=', customer.address)
    .executeTakeFirstOrThrow();
  let ended = 0;
  for (let tries = 0; tries < 6000 && ended === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    ended = app.endSessions(mailbox.id);
  }
  assert.equal(ended, 1);
  assert.match(await idle, /\* BYE/);
});

test('a refused newsletter names what is missing, and quarantine leaves reading open', async () => {
  const customer = await world.customer(8930);
  const refused = await submit(world, customer, strangers(4), newsletter(customer));
  assert.match(refused, /550 5\.7\.1 [^\r]*List-Unsubscribe/);
  await addQuarantine(world.host.app, { domain: customer.domain, reason: 'Nettsiden er hacket.' });
  assert.match(await submit(world, customer, strangers(1)), /\r\n[45]\d\d [^\r]*karantene/);
  assert.match(await receives(world, customer.address), /\r\n4\d\d /);
  const read = await world.say({
    port: world.port('imaps'),
    tls: true,
    from: customer.from,
    says: imapSignIn(customer.address, customer.password),
    signIns: 1,
  });
  assert.match(read, /a2 OK/);
});
