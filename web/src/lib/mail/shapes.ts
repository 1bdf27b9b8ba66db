/** What the webmail routes of the API answer (docs/decisions/0019-webmail.md). Types only. Times are ISO 8601 UTC. */

export type FolderRole = 'inbox' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash' | 'all' | 'flagged';
export interface Folder {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly parent: string | null;
  readonly role: FolderRole | null;
  readonly holdsMail: boolean;
  readonly total: number;
  readonly unread: number;
}

/** A person in a header field; the name may be empty. */
export interface Correspondent {
  readonly name: string;
  readonly address: string;
}
/** One line of a list: a message, or a conversation by its newest message. */
export interface Row {
  /** `<folder id>.<uidvalidity>.<uid>` */
  readonly id: string;
  readonly folder: string;
  readonly at: string;
  readonly from: readonly Correspondent[];
  readonly to: readonly Correspondent[];
  readonly subject: string;
  /** First words of the text; empty when there are none. */
  readonly preview: string;
  readonly unread: boolean;
  readonly flagged: boolean;
  readonly answered: boolean;
  readonly forwarded: boolean;
  readonly draft: boolean;
  readonly hasFiles: boolean;
  readonly sizeBytes: number;
  /** Equal for messages of one conversation. */
  readonly conversation: string;
  /** Messages of the conversation in this folder; 1 where rows are messages. */
  readonly count: number;
}
export interface Page {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Row[];
  /** Changes whenever the list would be another. */
  readonly version: string;
}
/** How a search was read, a piece each; `ignored` pieces had no effect, and the page says so. */
export interface Understood {
  readonly kind: 'word' | 'phrase' | 'operator' | 'or' | 'ignored';
  /** The piece as it counts, e.g. `fra:kari`, `-"til deg"`. */
  readonly text: string;
}
export interface Found {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Row[];
  readonly understood: readonly Understood[];
}
/** Which messages a change is for: these, or all that a list or a search finds (at most 10,000 at once; the rest is `left`). */
export type Which =
  | {
      readonly ids: readonly string[];
      /** Each id stands for its conversation in its folder. */
      readonly conversations?: boolean;
    }
  | {
      readonly all: { readonly folder: string; readonly filter?: 'all' | 'unread' | 'flagged'; readonly most?: number };
    }
  | { readonly all: { readonly q: string; readonly folder?: string; readonly most?: number } };
/** What was done to messages (of a whole list: those that it changed); `to` is where each is now (null: gone for good). Moving `to` back is the undo. */
export interface Done {
  readonly done: readonly { readonly id: string; readonly to: string | null }[];
  /** Ids that were no longer there. */
  readonly gone: readonly string[];
  /** Found, and too many for one time: ask again. */
  readonly left: number;
  /** Of `spam: false`: who wrote them, to be offered as trusted senders. */
  readonly senders: readonly string[];
}
/** Data of each event of `GET /mail/events`, by its name. */
export interface MailEvents {
  /** Folders that are new or whose numbers changed, and ids that are gone. */
  readonly folder: { readonly folders: readonly Folder[]; readonly gone: readonly string[] };
  /** The list of this folder is another now. */
  readonly list: { readonly folder: string; readonly version: string };
  /** A message came to INBOX. */
  readonly new: { readonly row: Row };
  /** Something in the outbox changed. */
  readonly outbox: Record<string, never>;
  /** Events were missed: ask for everything anew. */
  readonly again: Record<string, never>;
  readonly beat: Record<string, never>;
  /** The session or the hour is over. */
  readonly end: Record<string, never>;
}

export interface Attachment {
  readonly part: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** Shown inside the text (cid). */
  readonly inline: boolean;
  /** Where it is fetched. */
  readonly address: string;
  /** A picture that can be shown small. */
  readonly picture: boolean;
  /** A message in itself: `GET /mail/messages/{id}?inside={part}` opens it. */
  readonly message: boolean;
  /** A program, a script, a disk image …: said before it is fetched. */
  readonly risky: boolean;
}
export type Hint =
  | { readonly kind: 'authentication-failed'; readonly domain: string }
  | { readonly kind: 'sender-differs'; readonly shown: string; readonly address: string }
  | { readonly kind: 'reply-elsewhere'; readonly address: string }
  | { readonly kind: 'looks-like'; readonly domain: string; readonly known: string }
  | { readonly kind: 'own-address'; readonly address: string }
  | { readonly kind: 'not-from-us'; readonly address: string }
  | { readonly kind: 'link-differs'; readonly shown: string; readonly leads: string }
  | { readonly kind: 'first-contact' }
  | { readonly kind: 'in-junk'; readonly why: string };
export interface MailEvent {
  readonly kind: 'invitation' | 'answer' | 'cancelled' | 'event';
  readonly title: string;
  readonly where: string;
  readonly starts: string;
  readonly ends: string | null;
  readonly allDay: boolean;
  /** As written, when it is not UTC. */
  readonly timeZone: string | null;
  readonly organiser: Correspondent | null;
  readonly repeats: boolean;
}
export interface DeliveryReport {
  readonly recipients: readonly {
    readonly address: string;
    readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
    /** The other server's words. */
    readonly said: string;
    /** What it means, in words; null: not known. */
    readonly why: string | null;
    readonly cause: string | null;
  }[];
  /** What can be asked about at `/explain`. */
  readonly text: string;
}
export interface Message extends Row {
  readonly cc: readonly Correspondent[];
  readonly bcc: readonly Correspondent[];
  readonly replyTo: readonly Correspondent[];
  readonly messageId: string | null;
  /** Plain text, also made from HTML where there is nothing else; cut at 1 MiB (`cut`). */
  readonly text: string;
  readonly cut: boolean;
  /** Address of the HTML document; null: there is plain text only. */
  readonly document: string | null;
  /** Pictures from elsewhere that are shown only when asked for. */
  readonly remoteImages: number;
  /** Invisible pictures that would tell that it was opened; never fetched. */
  readonly trackers: number;
  /** `.zip` of all files; null: fewer than two. */
  readonly archive: string | null;
  readonly files: readonly Attachment[];
  readonly authentication: {
    readonly verdict: 'proven' | 'failed' | 'unproven';
    readonly domain: string;
    readonly spf: string;
    readonly dkim: string;
    readonly dmarc: string;
    /** Our own host wrote it. */
    readonly ours: boolean;
  };
  readonly hints: readonly Hint[];
  /** The sender is in the reader's address book. */
  readonly fromContact: boolean;
  /** The reader wrote it himself: it lies among what was sent, or is a draft. */
  readonly own: boolean;
  /** Whose pictures may come without asking: the sender was kept, or is a contact; and is proven in either case. */
  readonly pictures: { readonly mayKeep: boolean; readonly from: 'kept' | 'contact' | null };
  /** `signed`: not checked by us; `encrypted`: cannot be read here. */
  readonly protection: 'none' | 'signed' | 'encrypted';
  /** An invitation or an answer to one (RFC 5546); times are ISO 8601, a date alone for whole days. */
  readonly event: MailEvent | null;
  /** What could not be delivered, of a delivery report (RFC 3464). */
  readonly report: DeliveryReport | null;
  /** Part of the message this one lies in; null: it lies in a folder. */
  readonly inside: string | null;
  /** RFC 2369, RFC 8058. */
  readonly unsubscribe: {
    readonly kind: 'one-click' | 'mail' | 'web';
    readonly target: string;
    /** What the list wants to be written. */
    readonly letter: { readonly to: string; readonly subject: string; readonly text: string } | null;
    /** When the reader asked to be taken off; null: he did not. */
    readonly leftAt: string | null;
  } | null;
  /** What could not be read of a broken message, in words for the reader; null: all was read. */
  readonly broken: string | null;
}

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** `cid:` of an image inside the text; null: an attachment. */
  readonly cid: string | null;
}
export interface Draft {
  readonly id: string;
  /** Counts saves; a save names what it saw. */
  readonly version: number;
  readonly from: string;
  /** As typed; groups and names included. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly format: 'html' | 'plain';
  readonly html: string;
  readonly text: string;
  readonly answers: { readonly id: string; readonly kind: 'reply' | 'reply-all' | 'forward' } | null;
  readonly attachments: readonly Upload[];
  readonly savedAt: string;
  /** What all files together may weigh. */
  readonly roomBytes: number;
}
/** Why a message was not taken, and what helps. */
export interface SendRefusal {
  /** Words for the reader. */
  readonly text: string;
  readonly code: number | null;
  readonly cause: string | null;
  /** The Block that stands in the way. */
  readonly block: string | null;
  /** When it may go; null: not by itself. */
  readonly until: string | null;
  /** What stopped it is over: it may go now. */
  readonly isOver: boolean;
  /** Who did not get it, where others did. */
  readonly recipients: readonly { readonly address: string; readonly text: string }[];
}
export interface Outgoing {
  readonly id: string;
  readonly subject: string;
  readonly to: readonly string[];
  /** Everybody, blind copies too. */
  readonly recipients: number;
  /** `held`: taken, and held back by us; it goes by itself. */
  readonly state: 'waiting' | 'sending' | 'refused' | 'held' | 'sent';
  /** Until when it can be taken back. */
  readonly undoUntil: string | null;
  readonly at: string;
  /** The server's clock, for a countdown. */
  readonly now: string;
  readonly refusal: SendRefusal | null;
  /** It was sent, but its copy waits for room in Sent: so says this. */
  readonly unfiled: string | null;
}

/** What became of a message at one recipient. */
export interface Fate {
  readonly address: string;
  readonly state: 'waiting' | 'queued' | 'held' | 'delivered' | 'sent' | 'delayed' | 'bounced' | 'refused';
  /** Words for the reader. */
  readonly text: string;
  readonly at: string | null;
}

export interface MailSettings {
  readonly view: 'conversations' | 'messages';
  readonly undoSeconds: 0 | 5 | 10 | 20 | 30;
  readonly format: 'html' | 'plain';
  readonly images: 'ask' | 'contacts' | 'never';
  readonly density: 'roomy' | 'tight';
  /** −1: never by itself. */
  readonly markReadAfterSeconds: -1 | 0 | 2 | 5;
  readonly replyPlacement: 'above' | 'below';
}
export interface Identity {
  readonly address: string;
  readonly name: string;
  readonly replyTo: string | null;
  readonly isDefault: boolean;
  readonly signatureHtml: string;
  readonly signatureText: string;
}
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly addresses: readonly string[];
  readonly note: string;
}

/** One thing that the journal knows of a message's way here (`GET /mail/messages/{id}/trail`), the oldest first. */
export type TrailStep = { readonly at: string } & (
  | { readonly kind: 'arrived'; readonly from: string; readonly host: string | null }
  | { readonly kind: 'delivered'; readonly folder: string | null }
  | {
      readonly kind: 'rule';
      readonly by: 'rule' | 'blocked-sender' | 'allowed-sender' | 'forwarding' | 'spam' | 'circle';
      /** Of the rule. */
      readonly name: string | null;
      readonly effect:
        'folder' | 'copy' | 'forward' | 'mark' | 'discard' | 'reply' | 'keep' | 'forward-waits' | 'came-back';
      readonly folder: string | null;
      readonly to: string | null;
    }
  | { readonly kind: 'unanswered'; readonly why: string }
  /** By a program or webmail; null: it did not say its name. */
  | { readonly kind: 'moved'; readonly folder: string | null; readonly program: string | null }
);
