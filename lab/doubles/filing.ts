/** Double faults in which one is a rule, a list, an automatic answer or the Junk folder: it hides behind another, or hides it. */
import { setPassword } from '#src/service/mailboxes.ts';
import { foreignDomain, foreignHost, tried } from '../foreign-host.ts';
import { at, device, must } from '../oddities/oddity.ts';
import { read, works } from '../scenarios/account.ts';
import { imapWords, says } from '../scenarios/devices-acts.ts';
import {
  about,
  away,
  DISCARD,
  folderOf,
  forwarding,
  friend,
  into,
  knows,
  nameOfRule,
  passOn,
  rule,
  SEEN,
  several,
  wants,
  writes,
} from '../scenarios/filing-acts.ts';
import type { Customer, World } from '../world.ts';
import type { Double } from './double.ts';

const address = (customer: Customer): string => customer.address;
const NEW = 'et helt nytt passord 77';

/** The phone keeps the old password; the laptop works. */
async function stalePhone(world: World, customer: Customer): Promise<void> {
  await works(world, customer, device(customer, 1));
  await must(setPassword(world.host.app, customer.address, NEW));
  await read(world, customer, customer.address, NEW);
  await works(world, customer, device(customer, 1));
}
const wrongLaptop = (world: World, customer: Customer): Promise<string> =>
  read(world, customer, customer.address, 'noe helt annet 1', device(customer, 3));
function oldHost(world: World, { domain, zones }: Customer): void {
  world.dns.add({
    [domain]: { ...zones[domain], MX: ['10 mail.old-host.test'] },
    'mail.old-host.test': { A: ['198.51.100.25'] },
  });
}
/** A rule throws a friend's letter away. */
async function thrownAway(world: World, customer: Customer): Promise<void> {
  await knows(world, customer);
  await wants(world, customer, rule({ name: nameOfRule(customer), conditions: about('tilbud') }, DISCARD));
  await writes(world, customer, { subject: 'Tilbud på båt' });
}

export const FILING_DOUBLES: readonly Double[] = [
  {
    title: 'the phone has the old password, and a rule throws a friend’s letters away',
    planted: ['cli-stale-password', 'acc-filter-moves-deletes'],
    allowed: [],
    about: address,
    symptom: 'both',
    plant: async (world, customer) => {
      await thrownAway(world, customer);
      await stalePhone(world, customer);
    },
  },
  {
    title: 'MX at the old host, and what does come is refused where it is passed on to',
    planted: ['dom-mx-wrong-host', 'acc-forward-target-rejects'],
    allowed: ['snd-recipient-full'],
    about: address,
    symptom: 'receive',
    plant: async (world, customer) => {
      const domain = foreignDomain(customer, 'hjemme');
      await foreignHost(world, domain, { rcpt: () => '552 5.2.2 Mailbox is full' });
      await wants(world, customer, forwarding([`meg@${domain}`], true));
      await writes(world, customer);
      await tried(world, friend(customer));
      oldHost(world, customer);
    },
  },
  {
    title: 'MX at the old host, and a friend’s letter lies in Junk',
    planted: ['dom-mx-wrong-host', 'acc-spam-folder'],
    allowed: [],
    about: address,
    symptom: 'receive',
    plant: async (world, customer) => {
      await knows(world, customer);
      await writes(world, customer, { subject: 'Nøkler' });
      const lines = [...imapWords(customer), 'a3 SELECT INBOX', 'a4 MOVE 1 Junk', 'a5 LOGOUT'];
      await says(world, customer, 'imaps', lines, { signIns: 1 });
      oldHost(world, customer);
    },
  },
  {
    title: 'an intruder’s rule, and a laptop with a wrong password after it was changed',
    planted: ['acc-filter-by-attacker', 'acc-wrong-password'],
    allowed: [],
    about: address,
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      const draft = { name: '..', conditions: about('passord') };
      await wants(world, customer, rule(draft, SEEN, passOn(`x9@${at(customer, 'drop').replace('@', '.')}`), DISCARD));
      await wrongLaptop(world, customer);
    },
  },
  {
    title: 'everything is filed, and the automatic answer was over before it began',
    planted: ['acc-filter-moves-deletes', 'acc-autoreply-missing-or-storm'],
    allowed: [],
    about: address,
    symptom: 'some',
    plant: async (world, customer) => {
      await works(world, customer);
      await wants(world, customer, away(-20, -10));
      await wants(world, customer, rule({ name: nameOfRule(customer) }, into(folderOf(customer))));
      await several(5, (n) => writes(world, customer, { subject: `Brev ${n}` }));
    },
  },
  {
    title: 'a blocked domain, and the phone has the old password',
    planted: ['cli-stale-password', 'acc-sender-blocked-by-self'],
    allowed: [],
    about: address,
    symptom: 'both',
    plant: async (world, customer) => {
      await knows(world, customer);
      await wants(world, customer, { kind: 'add-sender', list: 'blocked', sender: friend(customer) });
      await writes(world, customer);
      await stalePhone(world, customer);
    },
  },
];
