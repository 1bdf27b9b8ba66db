/**
 * Under attack: ten thousand failed sign-ins, oversized lines, floods of connections. The journal stays bounded, memory
 * stays bounded, and ordinary people are served meanwhile. Bounded in count and time. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { arrived, messagesIn, swaks } from '../harness/clients.ts';
import { HOST_ADDRESS, HOST_NAME, startHost, type Host } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { check, has, suite } from '../harness/report.ts';
import { SmtpSession } from '../harness/smtp-session.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'stødig under press';
const ATTEMPTS = 10_000;
const LIMIT_MS = 75_000;

/** One connection that guesses three passwords; gives how many were answered with NO. */
const guessOnce = (host: Host, ca: Buffer, number: number): Promise<number> =>
  new Promise((resolve) => {
    const socket = tls.connect({ host: HOST_ADDRESS, port: host.port('imaps'), servername: HOST_NAME, ca });
    socket.setTimeout(15_000, () => socket.destroy());
    // Half of them guess at names that are not here.
    const name = number % 2 === 0 ? KARI : `guess${number}@fjord.example`;
    let text = '';
    let sent = 0;
    const answered = (): number => text.split(/^a\d+ NO/m).length - 1;
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (answered() >= 3) socket.destroy();
      else if (answered() === sent) socket.write(`a${++sent} LOGIN "${name}" "guess-${number}-${sent}"\r\n`);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answered()));
  });

/** Guesses until the shared numbers run out or time is up; gives how many guesses were answered. */
const guess = async (host: Host, next: () => number, until: number): Promise<number> => {
  const ca = readFileSync(host.caFile);
  let answered = 0;
  for (let number = next(); number * 3 < ATTEMPTS && performance.now() < until; number = next()) {
    answered += await guessOnce(host, ca, number);
  }
  return answered;
};

const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const file = statSync(join(folder, name), { throwIfNoEntry: false });
    return sum + (file?.isFile() === true ? file.size : 0);
  }, 0);

const residentMiB = (host: Host): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${host.process.child.pid}/status`, 'utf8'))?.[1]) / 1024;

const signIns = async (host: Host): Promise<void> => {
  const bytesBefore = folderBytes(host.data);
  const memoryBefore = residentMiB(host);
  let counter = 0;
  let tried = 0;
  await check('ten thousand wrong sign-ins, or as many as the host lets through in 75 s', async () => {
    const until = performance.now() + LIMIT_MS;
    const workers = Array.from({ length: 40 }, () => guess(host, () => counter++, until));
    const serving = check('meanwhile mail is delivered and read', async () => {
      const message = letter('meanwhile', 'nora@verden.example', KARI);
      const sent = await swaks(host, { door: 'inbound', from: 'nora@verden.example', to: KARI, message });
      assert.equal(sent.code, 0, sent.text);
    });
    tried = (await Promise.all(workers)).reduce((sum, one) => sum + one, 0);
    await serving;
    assert.ok(tried > 100, `${tried} attempts were answered`);
  });
  process.stdout.write(`# ${tried} wrong sign-ins answered, ${counter} connections\n`);
  await check('the data folder grew by less than 8 MiB', () => {
    const grown = folderBytes(host.data) - bytesBefore;
    assert.ok(grown < 8 * 1024 * 1024, `${Math.round(grown / 1024)} KiB`);
  });
  await check('memory grew by less than 200 MiB', () => {
    const grown = residentMiB(host) - memoryBefore;
    assert.ok(grown < 200, `${Math.round(grown)} MiB`);
  });
  await check('the guessed-at user signs in with the right password afterwards', async () => {
    await arrived(host, KARI, PASSWORD, 'meanwhile', 30_000);
  });
  await check('no guessed password is anywhere in the data folder', () => {
    for (const name of readdirSync(host.data, { recursive: true, encoding: 'utf8' })) {
      const file = join(host.data, name);
      if (!statSync(file).isFile()) continue;
      assert.ok(!readFileSync(file).includes('guess-0-1'), name);
    }
    assert.ok(!readFileSync(host.process.logFile).includes('guess-0-1'));
  });
};

const oversized = async (host: Host): Promise<void> => {
  await check('a command line of 200 kB is refused; the next connection is served', async () => {
    const session = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
    await session.reply();
    has(await session.ask(`EHLO ${'x'.repeat(200_000)}\r\n`), /^(?:500|421|501)/);
    session.socket.destroy();
    const other = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
    has(await other.reply(), /^220/);
    other.socket.destroy();
  });
  await check('ten thousand header lines are taken or refused in words, and nothing breaks', async () => {
    const session = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
    await session.reply();
    await session.ask('EHLO client.verden.example\r\n');
    await session.ask('MAIL FROM:<nora@verden.example>\r\n');
    await session.ask(`RCPT TO:<${KARI}>\r\n`);
    await session.ask('DATA\r\n');
    const many = Array.from({ length: 10_000 }, (_, index) => `X-${index}: y\r\n`).join('');
    has(await session.ask(`${many}\r\nbody\r\n.\r\n`), /^(?:250|5\d\d) /);
    has(await session.ask('NOOP\r\n'), /^250/);
    session.socket.destroy();
  });
  await check('SMTP smuggling: a bare-LF end of data smuggles no second message', async () => {
    const session = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
    await session.reply();
    await session.ask('EHLO client.verden.example\r\n');
    await session.ask('MAIL FROM:<nora@verden.example>\r\n');
    await session.ask(`RCPT TO:<${KARI}>\r\n`);
    await session.ask('DATA\r\n');
    const inner = `MAIL FROM:<ceo@bank.example>\r\nRCPT TO:<${KARI}>\r\nDATA\r\nMessage-ID: <smuggled@suite.example>\r\n\r\nx\r\n.\r\n`;
    session.socket.write(`Message-ID: <outer@suite.example>\r\n\r\nouter\n.\n${inner}`);
    await session.reply();
    session.socket.destroy();
    const stored = await messagesIn(host, KARI, PASSWORD);
    const smuggled = stored.filter(({ source }) =>
      /^Return-Path: <ceo@bank\.example>/im.test(source.toString('latin1')),
    );
    assert.equal(smuggled.length, 0);
  });
};

await suite(async () => {
  const host = await startHost();
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  await oversized(host);
  await signIns(host);
});
