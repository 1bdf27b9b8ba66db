/**
 * A draft as a reader expects to find it: who gets the answer, its subject, what is quoted, his signature in its place, and as
 * whom he was written to. Called by drafts.ts. Pure; what was read and what the reader has set is given.
 */
import { withoutDetail } from '#src/model/address.ts';
import type { Language } from '#src/model/language.ts';
import type { Identity, WebmailSettings } from '#src/model/webmail-settings.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type AnswerKind, MOST_REFERENCES, type Origin, type Written } from './draft.ts';
import type { Original, OriginalFile } from './original.ts';
import { type Addressed, once, typedAs } from './recipients.ts';
import { escape } from '#src/protocol/safe-html/escape.ts';
import { cleanHtml } from '#src/protocol/safe-html/written.ts';
import { htmlOfLines, shownImages, textOfHtml } from './written-html.ts';

export interface Reader {
  readonly language: Language;
  /** IANA, of the browser. */
  readonly timeZone: string;
  /** All; the usual one first. */
  readonly identities: readonly Identity[];
  readonly settings: Pick<WebmailSettings, 'format' | 'replyPlacement'>;
}
export interface Prepared {
  readonly written: Written;
  readonly origin: Origin | null;
  /** Go with the draft; those with a cid stand in the HTML under that cid. */
  readonly files: readonly OriginalFile[];
}
export interface Fields {
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly subject?: string;
  readonly body?: string;
  readonly from?: string;
}

/** More quoted markup than this is quoted as text: a draft has to be saved within a second. */
const MOST_QUOTED_HTML = 250_000;
const MOST_QUOTED_TEXT = 100_000;

/** What stands before a subject of an answer, in the languages of our correspondents. */
const REPLY = /^\s*(?:re|sv|aw|antw|vs|odp|r)(?:\s?\[\d+\])?\s*:\s*/i;
const FORWARD = /^\s*(?:fwd?|vs|vb|wg|tr|rv|i)(?:\s?\[\d+\])?\s*:\s*/i;

/** `Re:` or `Fwd:` once, whatever stood there: `SV: Re: Møte` → `Re: Møte`. */
export function subjectOf(subject: string, kind: AnswerKind): string {
  const pattern = kind === 'forward' ? FORWARD : REPLY;
  let rest = subject.trim();
  for (let turn = 0; turn < 20 && pattern.test(rest); turn += 1) rest = rest.replace(pattern, '');
  return `${kind === 'forward' ? 'Fwd' : 'Re'}: ${rest}`.trim();
}

const lower = (address: string): string => address.toLowerCase();
/** The identity that this address is, plus-addresses too. */
const identityFor = (identities: readonly Identity[], address: string): Identity | undefined =>
  identities.find((one) => one.address === lower(address)) ??
  identities.find((one) => one.address === withoutDetail(lower(address)));

/** As whom the original reached its reader; the usual identity when nothing tells. */
export function receivedAs(original: Original, identities: readonly Identity[]): Identity {
  const named = [...original.to, ...original.cc, ...original.bcc].map(({ address }) => address);
  for (const address of [...named, ...original.deliveredTo, ...original.from.map((one) => one.address)]) {
    const found = identityFor(identities, address);
    if (found !== undefined) return found;
  }
  return identities[0];
}

/** Who gets the answer: who asked for it, without the reader himself. */
function recipientsOf(original: Original, kind: AnswerKind, identities: readonly Identity[]) {
  const isOwn = ({ address }: Addressed): boolean => identityFor(identities, address) !== undefined;
  const author = original.replyTo.length > 0 ? original.replyTo : original.from;
  // An answer to one's own letter goes on to those it went to.
  const isMine = original.from.length > 0 && original.from.every(isOwn);
  const first = isMine ? original.to : author;
  const asked = once(first.filter((one) => !isOwn(one)));
  const to = kind === 'reply-all' && !isMine ? once([...asked, ...original.to.filter((one) => !isOwn(one))]) : asked;
  const named = new Set(to.map(({ address }) => lower(address)));
  const cc =
    kind === 'reply-all' ? once(original.cc.filter((one) => !isOwn(one) && !named.has(lower(one.address)))) : [];
  // Only himself: then to himself.
  return { to: to.length + cc.length === 0 ? once(first) : to, cc };
}

/** RFC 5322 §3.6.4; the first is kept, for the beginning of the thread. */
function referencesOf(original: Original): readonly string[] {
  const before =
    original.references.length > 0 ? original.references : original.inReplyTo === null ? [] : [original.inReplyTo];
  const all = [
    ...before.filter((id) => id !== original.messageId),
    ...(original.messageId === null ? [] : [original.messageId]),
  ];
  return all.length <= MOST_REFERENCES ? all : [all[0], ...all.slice(1 - MOST_REFERENCES)];
}

function whenSent(original: Original, reader: Reader): string {
  const at = Date.parse(original.date);
  if (Number.isNaN(at)) return '';
  const { locale } = texts(reader.language).diagnose;
  const options = { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: reader.timeZone }).format(at);
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(at);
  }
}
const called = ({ name, address }: Addressed): string => (name === '' ? address : `${name} <${address}>`);

/** The lines above the quoted text. */
function introOf(original: Original, kind: AnswerKind, reader: Reader): readonly string[] {
  const words = texts(reader.language).webmailWriting;
  const when = whenSent(original, reader);
  const who = original.from.map(called).join(', ');
  if (kind !== 'forward') return [when === '' ? words.wroteUndated({ who }) : capital(words.wrote({ when, who }))];
  const list = (people: readonly Addressed[]): string => people.map(called).join(', ');
  return [
    words.forwarded(),
    words.from({ value: who }),
    ...(when === '' ? [] : [words.date({ value: when })]),
    words.subject({ value: original.subject }),
    ...(original.to.length === 0 ? [] : [words.to({ value: list(original.to) })]),
    ...(original.cc.length === 0 ? [] : [words.cc({ value: list(original.cc) })]),
  ];
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const SPACE = '<div><br></div>';
export const signatureHtml = ({ signatureHtml: html, signatureText: text }: Identity): string => {
  const own = html === '' ? htmlOfLines(text) : cleanHtml(html);
  return text.trim() === '' && html.trim() === '' ? '' : `<div class="signature"><div>-- </div>${own}</div>`;
};
export const signatureText = ({ signatureText: text }: Identity): string => (text.trim() === '' ? '' : `-- \n${text}`);

interface Quote {
  readonly html: string;
  readonly text: string;
}
/** The reader's own place, his signature and the quote, in the order that he has chosen. */
function bodies(quote: Quote | null, identity: Identity, placement: WebmailSettings['replyPlacement']): Quote {
  const html = signatureHtml(identity);
  const text = signatureText(identity);
  const join = (parts: readonly string[], glue: string): string => parts.filter((part) => part !== '').join(glue);
  if (quote === null)
    return { html: SPACE + (html === '' ? '' : SPACE + html), text: text === '' ? '' : `\n\n${text}` };
  if (placement === 'below')
    return { html: join([quote.html, SPACE, html], ''), text: join([quote.text, '\n', text], '\n') };
  return {
    html: join([SPACE, html === '' ? '' : SPACE + html, SPACE, quote.html], ''),
    text: `\n\n${join([text, quote.text], '\n\n')}`,
  };
}

function quoteOf(original: Original, kind: AnswerKind, reader: Reader): Quote {
  const intro = introOf(original, kind, reader);
  const clean = cleanHtml(original.html);
  const text = (original.text === '' ? textOfHtml(clean) : original.text).slice(0, MOST_QUOTED_TEXT).trimEnd();
  const isHtml = clean !== '' && clean.length <= MOST_QUOTED_HTML;
  const body = isHtml ? clean : htmlOfLines(text);
  const head = `<div class="intro">${intro.map(escape).join('<br>')}</div>`;
  if (kind === 'forward') return { html: `${head}<div><br></div>${body}`, text: `${intro.join('\n')}\n\n${text}` };
  const marked = text
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()))
    .join('\n');
  return { html: `${head}<blockquote type="cite">${body}</blockquote>`, text: `${intro.join('\n')}\n${marked}` };
}

/** An answer to a message. */
export function prepareAnswer(original: Original, kind: AnswerKind, reader: Reader): Prepared {
  const identity = receivedAs(original, reader.identities);
  const people = kind === 'forward' ? { to: [], cc: [] } : recipientsOf(original, kind, reader.identities);
  const body = bodies(
    quoteOf(original, kind, reader),
    identity,
    kind === 'forward' ? 'above' : reader.settings.replyPlacement,
  );
  const shown = shownImages(body.html);
  const references = referencesOf(original);
  return {
    written: {
      from: identity.address,
      to: people.to.map(typedAs),
      cc: people.cc.map(typedAs),
      bcc: [],
      subject: subjectOf(original.subject, kind),
      format: reader.settings.format,
      ...body,
    },
    origin: { id: original.id, kind, messageId: original.messageId, references },
    // Who answers sends the pictures of the quote back, not the files.
    files: original.files.filter(({ cid }) => kind === 'forward' || (cid !== null && shown.has(cid))),
  };
}

/** A fresh letter, or what a mailto link asks for. */
export function prepareNew(fields: Fields, reader: Reader): Prepared {
  const identity = identityFor(reader.identities, fields.from ?? '') ?? reader.identities[0];
  const empty = bodies(null, identity, 'above');
  const body = (fields.body ?? '').replace(/\r\n?/g, '\n');
  return {
    written: {
      from: identity.address,
      to: fields.to ?? [],
      cc: fields.cc ?? [],
      bcc: fields.bcc ?? [],
      subject: fields.subject ?? '',
      format: reader.settings.format,
      html: body === '' ? empty.html : htmlOfLines(body) + empty.html,
      text: body === '' ? empty.text : body + empty.text,
    },
    origin: null,
    files: [],
  };
}

/** A draft that lies in the Drafts folder, made by whatever program. */
export function prepareDraft(original: Original, reader: Reader): Prepared {
  const html = cleanHtml(original.html);
  const isHtml = html !== '' && html.length <= MOST_QUOTED_HTML * 3;
  const text = original.text === '' ? textOfHtml(html) : original.text;
  const from = original.from.map(({ address }) => identityFor(reader.identities, address)).find(Boolean);
  const { references, inReplyTo } = original;
  return {
    written: {
      from: (from ?? reader.identities[0]).address,
      to: original.to.map(typedAs),
      cc: original.cc.map(typedAs),
      bcc: original.bcc.map(typedAs),
      subject: original.subject,
      format: isHtml ? 'html' : 'plain',
      html: isHtml ? html : htmlOfLines(text),
      text,
    },
    origin: inReplyTo === null ? null : { id: '', kind: 'reply', messageId: inReplyTo, references },
    files: original.files,
  };
}
