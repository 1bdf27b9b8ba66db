/** Hostile and silent name servers: bounded time and memory, each reported as what it is; private addresses are not asked. */
import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { encode } from 'dns-packet';
import { startLabDns, type RunningLabDns } from '../../lab/lab-dns.ts';
import { systemClock } from './clock.ts';
import { askAuthorities } from './dns-authorities.ts';
import { anchorsOf, checkTrust } from './dns-chain.ts';
import { askOnce, askTwice, createDnsBudget } from './dns-query.ts';
import { createDnsWalk } from './dns-walk.ts';
import { createReach } from './reach.ts';
import { createResolver } from './resolver.ts';

type Lie = (query: Buffer) => readonly Buffer[];
/** A server that answers over UDP as told, and over TCP pours without end. */
async function liar(lie: Lie, pour: (socket: net.Socket) => void = (socket) => socket.destroy()) {
  const sockets = new Set<net.Socket>();
  const tcp = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    pour(socket);
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as net.AddressInfo;
  const udp = dgram.createSocket('udp4');
  udp.on('message', (query, from) => {
    for (const packet of lie(query)) udp.send(packet, from.port, from.address);
  });
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    server: { host: '127.0.0.1', port },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => tcp.close(resolve));
      await new Promise<void>((resolve) => udp.close(() => resolve()));
    },
  };
}
const reply = (query: Buffer, more: object): Buffer =>
  encode({ type: 'response', id: query.readUInt16BE(0), flags: 0x400, ...more });
const bent = (query: Buffer): Buffer => {
  const out = Buffer.from(query);
  out[2] |= 0x80;
  out.writeUInt16BE(query.readUInt16BE(0) ^ 1, 0);
  return out;
};
const ask = async (lie: Lie, pour?: (socket: net.Socket) => void) => {
  const { server, stop } = await liar(lie, pour);
  const budget = createDnsBudget(systemClock, 10, 2000);
  try {
    return await askOnce(budget, { server, name: 'fjord.example', type: 'MX', timeoutMs: 150 });
  } finally {
    await stop();
  }
};

test('wrong ids, other questions, noise and loops are no answers', async () => {
  assert.equal((await ask((query) => [bent(query)])).kind, 'timeout');
  assert.equal((await ask(() => [Buffer.alloc(0), Buffer.alloc(3)])).kind, 'timeout');
  const loop = (query: Buffer): Buffer => {
    const head = Buffer.from(query.subarray(0, 12));
    head[2] |= 0x80;
    return Buffer.concat([head, Buffer.from('c00c000f0001', 'hex')]);
  };
  assert.equal((await ask((query) => [loop(query)])).kind, 'unreachable', 'moves to TCP, which hangs up');
  const other = { questions: [{ type: 'MX', name: 'other.example' }] };
  assert.notEqual((await ask((query) => [reply(query, other)])).kind, 'reply');
});

test('an endless TCP answer ends with its length or with the time', async () => {
  const truncated = (query: Buffer): Buffer[] => {
    const out = Buffer.from(query);
    out[2] |= 0x82;
    return [out];
  };
  const chunk = Buffer.alloc(60_000, 0xff);
  const flood = await ask(truncated, (socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
  });
  assert.equal(flood.kind, 'malformed');
  const started = performance.now();
  const slow = await ask(truncated, (socket) => void socket.write(Buffer.from([0xff, 0xff, 0])));
  assert.equal(slow.kind, 'timeout');
  assert.ok(performance.now() - started < 1500);
});

test('a refusal counts after a second try only, a budget ends the asking', async () => {
  let asked = 0;
  const { server, stop } = await liar((query) => {
    asked += 1;
    const out = Buffer.from(query);
    out[2] |= 0x84;
    out[3] = asked === 1 ? 5 : 0;
    return [out];
  });
  const budget = createDnsBudget(systemClock, 3, 2000);
  const question = { server, name: 'fjord.example', type: 'MX', timeoutMs: 200 } as const;
  const answer = await askTwice(budget, question);
  assert.equal(answer.kind === 'reply' && answer.reply.rcode, 0);
  assert.equal(budget.asked(), 2);
  await askOnce(budget, question);
  assert.deepEqual(await askOnce(budget, question), { kind: 'unasked' });
  await stop();
});

let dns: RunningLabDns;
const places: Record<string, string> = {};
before(async () => {
  const zone = { NS: ['ns1.dns.test'], SOA: {}, MX: ['10 mx.host.test'], TXT: ['v=spf1 mx -all'] };
  const first = { 'fjord.test': zone, 'post.fjord.test': { MX: ['10 mx.host.test'] }, 'inside.test': zone };
  dns = await startLabDns(first, ['test'], (address, where) => {
    places[address] = where;
  });
});
after(() => dns.stop());
const walkWith = (roots: readonly string[], hosts: Record<string, string> = places) =>
  createDnsWalk({
    roots,
    resolver: createResolver({ servers: [dns.address] }),
    reach: createReach(hosts),
    clock: systemClock,
    allowPrivate: false,
  });

test('the walk: its zones, names inside one, names that are not there', async () => {
  const walk = walkWith(dns.roots);
  const to = async (domain: string) => {
    const walked = await walk.walk(domain, createDnsBudget(systemClock));
    return walked.kind === 'found' ? walked.cuts.map((cut) => cut.zone).join('>') : walked.kind;
  };
  assert.equal(await to('fjord.test'), '>test>fjord.test');
  assert.equal(await to('post.fjord.test'), '>test>fjord.test');
  assert.equal(await to('nowhere.test'), 'nxdomain');
  assert.equal(await to('fjord.nowhere'), 'nxdomain');
});

test('roots out of reach are remembered, so that the next one does not wait', async () => {
  const walk = walkWith(['127.0.0.1:9']);
  const look = async () => await walk.walk('fjord.test', createDnsBudget(systemClock));
  assert.deepEqual(await look(), { kind: 'unknown', why: 'roots-unreachable' });
  const started = performance.now();
  assert.deepEqual(await look(), { kind: 'unknown', why: 'roots-unreachable' });
  assert.ok(performance.now() - started < 20);
});

test('a delegation that points inside is not followed', async () => {
  const top = { '198.51.100.54:53': places['198.51.100.54:53'] };
  const walk = walkWith(dns.roots, top);
  const budget = createDnsBudget(systemClock);
  const walked = await walk.walk('inside.test', budget);
  assert.ok(walked.kind === 'found');
  const cut = {
    ...walked.cuts[2],
    servers: [{ name: 'ns.inside.test', addresses: ['127.0.0.1', '10.0.0.1'], glue: [] }],
  };
  const seen = await askAuthorities(walk, cut, 'inside.test', budget);
  assert.deepEqual(
    seen.map((one) => one.state),
    ['not-asked', 'not-asked'],
  );
});

test('silent servers are silent, and cost no more than the budget', async () => {
  await dns.delegate('fjord.test', { servers: { 'ns1.quiet.test': { mood: 'silent' } }, signing: { algorithm: 15 } });
  const walk = walkWith(dns.roots);
  const budget = createDnsBudget(systemClock, 40, 900);
  const walked = await walk.walk('fjord.test', budget);
  assert.ok(walked.kind === 'found');
  const started = performance.now();
  const authorities = await askAuthorities(walk, walked.cuts[2], 'fjord.test', budget);
  assert.deepEqual(
    authorities.map((one) => one.state),
    ['silent'],
  );
  assert.ok(performance.now() - started < 1500);
  const { result } = await checkTrust(walk, { ...walked, authorities }, anchorsOf(dns.trustAnchors), 0, budget);
  assert.notEqual(result.state, 'secure');
});
