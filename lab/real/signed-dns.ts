/**
 * The lab's DNS on programs nobody here wrote: root and top-level domain on nsd, signed by ldns; customers' zones on nsd or
 * knot, signed rightly, wrongly or not at all; unbound in front, validating. For test/e2e/11-lab-real and the tools of others
 * that are run beside ours. Needs root, a private network and Debian's nsd, knot, unbound and ldnsutils.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Resolver } from 'node:dns/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../test/e2e/harness/host.ts';
import { background, must } from '../../test/e2e/harness/program.ts';
import { atEnd } from '../../test/e2e/harness/report.ts';
import { waitFor } from '../../test/e2e/harness/wait.ts';

export const RESOLVER = '127.0.0.53';
export const ROOT_SERVER = '127.0.0.54';
export const TOP_SERVER = '127.0.0.55';
/** nsd, knot, and a server that has never heard of the zone. */
export const SERVERS = { nsd: '127.0.0.56', knot: '127.0.0.57', lame: '127.0.0.58' } as const;

export interface RealDomain {
  /** Records, one a line, as in a zone file without SOA and NS. */
  readonly records: string;
  /** Default nsd. Two of them: two name servers. */
  readonly servers?: readonly (keyof typeof SERVERS)[];
  readonly algorithm?: 'ECDSAP256SHA256' | 'ED25519';
  /** What is wrong with its signatures; `right` = nothing. Without it the zone is not signed. */
  readonly signed?: 'right' | 'expired' | 'altered' | 'wrong-ds';
}
export interface RealDns {
  /** For `dns.servers`, `dns.roots`, `dns.trustAnchors` of our configuration. */
  readonly environment: Readonly<Record<string, string>>;
  /** A file with the root's name server, as resolvers and checkers want it. */
  readonly hints: string;
  /** The root's key as a DS record. */
  readonly anchor: string;
}

const TOP = 'example';
const DAY_S = 86_400;
const soa = (zone: string): string =>
  `$ORIGIN ${zone}\n$TTL 300\n@ IN SOA ns.invalid. hostmaster.invalid. 1 3600 600 86400 300\n`;
const stamp = (offsetS: number): string =>
  new Date(Date.now() + offsetS * 1000)
    .toISOString()
    .replace(/[-:TZ]|\.\d+/g, '')
    .slice(0, 14);

/** Signs a zone file; gives the signed file and the DS that the zone above needs. */
async function sign(
  folder: string,
  zone: string,
  file: string,
  { algorithm = 'ECDSAP256SHA256', signed = 'right' }: Pick<RealDomain, 'algorithm' | 'signed'>,
): Promise<{ readonly file: string; readonly ds: string }> {
  const made = async (): Promise<string> =>
    (await must('ldns-keygen', ['-a', algorithm, '-k', zone], { cwd: folder })).out.trim();
  const key = await made();
  const dates =
    signed === 'expired'
      ? ['-i', stamp(-30 * DAY_S), '-e', stamp(-DAY_S)]
      : ['-i', stamp(-DAY_S), '-e', stamp(30 * DAY_S)];
  await must('ldns-signzone', [...dates, '-o', zone, '-f', `${file}.signed`, file, key], { cwd: folder });
  if (signed === 'altered') {
    const text = readFileSync(join(folder, `${file}.signed`), 'utf8');
    // The signature covers preference 10.
    writeFileSync(join(folder, `${file}.signed`), text.replace(/(\tMX\t)10 /, '$115 '));
  }
  const dsKey = signed === 'wrong-ds' ? await made() : key;
  const ds = (await must('ldns-key2ds', ['-n', '-2', `${dsKey}.key`], { cwd: folder })).out.trim();
  return { file: `${file}.signed`, ds };
}

const nsdConf = (folder: string, address: string, zones: ReadonlyMap<string, string>): string =>
  [
    'server:',
    `  ip-address: ${address}`,
    '  username: ""',
    `  zonesdir: "${folder}"`,
    '  database: ""',
    '  pidfile: ""',
    `  zonelistfile: "${folder}/${address}.list"`,
    `  xfrdfile: "${folder}/${address}.xfrd"`,
    `  xfrdir: "${folder}"`,
    '  server-count: 1',
    'remote-control:',
    '  control-enable: no',
    ...[...zones].map(([zone, file]) => `zone:\n  name: "${zone}"\n  zonefile: "${file}"`),
    '',
  ].join('\n');
const knotConf = (folder: string, address: string, zones: ReadonlyMap<string, string>): string =>
  [
    'server:',
    `  listen: ${address}@53`,
    `  rundir: "${folder}"`,
    'database:',
    `  storage: "${folder}/knot"`,
    'log:',
    '  - target: stderr',
    '    any: warning',
    'zone:',
    ...[...zones].map(
      ([zone, file]) => `  - domain: "${zone}"\n    file: "${folder}/${file}"\n    semantic-checks: off`,
    ),
    '',
  ].join('\n');

function run(folder: string, name: string, program: string, args: readonly string[]): void {
  const started = background(program, args, join(folder, `${name}.log`));
  atEnd(async () => void (await started.stop('SIGTERM', 2000)));
}
function nsd(folder: string, address: string, zones: ReadonlyMap<string, string>): void {
  const file = join(folder, `nsd-${address}.conf`);
  writeFileSync(file, nsdConf(folder, address, zones));
  run(folder, `nsd-${address}`, 'nsd', ['-d', '-c', file]);
}
function knot(folder: string, address: string, zones: ReadonlyMap<string, string>): void {
  if (zones.size === 0) return;
  mkdirSync(join(folder, 'knot'), { recursive: true });
  const file = join(folder, 'knot.conf');
  writeFileSync(file, knotConf(folder, address, zones));
  run(folder, 'knot', 'knotd', ['-c', file]);
}

/** The customers' zones: their files, and what the top-level domain has of them. */
async function customers(
  folder: string,
  domains: Readonly<Record<string, RealDomain>>,
): Promise<{ readonly zones: ReadonlyMap<string, Map<string, string>>; readonly delegations: string }> {
  const zones = new Map<string, Map<string, string>>(Object.keys(SERVERS).map((name) => [name, new Map()]));
  const delegations: string[] = [];
  for (const [domain, one] of Object.entries(domains)) {
    const { records, servers = ['nsd'], signed } = one;
    const named = servers.map((server) => ({ server, name: `${server}.${domain}.` }));
    const own = named.map(({ server, name }) => `@ IN NS ${name}\n${name} IN A ${SERVERS[server]}`).join('\n');
    const file = `${domain}.zone`;
    writeFileSync(join(folder, file), `${soa(`${domain}.`)}${own}\n${records}\n`);
    const done = signed === undefined ? { file, ds: '' } : await sign(folder, `${domain}.`, file, one);
    for (const server of servers) if (server !== 'lame') zones.get(server)?.set(`${domain}.`, done.file);
    delegations.push(
      ...named.map(({ server, name }) => `${domain}. IN NS ${name}\n${name} IN A ${SERVERS[server]}`),
      done.ds,
    );
  }
  return { zones, delegations: delegations.filter((line) => line !== '').join('\n') };
}

const unboundConf = (folder: string, hints: string, anchor: string): string => `server:
  interface: ${RESOLVER}
  access-control: 127.0.0.0/8 allow
  do-daemonize: no
  username: ""
  chroot: ""
  pidfile: ""
  directory: "${folder}"
  use-syslog: no
  root-hints: "${hints}"
  module-config: "validator iterator"
  trust-anchor: "${anchor.replaceAll('\t', ' ')}"
  ede: yes
  do-not-query-localhost: no
  do-ip6: no
  qname-minimisation: no
  cache-max-ttl: 0
  cache-max-negative-ttl: 0
  infra-host-ttl: 0
  local-zone: "test." nodefault
remote-control:
  control-enable: no
`;

/** Signs and starts all of it. */
export async function startSignedDns(domains: Readonly<Record<string, RealDomain>>): Promise<RealDns> {
  const folder = temporaryFolder('signed-dns');
  const { zones, delegations } = await customers(folder, domains);
  writeFileSync(
    join(folder, 'top.zone'),
    `${soa(`${TOP}.`)}@ IN NS a.nic.${TOP}.\na.nic.${TOP}. IN A ${TOP_SERVER}\n${delegations}\n`,
  );
  const top = await sign(folder, `${TOP}.`, 'top.zone', {});
  writeFileSync(
    join(folder, 'root.zone'),
    `${soa('.')}@ IN NS a.root-servers.invalid.\na.root-servers.invalid. IN A ${ROOT_SERVER}\n${TOP}. IN NS a.nic.${TOP}.\na.nic.${TOP}. IN A ${TOP_SERVER}\n${top.ds}\n`,
  );
  const root = await sign(folder, '.', 'root.zone', {});
  nsd(folder, ROOT_SERVER, new Map([['.', root.file]]));
  nsd(folder, TOP_SERVER, new Map([[`${TOP}.`, top.file]]));
  nsd(folder, SERVERS.nsd, zones.get('nsd') ?? new Map());
  nsd(folder, SERVERS.lame, new Map());
  knot(folder, SERVERS.knot, zones.get('knot') ?? new Map());
  const hints = join(folder, 'root.hints');
  writeFileSync(hints, `. 3600 IN NS a.root-servers.invalid.\na.root-servers.invalid. 3600 IN A ${ROOT_SERVER}\n`);
  writeFileSync(join(folder, 'unbound.conf'), unboundConf(folder, hints, root.ds));
  run(folder, 'unbound', 'unbound', ['-d', '-c', join(folder, 'unbound.conf')]);
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([RESOLVER]);
  await waitFor(
    'unbound to validate the top-level domain',
    async () => (await resolver.resolveNs(`${TOP}.`)).length > 0,
    15_000,
  );
  return {
    environment: {
      POSTVAKT_DNS__SERVERS: JSON.stringify([`${RESOLVER}:53`]),
      POSTVAKT_DNS__ROOTS: JSON.stringify([`${ROOT_SERVER}:53`]),
      POSTVAKT_DNS__TRUSTANCHORS: JSON.stringify([root.ds.replace(/^\S+\s+(?:\d+\s+)?IN\s+DS\s+/, '')]),
    },
    hints,
    anchor: root.ds,
  };
}
