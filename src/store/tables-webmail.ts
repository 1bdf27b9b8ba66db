/** Rows of webmail's writing (migration 0020): drafts, what was uploaded for them, the outbox. Types only. Times are epoch ms. */

export interface MailDraftsTable {
  readonly id: string;
  readonly mailbox_id: string;
  /** Counts saves: who saves says what he saw. */
  readonly version: number;
  /** JSON of service/webmail/draft.ts `Written`. */
  readonly content: string;
  /** JSON of `Origin`: the message it answers; null: of none. */
  readonly origin: string | null;
  /** Its copy in the Drafts folder, as `<folder>.<uidvalidity>.<uid>`. */
  readonly copy: string | null;
  /** The version that the copy shows; 0: there is none. */
  readonly copied_version: number;
  readonly created_at: number;
  readonly saved_at: number;
}
/** A file of `<data>/webmail`, named by its id. */
export interface MailUploadsTable {
  readonly id: string;
  readonly draft_id: string;
  readonly mailbox_id: string;
  readonly name: string;
  readonly type: string;
  readonly size_bytes: number;
  /** Content-ID of an image inside the text; null: an attachment. */
  readonly cid: string | null;
  readonly created_at: number;
}
/** A message on its way; its bytes are `<data>/webmail/<id>.eml`. */
export interface MailOutboxTable {
  readonly id: string;
  readonly mailbox_id: string;
  readonly draft_id: string | null;
  /** `waiting`, `sending`, `refused`, `sent`. */
  readonly state: string;
  readonly subject: string;
  readonly mail_from: string;
  /** JSON list of service/webmail/outgoing.ts `Addressee`. */
  readonly addressees: string;
  /** JSON list of the To field as people read it. */
  readonly shown: string;
  /** Blind copies for the copy in Sent, as a header value; '' for none. */
  readonly blind: string;
  /** With its angle brackets. */
  readonly message_id: string;
  readonly size_bytes: number;
  /** Not before; while it may be taken back, until then. */
  readonly go_at: number;
  readonly may_undo: number;
  readonly tries: number;
  /** JSON of `Refusal`. */
  readonly refusal: string | null;
  /** JSON list of what is left to do once it was taken. */
  readonly steps: string;
  /** JSON of `Origin`. */
  readonly origin: string | null;
  readonly created_at: number;
  readonly sent_at: number | null;
}
export interface WebmailTables {
  readonly mail_drafts: MailDraftsTable;
  readonly mail_uploads: MailUploadsTable;
  readonly mail_outbox: MailOutboxTable;
}
