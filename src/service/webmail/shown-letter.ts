/**
 * An opened letter made safe as it is shown: the same for the page of the letter, its document and paper, so that it is done
 * once. Called by message.ts, document.ts and paper.ts.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { Unaddressed } from '#src/protocol/safe-html/unaddressed.ts';
import type { MailUser } from './connections.ts';
import type { Body } from './message-text.ts';
import type { SafeLetters } from './safe-letters.ts';
import type { Contents } from './structure.ts';

/** The letter, its pictures still without addresses. */
export const safeLetterOf = (
  letters: Pick<SafeLetters, 'letter'>,
  user: MailUser,
  body: Body,
  { language, images }: { readonly language: Language; readonly images: boolean },
): Promise<Unaddressed> =>
  letters.letter(user.id, body.pieces, {
    leadsTo: texts(language).webmailRead.document.leadsTo,
    cids: [...sectionsByCid(body.contents).keys()],
    images,
  });

/** Sections of the parts that a letter can show, by their content id in small letters. */
export const sectionsByCid = ({ inline, files }: Pick<Contents, 'inline' | 'files'>): ReadonlyMap<string, string> =>
  new Map(
    [...inline, ...files].flatMap((part) =>
      part.contentId === null ? [] : [[part.contentId.toLowerCase(), part.section] as const],
    ),
  );
