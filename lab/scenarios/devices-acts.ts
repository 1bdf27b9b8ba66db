/** What customers and their programs do in the scenarios of devices: read, send, fetch, receive. No judgement. */
import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { addContact } from '#src/service/billing/contacts.ts';
import { setCentrePassword } from '#src/service/centre-passwords.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { setPlan } from '#src/service/plans.ts';
import type { MailboxHandle } from '#src/engine/embedded/mail-store.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { imapSignIn, type Talk } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';

export const OUTSIDE = 'ola@far-away.test';
const plainSecret = (login: string, password: string): string =>
  Buffer.from(`\0${login}\0${password}`).toString('base64');

/** Another device of the same customer. */
export const other = ({ from }: Customer, by = 3): string =>
  from.replace(/\.(\d+)$/, (_, last: string) => `.${((Number(last) + by - 1) % 250) + 1}`);
export const named = (customer: Customer, local: string): string => `${local}@${customer.domain}`;
export const must = <T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: unknown },
): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
};

interface As {
  readonly login?: string;
  readonly password?: string;
  readonly from?: string;
  /** IMAP ID, or the EHLO name. */
  readonly client?: string;
}
const idOf = (client: string | undefined): readonly string[] =>
  client === undefined ? [] : [`a0 ID ("name" "${client}")`];

export const read = (world: World, customer: Customer, as: As = {}, more: Partial<Talk> = {}): Promise<string> =>
  world.say({
    port: world.port('imaps'),
    tls: true,
    from: as.from ?? customer.from,
    says: [...idOf(as.client), ...imapSignIn(as.login ?? customer.address, as.password ?? customer.password)],
    signIns: 1,
    ...more,
  });
/** Signs in to read over POP3 and says more. */
export const fetch = (
  world: World,
  customer: Customer,
  as: As = {},
  commands: readonly string[] = [],
): Promise<string> =>
  world.say({
    port: world.port('pop3s'),
    tls: true,
    from: as.from ?? customer.from,
    says: [`USER ${as.login ?? customer.address}`, `PASS ${as.password ?? customer.password}`, ...commands, 'QUIT'],
    signIns: 1,
  });
/** Signs in to send; names a sender when one is given. */
export const send = (
  world: World,
  customer: Customer,
  as: As & { readonly sender?: string } = {},
  more: Partial<Talk> = {},
): Promise<string> =>
  world.say({
    port: world.port('submissions'),
    tls: true,
    from: as.from ?? customer.from,
    says: [
      `EHLO ${as.client ?? 'laptop.lab.example'}`,
      `AUTH PLAIN ${plainSecret(as.login ?? customer.address, as.password ?? customer.password)}`,
      ...(as.sender === undefined ? [] : [`MAIL FROM:<${as.sender}>`]),
      'QUIT',
    ],
    signIns: 1,
    ...more,
  });
/** The program stops in the handshake. */
export const turnsDown = (
  world: World,
  customer: Customer,
  door: string,
  handshake: NonNullable<Talk['handshake']>,
  more: Partial<Talk> = {},
): Promise<string> =>
  world.say({
    port: world.port(door),
    tls: true,
    from: customer.from,
    says: [],
    handshake,
    sni: 'mx.host.test',
    ...more,
  });

/** A message from the outside, through the front door. */
export const arrives = (world: World, customer: Customer, to: string, header = '', number = 1): Promise<string> =>
  world.say({
    port: world.port('inbound'),
    tls: false,
    from: other(customer, 50),
    says: [
      'EHLO mail.far-away.test',
      `MAIL FROM:<${OUTSIDE}>`,
      `RCPT TO:<${to}>`,
      'DATA',
      `From: ${OUTSIDE}\r\nTo: ${to}\r\nSubject: number ${number}\r\nMessage-ID: <${customer.local}.${number}@far-away.test>\r\n${header}\r\nGood day.\r\n.`,
      'QUIT',
    ],
  });

export async function idOfMailbox(world: World, address: string): Promise<MailboxId> {
  const mailbox = await mailboxByAddress(world.host.app.db.sql, address);
  if (mailbox === null) throw new Error(`no mailbox ${address}`);
  return mailbox.id;
}
/** The customer's mailbox, opened as a session would; closed afterwards. */
export async function inside<T>(
  world: World,
  address: string,
  work: (handle: MailboxHandle, id: MailboxId) => Promise<T>,
): Promise<T> {
  const id = await idOfMailbox(world, address);
  const handle = await world.host.app.store.open(id, 0);
  try {
    return await work(handle, id);
  } finally {
    handle.close();
  }
}
const bytesOf = (sizeBytes: number): Buffer => Buffer.from(`Subject: x\r\n\r\n${'x'.repeat(sizeBytes - 16)}\r\n`);
/** Puts a message of this size into a folder, which is made when it is missing. */
export const keep = (
  world: World,
  address: string,
  folder: string,
  sizeBytes = 200,
  flags: readonly string[] = [],
): Promise<void> =>
  inside(world, address, async (handle) => {
    if ((await handle.folder(folder)) === null) must(await handle.createFolder(folder));
    const found = await handle.folder(folder);
    must(await handle.append(found?.id ?? 0, { bytes: bytesOf(sizeBytes), flags }));
  });
export const indexFile = (world: World, id: MailboxId): string =>
  join(world.host.app.dataFolder, 'mail', id.slice(-2), id, 'index.db');

/** A mailbox `full@` of 20 kB. */
export async function smallMailbox(world: World, customer: Customer): Promise<string> {
  const { app } = world.host;
  must(await setPlan(app, 'tiny', ['quota.bytes=20000']));
  const address = named(customer, 'full');
  must(await addMailbox(app, { address, password: customer.password, plan: 'tiny' }));
  return address;
}

/** A contact outside of the customer's domains, with a password for the customer centre. */
export async function centreContact(world: World, customer: Customer, password: string): Promise<void> {
  const { app } = world.host;
  const domain = await domainByName(app.db.sql, customer.domain);
  const owner = domain?.customer ?? '';
  const contact = `${customer.local}@home.test`;
  must(await addContact(app.billing, { customer: owner, address: contact, role: 'owner' }));
  must(await setCentrePassword(app, { customer: owner, contact, password }));
}

/** Opens so many connections that are signed in, and keeps them until `close`. */
export async function crowd(
  world: World,
  customer: Customer,
  places: readonly string[],
  count: number,
): Promise<{ readonly close: () => void }> {
  const open: (() => void)[] = [];
  for (let at = 0; at < count; at += 20) {
    const batch = Array.from({ length: Math.min(20, count - at) }, (_, i) => places[(at + i) % places.length]);
    open.push(...(await Promise.all(batch.map((from) => stays(world, customer, from)))));
  }
  return { close: () => open.forEach((end) => end()) };
}

async function stays(world: World, customer: Customer, from: string): Promise<() => void> {
  const raw = net.connect({ port: world.port('imaps'), host: '127.0.0.1', localAddress: from });
  const socket = tls.connect({ socket: raw, rejectUnauthorized: false });
  socket.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (/^a1 OK/m.test(heard)) resolve();
      else if (/^a1 NO/m.test(heard)) reject(new Error(heard));
    });
    socket.write(`a1 LOGIN "${customer.address}" "${customer.password}"\r\n`);
  });
  return () => socket.destroy();
}
