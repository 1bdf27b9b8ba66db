/**
 * An orderly stop: SIGTERM while people are connected. Sessions are told, what was accepted is safe, the queue goes on
 * after the next start, and the process ends with 0 in bounded time. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { arrived, messagesIn, swaks } from '../harness/clients.ts';
import { HOST_ADDRESS, HOST_NAME, startHost, type Host } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { queueText } from '../harness/queue.ts';
import { check, has, suite } from '../harness/report.ts';
import { SmtpSession } from '../harness/smtp-session.ts';
import { accepts, waitFor } from '../harness/wait.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'god natt og takk';
/** A host that never answers in this network. */
const AWAY = '{ "verden.example" = "127.0.0.1:9" }';

/** An idling IMAP session; gives what it has been told so far and whether it ended. */
const idling = async (host: Host): Promise<{ text(): string; ended(): boolean }> => {
  const socket = tls.connect({
    host: HOST_ADDRESS,
    port: host.port('imaps'),
    servername: HOST_NAME,
    ca: readFileSync(host.caFile),
  });
  let text = '';
  let ended = false;
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('close', () => (ended = true));
  socket.on('error', () => undefined);
  socket.write(`a LOGIN "${KARI}" "${PASSWORD}"\r\nb SELECT INBOX\r\nc IDLE\r\n`);
  await waitFor('IDLE', () => text.includes('\n+ '));
  return { text: () => text, ended: () => ended };
};

await suite(async () => {
  const host = await startHost({ env: { POSTVAKT_OUTBOUND__HOSTS: AWAY } });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  const login = { user: KARI, password: PASSWORD };
  const sent = await swaks(host, {
    door: 'submissions',
    from: KARI,
    to: 'nora@verden.example',
    message: letter('waits', KARI, 'nora@verden.example'),
    login,
  });
  assert.equal(sent.code, 0, sent.text);
  const imap = await idling(host);
  const idle = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
  await idle.reply();
  await idle.ask('EHLO client.verden.example\r\n');
  // A transaction whose last byte was sent but whose answer may not be there yet.
  const busy = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
  await busy.reply();
  await busy.ask('EHLO client.verden.example\r\n');
  await busy.ask('MAIL FROM:<nora@verden.example>\r\n');
  await busy.ask(`RCPT TO:<${KARI}>\r\n`);
  await busy.ask('DATA\r\n');
  const answer = busy.ask('Message-ID: <last@suite.example>\r\nSubject: last\r\n\r\nlast words\r\n.\r\n');
  const told = idle.reply();
  const begin = performance.now();
  const ending = host.stop();
  await check('an idle SMTP client is told 421', async () => has(await told, /^421 (?!closed)/));
  let wasAccepted = false;
  await check('a message under way is answered, one way or the other', async () => {
    const reply = await answer;
    wasAccepted = reply.startsWith('250');
    has(reply, /^(?:250|4\d\d) (?!closed)/);
  });
  await check('an idling IMAP client is told BYE and closed', async () => {
    await waitFor('the end of the session', () => imap.ended());
    has(imap.text(), /^\* BYE /m);
  });
  await check('the process ends with 0 within ten seconds', async () => {
    assert.equal(await ending, 0);
    assert.ok(performance.now() - begin < 10_000);
  });
  await check('nothing listens any more and endpoints.json is gone', async () => {
    assert.equal(await accepts(HOST_ADDRESS, host.port('inbound')), false);
    assert.equal(existsSync(join(host.data, 'run/endpoints.json')), false);
  });
  const again = await startHost({ data: host.data, env: { POSTVAKT_OUTBOUND__HOSTS: AWAY } });
  await check('the outbound queue still has what waited', async () => {
    has(await queueText(again), 'verden.example');
  });
  await check('what was answered with 250 is there, once', async () => {
    if (wasAccepted) await arrived(again, KARI, PASSWORD, 'last');
    const copies = (await messagesIn(again, KARI, PASSWORD)).filter(({ source }) =>
      source.includes('<last@suite.example>'),
    );
    assert.equal(copies.length, wasAccepted ? 1 : 0);
  });
  await check('it stops again with 0', async () => assert.equal(await again.stop(), 0));
});
