/**
 * A foreign mail host of the simulated internet: SMTP with the moods of the big ones, and IMAP that signs nobody in. Built
 * on smtp-sink.ts; used by scenarios and tests of every pack. Never part of the running product.
 */
import net from 'node:net';
import tls from 'node:tls';
import type { LabCertificate } from './lab-certificates.ts';
import { type Sink, type SinkMood, startSmtpSink } from './smtp-sink.ts';

/** How other hosts answer in real life, word for word where the words are known. `address` is the recipient. */
export const MOODS = {
  friendly: {},
  greylist: {
    rcpt: (_address, attempt) => (attempt < 2 ? '450 4.2.0 Greylisted, see http://postgrey.schweikert.ch/help/' : null),
  },
  /** Says nothing for longer than anybody waits. */
  tarpit: { greeting: 'silent' },
  throttled: {
    mail: '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail. To protect\r\n421 4.7.28 our users from spam, mail has been temporarily rate limited.',
  },
  unauthenticated: {
    end: '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\r\n550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.',
  },
  /** Outlook.com: the sending network is on its own list. */
  listedByOutlook: {
    mail: "550 5.7.1 Unfortunately, messages from [203.0.113.25] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
  },
  /** T-Online takes nothing from addresses it has not seen before; its postmaster wants a name and an imprint. */
  unknownToTOnline: {
    greeting:
      '554 IP=203.0.113.25 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.)',
  },
  imprint: {
    greeting:
      '554 IP=203.0.113.25 - None/bad reputation. Ask your postmaster for an imprint page and to contact tosa@rx.t-online.de.',
  },
  tlsRequired: { mail: '530 5.7.0 Must issue a STARTTLS command first' },
  overQuota: {
    rcpt: () =>
      "452-4.2.2 The recipient's inbox is out of storage space.\r\n452 4.2.2 Please direct them to their provider.",
  },
  quotaExceeded: { rcpt: (address) => `552 5.2.2 <${address}>: mailbox is full` },
  unknownUser: {
    rcpt: (address) =>
      `550-5.1.1 The email account that you tried to reach does not exist (${address}).\r\n550 5.1.1 NoSuchUser`,
  },
  noRelay: { rcpt: (address) => `554 5.7.1 <${address}>: Relay access denied` },
  senderDomainMissing: { mail: '450 4.1.8 Sender address rejected: Domain not found' },
  reverseNameMissing: { mail: '550 5.7.25 The IP address sending this message does not have a PTR record setup' },
  contentRefused: { end: '554 5.7.1 Message rejected as spam by Content Filtering.' },
  busy: { greeting: '421 4.3.2 too busy, try again later' },
} as const satisfies Record<string, SinkMood>;
export type Mood = keyof typeof MOODS;

export interface MailHost {
  /** `127.0.0.1:port` of its SMTP door. */
  readonly smtp: string;
  /** The same with TLS at once, as on 993; plain without a certificate. */
  readonly imap: string;
  readonly messages: Sink['messages'];
  readonly connections: () => number;
  setMood(mood: Mood | SinkMood): void;
  stop(): Promise<void>;
}

/** Starts a host. With a certificate it offers STARTTLS. Stop it, or the process stays. */
export async function startMailHost(
  mood: Mood | SinkMood = 'friendly',
  certificate?: LabCertificate,
): Promise<MailHost> {
  const withTls = (wanted: Mood | SinkMood): SinkMood => ({
    ...(certificate === undefined ? {} : { tls: certificate }),
    ...(typeof wanted === 'string' ? MOODS[wanted] : wanted),
  });
  const sink = await startSmtpSink(withTls(mood));
  const imap = await startImapDoor(certificate);
  return {
    smtp: sink.address,
    imap: imap.address,
    messages: sink.messages,
    connections: sink.connections,
    setMood: (next) => sink.setMood(withTls(next)),
    stop: async () => {
      await sink.stop();
      await imap.stop();
    },
  };
}

/** Greets, tells what it can, knows nobody. */
async function startImapDoor(certificate?: LabCertificate): Promise<{ address: string; stop: () => Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const talk = (socket: net.Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] foreign host ready\r\n');
    socket.on('data', (chunk: Buffer) => {
      const [, tag = '*', verb = ''] = /^(\S+) (\S+)/.exec(chunk.toString('latin1')) ?? [];
      if (/^capability$/i.test(verb)) socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK done\r\n`);
      else if (/^logout$/i.test(verb)) socket.end(`* BYE\r\n${tag} OK done\r\n`);
      else socket.write(`${tag} NO [AUTHENTICATIONFAILED] Authentication failed.\r\n`);
    });
  };
  const server = certificate === undefined ? net.createServer(talk) : tls.createServer({ ...certificate }, talk);
  server.on('tlsClientError', () => {});
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    address: `127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
