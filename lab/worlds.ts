/**
 * Which environment each list of scenarios needs, and how such a world is started: one place for the test files, the lab
 * runner and the accuracy run. A new list goes into `GROUPS`; a new kind of environment into `SETTINGS`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addCustomer } from '#src/service/customers.ts';
import * as abroad from './scenarios/abroad.ts';
import { ABROAD_WAY_SCENARIOS } from './scenarios/abroad-ways.ts';
import { ACCOUNT_DOOR_SCENARIOS } from './scenarios/account-doors.ts';
import { ACCOUNT_SCENARIOS } from './scenarios/account.ts';
import { AUTHENTICITY_SCENARIOS } from './scenarios/authenticity.ts';
import { FORMER } from './scenarios/authenticity-spf.ts';
import { BILLING_WAY_SCENARIOS } from './scenarios/billing-ways.ts';
import { BILLING_SCENARIOS, ownerOf } from './scenarios/billing.ts';
import { CLIENT_DOOR_SCENARIOS } from './scenarios/client-doors.ts';
import { CLIENT_SCENARIOS } from './scenarios/client.ts';
import * as closure from './scenarios/closure.ts';
import { CLOSURE_WAY_SCENARIOS, STOLEN_WAY_SCENARIOS } from './scenarios/closure-ways.ts';
import { DELEGATION_SCENARIOS } from './scenarios/delegation.ts';
import { DEVICES_SCENARIOS } from './scenarios/devices.ts';
import { DEVICES_ABROAD_SCENARIOS } from './scenarios/devices-abroad.ts';
import { DEVICES_PUBLIC_SCENARIOS } from './scenarios/devices-public.ts';
import { DOMAIN_WAY_SCENARIOS } from './scenarios/domain-ways.ts';
import { DOMAIN_SCENARIOS } from './scenarios/domain.ts';
import { FILING_SCENARIOS } from './scenarios/filing.ts';
import { FILING_ABROAD_SCENARIOS } from './scenarios/filing-abroad.ts';
import { LIMIT_WAY_SCENARIOS } from './scenarios/limits-ways.ts';
import { LIMIT_SCENARIOS } from './scenarios/limits.ts';
import { OUTSIDE_SCENARIOS } from './scenarios/outside.ts';
import { PASTED_SCENARIOS } from './scenarios/pasted.ts';
import { REPUTATION_SCENARIOS } from './scenarios/reputation.ts';
import { ANSWER_SCENARIOS } from './scenarios/reputation-answers.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { TRAFFIC_SCENARIOS } from './scenarios/traffic.ts';
import { startTrustingWorld } from './trusting.ts';
import { DOMAIN_LISTS, IP_LISTS, setLists } from './block-list.ts';
import { labCertificates } from './policy-host.ts';
import { type Customer, HOSTNAME, startWorld, type World } from './world.ts';

/** A world with the table of countries in it; the table's folder goes when the world stops. */
async function withTable(table: string, more: (file: string) => Readonly<Record<string, string>>): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-geo-'));
  const file = join(folder, 'geo.csv');
  await writeFile(file, table);
  const world = await startWorld(more(file));
  return {
    ...world,
    stop: async () => {
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A host with a certificate in files, as from a public authority. */
async function known(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-known-'));
  const { cert, key } = labCertificates().make('right', [HOSTNAME]);
  await writeFile(join(folder, 'cert.pem'), cert);
  await writeFile(join(folder, 'key.pem'), key);
  const world = await startWorld({
    POSTVAKT_TLS__MODE: '"files"',
    POSTVAKT_TLS__CERTIFICATE: JSON.stringify(join(folder, 'cert.pem')),
    POSTVAKT_TLS__KEY: JSON.stringify(join(folder, 'key.pem')),
  });
  return {
    ...world,
    stop: async () => {
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A host that watches its reputation: block lists, former addresses, web hosts of the lab's own authority. */
async function watched(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-trust-'));
  const file = join(folder, 'authority.pem');
  await writeFile(file, labCertificates().trust);
  const world = await startWorld({
    POSTVAKT_NET__TRUST: JSON.stringify([file]),
    POSTVAKT_OUTBOUND__FORMERADDRESSES: JSON.stringify(FORMER),
    POSTVAKT_REPUTATION__IPLISTS: JSON.stringify(IP_LISTS),
    POSTVAKT_REPUTATION__DOMAINLISTS: JSON.stringify(DOMAIN_LISTS),
  });
  setLists(world);
  return {
    ...world,
    stop: async () => {
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Kinds of environment; each starts a world that has to be stopped. */
export const SETTINGS = {
  plain: () => startWorld(),
  /** A public authority exists that probes believe. */
  trusting: () => startTrustingWorld(),
  /** Devices are out in the world, told by a PROXY header; countries, VPNs and a low limit of guesses. */
  abroad: () =>
    withTable(abroad.GEO, (file) => ({
      POSTVAKT_GEO__DATABASE: file,
      POSTVAKT_GEO__VENDORS: abroad.VENDORS,
      POSTVAKT_PROTECT__FAILURES: String(abroad.FAILURES),
      POSTVAKT_PROXY__TRUSTED: `["${abroad.PROXY}"]`,
      POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
      POSTVAKT_LINKS__BASE: '"https://mx.host.test"',
    })),
  /** The host's own certificate is of an authority that the world knows. */
  known,
  /** What a sender's domain asks to refuse is refused. */
  strict: () => startWorld({ POSTVAKT_INBOUND__DMARC: '"enforce"' }),
  watched,
  /** A few messages are too many. */
  careful: async () => {
    const world = await withTable(closure.GEO, (file) => ({ POSTVAKT_GEO__DATABASE: file }));
    await closure.careful(world);
    return world;
  },
} as const satisfies Record<string, () => Promise<World>>;
export type SettingName = keyof typeof SETTINGS;

export interface ScenarioGroup {
  readonly name: string;
  readonly setting: SettingName;
  readonly scenarios: readonly Scenario[];
  /** Another customer than the usual one. */
  readonly customer?: (world: World, seed: number, top?: string) => Promise<Customer>;
}

/** A domain that belongs to a paying customer of its own. */
export async function paying(world: World, seed: number, top?: string): Promise<Customer> {
  const owner = await addCustomer(world.host.app, { name: ownerOf(world.nameOf(seed, top)) });
  if (!owner.ok) throw new Error(JSON.stringify(owner.problem));
  return await world.customer(seed, owner.value.id, top);
}

/** Every list of scenarios with the environment it needs. */
export const GROUPS: readonly ScenarioGroup[] = [
  { name: 'domain', setting: 'plain', scenarios: [...DOMAIN_SCENARIOS, ...DOMAIN_WAY_SCENARIOS] },
  { name: 'account', setting: 'plain', scenarios: [...ACCOUNT_SCENARIOS, ...ACCOUNT_DOOR_SCENARIOS] },
  { name: 'client', setting: 'plain', scenarios: [...CLIENT_SCENARIOS, ...CLIENT_DOOR_SCENARIOS] },
  { name: 'limits', setting: 'plain', scenarios: [...LIMIT_SCENARIOS, ...LIMIT_WAY_SCENARIOS] },
  { name: 'billing', setting: 'plain', scenarios: [...BILLING_SCENARIOS, ...BILLING_WAY_SCENARIOS], customer: paying },
  { name: 'delegation', setting: 'plain', scenarios: DELEGATION_SCENARIOS },
  { name: 'authenticity', setting: 'watched', scenarios: AUTHENTICITY_SCENARIOS },
  { name: 'reputation', setting: 'watched', scenarios: [...ANSWER_SCENARIOS, ...REPUTATION_SCENARIOS] },
  { name: 'outside', setting: 'trusting', scenarios: OUTSIDE_SCENARIOS },
  { name: 'pasted', setting: 'plain', scenarios: PASTED_SCENARIOS },
  { name: 'devices', setting: 'plain', scenarios: DEVICES_SCENARIOS },
  { name: 'devices-abroad', setting: 'abroad', scenarios: DEVICES_ABROAD_SCENARIOS },
  { name: 'devices-public', setting: 'known', scenarios: DEVICES_PUBLIC_SCENARIOS },
  { name: 'traffic', setting: 'strict', scenarios: TRAFFIC_SCENARIOS },
  { name: 'filing', setting: 'plain', scenarios: FILING_SCENARIOS },
  { name: 'filing-abroad', setting: 'abroad', scenarios: FILING_ABROAD_SCENARIOS },
  { name: 'abroad', setting: 'abroad', scenarios: [...abroad.ABROAD_SCENARIOS, ...ABROAD_WAY_SCENARIOS] },
  {
    name: 'closures',
    setting: 'careful',
    scenarios: [
      ...closure.CLOSURE_SCENARIOS,
      ...closure.STOLEN_SCENARIOS,
      ...CLOSURE_WAY_SCENARIOS,
      ...STOLEN_WAY_SCENARIOS,
    ],
  },
];
