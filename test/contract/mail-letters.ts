/** Another mail program on a mailbox of a world, for webmail's tests: puts letters into folders and says IMAP commands. */
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { ImapClient } from '../../bench/imap-client.ts';
import type { Customer, World } from '../../lab/world.ts';

export interface Letter {
  /** Header lines without the last line end. */
  readonly head: string;
  readonly body?: string;
  /** As in APPEND: `\Seen $Forwarded`. */
  readonly flags?: string;
  /** INTERNALDATE. */
  readonly at?: string;
}
export interface Letters {
  put(folder: string, letter: Letter): Promise<void>;
  fill(folder: string, many: number, letter: (index: number) => Letter): Promise<void>;
  /** Says a command, after SELECT of `folder` if there is one; gives the whole answer. */
  command(text: string, folder?: string): Promise<string>;
  /** Every IMAP session of the mailbox ends, as a new password does. */
  endAllSessions(): Promise<void>;
}

export async function letters(world: World, { address, password }: Customer): Promise<Letters> {
  const client = await ImapClient.open({ host: '127.0.0.1', port: world.port('imaps') }, address, password);
  world.onStop(async () => client.close());
  await client.command('ENABLE UTF8=ACCEPT');
  return {
    ...penOf(client),
    async endAllSessions() {
      const mailbox = await mailboxByAddress(world.host.app.db.sql, address);
      if (mailbox !== null && mailbox !== undefined) world.host.app.endSessions(mailbox.id);
    },
  };
}

/** Writes through a client that is signed in, wherever that is. */
export function penOf(client: ImapClient): Omit<Letters, 'endAllSessions'> {
  const appended = (folder: string, { head, body = 'Hei.', flags = '', at }: Letter): Buffer => {
    const bytes = Buffer.from(`${head}\r\n\r\n${body}\r\n`);
    const start = `APPEND "${folder}" (${flags})${at === undefined ? '' : ` "${at}"`} {${bytes.length}+}\r\n`;
    return Buffer.concat([Buffer.from(start), bytes]);
  };
  return {
    put: async (folder, letter) => void (await client.command(appended(folder, letter))),
    async fill(folder, many, letter) {
      for (let index = 0; index < many; index += 1) await client.command(appended(folder, letter(index)));
    },
    async command(text, folder) {
      if (folder !== undefined) await client.command(`SELECT "${folder}"`);
      return (await client.command(text)).toString();
    },
  };
}
