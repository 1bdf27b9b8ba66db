/**
 * A small internet around one real host: DNS, a registry, customers with domains and mailboxes, devices with addresses.
 * Scenarios break a piece of it — a zone, an account, a program's setting — never the evidence. Names come from a seed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import type { Language } from '#src/model/language.ts';
import type { Symptom } from '#src/diagnosis/finding.ts';
import { type RunningHost, startHost } from '#src/host.ts';
import type { MailWay } from '#src/engine/mail-way.ts';
import type { Clock } from '#src/net/clock.ts';
import type { ThreadsPlan } from '#src/service/webmail/html-threads.ts';
import { loadConfiguration } from '#src/net/configuration-file.ts';
import { isEssential } from '#src/model/wanted-records.ts';
import { makeRsaKey } from '#src/service/signing-key.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { addDomain } from '#src/service/domains.ts';
import type { DiagnoseResult } from '#src/service/diagnose.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import type { ZoneName, Zones } from './dns-server.ts';
import { type LabDns, OUR_NAME_SERVER, startLabDns } from './lab-dns.ts';
import { talk, type Talk } from './mail-client.ts';
import { type Registry, startRegistry } from './registry.ts';

export const HOSTNAME = 'mx.host.test';
/** Under this name the host registers its customers' domains. */
export const OUR_REGISTRAR = 'Postvert Domener AS';
export const HOST_ADDRESS = '203.0.113.25';

/** Whom everybody writes to: their host takes all mail. */
const CORRESPONDENTS = ['far.example', 'far-away.test'];

/** Where the world finds our doors: `HOST_ADDRESS` at these ports. */
const USUAL_PORTS = { inbound: 25, submission: 587, submissions: 465, imap: 143, imaps: 993, pop3: 110, pop3s: 995 };

export interface World {
  readonly host: RunningHost;
  readonly dns: LabDns;
  readonly registry: Registry;
  /** A customer with a domain (registered, all records right) and a mailbox; names from the seed. */
  customer(seed: number, owner?: string, top?: string): Promise<Customer>;
  /** The same for somebody with names of his own. */
  settle(
    who: Omit<Customer, 'zones'>,
    owner?: string,
    more?: { plan?: string; language?: Language },
  ): Promise<Customer>;
  /** The names that a seed gives, before anything is made. */
  nameOf(seed: number, top?: string): Omit<Customer, 'zones'>;
  port(endpoint: string): number;
  /** Puts a name, an address or `host:port` of the simulated internet on a loopback port (`outbound.hosts`); null: takes it away. */
  place(host: string, where: string | null): void;
  /** Talks and waits until the host has written the connection down. */
  say(script: Talk): Promise<string>;
  /** `text`: an error text or bounce that the customer pasted. */
  diagnose(subject: string, symptom?: Symptom, language?: Language, text?: string): Promise<DiagnoseResult>;
  /** Runs when the world stops: what a scenario started ends with it. */
  onStop(work: () => Promise<unknown>): void;
  stop(): Promise<void>;
}
export interface Customer {
  readonly domain: string;
  readonly address: string;
  readonly local: string;
  readonly password: string;
  /** The customer's own device; nobody else has this address. */
  readonly from: string;
  /** The zone as it should be. */
  readonly zones: Zones;
}

export type { LabDns } from './lab-dns.ts';

/** Small, seeded, repeatable: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const PLACES =
  'fjord skog berg hamn vik dal strand elv lund holm bygg torg marina bakeri verkstad blomster regnskap trygg sol nord'.split(
    ' ',
  );
const BETWEEN = ['', '', '-', 'og', '-i-'];
const PEOPLE =
  'kristin torbjorn ingeborg magnus sigrid halvard solveig anders kjersti bo-erik lars.ove post.mottak maria_l ulrika'.split(
    ' ',
  );
const TLDS = ['test', 'example'];
/** Tops whose registry the lab plays. */
const REGISTERED = [...TLDS, 'no', 'se', 'com', 'net', 'org', 'info', 'shop', 'online', 'blog', 'company'];
const SECRETS = ['riktig hest', 'gul lampe', 'Sommar!i', 'tre store vafler'];

/** What a world may have otherwise than usual. */
export interface WorldPlan {
  readonly hostname?: string;
  /** An empty data folder that stays; default: a new one that goes when the world stops. */
  readonly folder?: string;
  /** The host's wall clock; default the machine's. */
  readonly clock?: Clock;
  /** `listen.<door>` by name, e.g. `{ imaps: '127.0.0.1:2993' }`; default a free port. */
  readonly doors?: Readonly<Record<string, string>>;
  /** Webmail goes there instead of to the host's own doors. */
  readonly mailWay?: MailWay;
  /** Other threads for long letters. */
  readonly htmlThreads?: ThreadsPlan;
}

/** Starts DNS, registry and the host on loopback; `more` is environment on top. Stop it, or the process stays. */
export async function startWorld(more: Readonly<Record<string, string>> = {}, plan: WorldPlan = {}): Promise<World> {
  const folder = plan.folder ?? (await mkdtemp(join(tmpdir(), 'world-')));
  const hostname = plan.hostname ?? HOSTNAME;
  const places: Record<string, string> = {};
  const dns = await startLabDns(
    { [hostname]: { A: [HOST_ADDRESS] }, '25.113.0.203.in-addr.arpa': { PTR: [hostname] } },
    REGISTERED,
    (address, where) => {
      places[address] = where;
    },
  );
  const registry = await startRegistry();
  const doors = ['inbound', 'submission', 'submissions', 'imap', 'imaps', 'pop3', 'pop3s'];
  const loaded = loadConfiguration({
    POSTVAKT_DATA: folder,
    POSTVAKT_HOSTNAME: `"${hostname}"`,
    POSTVAKT_DNS__SERVERS: `["${dns.address}"]`,
    POSTVAKT_DNS__ROOTS: JSON.stringify(dns.roots),
    POSTVAKT_DNS__NAMESERVERS: JSON.stringify([OUR_NAME_SERVER]),
    POSTVAKT_REGISTRY__REGISTRARS: JSON.stringify([OUR_REGISTRAR]),
    POSTVAKT_DNS__TRUSTANCHORS: JSON.stringify(dns.trustAnchors),
    POSTVAKT_REGISTRY__RDAP: `{ ${REGISTERED.map((top) => `${top} = "${registry.url}"`).join(', ')} }`,
    POSTVAKT_NET__ALLOWPRIVATE: 'true',
    POSTVAKT_LISTEN__HTTP: '"off"',
    ...more,
    ...Object.fromEntries(
      doors.map((door) => [`POSTVAKT_LISTEN__${door.toUpperCase()}`, `"${plan.doors?.[door] ?? '127.0.0.1:0'}"`]),
    ),
  });
  if (!loaded.ok) throw new Error(`the lab's configuration is wrong: ${JSON.stringify(loaded)}`);
  Object.assign(places, loaded.value.configuration.outbound.hosts);
  const { outbound } = loaded.value.configuration;
  const configuration = { ...loaded.value.configuration, outbound: { ...outbound, hosts: places } };
  const { clock, mailWay, htmlThreads } = plan;
  const log = pino({ level: 'silent' });
  const host = await startHost({ ...loaded.value, configuration }, log, clock, mailWay, htmlThreads);
  const key = await makeRsaKey();
  const endings: (() => Promise<unknown>)[] = [];
  const expected = new Map<string, { connections: number; signIns: number }>();
  const port = (endpoint: string): number => Number(host.endpoints[endpoint]?.split(':').at(-1));

  for (const [door, usual] of Object.entries(USUAL_PORTS))
    places[`${HOST_ADDRESS}:${usual}`] = `127.0.0.1:${port(door)}`;

  const elsewhere = await startSmtpSink();
  endings.push(() => elsewhere.stop());
  for (const domain of CORRESPONDENTS) {
    dns.add({
      [domain]: { NS: [`ns.${domain}`], MX: [`10 mx.${domain}`] },
      [`mx.${domain}`]: { A: ['198.51.100.50'] },
    });
    places[`mx.${domain}`] = elsewhere.address;
  }

  const settle: World['settle'] = async (who, owner, more = {}) => {
    await settled(
      addDomain(
        { ...host.app, makeKey: async () => key },
        { domain: who.domain, ...(owner === undefined ? {} : { customer: owner }) },
      ),
    );
    await settled(addMailbox(host.app, { address: who.address, password: who.password, ...more }));
    // What is recommended for mail programs is left out: scenarios say themselves what programs are told.
    const records = (await settled(host.app.recordStates(who.domain))).filter(isEssential);
    const zones: Record<string, ZoneName> = { [who.domain]: { NS: [OUR_NAME_SERVER], SOA: {} } };
    for (const { name, type, value } of records)
      zones[name] = { ...zones[name], ...(type === 'MX' ? { MX: [value] } : { TXT: [value] }) };
    dns.add(zones);
    registry.set(who.domain, { status: ['active'] });
    return { ...who, zones };
  };

  return {
    host,
    dns,
    registry,
    port,
    place: (name, where) => {
      if (where === null) delete places[name];
      else places[name] = where;
    },
    nameOf,
    customer: async (seed, owner, top) => await settle(nameOf(seed, top), owner),
    settle,
    say: async (script) => {
      const remote = script.as ?? script.from;
      const before = expected.get(remote) ?? { connections: 0, signIns: 0 };
      const wanted = { connections: before.connections + 1, signIns: before.signIns + (script.signIns ?? 0) };
      expected.set(remote, wanted);
      const heard = await talk(script);
      await recorded(join(folder, 'journal.db'), remote, wanted);
      return heard;
    },
    diagnose: async (subject, symptom = 'unknown', language = 'nb', text) =>
      await settled(host.app.diagnose({ subject, symptom, language, ...(text === undefined ? {} : { text }) })),
    onStop: (work) => endings.push(work),
    stop: async () => {
      await host.stop();
      await Promise.all(endings.map((work) => work()));
      await dns.stop();
      await registry.stop();
      if (plan.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function nameOf(seed: number, top?: string): Omit<Customer, 'zones'> {
  const next = chance(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)];
  const domain = `${pick(PLACES)}${pick(BETWEEN)}${pick(PLACES)}${seed}.${top ?? pick(TLDS)}`;
  const local = `${pick(PEOPLE)}${seed}`;
  const from = `127.${1 + Math.floor(next() * 250)}.${Math.floor(seed / 250) % 250}.${1 + (seed % 250)}`;
  return {
    domain,
    local,
    address: `${local}@${domain}`,
    password: `${pick(SECRETS)} ${Math.floor(next() * 1e9)}`,
    from,
  };
}

async function settled<T>(outcome: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** Waits until so many connections and sign-ins of this address are in the journal on disk. */
async function recorded(
  path: string,
  remote: string,
  wanted: { readonly connections: number; readonly signIns: number },
): Promise<void> {
  const journal = new DatabaseSync(path, { readOnly: true });
  const query = journal.prepare('SELECT coalesce(sum(count), 0) AS n FROM event WHERE kind = ? AND remote = ?');
  const seen = (kind: string): number => (query.get(kind, remote) as { n: number }).n;
  try {
    for (let tries = 0; tries < 3000; tries += 1) {
      if (seen('connection') >= wanted.connections && seen('sign-in') >= wanted.signIns) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`of ${remote} the host recorded ${seen('connection')} connections, ${seen('sign-in')} sign-ins`);
  } finally {
    journal.close();
  }
}
