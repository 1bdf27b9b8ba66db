/**
 * Domains per second of the DNS part of a diagnosis: the basic probes, the wanted records, and the group of delegation
 * (resolver with and without checking, walk from the roots, every name server, chain of trust), against the lab's servers
 * in a child process. `node bench/dns-batch.ts [domains] [at once]`; prints one line. Part of no other run.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { wantedRecords } from '#src/model/wanted-records.ts';
import type { Evidence } from '#src/diagnosis/evidence.ts';
import { loadConfiguration } from '#src/net/configuration-file.ts';
import { systemClock } from '#src/net/clock.ts';
import { createReach } from '#src/net/reach.ts';
import { createResolver } from '#src/net/resolver.ts';
import { createDelegationProbes } from '#src/probes/delegation/group.ts';
import { probeRecords } from '#src/probes/dns-records.ts';
import { probeDns } from '#src/probes/dns.ts';
import type { GroupDeps } from '#src/probes/group.ts';
import { observedIn } from '#src/probes/run-probe.ts';
import type { ProbeDeps } from '#src/probes/sources.ts';
import { startLabDns } from '../lab/lab-dns.ts';

const HOSTNAME = 'mx.host.test';
const domainOf = (i: number): string => `firma${i}.${i % 2 === 0 ? 'test' : 'example'}`;
const recordsOf = (domain: string) =>
  wantedRecords({ domain, hostname: HOSTNAME, dkim: { selector: 'pv1', publicKey: 'abc' } });

interface Ready {
  readonly address: string;
  readonly roots: readonly string[];
  readonly trustAnchors: readonly string[];
  readonly places: Readonly<Record<string, string>>;
}

async function serve(count: number): Promise<void> {
  const zones: Record<string, object> = { [HOSTNAME]: { A: ['203.0.113.25'] } };
  for (let i = 0; i < count; i += 1) {
    const domain = domainOf(i);
    zones[domain] = { NS: ['ns1.dns.test'], SOA: {} };
    for (const { name, type, value } of recordsOf(domain))
      zones[name] = { ...zones[name], ...(type === 'MX' ? { MX: [value] } : { TXT: [value] }) };
  }
  const places: Record<string, string> = {};
  const dns = await startLabDns(zones, ['test', 'example'], (address, where) => {
    places[address] = where;
  });
  const ready: Ready = { address: dns.address, roots: dns.roots, trustAnchors: dns.trustAnchors, places };
  process.send?.(ready);
  process.once('message', () => void dns.stop().then(() => process.exit(0)));
}

async function measure(count: number, atOnce: number): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['--serve', String(count)]);
  const ready = await new Promise<Ready>((resolve) => child.once('message', (message) => resolve(message as Ready)));
  const loaded = loadConfiguration({
    POSTVAKT_HOSTNAME: `"${HOSTNAME}"`,
    POSTVAKT_DNS__SERVERS: JSON.stringify([ready.address]),
    POSTVAKT_DNS__ROOTS: JSON.stringify(ready.roots),
    POSTVAKT_DNS__TRUSTANCHORS: JSON.stringify(ready.trustAnchors),
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded));
  const resolver = createResolver({ servers: [ready.address], clock: systemClock });
  const { configuration } = loaded.value;
  const group = createDelegationProbes({
    configuration,
    clock: systemClock,
    resolver,
    reach: createReach(ready.places),
  } as unknown as GroupDeps);
  const host = { hostname: HOSTNAME, ports: { imaps: 993, pop3s: 995, submissions: 465 }, addresses: [] };
  const deps = { resolver, clock: systemClock, host } as unknown as ProbeDeps;
  const unknown = new Map<string, number>();
  const took: number[] = [];
  const one = async (domain: string): Promise<void> => {
    const begin = performance.now();
    const evidence: Evidence[] = [];
    const keep = (piece: Evidence): void => void evidence.push(piece);
    const basics = probeDns(deps, domain);
    const mx = basics[1];
    await Promise.all([
      ...basics.map(async (probe) => keep(await probe)),
      ...probeRecords(deps, recordsOf(domain)).map(async (probe) => keep(await probe)),
      group.run({
        subject: { domain },
        symptom: 'unknown',
        ours: true,
        found: null,
        mailbox: null,
        text: null,
        when: async (probe) => observedIn<typeof probe>(await mx),
        keep,
      }),
    ]);
    took.push(performance.now() - begin);
    for (const piece of evidence)
      if (piece.kind === 'unknown') {
        const key = `${piece.probe}: ${piece.why}`;
        unknown.set(key, (unknown.get(key) ?? 0) + 1);
      }
  };
  let next = 0;
  const cpu = process.cpuUsage();
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        next += 1;
        await one(domainOf(next - 1));
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = ((user + system) / 1000 / count).toFixed(1);
  took.sort((a, b) => a - b);
  const at = (share: number): string => took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(0);
  const trouble = unknown.size === 0 ? 'nothing unknown' : JSON.stringify(Object.fromEntries(unknown));
  const rate = (count / seconds).toFixed(0);
  console.log(
    `${count} domains, ${atOnce} at once: ${rate} domains/s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${cpuMs} ms of our CPU each, ` +
      `${resolver.stats().asked} questions to the resolver, ${trouble}`,
  );
  child.send('stop');
}

const [first = '2000', second = '20'] = process.argv.slice(2);
if (first === '--serve') await serve(Number(second));
else await measure(Number(first), Number(second));
