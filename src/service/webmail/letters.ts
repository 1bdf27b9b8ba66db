/**
 * Letters of ours put into folders and found again: a draft's copy, what was sent. Called by draft-copy.ts and
 * after-sending.ts. By the line, because a refusal keeps its code there (a full mailbox is told as one).
 */
import { refusalOf, type ImapLine } from './line.ts';
import { searchUids } from './filling.ts';

/** UIDs in the open folder of what carries this Message-ID, what came a moment ago too. */
export async function lettersOf(line: ImapLine, messageId: string): Promise<readonly number[]> {
  await line.command('NOOP');
  return await searchUids(line, ['HEADER Message-ID ', { literal: messageId }]);
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (number: number): string => String(number).padStart(2, '0');
/** ` 7-Nov-2026 08:00:00 +0000` (RFC 9051 §9 date-time). */
export function imapDate(atMs: number): string {
  const at = new Date(atMs);
  const day = `${String(at.getUTCDate()).padStart(2, ' ')}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()}`;
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

export interface ToPut {
  readonly bytes: Buffer;
  readonly messageId: string;
  readonly flags: readonly string[];
  /** When it came; null: now. */
  readonly atMs: number | null;
}
/** Puts a letter into the open folder; gives its UID. Throws `mailboxFull` and the like. */
export async function putLetter(line: ImapLine, path: string, { bytes, messageId, flags, atMs }: ToPut) {
  const date = atMs === null ? '' : `"${imapDate(atMs)}" `;
  const answer = await line.command(['APPEND ', line.name(path), ` (${flags.join(' ')}) ${date}`, { literal: bytes }]);
  if (!answer.ok) throw refusalOf(answer);
  // RFC 4315 §3; a server without it: the newest of this name.
  const told = /^APPENDUID \d+ (\d+)$/i.exec(answer.code);
  return told === null ? Math.max(0, ...(await lettersOf(line, messageId))) : Number(told[1]);
}
