/**
 * What a command handler sees of its session, and what it answers. Types and small constructors only; the session itself
 * is session.ts. Handlers never write tagged lines: they return an Answer.
 */
import type { CommandKind, CommandOf } from '#src/protocol/imap/command.ts';
import type { CommandReader } from '#src/protocol/imap/command-reader.ts';
import type { Texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { MailConnection } from '#src/net/connection.ts';
import type { Auth, Journal, Mailbox } from '../../ports.ts';
import type { MailboxHandle, MailStore } from '../mail-store.ts';
import type { Output } from './output.ts';
import type { Selected } from './selected.ts';

/** What all sessions share. */
export interface ImapHost {
  readonly hostname: string;
  readonly journal: Journal;
  readonly auth: Auth;
  readonly store: MailStore;
  readonly clock: Clock;
  /** Language of refusals before anyone has signed in. */
  readonly language: Language;
  readonly maxMessageBytes: number;
  /** Port with implicit TLS that a client is pointed to. */
  readonly imapsPort: number;
  readonly maxConnectionsPerMailbox: number;
  /** Sessions signed in now, by mailbox. */
  readonly signedIn: Map<string, number>;
  readonly onBug: (error: unknown, where: string) => void;
}

export interface Account {
  readonly mailbox: Mailbox;
  readonly handle: MailboxHandle;
}

export interface ImapContext {
  readonly host: ImapHost;
  readonly connection: MailConnection;
  readonly reader: CommandReader;
  readonly out: Output;
  /** Words in the language of whoever is signed in. */
  readonly texts: Texts;
  account: Account | null;
  selected: Selected | null;
  /** RFC 7162: the client wants MODSEQ in every flag answer. */
  condstore: boolean;
  /** RFC 6855: UTF8=ACCEPT is on. */
  utf8: boolean;
  failedSignIns: number;
  /** Next line of the client, outside commands (SASL, IDLE); null when the connection is over. */
  readLine(): Promise<string | null>;
  /** Account of a fresh sign-in; limits and time-outs change with it. */
  signedInAs(account: Account): void;
  /** Writes what others changed in the selected folder. */
  tellNews(options: { readonly expunges: boolean; readonly uid: boolean }): void;
  leaveFolder(): void;
}

export interface Answer {
  readonly status: 'OK' | 'NO' | 'BAD';
  /** Response code without brackets. */
  readonly code?: string;
  /** Words; Unicode. */
  readonly text: string;
  /** The connection ends after this answer. */
  readonly bye?: string;
}

export const ok = (text: string, code?: string): Answer => ({ status: 'OK', text, ...(code ? { code } : {}) });
export const no = (text: string, code?: string): Answer => ({ status: 'NO', text, ...(code ? { code } : {}) });
export const bad = (text: string): Answer => ({ status: 'BAD', text });

export interface Handler<Kind extends CommandKind> {
  /** `before` = not signed in yet; `signed-in` includes `selected`. */
  readonly state: 'any' | 'before' | 'signed-in' | 'selected';
  /** EXPUNGE may be told at the end of it (never for FETCH, STORE, SEARCH without UID). */
  readonly expunges: (command: CommandOf<Kind>) => boolean;
  /** null: the tagged line was written already. */
  run(context: ImapContext, command: CommandOf<Kind>, tag: string): Promise<Answer | null> | Answer | null;
}

/** A handler that may tell EXPUNGE. */
export const handler = <Kind extends CommandKind>(
  state: Handler<Kind>['state'],
  run: Handler<Kind>['run'],
  expunges: Handler<Kind>['expunges'] = () => true,
): Handler<Kind> => ({ state, run, expunges });

/** The account of a command that is only allowed after sign-in. */
export function accountOf(context: ImapContext): Account {
  if (context.account === null) throw new Error('command without account');
  return context.account;
}

/** The folder of a command that is only allowed in the selected state. */
export function selectedOf(context: ImapContext): Selected {
  if (context.selected === null) throw new Error('command without selected folder');
  return context.selected;
}
