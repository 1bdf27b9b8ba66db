/**
 * Name servers that can be told to change their zones: bind9 and Knot by dynamic update with a TSIG key, PowerDNS by its HTTP
 * API. Real ones from Debian, on loopback addresses of the private network (port 53). Used by test/e2e/10-dns-write.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from './host.ts';
import { background, must, run } from './program.ts';
import { atEnd } from './report.ts';
import { waitFor } from './wait.ts';

export interface NameServer {
  readonly address: string;
  /** What `dns.write` wants, as TOML. */
  readonly target: string;
  /** The zone without its SOA, sorted: what it says, to the byte. */
  zone(name: string): Promise<string>;
  /** Another hand changes the zone: lines of nsupdate, `add …` and `del …`. */
  otherHand(zone: string, lines: readonly string[]): Promise<void>;
}

const SECRET = randomBytes(32).toString('base64');
const KEY = 'fiksnokkel';
const header = (name: string, address: string): string =>
  `$ORIGIN ${name}.\n$TTL 300\n@ IN SOA ns1.${name}. hostmaster.${name}. 1 3600 600 86400 60\n@ IN NS ns1.${name}.\nns1 IN A ${address}\n`;

async function transfer(address: string, name: string, key: readonly string[]): Promise<string> {
  const { out } = await must('dig', [`@${address}`, ...key, '+tcp', '+noall', '+answer', '+onesoa', name, 'AXFR']);
  return out
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(';') && !/\sIN\s+SOA\s/.test(line) && !/\sTSIG\s/.test(line))
    .map((line) => line.replace(/\s+/g, ' '))
    .sort()
    .join('\n');
}
/** Waits until it answers for its first zone; its log is the message when it does not. */
async function serving(
  what: string,
  log: string,
  address: string,
  zones: Readonly<Record<string, string>>,
): Promise<void> {
  const question = [`@${address}`, '+short', '+time=1', '+tries=1', Object.keys(zones)[0], 'SOA'];
  const ask = async (): Promise<boolean> => (await run('dig', question)).out.includes('hostmaster');
  await waitFor(`${what} to answer`, ask, 15_000).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${readFileSync(log, 'utf8').slice(-3000)}`);
  });
}

const keyArguments = ['-y', `hmac-sha256:${KEY}:${SECRET}`] as const;
const update = async (address: string, zone: string, lines: readonly string[]): Promise<void> => {
  const input = [`server ${address}`, `zone ${zone}`, ...lines.map((line) => `update ${line}`), 'send', ''].join('\n');
  await must('nsupdate', ['-v', ...keyArguments], { input });
};

/** bind9; `locked` zones are ones that the key may not change. */
export async function startBind(
  zones: Readonly<Record<string, string>>,
  locked: readonly string[],
): Promise<NameServer> {
  const address = '127.0.0.57';
  const folder = temporaryFolder('bind');
  const keyFile = join(folder, 'key');
  writeFileSync(keyFile, `key "${KEY}" {\n  algorithm hmac-sha256;\n  secret "${SECRET}";\n};\n`);
  const clauses = Object.entries(zones).map(([name, records]) => {
    writeFileSync(join(folder, name), header(name, address) + records);
    const rule = locked.includes(name) ? 'allow-update { none; };' : `allow-update { key "${KEY}"; };`;
    return `zone "${name}" { type primary; file "${join(folder, name)}"; ${rule} };`;
  });
  const file = join(folder, 'named.conf');
  writeFileSync(
    file,
    `include "${keyFile}";
options { directory "${folder}"; listen-on port 53 { ${address}; }; listen-on-v6 { none; }; recursion no;
  pid-file none; session-keyfile none; managed-keys-directory "${folder}"; dnssec-validation no; allow-transfer { any; }; notify no; };
controls { };
${clauses.join('\n')}
`,
  );
  // bind9 listens only on addresses that an interface has.
  await must('ip', ['addr', 'add', `${address}/8`, 'dev', 'lo']);
  await must('named-checkconf', [file]);
  const server = background('named', ['-g', '-c', file, '-n', '1'], join(temporaryFolder('log'), 'named.log'));
  atEnd(async () => void (await server.stop('SIGTERM', 3000)));
  await serving('bind9', server.logFile, address, zones);
  return {
    address,
    target: `{ kind = "rfc2136", server = "${address}:53", key = "${KEY}:${keyFile}" }`,
    zone: (name) => transfer(address, name, []),
    otherHand: (zone, lines) => update(address, zone, lines),
  };
}

/** Knot; its key file holds nothing but the secret. */
export async function startKnot(zones: Readonly<Record<string, string>>): Promise<NameServer> {
  const address = '127.0.0.59';
  const folder = temporaryFolder('knot');
  for (const [name, records] of Object.entries(zones))
    writeFileSync(join(folder, `${name}.zone`), header(name, address) + records);
  const keyFile = join(folder, 'secret');
  writeFileSync(keyFile, `${SECRET}\n`);
  const file = join(folder, 'knot.conf');
  writeFileSync(
    file,
    `server:
  rundir: "${folder}"
  listen: ${address}@53
database:
  storage: "${folder}"
key:
  - id: ${KEY}
    algorithm: hmac-sha256
    secret: ${SECRET}
acl:
  - id: change
    address: 127.0.0.0/8
    key: ${KEY}
    action: [update, transfer]
  - id: look
    address: 127.0.0.0/8
    action: transfer
template:
  - id: default
    storage: "${folder}"
    file: "%s.zone"
    acl: [change, look]
    zonefile-sync: -1
    journal-content: changes
    zonefile-load: whole
zone:
${Object.keys(zones)
  .map((name) => `  - domain: ${name}`)
  .join('\n')}
`,
  );
  const server = background('knotd', ['-c', file], join(temporaryFolder('log'), 'knot.log'));
  atEnd(async () => void (await server.stop('SIGTERM', 3000)));
  await serving('Knot', server.logFile, address, zones);
  return {
    address,
    target: `{ kind = "rfc2136", server = "${address}:53", key = "${KEY}:${keyFile}" }`,
    zone: (name) => transfer(address, name, []),
    otherHand: (zone, lines) => update(address, zone, lines),
  };
}

const SCHEMA = '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql';

export async function startPowerDns(zones: Readonly<Record<string, string>>): Promise<NameServer> {
  const address = '127.0.0.58';
  const folder = temporaryFolder('pdns');
  const database = join(folder, 'pdns.sqlite3');
  const apiKey = randomBytes(16).toString('hex');
  const keyFile = join(folder, 'api-key');
  writeFileSync(keyFile, `${apiKey}\n`);
  mkdirSync(join(folder, 'conf'));
  writeFileSync(
    join(folder, 'conf/pdns.conf'),
    `launch=gsqlite3
gsqlite3-database=${database}
local-address=${address}
local-port=53
socket-dir=${folder}
api=yes
api-key=${apiKey}
webserver=yes
webserver-address=${address}
webserver-port=8081
webserver-allow-from=127.0.0.0/8
disable-axfr=no
allow-axfr-ips=127.0.0.0/8
query-cache-ttl=0
cache-ttl=0
negquery-cache-ttl=0
zone-cache-refresh-interval=0
`,
  );
  const made = new DatabaseSync(database);
  made.exec(readFileSync(SCHEMA, 'utf8'));
  made.close();
  for (const [name, records] of Object.entries(zones)) {
    const file = join(folder, name);
    writeFileSync(file, header(name, address) + records);
    await must('pdnsutil', ['--config-dir', join(folder, 'conf'), 'load-zone', name, file]);
  }
  const server = background(
    'pdns_server',
    [`--config-dir=${join(folder, 'conf')}`, '--guardian=no', '--daemon=no'],
    join(temporaryFolder('log'), 'pdns.log'),
  );
  atEnd(async () => void (await server.stop('SIGTERM', 3000)));
  await serving('PowerDNS', server.logFile, address, zones);
  return {
    address,
    target: `{ kind = "powerdns", url = "http://${address}:8081", keyFile = "${keyFile}" }`,
    zone: (name) => transfer(address, name, []),
    otherHand: async (zone, lines) => {
      for (const line of lines) {
        const [action, name, ttl, type, ...content] = line.split(' ');
        const rest =
          action === 'add'
            ? ['add-record', zone, name.replace(`.${zone}.`, '').replace(`${zone}.`, '@'), type, ttl, content.join(' ')]
            : ['delete-rrset', zone, name.replace(`${zone}.`, '@'), ttl];
        await must('pdnsutil', ['--config-dir', join(folder, 'conf'), ...rest]);
      }
    },
  };
}
