/**
 * `check` from a customer's machine: real doors, a real zone, and real obstacles on the way — a hotspot, a firewall, a
 * mail shield, a hosts file, a wrong clock, a closed port. Each is named; a machine with nothing in the way is silent.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { Clock } from '#src/net/clock.ts';
import { systemClock } from '#src/net/clock.ts';
import { createDialer } from '#src/net/dial.ts';
import { createReach } from '#src/net/reach.ts';
import { createResolver, type DnsResolver } from '#src/net/resolver.ts';
import { createWebFetch } from '#src/net/web-fetch.ts';
import { check, type CheckDeps, KNOWN_PAGE } from '#src/service/check.ts';
import type { DiagnoseResult } from '#src/service/diagnose-result.ts';
import { type DnsServer, startDnsServer } from '../../lab/dns-server.ts';
import { deadAddress, type FaultProxy, startFaultProxy } from '../../lab/fault-proxy.ts';
import { makeLabCertificates } from '../../lab/lab-certificates.ts';
import { startWebHost, type WebHost } from '../../lab/web-host.ts';
import { HOST_ADDRESS, HOSTNAME, startWorld, type World } from '../../lab/world.ts';

const authority = (): string => readFileSync(join(world.host.app.dataFolder, 'tls', 'ca.pem'), 'utf8');
const PAGE = new URL(KNOWN_PAGE);
const certificates = makeLabCertificates(Date.now());
let world: World;
let dns: DnsServer;
let page: WebHost;
let web: WebHost;
let resolver: DnsResolver;
const proxies: FaultProxy[] = [];

before(async () => {
  world = await startWorld();
  dns = await startDnsServer({
    'kunde.test': { NS: ['ns.kunde.test'], SOA: {}, MX: [`10 ${HOSTNAME}`] },
    [HOSTNAME]: { A: [HOST_ADDRESS] },
    [PAGE.hostname]: { A: ['198.51.100.80'] },
  });
  page = await startWebHost({ [PAGE.pathname]: { body: 'success\n' } }, null);
  web = await startWebHost({ '/': { body: 'webmail' } }, certificates.make('right', [HOSTNAME]));
  resolver = createResolver({ servers: [dns.address], cacheEntries: 0 });
});
after(async () => {
  await Promise.all([world.stop(), dns.stop(), page.stop(), web.stop(), ...proxies.map((one) => one.stop())]);
});

interface Way {
  /** Where doors of the host lead from this machine, by port; the usual ones lead to the real host. */
  readonly doors?: Readonly<Record<number, string>>;
  readonly page?: string;
  readonly here?: readonly string[];
  readonly hostsFile?: string;
  readonly clock?: Clock;
  readonly symptom?: Symptom;
  readonly incoming?: string;
  readonly outgoing?: string;
}
const through = async (door: string, issuer: string): Promise<string> => {
  const shown = certificates.intercepted(issuer, [HOSTNAME]);
  const proxy = await startFaultProxy(`127.0.0.1:${world.port(door)}`, {
    kind: 'certificate',
    ...shown,
    when: 'at-once',
  });
  proxies.push(proxy);
  return proxy.address;
};

async function checkFrom(way: Way = {}): Promise<DiagnoseResult> {
  const usual = { 993: 'imaps', 143: 'imap', 465: 'submissions', 587: 'submission' } as const;
  const places: Record<string, string> = {
    [`198.51.100.80:80`]: way.page ?? page.address,
    [`${HOST_ADDRESS}:443`]: web.address,
  };
  for (const [port, door] of Object.entries(usual)) places[`${HOST_ADDRESS}:${port}`] = `127.0.0.1:${world.port(door)}`;
  for (const [port, where] of Object.entries(way.doors ?? {})) places[`${HOST_ADDRESS}:${port}`] = where;
  const shared = { resolver, reach: createReach(places), allowPrivate: false, clock: systemClock };
  const trust = (): readonly string[] => [authority(), certificates.trust];
  const deps: CheckDeps = {
    clock: way.clock ?? systemClock,
    resolver,
    secondOpinion: resolver,
    lookUpHere: (host) => Promise.resolve(way.here ?? (host === HOSTNAME ? [HOST_ADDRESS] : [])),
    hostsFile: () => way.hostsFile ?? '127.0.0.1 localhost\n',
    dialer: createDialer({ ...shared, authority, trust }),
    fetch: createWebFetch({ ...shared, trust }),
  };
  const outcome = await check(
    deps,
    {
      address: 'kari@kunde.test',
      symptom: way.symptom ?? 'unknown',
      incoming: way.incoming ?? HOSTNAME,
      outgoing: way.outgoing ?? HOSTNAME,
    },
    { language: 'nb', now: Date.now(), timeZone: 'Europe/Oslo' },
  );
  assert.ok(outcome.ok);
  return outcome.value;
}
const named = ({ findings }: DiagnoseResult): readonly string[] =>
  findings.filter((one) => one.role !== 'consequence').map((one) => `${one.role} ${one.cause} ${one.certainty}`);

test('nothing in the way: healthy, with what was looked at', async () => {
  const result = await checkFrom();
  assert.deepEqual(result.findings, [], JSON.stringify(result.findings, null, 1));
  assert.equal(result.verdict, 'healthy');
  for (const probe of ['customer.doors', 'customer.names', 'customer.clock', 'customer.hotspot'])
    assert.ok(result.verified.includes(probe), probe);
});

test('a hotspot answers in place of the net', async () => {
  const hotel = await startWebHost(
    { [PAGE.pathname]: { status: 302, headers: { location: 'http://login.hotell.test/' } } },
    null,
  );
  const closed = await deadAddress();
  const result = await checkFrom({
    page: hotel.address,
    doors: { 993: closed, 143: closed, 465: closed, 587: closed, 443: closed },
  });
  await hotel.stop();
  assert.deepEqual(named(result), ['root net-captive-portal proven']);
  assert.match(result.findings[0].summary, /login\.hotell\.test/);
});

test('a mail shield on the machine, a firewall of the company', async () => {
  const shield = await checkFrom({ doors: { 993: await through('imaps', 'Avast Web/Mail Shield Root') } });
  assert.deepEqual(named(shield), ['root cli-antivirus-proxy proven']);
  assert.match(shield.findings[0].summary, /Avast/);
  const doors = {
    993: await through('imaps', 'FGT60 Fortinet CA'),
    465: await through('submissions', 'FGT60 Fortinet CA'),
  };
  const firewall = await checkFrom({ doors });
  assert.deepEqual(named(firewall), ['root net-tls-inspection proven']);
});

test('doors closed on this network: fetching, sending, everything', async () => {
  const closed = await deadAddress();
  assert.deepEqual(named(await checkFrom({ doors: { 993: closed, 143: closed } })), [
    'root net-imap-pop-blocked likely',
  ]);
  assert.deepEqual(named(await checkFrom({ doors: { 465: closed, 587: closed } })), [
    'root net-submission-blocked likely',
  ]);
  const all = { 993: closed, 143: closed, 465: closed, 587: closed, 443: closed };
  assert.deepEqual(named(await checkFrom({ doors: all })), ['root svc-outage likely']);
  const port25 = await checkFrom({ outgoing: `${HOSTNAME}:25`, doors: { 25: closed }, symptom: 'send' });
  assert.deepEqual(named(port25), ['root cli-wrong-outgoing-port likely']);
});

test('names: none known here, sent nowhere by a filter, an old line in the hosts file, a name that never was', async () => {
  assert.deepEqual(named(await checkFrom({ here: [] })), ['root net-resolver-broken proven']);
  assert.deepEqual(named(await checkFrom({ here: ['0.0.0.0'] })), ['root net-resolver-broken proven']);
  const stale = await checkFrom({ here: ['198.51.100.7'], hostsFile: `198.51.100.7 ${HOSTNAME} # gammel server\n` });
  assert.deepEqual(named(stale), ['root net-stale-dns-or-hosts proven']);
  assert.match(stale.findings[0].summary, /198\.51\.100\.7.*203\.0\.113\.25/);
  const wrong = await checkFrom({ incoming: 'mx.hots.test' });
  assert.deepEqual(named(wrong).slice(0, 1), ['root cli-wrong-incoming-host proven']);
});

test('a clock that is two days slow', async () => {
  const slow: Clock = { ...systemClock, now: () => Date.now() - 2 * 86_400_000 };
  const result = await checkFrom({ clock: slow });
  assert.deepEqual(named(result), ['root cli-clock-wrong proven']);
  assert.match(result.findings[0].summary, /2880 minutter/);
});
