/**
 * How a mailbox user wants webmail to be: what he sees, how he writes, when pictures are fetched; and as whom he writes. Read
 * by webmail's routes, changed by service/webmail. Pure.
 */
export const UNDO_SECONDS = [0, 5, 10, 20, 30] as const;
/** -1: never by itself. */
export const READ_AFTER_SECONDS = [0, 2, 5, -1] as const;

export interface WebmailSettings {
  readonly view: 'conversations' | 'messages';
  /** How long a sent message can be called back. */
  readonly undoSeconds: (typeof UNDO_SECONDS)[number];
  readonly format: 'html' | 'plain';
  /** Pictures from elsewhere: when asked for, at once from people in the address book, never. */
  readonly images: 'ask' | 'contacts' | 'never';
  readonly density: 'roomy' | 'tight';
  readonly markReadAfterSeconds: (typeof READ_AFTER_SECONDS)[number];
  readonly replyPlacement: 'above' | 'below';
}
export const USUAL_SETTINGS: WebmailSettings = {
  view: 'conversations',
  undoSeconds: 10,
  format: 'html',
  images: 'ask',
  density: 'roomy',
  markReadAfterSeconds: 0,
  replyPlacement: 'above',
};

/** As whom a mailbox user may write. */
export interface Identity {
  /** Canonical address. */
  readonly address: string;
  readonly name: string;
  readonly replyTo: string | null;
  /** One of all. */
  readonly isDefault: boolean;
  /** Clean (protocol/safe-html); '' = none. */
  readonly signatureHtml: string;
  readonly signatureText: string;
}
export const MAX_NAME = 200;
export const MAX_SIGNATURE = 20_000;
export const MAX_IDENTITIES = 50;
