/**
 * The HTML of a message as a document of its own, for the frame without scripts: sanitised, its pictures by signed addresses.
 * Called by routes/mail-message-document.ts. The wall is the answer's policy (DOCUMENT_POLICY); this tidies behind it.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import { mailDocument } from '#src/protocol/safe-html/document.ts';
import type { Sanitised } from '#src/protocol/safe-html/sanitise.ts';
import { addressed } from '#src/protocol/safe-html/unaddressed.ts';
import type { MailUser } from './connections.ts';
import type { Capabilities, Shown } from './capability.ts';
import { type ReadDeps, type ReadMessage, readMessage } from './message.ts';
import { safeLetterOf, sectionsByCid } from './shown-letter.ts';

export interface DocumentAsked {
  readonly id: string;
  readonly inside: string | null;
  readonly language: Language;
  /** Show pictures from elsewhere. */
  readonly images: boolean;
  readonly session: string;
  /** Where the API is: `https://post.example/api/v1`. */
  readonly base: string;
}

/**
 * Where a letter is shown: `alone` in a tab, in a `frame` of the app, or in one whose only use is to be put on `paper`. The
 * app must measure a frame and print it, so these two have the app's origin; never a script (docs/decisions/0019-webmail.md).
 */
export type ShownAs = 'alone' | 'frame' | 'paper';
const GIVEN: Readonly<Record<ShownAs, string>> = {
  alone: '',
  frame: ' allow-same-origin',
  paper: ' allow-same-origin allow-modals',
};

/**
 * The wall. No scripts, no forms; nothing is fetched but pictures through us. Links open in a tab of their own without
 * knowing where they came from.
 */
export const documentPolicy = (base: string, as: ShownAs = 'alone'): string =>
  [
    `sandbox allow-popups allow-popups-to-escape-sandbox${GIVEN[as]}`,
    "default-src 'none'",
    "script-src 'none'",
    `img-src data: ${base}/mail/image`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');

/** The document; throws MailRefused. */
export async function documentOf(
  deps: ReadDeps,
  capabilities: Capabilities,
  user: MailUser,
  asked: DocumentAsked,
): Promise<string> {
  const read = await readMessage(deps, user, asked);
  const words = texts(asked.language).webmailRead.document;
  const mail = await letterOf(deps, read, capabilities, user, asked);
  return mailDocument(mail, { language: asked.language, quoted: words.quoted, title: read.header.subject });
}

/** The sanitised letter with its pictures by signed addresses. */
export async function letterOf(
  { letters }: Pick<ReadDeps, 'letters'>,
  { body }: ReadMessage,
  capabilities: Capabilities,
  user: MailUser,
  asked: Omit<DocumentAsked, 'inside'>,
): Promise<Sanitised> {
  const grant = { session: asked.session, mailbox: user.id, address: user.address, message: asked.id };
  const sections = sectionsByCid(body.contents);
  return addressed(await safeLetterOf(letters, user, body, asked), (picture) => {
    const shown: Shown = picture.kind === 'remote' ? picture : { kind: 'part', part: sections.get(picture.cid) ?? '' };
    return asked.base + capabilities.address(grant, shown);
  });
}
