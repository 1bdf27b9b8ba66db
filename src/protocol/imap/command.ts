/**
 * IMAP commands as values: what a client asked for, nothing of how it is answered.
 * Made by parse-command.ts, read by the handlers in engine/embedded/imap/commands.
 */
import type { Section } from './body-section.ts';
import type { SequenceSet } from './sequence-set.ts';

export type StatusItem =
  'MESSAGES' | 'RECENT' | 'UIDNEXT' | 'UIDVALIDITY' | 'UNSEEN' | 'SIZE' | 'HIGHESTMODSEQ' | 'APPENDLIMIT' | 'DELETED';

export type FetchItem =
  | { readonly kind: 'flags' | 'uid' | 'internaldate' | 'size' | 'modseq' | 'envelope' | 'body' | 'bodystructure' }
  /** `label` is what the answer repeats, without partial: `BODY[HEADER.FIELDS (Date)]`, `RFC822.TEXT`. */
  | {
      readonly kind: 'section';
      readonly section: Section;
      readonly peek: boolean;
      readonly label: string;
      readonly partial: { readonly from: number; readonly length: number } | null;
    };

export type SearchKey =
  | { readonly kind: 'all' }
  | { readonly kind: 'set'; readonly set: SequenceSet; readonly by: 'sequence' | 'uid' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'flag'; readonly flag: string; readonly present: boolean }
  | { readonly kind: 'recent' | 'old' | 'new' }
  | { readonly kind: 'received'; readonly op: 'before' | 'on' | 'since'; readonly day: number }
  | { readonly kind: 'sent'; readonly op: 'before' | 'on' | 'since'; readonly day: number }
  | { readonly kind: 'within'; readonly op: 'older' | 'younger'; readonly seconds: number }
  | { readonly kind: 'size'; readonly op: 'larger' | 'smaller'; readonly sizeBytes: number }
  | { readonly kind: 'text'; readonly where: 'text' | 'body' | { readonly header: string }; readonly needle: string }
  | { readonly kind: 'modseq'; readonly modseq: number }
  | { readonly kind: 'not'; readonly key: SearchKey }
  | { readonly kind: 'or'; readonly left: SearchKey; readonly right: SearchKey }
  | { readonly kind: 'and'; readonly keys: readonly SearchKey[] };

export type SearchReturn = 'MIN' | 'MAX' | 'ALL' | 'COUNT' | 'SAVE';
export type ListSelection = 'SUBSCRIBED' | 'REMOTE' | 'RECURSIVEMATCH' | 'SPECIAL-USE';

export interface ListReturn {
  readonly subscribed: boolean;
  readonly children: boolean;
  readonly specialUse: boolean;
  readonly status: readonly StatusItem[] | null;
}

export type Command =
  | {
      readonly kind:
        'CAPABILITY' | 'NOOP' | 'LOGOUT' | 'STARTTLS' | 'CHECK' | 'CLOSE' | 'UNSELECT' | 'IDLE' | 'NAMESPACE';
    }
  | { readonly kind: 'AUTHENTICATE'; readonly mechanism: string; readonly initial: string | null }
  | { readonly kind: 'LOGIN'; readonly login: string; readonly secret: string }
  | { readonly kind: 'ID'; readonly fields: ReadonlyMap<string, string | null> }
  | { readonly kind: 'ENABLE'; readonly capabilities: readonly string[] }
  | { readonly kind: 'SELECT' | 'EXAMINE'; readonly mailbox: string; readonly condstore: boolean }
  | { readonly kind: 'CREATE'; readonly mailbox: string; readonly use: readonly string[] }
  | { readonly kind: 'DELETE' | 'SUBSCRIBE' | 'UNSUBSCRIBE' | 'GETQUOTAROOT'; readonly mailbox: string }
  | { readonly kind: 'RENAME'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'LIST';
      readonly reference: string;
      readonly patterns: readonly string[];
      readonly select: readonly ListSelection[];
      readonly give: ListReturn;
      /** Written with selection or return options or several patterns (RFC 5258). */
      readonly extended: boolean;
    }
  | { readonly kind: 'LSUB'; readonly reference: string; readonly pattern: string }
  | { readonly kind: 'STATUS'; readonly mailbox: string; readonly items: readonly StatusItem[] }
  | {
      readonly kind: 'APPEND';
      readonly mailbox: string;
      readonly flags: readonly string[];
      readonly internalDate: number | null;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'GETQUOTA' | 'SETQUOTA'; readonly root: string }
  | { readonly kind: 'EXPUNGE'; readonly uids: SequenceSet | null }
  | {
      readonly kind: 'SEARCH';
      readonly uid: boolean;
      readonly give: readonly SearchReturn[] | null;
      readonly key: SearchKey;
    }
  | {
      readonly kind: 'FETCH';
      readonly uid: boolean;
      readonly set: SequenceSet | 'saved';
      readonly items: readonly FetchItem[];
      readonly changedSince: number | null;
    }
  | {
      readonly kind: 'STORE';
      readonly uid: boolean;
      readonly set: SequenceSet | 'saved';
      readonly op: 'set' | 'add' | 'remove';
      readonly silent: boolean;
      readonly flags: readonly string[];
      readonly unchangedSince: number | null;
    }
  | {
      readonly kind: 'COPY' | 'MOVE';
      readonly uid: boolean;
      readonly set: SequenceSet | 'saved';
      readonly mailbox: string;
    };

export type CommandKind = Command['kind'];
/** The members of a union whose `kind` is, or may be, one of `Kind`. */
type OfKind<Union extends { readonly kind: string }, Kind> = Union extends { readonly kind: string }
  ? [Union['kind'] & Kind] extends [never]
    ? never
    : Union
  : never;
export type CommandOf<Kind extends CommandKind> = OfKind<Command, Kind>;
export type SearchKeyOf<Kind extends SearchKey['kind']> = OfKind<SearchKey, Kind>;
