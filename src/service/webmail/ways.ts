/**
 * Goes one way to a mailbox as a program would — connect, encrypt, sign in, open — and says how far it came. By our own doors
 * on this machine (webmail's way), or by the public name with its certificate checked. Used by service/yardstick.ts. Signs in
 * by ticket; reads and sends nothing.
 */
import { createTransport } from 'nodemailer';
import { ImapFlow } from 'imapflow';
import type { Way, WaySeen, WayStep } from '#src/model/yardstick.ts';
import type { Clock } from '#src/net/clock.ts';

export interface WayAsked {
  readonly way: Way;
  readonly door: string;
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte; else by STARTTLS, which is then demanded. */
  readonly implicit: boolean;
  readonly servername: string;
  /** Authorities to believe; null: the certificate is not looked at (our own door, on this machine). */
  readonly ca: readonly string[] | null;
  readonly user: string;
  readonly ticket: string;
  readonly limitMs: number;
}

/** Goes the way once. Never throws: what goes wrong is the answer. */
export async function goWay(clock: Pick<Clock, 'monotonic'>, asked: WayAsked): Promise<WaySeen> {
  const start = clock.monotonic();
  const trouble = await (asked.way === 'read' ? read(asked) : send(asked));
  return {
    way: asked.way,
    door: asked.door,
    state: trouble === null ? 'works' : 'fails',
    failedAt: trouble?.failedAt ?? null,
    said: trouble?.said ?? null,
    tookMs: Math.round(clock.monotonic() - start),
  };
}

type Trouble = { readonly failedAt: WayStep; readonly said: string } | null;
const MOST_SAID = 300;

const tlsOf = ({ ca, servername }: WayAsked) =>
  ca === null ? { servername, rejectUnauthorized: false } : { servername, ca: [...ca] };

async function read(asked: WayAsked): Promise<Trouble> {
  const imap = new ImapFlow({
    host: asked.host,
    port: asked.port,
    secure: asked.implicit,
    ...(asked.implicit ? {} : { doSTARTTLS: true }),
    servername: asked.servername,
    tls: tlsOf(asked),
    auth: { user: asked.user, pass: asked.ticket },
    clientInfo: { name: 'Postvakt yardstick' },
    disableAutoIdle: true,
    connectionTimeout: asked.limitMs,
    greetingTimeout: asked.limitMs,
    socketTimeout: asked.limitMs,
    logger: false,
  });
  imap.on('error', () => undefined); // the step that fails says it
  try {
    await imap.connect();
  } catch (error) {
    imap.close();
    return troubleOf(error);
  }
  try {
    await imap.mailboxOpen('INBOX', { readOnly: true });
    await imap.logout();
    return null;
  } catch (error) {
    imap.close();
    return { failedAt: 'open', said: wordsOf(error) };
  }
}

async function send(asked: WayAsked): Promise<Trouble> {
  const transport = createTransport({
    host: asked.host,
    port: asked.port,
    secure: asked.implicit,
    requireTLS: !asked.implicit,
    tls: tlsOf(asked),
    auth: { user: asked.user, pass: asked.ticket },
    connectionTimeout: asked.limitMs,
    greetingTimeout: asked.limitMs,
    socketTimeout: asked.limitMs,
  });
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return troubleOf(error);
  } finally {
    transport.close();
  }
}

interface Failure {
  readonly code?: string;
  readonly message?: string;
  readonly responseText?: string;
  readonly response?: string;
  readonly authenticationFailed?: boolean;
}
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ECONNECTION',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
]);

function troubleOf(error: unknown): NonNullable<Trouble> {
  const { code = '', authenticationFailed } = error as Failure;
  const said = wordsOf(error);
  if (authenticationFailed === true || code === 'EAUTH') return { failedAt: 'sign-in', said };
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code) || /certificate|altname/i.test(said))
    return { failedAt: 'encrypt', said };
  return { failedAt: NETWORK.has(code) ? 'reach' : 'open', said };
}
const wordsOf = (error: unknown): string => {
  const { responseText, response, message } = error as Failure;
  return (responseText ?? response ?? message ?? 'unknown').slice(0, MOST_SAID);
};
