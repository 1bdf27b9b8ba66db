/**
 * The second engine's side of mail-way.ts: an IMAP server that lets a master user in as anybody (Dovecot's
 * `auth_master_user_separator`), and a submission server that asks the same directory (Postfix with Dovecot's SASL). Used by
 * whoever wires a host onto such servers; the suite 30-other-engine does. Holds one secret, in memory.
 */
import type { MailDoor, MailWay } from '../mail-way.ts';

export interface ForeignServers {
  readonly imap: MailDoor;
  /** null: mail is written, and waits in the outbox. */
  readonly submission: MailDoor | null;
  readonly master: {
    readonly name: string;
    readonly secret: string;
    /** Between the mailbox and the master's name: `kari@fjord.example*webmail`. */
    readonly separator: string;
  };
}

/** Webmail's way through somebody else's servers. */
export const foreignDoors = ({ imap, submission, master }: ForeignServers): MailWay => ({
  reading: () => imap,
  sending: () => submission,
  signIn: ({ address }) => ({ user: `${address}${master.separator}${master.name}`, secret: master.secret }),
  // They note no keys: what a broken line leaves open is sent once more (decision 0019).
  wasTaken: () => false,
});
