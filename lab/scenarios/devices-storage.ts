/** Faults in what is stored and in forwards, each with a healthy twin. */
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addAlias, removeAlias } from '#src/service/aliases.ts';
import { answerByLink, tokenOf } from '#src/service/forward-consents.ts';
import { addMailbox, removeMailbox } from '#src/service/mailboxes.ts';
import { consentsOf } from '#src/store/forward-consents.ts';
import type { Customer, World } from '../world.ts';
import {
  arrives,
  idOfMailbox,
  indexFile,
  inside,
  keep,
  must,
  named,
  OUTSIDE,
  read,
  smallMailbox,
} from './devices-acts.ts';
import type { Scenario } from './scenario.ts';

const full = (customer: Customer): string => named(customer, 'full');

/** 21 kB in a mailbox of 20: so much of it in this folder, with these flags. */
const trash = (title: string, folder: string, bytes: number, flags: readonly string[] = []): Scenario => ({
  cause: 'acc-quota-trash',
  title,
  symptom: 'receive',
  about: full,
  plant: async (world, customer) => {
    const address = await smallMailbox(world, customer);
    await keep(world, address, folder, bytes, flags);
    await keep(world, address, 'INBOX', 21_000 - bytes);
  },
  // As much thrown away, and room enough.
  twin: async (world, customer) => {
    const address = await smallMailbox(world, customer);
    await keep(world, address, folder, bytes, flags);
    await keep(world, address, 'INBOX', 18_000 - bytes);
  },
  must: ['acc-quota-full'],
  says: () => ['20 kB'],
});

/** Changes the index behind the host's back, as a failing disk does. */
async function damage(world: World, customer: Customer, sql: string): Promise<void> {
  const db = new DatabaseSync(indexFile(world, await idOfMailbox(world, customer.address)));
  db.exec('PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 2000');
  db.exec(sql);
  db.close();
}
const damaged = (title: string, sql: string): Scenario => ({
  cause: 'acc-index-corrupt',
  title,
  symptom: 'some',
  plant: async (world, customer) => {
    await arrives(world, customer, customer.address);
    await arrives(world, customer, customer.address, '', 2);
    await damage(world, customer, sql);
  },
  twin: (world, customer) => arrives(world, customer, customer.address),
  says: ({ address }) => [address],
});

const back = (
  title: string,
  header: (address: string) => string,
  targets: (customer: Customer) => readonly string[],
): Scenario => ({
  cause: 'acc-forward-loop',
  title,
  symptom: 'receive',
  about: (customer) => named(customer, 'post'),
  plant: async (world, customer) => {
    const post = named(customer, 'post');
    must(await addAlias(world.host.app, post, targets(customer)));
    await arrives(world, customer, post, header(post));
  },
  // A message that has been forwarded elsewhere, and comes here for the first time.
  twin: async (world, customer) => {
    const post = named(customer, 'post');
    must(await addAlias(world.host.app, post, [customer.address]));
    await arrives(world, customer, post, 'Delivered-To: someone@far-away.test\r\n');
  },
  says: (customer) => [named(customer, 'post'), 'én gang'],
});

async function replace(world: World, { address }: Customer, targets: readonly string[]): Promise<void> {
  must(await removeMailbox(world.host.app, address));
  must(await addAlias(world.host.app, address, targets));
}
const colleague = async (world: World, customer: Customer, local: string): Promise<string> => {
  const address = named(customer, local);
  must(await addMailbox(world.host.app, { address, password: customer.password }));
  return address;
};
const noCopy = (
  title: string,
  locals: readonly string[],
  count: number,
  allowed: Scenario['allowed'] = [],
): Scenario => ({
  cause: 'acc-forward-no-copy',
  title,
  symptom: 'receive',
  allowed,
  plant: async (world, customer) => {
    if (allowed.length > 0) await read(world, customer);
    const targets = await Promise.all(locals.map((local) => colleague(world, customer, local)));
    await replace(world, customer, targets);
    for (let n = 1; n <= count; n += 1) await arrives(world, customer, customer.address, '', n);
    if (allowed.length > 0) await read(world, customer);
  },
  // A forward from the beginning: nobody had an inbox there.
  twinAbout: (customer) => named(customer, 'salg'),
  twin: async (world, customer) => {
    must(await addAlias(world.host.app, named(customer, 'salg'), [customer.address]));
    await arrives(world, customer, named(customer, 'salg'));
  },
  says: (customer) => [customer.address, named(customer, locals[0])],
});

const removedForwards = (title: string, locals: readonly string[]): Scenario => ({
  cause: 'acc-catchall-off',
  title,
  symptom: 'receive',
  about: ({ domain }) => domain,
  plant: async (world, customer) => {
    for (const local of locals) must(await addAlias(world.host.app, named(customer, local), [customer.address]));
    for (const local of locals) must(await removeAlias(world.host.app, named(customer, local)));
    for (const local of locals) await arrives(world, customer, named(customer, local));
  },
  // Removed, and made again before anyone wrote.
  twin: async (world, customer) => {
    for (const local of locals) must(await addAlias(world.host.app, named(customer, local), [customer.address]));
    for (const local of locals) must(await removeAlias(world.host.app, named(customer, local)));
    for (const local of locals) must(await addAlias(world.host.app, named(customer, local), [customer.address]));
    for (const local of locals) await arrives(world, customer, named(customer, local));
  },
  says: (customer) => locals.map((local) => named(customer, local)),
});

/** Somebody elsewhere to whom a forward leads is asked, and answers so; then mail comes. The twin's says yes. */
const unwilling = (
  title: string,
  answer: 'no' | null,
  others: (customer: Customer) => readonly string[],
  says: Scenario['says'],
): Scenario => {
  const post = (customer: Customer): string => named(customer, 'post');
  const led = async (world: World, customer: Customer, said: 'yes' | 'no' | null): Promise<void> => {
    const { app } = world.host;
    const targets = [...others(customer), OUTSIDE];
    must(await addAlias(app, post(customer), targets, { consent: 'ask' }));
    const [consent] = await consentsOf(app.db.sql, post(customer));
    if (said !== null) must(await answerByLink(app, await tokenOf(app, consent.id), said));
    await arrives(world, customer, post(customer));
  };
  return {
    cause: 'acc-forward-no-consent',
    title,
    symptom: 'receive',
    about: post,
    plant: (world, customer) => led(world, customer, answer),
    twin: (world, customer) => led(world, customer, 'yes'),
    says,
  };
};

const twoFolders = (title: string, right: string, wrong: string): Scenario => ({
  cause: 'cli-imap-prefix-special',
  title,
  symptom: 'some',
  allowed: ['cli-folder-not-subscribed-or-window'],
  plant: async (world, { address }) => {
    await keep(world, address, right);
    await keep(world, address, wrong);
  },
  twin: async (world, { address }) => {
    await keep(world, address, right);
    await inside(world, address, async (handle) => must(await handle.createFolder(wrong)));
  },
  says: () => [`«${right}»`, `«${wrong}»`],
});

const hidden = (title: string, names: readonly string[]): Scenario => ({
  cause: 'cli-folder-not-subscribed-or-window',
  title,
  symptom: 'some',
  certainty: 'likely',
  plant: async (world, { address }) => {
    for (const name of names) await keep(world, address, name);
  },
  twin: (world, { address }) =>
    inside(world, address, async (handle) => {
      for (const name of names) must(await handle.createFolder(name));
      for (const name of names) must(await handle.setSubscribed(name, true));
      for (const name of names) await keep(world, address, name);
    }),
  says: () => names,
});

export const DEVICES_STORAGE_SCENARIOS: readonly Scenario[] = [
  trash('the trash was never emptied', 'Trash', 9000),
  trash('junk fills the mailbox', 'Junk', 12_000),
  trash('deleted in a program that only hides it', 'INBOX', 8000, ['\\Deleted']),
  damaged('the index points at messages that are gone', 'DELETE FROM content'),
  damaged('the index contradicts itself', 'UPDATE folders SET messages = messages + 3'),
  damaged('the ready summaries are lost', 'DELETE FROM summaries'),
  {
    ...damaged('the file of a large message has vanished', ''),
    plant: async (world, customer) => {
      await keep(world, customer.address, 'INBOX', 300_000);
      const folder = join(dirname(indexFile(world, await idOfMailbox(world, customer.address))), 'large');
      for (const file of await readdir(folder)) await rm(join(folder, file));
    },
  },
  back(
    'the other host sends back what we forwarded',
    (post) => `Delivered-To: ${post}\r\n`,
    () => [OUTSIDE],
  ),
  back(
    'a group of two, one of which leads back',
    (post) => `Delivered-To: ${post}\r\n`,
    (customer) => [OUTSIDE, named(customer, 'arkiv')],
  ),
  back(
    'fifty hosts already',
    () =>
      Array.from(
        { length: 101 },
        (_, i) => `Received: from a${i}.test by b${i}.test; Sat, 21 Nov 2026 10:00:00 +0000\r\n`,
      ).join(''),
    () => [OUTSIDE],
  ),
  noCopy('a mailbox became a forward to a colleague', ['kollega'], 1),
  noCopy('a forward to two, and several messages', ['kollega', 'sjef'], 3),
  noCopy('a forward, and the old program still signs in', ['kollega'], 2, ['acc-login-on-alias']),
  unwilling(
    'a forward to one elsewhere, who has not answered',
    null,
    () => [],
    (customer) => [named(customer, 'post'), OUTSIDE, 'én gang'],
  ),
  unwilling(
    'a forward to one elsewhere, who said no',
    'no',
    () => [],
    () => [OUTSIDE, 'sagt nei', 'én gang'],
  ),
  unwilling(
    'a forward to the own mailbox and to one elsewhere, who misses it',
    null,
    ({ address }) => [address],
    ({ address }) => [OUTSIDE, address, 'Ingenting sendes dit'],
  ),
  removedForwards('two forwards were tidied away', ['salg', 'info']),
  removedForwards('three forwards were tidied away', ['salg', 'info', 'faktura']),
  removedForwards('a whole list of forwards went', ['salg', 'info', 'faktura', 'butikk', 'hjelp']),
  twoFolders('Outlook keeps its own folder of sent mail', 'Sent', 'Sent Items'),
  twoFolders('a root path of INBOX', 'Sent', 'INBOX/Sent'),
  twoFolders('a Swedish program with its own trash', 'Trash', 'Papperskorgen'),
  hidden('a folder that a rule of a program made', ['Prosjekt']),
  hidden('two folders from an old program', ['Kunder', 'Leverandører']),
  hidden('a folder below another', ['Arkiv 2019/Vår']),
];
