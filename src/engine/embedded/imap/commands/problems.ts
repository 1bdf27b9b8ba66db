/** What the store says no to, as an answer with its code (RFC 5530, RFC 9051 §7.1). Called by the command handlers. */
import type { StoreProblem } from '../../mail-store.ts';
import { type Answer, type ImapContext, no } from '../context.ts';

/** `target`: the folder was to receive messages, so a missing one may be created by the client (TRYCREATE). */
export function refuse(context: ImapContext, problem: StoreProblem, folder: string, target = false): Answer {
  const words = context.texts.imap;
  switch (problem) {
    case 'no-such-folder':
      return no(words.noSuchFolder({ folder }), target ? 'TRYCREATE' : 'NONEXISTENT');
    case 'folder-exists':
      return no(words.folderExists({ folder }), 'ALREADYEXISTS');
    case 'folder-has-children':
      return no(words.folderHasChildren({ folder }), 'HASCHILDREN');
    case 'bad-name':
      return no(words.badFolderName({ folder }), 'CANNOT');
    case 'over-quota':
      return no(words.mailboxFull(), 'OVERQUOTA');
    case 'too-many-folders':
      return no(words.tooManyFolders(), 'LIMIT');
    case 'no-space':
      return no(words.noSpace(), 'UNAVAILABLE');
    case 'not-allowed':
      return no(words.notAllowed({ folder }), 'CANNOT');
  }
}
