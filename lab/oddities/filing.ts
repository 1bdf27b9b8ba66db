/** Unusual rules, forwarding, answers and Junk folders that do what their owners want. */
import { foreignDomain, foreignHost, tried } from '../foreign-host.ts';
import { works } from '../scenarios/account.ts';
import { imapWords, other, says } from '../scenarios/devices-acts.ts';
import {
  about,
  away,
  DISCARD,
  folderOf,
  forwarding,
  friend,
  fromIs,
  into,
  knows,
  nameOfRule,
  passOn,
  rule,
  SEEN,
  several,
  shop,
  wants,
  writes,
} from '../scenarios/filing-acts.ts';
import type { Customer, World } from '../world.ts';
import type { Oddity } from './oddity.ts';

const private_ = (customer: Customer): string => `privat@${foreignDomain(customer, 'hjemme')}`;
/** A host of the customer's own elsewhere. */
const home = (world: World, customer: Customer) => foreignHost(world, foreignDomain(customer, 'hjemme'));
const strictDomain = ({ domain }: Customer): string => `uekte-${domain.split('.')[0]}.test`;

export const FILING_ODDITIES: readonly Oddity[] = [
  {
    title: 'twenty rules, one folder for each customer of his',
    symptom: 'receive',
    plant: async (world, customer) => {
      await several(20, (n) =>
        wants(
          world,
          customer,
          rule({ name: `Kunde ${n}`, conditions: fromIs(friend(customer, n)) }, into(`Kunder/${n}`)),
        ),
      );
      await knows(world, customer);
      await several(6, (n) => writes(world, customer, { from: friend(customer, n) }));
      await writes(world, customer, { from: shop(customer) });
    },
  },
  {
    title: 'newsletters go to a folder, read already',
    symptom: 'some',
    plant: async (world, customer) => {
      const conditions = [{ field: 'list-id', match: 'contains', value: '.' }] as const;
      await wants(world, customer, rule({ name: 'Nyhetsbrev', conditions }, SEEN, into('Nyhetsbrev')));
      await several(6, () => writes(world, customer, { from: shop(customer), head: 'List-Id: <ukens.test>\r\n' }));
      await writes(world, customer);
      await works(world, customer);
    },
  },
  {
    title: 'advertising is thrown away by a rule',
    symptom: 'receive',
    plant: async (world, customer) => {
      await knows(world, customer);
      await wants(world, customer, rule({ name: nameOfRule(customer), conditions: about('rabatt') }, DISCARD));
      await several(4, () => writes(world, customer, { from: shop(customer), subject: 'Rabatt i dag' }));
      await writes(world, customer);
    },
  },
  {
    title: 'everything is copied to a folder as well',
    symptom: 'receive',
    plant: async (world, customer) => {
      await wants(world, customer, rule({ name: 'Sikring' }, { kind: 'copy', folder: 'Sikring' }, into('INBOX')));
      await several(6, () => writes(world, customer));
      await works(world, customer);
    },
  },
  {
    title: 'forwarded with a copy to an address of his own elsewhere',
    symptom: 'receive',
    plant: async (world, customer) => {
      await home(world, customer);
      await wants(world, customer, forwarding([private_(customer)], true));
      await writes(world, customer);
      await tried(world, friend(customer));
      await works(world, customer);
    },
  },
  {
    title: 'forwarded without a copy on purpose, and sending is what is asked about',
    symptom: 'send',
    plant: async (world, customer) => {
      await knows(world, customer);
      await home(world, customer);
      await wants(world, customer, forwarding([private_(customer)], false));
      await writes(world, customer);
      await tried(world, friend(customer));
      await works(world, customer);
    },
  },
  {
    title: 'bills go to the book-keeper without a copy',
    symptom: 'receive',
    plant: async (world, customer) => {
      await home(world, customer);
      const draft = { name: 'Regnskap', conditions: about('faktura') };
      await wants(world, customer, rule(draft, passOn(private_(customer))));
      await writes(world, customer, { from: shop(customer), subject: 'Faktura 9' });
      await tried(world, shop(customer));
      await writes(world, customer);
      await works(world, customer);
    },
  },
  {
    title: 'on holiday, and everybody was answered once',
    symptom: 'some',
    plant: async (world, customer) => {
      await wants(world, customer, away(-2, 12));
      await several(4, (n) => writes(world, customer, { from: friend(customer, n) }));
      await tried(world, '');
    },
  },
  {
    title: 'on holiday, and a mailing list wrote thirty times',
    symptom: 'some',
    plant: async (world, customer) => {
      await wants(world, customer, away(-2, 12));
      await several(12, () => writes(world, customer, { from: shop(customer), head: 'List-Id: <ukens.test>\r\n' }));
      await writes(world, customer);
      await tried(world, '');
    },
  },
  {
    title: 'a holiday that is planned',
    symptom: 'some',
    plant: (world, customer) => wants(world, customer, away(9, 20)),
  },
  {
    title: 'back from a holiday; the note is still there, switched off',
    symptom: 'receive',
    plant: async (world, customer) => {
      await wants(world, customer, away(-20, 1));
      await wants(world, customer, away(-20, 1, false));
      await writes(world, customer);
      await works(world, customer);
    },
  },
  {
    title: 'a Junk folder with what belongs there',
    symptom: 'receive',
    plant: async (world, customer) => {
      const domain = strictDomain(customer);
      world.dns.add({
        [domain]: { NS: [`ns.${domain}`], TXT: ['v=spf1 -all'] },
        [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=quarantine'] },
      });
      await knows(world, customer);
      await several(3, (n) => writes(world, customer, { from: `gevinst${n}@${domain}`, subject: 'Du har vunnet' }));
      await writes(world, customer);
    },
  },
  {
    title: 'a program’s junk filter catches advertising, one piece',
    symptom: 'receive',
    plant: async (world, customer) => {
      await knows(world, customer);
      await writes(world, customer, { from: shop(customer) });
      const lines = [...imapWords(customer), 'a3 SELECT INBOX', 'a4 MOVE 1 Junk', 'a5 LOGOUT'];
      await says(world, customer, 'imaps', lines, { signIns: 1 });
      await writes(world, customer);
    },
  },
  {
    title: 'a rule named by a point that only files',
    plant: async (world, customer) => {
      await wants(world, customer, rule({ name: '.', conditions: about('styret') }, into(folderOf(customer))));
      await writes(world, customer, { subject: 'Fra styret' });
      await works(world, customer);
    },
  },
  {
    title: 'receipts go to the archive, read already',
    plant: async (world, customer) => {
      await wants(world, customer, rule({ name: 'Arkiv', conditions: about('kvittering') }, SEEN, into('Arkiv')));
      await writes(world, customer, { from: shop(customer), subject: 'Kvittering' });
      await works(world, customer);
    },
  },
  {
    title: 'all bounces are thrown away by a rule',
    plant: async (world, customer) => {
      const conditions = [{ field: 'from', match: 'starts', value: 'mailer-daemon@' }] as const;
      await wants(world, customer, rule({ name: 'Retur', conditions }, DISCARD));
      await works(world, customer);
    },
  },
  {
    title: 'an advertiser is blocked, and goes on writing',
    symptom: 'receive',
    plant: async (world, customer) => {
      await knows(world, customer);
      await wants(world, customer, { kind: 'add-sender', list: 'blocked', sender: '@far-away.test' });
      await several(3, () => writes(world, customer, { from: shop(customer) }));
      await writes(world, customer);
    },
  },
  {
    title: 'tidies his inbox into folders every evening, by hand',
    symptom: 'some',
    plant: async (world, customer) => {
      await knows(world, customer);
      await several(3, () => writes(world, customer));
      await works(world, customer, other(customer));
    },
  },
];
