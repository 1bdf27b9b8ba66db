/**
 * How a list says it can be left (RFC 2369), and whether its one click may be believed (RFC 8058 §4): only where the message
 * names one page, asks for the click, and a signature that our own host found good covers both fields. Called by
 * message-header.ts. Pure; asks nobody.
 */
import { fieldValue, type HeaderField } from '#src/protocol/mime/header-fields.ts';
import { plainResults } from '#src/protocol/mime/results-field.ts';
import { readTags } from '#src/protocol/tag-list.ts';

export interface UnsubscribeLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
export type UnsubscribeOffer =
  | { readonly kind: 'one-click' | 'web'; readonly target: string }
  | { readonly kind: 'mail'; readonly target: string; readonly letter: UnsubscribeLetter };
const MOST_SUBJECT = 300;
const MOST_LETTER = 1_000;
const BOTH = ['list-unsubscribe', 'list-unsubscribe-post'];

/** What our own host wrote down when the message came. */
export interface Vouched {
  /** Value of our own Authentication-Results field; null: there is none. */
  readonly results: string | null;
  /** Handed in by a mailbox of ours: we signed it ourselves. */
  readonly isSubmitted: boolean;
}

export function unsubscribeOf(
  bytes: Buffer,
  fields: readonly HeaderField[],
  vouched: Vouched,
): UnsubscribeOffer | null {
  const values = (key: string): readonly string[] =>
    fields.filter((field) => field.key === key).map((field) => fieldValue(bytes, field));
  const lists = values('list-unsubscribe');
  const posts = values('list-unsubscribe-post');
  const targets = [...(lists[0] ?? '').matchAll(/<([^<>\s]{1,2000})>/g)].map(([, target]) => target);
  const web = targets.find((target) => /^https:\/\//i.test(target));
  const mail = targets.flatMap((target) => {
    const letter = letterOf(target);
    return letter === null ? [] : [{ kind: 'mail', target, letter } as const];
  })[0];
  // A second field could be one that somebody put on top of what is signed.
  const isAsked = lists.length === 1 && posts.length === 1 && posts[0].trim() === 'List-Unsubscribe=One-Click';
  if (web !== undefined && isAsked && isCovered(values('dkim-signature'), vouched))
    return { kind: 'one-click', target: web };
  if (mail !== undefined) return mail;
  return web === undefined ? null : { kind: 'web', target: web };
}

/** The letter that a `mailto:` asks for (RFC 6068): to one address, subject and text, nothing else; null: it asks for more. */
function letterOf(target: string): UnsubscribeLetter | null {
  const match = /^mailto:([^?]{3,1000})(?:\?(.*))?$/i.exec(target);
  if (match === null) return null;
  const [to, ...fields] = [match[1], ...(match[2] ?? '').split('&')].map((text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  });
  if (!/^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,255}$/.test(to)) return null;
  const field = (name: string): string => {
    const found = fields.find((one) => one.toLowerCase().startsWith(`${name}=`));
    return found === undefined ? '' : found.slice(name.length + 1);
  };
  const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim();
  return {
    to: to.toLowerCase(),
    subject: oneLine(field('subject')).slice(0, MOST_SUBJECT),
    text: field('body')
      .replaceAll(/[^\P{Cc}\n]+/gu, '')
      .slice(0, MOST_LETTER),
  };
}

/** Does a signature that was found good cover both fields? */
function isCovered(signatures: readonly string[], { results, isSubmitted }: Vouched): boolean {
  const written = signatures.slice(0, 50).map((text) => readTags(text).tags);
  if (isSubmitted) return written.some(coversBoth);
  return goodOnes(results ?? '').some(({ domain, selector, beginning }) => {
    const same = written.filter(
      (tags) =>
        tags.get('d')?.trim().toLowerCase() === domain &&
        tags.get('s')?.trim().toLowerCase() === selector &&
        (tags.get('b') ?? '').replaceAll(/\s/g, '').startsWith(beginning),
    );
    // Two that begin alike: one of them may only look like the good one.
    return same.length === 1 && coversBoth(same[0]);
  });
}

function coversBoth(tags: ReadonlyMap<string, string>): boolean {
  const covered = (tags.get('h') ?? '').split(':').map((name) => name.trim().toLowerCase());
  return BOTH.every((name) => covered.includes(name));
}

/** Signatures that our host found good, as it names them: domain, selector, the first characters of the signature. */
function goodOnes(results: string) {
  return plainResults(results)
    .split(';')
    .flatMap((result) => {
      if (!/^\s*dkim\s*=\s*pass\b/i.test(result)) return [];
      const property = (name: string): string =>
        new RegExp(`\\sheader\\.${name}\\s*=\\s*([^\\s;]{1,300})`, 'i').exec(result)?.[1] ?? '';
      const domain = (property('d') || property('i')).replace(/^.*@/, '').toLowerCase();
      const [selector, beginning] = [property('s').toLowerCase(), property('b')];
      return domain === '' || selector === '' || beginning.length < 8 ? [] : [{ domain, selector, beginning }];
    });
}
