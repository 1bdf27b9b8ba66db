/** A reader of mail for tests: puts messages byte by byte into his own mailbox and asks webmail's routes for them. */
import assert from 'node:assert/strict';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { messageId } from '#src/service/webmail/message-id.ts';
import type { World } from '../lab/world.ts';
import type { Message } from '../web/src/lib/mail/shapes.ts';
import { type Browser, type Owner, owner, signedIn } from './centre-client.ts';

export interface MailReader extends Browser {
  readonly who: Owner;
  readonly address: string;
  /** Into a folder; gives the id under which webmail knows it. */
  put(source: string | Buffer, folder?: string, flags?: readonly string[]): Promise<string>;
}

/** A customer of his own with a mailbox, signed in. */
export async function mailReader(world: World, seed: number): Promise<MailReader> {
  const who = await owner(world, seed);
  const { address, password } = who.customer;
  const browser = await signedIn(world, address, password);
  const mailbox = await mailboxByAddress(world.host.app.db.sql, address);
  if (mailbox === null) throw new Error(`${address} is not there`);
  return {
    ...browser,
    who,
    address,
    put: (source, folder = 'INBOX', flags = []) =>
      world.host.app.webmail.connections.use({ id: mailbox.id, address }, async (imap) => {
        const made = await imap.append(folder, Buffer.from(source), [...flags]);
        if (made === false || made.uid === undefined || made.uidValidity === undefined)
          throw new Error('the message was not taken');
        return messageId({ path: made.destination, validity: Number(made.uidValidity), uid: made.uid });
      }),
  };
}

/** Lines with CRLF. */
export const lines = (...all: readonly string[]): string => all.join('\r\n');

/** The head of an ordinary letter, without the blank line. */
export const HEAD = ['From: Per <per@far.example>', 'To: kari@fjord.example', 'Subject: Prøve', 'MIME-Version: 1.0'];
/** That head and these lines. */
export const mail = (...rest: readonly string[]): string => lines(...HEAD, ...rest, '');

/** Puts a message into the inbox and gives what webmail's route tells of it. */
export async function messageOf(reader: MailReader, source: string | Buffer): Promise<Message> {
  const { status, body } = await reader.get<Message>(`/mail/messages/${await reader.put(source)}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
