/**
 * The inbound rows: messages a second from the first MAIL FROM until every message can be seen in its mailbox by IMAP.
 * The load comes from smtp-load.ts in a process of its own, the same for every host.
 */
import { join } from 'node:path';
import { must } from '../test/e2e/harness/program.ts';
import { waitFor } from '../test/e2e/harness/wait.ts';
import { ImapClient } from './imap-client.ts';
import type { MailHost } from './mail-host.ts';
import type { LoadOrder, LoadResult } from './smtp-load.ts';

const MAILBOXES = 8;

export const measureInbound = async (
  host: MailHost,
  connections: number,
  messages: number,
): Promise<{ readonly perSecond: number; readonly acceptedPerSecond: number; readonly p99Ms: number }> => {
  const recipients: string[] = [];
  for (let index = 0; index < MAILBOXES; index += 1) recipients.push(await host.mailbox(`inbound${index}`));
  const readers = await Promise.all(recipients.map((user) => ImapClient.open(host.imaps, user, host.password)));
  const visible = async (): Promise<number> =>
    (await Promise.all(readers.map((reader) => reader.count()))).reduce((sum, one) => sum + one, 0);
  const before = await visible();
  const order: LoadOrder = { ...host.smtp, connections, messages, sizeBytes: 2048, recipients };
  const begin = performance.now();
  const program = await must(process.execPath, [join(import.meta.dirname, 'smtp-load.ts'), JSON.stringify(order)], {
    limitMs: 120_000,
  });
  const result = JSON.parse(program.out) as LoadResult;
  const spent = performance.now() - begin;
  // The client's own start (about 100 ms of Node) is not the host's: only its sending counts, then the wait to see all.
  const startMs = spent - result.seconds * 1000;
  if (result.accepted < messages) throw new Error(`${host.name} refused: ${result.firstRefusal}`);
  await waitFor(`${messages} messages at ${host.name}`, async () => (await visible()) >= before + messages, 90_000, 10);
  const seconds = (performance.now() - begin - startMs) / 1000;
  for (const reader of readers) reader.close();
  return { perSecond: messages / seconds, acceptedPerSecond: messages / result.seconds, p99Ms: result.p99 };
};
