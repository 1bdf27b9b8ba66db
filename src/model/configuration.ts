/**
 * What can be configured, with defaults and checks: one table of keys. Used by `net/configuration-file.ts`, which reads
 * the TOML file and the environment; pure, never reads either itself.
 * Every wrong key or value is answered with the key's name and what was expected.
 */
import { type AcmeConfiguration, lackingForAcme, LETS_ENCRYPT } from './acme-configuration.ts';
import { ENDPOINTS, type Endpoint } from './endpoint.ts';
import { parseDomain } from './address.ts';
import type { VendorNetwork } from './vendor-network.ts';

export interface ListenAddress {
  readonly address: string;
  /** 0 = any free port. */
  readonly port: number;
}

/** A server that may be told to change zones: dynamic updates with a TSIG key (`name:file`), or the PowerDNS API. */
export type DnsWriteTarget =
  | { readonly kind: 'rfc2136'; readonly server: string; readonly key: string }
  | { readonly kind: 'powerdns'; readonly url: string; readonly keyFile: string };

export interface Configuration {
  /** Name of this host: greeting, EHLO, certificate, wanted MX. */
  readonly hostname: string;
  readonly listen: Readonly<Record<Endpoint, ListenAddress | 'off'>>;
  readonly database: { readonly url: string };
  readonly tls: {
    readonly mode: 'own' | 'files' | 'acme';
    readonly certificate: string;
    readonly key: string;
    /** Further names: in the own certificate, or ordered each on its own. */
    readonly names: readonly string[];
    readonly acme: AcmeConfiguration;
  };
  readonly dns: {
    readonly servers: readonly string[];
    readonly roots: readonly string[];
    readonly trustAnchors: readonly string[];
    /** Name servers that this host runs for its customers; none: zones are always elsewhere. */
    readonly nameServers: readonly string[];
    /** End of the domain (`*` = all) → the server where its zone can be changed. */
    readonly write: Readonly<Record<string, DnsWriteTarget>>;
  };
  /** 'bootstrap', 'off', or TLD → base URL. */
  readonly registry: {
    readonly rdap: 'bootstrap' | 'off' | Readonly<Record<string, string>>;
    /** Names, or IANA ids, under which this host registers domains; none: it registers none. */
    readonly registrars: readonly string[];
  };
  readonly geo: {
    /** MMDB or CSV; '' = none: every country is unknown. */
    readonly database: string;
    /** Networks known by name, beside those in model/vendor-network.ts. */
    readonly vendors: Readonly<Record<string, VendorNetwork>>;
  };
  /** Guessing of passwords: so many different guesses of one network within the window stop its sign-ins (seconds). */
  readonly protect: { readonly failures: number; readonly window: number; readonly block: number };
  /** Where short links begin, without a slash at the end; '' = the web door's own address. */
  readonly links: { readonly base: string };
  readonly inbound: { readonly dmarc: 'mark' | 'enforce' };
  readonly outbound: {
    readonly port: number;
    readonly hosts: Readonly<Record<string, string>>;
    /** Public addresses that mail leaves from; empty = those of the host name. */
    readonly addresses: readonly string[];
    /** Those it left from before. */
    readonly formerAddresses: readonly string[];
  };
  /** Block lists (DNS zones) to ask about our own addresses and about customers' domains. */
  readonly reputation: { readonly ipLists: readonly string[]; readonly domainLists: readonly string[] };
  readonly billing: {
    /** Shared with the payment provider; '' = no provider. */
    readonly webhookSecret: string;
    /** Who is paid; '' = the host's name. */
    readonly payee: string;
    /** Currency in lower case → the bank account as the payer types it. */
    readonly accounts: Readonly<Record<string, string>>;
    /** Where an invoice is paid by card; `{invoice} {reference} {amount} {currency}` are filled in; '' = nowhere. */
    readonly payLink: string;
  };
  readonly net: {
    readonly allowPrivate: boolean;
    /** PEM files of authorities that probes believe beside the public ones. */
    readonly trust: readonly string[];
  };
  readonly proxy: { readonly trusted: readonly string[] };
  readonly message: { readonly maxBytes: number };
  /** Plan name → key → value as text, e.g. `standard` → `mailbox.hour.max` → `300`. */
  readonly plans: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly journal: { readonly keepDays: number };
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent' };
}

/** A value was not what the key wants; `expected` completes "expected …". */
class Unfit extends Error {
  readonly expected: string;
  constructor(expected: string) {
    super(expected);
    this.expected = expected;
  }
}

type Read = (value: unknown) => unknown;
interface Key {
  readonly path: readonly string[];
  readonly default: unknown;
  readonly read: Read;
}

const text =
  (expected: string, test: (value: string) => boolean = () => true): Read =>
  (value) => {
    if (typeof value !== 'string' || !test(value)) throw new Unfit(expected);
    return value;
  };
const oneOf = (...words: string[]): Read =>
  text(words.map((word) => `"${word}"`).join(' or '), (value) => words.includes(value));
const wholeNumber =
  (from: number, to: number): Read =>
  (value) => {
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < from || number > to)
      throw new Unfit(`a whole number from ${from} to ${to}`);
    return number;
  };
const truth: Read = (value) => {
  if (typeof value !== 'boolean') throw new Unfit('true or false');
  return value;
};
const list =
  (read: Read, expected: string): Read =>
  (value) => {
    if (!Array.isArray(value)) throw new Unfit(`a list, ${expected}`);
    return value.map((item) => read(item));
  };
const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
const table =
  (read: Read, expected: string): Read =>
  (value) => {
    if (!isTable(value)) throw new Unfit(`a table, ${expected}`);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name.toLowerCase(), read(item)]));
  };

const HOST_PORT = /^(\[[0-9a-fA-F:.]+\]|[^:\s]+):(\d{1,5})$/;
/** Splits `addr:port` or `[v6]:port`; null when it is neither. */
export function splitHostPort(value: string): ListenAddress | null {
  const match = HOST_PORT.exec(value);
  if (match === null || Number(match[2]) > 65535) return null;
  return { address: match[1].replace(/^\[|\]$/g, ''), port: Number(match[2]) };
}
const listenAddress: Read = (value) => {
  if (value === 'off') return value;
  const split = typeof value === 'string' ? splitHostPort(value) : null;
  if (split === null) throw new Unfit('"address:port" (port 0 for any free port) or "off"');
  return split;
};
const IP = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*)$/;
const serverAddress = text('an IP address such as "9.9.9.9", "127.0.0.1:5300" or "[::1]:53"', (value) => {
  const split = splitHostPort(value);
  return IP.test(value) || (split !== null && IP.test(split.address));
});
const ipAddress = text('an IP address such as "192.0.2.25"', (value) => IP.test(value));
const addressRange = text('an address or range such as "10.0.0.0/8"', (value) =>
  IP.test(value.replace(/\/\d{1,3}$/, '')),
);
/** `name = ["192.0.2.0/24"]`, or with a kind: `name = { kind = "vpn", networks = ["192.0.2.0/24"] }`. */
const vendor: Read = (value) => {
  const networks = list(addressRange, 'each an address or range');
  if (Array.isArray(value)) return { kind: 'vendor', networks: networks(value) };
  if (!isTable(value)) throw new Unfit('a list of ranges, or { kind = "vendor", networks = [...] }');
  return { kind: oneOf('vendor', 'vpn', 'hosting')(value.kind ?? 'vendor'), networks: networks(value.networks) };
};
const namedTable =
  (read: Read): Read =>
  (value) => {
    if (!isTable(value)) throw new Unfit('a table name = [ranges]');
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, read(item)]));
  };
const hostname: Read = (value) => {
  const parsed = typeof value === 'string' ? parseDomain(value) : null;
  if (value === 'localhost') return value;
  if (parsed === null || !parsed.ok) throw new Unfit('a host name such as "mx1.fjord.example"');
  return parsed.value;
};
const hostPort = text('"host:port"', (value) => splitHostPort(value) !== null);
const url = text('a URL that starts with https:// or http://', (value) => /^https?:\/\/\S+$/.test(value));
const linkBase = text('a URL such as "https://mail.fjord.example", without a slash at the end', (value) =>
  /^(https?:\/\/[^\s/]+(\/[^\s]*)?[^\s/])?$/.test(value),
);
const rdap: Read = (value) => {
  if (value === 'bootstrap' || value === 'off') return value;
  if (!isTable(value)) throw new Unfit('"bootstrap", "off" or a table TLD = "https://…"');
  return table(url, 'TLD = "https://…"')(value);
};
const writeTarget: Read = (value) => {
  const kinds =
    '{ kind = "rfc2136", server = "ip:port", key = "name:file" } or { kind = "powerdns", url = "https://…", keyFile = "file" }';
  if (!isTable(value)) throw new Unfit(kinds);
  const { kind, ...rest } = value;
  const path = text('the path of a file', (file) => file !== '');
  const names = Object.keys(rest).sort().join(' ');
  if (kind === 'rfc2136' && names === 'key server') {
    const key = text('"name:file"', (pair) => /^[a-z0-9._-]+:.+$/i.test(pair))(rest.key);
    return { kind, server: serverAddress(rest.server), key };
  }
  if (kind === 'powerdns' && names === 'keyFile url') return { kind, url: url(rest.url), keyFile: path(rest.keyFile) };
  throw new Unfit(kinds);
};
const planValues: Read = (value) => {
  const flat: Record<string, string> = {};
  const walk = (node: unknown, path: string): void => {
    if (isTable(node))
      for (const [name, child] of Object.entries(node)) walk(child, path === '' ? name : `${path}.${name}`);
    else if (typeof node === 'number' || typeof node === 'bigint' || typeof node === 'string')
      flat[path] = String(node);
    else throw new Unfit('a number or text for every plan key');
  };
  if (!isTable(value)) throw new Unfit('a table of plan keys');
  walk(value, '');
  return flat;
};

const directoryUrl = text('a URL that starts with https://', (value) => /^https:\/\/\S+$/.test(value));
const contact = text('an e-mail address', (value) => /^$|^[^\s@,?]+@[^\s@,?]+$/.test(value));
const eabKey = text('a key in base64url', (value) => /^[\w-]*={0,2}$/.test(value));

/** `https` is off until the operator says where: it is for port 443, which a program without rights cannot have. */
const DEFAULT_PORTS: Record<Exclude<Endpoint, 'https'>, number> = {
  http: 8080,
  inbound: 2525,
  submission: 2587,
  submissions: 2465,
  imap: 2143,
  imaps: 2993,
  pop3: 2110,
  pop3s: 2995,
};

const KEYS: readonly Key[] = [
  { path: ['hostname'], default: 'localhost', read: hostname },
  ...ENDPOINTS.map((name) => ({
    path: ['listen', name],
    default: name === 'https' ? 'off' : `127.0.0.1:${DEFAULT_PORTS[name]}`,
    read: listenAddress,
  })),
  {
    path: ['database', 'url'],
    default: 'sqlite:control.db',
    read: text('"sqlite:<file>" or "postgres://…"', (value) => /^(sqlite:.|postgres(ql)?:\/\/.)/.test(value)),
  },
  { path: ['tls', 'mode'], default: 'own', read: oneOf('own', 'files', 'acme') },
  { path: ['tls', 'certificate'], default: '', read: text('the path of a PEM file') },
  { path: ['tls', 'key'], default: '', read: text('the path of a PEM file') },
  { path: ['tls', 'names'], default: [], read: list(hostname, 'each a host name') },
  { path: ['tls', 'acme', 'directory'], default: LETS_ENCRYPT, read: directoryUrl },
  { path: ['tls', 'acme', 'contact'], default: '', read: contact },
  { path: ['tls', 'acme', 'agree'], default: false, read: truth },
  { path: ['tls', 'acme', 'eabKid'], default: '', read: text('the id of an account with the authority') },
  { path: ['tls', 'acme', 'eabKey'], default: '', read: eabKey },
  { path: ['tls', 'acme', 'authority'], default: '', read: text('the path of a PEM file') },
  { path: ['tls', 'acme', 'ordersPerHour'], default: 60, read: wholeNumber(1, 10_000) },
  { path: ['dns', 'servers'], default: [], read: list(serverAddress, 'each an IP address with or without port') },
  { path: ['dns', 'roots'], default: [], read: list(serverAddress, 'each an IP address with or without port') },
  { path: ['dns', 'trustAnchors'], default: [], read: list(text('a DS record as text'), 'each a DS record as text') },
  { path: ['dns', 'nameServers'], default: [], read: list(hostname, 'each a host name') },
  { path: ['dns', 'write'], default: {}, read: table(writeTarget, 'domain = { kind = … }') },
  { path: ['registry', 'rdap'], default: 'bootstrap', read: rdap },
  { path: ['registry', 'registrars'], default: [], read: list(text('a name'), 'each the name of a registrar') },
  { path: ['geo', 'database'], default: '', read: text('the path of an MMDB or CSV file') },
  { path: ['geo', 'vendors'], default: {}, read: namedTable(vendor) },
  { path: ['protect', 'failures'], default: 20, read: wholeNumber(3, 10_000) },
  { path: ['protect', 'window'], default: 600, read: wholeNumber(1, 86_400) },
  { path: ['protect', 'block'], default: 1800, read: wholeNumber(1, 604_800) },
  { path: ['links', 'base'], default: '', read: linkBase },
  { path: ['inbound', 'dmarc'], default: 'mark', read: oneOf('mark', 'enforce') },
  { path: ['outbound', 'port'], default: 25, read: wholeNumber(1, 65535) },
  { path: ['outbound', 'hosts'], default: {}, read: table(hostPort, 'name = "host:port"') },
  { path: ['outbound', 'addresses'], default: [], read: list(ipAddress, 'each an IP address') },
  { path: ['outbound', 'formerAddresses'], default: [], read: list(ipAddress, 'each an IP address') },
  { path: ['reputation', 'ipLists'], default: [], read: list(hostname, 'each the zone of a block list') },
  { path: ['reputation', 'domainLists'], default: [], read: list(hostname, 'each the zone of a block list') },
  {
    path: ['billing', 'webhookSecret'],
    default: '',
    read: text('a secret of at least 24 characters', (value) => value === '' || value.length >= 24),
  },
  { path: ['billing', 'payee'], default: '', read: text('a name') },
  {
    path: ['billing', 'accounts'],
    default: {},
    read: table(
      text('a bank account as the payer types it, 4 to 60 characters', (value) =>
        /^[\p{L}\p{N} .:/-]{4,60}$/u.test(value),
      ),
      'currency = "account"',
    ),
  },
  {
    path: ['billing', 'payLink'],
    default: '',
    read: text('a URL that starts with https:// or http:// and holds {reference} or {invoice}', (value) =>
      /^$|^https?:\/\/\S*\{(?:reference|invoice)\}\S*$/.test(value),
    ),
  },
  { path: ['net', 'allowPrivate'], default: false, read: truth },
  { path: ['net', 'trust'], default: [], read: list(text('the path of a PEM file'), 'each the path of a PEM file') },
  { path: ['proxy', 'trusted'], default: [], read: list(addressRange, 'each an address or range') },
  { path: ['message', 'maxBytes'], default: 50 * 1024 * 1024, read: wholeNumber(65536, 1024 * 1024 * 1024) },
  { path: ['plans'], default: {}, read: table(planValues, 'plan = { key = value }') },
  { path: ['journal', 'keepDays'], default: 30, read: wholeNumber(1, 3650) },
  { path: ['log', 'level'], default: 'info', read: oneOf('debug', 'info', 'warn', 'error', 'silent') },
];

/** Names of all keys, dotted, for documentation and for reading the environment. */
export const CONFIGURATION_KEYS: readonly string[] = KEYS.map((key) => key.path.join('.'));

export type ConfigurationProblem =
  | { readonly kind: 'unknown-key'; readonly key: string; readonly near?: string }
  | { readonly kind: 'bad-value'; readonly key: string; readonly expected: string; readonly value: string };

const compact = (key: string): string => key.replace(/[^a-z0-9]/gi, '').toLowerCase();

function unknownKeys(node: Record<string, unknown>, prefix: string): string[] {
  return Object.entries(node).flatMap(([name, child]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    if (CONFIGURATION_KEYS.includes(path)) return [];
    const isSection = CONFIGURATION_KEYS.some((key) => key.startsWith(`${path}.`));
    return isSection && isTable(child) ? unknownKeys(child, path) : [path];
  });
}

const show = (value: unknown): string => {
  const shown =
    JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? Number(item) : item)) ?? String(value);
  return shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
};

/** Checks a tree of values (from TOML and the environment) and fills in defaults. */
export function readConfiguration(
  tree: Record<string, unknown>,
):
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly problem: ConfigurationProblem } {
  const [unknown] = unknownKeys(tree, '');
  if (unknown !== undefined) {
    const last = compact(unknown.split('.').at(-1) ?? '');
    const near = CONFIGURATION_KEYS.find(
      (key) => compact(key) === compact(unknown) || (last !== '' && compact(key).endsWith(last)),
    );
    return { ok: false, problem: { kind: 'unknown-key', key: unknown, ...(near === undefined ? {} : { near }) } };
  }
  const result: Record<string, unknown> = {};
  for (const key of KEYS) {
    const given = key.path.reduce<unknown>((node, name) => (isTable(node) ? node[name] : undefined), tree);
    const value = given === undefined ? key.default : given;
    try {
      let node = result;
      for (const name of key.path.slice(0, -1)) node = (node[name] ??= {}) as Record<string, unknown>;
      node[key.path.at(-1) ?? ''] = key.read(value);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      return {
        ok: false,
        problem: { kind: 'bad-value', key: key.path.join('.'), expected: error.expected, value: show(value) },
      };
    }
  }
  const value = result as unknown as Configuration;
  const lacking = value.tls.mode === 'acme' ? lackingForAcme(value.tls.acme, value.listen) : null;
  if (lacking === null) return { ok: true, value };
  return { ok: false, problem: { ...lacking, kind: 'bad-value', value: show(lacking.value) } };
}

/**
 * The configuration key an environment name stands for: section, two underscores, key without separators, in capitals
 * (`POSTVAKT_NET__ALLOWPRIVATE` is `net.allowPrivate`). A plan may be named: `POSTVAKT_PLANS__STANDARD`.
 */
export function keyOfEnvironment(name: string): string | null {
  const parts = name.slice('POSTVAKT_'.length).toLowerCase().split('__');
  if (parts.length === 2 && parts[0] === 'plans') return parts.join('.');
  return CONFIGURATION_KEYS.find((key) => key.split('.').map(compact).join('__') === parts.join('__')) ?? null;
}
