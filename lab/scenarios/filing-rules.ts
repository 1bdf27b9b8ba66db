/** Faults of the owner's own rules, lists and forwarding, each with a healthy twin that looks much the same. */
import { addMailbox } from '#src/service/mailboxes.ts';
import { foreignDomain, foreignHost, tried } from '../foreign-host.ts';
import type { Customer, World } from '../world.ts';
import { imapWords, must, says } from './devices-acts.ts';
import {
  about,
  colleagueOf,
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
  several,
  shop,
  wants,
  writes,
} from './filing-acts.ts';
import { submit } from './limits.ts';
import type { Scenario } from './scenario.ts';

const moves = (
  title: string,
  plant: Scenario['plant'],
  twin: Scenario['twin'],
  more: Partial<Scenario> = {},
): Scenario => ({
  cause: 'acc-filter-moves-deletes',
  title,
  symptom: 'receive',
  plant,
  twin,
  says: (customer) => [nameOfRule(customer), customer.address],
  ...more,
});

const MOVES: readonly Scenario[] = [
  moves(
    'a rule against advertising throws a friend’s letters away',
    async (world, customer) => {
      await knows(world, customer);
      await wants(world, customer, rule({ name: nameOfRule(customer), conditions: about('tilbud') }, DISCARD));
      await writes(world, customer, { subject: 'Tilbud på maling' });
    },
    // Advertising alone.
    async (world, customer) => {
      await knows(world, customer);
      await wants(world, customer, rule({ name: nameOfRule(customer), conditions: about('tilbud') }, DISCARD));
      await writes(world, customer, { from: shop(customer), subject: 'Ukens tilbud' });
      await writes(world, customer);
    },
    { certainty: 'likely', says: (customer) => [nameOfRule(customer), friend(customer), 'Tilbud på maling', 'kastet'] },
  ),
  moves(
    'a rule without conditions files everything',
    async (world, customer) => {
      await wants(world, customer, rule({ name: nameOfRule(customer) }, into(folderOf(customer))));
      await several(5, (n) => writes(world, customer, { subject: `Brev ${n}` }));
    },
    // The same rule, for one list.
    async (world, customer) => {
      const conditions = [{ field: 'list-id', match: 'contains', value: 'styret' }] as const;
      await wants(world, customer, rule({ name: nameOfRule(customer), conditions }, into(folderOf(customer))));
      await several(5, (n) => writes(world, customer, { head: n > 2 ? 'List-Id: <styret.lag.test>\r\n' : '' }));
    },
    { says: (customer) => [nameOfRule(customer), folderOf(customer), '5 meldinger', 'av 5'] },
  ),
  moves(
    'what two friends write goes to the trash',
    async (world, customer) => {
      await knows(world, customer);
      await wants(world, customer, rule({ name: nameOfRule(customer), conditions: about('bilder') }, into('Trash')));
      await writes(world, customer, { subject: 'Bilder fra turen' });
      await writes(world, customer, { from: shop(customer), subject: 'Bilder på lerret' });
      await writes(world, customer, { from: shop(customer) });
    },
    // A rule of last year, switched off.
    async (world, customer) => {
      await knows(world, customer);
      const draft = { name: nameOfRule(customer), conditions: about('bilder') };
      await wants(world, customer, rule({ ...draft, enabled: false }, into('Trash')));
      await writes(world, customer, { subject: 'Bilder fra turen' });
    },
    {
      certainty: 'likely',
      symptom: 'some',
      says: (customer) => [nameOfRule(customer), 'papirkurven', 'Bilder fra turen'],
    },
  ),
  moves(
    'the letter that is asked for lies in a folder of his own',
    async (world, customer) => {
      await wants(
        world,
        customer,
        rule({ name: nameOfRule(customer), conditions: about('søknad') }, into(folderOf(customer))),
      );
      await writes(world, customer, { subject: 'Soknad' });
      await writes(world, customer, { subject: '=?utf-8?q?S=C3=B8knad_om_plass?=' });
    },
    // Asked for, and in the inbox.
    async (world, customer) => {
      await wants(
        world,
        customer,
        rule({ name: nameOfRule(customer), conditions: about('søknad') }, into(folderOf(customer))),
      );
      await writes(world, customer);
    },
    {
      text: (customer) => `Jeg får ikke e-posten fra ${friend(customer)}`,
      twinText: (customer) => `Jeg får ikke e-posten fra ${friend(customer)}`,
      says: (customer) => [nameOfRule(customer), folderOf(customer), friend(customer), 'Søknad om plass'],
    },
  ),
  moves(
    'a program takes the mail away as soon as it comes',
    async (world, customer) => {
      await several(3, (n) => writes(world, customer, { subject: `Brev ${n}` }));
      await takes(world, customer, '1:*');
    },
    async (world, customer) => {
      await several(3, (n) => writes(world, customer, { subject: `Brev ${n}` }));
      await takes(world, customer, '2');
    },
    { certainty: 'likely', says: () => ['Hentemann 2', '3 meldinger'] },
  ),
];

/** Marks and expunges over IMAP. */
const takes = (world: World, customer: Customer, set: string): Promise<string> =>
  says(
    world,
    customer,
    'imaps',
    [
      'a0 ID ("name" "Hentemann 2")',
      ...imapWords(customer),
      'a3 SELECT INBOX',
      `a4 STORE ${set} +FLAGS (\\Deleted)`,
      'a5 EXPUNGE',
      'a6 LOGOUT',
    ],
    { signIns: 1 },
  );

const blocks = (
  title: string,
  plant: Scenario['plant'],
  twin: Scenario['twin'],
  more: Partial<Scenario>,
): Scenario => ({
  cause: 'acc-sender-blocked-by-self',
  title,
  symptom: 'receive',
  plant,
  twin,
  ...more,
});
const block = (sender: string) => ({ kind: 'add-sender', list: 'blocked', sender }) as const;

const BLOCKED: readonly Scenario[] = [
  blocks(
    'a whole domain is blocked, and a friend is there',
    async (world, customer) => {
      await knows(world, customer);
      await wants(world, customer, block('@far.example'));
      await writes(world, customer);
    },
    // Blocked, and nobody he writes to.
    async (world, customer) => {
      await knows(world, customer);
      await wants(world, customer, block('@far-away.test'));
      await writes(world, customer);
      await writes(world, customer, { from: shop(customer) });
    },
    { certainty: 'likely', says: (customer) => [friend(customer), '@far.example'] },
  ),
  blocks(
    'his own domain is blocked: colleagues vanish',
    async (world, customer) => {
      await withColleague(world, customer);
      await wants(world, customer, block(`@${customer.domain}`));
      await submit(world, customer, [customer.address], colleagueOf(customer));
      await tried(world, colleagueOf(customer));
    },
    // Blocked and taken off again before anybody wrote.
    async (world, customer) => {
      await withColleague(world, customer);
      await wants(world, customer, block(`@${customer.domain}`));
      await wants(world, customer, { kind: 'remove-sender', list: 'blocked', sender: `@${customer.domain}` });
      await submit(world, customer, [customer.address], colleagueOf(customer));
      await tried(world, colleagueOf(customer));
    },
    { says: (customer) => [colleagueOf(customer), `@${customer.domain}`] },
  ),
  blocks(
    'a rule for one sender throws his letters away, and he is asked for',
    async (world, customer) => {
      const draft = { name: nameOfRule(customer), conditions: fromIs(friend(customer)) };
      await wants(world, customer, rule(draft, DISCARD));
      await writes(world, customer, { subject: 'Hvor blir det av deg?' });
    },
    // For another sender.
    async (world, customer) => {
      const draft = { name: nameOfRule(customer), conditions: fromIs(shop(customer)) };
      await wants(world, customer, rule(draft, DISCARD));
      await writes(world, customer);
      await writes(world, customer, { from: shop(customer) });
    },
    {
      text: (customer) => `${friend(customer)} sier at e-posten hennes forsvinner.`,
      twinText: (customer) => `${friend(customer)} sier at e-posten hennes forsvinner.`,
      says: (customer) => [friend(customer), nameOfRule(customer), 'kastet', 'Hvor blir det av deg?'],
    },
  ),
];
async function withColleague(world: World, customer: Customer): Promise<void> {
  must(await addMailbox(world.host.app, { address: colleagueOf(customer), password: customer.password }));
}

const elsewhere = (customer: Customer): string => `privat@${foreignDomain(customer, 'hjemme')}`;
const noCopy = (
  title: string,
  plant: Scenario['plant'],
  twin: Scenario['twin'],
  more: Partial<Scenario> = {},
): Scenario => ({
  cause: 'acc-forward-no-copy',
  title,
  symptom: 'receive',
  plant,
  twin,
  says: (customer) => [customer.address, elsewhere(customer)],
  ...more,
});
const passes = async (world: World, customer: Customer, from = friend(customer)): Promise<void> => {
  await writes(world, customer, { from });
  await tried(world, from);
};

const NO_COPY: readonly Scenario[] = [
  noCopy(
    'the owner forwards everything and looks here',
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'));
      await wants(world, customer, forwarding([elsewhere(customer)], false));
      await passes(world, customer);
    },
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'));
      await wants(world, customer, forwarding([elsewhere(customer)], true));
      await passes(world, customer);
    },
  ),
  noCopy(
    'to a colleague, since the holiday',
    async (world, customer) => {
      await withColleague(world, customer);
      await wants(world, customer, forwarding([colleagueOf(customer)], false));
      await several(3, () => passes(world, customer));
    },
    // The holiday is over, and it is off.
    async (world, customer) => {
      await withColleague(world, customer);
      await wants(world, customer, forwarding([colleagueOf(customer)], false));
      await wants(world, customer, forwarding([], false));
      await passes(world, customer);
    },
    { symptom: 'both', says: (customer) => [colleagueOf(customer), '3 meldinger'] },
  ),
  noCopy(
    'a rule without conditions passes on',
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'));
      await wants(world, customer, rule({ name: nameOfRule(customer) }, passOn(elsewhere(customer))));
      await several(2, () => passes(world, customer));
    },
    // Bills alone go to the book-keeper, as he wants.
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'));
      const draft = { name: nameOfRule(customer), conditions: about('faktura') };
      await wants(world, customer, rule(draft, passOn(elsewhere(customer))));
      await writes(world, customer, { from: shop(customer), subject: 'Faktura 17' });
      await tried(world, shop(customer));
      await writes(world, customer);
    },
    { says: (customer) => [nameOfRule(customer), elsewhere(customer), '2 meldinger'] },
  ),
];

const full = { rcpt: () => '552 5.2.2 Mailbox is full' };
const rejected = (title: string, plant: Scenario['plant'], twin: Scenario['twin']): Scenario => ({
  cause: 'acc-forward-target-rejects',
  title,
  symptom: 'receive',
  plant,
  twin,
  allowed: ['acc-forward-no-copy', 'snd-recipient-full', 'snd-recipient-unknown', 'snd-content-rejected'],
  says: (customer) => [customer.address, elsewhere(customer)],
});
const REJECTED: readonly Scenario[] = [
  rejected(
    'the owner’s own forwarding goes to a mailbox that is full',
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'), full);
      await wants(world, customer, forwarding([elsewhere(customer)], true));
      await passes(world, customer);
    },
    async (world, customer) => {
      const sink = await foreignHost(world, foreignDomain(customer, 'hjemme'), full);
      await wants(world, customer, forwarding([elsewhere(customer)], true));
      await passes(world, customer);
      sink.setMood({});
      await passes(world, customer);
    },
  ),
  rejected(
    'a rule passes on to an address that is gone',
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'), { rcpt: () => '550 5.1.1 No such user' });
      const draft = { name: nameOfRule(customer), conditions: about('møte') };
      await wants(world, customer, rule(draft, passOn(elsewhere(customer), true)));
      await writes(world, customer, { subject: '=?utf-8?q?M=C3=B8te?=' });
      await tried(world, friend(customer));
    },
    // It does not concern what came.
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'), { rcpt: () => '550 5.1.1 No such user' });
      const draft = { name: nameOfRule(customer), conditions: about('faktura') };
      await wants(world, customer, rule(draft, passOn(elsewhere(customer), true)));
      await writes(world, customer);
    },
  ),
  rejected(
    'the other host takes forwarded mail for spam',
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'), { end: '554 5.7.1 Message refused by policy' });
      await wants(world, customer, forwarding([elsewhere(customer)], true));
      await several(2, () => passes(world, customer));
    },
    async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'hjemme'));
      await wants(world, customer, forwarding([elsewhere(customer)], true));
      await several(2, () => passes(world, customer));
    },
  ),
];

export const FILING_RULE_SCENARIOS: readonly Scenario[] = [...MOVES, ...BLOCKED, ...NO_COPY, ...REJECTED];
