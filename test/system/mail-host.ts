/**
 * A whole host in this process for the system tests, with programs that are not ours at its doors: nodemailer sends,
 * imapflow reads. Every door on a free loopback port, one foreign mail host that takes what leaves.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import { pino } from 'pino';
import { type RunningHost, startHost } from '#src/host.ts';
import { loadConfiguration } from '#src/net/configuration-file.ts';
import { addDomain } from '#src/service/domains.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { startDnsServer } from '../../lab/dns-server.ts';
import { type Sink, startSmtpSink } from '../../lab/smtp-sink.ts';

const DOORS = ['inbound', 'submission', 'submissions', 'imap', 'imaps', 'pop3', 'pop3s', 'http'];

export interface MailHost {
  readonly host: RunningHost;
  /** Where mail to the world arrives. */
  readonly world: Sink;
  readonly environment: Readonly<Record<string, string>>;
  port(door: string): number;
  add(address: string, password: string): Promise<void>;
  /** From the world to one of our mailboxes. */
  receive(to: string, subject: string, text?: string): Promise<void>;
  /** From one of our users, over TLS. */
  submit(user: string, password: string, to: string, subject: string): Promise<void>;
  /** Subjects in INBOX, oldest first; throws when the sign-in fails. */
  inbox(user: string, password: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts it on a data folder; `more` are further POSTVAKT_ variables. */
export async function startMailHost(data: string, more: Readonly<Record<string, string>> = {}): Promise<MailHost> {
  const dns = await startDnsServer({});
  const world = await startSmtpSink();
  const environment = {
    POSTVAKT_DATA: data,
    POSTVAKT_HOSTNAME: '"localhost"',
    POSTVAKT_DNS__SERVERS: `["${dns.address}"]`,
    POSTVAKT_NET__ALLOWPRIVATE: 'true',
    POSTVAKT_OUTBOUND__HOSTS: `{ "nord.example" = "${world.address}" }`,
    ...Object.fromEntries(DOORS.map((door) => [`POSTVAKT_LISTEN__${door.toUpperCase()}`, '"127.0.0.1:0"'])),
    ...more,
  };
  const loaded = loadConfiguration(environment);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problem));
  const host = await startHost(loaded.value, pino({ level: 'silent' }));
  const port = (door: string): number => Number(host.endpoints[door]?.split(':').at(-1));
  const tls = { ca: readFileSync(join(data, 'tls', 'ca.pem'), 'utf8'), servername: 'localhost' };
  return {
    host,
    world,
    environment,
    port,
    add: async (address, password) => {
      const domain = address.split('@')[1];
      await addDomain(host.app, { domain }); // refused when it is there
      const added = await addMailbox(host.app, { address, password });
      if (!added.ok) throw new Error(JSON.stringify(added.problem));
    },
    receive: async (to, subject, text = 'hei') => {
      const transport = nodemailer.createTransport({ host: '127.0.0.1', port: port('inbound'), ignoreTLS: true });
      await transport.sendMail({ from: 'ola@nord.example', to, subject, text });
    },
    submit: async (user, pass, to, subject) => {
      const options = { host: '127.0.0.1', port: port('submissions'), secure: true, tls, auth: { user, pass } };
      await nodemailer.createTransport(options).sendMail({ from: user, to, subject, text: 'hei' });
    },
    inbox: async (user, pass) => {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: port('imaps'),
        secure: true,
        tls,
        auth: { user, pass },
        logger: false,
      });
      client.on('error', () => {});
      await client.connect();
      try {
        await client.mailboxOpen('INBOX');
        const found = await client.fetchAll('1:*', { envelope: true });
        return found.map((one) => one.envelope?.subject ?? '');
      } finally {
        await client.logout();
      }
    },
    stop: async () => {
      await host.stop();
      await world.stop();
      await dns.stop();
    },
  };
}

/** Waits until it holds, at most five seconds. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (const until = performance.now() + 20_000; !holds();) {
    if (performance.now() > until) throw new Error(`not within twenty seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
