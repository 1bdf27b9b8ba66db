/**
 * swaks, msmtp, curl and nodemailer send: submission over implicit TLS and STARTTLS, inbound with STARTTLS; every byte
 * is compared with what arrives. What must be refused is refused, with the code that says so. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { arrived, messagesIn, swaks } from '../harness/clients.ts';
import { HOST_ADDRESS, HOST_NAME, startHost, temporaryFolder, type Host } from '../harness/host.ts';
import { assertOnlyTraceAdded, headerOf, letter } from '../harness/mail.ts';
import { run } from '../harness/program.ts';
import { check, has, suite } from '../harness/report.ts';
import { SmtpSession } from '../harness/smtp-session.ts';

const KARI = 'kari@fjord.example';
const OLA = 'ola@fjord.example';
const PASSWORD = 'Blåbær-og-fløte-7';

const sendAndCompare = async (host: Host, id: string, send: (message: Buffer) => Promise<string>): Promise<Buffer> => {
  const message = letter(id, KARI, OLA);
  await send(message);
  const stored = await arrived(host, OLA, PASSWORD, id);
  assertOnlyTraceAdded(stored, message);
  return stored;
};

const accepted = async (host: Host): Promise<void> => {
  const login = { user: KARI, password: PASSWORD };
  for (const door of ['submissions', 'submission'] as const) {
    await check(`swaks submits through ${door}, byte for byte`, async () => {
      const stored = await sendAndCompare(host, `swaks-${door}`, async (message) => {
        const outcome = await swaks(host, { door, from: KARI, to: OLA, message, login });
        assert.equal(outcome.code, 0, outcome.text);
        return outcome.text;
      });
      has(headerOf(stored, 'Received'), /with (UTF8)?E?SMTPSA/);
    });
  }
  for (const mechanism of ['PLAIN', 'LOGIN']) {
    await check(`swaks signs in with ${mechanism}`, async () => {
      const id = `mechanism-${mechanism}`;
      const message = letter(id, KARI, OLA);
      const outcome = await swaks(host, {
        door: 'submission',
        from: KARI,
        to: OLA,
        message,
        login: { ...login, mechanism },
      });
      has(outcome.text, `AUTH ${mechanism}`);
      assert.equal(outcome.code, 0, outcome.text);
    });
  }
  await check('swaks delivers from outside with STARTTLS, byte for byte', async () => {
    const message = letter('inbound-tls', 'nora@verden.example', OLA);
    const outcome = await swaks(host, { door: 'inbound', from: 'nora@verden.example', to: OLA, message });
    assert.equal(outcome.code, 0, outcome.text);
    const stored = await arrived(host, OLA, PASSWORD, 'inbound-tls');
    assertOnlyTraceAdded(stored, message);
    has(headerOf(stored, 'Received'), /with (UTF8)?ESMTPS/);
    has(headerOf(stored, 'Return-Path'), '<nora@verden.example>');
  });
  await check('swaks delivers from outside without TLS', async () => {
    const message = letter('inbound-plain', 'nora@verden.example', OLA);
    const outcome = await swaks(host, { door: 'inbound', from: 'nora@verden.example', to: OLA, message, tls: 'none' });
    assert.equal(outcome.code, 0, outcome.text);
    assertOnlyTraceAdded(await arrived(host, OLA, PASSWORD, 'inbound-plain'), message);
  });
  for (const [door, starttls] of [
    ['submissions', 'off'],
    ['submission', 'on'],
  ] as const) {
    await check(`msmtp submits through ${door}, byte for byte`, async () => {
      const rc = join(temporaryFolder('msmtp'), 'msmtprc');
      const settings = `host ${HOST_NAME}\nport ${host.port(door)}\nauth on\nuser ${KARI}\npassword ${PASSWORD}\nfrom ${KARI}\n`;
      writeFileSync(
        rc,
        `account default\n${settings}tls on\ntls_starttls ${starttls}\ntls_trust_file ${host.caFile}\n`,
        {
          mode: 0o600,
        },
      );
      await sendAndCompare(host, `msmtp-${door}`, async (message) => {
        const input = message.toString().replaceAll('\r\n', '\n');
        const outcome = await run('msmtp', ['-C', rc, '--', OLA], { input });
        assert.equal(outcome.code, 0, outcome.text);
        return outcome.text;
      });
    });
  }
  await check('curl submits through submissions', async () => {
    await sendAndCompare(host, 'curl', async (message) => {
      const url = `smtps://${HOST_NAME}:${host.port('submissions')}/client.example`;
      const who = ['--user', `${KARI}:${PASSWORD}`, '--mail-from', KARI, '--mail-rcpt', OLA];
      const outcome = await run('curl', ['-sS', '--cacert', host.caFile, url, ...who, '-T', '-'], { input: message });
      assert.equal(outcome.code, 0, outcome.text);
      return outcome.text;
    });
  });
  await check('nodemailer submits with an attachment, and a second mailbox and a plus-address get it', async () => {
    const transport = nodemailer.createTransport({
      host: HOST_ADDRESS,
      port: host.port('submissions'),
      secure: true,
      auth: { user: KARI, pass: PASSWORD },
      tls: { ca: readFileSync(host.caFile), servername: HOST_NAME },
    });
    const attachment = Buffer.alloc(700_000, 'å');
    const attachments = [{ filename: 'blåbær.bin', content: attachment }];
    const messageId = '<nodemailer@suite.example>';
    await transport.sendMail({
      from: KARI,
      to: [OLA, 'kari+test@fjord.example'],
      subject: 'Vedlegg',
      text: 'hei',
      messageId,
      attachments,
    });
    for (const [who, folder] of [
      [OLA, 'INBOX'],
      [KARI, 'INBOX'],
    ] as const) {
      await arrived(host, who, PASSWORD, 'nodemailer');
      const stored = (await messagesIn(host, who, PASSWORD, folder)).find((m) => m.source.includes(messageId));
      assert.ok((stored?.source.length ?? 0) > 900_000, 'the whole attachment is there');
    }
  });
};

const refused = async (host: Host): Promise<void> => {
  const login = { user: KARI, password: PASSWORD };
  const cases = [
    [
      'a wrong password is refused with 535',
      { door: 'submissions', from: KARI, to: OLA, login: { ...login, password: 'wrong' } },
      28,
      /535[ -]5\.7\.8/,
    ],
    [
      'an unknown user is refused in the same words',
      { door: 'submission', from: KARI, to: OLA, login: { user: 'nobody@fjord.example', password: 'x' } },
      28,
      /535[ -]5\.7\.8/,
    ],
    [
      'a sender that is not the login is refused',
      { door: 'submissions', from: OLA, to: OLA, login },
      [23, 24],
      /55[03][ -]5\.7\.\d/,
    ],
    ['submission without sign-in is refused', { door: 'submission', from: KARI, to: OLA }, [23, 24], /530[ -]5\.7\.0/],
    [
      'an unknown recipient is refused with 5.1.1',
      { door: 'inbound', from: 'nora@verden.example', to: 'nobody@fjord.example' },
      24,
      /550[ -]5\.1\.1/,
    ],
    [
      'relaying is refused',
      { door: 'inbound', from: 'nora@verden.example', to: 'ola@other.example' },
      24,
      /55[04][ -]5\.7\.1/,
    ],
    [
      'our own sender without sign-in cannot relay either',
      { door: 'inbound', from: KARI, to: 'ola@other.example' },
      [23, 24],
      /55[04][ -]5\.7\.1/,
    ],
  ] as const;
  for (const [index, [name, sending, code, words]] of cases.entries()) {
    await check(name, async () => {
      const message = letter(`refused-${index}`, sending.from, sending.to);
      const outcome = await swaks(host, { ...sending, message });
      const codes: readonly number[] = typeof code === 'number' ? [code] : code;
      assert.ok(codes.includes(outcome.code), `swaks ended with ${outcome.code}:\n${outcome.text}`);
      has(outcome.text, words);
    });
  }
  await check('a message over the announced SIZE is refused at MAIL FROM', async () => {
    const session = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
    await session.reply();
    const hello = await session.ask('EHLO client.verden.example\r\n');
    const most = Number(/SIZE (\d+)/.exec(hello)?.[1]);
    assert.ok(most > 1_000_000, hello);
    has(await session.ask(`MAIL FROM:<nora@verden.example> SIZE=${most + 1}\r\n`), /^552 5\.3\.4/);
    has(await session.ask('MAIL FROM:<nora@verden.example> SIZE=1000\r\n'), /^250/);
    session.socket.destroy();
  });
  await check('nothing of what was refused is in a mailbox', async () => {
    for (const who of [KARI, OLA]) {
      const stored = await messagesIn(host, who, PASSWORD);
      assert.equal(stored.filter((message) => message.source.includes('<refused-')).length, 0);
    }
  });
};

await suite(async () => {
  const host = await startHost();
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  await host.addMailbox(OLA, PASSWORD);
  await accepted(host);
  await refused(host);
});
