/**
 * The house of this suite: a customer with many mailboxes, one of them used by real sign-ins — at home, from Spain without
 * leave, with an old password — with mail in it, an alias, a Block and a removed neighbour. Used by the suite and by pictures.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#src/net/ids.ts';
import { setCountries } from '#src/service/abroad/settings.ts';
import { addAlias } from '#src/service/aliases.ts';
import { addAppPassword } from '#src/service/app-passwords.ts';
import { addMailbox, removeMailbox, setPassword } from '#src/service/mailboxes.ts';
import { setMustChange } from '#src/service/mailbox-settings.ts';
import { addOperator } from '#src/service/centre/operators.ts';
import { insertMailbox, mailboxByAddress } from '#src/store/mailboxes.ts';
import { imapSignIn } from '../../../lab/mail-client.ts';
import { GEO, PROXY, VENDORS } from '../../../lab/scenarios/abroad.ts';
import { startWorld, type World } from '../../../lab/world.ts';
import { owner, type Owner, settled } from '../../centre-client.ts';

export const AT_HOME = '100.64.7.9';
export const IN_SPAIN = '100.80.7.9';
export const OPERATOR = { name: 'drift@vert.example', password: 'drift sin lange nøkkel' } as const;

export interface House {
  readonly world: World;
  readonly base: string;
  readonly mine: Owner;
  /** Signs in as a mail program from an address of the lab's country table. */
  readonly signIn: (login: string, password: string, as: string, program?: string) => Promise<string>;
}

/** A world with countries in it, trusted proxies for the visitors' addresses, and mailboxes in every state. */
export async function startHouse(seed: number, many: number): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'house-'));
  const file = join(folder, 'geo.csv');
  await writeFile(file, GEO);
  const world = await startWorld({
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_GEO__DATABASE: file,
    POSTVAKT_GEO__VENDORS: VENDORS,
    POSTVAKT_PROXY__TRUSTED: `["${PROXY}"]`,
  });
  world.onStop(() => rm(folder, { recursive: true, force: true }));
  const mine = await owner(world, seed);
  const signIn: House['signIn'] = (login, password, as, program) =>
    world.say({
      port: world.port('imaps'),
      tls: true,
      from: PROXY,
      as,
      says: [
        ...(program === undefined
          ? []
          : [`a0 ID ("name" "${program.split(' ')[0]}" "version" "${program.split(' ')[1]}")`]),
        ...imapSignIn(login, password),
      ],
      signIns: 1,
    });
  const house = { world, base: String(world.host.endpoints['http']), mine, signIn };
  await fill(house, many);
  return house;
}

async function fill({ world, mine, signIn }: House, many: number): Promise<void> {
  const app = { ...world.host.app, actor: mine.contact };
  const { domain, address, password } = mine.customer;
  const first = await mailboxByAddress(app.db.sql, address);
  if (first === null) throw new Error('the customer has no mailbox');
  // Five hundred in one step: a hash and a commit each would be a minute of the suite.
  const staff = Array.from({ length: many }, (_, i) => `ansatt${String(i).padStart(3, '0')}`);
  await app.db.write(async (tx) => {
    for (const local of staff)
      await insertMailbox(tx, { ...first, id: newId(first.createdAt), address: `${local}@${domain}`, local });
  });
  await settled(setMustChange(app, `ansatt003@${domain}`, true));
  await settled(addMailbox(app, { address: `sluttet@${domain}`, password: 'borte er borte 1' }));
  await settled(removeMailbox(app, `sluttet@${domain}`));
  await settled(addAlias(app, `post@${domain}`, [address]));
  await settled(addOperator(app, { name: OPERATOR.name, role: 'support', password: OPERATOR.password }));
  await settled(setPassword(app, address, 'gammel hest 1234'));
  await signIn(address, 'gammel hest 1234', AT_HOME, 'Thunderbird 140.1');
  await settled(setPassword(app, address, password));
  const { secret } = await settled(addAppPassword(app, { address, name: 'Telefonen' }));
  await signIn(address, secret, AT_HOME, 'iPhone 18.2');
  await signIn(address, 'gammel hest 1234', AT_HOME, 'Thunderbird 140.1');
  await settled(setCountries(app, address, ['NO', 'SE']));
  await signIn(address, secret, IN_SPAIN, 'iPhone 18.2');
}

/** Mail of the world into a mailbox. */
export async function receive({ world, mine }: House, subject: string, bytes = 400): Promise<void> {
  const text = 'x'.repeat(70);
  await world.say({
    port: world.port('inbound'),
    tls: false,
    from: mine.customer.from,
    says: [
      'EHLO mx.far.example',
      'MAIL FROM:<ola@far.example>',
      `RCPT TO:<${mine.customer.address}>`,
      'DATA',
      `From: Ola <ola@far.example>\r\nTo: <${mine.customer.address}>\r\nSubject: ${subject}\r\nDate: Sat, 21 Nov 2026 10:00:00 +0000\r\nMessage-ID: <${subject.replaceAll(' ', '')}@far.example>\r\n\r\n${`${text}\r\n`.repeat(Math.ceil(bytes / 72))}.`,
      'QUIT',
    ],
  });
}
