/**
 * A small real internet of names: nsd for the root, for the top-level domains and for the domains' own name servers,
 * and unbound in front as the resolver. Needs root (port 53) and Debian's nsd and unbound. Nothing is cached, so that a
 * change is seen at once. Used by the suites; addresses are loopback only.
 */
import { Resolver } from 'node:dns/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './host.ts';
import { background, must, type Background } from './program.ts';
import { atEnd } from './report.ts';
import { waitFor } from './wait.ts';

export const RESOLVER = '127.0.0.53';
const ROOT_SERVER = '127.0.0.54';
const TLD_SERVER = '127.0.0.55';
const DOMAIN_SERVER = '127.0.0.56';

/** Records of one domain, one a line, as in a zone file without SOA and NS; an empty text is a domain with no records. */
export type Zones = Readonly<Record<string, string>>;

export interface Dns {
  /** For `dns.servers`, `dns.roots` of our configuration. */
  readonly environment: Readonly<Record<string, string>>;
  /** Replaces a domain's records (registers it when it is new); null takes the domain out of the registry. */
  set(domain: string, records: string | null): Promise<void>;
}

/** A TXT record in a zone file: strings of at most 255 bytes (RFC 1035 §3.3.14). */
export const txt = (name: string, value: string): string => {
  const strings = value.match(/.{1,200}/g) ?? [''];
  return `${name} IN TXT ${strings.map((part) => `"${part.replaceAll('"', '\\"')}"`).join(' ')}`;
};

const parentOf = (domain: string): string => domain.slice(domain.indexOf('.') + 1);
const soa = (serial: number, name: string): string =>
  `$TTL 60\n@ IN SOA ns.${name} hostmaster.${name} ${serial} 3600 600 86400 60\n`;

const nsdConfiguration = (folder: string, address: string, zones: Iterable<string>): string => {
  const head = `server:
  ip-address: ${address}
  username: ""
  zonesdir: "${folder}"
  database: ""
  pidfile: ""
  zonelistfile: "${folder}/zone.list"
  xfrdfile: "${folder}/xfrd.state"
  xfrdir: "${folder}"
  server-count: 1
  hide-version: yes
remote-control:
  control-enable: no
`;
  return head + [...zones].map((zone) => `zone:\n  name: "${zone}"\n  zonefile: "${zone}zone"\n`).join('');
};

/** One nsd: write the zones, (re)start, wait until the new serial is served. */
class Authority {
  #process: Background | null = null;
  #serial = 1;
  readonly #folder: string;
  readonly #address: string;
  constructor(folder: string, address: string) {
    this.#folder = folder;
    this.#address = address;
    mkdirSync(folder);
  }
  async serve(zones: ReadonlyMap<string, string>): Promise<void> {
    const serial = ++this.#serial;
    for (const [zone, records] of zones) {
      writeFileSync(join(this.#folder, `${zone}zone`), soa(serial, 'name-server.invalid.') + records);
    }
    const file = join(this.#folder, 'nsd.conf');
    writeFileSync(file, nsdConfiguration(this.#folder, this.#address, zones.keys()));
    await must('nsd-checkconf', [file]);
    await this.stop();
    this.#process = background('nsd', ['-d', '-c', file], join(this.#folder, 'nsd.log'));
    const resolver = new Resolver({ timeout: 500, tries: 1 });
    resolver.setServers([this.#address]);
    for (const zone of zones.keys()) {
      await waitFor(`nsd to serve ${zone}`, async () => (await resolver.resolveSoa(zone)).serial === serial, 8000);
    }
  }
  async stop(): Promise<void> {
    await this.#process?.stop('SIGTERM', 3000);
  }
}

const unboundConfiguration = (folder: string): string => `server:
  interface: ${RESOLVER}
  access-control: 127.0.0.0/8 allow
  do-daemonize: no
  username: ""
  chroot: ""
  pidfile: ""
  directory: "${folder}"
  use-syslog: no
  root-hints: "${folder}/root.hints"
  module-config: "iterator"
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

/** Starts all; gives the resolver's settings for our configuration. */
export const startDns = async (initial: Zones): Promise<Dns> => {
  const folder = temporaryFolder('dns');
  const zones = new Map(Object.entries(initial));
  const root = new Authority(join(folder, 'root'), ROOT_SERVER);
  const tld = new Authority(join(folder, 'tld'), TLD_SERVER);
  const leaf = new Authority(join(folder, 'leaf'), DOMAIN_SERVER);
  const tops = (): string[] => [...new Set(['example', ...[...zones.keys()].map(parentOf)])];
  const serveTops = async (): Promise<void> => {
    const delegations = (top: string): string =>
      [...zones.keys()]
        .filter((domain) => parentOf(domain) === top)
        .map((domain) => `${domain}. IN NS ns1.${domain}.\nns1.${domain}. IN A ${DOMAIN_SERVER}\n`)
        .join('');
    await tld.serve(
      new Map(
        tops().map((top) => [
          `${top}.`,
          `@ IN NS a.nic.${top}.\na.nic.${top}. IN A ${TLD_SERVER}\n${delegations(top)}`,
        ]),
      ),
    );
  };
  const serveLeaves = (): Promise<void> =>
    leaf.serve(
      new Map(
        [...zones].map(([name, records]) => [`${name}.`, `@ IN NS ns1\nns1 IN A ${DOMAIN_SERVER}\n${records}\n`]),
      ),
    );
  await root.serve(
    new Map([
      [
        '.',
        `@ IN NS a.root-servers.invalid.\na.root-servers.invalid. IN A ${ROOT_SERVER}\n` +
          tops()
            .map((top) => `${top}. IN NS a.nic.${top}.\na.nic.${top}. IN A ${TLD_SERVER}\n`)
            .join(''),
      ],
    ]),
  );
  await serveTops();
  await serveLeaves();
  writeFileSync(
    join(folder, 'root.hints'),
    `. 3600 IN NS a.root-servers.invalid.\na.root-servers.invalid. 3600 IN A ${ROOT_SERVER}\n`,
  );
  writeFileSync(join(folder, 'unbound.conf'), unboundConfiguration(folder));
  const unbound = background('unbound', ['-d', '-c', join(folder, 'unbound.conf')], join(folder, 'unbound.log'));
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([RESOLVER]);
  const first = [...zones.keys()][0];
  await waitFor('unbound to answer', async () => (await resolver.resolveSoa(first)).serial > 0, 10_000);
  atEnd(async () => {
    await Promise.all([unbound.stop('SIGTERM', 2000), root.stop(), tld.stop(), leaf.stop()]);
  });
  return {
    environment: {
      POSTVAKT_DNS__SERVERS: JSON.stringify([`${RESOLVER}:53`]),
      POSTVAKT_DNS__ROOTS: JSON.stringify([`${ROOT_SERVER}:53`]),
    },
    set: async (domain, records) => {
      const known = zones.has(domain);
      if (records === null) zones.delete(domain);
      else zones.set(domain, records);
      await serveLeaves();
      if (known !== zones.has(domain)) await serveTops();
    },
  };
};
