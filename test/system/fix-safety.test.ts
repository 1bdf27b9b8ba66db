/**
 * What a fix must never do, on a real host in the lab: write over foreign senders or a quicker hand, take away a mail host that
 * nobody named, lift what support must lift, work for somebody else, run twice at once, lose its way when it is cut off.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { Viewer } from '#src/model/case.ts';
import { replay } from '#src/service/cases.ts';
import { addCustomer } from '#src/service/customers.ts';
import type { FixRequest } from '#src/service/fixes.ts';
import { removeMailbox } from '#src/service/mailboxes.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { caseById, insertFix, takeLock } from '#src/store/cases.ts';
import { domainByName } from '#src/store/domains.ts';
import { type LabPowerDns, startPowerDns } from '../../lab/power-dns.ts';
import { type Customer, HOSTNAME, startWorld, type World } from '../../lab/world.ts';
import { differenceOf, stateOf } from './state-of.ts';

const OPERATOR: Viewer = { kind: 'operator' };
const reader = { language: 'en', now: 0, timeZone: 'UTC' } as const;
const FOREIGN = 'mail.other-host.test';
let world: World;
let power: LabPowerDns;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fixes-'));
  power = await startPowerDns();
  await writeFile(join(folder, 'key'), power.key);
  world = await startWorld({
    POSTVAKT_DNS__WRITE: `{ "*" = { kind = "powerdns", url = "${power.url}", keyFile = "${join(folder, 'key')}" } }`,
  });
  world.dns.add({ [FOREIGN]: { A: ['198.51.100.25'] } });
});
after(async () => {
  await world.stop();
  await power.stop();
  await rm(folder, { recursive: true, force: true });
});

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`${outcome.problem.key} ${JSON.stringify(outcome.problem.args)}`);
  return outcome.value;
}
const problemOf = (outcome: Outcome<unknown>): string =>
  outcome.ok ? `done ${JSON.stringify(outcome.value)}` : outcome.problem.key;
async function asked(subject: string, fix: string, symptom: Symptom = 'unknown'): Promise<FixRequest> {
  const result = await world.diagnose(subject, symptom);
  const finding = result.findings.find((one) => one.fix.some(({ id }) => id === fix));
  assert.ok(result.case !== undefined && finding !== undefined, `no ${fix}: ${JSON.stringify(result.findings)}`);
  return { case: result.case, finding: finding.id, fix, viewer: OPERATOR, reader };
}
/** A customer whose zone is ours to write, with something broken in it. */
async function zoned(seed: number, broken: Parameters<LabPowerDns['set']>[2]): Promise<Customer> {
  const customer = await world.customer(seed);
  const { domain, zones } = customer;
  power.serve(domain, zones, world.dns);
  power.set(domain, domain, { ...zones[domain], ...broken });
  return customer;
}

void test('a foreign MX is asked about; named it goes; undo puts the zone back to the byte', async () => {
  const { domain } = await zoned(43_000, { MX: [`10 ${FOREIGN}`], ttl: 900 });
  const { fixes } = world.host.app;
  const request = await asked(domain, 'replace-mx');
  const before = power.zone(domain);
  assert.equal(value(await fixes.preview(request)).kind, 'ask');
  assert.equal(problemOf(await fixes.apply(request)), 'fixNeedsAnswer');
  assert.equal(
    problemOf(await fixes.apply({ ...request, answers: { remove: ['mail.wrong.test'] } })),
    'fixNeedsAnswer',
  );
  assert.equal(power.zone(domain), before);
  const named = { ...request, answers: { remove: [FOREIGN] } };
  const state = await stateOf(world.host.app.db);
  const result = value(await fixes.apply(named));
  assert.equal(result.fixed, true, JSON.stringify(result));
  assert.deepEqual(
    result.changes.map(({ before: was, after: is }) => [was, is]),
    [
      [`900 10 ${FOREIGN}.`, null],
      [null, `900 10 ${HOSTNAME}.`],
    ],
  );
  assert.deepEqual(differenceOf(state, await stateOf(world.host.app.db)), [], 'nothing of our own state');
  assert.equal(value(await fixes.undo(request)).kind, 'undone');
  assert.equal(power.zone(domain), before);
});

void test('an MX that is meant to be there is no fault again, and undoing that makes it one', async () => {
  const { domain } = await zoned(43_001, { MX: [`10 ${HOSTNAME}`, `10 ${FOREIGN}`] });
  const { fixes } = world.host.app;
  const request = await asked(domain, 'keep-foreign-mx');
  const zone = power.zone(domain);
  const state = await stateOf(world.host.app.db);
  const result = value(await fixes.apply(request));
  assert.equal(result.fixed, true, JSON.stringify(result));
  assert.equal((await world.diagnose(domain)).verdict, 'healthy');
  assert.deepEqual(differenceOf(state, await stateOf(world.host.app.db)), ['domains']);
  assert.equal(power.zone(domain), zone);
  value(await fixes.undo(request));
  assert.deepEqual(differenceOf(state, await stateOf(world.host.app.db)), []);
  assert.equal((await world.diagnose(domain)).findings[0].cause, 'dom-mx-mixed');
});

void test('SPF of others is kept, a term that nobody can read stops the fix, other texts stay', async () => {
  const other = 'google-site-verification=abc';
  const { domain, zones } = await zoned(43_002, { TXT: [other] });
  const { fixes } = world.host.app;
  const request = await asked(domain, 'publish-txt', 'send');
  power.set(domain, domain, { ...zones[domain], TXT: [other, 'v=spf1 include:_spf.mailing.test blabla:x -all'] });
  const unclear = value(await fixes.preview(request));
  assert.equal(unclear.kind, 'ask');
  assert.ok(unclear.question?.includes('blabla:x'), String(unclear.question));
  power.set(domain, domain, { ...zones[domain], TXT: [other, 'v=spf1 include:_spf.mailing.test -all'] });
  const before = power.zone(domain);
  const result = value(await fixes.apply(request));
  assert.equal(result.kind, 'applied', JSON.stringify(result));
  const now = power.zone(domain);
  for (const part of [other, 'include:_spf.mailing.test', HOSTNAME, '-all'])
    assert.ok(now.includes(part), `${part}: ${now}`);
  assert.equal(now.match(/v=spf1/g)?.length, 1);
  value(await fixes.undo(request));
  assert.equal(power.zone(domain), before);
});

void test('what moved after the preview is not written over; after the fix it is not undone', async () => {
  const { domain, zones } = await zoned(43_003, { MX: [] });
  const { fixes } = world.host.app;
  const request = await asked(domain, 'publish-mx');
  const shown = value(await fixes.preview(request));
  power.set(domain, domain, { ...zones[domain], MX: ['0 .'] });
  const moved = power.zone(domain);
  const stale = value(await fixes.apply(request));
  assert.deepEqual([stale.kind, stale.fixed], ['stale', false]);
  assert.notEqual(stale.preview?.token, shown.token);
  assert.equal(power.zone(domain), moved);
  assert.equal(value(await fixes.apply(request)).kind, 'applied', 'what was shown now is what a yes means');
  power.set(domain, domain, { ...zones[domain], MX: [`10 ${HOSTNAME}`, `20 ${FOREIGN}`] });
  const again = power.zone(domain);
  assert.equal(problemOf(await fixes.undo(request)), 'changedSince');
  assert.equal(power.zone(domain), again);
});

void test('caches: settling, with the exact end by the old TTL; a watch goes on', async () => {
  const { domain } = await zoned(43_004, { MX: [], SOA: { minimum: 120 } });
  const { app } = world.host;
  const request = await asked(domain, 'publish-mx');
  power.asleep = true;
  const began = app.clock.now();
  const result = value(await app.fixes.apply(request).finally(() => (power.asleep = false)));
  assert.equal(result.fixed, 'settling', JSON.stringify(result));
  const seconds = (Date.parse(result.until ?? '') - began) / 1000;
  assert.ok(seconds > 50 && seconds <= 130, `${seconds}`);
  const watch = value(await app.fixes.preview(request)).watch;
  assert.equal(watch?.state, 'running');
});

void test('two at once: one wins, the other is told; a dead one’s lock ends', async () => {
  const customer = await world.customer(43_005);
  const { app } = world.host;
  await removeMailbox(app, customer.address);
  const request = await asked(customer.address, 'restore-mailbox');
  const outcomes = await Promise.all([app.fixes.apply(request), app.fixes.apply(request)]);
  const said = outcomes.map((one) => (one.ok ? one.value.kind : one.problem.key)).sort();
  assert.deepEqual(said, ['applied', 'fixBusy']);
  const now = app.clock.now();
  const lock = (until: number) => app.db.write((tx) => takeLock(tx, `domain ${customer.domain}`, 'dead', now, until));
  assert.equal(await lock(now + 60_000), true);
  assert.equal(problemOf(await app.fixes.apply(request)), 'fixBusy');
  await app.db.sql
    .updateTable('fix_locks')
    .set({ until: now - 1 })
    .where('holder', '=', 'dead')
    .execute();
  assert.equal(value(await app.fixes.apply(request)).kind, 'already');
});

void test('cut off between the change and the record: seen from the world, and still undone', async () => {
  const customer = await world.customer(43_006);
  const { app } = world.host;
  await removeMailbox(app, customer.address);
  const before = await stateOf(app.db);
  const request = await asked(customer.address, 'restore-mailbox');
  value(await app.fixes.apply(request));
  // As a process that was killed right after the change leaves it.
  await app.db.sql.updateTable('fixes').set({ state: 'intended' }).where('case_id', '=', request.case).execute();
  assert.equal(value(await app.fixes.apply(request)).kind, 'already');
  value(await app.fixes.undo(request));
  assert.deepEqual(differenceOf(before, await stateOf(app.db)), []);
  const { sql } = app.db;
  const now = app.clock.now();
  const begun = {
    id: 'x',
    caseId: request.case,
    finding: request.finding,
    fix: 'restore-mailbox',
    actor: 'operator',
    changes: [],
    undo: null,
    result: null,
    at: now,
    changedAt: now,
  };
  await insertFix(sql, { ...begun, state: 'intended' });
  assert.equal(value(await app.fixes.apply(request)).kind, 'applied', 'never begun: done now');
});

void test('a case of somebody else is not there; a customer does what is its own', async () => {
  const customer = await world.customer(43_007);
  const { app } = world.host;
  await removeMailbox(app, customer.address);
  const request = await asked(customer.address, 'restore-mailbox');
  const stranger = value(await addCustomer(app, { name: 'Fremmed AS' })).id as never;
  for (const viewer of [
    { kind: 'customer', id: stranger },
    { kind: 'mailbox', address: `annen@${customer.domain}` },
  ] as const)
    for (const action of ['preview', 'apply', 'undo', 'letter'] as const)
      assert.equal(problemOf(await app.fixes[action]({ ...request, viewer })), 'caseMissing');
  const self = { kind: 'mailbox', address: customer.address } as const;
  assert.equal(problemOf(await app.fixes.apply({ ...request, viewer: self })), 'caseMissing', 'its user is nobody now');
  const owner = { kind: 'customer', id: (await domainByName(app.db.sql, customer.domain))?.customer as never } as const;
  assert.equal(value(await app.fixes.apply({ ...request, viewer: owner })).fixed, true);
  assert.equal(problemOf(await app.fixes.undo({ ...request, viewer: self })), 'fixNotYours');
});

void test('what only support may lift is refused to the customer; what the customer may lift is lifted', async () => {
  const customer = await world.customer(43_008);
  const { app } = world.host;
  const domain = await domainByName(app.db.sql, customer.domain);
  const owner = { kind: 'customer', id: domain?.customer as never } as const;
  const mailbox = await app.db.sql
    .selectFrom('mailboxes')
    .select('id')
    .where('address', '=', customer.address)
    .executeTakeFirstOrThrow();
  const block = value(
    await app.blocks.start({
      subject: { kind: 'mailbox', id: mailbox.id },
      directions: ['outgoing'],
      rule: 'abuse-volume',
      cause: 'snd-outbound-closed-abuse',
      evidence: { sent: 500, usual: 5 },
      until: null,
      lifters: ['customer', 'support'],
      actor: 'system',
    }),
  );
  const request = { ...(await asked(customer.address, 'reopen-sending', 'send')), viewer: owner };
  assert.equal(problemOf(await app.fixes.apply(request)), 'repairPasswordOld', 'not before the repair');
  assert.ok(
    (await app.blocks.active([block.subject])).some(({ id }) => id === block.id),
    'still closed',
  );
});

void test('the recording of a case says the same again', async () => {
  const { domain } = await zoned(43_009, { MX: [`10 ${FOREIGN}`] });
  const result = await world.diagnose(domain);
  const kept = await caseById(world.host.app.db.sql, result.case ?? '');
  assert.ok(kept !== null && kept.evidence !== null);
  const again = replay(kept);
  assert.equal(again?.verdict, result.verdict);
  assert.deepEqual(
    again?.findings.map((one) => [one.cause, one.role]),
    result.findings.map((one) => [one.cause, one.role]),
  );
});
