/**
 * What the pages of Diagnose are looked at with: a customer with an old password on a device, one whose domain lost its MX,
 * traffic in the journal, and the words of programs. Used by the suite and by the screenshots.
 */
import { addMailbox } from '#src/service/mailboxes.ts';
import type { World } from '../../../lab/world.ts';
import { owner, type Owner, settled } from '../../centre-client.ts';
import { run } from '../harness/program.ts';

export interface Stage {
  /** A device with an old password. */
  readonly mine: Owner;
  /** Nothing wrong. */
  readonly well: string;
  /** Lost its MX, and its device has an old password too. */
  readonly broken: Owner;
}

/** A mail program that nobody here wrote, with a wrong password, from 127.0.0.1. */
export const wrongPassword = (world: World, address: string) =>
  run('curl', ['-sSk', `imaps://127.0.0.1:${world.port('imaps')}/`, '--user', `${address}:galt`]);
/** A web browser at a mail door: dies before any sign-in. */
export const webAtMailDoor = (world: World) =>
  run('curl', ['-sS', '-m', '5', `http://127.0.0.1:${world.port('imaps')}/`]);
/** A program that only knows an old TLS, from the device's own place or from where the page is. */
export const oldTls = (world: World, from: string) =>
  world.say({ from, port: world.port('imaps'), tls: true, maxTls: 'TLSv1.1', minTls: 'TLSv1', says: [] });

export async function setStage(world: World, seed: number): Promise<Stage> {
  const mine = await owner(world, seed);
  const broken = await owner(world, seed + 1);
  const well = `frisk@${mine.customer.domain}`;
  await settled(addMailbox(world.host.app, { address: well, password: 'frisk hest 12345' }));
  const signIn = (who: Owner) =>
    world.say({
      from: who.customer.from,
      port: world.port('imaps'),
      tls: true,
      says: [
        'a1 ID ("name" "Thunderbird" "version" "140.1")',
        `a2 LOGIN "${who.customer.address}" "${who.customer.password}"`,
        'a3 SELECT INBOX',
        'a4 LOGOUT',
      ],
      signIns: 1,
    });
  await signIn(mine);
  await signIn(broken);
  for (const { customer } of [mine, broken])
    for (const _ of [1, 2])
      await world.say({
        from: customer.from,
        port: world.port('imaps'),
        tls: true,
        says: [`a1 LOGIN "${customer.address}" "gammelt passord"`, 'a2 LOGOUT'],
        signIns: 1,
      });
  await sendOne(world, mine);
  const { domain, zones } = broken.customer;
  world.dns.remove(domain);
  world.dns.add({ [domain]: { ...zones[domain], MX: [] } });
  return { mine, well, broken };
}

/** A message from the mailbox to itself: one out, one in. */
async function sendOne(world: World, { customer }: Owner): Promise<void> {
  const plain = Buffer.from(`\0${customer.address}\0${customer.password}`).toString('base64');
  await world.say({
    from: customer.from,
    port: world.port('submissions'),
    tls: true,
    says: [
      'EHLO telefon',
      `AUTH PLAIN ${plain}`,
      `MAIL FROM:<${customer.address}>`,
      `RCPT TO:<${customer.address}>`,
      'DATA',
      `From: <${customer.address}>\r\nTo: <${customer.address}>\r\nSubject: Prøve\r\n\r\nHei.\r\n.`,
      'QUIT',
    ],
    signIns: 1,
  });
}
