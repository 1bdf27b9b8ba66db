/**
 * `explain` on a running host: a report that it sent itself, a refusal with a short link, an address in the text — proven by
 * its own records for those who may know, and as if there were none for others.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { explain, type ExplainResult, type ExplainViewer } from '#src/service/explain.ts';
import { renderExplained } from '#src/service/explain-text.ts';
import { domainByName } from '#src/store/domains.ts';
import { foreignDomain, foreignHost, tried } from '../../lab/foreign-host.ts';
import { sender, submit, withLimits } from '../../lab/scenarios/limits.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { paying } from '../../lab/worlds.ts';

let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LINKS__BASE: '"https://post.host.test"' });
});
after(() => world.stop());

const OPERATOR: ExplainViewer = { kind: 'operator' };
async function explained(text: string, viewer: ExplainViewer = OPERATOR, subject?: string): Promise<ExplainResult> {
  const outcome = await explain(world.host.app, {
    text,
    viewer,
    language: 'nb',
    ...(subject === undefined ? {} : { subject }),
  });
  assert.ok(outcome.ok, JSON.stringify(outcome));
  assert.ok(!/undefined|NaN|\[object/.test(JSON.stringify(outcome.value)));
  return outcome.value;
}
const ownerOf = async ({ domain }: Customer): Promise<ExplainViewer> => {
  const found = await domainByName(world.host.app.db.sql, domain);
  assert.ok(found !== null);
  return { kind: 'customer', customer: found.customer };
};
const probesOf = ({ findings }: ExplainResult): readonly string[] =>
  findings.flatMap(({ evidence }) => evidence.map(({ probe }) => probe));

/** The newest message of the inbox, as its owner sees the source. */
async function inbox({ address, password, from }: Customer): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const heard = await world.say({
      port: world.port('imaps'),
      from,
      tls: true,
      says: [`a1 LOGIN ${address} "${password}"`, 'a2 SELECT INBOX', 'a3 FETCH * BODY.PEEK[]', 'a4 LOGOUT'],
      signIns: 1,
    });
    const found = /BODY\[\] \{(\d+)\}\r\n/.exec(heard);
    if (found !== null)
      return heard.slice(found.index + found[0].length, found.index + found[0].length + Number(found[1]));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('no report came');
}

test('our own report, pasted: proven by our own line, told to the owner only', async () => {
  const customer = await paying(world, 25_001);
  const stranger = await paying(world, 25_002);
  const recipient = `eva@${foreignDomain(customer)}`;
  await foreignHost(world, foreignDomain(customer), { rcpt: () => '550 5.1.1 User unknown' });
  await submit(world, customer, [recipient], customer.address);
  await tried(world, customer.address);
  const report = await inbox(customer);
  for (const viewer of [OPERATOR, await ownerOf(customer)]) {
    const result = await explained(report, viewer);
    const [first] = result.findings;
    assert.equal(first.cause, 'snd-recipient-unknown', JSON.stringify(result, null, 1));
    assert.equal(first.certainty, 'proven');
    assert.ok(first.summary.includes(recipient));
    assert.ok(probesOf(result).includes('mta.deliveries'));
    assert.equal(result.text.subject, customer.address);
    assert.equal(result.text.bounce?.format, 'report');
    assert.ok(renderExplained(result, 'nb').includes(recipient));
  }
  for (const viewer of [await ownerOf(stranger), { kind: 'stranger' } as const]) {
    const result = await explained(report, viewer);
    assert.equal(result.findings[0].cause, 'snd-recipient-unknown');
    assert.equal(result.findings[0].certainty, 'likely');
    assert.deepEqual([...new Set(probesOf(result))], ['pasted.text']);
    assert.equal(result.text.subject, null);
    // Naming the other's address changes nothing.
    const asked = await explained(report, viewer, customer.address);
    assert.deepEqual([...new Set(probesOf(asked))], ['pasted.text']);
  }
});

test('a refusal with a short link: its Block, active and after it is over; nothing of it for others', async () => {
  const customer = await paying(world, 25_011);
  const stranger = await paying(world, 25_012);
  await withLimits(world, customer, ['mailbox.hour.max=1']);
  await foreignHost(world, foreignDomain(customer), {});
  const to = (local: string): readonly string[] => [`${local}@${foreignDomain(customer)}`];
  await submit(world, customer, to('eva'));
  const heard = await submit(world, customer, to('per'));
  const line = heard.split('\r\n').find((one) => one.includes('/b/')) ?? '';
  assert.match(line, /https:\/\/post\.host\.test\/b\/[a-z0-9]{8}/, heard);
  const active = await explained(`Jeg fikk dette:\n> ${line}`);
  assert.equal(active.findings[0].cause, 'snd-account-hour-limit', JSON.stringify(active, null, 1));
  assert.equal(active.findings[0].certainty, 'proven');
  assert.equal(active.text.subject, sender(customer));
  const code = /\/b\/([a-z0-9]{8})/.exec(line)?.[1] ?? '';
  await world.host.app.blocks.lift(code, 'support', 'ola');
  const over = await explained(`https://post.host.test/b/${code}`, await ownerOf(customer));
  assert.ok(over.findings.some(({ cause, certainty }) => cause === 'snd-account-hour-limit' && certainty === 'proven'));
  for (const viewer of [await ownerOf(stranger), { kind: 'stranger' } as const]) {
    const result = await explained(`https://post.host.test/b/${code}`, viewer);
    assert.deepEqual(result.findings, []);
    assert.equal(result.unknown, true);
    assert.ok(!JSON.stringify(result).includes(sender(customer)));
  }
});

test('an ambiguous text: our own evidence decides among what it can mean', async () => {
  const customer = await world.customer(25_021);
  const text = 'Kan ikke hente e-post. Brukernavnet eller passordet for «imap» er feil.';
  const alone = await explained(text);
  assert.ok(alone.findings.length > 1 && alone.findings.every(({ certainty }) => certainty === 'possible'));
  await world.say({
    port: world.port('imaps'),
    from: customer.from,
    tls: true,
    says: [`a1 LOGIN ${customer.address} "${customer.password}"`, 'a2 LOGOUT'],
    signIns: 1,
  });
  await world.say({
    port: world.port('imaps'),
    from: customer.from,
    tls: true,
    says: [`a1 LOGIN ${customer.address} "feil feil"`],
    signIns: 1,
  });
  const both = await explained(text, OPERATOR, customer.address);
  assert.equal(both.findings[0].cause, 'acc-wrong-password', JSON.stringify(both.findings));
  assert.ok(probesOf(both).includes('auth.sign-ins'));
  assert.ok(both.findings.every(({ cause }) => cause !== 'acc-mailbox-deleted'));
});

test('a refused recipient of our own: our own state tells, not the far side', async () => {
  const customer = await world.customer(25_031);
  const gone = await explained(`550 5.1.1 <x${customer.address}>: user unknown`);
  assert.equal(gone.findings[0].cause, 'acc-mailbox-never-existed', JSON.stringify(gone.findings));
  assert.equal(gone.findings[0].certainty, 'proven');
  const there = await explained(`550 5.1.1 <${customer.address}>: user unknown`);
  assert.ok(there.findings.every(({ certainty, cause }) => certainty === 'possible' && !cause.startsWith('snd-')));
});

test('nothing known is said to be unknown; nothing at all is misuse', async () => {
  assert.equal((await explained('Hei, vi ses i morgen')).unknown, true);
  const outcome = await explain(world.host.app, { text: ' \n', viewer: OPERATOR, language: 'en' });
  assert.ok(!outcome.ok && outcome.problem.exit === 2);
});
