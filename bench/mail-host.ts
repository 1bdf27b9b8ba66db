/** What the bench needs of a mail host, ours or the peer: two doors, mailboxes, and the processes whose memory counts. */
export interface Door {
  readonly host: string;
  readonly port: number;
}

export interface MailHost {
  readonly name: string;
  readonly smtp: Door;
  readonly imaps: Door;
  /** The same for every mailbox. */
  readonly password: string;
  /** Makes sure that a mailbox exists and gives its address. */
  mailbox(name: string): Promise<string>;
  /** Ids of all its processes that serve IMAP. */
  processes(): Promise<readonly number[]>;
  stop(): Promise<void>;
}
