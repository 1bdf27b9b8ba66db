/**
 * Sign-ins from abroad and guessing through the real host: planted, named, silent on the healthy twins; what each door says;
 * and what must never happen: a stopped sign-in dressed up as a wrong password (net-login-rate-disguised).
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { startHost } from '#src/host.ts';
import { loadConfiguration } from '#src/net/configuration-file.ts';
import { addTravel, setCountries } from '#src/service/abroad/settings.ts';
import { showMailbox } from '#src/service/mailboxes.ts';
import { createBlocks } from '#src/service/blocks.ts';
import { StartProblem } from '#src/service/start-problem.ts';
import { imapSignIn, smtpSend, smtpSignIn } from '../../lab/mail-client.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import {
  ABROAD_SCENARIOS,
  colleague,
  FAILURES,
  GEO,
  guess,
  inNorway,
  inSpain,
  PROXY,
  readAs,
  VENDORS,
  withColleague,
  worksAs,
} from '../../lab/scenarios/abroad.ts';
import { ABROAD_WAY_SCENARIOS } from '../../lab/scenarios/abroad-ways.ts';
import { expectSilent } from '../../lab/scenarios/scenario.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abroad-'));
  await writeFile(join(folder, 'geo.csv'), GEO);
  world = await startWorld({
    POSTVAKT_GEO__DATABASE: join(folder, 'geo.csv'),
    POSTVAKT_GEO__VENDORS: VENDORS,
    POSTVAKT_PROTECT__FAILURES: String(FAILURES),
    POSTVAKT_PROXY__TRUSTED: `["${PROXY}"]`,
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_LINKS__BASE: '"https://mx.host.test"',
  });
});
after(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

runScenarios(ABROAD_SCENARIOS, { world: () => world, seed: 6000, twinSeed: 6100 });
runScenarios(ABROAD_WAY_SCENARIOS, { world: () => world, seed: 6300, twinSeed: 6400 });

/** What each door answers to a sign-in from there. */
async function doors({ address }: Customer, password: string, as: string): Promise<Record<string, string>> {
  const base = { tls: true, from: PROXY, as, signIns: 1 };
  return {
    imap: await world.say({ ...base, port: world.port('imaps'), says: imapSignIn(address, password) }),
    smtp: await world.say({ ...base, port: world.port('submissions'), says: smtpSignIn(address, password) }),
    pop3: await world.say({
      ...base,
      port: world.port('pop3s'),
      says: [`USER ${address}`, `PASS ${password}`, 'QUIT'],
    }),
  };
}

test('a refused country: every door names the rule to the owner, and nothing to a stranger', async () => {
  const customer = await world.customer(6200);
  await setCountries(world.host.app, customer.address, ['NO']);
  const owner = await doors(customer, customer.password, inSpain(customer));
  assert.match(owner.imap, /^\* NO \[ALERT\] .*Spania.*https:\/\/mx\.host\.test\//m);
  assert.match(owner.imap, /^a2 NO \[CONTACTADMIN\] .*Norge/m);
  assert.match(owner.smtp, /^535 5\.7\.1 .*Spania/m);
  assert.match(owner.pop3, /^-ERR \[SYS\/PERM\] .*Spania/m);
  const stranger = await doors(customer, 'gjettet passord', inSpain(customer));
  for (const said of Object.values(stranger)) assert.doesNotMatch(said, /Spania|Norge|land|ALERT/);
  assert.match(stranger.imap, /^a2 NO \[AUTHENTICATIONFAILED\]/m);
  assert.match(stranger.smtp, /^535 5\.7\.8/m);
  const today = new Date().toISOString().slice(0, 10);
  await addTravel(world.host.app, customer.address, { countries: ['ES'], from: today, until: today });
  const sent = await world.say({
    port: world.port('submissions'),
    tls: true,
    from: PROXY,
    as: inSpain(customer),
    signIns: 1,
    says: smtpSend({ login: customer.address, password: customer.password }, customer.address, customer.address),
  });
  assert.match(sent, /^235 /m);
  assert.equal([...sent.matchAll(/^250 2\.1\.[05]/gm)].length, 2, sent);
});

test('refused abroad, the owner opens the country on the page of the link, and everything works', async () => {
  const customer = await world.customer(6205);
  const { address, password } = customer;
  const spain = inSpain(customer);
  await setCountries(world.host.app, address, ['NO']);
  const refused = await worksAs(world, customer, spain);
  const link = new URL(/https:\/\/mx\.host\.test\/\S+/.exec(refused)?.[0] ?? '');
  const page = `${world.host.endpoints['http']}${link.pathname}`;
  // The owner's telephone: another address in the same country.
  const telephone = spain.replace('100.80.', '100.81.');
  const headers = { 'x-forwarded-for': telephone, 'accept-language': 'nb', origin: link.origin };
  const form = await (await fetch(page, { headers })).text();
  assert.match(form, /<option value="ES" selected>Spania/);
  const until = /name="until"[^>]* value="([\d-]{10})"/.exec(form)?.[1] ?? '';
  const post = (secret: string) =>
    fetch(page, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ address, password: secret, country: 'ES', until }),
    });
  const wrong = await post('gjettet passord');
  assert.equal(wrong.status, 403);
  await wrong.text();
  assert.match(await worksAs(world, customer, spain), /^a2 NO \[CONTACTADMIN\]/m);
  assert.match(await (await post(password)).text(), /Åpent for Spania til og med .*Prøv e-postprogrammet på nytt/);
  assert.match(await worksAs(world, customer, spain), /^a2 OK/m);
  expectSilent(await world.diagnose(address));
});

test('a stopped network: the end in words at every door, never a wrong password; lifted, it works at once', async () => {
  const customer = await world.customer(6201);
  const home = inNorway(customer);
  await guess(world, customer.address, home);
  const stopped = await doors(customer, customer.password, home);
  assert.match(stopped.imap, /^a2 NO \[UNAVAILABLE\] .*stoppet til (?:\d{4}-\d\d-\d\d )?\d\d:\d\d UTC.*Ikke bytt/m);
  assert.match(stopped.smtp, /^454 4\.7\.0 .*stoppet til/m);
  assert.match(stopped.pop3, /^-ERR \[SYS\/TEMP\] .*stoppet til/m);
  for (const said of Object.values(stopped)) assert.doesNotMatch(said, /AUTHENTICATIONFAILED|5\.7\.8|\[AUTH\]/);
  assert.match(await worksAs(world, customer, inSpain(customer)), /^a2 OK/m, 'another network is free');
  const { db, clock } = world.host.app;
  const blocks = createBlocks({ db, clock });
  const active = await blocks.list(`${home}/32`, { onlyActive: true });
  assert.ok(active.ok && active.value.length === 1);
  assert.ok((await blocks.lift(active.value[0].code, 'support', 'operator')).ok);
  blocks.close();
  assert.match(await worksAs(world, customer, home), /^a2 OK/m);
  await guess(world, customer.address, home);
  assert.match(await worksAs(world, customer, home), /^a2 NO \[UNAVAILABLE\]/m);
  const [freed] = await world.host.ownerSeenFrom(home, customer.address);
  assert.equal(freed?.liftedBy, 'customer');
  assert.match(await worksAs(world, customer, home), /^a2 OK/m);
  expectSilent(await world.diagnose(customer.address));
});

test('an office with one stale phone: everybody goes on, and the phone is named', async () => {
  const customer = await world.customer(6202);
  const office = inNorway(customer);
  await withColleague(world, customer);
  await worksAs(world, customer, office);
  for (let i = 0; i < FAILURES + 2; i += 1) await readAs(world, colleague(customer), 'det gamle passordet', office);
  assert.match(await worksAs(world, customer, office), /^a2 OK/m);
  expectSilent(await world.diagnose(customer.address));
  const found = await world.diagnose(colleague(customer));
  assert.equal(found.findings[0]?.cause, 'acc-wrong-password');
  assert.ok(found.findings[0].summary.includes(office), found.findings[0].summary);
});

test('guessing from strange places at a mailbox that works: no finding of its owner', async () => {
  const customer = await world.customer(6203);
  await worksAs(world, customer, inNorway(customer));
  await guess(world, customer.address, inSpain(customer));
  await readAs(world, customer.address, 'gjettet passord 99', inSpain(customer));
  const { findings } = await world.diagnose(customer.address);
  assert.deepEqual(
    findings.filter((one) => one.cause.startsWith('net-')),
    [],
  );
});

test('warn mode: the owner reads of the new country in the mailbox, once', async () => {
  const customer = await world.customer(6204);
  const set = await setCountries(world.host.app, customer.address, ['NO'], 'warn');
  const shown = await showMailbox(world.host.app, customer.address);
  assert.ok(set.ok && shown.ok);
  await worksAs(world, customer, inNorway(customer));
  await worksAs(world, customer, inSpain(customer));
  await worksAs(world, customer, inSpain(customer));
  const messages = async (): Promise<number> => (await world.host.app.store.usage(shown.value.id)).messages;
  for (let tries = 0; tries < 2000 && (await messages()) === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  assert.equal(await messages(), 1);
  expectSilent(await world.diagnose(customer.address));
});

test('a configured country table that is missing or broken stops the start and names the key', async () => {
  await writeFile(join(folder, 'broken.mmdb'), 'no table at all, no');
  for (const file of ['none.csv', 'broken.mmdb']) {
    const loaded = loadConfiguration({
      POSTVAKT_DATA: join(folder, 'data'),
      POSTVAKT_GEO__DATABASE: join(folder, file),
      ...Object.fromEntries(
        ['HTTP', 'INBOUND', 'SUBMISSION', 'SUBMISSIONS', 'IMAP', 'IMAPS', 'POP3', 'POP3S'].map((door) => [
          `POSTVAKT_LISTEN__${door}`,
          '"off"',
        ]),
      ),
    });
    assert.ok(loaded.ok);
    await assert.rejects(startHost(loaded.value, pino({ level: 'silent' })), (error) => {
      assert.ok(error instanceof StartProblem);
      assert.equal(error.problem.key, 'geoUnreadable');
      assert.ok(String(error.problem.args['file']).endsWith(file));
      return true;
    });
  }
});
