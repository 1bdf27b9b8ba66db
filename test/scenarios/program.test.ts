/**
 * Settings that a customer brings along, through the real host: each fault is named with its field, its value and the right one,
 * and the file that comes of it is right; a right file and a file for another mailbox name nothing. No password is kept.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyEdits } from '#src/protocol/program-settings/document.ts';
import type { DiagnoseResult } from '#src/service/diagnose.ts';
import { expectFound } from '../../lab/scenarios/scenario.ts';
import { profileText, PROGRAM_SCENARIOS, rightProfile } from '../../lab/scenarios/program.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

type Symptom = DiagnoseResult['symptom'];
async function ask(
  { address }: Customer,
  settings: string,
  symptom: Symptom = 'both',
  language: 'nb' | 'sv' | 'en' = 'nb',
  text?: string,
) {
  const brought = { settings: Buffer.from(settings), ...(text === undefined ? {} : { text }) };
  const answer = await world.host.app.diagnose({ subject: address, symptom, language, ...brought });
  assert.ok(answer.ok);
  return answer.value;
}
const causes = ({ findings }: DiagnoseResult): readonly string[] => findings.map((finding) => finding.cause);
const SECRET = /Kan!Ikke|Leses7/;

PROGRAM_SCENARIOS.forEach((scenario, index) => {
  void test(`${scenario.cause}: ${scenario.title}`, async () => {
    const customer = await world.customer(18_000 + index);
    await scenario.plant(world, customer);
    const profile = { ...rightProfile(world, customer), ...scenario.wrong(world, customer) };
    const text = profileText(profile);
    const results = await Promise.all(
      (['nb', 'sv', 'en'] as const).map((language) =>
        ask(customer, text, scenario.symptom, language, scenario.text?.(customer)),
      ),
    );
    for (const result of results) {
      expectFound(result === results[0] ? scenario : { ...scenario, says: () => [] }, customer, result);
      assert.equal(result.program?.isFor, 'subject');
      assert.match(JSON.stringify(result.findings[0].evidence), /customer\.program/);
      assert.doesNotMatch(JSON.stringify(result), SECRET, 'no password comes back');
    }
    const [result] = results;
    // The file that is handed over has nothing left to correct, and what is no fault is as it was.
    const edits = result.program?.settings?.edits ?? [];
    assert.equal(result.findings[0].fix[0].id, 'use-corrected-file');
    const corrected = Buffer.from(applyEdits(Buffer.from(text), edits)).toString();
    assert.match(corrected, SECRET);
    const again = await ask(customer, corrected, scenario.symptom, 'nb', scenario.text?.(customer));
    assert.ok(
      again.findings.every(({ evidence }) => evidence.every(({ probe }) => probe !== 'customer.program')),
      JSON.stringify(again.findings.map(({ cause, evidence }) => [cause, evidence.map(({ observed }) => observed)])),
    );
    const kept = await world.host.app.cases.show(result.case ?? '', { kind: 'operator' } as never);
    assert.ok(kept.ok);
    assert.match(JSON.stringify(kept.value), /customer\.program/);
    assert.doesNotMatch(JSON.stringify(kept.value), SECRET, 'no password is kept');
  });

  void test(`another mailbox's file is no explanation: ${scenario.title}`, async () => {
    const [customer, other] = [await world.customer(18_200 + index), await world.customer(18_400 + index)];
    const profile = { ...rightProfile(world, other), ...scenario.wrong(world, other) };
    const result = await ask(customer, profileText(profile), scenario.symptom, 'nb', scenario.text?.(customer));
    assert.deepEqual(causes(result), []);
    assert.equal(result.verdict, 'healthy');
    assert.equal(result.program?.isFor, 'other');
    assert.ok(result.program.text.includes(other.domain), result.program.text);
  });
});

void test('a right file names nothing, and says so', async () => {
  const customer = await world.customer(18_600);
  const result = await ask(customer, profileText(rightProfile(world, customer)));
  assert.deepEqual(causes(result), []);
  assert.equal(result.verdict, 'healthy');
  assert.ok(result.program?.text.includes(customer.address));
  assert.ok(result.verified.includes('customer.program'));
});

void test('what harms in one way only is told beside when the complaint is another', async () => {
  const customer = await world.customer(18_601);
  const more = ['user_pref("mail.server.server1.server_sub_directory", "INBOX");'];
  const result = await ask(customer, profileText({ ...rightProfile(world, customer), more }), 'send');
  assert.deepEqual(
    result.findings.map(({ cause, aside }) => [cause, aside]),
    [['cli-imap-prefix-special', true]],
  );
  assert.equal(result.verdict, 'healthy');
});

void test('a program that keeps no copies is told beside when sending is what fails', async () => {
  const customer = await world.customer(18_607);
  const more = ['user_pref("mail.identity.id1.fcc", false);'];
  const result = await ask(customer, profileText({ ...rightProfile(world, customer), more }), 'send');
  assert.deepEqual(
    result.findings.map(({ cause, aside }) => [cause, aside]),
    [['cli-sent-not-saved', true]],
  );
  assert.equal(result.verdict, 'healthy');
});

void test('another name that leads to our server is no cause', async () => {
  const customer = await world.customer(18_602);
  world.dns.add({ [`mail.${customer.domain}`]: { A: ['203.0.113.25'] } });
  const host = `mail.${customer.domain}`;
  const result = await ask(
    customer,
    profileText({ ...rightProfile(world, customer), host, smtpHost: host }),
    'receive',
  );
  assert.deepEqual(causes(result), []);
});

void test('two accounts: the one of the mailbox is judged, the other is not', async () => {
  const [customer, other] = [await world.customer(18_603), await world.customer(18_604)];
  const foreign = profileText({ ...rightProfile(world, other), socket: 0 })
    .replaceAll('account1', 'account2')
    .replaceAll('server1', 'server2')
    .replaceAll('id1', 'id2')
    .replaceAll('smtp1', 'smtp2');
  const own = profileText({ ...rightProfile(world, customer), socket: 2 });
  const both = `${own}${foreign}user_pref("mail.accountmanager.accounts", "account1,account2");\nuser_pref("mail.smtpservers", "smtp1,smtp2");\n`;
  assert.deepEqual(causes(await ask(customer, both, 'receive')), ['cli-tls-mode-mismatch']);
});

void test('what cannot be read is said, and nothing follows from it', async () => {
  const customer = await world.customer(18_605);
  const result = await ask(customer, 'Hei, dette virker ikke');
  assert.deepEqual(causes(result), []);
  assert.equal(result.program?.isFor, 'unknown');
});

void test('mail of the domain goes elsewhere: the file of that provider is not wrong in every field', async () => {
  const customer = await world.customer(18_606);
  world.dns.add({
    ...customer.zones,
    [customer.domain]: { ...customer.zones[customer.domain], MX: ['10 mx1.annen-vert.test.'] },
    'mx1.annen-vert.test': { A: ['198.51.100.99'] },
  });
  const there = { host: 'imap.annen-vert.test', smtpHost: 'smtp.annen-vert.test', port: 993, smtpPort: 465 };
  const result = await ask(customer, profileText({ ...rightProfile(world, customer), ...there }), 'receive');
  assert.deepEqual(causes(result), ['dom-mx-wrong-host']);
  const [account] = result.program?.settings?.accounts ?? [];
  assert.deepEqual(account.mail?.hosts, ['mx1.annen-vert.test']);
  assert.equal(account.source, 'unknown');
});
