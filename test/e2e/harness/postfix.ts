/**
 * A Postfix of Debian with its own configuration, queue and data folders: the foreign mail host of the suites and the
 * front of the bench's peer. Needs root. Touches nothing of the machine's own Postfix.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './host.ts';
import { atEnd } from './report.ts';
import { must, run, type Outcome } from './program.ts';
import { waitForPort } from './wait.ts';

export interface Postfix {
  readonly folder: string;
  readonly address: string;
  readonly port: number;
  log(): string;
  /** What mailq shows; empty when nothing waits. */
  queue(): Promise<string>;
  /** Tries everything that waits now. */
  flush(): Promise<void>;
  /** Submits through Postfix's own sendmail. */
  sendmail(from: string, to: string | readonly string[], message: string): Promise<Outcome>;
  /** Changes settings and reloads. */
  set(settings: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** Debian's services, without chroot; `cleanup`, `rewrite` and the rest as Postfix ships them. */
const masterCf = (address: string, port: number): string => {
  const plain = [
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
  ];
  const rest = [
    'bounce 0 bounce',
    'defer 0 bounce',
    'trace 0 bounce',
    'verify 1 verify',
    'proxymap - proxymap',
    'retry - error',
  ];
  return [
    `${address}:${port} inet n - n - - smtpd`,
    'pickup unix n - n 1 1 pickup',
    ...plain,
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'flush unix n - n 1000? 0 flush',
    ...rest.map((line) => {
      const [name, most, program] = line.split(' ');
      return `${name} unix - - n - ${most} ${program}`;
    }),
    'smtp unix - - n - - smtp',
    'relay unix - - n - - smtp',
    'showq unix n - n - - showq',
    'error unix - - n - - error',
    'discard unix - - n - - discard',
    'local unix - n n - - local',
    'virtual unix - n n - - virtual',
    'lmtp unix - - n - - lmtp',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n');
};

const asText = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join('');

/** Starts Postfix on address:port; `settings` come last and win. */
export const startPostfix = async (
  address: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Postfix> => {
  const folder = temporaryFolder('postfix');
  chmodSync(folder, 0o755);
  const at = (name: string): string => join(folder, name);
  for (const name of ['config', 'queue', 'state', 'mail', 'log']) mkdirSync(at(name));
  const postfixUid = Number((await must('id', ['-u', 'postfix'])).out);
  chownSync(at('state'), postfixUid, -1);
  const base = {
    compatibility_level: '3.6',
    queue_directory: at('queue'),
    data_directory: at('state'),
    maillog_file: at('log/mail.log'),
    maillog_file_prefixes: dirname(folder),
    inet_protocols: 'ipv4',
    // master.cf says where it listens; here Postfix takes only addresses that an interface names.
    inet_interfaces: '127.0.0.1',
    smtp_bind_address: address,
    mynetworks: '127.0.0.0/32',
    alias_maps: '',
    alias_database: '',
    mydestination: '',
    biff: 'no',
    smtputf8_enable: 'yes',
    import_environment: 'MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME',
  };
  let current: Readonly<Record<string, string>> = { ...base, ...settings };
  writeFileSync(at('config/main.cf'), asText(current));
  writeFileSync(at('config/master.cf'), masterCf(address, port));
  const control = (...args: string[]): Promise<Outcome> => must('postfix', ['-c', at('config'), ...args]);
  const log = (): string => (existsSync(at('log/mail.log')) ? readFileSync(at('log/mail.log'), 'utf8') : '');
  await control('start').catch((error: unknown) => {
    throw new Error(`${String(error)}\n${log()}`);
  });
  const stop = async (): Promise<void> => void (await run('postfix', ['-c', at('config'), 'stop']));
  atEnd(stop);
  await waitForPort(address, port).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${log()}`);
  });
  return {
    folder,
    address,
    port,
    log,
    stop,
    queue: async () => {
      const list = (await must('postqueue', ['-c', at('config'), '-p'])).out;
      return list.startsWith('Mail queue is empty') ? '' : list;
    },
    flush: async () => void (await must('postqueue', ['-c', at('config'), '-f'])),
    sendmail: (from, to, message) =>
      run('sendmail', ['-C', at('config'), '-i', '-f', from, ...[to].flat()], { input: message }),
    set: async (change) => {
      current = { ...current, ...change };
      writeFileSync(at('config/main.cf'), asText(current));
      await control('reload');
    },
  };
};
