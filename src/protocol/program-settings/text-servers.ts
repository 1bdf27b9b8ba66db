/**
 * Puts together what text.ts gathered word by word: which server a told value belongs to, of what kind it is, and the account.
 * Pure.
 */
import type {
  AccountSettings,
  Said,
  Security,
  ServerKind,
  ServerSettings,
  SignInWay,
} from '#src/model/program-settings.ts';
import { unwritten } from './said.ts';
import type { Direction } from './text-words.ts';

export const PORTS: Readonly<Record<number, ServerKind>> = {
  993: 'imap',
  143: 'imap',
  995: 'pop3',
  110: 'pop3',
  465: 'smtp',
  587: 'smtp',
  25: 'smtp',
  2525: 'smtp',
  26: 'smtp',
};

/** One server as it is put together. */
export interface Draft {
  kind: ServerKind | null;
  host?: Said<string>;
  port?: Said<number | null>;
  security?: Said<Security | null> & { readonly isBare: boolean };
  user?: Said<string>;
  signIn?: Said<SignInWay | null>;
  checks?: Said<boolean>;
}

/** The account that was told of; null when no server was named. */
export function accountOf(
  drafts: Readonly<Record<Direction, Draft>>,
  from: readonly Said<string>[],
  shared: Said<string> | undefined,
): AccountSettings | null {
  const { incoming, outgoing } = oneServer(drafts);
  const servers = {
    incoming: incoming.host === undefined ? null : serverOf(incoming, incoming.kind ?? kindOfPort(incoming), shared),
    outgoing: outgoing.host === undefined ? null : serverOf(outgoing, 'smtp', shared),
  };
  if (servers.incoming === null && servers.outgoing === null) return null;
  const isHalf = servers.incoming === null || servers.outgoing === null;
  return { name: '', from: from.slice(0, 5), ...servers, ...(isHalf ? { isHalf } : {}) };
}

function serverOf(draft: Draft, kind: ServerKind, fallback: Said<string> | undefined): ServerSettings {
  const port = draft.port?.value ?? null;
  const { security } = draft;
  const isStart = security?.isBare === true && (port === 587 || port === 143 || port === 110 || port === 25);
  const value = isStart ? 'starttls' : (security?.value ?? null);
  return {
    kind,
    host: draft.host as Said<string>,
    port: draft.port ?? unwritten<number | null>(null),
    security: security === undefined ? unwritten<Security | null>(null) : { ...security, value },
    userName: draft.user ?? fallback ?? unwritten(''),
    signIn: draft.signIn ?? unwritten<SignInWay | null>(null),
    ...(draft.checks === undefined ? {} : { checksCertificate: draft.checks }),
  };
}

/** Where only one server is named, all that was told is about it: a printer or a web shop sends and does nothing else. */
function oneServer({ incoming, outgoing }: Readonly<Record<Direction, Draft>>): Readonly<Record<Direction, Draft>> {
  const hasBoth = incoming.host !== undefined && outgoing.host !== undefined;
  if (hasBoth || incoming.host === undefined) return { incoming, outgoing };
  const port = (incoming.port ?? outgoing.port)?.value ?? 0;
  const isSending =
    incoming.kind === null && (PORTS[port] === 'smtp' || outgoing.port !== undefined || outgoing.signIn !== undefined);
  return isSending
    ? { incoming: { kind: null }, outgoing: { ...outgoing, ...incoming, kind: 'smtp' } }
    : { incoming, outgoing };
}

const kindOfPort = ({ port }: Draft): ServerKind => (PORTS[port?.value ?? 0] === 'pop3' ? 'pop3' : 'imap');

/** Of what kind a server is by its scheme or name; null when that says nothing. */
export function kindOfName(scheme: string, name: string): ServerKind | null {
  const first = `${scheme}.${name}`.toLowerCase();
  if (/\b(?:imap|imap4|imaps)\b/.test(first)) return 'imap';
  if (/\b(?:pop|pop3|pop3s|pops)\b/.test(first)) return 'pop3';
  return /\b(?:smtps?|send|out|outgoing|relay|utgaende|asmtp)\b|^\.smtp-/.test(first) ? 'smtp' : null;
}
