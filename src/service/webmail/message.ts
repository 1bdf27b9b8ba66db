/**
 * One message as a reader opens it: who, when, what it says, what hangs on it, and what to be careful about. Called by
 * routes/mail-message.ts. Reads only the parts that are shown; never throws for a broken message, and says what it could
 * not read.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import { readInvitation } from '#src/protocol/calendar/invitation.ts';
import type { Sanitised } from '#src/protocol/safe-html/sanitise.ts';
import { attempt, MailRefused } from './attempt.ts';
import type { Outcome } from '../outcome.ts';
import type { MailConnections, MailUser } from './connections.ts';
import { isRisky, partName, partPath } from './file-names.ts';
import { hintsOf, type Known } from './hints.ts';
import { folderId, messageId, messageRef } from './message-id.ts';
import { type MessageHeader, plainWords, readHeader } from './message-header.ts';
import { bodyOf, type Body } from './message-text.ts';
import { type Opened, openMessage } from './opened.ts';
import { reportOf, type DeliveryReport } from './delivery-report.ts';
import { type Chosen, pictureSenderOf } from './senders.ts';
import type { SafeLetters } from './safe-letters.ts';
import { safeLetterOf } from './shown-letter.ts';
import type { MailPart } from './structure.ts';

export interface ReadDeps {
  readonly connections: Pick<MailConnections, 'use' | 'open'>;
  readonly letters: SafeLetters;
  readonly hostname: string;
  /** What the reader's own host knows of a correspondent. */
  readonly known: (user: MailUser, header: MessageHeader, path: string) => Promise<Known>;
  /** What the reader chose for this sender and this list. */
  readonly chosen: (user: MailUser, header: MessageHeader) => Promise<Chosen>;
}
export interface Asked {
  readonly id: string;
  /** Section of a message that lies in it. */
  readonly inside: string | null;
  readonly language: Language;
}
/** Everything that later steps need: the routes of document and archive begin here too. */
export interface ReadMessage {
  readonly opened: Opened;
  readonly header: MessageHeader;
  readonly body: Body;
}
export const PREVIEW_LENGTH = 160;

/** Opens and reads; throws MailRefused. */
export async function readMessage(
  deps: ReadDeps,
  user: MailUser,
  { id, inside }: Omit<Asked, 'language'>,
): Promise<ReadMessage> {
  const ref = messageRef(id);
  if (ref === null) throw new MailRefused('messageGone');
  const opened = await openMessage(deps.connections, user, ref, inside);
  const body = await bodyOf(deps, user, opened);
  return { opened, header: readHeader(opened.header, deps.hostname), body };
}

/** The message for its page. */
export const showMessage = (deps: ReadDeps, user: MailUser, asked: Asked) =>
  attempt(async () => {
    const { opened, header, body } = await readMessage(deps, user, asked);
    const [known, chosen] = await Promise.all([deps.known(user, header, opened.ref.path), deps.chosen(user, header)]);
    const hasHtml = body.pieces.some(({ html }) => html !== null && html !== '');
    // As its document will be asked for in a moment: then it is made safe once.
    const asShown = { language: asked.language, images: picturesOf(header, known, chosen).from === 'kept' };
    const looked = hasHtml ? (await safeLetterOf(deps.letters, user, body, asShown)).letter : null;
    const report = reportOf(body, asked.language);
    return view({ asked, opened, header, body, looked, known, chosen, report, hostname: deps.hostname });
  });

interface Viewed {
  readonly asked: Asked;
  readonly opened: Opened;
  readonly header: MessageHeader;
  readonly body: Body;
  readonly looked: Sanitised | null;
  readonly known: Known;
  readonly chosen: Chosen;
  readonly report: DeliveryReport | null;
  readonly hostname: string;
}

function view({ asked, opened, header, body, looked, known, chosen, report, hostname }: Viewed) {
  const base = `/mail/messages/${encodeURIComponent(asked.id)}`;
  const query = asked.inside === null ? '' : `?inside=${asked.inside}`;
  const files = [...body.contents.files, ...body.contents.inline].map((part) => attachment(base, part, body));
  const attached = files.filter(({ inline }) => !inline);
  const at = header.sentAt ?? opened.receivedAt?.getTime() ?? 0;
  return {
    ...row(opened, header, body, at),
    hasFiles: attached.length > 0,
    cc: header.cc,
    bcc: header.bcc,
    replyTo: header.replyTo,
    messageId: header.messageId,
    text: body.text,
    cut: body.isCut,
    document: looked === null ? null : `${base}/document${query}`,
    remoteImages: looked?.remoteImages ?? 0,
    trackers: looked?.trackers ?? 0,
    archive: attached.length < 2 ? null : `${base}/attachments.zip${query}`,
    files,
    authentication: proofShown(header),
    hints: hintsOf({ header, links: looked?.links ?? [], known, hostname }),
    fromContact: known.isContact,
    own: known.isOwnWork,
    pictures: picturesOf(header, known, chosen),
    protection: body.contents.protection,
    event: body.calendar === null ? null : readInvitation(body.calendar),
    report,
    inside: asked.inside,
    unsubscribe: header.unsubscribe === null ? null : { letter: null, ...header.unsubscribe, leftAt: chosen.leftAt },
    broken: brokenWords(opened, header, body, asked.language),
  };
}
export type ShownMessage = ReturnType<typeof view>;
export type ShowMessage = (user: MailUser, asked: Asked) => Promise<Outcome<ShownMessage>>;

const proofShown = ({ proof }: MessageHeader) => {
  const { verdict, domain, spf, dkim, dmarc, ours } = proof;
  return { verdict, domain, spf, dkim, dmarc, ours };
};

/** Whose pictures may come without asking: whom the reader chose, and only where his own domain vouches for him. */
function picturesOf(header: MessageHeader, known: Known, chosen: Chosen) {
  const mayKeep = pictureSenderOf(header) !== null;
  return { mayKeep, from: !mayKeep ? null : chosen.isKept ? 'kept' : known.isContact ? 'contact' : null } as const;
}

function row(opened: Opened, header: MessageHeader, body: Body, at: number) {
  const has = (flag: string): boolean => opened.flags.has(flag);
  return {
    id: messageId(opened.ref),
    folder: folderId(opened.ref.path),
    at: new Date(at).toISOString(),
    from: header.from,
    to: header.to,
    subject: header.subject,
    preview: plainWords(body.text.slice(0, 2_000), PREVIEW_LENGTH),
    unread: !has('\\Seen'),
    flagged: has('\\Flagged'),
    answered: has('\\Answered'),
    forwarded: has('$Forwarded'),
    draft: has('\\Draft'),
    sizeBytes: opened.sizeBytes,
    conversation: header.conversation ?? messageId(opened.ref),
    count: 1,
  };
}

function attachment(base: string, part: MailPart, body: Body) {
  const name = partName(part);
  const inline = body.contents.inline.includes(part);
  return {
    part: part.section,
    name,
    type: part.type,
    // Base64 is a third longer than what it holds.
    sizeBytes: part.encoding === 'base64' ? Math.floor((part.sizeBytes * 73) / 100) : part.sizeBytes,
    inline,
    address: partPath(base, part),
    picture: /^image\/(?:png|jpe?g|gif|webp|avif)$/.test(part.type),
    message: part.type === 'message/rfc822' && part.children.length > 0,
    risky: isRisky(name, part.type),
  };
}

/** What could not be read, in words; null: all was. */
function brokenWords(opened: Opened, header: MessageHeader, body: Body, language: Language): string | null {
  const words = texts(language).webmailRead.broken;
  const said = [
    ...(header.fields === 0 ? [words.noHeader] : []),
    ...(opened.trouble === 'none' ? [] : [words.structure]),
    ...(body.trouble.includes('encoding') ? [words.encoding] : []),
    ...(body.trouble.includes('charset') ? [words.charset] : []),
    ...(body.trouble.includes('bytes') ? [words.bytes] : []),
    ...(body.trouble.includes('empty') ? [words.empty] : []),
    ...(header.isCut ? [words.recipients] : []),
  ];
  return said.length === 0 ? null : said.join(' ');
}
