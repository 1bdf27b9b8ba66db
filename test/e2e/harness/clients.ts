/**
 * Mail programs as the suites call them: swaks sends, imapflow reads back what is stored. Configurations are those a
 * customer would have: our own authority trusted by file, names checked. Used by the suites only.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { HOST_ADDRESS, HOST_NAME, temporaryFolder, type Door, type Host } from './host.ts';
import { run, type Outcome } from './program.ts';
import { waitFor } from './wait.ts';
import { dotStuffed } from './mail.ts';

export interface Sending {
  readonly door: Extract<Door, 'inbound' | 'submission' | 'submissions'>;
  readonly from: string;
  readonly to: string;
  readonly message: Buffer;
  readonly login?: { readonly user: string; readonly password: string; readonly mechanism?: string };
  /** Default: implicit on submissions, STARTTLS required elsewhere. */
  readonly tls?: 'none';
  readonly more?: readonly string[];
}

let files: string | null = null;
let count = 0;

/** swaks exits 0 sent · 23 MAIL refused · 24 RCPT refused · 26 DATA refused · 28 AUTH failed · 29 TLS failed. */
export const swaks = (host: Host, sending: Sending): Promise<Outcome> => {
  files ??= temporaryFolder('swaks');
  const file = join(files, `${++count}.eml`);
  writeFileSync(file, dotStuffed(sending.message));
  const verify = ['--tls-verify', '--tls-ca-path', host.caFile];
  const tls =
    sending.tls === 'none'
      ? []
      : sending.door === 'submissions'
        ? ['--tls-on-connect', ...verify]
        : ['--tls', ...verify];
  const auth =
    sending.login === undefined
      ? []
      : [
          '--auth',
          sending.login.mechanism ?? 'PLAIN,LOGIN',
          '--auth-user',
          sending.login.user,
          '--auth-password',
          sending.login.password,
        ];
  return run('swaks', [
    '--server',
    `${HOST_NAME}:${host.port(sending.door)}`,
    '--helo',
    'client.verden.example',
    '--timeout',
    '20',

    '--from',
    sending.from,
    '--to',
    sending.to,
    '--no-data-fixup',
    '--data',
    `@${file}`,
    ...tls,
    ...auth,
    ...(sending.more ?? []),
  ]);
};

export interface StoredMessage {
  readonly uid: number;
  readonly flags: readonly string[];
  readonly source: Buffer;
}

/** Opens a checked IMAPS session, hands it over, and closes it. */
export const withImap = async <T>(
  host: Host,
  user: string,
  password: string,
  use: (client: ImapFlow) => Promise<T>,
): Promise<T> => {
  const client = new ImapFlow({
    host: HOST_ADDRESS,
    port: host.port('imaps'),
    secure: true,
    auth: { user, pass: password },
    tls: { ca: readFileSync(host.caFile), servername: HOST_NAME },
    logger: false,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.logout().catch(() => undefined);
  }
};

/** Every message of a folder, whole. */
export const messagesIn = (
  host: Host,
  user: string,
  password: string,
  folder = 'INBOX',
): Promise<readonly StoredMessage[]> =>
  withImap(host, user, password, async (client) => {
    const lock = await client.getMailboxLock(folder);
    try {
      const found: StoredMessage[] = [];
      for await (const message of client.fetch('1:*', { uid: true, flags: true, source: true })) {
        found.push({
          uid: message.uid,
          flags: [...(message.flags ?? [])].filter((flag) => flag !== '\\Recent').sort(),
          source: message.source ?? Buffer.alloc(0),
        });
      }
      return found;
    } finally {
      lock.release();
    }
  });

/** Waits until the message with this Message-ID is in INBOX and gives it. */
export const arrived = (host: Host, user: string, password: string, id: string, limitMs = 60_000): Promise<Buffer> =>
  waitFor(
    `message ${id} in ${user}`,
    async () =>
      (await messagesIn(host, user, password)).find((message) => message.source.includes(`<${id}@suite.example>`))
        ?.source,
    limitMs,
    150,
  );
