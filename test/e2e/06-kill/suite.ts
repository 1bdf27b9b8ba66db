/**
 * kill -9 of the whole server at a random moment under load, twelve times on one data folder: every message for which
 * 250 was said is there afterwards, in the mailbox or, when it was for elsewhere, at the other host. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { messagesIn } from '../harness/clients.ts';
import { HOST_ADDRESS, HOST_NAME, IS_PRIVATE, startHost, temporaryFolder, type Host } from '../harness/host.ts';
import { background } from '../harness/program.ts';
import { emptyQueue } from '../harness/queue.ts';
import { atEnd, check, suite } from '../harness/report.ts';
import { SmtpSession } from '../harness/smtp-session.ts';
import { waitFor, waitForPort } from '../harness/wait.ts';

const ROUNDS = 12;
const MAILBOXES = ['kari', 'ola', 'nora'].map((name) => `${name}@fjord.example`);
const PASSWORD = 'drep-meg-gjerne-9';
const SINK = IS_PRIVATE ? { address: '127.0.0.20', port: 25 } : { address: '127.0.0.1', port: 20_026 };

/** Ids of messages for which 250 was said, by who has to have them. */
interface Accepted {
  readonly here: Map<string, string>;
  readonly away: Set<string>;
}

/** One connection that delivers message after message until the server is gone. Every tenth is 300 kB. */
const deliverUntilGone = async (host: Host, round: number, worker: number, accepted: Accepted): Promise<void> => {
  const session = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
  await session.reply();
  await session.ask('EHLO load.verden.example\r\n');
  for (let index = 0; !session.socket.destroyed; index += 1) {
    const id = `kill-${round}-${worker}-${index}`;
    const to = MAILBOXES[index % MAILBOXES.length] ?? '';
    const replies = [
      await session.ask(`MAIL FROM:<load@verden.example>\r\n`),
      await session.ask(`RCPT TO:<${to}>\r\n`),
      await session.ask('DATA\r\n'),
    ];
    if (!replies[2]?.startsWith('354')) break;
    const body = `${'fyll '.repeat(14)}\r\n`.repeat(index % 10 === 9 ? 4200 : 8);
    const last = await session.ask(`Message-ID: <${id}@suite.example>\r\nSubject: ${id}\r\n\r\n${body}.\r\n`);
    if (last.startsWith('250')) accepted.here.set(id, to);
  }
  session.socket.destroy();
};

/** A signed-in client that sends to another host until the server is gone. */
const submitUntilGone = async (host: Host, round: number, accepted: Accepted): Promise<void> => {
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: 1,
    maxMessages: 10_000,
    host: HOST_ADDRESS,
    port: host.port('submissions'),
    secure: true,
    auth: { user: MAILBOXES[0] ?? '', pass: PASSWORD },
    tls: { ca: readFileSync(host.caFile), servername: HOST_NAME },
  });
  try {
    for (let index = 0; index < 15; index += 1) {
      const id = `away-${round}-${index}`;
      const messageId = `<${id}@suite.example>`;
      await transport.sendMail({ from: MAILBOXES[0], to: 'x@verden.example', subject: id, text: 'hei', messageId });
      accepted.away.add(id);
    }
  } catch {
    // The server was killed: what was not answered counts for nothing.
  } finally {
    transport.close();
  }
};

const idsIn = async (host: Host, address: string): Promise<Map<string, number>> => {
  const found = new Map<string, number>();
  for (const { source } of await messagesIn(host, address, PASSWORD)) {
    const id = /^Message-ID: <(.+?)@suite\.example>/im.exec(source.toString('latin1'))?.[1] ?? '';
    found.set(id, (found.get(id) ?? 0) + 1);
    assert.ok(source.subarray(-2).equals(Buffer.from('\r\n')), `${id} ends in the middle`);
  }
  return found;
};

/** A host of elsewhere that takes everything and keeps it in one file; gives the file and its `address:port`. */
const startSink = async (): Promise<{ readonly dump: string; readonly where: string }> => {
  const folder = temporaryFolder('sink');
  const dump = join(folder, 'all');
  const where = `${SINK.address}:${SINK.port}`;
  const sink = background('smtp-sink', ['-u', 'root', '-D', dump, where, '50'], join(folder, 'sink.log'));
  atEnd(async () => void (await sink.stop('SIGKILL')));
  await waitForPort(SINK.address, SINK.port);
  return { dump, where };
};

const killRounds = async (data: string, env: Readonly<Record<string, string>>, accepted: Accepted): Promise<void> => {
  for (let round = 1; round <= ROUNDS; round += 1) {
    await check(`round ${round}: starts, is killed under load`, async () => {
      const host = await startHost({ data, env });
      const before = { here: accepted.here.size, away: accepted.away.size };
      const load = [0, 1, 2, 3, 4, 5].map((worker) => deliverUntilGone(host, round, worker, accepted));
      load.push(submitUntilGone(host, round, accepted));
      // From the first messages on, and up to a second into the load: the moment is the test.
      await pause(100 + Math.floor(Math.random() * 900));
      // A slow machine has hardly begun by then: a kill proves something where work is under way.
      await waitFor(
        'work under way',
        () => accepted.here.size - before.here > 10 && accepted.away.size - before.away > 1,
      );
      await host.kill();
      await Promise.all(load);
    });
  }
  await check('the kills hit a working server', () => {
    assert.ok(accepted.here.size > ROUNDS * 10, `${accepted.here.size} accepted for here`);
    assert.ok(accepted.away.size > ROUNDS, `${accepted.away.size} accepted for elsewhere`);
  });
};

const proveAll = async (host: Host, accepted: Accepted, dump: string): Promise<void> => {
  for (const address of MAILBOXES) {
    const mine = [...accepted.here].filter(([, to]) => to === address).map(([id]) => id);
    await check(`${address}: all of the accepted messages are there, once, whole`, async () => {
      const found = await idsIn(host, address);
      assert.deepEqual(
        mine.filter((id) => !found.has(id)),
        [],
        'accepted and lost',
      );
      assert.deepEqual(
        mine.filter((id) => found.get(id) !== 1),
        [],
        'there more than once',
      );
    });
  }
  await check('every message accepted for elsewhere arrives there', async () => {
    await host.cli(['queue', 'retry', '--all']);
    await emptyQueue(host, 60_000);
    const text = readFileSync(dump, 'latin1');
    assert.deepEqual(
      [...accepted.away].filter((id) => !text.includes(`<${id}@suite.example>`)),
      [],
    );
  });
  await check('doctor --store finds every message whole', async () => {
    const outcome = await host.cli(['doctor', '--store', '--json']);
    assert.equal(outcome.code, 0, outcome.text);
  });
};

await suite(async () => {
  const { dump, where } = await startSink();
  const many = '{ max = 100000 }';
  const env = {
    POSTVAKT_OUTBOUND__HOSTS: `{ "verden.example" = "${where}" }`,
    POSTVAKT_PLANS__STANDARD: `{ mailbox = { hour = ${many}, day = ${many} }, domain = { hour = ${many} } }`,
  };
  const data = temporaryFolder('data');
  const accepted: Accepted = { here: new Map(), away: new Set() };
  const first = await startHost({ data });
  await first.ask(['domain', 'add', 'fjord.example']);
  for (const address of MAILBOXES) await first.addMailbox(address, PASSWORD);
  await first.stop();
  await killRounds(data, env, accepted);
  await proveAll(await startHost({ data, env }), accepted, dump);
  process.stdout.write(
    `# ${accepted.here.size} accepted for here, ${accepted.away.size} for elsewhere, ${ROUNDS} kills\n`,
  );
});
