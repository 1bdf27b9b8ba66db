/** Filtered countries, VPNs that no longer get through, Gmail's servers: in the world with a table of countries. With twins. */
import { addTravel } from '#src/service/abroad/settings.ts';
import { smtpSignIn, type Talk } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import { inNorway, PROXY, worksAs } from './abroad.ts';
import { must } from './devices-acts.ts';
import { FILTERED, OPEN } from './filtered-countries.ts';
import type { Scenario } from './scenario.ts';

const numberOf = ({ address }: Customer): number => Number(/(\d+)@/.exec(address)?.[1] ?? 0);
const at = (customer: Customer, index: number): string =>
  `100.${96 + index}.${Math.floor(numberOf(customer) / 250) % 250}.${1 + (numberOf(customer) % 250)}`;
interface Abroad {
  readonly country: string;
  readonly as: string;
}
const filteredFor = (customer: Customer): Abroad => {
  const index = numberOf(customer) % FILTERED.length;
  return { country: FILTERED[index], as: at(customer, index) };
};
const openFor = (customer: Customer): Abroad => {
  const index = numberOf(customer) % OPEN.length;
  return { country: OPEN[index], as: at(customer, FILTERED.length + index) };
};
/** An exit of the VPN that this lab knows. */
const VPN = '203.0.113.8';

async function travels(world: World, customer: Customer, { country }: Abroad): Promise<void> {
  const today = new Date();
  const day = (offset: number): string => new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  must(await addTravel(world.host.app, customer.address, { countries: [country], from: day(-1), until: day(3) }));
}
const tries = async (world: World, { as }: Abroad, door: string, times: number): Promise<void> => {
  const talk: Talk = {
    port: world.port(door),
    from: PROXY,
    as,
    tls: true,
    says: [],
    handshake: 'cut',
    sni: 'mx.host.test',
  };
  for (let i = 0; i < times; i += 1) await world.say(talk);
};

const cut = (title: string, door: string, times: number, isAtHome = false): Scenario => ({
  cause: 'net-censorship',
  title,
  symptom: door === 'submissions' ? 'send' : 'both',
  certainty: 'likely',
  plant: async (world, customer) => {
    const there = filteredFor(customer);
    await worksAs(world, customer, inNorway(customer));
    if (isAtHome) await tries(world, there, door, 1);
    await travels(world, customer, there);
    await tries(world, there, door, times);
  },
  // A bad moment, and then it works.
  twin: async (world, customer) => {
    const there = openFor(customer);
    await worksAs(world, customer, inNorway(customer));
    await travels(world, customer, there);
    await tries(world, there, door, 3);
    await worksAs(world, customer, there.as);
  },
});

const lost = (title: string, door: string, times: number): Scenario => ({
  cause: 'net-vpn-impossible',
  title,
  symptom: 'both',
  certainty: 'likely',
  allowed: ['net-censorship'],
  plant: async (world, customer) => {
    const there = filteredFor(customer);
    await worksAs(world, customer, inNorway(customer));
    await travels(world, customer, there);
    await worksAs(world, customer, VPN);
    await tries(world, there, door, times);
    // Others elsewhere get in meanwhile.
    await worksAs(world, customer, inNorway(customer));
  },
  // Filtered, and the VPN goes round it.
  twin: async (world, customer) => {
    const there = openFor(customer);
    await worksAs(world, customer, inNorway(customer));
    await travels(world, customer, there);
    await tries(world, there, door, times);
    await worksAs(world, customer, VPN);
  },
  says: () => ['Skjold VPN'],
});

const GMAIL = (customer: Customer): string => `192.0.2.${1 + (numberOf(customer) % 250)}`;
const gmail = (title: string, door: string, passwords: readonly string[]): Scenario => {
  const sends = (world: World, customer: Customer, password: string): Promise<string> => {
    const says = smtpSignIn(customer.address, password);
    const isPlain = door === 'submission';
    return world.say({
      port: world.port(door),
      from: PROXY,
      as: GMAIL(customer),
      tls: !isPlain,
      says: isPlain ? ['EHLO mail-yw1.google.test', 'STARTTLS', 'starttls', ...says] : says,
      signIns: 1,
    });
  };
  return {
    cause: 'cli-gmail-sendas-stale',
    title,
    symptom: 'send',
    allowed: ['acc-wrong-password', 'cli-stale-password'],
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      for (const password of passwords) await sends(world, customer, password);
    },
    twin: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      await sends(world, customer, passwords[0]);
      await sends(world, customer, customer.password);
    },
    says: ({ address }) => [address, 'Google'],
  };
};

export const DEVICES_ABROAD_SCENARIOS: readonly Scenario[] = [
  cut('on a journey, reading is cut', 'imaps', 4),
  cut('on a journey, sending is cut', 'submissions', 3),
  cut('an old phone that fetches', 'pop3s', 6, true),
  lost('the VPN stopped yesterday', 'imaps', 3),
  lost('the VPN is gone, POP3', 'pop3s', 4),
  lost('the VPN is gone, many tries', 'imaps', 8),
  gmail('the password was changed here and not in Gmail', 'submissions', ['det forrige 1']),
  gmail('over port 587', 'submission', ['det forrige 2']),
  gmail('again and again', 'submissions', ['det forrige 3', 'det forrige 3']),
];
