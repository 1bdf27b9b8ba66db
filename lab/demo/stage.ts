/**
 * The stage of `npm run demo`: the example host post.fjord.example in a simulated internet of its own — DNS that it may
 * write, a registry, countries, block lists, people who write back — with a clock that can stand in the past. Made by
 * lab/demo.ts, which stops it. Never part of the running product.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import { DOMAIN_LISTS, setLists } from '../block-list.ts';
import { type LabPowerDns, startPowerDns } from '../power-dns.ts';
import { startSmtpSink } from '../smtp-sink.ts';
import { startWorld, type World } from '../world.ts';

export const DEMO_HOST = 'post.fjord.example';
/** The lab's trusted proxy: tells where in the world a device is. */
export const PROXY = '127.99.0.1';

/** Networks of the simulated internet; none of them belongs to anybody (RFC 6598, RFC 5737). */
const COUNTRIES = [
  '100.64.0.0/12,NO',
  '100.80.0.0/12,ES',
  '100.96.0.0/12,SE',
  '100.112.0.0/12,BR',
  '198.51.100.0/24,NO',
];
export type Place = 'NO' | 'ES' | 'SE' | 'BR';
const FIRST: Readonly<Record<Place, number>> = { NO: 64, ES: 80, SE: 96, BR: 112 };
/** An address in a country: `of` is the device's owner, `device` which of his devices. */
export const addressIn = (place: Place, of: number, device = 1): string => `100.${FIRST[place]}.${of}.${10 + device}`;

/** Firms and offices elsewhere: they take all mail, and the mail that they send is theirs (SPF). */
export const ELSEWHERE = [
  'nordkraft.example',
  'sentrum-skole.example',
  'havnebanken.example',
  'privat.example',
] as const;
export const ELSEWHERE_ADDRESS = '198.51.100.60';

/** The ports that are tried first; a taken one becomes any free one. */
const PORTS = {
  http: 8180,
  inbound: 2625,
  submission: 2687,
  submissions: 2665,
  imap: 2643,
  imaps: 2693,
  pop3: 2610,
  pop3s: 2695,
};
export const GUIDE_PORT = 8181;

export interface Stage {
  /** Its `dns` tells changes to the zones that the host may write, too. */
  readonly world: World;
  readonly power: LabPowerDns;
  readonly clock: Clock;
  readonly language: Language;
  readonly folder: string;
  /** From now on the host's clock is so far behind; never goes back. */
  ago(ms: number): void;
  stop(): Promise<void>;
}

/** The port when it is free on loopback, else 0: any. */
export const freePort = (wanted: number): Promise<number> =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(0));
    probe.listen({ port: wanted, host: '127.0.0.1' }, () => probe.close(() => resolve(wanted)));
  });

async function doorsOf(wanted: Readonly<Partial<Record<keyof typeof PORTS, number>>>): Promise<Record<string, string>> {
  const doors: Record<string, string> = {};
  for (const [door, port] of Object.entries({ ...PORTS, ...wanted }))
    doors[door] = `127.0.0.1:${port === 0 ? 0 : await freePort(port)}`;
  return doors;
}

export interface StageOptions {
  readonly language: Language;
  /** An empty folder that stays; default: a new one that is removed at the end. */
  readonly folder?: string;
  /** 0: any free one. */
  readonly ports?: Readonly<Partial<Record<keyof typeof PORTS, number>>>;
}

/** Stop it, or the process stays. */
export async function startStage({ language, folder, ports = {} }: StageOptions): Promise<Stage> {
  const own = await mkdtemp(join(tmpdir(), 'postvakt-demo-'));
  const data = folder ?? join(own, 'data');
  const power = await startPowerDns();
  await writeFile(join(own, 'countries.csv'), COUNTRIES.join('\n'));
  await writeFile(join(own, 'key'), power.key);
  let behindMs = 0;
  const clock: Clock = { now: () => Date.now() - behindMs, monotonic: () => performance.now() };
  const doors = await doorsOf(ports);
  const started = await startWorld(
    {
      POSTVAKT_LISTEN__HTTP: `"${doors['http']}"`,
      POSTVAKT_GEO__DATABASE: JSON.stringify(join(own, 'countries.csv')),
      POSTVAKT_PROXY__TRUSTED: `["${PROXY}"]`,
      POSTVAKT_REPUTATION__DOMAINLISTS: JSON.stringify(DOMAIN_LISTS),
      POSTVAKT_DNS__WRITE: `{ "*" = { kind = "powerdns", url = "${power.url}", keyFile = "${join(own, 'key')}" } }`,
    },
    { hostname: DEMO_HOST, folder: data, clock, doors },
  );
  const world: World = { ...started, dns: power.along(started.dns) };
  setLists(world);
  await openElsewhere(world);
  return {
    world,
    power,
    clock,
    language,
    folder: data,
    ago: (ms) => {
      behindMs = ms;
    },
    stop: async () => {
      await world.stop();
      await power.stop();
      await rm(own, { recursive: true, force: true });
    },
  };
}

/** A mail host elsewhere that has no time today: what is sent there waits in our queue. */
export const BUSY = 'travelt.example';

async function openElsewhere(world: World): Promise<void> {
  const [sink, busy] = await Promise.all([
    startSmtpSink(),
    startSmtpSink({ greeting: '421 4.3.2 too busy, try again later' }),
  ]);
  world.onStop(() => sink.stop());
  world.onStop(() => busy.stop());
  for (const domain of [...ELSEWHERE, BUSY]) {
    // Firms prove their mail; a private address proves nothing.
    if (domain !== 'privat.example') world.dns.add({ [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=reject'] } });
    world.dns.add({
      [domain]: { NS: ['ns1.dns.test'], MX: [`10 mx.${domain}`], TXT: [`v=spf1 ip4:${ELSEWHERE_ADDRESS} -all`] },
      [`mx.${domain}`]: { A: [ELSEWHERE_ADDRESS] },
    });
    world.registry.set(domain, { status: ['active'] });
    world.place(`mx.${domain}`, domain === BUSY ? busy.address : sink.address);
  }
}
