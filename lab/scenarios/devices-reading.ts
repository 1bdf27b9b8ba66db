/** What programs do to the mail of all, and how many connections they hold: planted faults with healthy twins. */
import type { Customer, World } from '../world.ts';
import { arrives, crowd, fetch, imapWords, other, read, says } from './devices-acts.ts';
import type { Scenario } from './scenario.ts';

const crowded = (title: string, places: number): Scenario => ({
  cause: 'cli-too-many-connections',
  title,
  symptom: 'some',
  plant: async (world, customer) => {
    const from = Array.from({ length: places }, (_, i) => other(customer, i));
    const { close } = await crowd(world, customer, from, 100);
    await read(world, customer);
    close();
  },
  twin: async (world, customer) => {
    const { close } = await crowd(world, customer, [customer.from], 60);
    await read(world, customer);
    close();
  },
  says: ({ address }) => [address],
});

const removes = (
  title: string,
  count: number,
  reader: (world: World, customer: Customer) => Promise<string>,
): Scenario => ({
  cause: 'cli-pop-deletes',
  title,
  symptom: 'some',
  plant: async (world, customer) => {
    await reader(world, customer);
    for (let n = 1; n <= count; n += 1) await arrives(world, customer, customer.address, '', n);
    const commands = Array.from({ length: count }, (_, i) => [`RETR ${i + 1}`, `DELE ${i + 1}`]).flat();
    await fetch(world, customer, { from: other(customer) }, commands);
  },
  // Fetched, and left where it was.
  twin: async (world, customer) => {
    await reader(world, customer);
    await arrives(world, customer, customer.address);
    await fetch(world, customer, { from: other(customer) }, ['RETR 1']);
  },
  says: (customer) => [other(customer), count === 1 ? 'én melding' : `${count} meldinger`],
});

const moves = (title: string, folder: string, count: number): Scenario => ({
  cause: 'cli-local-junk-rule',
  title,
  symptom: 'receive',
  certainty: 'likely',
  plant: (world, customer) => moved(world, customer, folder, count),
  // One by one, as a person does it.
  twin: (world, customer) => moved(world, customer, folder, 1),
  says: () => [`«${folder}»`],
});
async function moved(world: World, customer: Customer, folder: string, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await arrives(world, customer, customer.address, '', n);
  const make = ['Trash', 'Junk'].includes(folder) ? [] : [`a4 CREATE "${folder}"`, `a5 SUBSCRIBE "${folder}"`];
  await says(
    world,
    customer,
    'imaps',
    [
      'a0 ID ("name" "Reglo 3")',
      ...imapWords(customer),
      ...make,
      'a6 SELECT INBOX',
      `a7 UID MOVE 1:* "${folder}"`,
      'a8 LOGOUT',
    ],
    { signIns: 1 },
  );
}

export const DEVICES_READING_SCENARIOS: readonly Scenario[] = [
  crowded('one program with a hundred folders', 1),
  crowded('three devices at home', 3),
  crowded('an office of ten', 10),
  removes('the old computer takes everything', 1, (world, customer) => read(world, customer)),
  removes('several messages at once', 3, (world, customer) => read(world, customer, { client: 'Telefon 4' })),
  removes('two POP3 programs', 2, (world, customer) => fetch(world, customer)),
  moves('a junk filter in the program', 'Junk', 3),
  moves('a rule that files everything', 'Prosjekt', 4),
  moves('a rule that throws away', 'Trash', 3),
];
