/**
 * Outlook's profile file (`.prf`): section 5 holds the accounts' values, the sections after it map names to numbers and stay
 * as they are. `SMTPSecureConnection` is ENCRYPT_CONN_*: 0 none, 1 SSL/TLS, 2 STARTTLS, 3 whatever works.
 */
import { type AccountSettings, MOST_ACCOUNTS, type ProgramSettings, type Said } from '#src/model/program-settings.ts';
import type { Document } from './document.ts';
import { entrySaid, readSections, type Section } from './key-lines.ts';
import { outlookServers } from './outlook-values.ts';

/** Whether it is one, by content. */
export const isOutlookPrf = (text: string): boolean =>
  /^[ \t]*\[(?:Internet Account List|Service List)\]/im.test(text) &&
  /^[ \t]*(?:SMTPServer|IMAPServer|POP3Server|ProfileName)\s*=/im.test(text);

/** The settings in a file that `isOutlookPrf` knew. */
export function readOutlookPrf(document: Document): ProgramSettings {
  const { sections, passwords } = readSections(document, ';');
  const kinds = sections.find(({ name }) => /^internet account list$/i.test(name));
  const accounts = sections
    .filter(({ name }) => /^account\d{1,3}$/i.test(name))
    .slice(0, MOST_ACCOUNTS)
    .flatMap((section) => accountOf(document, section, kinds?.entries.get(section.name.toLowerCase())?.value ?? ''));
  return { format: 'outlook-prf', accounts, passwords };
}

function accountOf(document: Document, section: Section, mapping: string): AccountSettings[] {
  const has = (key: string): boolean => section.entries.has(key.toLowerCase());
  const isImap = has('IMAPServer') || (/imap/i.test(mapping) && !has('POP3Server'));
  const kind = isImap ? 'imap' : 'pop3';
  const said = (key: string): Said<string> => entrySaid(document, section, key);
  const [incoming, outgoing] = outlookServers(kind, said, {
    prefix: kind === 'imap' ? 'IMAP' : 'POP3',
    user: 'UserName',
    gap: '',
  });
  const from = said('EmailAddress');
  return [{ name: said('AccountName').value, from: from.isWritten ? [from] : [], incoming, outgoing }];
}
