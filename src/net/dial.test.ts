/** The dialer against real sockets with every fault of the lab: facts, bounds, no private addresses, no second knock too many. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Fault, type FaultProxy, startFaultProxy } from '../../lab/fault-proxy.ts';
import { makeLabCertificates } from '../../lab/lab-certificates.ts';
import { type MailHost, startMailHost } from '../../lab/mail-host.ts';
import { systemClock } from './clock.ts';
import { type DialAsk, type DialDeps, type DialledAddress, createDialer } from './dial.ts';
import type { DnsAnswer } from './dns-answer.ts';
import { createReach } from './reach.ts';

const certificates = makeLabCertificates(Date.now());
const NAME = 'mx.foreign.test';
const V4 = '198.51.100.25';
const V6 = '2001:db8::25';
let host: MailHost;
let proxy: FaultProxy;

before(async () => {
  host = await startMailHost('friendly', certificates.make('right', [NAME]));
  proxy = await startFaultProxy(host.smtp);
});
after(async () => {
  await proxy.stop();
  await host.stop();
});

const records = (list: readonly string[]): DnsAnswer<string> =>
  list.length === 0 ? { kind: 'nodata' } : { kind: 'records', records: list, ttlSeconds: 60 };
function dialer(places: Readonly<Record<string, string>>, more: Partial<DialDeps> = {}, v4 = [V4], v6: string[] = []) {
  return createDialer({
    resolver: { a: () => Promise.resolve(records(v4)), aaaa: () => Promise.resolve(records(v6)) },
    reach: createReach(places),
    allowPrivate: false,
    clock: systemClock,
    authority: () => null,
    trust: () => [certificates.trust],
    hasIpv6: () => true,
    ...more,
  });
}
const SMTP: DialAsk = {
  host: NAME,
  port: 25,
  protocol: 'smtp',
  mode: 'starttls',
  hello: 'probe.host.test',
  limitMs: 1500,
  isOurs: true,
};
async function dial(
  places: Readonly<Record<string, string>>,
  more: Partial<DialAsk> = {},
): Promise<readonly DialledAddress[]> {
  const answer = await dialer(places).dial({ ...SMTP, ...more });
  assert.equal(answer.kind, 'dialled');
  return answer.kind === 'dialled' ? answer.addresses : [];
}
async function through(fault: Fault, more: Partial<DialAsk> = {}): Promise<DialledAddress> {
  await proxy.setFault(fault);
  const [seen] = await dial({ [`${V4}:25`]: proxy.address }, more);
  await proxy.setFault({ kind: 'pass' });
  return seen;
}

test('a healthy server: greeting, name, offers, STARTTLS and its certificate', async () => {
  const seen = await through({ kind: 'pass' });
  assert.equal(seen.state, 'open');
  assert.equal(seen.greeting, 'ok');
  assert.equal(seen.helloName, 'sink.example');
  assert.equal(seen.starttls, 'offered');
  assert.ok(seen.offers.includes('PIPELINING'));
  assert.match(seen.tls?.version ?? '', /^TLSv1\.3$/);
  const certificate = seen.tls?.certificate;
  assert.deepEqual([certificate?.chain, certificate?.covers, certificate?.isOwn], ['complete', true, false]);
  assert.deepEqual(certificate?.names, [NAME]);
});

test('what is between shows as what it is', async () => {
  assert.equal((await through({ kind: 'refuse' })).state, 'refused');
  const silent = await through({ kind: 'black-hole' }, { limitMs: 150 });
  assert.deepEqual([silent.state, silent.greeting], ['open', 'slow']);
  assert.equal((await through({ kind: 'hang-up' })).greeting, 'closed');
  assert.equal((await through({ kind: 'strip-starttls' })).starttls, 'absent');
  const masked = await through({ kind: 'mask' });
  assert.deepEqual([masked.greeting, masked.starttls, masked.tls], ['masked', 'masked', null]);
  const cut = await through({ kind: 'cut', afterBytes: 40 });
  assert.deepEqual([cut.greeting, cut.offers], ['ok', []]);
  const late = await through({ kind: 'delay', ms: 60 });
  assert.equal(late.greeting, 'ok');
  assert.ok((late.greetingMs ?? 0) >= 50, String(late.greetingMs));
});

test('an endless banner ends with sixteen kilobytes', async () => {
  const before = process.memoryUsage().rss;
  const seen = await through({ kind: 'endless' });
  assert.equal(seen.greeting, 'endless');
  assert.ok((seen.greetingText ?? '').length <= 200);
  assert.ok(process.memoryUsage().rss - before < 64e6);
});

test('certificates are told apart', async () => {
  const chainOf = async (kind: Parameters<typeof certificates.make>[0]) => {
    const made = certificates.make(kind, [NAME]);
    const seen = await through({ kind: 'certificate', when: 'starttls', ...made });
    const certificate = seen.tls?.certificate;
    const isOver = Date.parse(certificate?.until ?? '') < Date.now();
    return [certificate?.chain, certificate?.covers, isOver];
  };
  assert.deepEqual(await chainOf('right'), ['complete', true, false]);
  assert.deepEqual(await chainOf('expired'), ['complete', true, true]);
  assert.deepEqual(await chainOf('wrong-name'), ['complete', false, false]);
  assert.deepEqual(await chainOf('self-signed'), ['self-signed', true, false]);
  assert.deepEqual(await chainOf('no-intermediate'), ['leaf-only', true, false]);
  assert.deepEqual(await chainOf('unknown-authority'), ['unknown-authority', true, false]);
});

test('IMAP with TLS at once, and a server that speaks another protocol', async () => {
  const [imap] = await dial({ [`${V4}:993`]: host.imap }, { port: 993, protocol: 'imap', mode: 'implicit' });
  assert.deepEqual([imap.greeting, imap.offers], ['ok', ['IMAP4REV1', 'AUTH=PLAIN']]);
  const [plain] = await dial(
    { [`${V4}:993`]: host.smtp },
    { port: 993, protocol: 'imap', mode: 'implicit', limitMs: 300 },
  );
  assert.equal(plain.state, 'open');
  assert.notEqual(plain.tlsTrouble, null);
  const [pop] = await dial({ [`${V4}:110`]: host.smtp }, { port: 110, protocol: 'pop3' });
  assert.equal(pop.greeting, 'other');
});

test('a recipient is asked about and nothing is sent', async () => {
  const seen = await through({ kind: 'pass' }, { recipient: 'kari@foreign.test' });
  assert.deepEqual([seen.recipient?.stage, seen.recipient?.code], ['rcpt-to', 250]);
  assert.equal(host.messages.length, 0);
  host.setMood('unknownUser');
  const refused = await through({ kind: 'pass' }, { recipient: 'nobody@foreign.test' });
  host.setMood('friendly');
  assert.equal(refused.recipient?.code, 550);
});

test('each family by itself, and no road to one of them is not the fault of the server', async () => {
  const dead = await startFaultProxy(host.smtp, { kind: 'refuse' });
  const places = { [`${V4}:25`]: proxy.address, [`[${V6}]:25`]: dead.address };
  const both = await dialer(places, {}, [V4], [V6]).dial(SMTP);
  await dead.stop();
  assert.ok(both.kind === 'dialled');
  assert.deepEqual(
    both.addresses.map(({ family, state, refusal }) => [family, state, refusal]),
    [
      [4, 'open', null],
      [6, 'refused', null],
    ],
  );
  const open = { [`${V4}:25`]: proxy.address };
  const roadless = await dialer(open, { hasIpv6: () => false }, [V4], ['2606:4700::25']).dial(SMTP);
  assert.ok(roadless.kind === 'dialled');
  assert.equal(roadless.addresses[1].refusal, 'no-route');
});

test('private addresses are never dialled, whatever name or record leads there', async () => {
  const inside = ['127.0.0.1', '10.1.2.3', '169.254.169.254', '192.168.1.1', '100.64.0.1', '0.0.0.0'];
  const before = host.connections();
  const port = Number(host.smtp.split(':')[1]);
  for (const address of inside) {
    const answer = await dialer({}, {}, [address], ['::ffff:127.0.0.1', 'fe80::1', '::1']).dial({ ...SMTP, port });
    assert.ok(answer.kind === 'dialled');
    assert.deepEqual([...new Set(answer.addresses.map(({ refusal }) => refusal))], ['private']);
    const literal = await dialer({}).dial({ ...SMTP, host: address, port });
    assert.ok(literal.kind === 'dialled' && literal.addresses[0].refusal === 'private');
  }
  // DNS that answers a public address first and a private one then: what was checked is what is connected to.
  let asked = 0;
  const turning = {
    a: () => Promise.resolve(records([(asked += 1) === 1 ? V4 : '127.0.0.1'])),
    aaaa: () => Promise.resolve(records([])),
  };
  const answer = await dialer({ [`${V4}:${port}`]: proxy.address }, { resolver: turning }).dial({ ...SMTP, port });
  assert.ok(answer.kind === 'dialled' && answer.addresses[0].address === V4);
  assert.equal(asked, 1);
  assert.equal(host.connections() - before, 1);
});

test('a foreign server is remembered, has at most two of us at once, and is asked anew after a repair', async () => {
  const dials = dialer({ [`${V4}:25`]: proxy.address });
  const foreign = { ...SMTP, isOurs: false };
  const before = proxy.connections();
  await Promise.all([dials.dial(foreign), dials.dial(foreign)]);
  await dials.dial(foreign);
  assert.equal(proxy.connections() - before, 1);
  await dials.dial({ ...foreign, fresh: true });
  assert.equal(proxy.connections() - before, 2);
  await proxy.setFault({ kind: 'black-hole' });
  const held = Array.from({ length: 6 }, (_, index) =>
    dials.dial({ ...foreign, recipient: `p${index}@foreign.test`, limitMs: 120 }),
  );
  await new Promise((resolve) => setTimeout(resolve, 60));
  const atOnce = proxy.connections() - before - 2;
  await Promise.all(held);
  await proxy.setFault({ kind: 'pass' });
  assert.ok(atOnce <= 2, String(atOnce));
});

test('a no is asked again: a server that was just starting is up', async () => {
  const slowStart = await startFaultProxy(host.smtp, { kind: 'refuse' });
  const dialling = dial({ [`${V4}:25`]: slowStart.address });
  setTimeout(() => void slowStart.setFault({ kind: 'pass' }), 10);
  const [seen] = await dialling;
  await slowStart.stop();
  assert.equal(seen.state, 'open');
});

test('names without address say why', async () => {
  const none = await dialer({}, {}, [], []).dial(SMTP);
  assert.deepEqual(none, { kind: 'none', why: 'no-address' });
});
