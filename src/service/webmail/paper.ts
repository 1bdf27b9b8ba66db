/**
 * Letters to be printed: one, or a conversation whole; with who, when and what is attached above each. Called by
 * routes/mail-paper.ts. The same sanitiser and the same wall as an open letter; a letter that went away meanwhile is left out.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import { paperDocument, type PaperLetter } from '#src/protocol/safe-html/document.ts';
import { escape } from '#src/protocol/safe-html/escape.ts';
import { MailRefused } from './attempt.ts';
import type { Capabilities } from './capability.ts';
import type { MailUser } from './connections.ts';
import { letterOf } from './document.ts';
import { partName } from './file-names.ts';
import { type ReadDeps, type ReadMessage, readMessage } from './message.ts';
import type { Correspondent } from './message-header.ts';

export interface PaperAsked {
  /** In their order. */
  readonly ids: readonly string[];
  /** Of these the pictures from elsewhere too. */
  readonly shown: readonly string[];
  /** Section of a message that lies in the only one. */
  readonly inside: string | null;
  readonly language: Language;
  readonly timeZone: string;
  readonly session: string;
  readonly base: string;
}
export const MOST_LETTERS = 100;
const MOST_HTML = 12 * 1024 * 1024;

/** The document; throws MailRefused when none of them is there. */
export async function paperOf(
  deps: ReadDeps,
  capabilities: Capabilities,
  user: MailUser,
  asked: PaperAsked,
): Promise<string> {
  const letters: PaperLetter[] = [];
  let title = '';
  let length = 0;
  for (const id of asked.ids.slice(0, MOST_LETTERS)) {
    const read = await readMessage(deps, user, { id, inside: asked.inside }).catch(onlyGone);
    if (read === null) continue;
    const { language, session, base } = asked;
    const images = asked.shown.includes(id);
    const mail = await letterOf(deps, read, capabilities, user, { id, language, images, session, base });
    length += mail.html.length;
    if (length > MOST_HTML && letters.length > 0) break;
    if (letters.length === 0) title = read.header.subject;
    letters.push({ head: head(read, asked), mail });
  }
  if (letters.length === 0) throw new MailRefused('messageGone');
  return paperDocument(letters, { language: asked.language, title });
}

function onlyGone(error: unknown): null {
  if (error instanceof MailRefused && error.key === 'messageGone') return null;
  throw error;
}

function head({ header, body, opened }: ReadMessage, { language, timeZone }: PaperAsked): string {
  const words = texts(language).webmailRead.document;
  const people = (all: readonly Correspondent[]): string =>
    all.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ');
  const at = header.sentAt ?? opened.receivedAt?.getTime() ?? 0;
  const lines: readonly (readonly [string, string])[] = [
    [words.from, people(header.from)],
    [words.to, people(header.to)],
    [words.cc, people(header.cc)],
    [words.at, whenSent(at, language, timeZone)],
    [words.files, body.contents.files.map(partName).join(', ')],
  ];
  return lines
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `<p><b>${escape(label)}:</b> ${escape(text)}</p>`)
    .join('');
}

function whenSent(at: number, language: Language, timeZone: string): string {
  const { locale } = texts(language).diagnose;
  const options = { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);
  } catch {
    return `${new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(at)} UTC`;
  }
}
