/**
 * The IMAP rows on one large folder: SELECT with flags and envelopes of all, all bodies, a text search; and the push of
 * new mail to an idling client. Times in milliseconds, each from the command to the last byte of its answer.
 */
import { SmtpSession } from '../test/e2e/harness/smtp-session.ts';
import { ImapClient } from './imap-client.ts';
import type { MailHost } from './mail-host.ts';
import { benchMessage } from './message.ts';

const BIG = 'big';

/** Fills INBOX of the large mailbox by APPEND. */
export const fillFolder = async (host: MailHost, messages: number): Promise<void> => {
  const user = await host.mailbox(BIG);
  const client = await ImapClient.open(host.imaps, user, host.password);
  const all = function* (): Generator<Buffer> {
    for (let index = 0; index < messages; index += 1) yield benchMessage(index, 2048, user);
  };
  await client.append('INBOX', all());
  const count = await client.count();
  if (count !== messages) throw new Error(`${host.name} has ${count} of ${messages} messages`);
  client.close();
};

export interface ReadingTimes {
  readonly listMs: number;
  readonly fieldsMs: number;
  readonly bodiesMs: number;
  readonly searchMs: number;
}

/** What a mail program with a list of its own asks of every message. */
const LIST_FIELDS = 'BODY.PEEK[HEADER.FIELDS (FROM TO CC SUBJECT DATE MESSAGE-ID REFERENCES IN-REPLY-TO REPLY-TO)]';

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
};

/** One run, on a connection of its own. What comes back is counted: a host that leaves something out has no time. */
export const measureReading = async (host: MailHost, messages: number): Promise<ReadingTimes> => {
  const client = await ImapClient.open(host.imaps, await host.mailbox(BIG), host.password);
  let list: Buffer = Buffer.alloc(0);
  const listMs = await timed(async () => {
    await client.command('SELECT INBOX');
    list = await client.command('FETCH 1:* (UID FLAGS ENVELOPE)');
  });
  const rows = list.toString('latin1').split(/^\* \d+ FETCH /m).length - 1;
  if (rows !== messages) throw new Error(`${host.name} listed ${rows} of ${messages}`);
  let fields: Buffer = Buffer.alloc(0);
  const fieldsMs = await timed(async () => (fields = await client.command(`FETCH 1:* (UID FLAGS ${LIST_FIELDS})`)));
  const subjects = fields.toString('latin1').split(/^Subject: /m).length - 1;
  if (subjects !== messages) throw new Error(`${host.name} gave ${subjects} headers of ${messages}`);
  let bodies = 0;
  const bodiesMs = await timed(async () => (bodies = (await client.command('FETCH 1:* (BODY.PEEK[])')).length));
  if (bodies < messages * 2048) throw new Error(`${host.name} gave ${bodies} bytes`);
  let found = '';
  const searchMs = await timed(
    async () => (found = (await client.command('SEARCH CHARSET UTF-8 TEXT "SNØSKUFFE"')).toString()),
  );
  const hits = (/\* SEARCH([ \d]*)/.exec(found)?.[1] ?? '').trim().split(' ').length;
  if (hits !== Math.ceil((messages - 7) / 100)) throw new Error(`${host.name} found ${hits}: ${found.slice(0, 100)}`);
  client.close();
  return { listMs, fieldsMs, bodiesMs, searchMs };
};

/** Milliseconds from the last byte of a message to its EXISTS at an idling client, one value a message: our own 250 may come after. */
export const measurePush = async (host: MailHost, messages: number): Promise<readonly number[]> => {
  const user = await host.mailbox('idle');
  const client = await ImapClient.open(host.imaps, user, host.password);
  await client.command('SELECT INBOX');
  const idling = client.until(/\+ [^\n]*\r\n$/);
  client.socket.write('i IDLE\r\n');
  await idling;
  const session = new SmtpSession(host.smtp.host, host.smtp.port);
  await session.reply();
  await session.ask('EHLO load.verden.example\r\n');
  const times: number[] = [];
  for (let index = 0; index < messages; index += 1) {
    let seen = 0;
    const told = client.until(/\* \d+ EXISTS\r\n(?:\* \d+ RECENT\r\n)?$/).then(() => (seen = performance.now()));
    await session.ask('MAIL FROM:<sender@verden.example>\r\n');
    await session.ask(`RCPT TO:<${user}>\r\n`);
    await session.ask('DATA\r\n');
    const sent = performance.now();
    const reply = await session.ask(`${benchMessage(index, 2048, user).toString()}.\r\n`);
    if (!reply.startsWith('250')) throw new Error(`${host.name}: ${reply}`);
    await told;
    times.push(seen - sent);
  }
  session.socket.destroy();
  client.close();
  return times;
};
