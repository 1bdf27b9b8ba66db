/** Double faults written by hand: stories in which one thing led to another, or hides it. */
import { addAlias } from '#src/service/aliases.ts';
import { setCountries } from '#src/service/abroad/settings.ts';
import { removeMailbox, setPassword } from '#src/service/mailboxes.ts';
import { addBlock } from '#src/service/operator-blocks.ts';
import { addQuarantine } from '#src/service/quarantine.ts';
import { at, device, must } from '../oddities/oddity.ts';
import { ACCOUNT_SCENARIOS, read, works } from '../scenarios/account.ts';
import * as abroad from '../scenarios/abroad.ts';
import { BILLING_SCENARIOS } from '../scenarios/billing.ts';
import { sender, submit, withLimits } from '../scenarios/limits.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Customer, World } from '../world.ts';
import type { Double } from './double.ts';

const address = (customer: Customer): string => customer.address;
const NEW = 'et helt nytt passord 77';
const scenario = (list: readonly Scenario[], cause: string): Scenario => {
  const found = list.find((one) => one.cause === cause);
  if (found === undefined) throw new Error(`no scenario of ${cause}`);
  return found;
};
const full = scenario(ACCOUNT_SCENARIOS, 'acc-quota-full');
const DAY_MS = 86_400_000;

function parked(world: World, { domain, zones }: Customer): void {
  world.registry.set(domain, { status: ['active'], expiresAt: new Date(Date.now() - 5 * DAY_MS).toISOString() });
  world.dns.add({
    [domain]: { ...zones[domain], NS: ['ns1.parking.test'], MX: ['10 mx.parking.test'] },
    'ns1.parking.test': { A: ['198.51.100.53'] },
    'mx.parking.test': { A: ['198.51.100.99'] },
  });
}
function goneFromRegistry(world: World, { domain, zones }: Customer): void {
  world.registry.set(domain, null);
  for (const name of Object.keys(zones)) world.dns.remove(name);
}
function oldHost(world: World, { domain, zones }: Customer, change: object = {}): void {
  world.dns.add({
    [domain]: { ...zones[domain], MX: ['10 mail.old-host.test'], ...change },
    'mail.old-host.test': { A: ['198.51.100.25'] },
  });
}
async function stale(world: World, customer: Customer): Promise<void> {
  await works(world, customer, device(customer, 1));
  await must(setPassword(world.host.app, customer.address, NEW));
  await read(world, customer, customer.address, NEW);
  await works(world, customer, device(customer, 1));
}

/** In the plain world. */
export const PLAIN_DOUBLES: readonly Double[] = [
  {
    title: 'expired and parked, and the mailbox is full',
    planted: ['dom-expired', 'acc-quota-full'],
    allowed: ['dom-mx-wrong-host'],
    about: full.about ?? address,
    plant: async (world, customer) => {
      await full.plant(world, customer);
      parked(world, customer);
    },
  },
  {
    title: 'the registration is gone, and the phone has the old password',
    planted: ['dom-not-registered', 'cli-stale-password'],
    allowed: ['dom-no-mx', 'dom-spf-missing', 'dom-dkim-missing', 'dom-dmarc-missing'],
    about: address,
    plant: async (world, customer) => {
      await stale(world, customer);
      goneFromRegistry(world, customer);
    },
  },
  {
    title: 'MX at the old host, and nobody moved the SPF record either: the second follows',
    planted: ['dom-mx-wrong-host', 'dom-spf-missing'],
    allowed: [],
    about: address,
    plant: (world, customer) => oldHost(world, customer, { TXT: [] }),
  },
  {
    title: 'MX at the old host, and the phone has the old password',
    planted: ['dom-mx-wrong-host', 'cli-stale-password'],
    allowed: [],
    about: address,
    symptom: 'both',
    plant: async (world, customer) => {
      await stale(world, customer);
      oldHost(world, customer);
    },
  },
  {
    title: 'in quarantine with us, and a password that never was right',
    planted: ['dom-quarantine', 'acc-wrong-password'],
    allowed: [],
    about: address,
    plant: async (world, customer) => {
      await read(world, customer, customer.address, 'noe helt annet 1');
      await must(addQuarantine(world.host.app, { domain: customer.domain, reason: 'Nettsiden er hacket.' }));
    },
  },
  {
    title: 'no MX, and the mailbox was removed',
    planted: ['dom-no-mx', 'acc-mailbox-deleted'],
    allowed: [],
    about: address,
    plant: async (world, customer) => {
      await works(world, customer);
      await must(removeMailbox(world.host.app, customer.address));
      world.dns.add({ [customer.domain]: { ...customer.zones[customer.domain], MX: [] } });
    },
  },
  {
    title: 'the hour’s limit is reached, and a laptop has a wrong password',
    planted: ['snd-account-hour-limit', 'acc-wrong-password'],
    allowed: [],
    about: sender,
    symptom: 'send',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=2']);
      for (const n of [1, 2, 3]) await submit(world, customer, [`mottaker${n}@far.example`]);
      await read(world, customer, sender(customer), 'noe helt annet 1', device(customer, 3));
    },
  },
  {
    title: 'stopped by hand, and the mailbox is full',
    planted: ['snd-outbound-operator', 'acc-quota-full'],
    allowed: [],
    about: full.about ?? address,
    symptom: 'send',
    plant: async (world, customer) => {
      await full.plant(world, customer);
      const subject = full.about?.(customer) ?? customer.address;
      await must(addBlock(world.host.app, { subject, directions: 'outgoing', reason: 'Etter avtale' }));
    },
  },
  {
    title: 'two devices: one at the POP3 port, one with the old password',
    planted: ['cli-stale-password', 'cli-wrong-incoming-port'],
    allowed: [],
    about: address,
    symptom: 'both',
    plant: async (world, customer) => {
      await stale(world, customer);
      await read(world, customer, customer.address, NEW, device(customer, 2));
      await world.say({
        port: world.port('pop3s'),
        tls: true,
        from: device(customer, 2),
        says: ['a1 CAPABILITY', 'a2 LOGOUT'],
      });
    },
  },
  {
    title: 'an alias used to sign in, and half of the mail goes to a left-over MX',
    planted: ['dom-mx-mixed', 'acc-login-on-alias'],
    allowed: [],
    about: (customer) => at(customer, 'post'),
    plant: async (world, customer) => {
      await must(addAlias(world.host.app, at(customer, 'post'), [customer.address]));
      await read(world, customer, at(customer, 'post'), customer.password);
      const mx = customer.zones[customer.domain].MX ?? [];
      world.dns.add({
        [customer.domain]: { ...customer.zones[customer.domain], MX: [...mx, '5 mail.left-over.test'] },
        'mail.left-over.test': { A: ['198.51.100.26'] },
      });
    },
  },
];

/** Where each customer pays for itself. */
export const PAYING_DOUBLES: readonly Double[] = [
  {
    title: 'an unpaid invoice stopped sending, and MX is at the old host',
    planted: ['dom-mx-wrong-host', 'bil-unpaid-suspended'],
    allowed: [],
    about: address,
    symptom: 'both',
    plant: async (world, customer) => {
      await scenario(BILLING_SCENARIOS, 'bil-unpaid-suspended').plant(world, customer);
      oldHost(world, customer);
    },
  },
  {
    title: 'an unpaid invoice stopped sending, and a laptop has a wrong password',
    planted: ['bil-unpaid-suspended', 'acc-wrong-password'],
    allowed: [],
    about: address,
    symptom: 'send',
    plant: async (world, customer) => {
      await scenario(BILLING_SCENARIOS, 'bil-unpaid-suspended').plant(world, customer);
      await read(world, customer, customer.address, 'noe helt annet 1', device(customer, 3));
    },
  },
];

/** In the world with countries and stopped networks. */
export const ABROAD_DOUBLES: readonly Double[] = [
  {
    title: 'new password, the old phone at home has the old one, and a colleague’s printer got the office stopped',
    planted: ['net-office-shared-ban', 'cli-stale-password'],
    allowed: ['net-ip-banned-failed-logins'],
    about: address,
    symptom: 'both',
    plant: async (world, customer) => {
      const { inNorway, inSpain, readAs, worksAs } = abroad;
      const office = inNorway(customer);
      await worksAs(world, customer, inSpain(customer));
      await must(setPassword(world.host.app, customer.address, NEW));
      await readAs(world, customer.address, NEW, office);
      await worksAs(world, customer, inSpain(customer));
      await abroad.withColleague(world, customer);
      await abroad.guess(world, abroad.colleague(customer), office);
      await readAs(world, customer.address, NEW, office);
    },
  },
  {
    title: 'refused abroad, and MX at the old host',
    planted: ['dom-mx-wrong-host', 'net-geo-block-by-us'],
    allowed: [],
    about: address,
    symptom: 'both',
    plant: async (world, customer) => {
      await must(setCountries(world.host.app, customer.address, ['NO']));
      await abroad.worksAs(world, customer, abroad.inNorway(customer));
      await abroad.worksAs(world, customer, abroad.inSpain(customer));
      oldHost(world, customer);
    },
  },
];
