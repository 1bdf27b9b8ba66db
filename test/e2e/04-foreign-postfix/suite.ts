/**
 * A Postfix nobody here wrote exchanges mail with us both ways, found by real DNS: STARTTLS, bounces for unknown users,
 * a host that is down and comes back, our own server that is down and comes back. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { arrived, messagesIn, swaks } from '../harness/clients.ts';
import { startDns } from '../harness/dns.ts';
import { FOREIGN_ZONE, NORA, OUR_ZONE, startForeign, type Foreign } from '../harness/foreign.ts';
import { startHost, type Host } from '../harness/host.ts';
import { assertOnlyTraceAdded, headerOf, letter } from '../harness/mail.ts';
import { startPostfix } from '../harness/postfix.ts';
import { emptyQueue, queueText } from '../harness/queue.ts';
import { check, has, suite } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'hvalfangst og 99 kjeks';
const withLf = (message: Buffer): string => message.toString().replaceAll('\r\n', '\n');

const submit = async (host: Host, id: string, to: string, from = KARI): Promise<Buffer> => {
  const message = letter(id, from, to);
  const outcome = await swaks(host, {
    door: 'submissions',
    from,
    to,
    message,
    login: { user: KARI, password: PASSWORD },
  });
  assert.equal(outcome.code, 0, outcome.text);
  return message;
};

const inwards = async (host: Host, foreign: Foreign): Promise<void> => {
  await check('Postfix delivers to us over STARTTLS, byte for byte', async () => {
    const message = letter('from-postfix', NORA, KARI);
    await foreign.sendmail(NORA, KARI, withLf(message));
    const stored = await arrived(host, KARI, PASSWORD, 'from-postfix');
    // Postfix adds its own Received lines; below them everything is as it was sent.
    assertOnlyTraceAdded(stored, message);
    has(foreign.log(), /TLS connection established to post\.fjord\.example/);
    has(foreign.log(), /status=sent \(250 /);
  });
  await check('an unknown user of ours: Postfix bounces with our words', async () => {
    await foreign.sendmail(NORA, 'nobody@fjord.example', withLf(letter('to-nobody', NORA, 'nobody@fjord.example')));
    const bounce = await foreign.got('Undelivered Mail');
    has(bounce, /550[ -]5\.1\.1/);
    has(bounce, 'nobody@fjord.example');
  });
  await check('two recipients, one unknown: one gets the message, the other is reported', async () => {
    const message = letter('to-two', NORA, KARI);
    await foreign.sendmail(NORA, [KARI, 'gone@fjord.example'], withLf(message));
    await arrived(host, KARI, PASSWORD, 'to-two');
    has(await foreign.got('gone@fjord.example'), /550[ -]5\.1\.1/);
  });
};

const outwards = async (host: Host, foreign: Foreign): Promise<void> => {
  await check('we deliver to Postfix over STARTTLS, body byte for byte', async () => {
    const message = await submit(host, 'to-postfix', NORA);
    const got = await foreign.got('<to-postfix@suite.example>');
    const bodyOf = (text: string): string => text.slice(text.indexOf('\n\n'));
    assert.equal(bodyOf(got), bodyOf(Buffer.from(withLf(message)).toString('latin1')));
    has(headerOf(got.replaceAll('\n', '\r\n'), 'Received'), /using TLSv1\.\d/);
    await emptyQueue(host);
  });
  await check('an unknown user over there: the sender gets a readable report', async () => {
    await submit(host, 'to-stranger', 'stranger@verden.example');
    const report = await waitFor('the report', async () =>
      (await messagesIn(host, KARI, PASSWORD)).find(({ source }) => source.includes('stranger@verden.example')),
    );
    const text = report.source.toString();
    has(headerOf(text, 'Content-Type'), /multipart\/report/);
    has(headerOf(text, 'Return-Path'), '<>');
    has(text, /^Final-Recipient: rfc822; ?stranger@verden\.example/im);
    has(text, /^Action: failed/im);
    has(text, /^Status: 5\.1\.1/im);
    has(text, '550');
    has(text, '<to-stranger@suite.example>');
    assert.ok(
      headerOf(text, 'Auto-Submitted').startsWith('auto-replied') ||
        headerOf(text, 'Auto-Submitted').startsWith('auto-generated'),
    );
    await emptyQueue(host);
  });
  await check('a domain that does not exist: the sender gets a report at once', async () => {
    await submit(host, 'to-nowhere', 'ola@unregistered.example');
    await waitFor('the report', async () =>
      (await messagesIn(host, KARI, PASSWORD)).find(({ source }) => source.includes('ola@unregistered.example')),
    );
    await emptyQueue(host);
  });
};

const deferred = async (host: Host, foreign: Foreign): Promise<void> => {
  await check('a host that is down: the message waits in the queue, and goes when the host is back', async () => {
    await submit(host, 'to-slow', 'ola@treg.example');
    has(
      await waitFor('the message in the queue', async () => {
        const text = await queueText(host);
        return text.includes('treg.example') && text;
      }),
      'treg.example',
    );
    const slow = await startPostfix('127.0.0.30', 25, {
      myhostname: 'mx.treg.example',
      virtual_mailbox_domains: 'treg.example',
      virtual_transport: 'discard',
    });
    await host.cli(['queue', 'retry', '--all']);
    await emptyQueue(host, 30_000);
    await waitFor('Postfix to have it', () => /status=sent/.test(slow.log()));
    await slow.stop();
  });
  await check('a queued message survives a restart of our server', async () => {
    await submit(host, 'to-slow-again', 'ola@treg.example');
    assert.equal(await host.stop(), 0);
    const again = await startHost({ data: host.data, env: dnsEnvironment });
    has(await queueText(again), 'treg.example');
    await again.stop();
  });
  await check('while we are down Postfix waits; when we are back the mail is here', async () => {
    await foreign.sendmail(NORA, KARI, withLf(letter('while-down', NORA, KARI)));
    await waitFor('Postfix to defer', () => /status=deferred/.test(foreign.log()));
    const again = await startHost({ data: host.data, env: dnsEnvironment });
    await foreign.flush();
    await arrived(again, KARI, PASSWORD, 'while-down', 30_000);
    await again.stop();
  });
};

let dnsEnvironment: Readonly<Record<string, string>> = {};

await suite(async () => {
  const foreign = await startForeign();
  const dns = await startDns({
    'fjord.example': OUR_ZONE,
    'verden.example': FOREIGN_ZONE,
    'treg.example': '@ IN MX 10 mx\nmx IN A 127.0.0.30',
  });
  dnsEnvironment = dns.environment;
  const host = await startHost({ env: dns.environment });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  await inwards(host, foreign);
  await outwards(host, foreign);
  await deferred(host, foreign);
});
