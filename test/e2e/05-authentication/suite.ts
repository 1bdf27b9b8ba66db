/**
 * Mail authentication judged by others: our DKIM signature is verified at the far end by dkimpy through real DNS; what
 * arrives signed by dkimpy, unsigned, forged or tampered with gets the Authentication-Results it earns.
 * Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { arrived, swaks } from '../harness/clients.ts';
import { makeSigner } from '../harness/dkim.ts';
import { startDns, txt, type Dns } from '../harness/dns.ts';
import { FOREIGN_ADDRESS, FOREIGN_ZONE, NORA, OUR_ZONE, startForeign, type Foreign } from '../harness/foreign.ts';
import { startHost, type Host } from '../harness/host.ts';
import { headerOf, letter } from '../harness/mail.ts';
import { run } from '../harness/program.ts';
import { check, has, suite } from '../harness/report.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'tolv tynne tråder';
const FORGER = '127.0.0.66';

interface WantedRecord {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly purpose: string;
}

const outgoing = async (host: Host, dns: Dns, foreign: Foreign): Promise<void> => {
  const { records } = await host.ask<{ records: WantedRecord[] }>(['domain', 'show', 'fjord.example']);
  const wanted = records.filter((record) => record.type === 'TXT');
  await check('`domain show` names records for SPF, DKIM and DMARC', () => {
    for (const purpose of ['spf', 'dkim', 'dmarc'])
      assert.ok(
        wanted.some((record) => record.purpose === purpose),
        purpose,
      );
  });
  await dns.set(
    'fjord.example',
    [OUR_ZONE, ...wanted.map((record) => txt(`${record.name.replace(/\.$/, '')}.`, record.value))].join('\n'),
  );
  await check('dkimpy verifies our signature through DNS at the far end; a changed body breaks it', async () => {
    const message = letter('signed', KARI, NORA);
    const login = { user: KARI, password: PASSWORD };
    const sent = await swaks(host, { door: 'submissions', from: KARI, to: NORA, message, login });
    assert.equal(sent.code, 0, sent.text);
    const got = (await foreign.got('<signed@suite.example>')).replaceAll('\n', '\r\n');
    has(headerOf(got, 'DKIM-Signature'), /d=fjord\.example/);
    const bytes = Buffer.from(got, 'latin1');
    const verified = await run('dkimverify', [], { input: bytes });
    has(verified.text, 'signature ok');
    assert.equal(verified.code, 0, verified.text);
    const changed = Buffer.from(got.replace('begins with', 'BEGINS with'), 'latin1');
    assert.notEqual((await run('dkimverify', [], { input: changed })).code, 0);
  });
  await check('once published, `domain show` says that the records are right', async () => {
    const shown = await host.ask<{ records: { purpose: string; state: string }[] }>([
      'domain',
      'show',
      'fjord.example',
    ]);
    for (const purpose of ['mx', 'spf', 'dkim', 'dmarc']) {
      assert.equal(shown.records.find((record) => record.purpose === purpose)?.state, 'ok', JSON.stringify(shown));
    }
  });
};

/** Delivers from outside with a chosen source address and gives Authentication-Results as stored. */
const resultsOf = async (host: Host, id: string, message: Buffer, source: string): Promise<string> => {
  const more = ['--local-interface', source];
  const sent = await swaks(host, { door: 'inbound', from: NORA, to: KARI, message, more });
  assert.equal(sent.code, 0, sent.text);
  const stored = await arrived(host, KARI, PASSWORD, id);
  const value = headerOf(stored, 'Authentication-Results');
  has(value, /^post\.fjord\.example;/);
  return value;
};

const incoming = async (host: Host, dns: Dns): Promise<void> => {
  const signer = await makeSigner('sel1', 'verden.example');
  const spf = txt('@', `v=spf1 ip4:${FOREIGN_ADDRESS} -all`);
  await dns.set('verden.example', [FOREIGN_ZONE, spf, txt('_dmarc', 'v=DMARC1; p=none'), signer.record].join('\n'));
  const signed = (message: Buffer): Promise<Buffer> => signer.sign(message);
  await check('signed by dkimpy, from the right host: dkim, spf and dmarc pass', async () => {
    const results = await resultsOf(host, 'in-signed', await signed(letter('in-signed', NORA, KARI)), FOREIGN_ADDRESS);
    for (const part of [/dkim=pass/, /spf=pass/, /dmarc=pass/]) has(results, part);
  });
  await check('unsigned, from the right host: dkim none, spf and dmarc pass', async () => {
    const results = await resultsOf(host, 'in-unsigned', letter('in-unsigned', NORA, KARI), FOREIGN_ADDRESS);
    for (const part of [/dkim=none/, /spf=pass/, /dmarc=pass/]) has(results, part);
  });
  await check('forged, from another host: spf and dmarc fail', async () => {
    const results = await resultsOf(host, 'in-forged', letter('in-forged', NORA, KARI), FORGER);
    for (const part of [/spf=fail/, /dmarc=fail/]) has(results, part);
    assert.doesNotMatch(results, /(?:dkim|spf|dmarc)=pass/);
  });
  await check('signed and then changed, from another host: dkim, spf and dmarc fail', async () => {
    const bytes = (await signed(letter('in-changed', NORA, KARI)))
      .toString('latin1')
      .replace('begins with', 'begins  WITH');
    const results = await resultsOf(host, 'in-changed', Buffer.from(bytes, 'latin1'), FORGER);
    for (const part of [/dkim=(?:fail|neutral|policy)/, /spf=fail/, /dmarc=fail/]) has(results, part);
  });
  await check('signed, forwarded by another host: spf fails, dkim and dmarc pass', async () => {
    const results = await resultsOf(host, 'in-forwarded', await signed(letter('in-forwarded', NORA, KARI)), FORGER);
    for (const part of [/dkim=pass/, /spf=fail/, /dmarc=pass/]) has(results, part);
  });
  await check('an Authentication-Results line in our name from outside does not survive', async () => {
    const lie = 'Authentication-Results: post.fjord.example; dkim=pass header.d=bank.example; spf=pass';
    const results = await resultsOf(host, 'in-lie', letter('in-lie', NORA, KARI, lie), FORGER);
    has(results, /spf=fail/);
    const stored = await arrived(host, KARI, PASSWORD, 'in-lie');
    assert.ok(!stored.includes('bank.example'), stored.toString().slice(0, 1500));
  });
};

await suite(async () => {
  const foreign = await startForeign();
  const dns = await startDns({ 'fjord.example': OUR_ZONE, 'verden.example': FOREIGN_ZONE });
  const host = await startHost({ env: dns.environment });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  await outgoing(host, dns, foreign);
  await incoming(host, dns);
});
