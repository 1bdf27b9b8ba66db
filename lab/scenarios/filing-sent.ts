/** Copies of sent mail that programs keep or do not keep, seen from the mailbox alone; each with a healthy twin. */
import { tried } from '../foreign-host.ts';
import type { Customer, World } from '../world.ts';
import { inside, must, read } from './devices-acts.ts';
import { friend, several, shop } from './filing-acts.ts';
import { submit } from './limits.ts';
import type { Scenario } from './scenario.ts';

const idOf = (customer: Customer, n: number): string => `<${customer.local}.${n}@laptop.lab.example>`;

/** One letter's copy, as a program stores it after sending. */
const store = (world: World, customer: Customer, id: string, folder: string): Promise<void> =>
  inside(world, customer.address, async (handle) => {
    if ((await handle.folder(folder)) === null) must(await handle.createFolder(folder));
    const bytes = Buffer.from(`Message-ID: ${id}\r\nFrom: <${customer.address}>\r\nSubject: Tilbud\r\n\r\nHei!\r\n`);
    must(await handle.append((await handle.folder(folder))?.id ?? 0, { bytes, flags: ['\\Seen'] }));
  });

/** Sends as many letters, and keeps copies of them in this folder or nowhere; then the program reads. */
export async function sendsAndKeeps(
  world: World,
  customer: Customer,
  count: number,
  folder: string | false,
): Promise<void> {
  await several(count, async (n) => {
    const id = idOf(customer, n);
    await submit(world, customer, [friend(customer, n)], customer.address, [`Message-ID: ${id}`]);
    if (folder !== false) await store(world, customer, id, folder);
  });
  await tried(world, customer.address);
  await read(world, customer);
}

const asked = (): string => 'Jeg finner ikke det jeg har sendt';
const sent = (title: string, plant: Scenario['plant'], twin: Scenario['twin'], more: Partial<Scenario> = {}) =>
  ({
    cause: 'cli-sent-not-saved',
    title,
    symptom: 'unknown',
    certainty: 'likely',
    plant,
    twin,
    text: asked,
    twinText: asked,
    ...more,
  }) satisfies Scenario;

export const FILING_SENT_SCENARIOS: readonly Scenario[] = [
  sent(
    'three letters went out, and no copy of any lies in the mailbox',
    (world, customer) => sendsAndKeeps(world, customer, 3, false),
    // As many, each kept, one of them moved to a folder of his own.
    async (world, customer) => {
      await sendsAndKeeps(world, customer, 2, 'Sent');
      await submit(world, customer, [friend(customer, 3)], customer.address, [`Message-ID: ${idOf(customer, 3)}`]);
      await store(world, customer, idOf(customer, 3), 'Prosjekt');
    },
    { says: () => ['3 meldinger'] },
  ),
  sent(
    'drafts of the letters are there, and no copies of what was sent',
    async (world, customer) => {
      await several(2, (n) => store(world, customer, `<draft.${n}@laptop.lab.example>`, 'Drafts'));
      await sendsAndKeeps(world, customer, 2, false);
    },
    // A web shop sends in his name from the same address and keeps nothing; nobody reads from there.
    async (world, customer) => {
      await several(3, (n) =>
        submit(world, customer, [shop(customer, n)], customer.address, [`Message-ID: ${idOf(customer, n)}`]),
      );
      await tried(world, customer.address);
    },
  ),
  {
    ...sent(
      'what he sent lies in a second folder, and the mailbox’s own is empty',
      (world, customer) => sendsAndKeeps(world, customer, 3, 'Sendte elementer'),
      (world, customer) => sendsAndKeeps(world, customer, 3, 'Sent'),
      { says: () => ['Sendte elementer', '3 meldinger'] },
    ),
    cause: 'cli-imap-prefix-special',
    certainty: 'proven',
  },
];
