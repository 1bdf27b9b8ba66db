/**
 * A mail program reduced to what it says: connects from its own loopback address, with TLS or without, says lines and
 * waits for answers. Used by scenarios to make the mistakes real programs make; never part of the running product.
 */
import net from 'node:net';
import tls from 'node:tls';
import { type BrokenHandshake, breakHandshake } from './broken-handshake.ts';

export interface Talk {
  readonly port: number;
  /** Local address, e.g. `127.3.1.9`: the device as the server sees it. */
  readonly from: string;
  /** Address told in a PROXY header, for devices out in the world; `from` must be a trusted proxy then. */
  readonly as?: string;
  readonly tls: boolean;
  /** What is said after each answer: a line, or `starttls` to begin TLS there. */
  readonly says: readonly string[];
  /** False for programs that speak first (TLS on a plain port waits for nobody). */
  readonly waitsForGreeting?: boolean;
  /** How many sign-ins the host will have recorded afterwards; it may write them a moment after its answer. */
  readonly signIns?: number;
  readonly maxTls?: tls.SecureVersion;
  readonly minTls?: tls.SecureVersion;
  /** The name the program was set up with: it asks for it when TLS begins. */
  readonly sni?: string;
  /** Ends in the handshake: the certificate is turned down, or the way is cut. Nothing is said then. */
  readonly handshake?: BrokenHandshake['with'];
  /** After the last word: a reset instead of a good-bye. */
  readonly resets?: boolean;
}

const LIMIT_MS = 30_000;

/** A complete answer: the last line is no continuation of SMTP (`250-`) and no untagged line of IMAP after a command. */
function isComplete(heard: string, tag: string | null): boolean {
  if (!heard.endsWith('\r\n')) return false;
  const lines = heard.trimEnd().split('\r\n');
  const last = lines.at(-1) ?? '';
  if (tag !== null)
    return lines.some((line) => line.startsWith(`${tag} `) || line.startsWith('+') || line.startsWith('* BYE'));
  return !/^\d{3}-/.test(last);
}
const tagOf = (line: string): string | null => /^([a-z]\d+) /.exec(line)?.[1] ?? null;

/** Talks until everything is said, the server hangs up, or half a minute passed. Gives all that was heard; never throws. */
export async function talk(script: Talk): Promise<string> {
  const raw = net.connect({ port: script.port, host: '127.0.0.1', localAddress: script.from });
  if (script.as !== undefined)
    raw.write(`PROXY TCP${script.as.includes(':') ? 6 : 4} ${script.as} ${script.as} 40000 993\r\n`);
  if (script.handshake !== undefined) {
    const { handshake, sni } = script;
    await breakHandshake(raw, { with: handshake, ...(sni === undefined ? {} : { servername: sni }) });
    return '';
  }
  let socket: net.Socket = raw;
  let all = '';
  let pending = '';
  let wake = (): void => {};
  let over = false;
  const end = (): void => {
    over = true;
    wake();
  };
  const timer = setTimeout(() => {
    raw.destroy();
    end();
  }, LIMIT_MS);
  const listen = (on: net.Socket): void => {
    on.on('data', (chunk: Buffer) => {
      all += chunk.toString('utf8');
      pending += chunk.toString('utf8');
      wake();
    });
    on.on('error', end);
    on.on('close', end);
  };
  const encrypt = async (): Promise<void> => {
    raw.removeAllListeners('data');
    const options = {
      maxVersion: script.maxTls,
      minVersion: script.minTls,
      ...(script.sni === undefined ? {} : { servername: script.sni }),
      ...(script.minTls === undefined ? {} : { ciphers: 'DEFAULT@SECLEVEL=0' }),
    };
    socket = tls.connect({ socket: raw, rejectUnauthorized: false, ...options });
    listen(socket);
    await new Promise<void>((resolve) => {
      socket.once('secureConnect', resolve);
      socket.once('close', resolve);
      socket.once('error', () => resolve());
    });
  };
  const answer = async (tag: string | null): Promise<void> => {
    while (!over && !isComplete(pending, tag)) await new Promise<void>((resolve) => (wake = resolve));
    pending = '';
  };
  if (script.tls) await encrypt();
  else listen(raw);
  if (script.waitsForGreeting !== false) await answer(null);
  for (const line of script.says) {
    if (over) break;
    if (line === 'starttls') {
      await encrypt();
      continue;
    }
    socket.write(`${line}\r\n`);
    await answer(tagOf(line));
  }
  clearTimeout(timer);
  const closed = new Promise<void>((resolve) => (raw.destroyed ? resolve() : raw.once('close', () => resolve())));
  if (script.resets === true) raw.resetAndDestroy();
  else socket.end();
  setTimeout(() => raw.destroy(), 300).unref();
  await closed;
  return all;
}

const plainSecret = (login: string, password: string): string =>
  Buffer.from(`\0${login}\0${password}`).toString('base64');

/** What programs say to sign in. */
export const imapSignIn = (login: string, password: string): readonly string[] => [
  'a1 CAPABILITY',
  `a2 LOGIN "${login}" "${password}"`,
  'a3 LOGOUT',
];
export const smtpSignIn = (login: string, password: string): readonly string[] => [
  'EHLO laptop.lab.example',
  `AUTH PLAIN ${plainSecret(login, password)}`,
  'QUIT',
];
export const smtpSend = (
  sign: { readonly login: string; readonly password: string } | null,
  from: string,
  to: string,
): readonly string[] => [
  'EHLO laptop.lab.example',
  ...(sign === null ? [] : [`AUTH PLAIN ${plainSecret(sign.login, sign.password)}`]),
  `MAIL FROM:<${from}>`,
  `RCPT TO:<${to}>`,
  'QUIT',
];
