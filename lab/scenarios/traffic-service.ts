/** Faults of the service itself: no room for mail, sign-ins that cannot be checked, work that is going on. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addAlias } from '#src/service/aliases.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { addMaintenance, removeMaintenance } from '#src/service/maintenance.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { imapSignIn } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import { works } from './account.ts';
import { receives } from './closure.ts';
import { submit } from './limits.ts';
import type { Scenario } from './scenario.ts';
import { made } from './traffic-outgoing.ts';

/** Does `work` while a database of the host is broken by this statement, and mends it again. */
async function whileBroken(path: string, breaks: string, mends: string, work: () => Promise<void>): Promise<void> {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec(breaks);
    await work();
  } finally {
    database.exec(mends);
    database.close();
  }
}
const inFolder = (world: World, ...names: readonly string[]): string => join(world.host.app.dataFolder, ...names);

/** The queue's disk takes nothing more. */
const withoutRoom = (world: World, work: () => Promise<void>): Promise<void> =>
  whileBroken(
    inFolder(world, 'queue', 'queue.db'),
    `CREATE TRIGGER no_room BEFORE INSERT ON messages BEGIN SELECT RAISE(FAIL, 'disk full'); END`,
    'DROP TRIGGER no_room',
    work,
  );
const mustHear = (heard: string, what: RegExp): void => {
  if (!what.test(heard)) throw new Error(`heard: ${heard}`);
};
const far = ['eva@far.example'];
const NO_ROOM = /452 4\.3\.1/;

/** The folder of the mailbox is gone from the disk; gives what puts it back. */
async function folderLost(world: World, customer: Customer): Promise<() => Promise<void>> {
  const mailbox = await mailboxByAddress(world.host.app.db.sql, customer.address);
  const id = mailbox?.id ?? '';
  const folder = inFolder(world, 'mail', id.slice(-2), id);
  await mkdir(dirname(folder), { recursive: true });
  await rename(folder, `${folder}.away`).catch(() => undefined);
  await writeFile(folder, 'not a folder');
  return async () => {
    await rename(folder, `${folder}.wrong`);
    await rename(`${folder}.away`, folder).catch(() => undefined);
  };
}

const ROOM: readonly Scenario[] = [
  {
    cause: 'svc-disk-full',
    title: 'the queue cannot be written: sending is put off',
    symptom: 'send',
    plant: (world, customer) =>
      withoutRoom(world, async () => {
        mustHear(await submit(world, customer, far, customer.address), NO_ROOM);
      }),
    twin: async (world, customer) => {
      await withoutRoom(world, async () => {
        mustHear(await submit(world, customer, far, customer.address), NO_ROOM);
      });
      mustHear(await submit(world, customer, far, customer.address), /250 2\.0\.0/);
    },
  },
  {
    cause: 'svc-disk-full',
    title: 'the mailbox cannot be written: mail from outside is put off',
    symptom: 'receive',
    plant: async (world, customer) => {
      await folderLost(world, customer);
      mustHear(await receives(world, customer.address), NO_ROOM);
    },
    // The folder is no mailbox any more, and that is seen too.
    allowed: ['acc-index-corrupt'],
    twin: async (world, customer) => {
      const putBack = await folderLost(world, customer);
      mustHear(await receives(world, customer.address), NO_ROOM);
      await putBack();
      mustHear(await receives(world, customer.address), /250 2\.0\.0/);
    },
  },
  {
    cause: 'svc-disk-full',
    title: 'what an alias passes on cannot be kept',
    symptom: 'receive',
    about: ({ domain }) => `alle@${domain}`,
    plant: async (world, customer) => {
      await made(addAlias(world.host.app, `alle@${customer.domain}`, far));
      await withoutRoom(world, async () => {
        mustHear(await receives(world, `alle@${customer.domain}`), NO_ROOM);
      });
    },
    allowed: ['acc-forward-no-copy'],
  },
];

const second = ({ domain }: Customer): string => `kollega@${domain}`;
const secondFrom = ({ from }: Customer): string => from.replace(/^127\.\d+\./, '127.252.');
const UNAVAILABLE = /\[UNAVAILABLE\]|454 4\.7\.0|\[SYS\/TEMP\]/;
const SIGN_INS: Readonly<Record<string, (login: string, password: string) => readonly string[]>> = {
  imaps: imapSignIn,
  pop3s: (login, password) => [`USER ${login}`, `PASS ${password}`, 'QUIT'],
  submissions: (login, password) => [
    'EHLO laptop',
    `AUTH PLAIN ${Buffer.from(`\0${login}\0${password}`).toString('base64')}`,
    'QUIT',
  ],
};
const enters = (world: World, door: string, login: string, password: string, from: string): Promise<string> =>
  world.say({ port: world.port(door), tls: true, from, says: SIGN_INS[door]?.(login, password) ?? [], signIns: 1 });

/** The table of mailboxes is away while both sign in. */
async function signInAway(world: World, customer: Customer, door: string): Promise<void> {
  await made(addMailbox(world.host.app, { address: second(customer), password: customer.password }));
  await whileBroken(
    inFolder(world, 'control.db'),
    'ALTER TABLE mailboxes RENAME TO mailboxes_away',
    'ALTER TABLE mailboxes_away RENAME TO mailboxes',
    async () => {
      for (const [login, from] of [
        [second(customer), secondFrom(customer)],
        [customer.address, customer.from],
      ] as const)
        mustHear(await enters(world, door, login, customer.password, from), UNAVAILABLE);
    },
  );
}
const BACKEND: readonly Scenario[] = ['imaps', 'pop3s', 'submissions'].map((door): Scenario => ({
  cause: 'svc-auth-backend-down',
  title: `the database was away while programs signed in (${door})`,
  symptom: 'both',
  plant: (world, customer) => signInAway(world, customer, door),
  twin: async (world, customer) => {
    await signInAway(world, customer, door);
    await works(world, customer);
  },
}));

const MINUTE_MS = 60_000;
/** Work from so many minutes ago until so many from now. */
const announced = (world: World, customer: Customer, part: string, from: number, until: number) => {
  const { app } = world.host;
  const at = (minutes: number): string => new Date(app.clock.now() + minutes * MINUTE_MS).toISOString();
  const wanted = { from: at(-from), until: at(until), part, text: 'Vi bytter en disk.', domains: [customer.domain] };
  return made(addMaintenance(app, wanted));
};
const WORK: readonly Scenario[] = [
  {
    cause: 'svc-maintenance',
    title: 'everything stands still while a disk is changed',
    symptom: 'both',
    plant: (world, customer) => announced(world, customer, 'all', 5, 30),
    says: () => ['Vi bytter en disk.'],
    twin: (world, customer) => announced(world, customer, 'all', -600, 660),
  },
  {
    cause: 'svc-maintenance',
    title: 'sending is worked on, and sending was asked about',
    symptom: 'send',
    plant: (world, customer) => announced(world, customer, 'sending', 1, 10),
    says: () => ['Vi bytter en disk.'],
    twin: (world, customer) => announced(world, customer, 'receiving', 1, 10),
  },
  {
    cause: 'svc-maintenance',
    title: 'reading is worked on',
    symptom: 'receive',
    plant: (world, customer) => announced(world, customer, 'reading', 60, 1),
    // Ended early.
    twin: async (world, customer) => {
      const { id } = await announced(world, customer, 'reading', 60, 1);
      await made(removeMaintenance(world.host.app, id));
    },
  },
];

export const SERVICE_SCENARIOS: readonly Scenario[] = [...ROOM, ...BACKEND, ...WORK];
