/**
 * How a line becomes a reader's: signed in by what the server offers (RFC 4616 PLAIN, with or without RFC 4959 SASL-IR, else
 * LOGIN), then what it can asked anew and switched on. Called by line.ts. Never repeats a secret in what it says.
 */
import type { SignInAs } from '#src/engine/mail-way.ts';
import { MailDoorShut } from './connections.ts';
import type { Answer, ImapLine } from './line.ts';

/** Signs in; throws MailDoorShut with the server's words. */
export async function signIn(line: ImapLine, { user, secret }: SignInAs): Promise<void> {
  if (line.capabilities.size === 0) await ask(line);
  let told = '';
  const take = (response: string): void => {
    if (/^CAPABILITY /i.test(response)) told = response.slice(11);
  };
  const answer = await offered(line, user, secret, take);
  if (!answer.ok) throw new MailDoorShut(answer.text);
  // What was announced to strangers counts no longer (RFC 9051 §6.2.2).
  const code = /^CAPABILITY (.*)$/i.exec(answer.code)?.[1] ?? told;
  if (code === '') await ask(line);
  else line.announced(code);
}

async function offered(
  line: ImapLine,
  user: string,
  secret: string,
  take: (response: string) => void,
): Promise<Answer> {
  const has = (name: string): boolean => line.capabilities.has(name);
  if (has('AUTH=PLAIN')) {
    const plain = Buffer.from(`\0${user}\0${secret}`).toString('base64');
    const rounds = has('SASL-IR') ? [`AUTHENTICATE PLAIN ${plain}\r\n`] : ['AUTHENTICATE PLAIN\r\n', `${plain}\r\n`];
    return await line.exchange(
      rounds.map((round) => Buffer.from(round)),
      { take },
    );
  }
  if (has('LOGINDISABLED')) throw new MailDoorShut('the server lets nobody sign in on this connection');
  return await line.command(['LOGIN ', { literal: user }, ' ', { literal: secret }], take);
}

async function ask(line: ImapLine): Promise<void> {
  await line.command('CAPABILITY', (response) => {
    if (/^CAPABILITY /i.test(response)) line.announced(response.slice(11));
  });
}

const WANTED = ['CONDSTORE', 'UTF8=ACCEPT'];
/** RFC 5161, where there is something to switch on. */
export async function enable(line: ImapLine): Promise<void> {
  const wanted = WANTED.filter((one) => line.capabilities.has(one));
  if (!line.capabilities.has('ENABLE') || wanted.length === 0) return;
  await line.command(`ENABLE ${wanted.join(' ')}`, (response) => {
    if (/^ENABLED\b.*UTF8=ACCEPT/i.test(response)) line.isUtf8 = true;
  });
}
