/**
 * Fixes on a real host in the lab: previewed exactly, applied with consent, looked at again, proven at our own door, undone to
 * the byte; refused when the world moved, when it is not theirs, when somebody else is at it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Viewer } from '#src/model/case.ts';
import type { FixRequest } from '#src/service/fixes.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { removeMailbox } from '#src/service/mailboxes.ts';
import { addAlias } from '#src/service/aliases.ts';
import { setQuota } from '#src/service/mailbox-settings.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { stateOf, differenceOf } from './state-of.ts';

const OPERATOR: Viewer = { kind: 'operator' };
const reader = { language: 'en', now: 0, timeZone: 'UTC' } as const;
let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`${outcome.problem.key} ${JSON.stringify(outcome.problem.args)}`);
  return outcome.value;
}
const problemOf = (outcome: Outcome<unknown>): string =>
  outcome.ok ? `done ${JSON.stringify(outcome.value)}` : outcome.problem.key;

/** Diagnoses and gives the request for a fix of the first finding. */
async function asked(subject: string, fix: string, viewer = OPERATOR): Promise<FixRequest> {
  const result = await world.diagnose(subject);
  assert.ok(result.case !== undefined && result.findings.length > 0, JSON.stringify(result));
  const finding = result.findings.find((one) => one.fix.some(({ id }) => id === fix));
  assert.ok(finding !== undefined, `no ${fix}: ${JSON.stringify(result.findings)}`);
  return { case: result.case, finding: finding.id, fix, viewer, reader };
}
const state = () => stateOf(world.host.app.db);

interface Repair {
  readonly fix: string;
  readonly seed: number;
  readonly breakIt: (customer: Customer) => Promise<unknown>;
  readonly about?: (customer: Customer) => string;
  /** Tables in which something may differ after it. */
  readonly touches: readonly string[];
}
const REPAIRS: readonly Repair[] = [
  {
    fix: 'restore-mailbox',
    seed: 41_000,
    breakIt: ({ address }) => removeMailbox(world.host.app, address),
    touches: ['mailboxes', 'tombstones'],
  },
  {
    fix: 'create-mailbox',
    seed: 41_001,
    breakIt: async () => {},
    about: ({ domain }) => `ny.person@${domain}`,
    touches: ['mailboxes'],
  },
  {
    fix: 'alias-to-mailbox',
    seed: 41_002,
    breakIt: async ({ address, domain }) => {
      value(await addAlias(world.host.app, `salg@${domain}`, [address]));
      await signInWrong(`salg@${domain}`);
    },
    about: ({ domain }) => `salg@${domain}`,
    touches: ['mailboxes', 'aliases', 'tombstones'],
  },
  {
    fix: 'raise-quota',
    seed: 41_003,
    breakIt: async (customer) => {
      await fill(customer);
      value(await setQuota(world.host.app, customer.address, 1000));
    },
    touches: ['mailboxes'],
  },
];

const signInWrong = (login: string) =>
  world.say({
    port: world.port('imaps'),
    tls: true,
    from: '127.0.0.77',
    signIns: 1,
    says: [`a1 LOGIN ${login} "feil passord"`, 'a2 LOGOUT'],
  });
async function fill({ address }: Customer): Promise<void> {
  const { app } = world.host;
  const { sql } = app.db;
  const { id } = await sql
    .selectFrom('mailboxes')
    .select('id')
    .where('address', '=', address)
    .executeTakeFirstOrThrow();
  const bytes = Buffer.from(`From: a@far.test\r\nSubject: stor\r\n\r\n${'x'.repeat(4000)}\r\n`);
  await app.store.deliver({ mailbox: id, folder: 'INBOX', message: { bytes }, quotaBytes: 0 });
}

for (const repair of REPAIRS)
  void test(`${repair.fix}: previewed, applied, proven, undone to the byte`, async () => {
    const customer = await world.customer(repair.seed);
    await repair.breakIt(customer);
    const request = await asked((repair.about ?? (({ address }) => address))(customer), repair.fix);
    const before = await state();
    const preview = value(await world.host.app.fixes.preview(request));
    assert.equal(preview.kind, 'change', JSON.stringify(preview));
    assert.deepEqual(differenceOf(before, await state()), [], 'a preview changes nothing');
    const result = value(await world.host.app.fixes.apply({ ...request, token: preview.token ?? '' }));
    assert.deepEqual([result.kind, result.fixed], ['applied', true], JSON.stringify(result));
    assert.deepEqual(result.changes, preview.changes);
    assert.ok(
      result.proofs.some((proof) => proof.kind === 'rcpt' && proof.good),
      JSON.stringify(result.proofs),
    );
    assert.deepEqual([...new Set(differenceOf(before, await state()))].sort(), [...repair.touches].sort());
    const again = value(await world.host.app.fixes.apply(request));
    assert.deepEqual([again.kind, again.fixed], ['already', true]);
    const undone = value(await world.host.app.fixes.undo(request));
    assert.equal(undone.kind, 'undone');
    assert.deepEqual(differenceOf(before, await state()), []);
    assert.equal(problemOf(await world.host.app.fixes.undo(request)), 'nothingToUndo');
  });
