/**
 * Memory of an idle IMAP connection: the host's proportional set size (shared pages counted once) with 600 signed-in,
 * idling TLS clients, minus that with 100. Linux only (/proc).
 */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ImapClient } from './imap-client.ts';
import type { MailHost } from './mail-host.ts';

const MAILBOXES = 10;

const sizeKiB = async (host: MailHost): Promise<number> => {
  let sum = 0;
  for (const id of await host.processes()) {
    const file = `/proc/${id}/smaps_rollup`;
    if (!existsSync(file)) continue;
    sum += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  }
  return sum;
};

/** The smallest of some readings: what remains when garbage is collected. */
const settledKiB = async (host: MailHost): Promise<number> => {
  let smallest = Infinity;
  for (let reading = 0; reading < 6; reading += 1) {
    await pause(500);
    smallest = Math.min(smallest, await sizeKiB(host));
  }
  return smallest;
};

const openIdle = async (host: MailHost, count: number): Promise<ImapClient[]> => {
  const users: string[] = [];
  for (let index = 0; index < MAILBOXES; index += 1) users.push(await host.mailbox(`idle${index}`));
  const clients: ImapClient[] = [];
  while (clients.length < count) {
    const batch = Array.from({ length: Math.min(10, count - clients.length) }, async (_, index) => {
      const client = await ImapClient.open(host.imaps, users[index % users.length] ?? '', host.password);
      await client.command('SELECT INBOX');
      const idling = client.until(/\+ [^\n]*\r\n$/);
      client.socket.write('i IDLE\r\n');
      await idling;
      return client;
    });
    clients.push(...(await Promise.all(batch)));
  }
  return clients;
};

/** KiB a connection: what 500 more cost beside 100 that are open already, so that the heap's first growth is not counted. */
export const measureIdleMemory = async (host: MailHost, connections = 500): Promise<number> => {
  const first = await openIdle(host, 100);
  const before = await settledKiB(host);
  const clients = await openIdle(host, connections);
  const after = await settledKiB(host);
  for (const client of [...first, ...clients]) client.close();
  return (after - before) / connections;
};
