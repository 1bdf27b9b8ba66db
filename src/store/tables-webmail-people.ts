/** Rows of a mailbox user's own webmail: settings, identities, address book (migration 0019). Types only. Times are epoch ms. */

/** One record a mailbox: JSON of model/webmail-settings.ts. Stays with a removed mailbox, as its rules do. */
export interface WebmailSettingsTable {
  readonly mailbox_id: string;
  readonly settings: string;
  readonly changed_at: number;
}
export interface MailIdentitiesTable {
  readonly mailbox_id: string;
  readonly address: string;
  readonly name: string;
  readonly reply_to: string | null;
  readonly is_default: number;
  readonly signature_html: string;
  readonly signature_text: string;
  readonly changed_at: number;
}
export interface MailContactsTable {
  readonly id: string;
  readonly mailbox_id: string;
  readonly kind: string;
  readonly name: string;
  /** The name as it sorts. */
  readonly sort_name: string;
  /** JSON: addresses, organisation, phones, note. */
  readonly data: string;
  /** Folded words, each after a blank (model/mail-contact.ts `searchTextOf`). */
  readonly search: string;
  readonly source: string;
  readonly uses: number;
  /** 0 = never. */
  readonly used_at: number;
  readonly created_at: number;
  readonly changed_at: number;
}
/** Addresses of persons, for "is he in the address book?". */
export interface MailContactAddressesTable {
  readonly mailbox_id: string;
  readonly address: string;
  readonly contact_id: string;
}
/** Senders whose pictures are fetched without asking, where the sender is proven (migration 0022). */
export interface MailPictureSendersTable {
  readonly mailbox_id: string;
  /** Lower case. */
  readonly address: string;
  readonly kept_at: number;
}
/** Lists that the reader asked to be taken off, and that said yes or were written to (migration 0022). */
export interface MailLeftListsTable {
  readonly mailbox_id: string;
  /** What the list calls itself, or its sender's address; lower case. */
  readonly list: string;
  readonly left_at: number;
}
export interface WebmailPeopleTables {
  readonly webmail_settings: WebmailSettingsTable;
  readonly mail_identities: MailIdentitiesTable;
  readonly mail_contacts: MailContactsTable;
  readonly mail_contact_addresses: MailContactAddressesTable;
  readonly mail_picture_senders: MailPictureSendersTable;
  readonly mail_left_lists: MailLeftListsTable;
}
