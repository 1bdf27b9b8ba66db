/** The running host on mail on its way: postmaster is read, reports are counted apart, the journal tells a message's whole life. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { StoredEvent } from '#src/model/journal.ts';
import { addAlias } from '#src/service/aliases.ts';
import { removeMailbox } from '#src/service/mailboxes.ts';
import { domainByName } from '#src/store/domains.ts';
import { foreignDomain, foreignHost, tried, triedAgain } from '../../lab/foreign-host.ts';
import { receives } from '../../lab/scenarios/closure.ts';
import { submit } from '../../lab/scenarios/limits.ts';
import { startWorld, type World } from '../../lab/world.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

const journal = () => world.host.app.billing.journal;
const messages = (events: readonly StoredEvent[]) => events.flatMap((one) => (one.kind === 'message' ? [one] : []));

test('postmaster of a hosted domain is accepted and read in its first mailbox, and by nobody only when there is nobody', async () => {
  const customer = await world.customer(18_001);
  const postmaster = `Postmaster@${customer.domain}`;
  assert.match(await receives(world, postmaster), /250 2\.0\.0/);
  const [delivered] = messages(await journal().query({ names: [customer.address], outcomes: ['delivered'] }));
  assert.equal(delivered.address, customer.address);
  const asked = await world.diagnose(`postmaster@${customer.domain}`, 'receive');
  assert.ok(!asked.findings.some(({ cause }) => cause.startsWith('acc-mailbox')), JSON.stringify(asked.findings));
  assert.ok((await removeMailbox(world.host.app, customer.address)).ok);
  assert.match(await receives(world, postmaster), /550 5\.1\.1/);
});

test('a message’s life reads from acceptance over tries to the return, with whose words and who was told', async () => {
  const customer = await world.customer(18_002);
  const domain = foreignDomain(customer);
  const sink = await foreignHost(world, domain, { rcpt: () => '451 4.3.0 Senere' });
  await submit(world, customer, [`eva@${domain}`], customer.address);
  await tried(world, customer.address);
  sink.setMood({ rcpt: () => '554 5.0.0 Avslag' });
  await triedAgain(world, customer.address);
  const [{ messageId }] = messages(await journal().query({ names: [`eva@${domain}`], outcomes: ['bounced'] }));
  const traced = await world.host.app.trace(messageId);
  assert.ok(traced.ok);
  const steps = messages(traced.value.events);
  assert.deepEqual(
    steps.map(({ step, code }) => `${step} ${code ?? ''}`.trim()),
    ['accepted', 'queued', 'attempt 451', 'attempt 554', 'bounced 554'],
  );
  assert.ok(steps.slice(1).every(({ origin, mailbox }) => origin === 'submission' && mailbox !== undefined));
  const last = steps.at(-1);
  assert.deepEqual([last?.toldTo, last?.isOurWords ?? false, last?.host], [customer.address, false, `mx.${domain}`]);
  // The report itself has a life too, and the trace of the address shows both.
  await tried(world, '');
  const report = await world.host.app.trace(last?.reportId ?? '');
  assert.ok(report.ok && messages(report.value.events).some(({ step }) => step === 'delivered'));
});

test('reports and forwards are written down apart, by domain', async () => {
  const customer = await world.customer(18_003);
  const domain = foreignDomain(customer);
  await foreignHost(world, domain, { rcpt: () => '554 5.0.0 Avslag' });
  const alias = `alle@${customer.domain}`;
  assert.ok((await addAlias(world.host.app, alias, [`eva@${domain}`])).ok);
  await submit(world, customer, [`ola@${domain}`], customer.address);
  await tried(world, customer.address);
  assert.match(await receives(world, alias), /250 2\.0\.0/);
  await tried(world, 'eva@far-away.test');
  const { sql } = world.host.app.db;
  const id = (await domainByName(sql, customer.domain))?.id;
  assert.ok(id !== undefined);
  for (let tries = 0; ; tries += 1) {
    const rows = await sql.selectFrom('send_log').selectAll().where('domain_id', '=', id).execute();
    const origins = rows.map(({ origin }) => origin).sort();
    if (origins.length === 4 || tries > 6000) {
      assert.deepEqual(origins, ['dsn', 'dsn', 'forward', 'submission']);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const forwarded = messages(await journal().query({ names: [alias], outcomes: ['bounced'] }));
  assert.deepEqual(
    forwarded.map(({ through, origin, rcptTo, toldTo }) => [through, origin, rcptTo, toldTo]),
    [[alias, 'forward', `eva@${domain}`, 'eva@far-away.test']],
  );
});
