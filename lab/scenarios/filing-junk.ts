/** Letters of people that lie in Junk: proven forgeries, programs' filters, a slip of the hand; each with a healthy twin. */
import type { Customer, World } from '../world.ts';
import { imapWords, must, says } from './devices-acts.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { tried } from '../foreign-host.ts';
import { colleagueOf, friend, knows, shop, wants, writes } from './filing-acts.ts';
import { submit } from './limits.ts';
import type { Scenario } from './scenario.ts';

/** A domain that wants forgeries put aside, and names no host that may send for it. */
const strict = ({ domain }: Customer): string => `streng-${domain.split('.')[0]}.test`;
const strictFriend = (customer: Customer): string => `rita@${strict(customer)}`;
function asksForQuarantine(world: World, customer: Customer): void {
  const domain = strict(customer);
  world.dns.add({
    [domain]: { NS: [`ns.${domain}`], TXT: ['v=spf1 -all'], MX: [`10 mx.far.example`] },
    [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=quarantine'] },
  });
}

/** Moves by MOVE, or as older programs do it: COPY, mark, EXPUNGE. */
const moves = (world: World, customer: Customer, set: string, how: 'move' | 'copy', client: string): Promise<string> =>
  says(
    world,
    customer,
    'imaps',
    [
      `a0 ID ("name" "${client}")`,
      ...imapWords(customer),
      'a3 SELECT INBOX',
      ...(how === 'move'
        ? [`a4 MOVE ${set} Junk`]
        : [`a4 COPY ${set} Junk`, `a5 STORE ${set} +FLAGS (\\Deleted)`, 'a6 EXPUNGE']),
      'a7 LOGOUT',
    ],
    { signIns: 1 },
  );

const junk = (
  title: string,
  plant: Scenario['plant'],
  twin: Scenario['twin'],
  more: Partial<Scenario> = {},
): Scenario => ({
  cause: 'acc-spam-folder',
  title,
  symptom: 'receive',
  plant,
  twin,
  ...more,
});

export const FILING_JUNK_SCENARIOS: readonly Scenario[] = [
  junk(
    'a friend’s provider cannot prove the sender',
    async (world, customer) => {
      asksForQuarantine(world, customer);
      await knows(world, customer, strictFriend(customer));
      await writes(world, customer, { from: strictFriend(customer), subject: 'Nøkler' });
    },
    // Forgeries of somebody he has nothing to do with.
    async (world, customer) => {
      asksForQuarantine(world, customer);
      await knows(world, customer);
      await writes(world, customer, { from: strictFriend(customer), subject: 'Du har vunnet' });
      await writes(world, customer);
    },
    { certainty: 'likely', says: (customer) => [strictFriend(customer), 'Nøkler', 'Junk', 'dmarc=fail'] },
  ),
  junk(
    'the program’s own filter moves a friend’s letter',
    async (world, customer) => {
      await knows(world, customer);
      await writes(world, customer, { subject: 'Gratis billetter' });
      await moves(world, customer, '1', 'move', 'Filtro 4');
    },
    // The filter caught what it should.
    async (world, customer) => {
      await knows(world, customer);
      await writes(world, customer, { from: shop(customer) });
      await moves(world, customer, '1', 'move', 'Filtro 4');
    },
    { says: (customer) => [friend(customer), 'Gratis billetter', 'Filtro 4', 'straks'] },
  ),
  junk(
    'an old program copies to Junk and removes',
    async (world, customer) => {
      await knows(world, customer);
      await writes(world, customer, { subject: 'Dugnad' });
      await moves(world, customer, '1', 'copy', 'Gammelpost 2');
    },
    // Moved, and moved back.
    async (world, customer) => {
      await knows(world, customer);
      await writes(world, customer, { subject: 'Dugnad' });
      await moves(world, customer, '1', 'copy', 'Gammelpost 2');
      await says(world, customer, 'imaps', [...imapWords(customer), 'a3 SELECT Junk', 'a4 MOVE 1 INBOX', 'a5 LOGOUT'], {
        signIns: 1,
      });
    },
    { symptom: 'some', says: (customer) => [friend(customer), 'Dugnad', 'Gammelpost 2'] },
  ),
  junk(
    'a colleague’s letters, three at once',
    async (world, customer) => {
      must(await addMailbox(world.host.app, { address: colleagueOf(customer), password: customer.password }));
      for (let n = 0; n < 2; n += 1) {
        await submit(world, customer, [customer.address], colleagueOf(customer));
        await tried(world, colleagueOf(customer));
      }
      await moves(world, customer, '1:2', 'move', 'Filtro 4');
    },
    async (world, customer) => {
      must(await addMailbox(world.host.app, { address: colleagueOf(customer), password: customer.password }));
      await submit(world, customer, [customer.address], colleagueOf(customer));
      await tried(world, colleagueOf(customer));
      await writes(world, customer, { from: shop(customer) });
      await moves(world, customer, '2', 'move', 'Filtro 4');
    },
    { says: (customer) => [colleagueOf(customer), '2 meldinger', 'Filtro 4'] },
  ),
  junk(
    'allowed, and a program puts it aside all the same',
    async (world, customer) => {
      await wants(world, customer, { kind: 'add-sender', list: 'allowed', sender: shop(customer) });
      await writes(world, customer, { from: shop(customer), subject: 'Kvittering' });
      await moves(world, customer, '1', 'move', 'Filtro 4');
    },
    async (world, customer) => {
      await writes(world, customer, { from: shop(customer), subject: 'Kvittering' });
      await moves(world, customer, '1', 'move', 'Filtro 4');
    },
    { says: (customer) => [shop(customer), 'Kvittering'] },
  ),
];
