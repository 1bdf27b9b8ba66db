/** What the people of the demo and their programs do: read, send, and get mail from the world — through the real doors. */
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Customer } from '../world.ts';
import { ELSEWHERE_ADDRESS, PROXY, type Stage } from './stage.ts';

export interface Device {
  /** Its address in the world. */
  readonly at: string;
  /** As the program names itself. */
  readonly client: string;
}
export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The whole message, when it is more than these (Latin-1, CRLF lines). */
  readonly bytes?: string;
}
const plainSecret = (login: string, password: string): string =>
  Buffer.from(`\0${login}\0${password}`).toString('base64');
let number = 0;

/** The bytes of a letter as DATA wants them (RFC 5321 §4.5.2). */
const messageOf = (stage: Stage, { from, to, subject, text, bytes }: Letter): string => {
  if (bytes !== undefined) return `${bytes.trimEnd().replaceAll(/^\./gm, '..')}\r\n.`;
  number += 1;
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
  return [
    `From: <${from}>`,
    `To: <${to[0]}>`,
    `Subject: ${encoded}`,
    `Date: ${new Date(stage.clock.now()).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <demo.${number}@${from.split('@')[1]}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '.',
  ].join('\r\n');
};

/** A mail program looks for new mail and marks all of the folder as read; gives what it heard. */
export const reads = (
  { world }: Stage,
  { address, password }: Pick<Customer, 'address' | 'password'>,
  device: Device,
  folder = 'INBOX',
): Promise<string> =>
  world.say({
    port: world.port('imaps'),
    tls: true,
    from: PROXY,
    as: device.at,
    says: [
      `a0 ID ("name" "${device.client}")`,
      `a1 LOGIN "${address}" "${password}"`,
      `a2 SELECT ${folder}`,
      String.raw`a3 STORE 1:* +FLAGS.SILENT (\Seen)`,
      'a4 LOGOUT',
    ],
    signIns: 1,
  });

const envelope = ({ from, to }: Letter): readonly string[] => [
  `MAIL FROM:<${from}>`,
  ...to.map((one) => `RCPT TO:<${one}>`),
  'DATA',
];

/** A mail program signs in and sends these letters over one connection; gives what it heard. */
export const sends = (
  stage: Stage,
  { address, password }: Pick<Customer, 'address' | 'password'>,
  device: Device,
  letters: readonly Letter[],
): Promise<string> =>
  stage.world.say({
    port: stage.world.port('submissions'),
    tls: true,
    from: PROXY,
    as: device.at,
    says: [
      `EHLO ${device.client.toLowerCase().replaceAll(' ', '-')}.local`,
      `AUTH PLAIN ${plainSecret(address, password)}`,
      ...letters.flatMap((one) => [...envelope(one), messageOf(stage, one)]),
      'QUIT',
    ],
    signIns: 1,
  });

/** Mail from the world, through the front door; gives what the host said. */
export const receives = (stage: Stage, letters: readonly Letter[], header = ''): Promise<string> =>
  stage.world.say({
    port: stage.world.port('inbound'),
    tls: false,
    from: PROXY,
    as: ELSEWHERE_ADDRESS,
    says: [
      `EHLO mx.${letters[0].from.split('@')[1]}`,
      ...letters.flatMap((one) => [...envelope(one), header + messageOf(stage, one)]),
      'QUIT',
    ],
  });

/** Puts a message into a folder as a mail program does (a sent one, something old and large). */
export async function keeps(
  { world, clock }: Stage,
  address: string,
  folder: string,
  letter: Letter,
  padBytes = 0,
): Promise<void> {
  const mailbox = await mailboxByAddress(world.host.app.db.sql, address);
  if (mailbox === null) throw new Error(`no mailbox ${address}`);
  const head = `From: <${letter.from}>\r\nTo: <${letter.to[0]}>\r\nSubject: =?utf-8?B?${Buffer.from(letter.subject).toString('base64')}?=\r\n`;
  const type = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n';
  const pad = padBytes === 0 ? '' : `${'x'.repeat(76)}\r\n`.repeat(Math.ceil(padBytes / 78));
  const bytes =
    letter.bytes === undefined
      ? Buffer.from(
          `${head}Date: ${new Date(clock.now()).toUTCString()}\r\n${type}\r\n${letter.text.replaceAll('\n', '\r\n')}\r\n${pad}`,
        )
      : Buffer.from(letter.bytes, 'latin1');
  const kept = await world.host.app.store.deliver({ mailbox: mailbox.id, folder, message: { bytes }, quotaBytes: 0 });
  if (!kept.ok) throw new Error(`${address}: ${JSON.stringify(kept)}`);
}
