/** Two faults at once, dead name servers, foreign domains, an attack while a customer fails: through the real host. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { renderText } from '#src/service/diagnose.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { read, works } from '../../lab/scenarios/account.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

test('MX at the old host and one device with a wrong password: both named, the domain first', async () => {
  const customer = await world.customer(5001);
  const { domain, zones } = customer;
  world.dns.add({
    [domain]: { ...zones[domain], MX: ['10 mail.gone-by.test'] },
    'mail.gone-by.test': { A: ['198.51.100.9'] },
  });
  await read(world, customer, customer.address, 'helt feil passord');
  const result = await world.diagnose(customer.address, 'both');
  assert.deepEqual(
    result.findings.map((one) => `${one.role} ${one.cause}`),
    ['root dom-mx-wrong-host', 'also acc-wrong-password'],
  );
});

test('name servers that refuse or stay broken alarm nobody: unchecked, no finding, no "healthy"', async () => {
  for (const [seed, mood] of [
    [5002, 'servfail'],
    [5003, 'refused'],
  ] as const) {
    const customer = await world.customer(seed);
    await works(world, customer);
    for (const [name, zone] of Object.entries(customer.zones)) world.dns.add({ [name]: { ...zone, mood } });
    const result = await world.diagnose(customer.address, 'receive');
    assert.deepEqual(result.findings, []);
    assert.equal(result.verdict, 'inconclusive');
    const unchecked = result.unchecked.map((one) => `${one.probe} ${one.why}`);
    for (const probe of ['dns.domain', 'dns.mx', 'dns.spf'])
      assert.ok(unchecked.includes(`${probe} ${mood}`), unchecked.join());
    assert.match(renderText(result, 'nb'), /Kunne ikke sjekkes:/);
  }
});

test('a fault of the account is named although DNS is dead', async () => {
  const customer = await world.customer(5004);
  await read(world, customer, customer.address, 'helt feil passord');
  for (const [name, zone] of Object.entries(customer.zones)) world.dns.add({ [name]: { ...zone, mood: 'servfail' } });
  const result = await world.diagnose(customer.address);
  assert.equal(result.findings[0]?.cause, 'acc-wrong-password');
});

test('a domain of somebody else: judged by DNS alone, its MX is nobody’s business', async () => {
  world.dns.add({
    'foreign.test': { NS: ['ns.foreign.test'], MX: ['10 mx.foreign.test'] },
    'mx.foreign.test': { A: ['198.51.100.30'] },
  });
  const well = await world.diagnose('Ola@Foreign.test.');
  assert.deepEqual([well.verdict, well.findings], ['healthy', []]);
  const gone = await world.diagnose('never-was.test');
  assert.equal(gone.findings[0]?.cause, 'dom-not-registered');
});

test('one customer’s failing program is not told to another', async () => {
  const [first, second] = [await world.customer(5005), await world.customer(5006)];
  await works(world, first);
  await works(world, second);
  await world.say({
    port: world.port('imaps'),
    tls: false,
    from: first.from,
    says: ['a1 CAPABILITY'],
    waitsForGreeting: false,
  });
  await read(world, first, first.address, 'helt feil passord');
  const result = await world.diagnose(second.address);
  assert.deepEqual(result.findings, []);
  assert.ok(!JSON.stringify(result).includes(first.from));
});

test('what is neither an address nor a domain is misuse, and quick answers are quick', async () => {
  for (const subject of [
    '',
    'x',
    'a@b@',
    'kari@',
    '@fjord.test',
    '1.2.3.4',
    'kari\u0000@fjord.test',
    'x'.repeat(5000),
  ]) {
    const outcome = await world.host.app.diagnose({ subject, symptom: 'unknown', language: 'nb' });
    assert.ok(!outcome.ok && outcome.problem.exit === 2, subject.slice(0, 20));
  }
  const customer = await world.customer(5007);
  assert.ok((await world.diagnose(customer.address)).tookMs < 1000);
});
