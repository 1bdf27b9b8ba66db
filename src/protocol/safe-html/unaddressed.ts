/**
 * A letter made safe by somebody who knows no addresses: pictures stand in it as marks, and whoever holds the secret that signs
 * their addresses puts these in later. So the work can be done in a thread that knows nothing but the letter. Called by
 * service/webmail. Pure.
 */
import { escape } from './escape.ts';
import { textToHtml } from './plain.ts';
import { type Sanitised, sanitise } from './sanitise.ts';

export interface LetterPiece {
  readonly html: string | null;
  readonly plain: string | null;
}
/** Data only: it goes to another thread. */
export interface LetterOptions {
  readonly leadsTo: string;
  /** Content ids that are there, in small letters. */
  readonly cids: readonly string[];
  /** Pictures from elsewhere are to be shown. */
  readonly images: boolean;
}
export type LetterPicture =
  { readonly kind: 'cid'; readonly cid: string } | { readonly kind: 'remote'; readonly url: string };
export interface Unaddressed {
  readonly letter: Sanitised;
  /** What stands around the number of a picture; no letter can know it. */
  readonly mark: string;
  readonly pictures: readonly LetterPicture[];
}

/** Different ones; no letter comes near it, and each address has to be signed. */
const MOST_PICTURES = 2_000;

/** Makes the pieces one safe letter. `mark`: random, letters and digits only. */
export function unaddressed(pieces: readonly LetterPiece[], options: LetterOptions, mark: string): Unaddressed {
  const pictures: LetterPicture[] = [];
  const numbers = new Map<string, number>();
  const marked = (picture: LetterPicture, key: string): string | null => {
    let number = numbers.get(key);
    if (number === undefined) {
      if (pictures.length >= MOST_PICTURES) return null;
      number = pictures.push(picture) - 1;
      numbers.set(key, number);
    }
    return `${mark}-${number}-`;
  };
  const cids = new Set(options.cids);
  const html = pieces.map((piece) => piece.html ?? textToHtml(piece.plain ?? '')).join('<hr>');
  const letter = sanitise(html, {
    leadsTo: options.leadsTo,
    cid: (id) => {
      const cid = id.toLowerCase();
      return cids.has(cid) ? marked({ kind: 'cid', cid }, `cid:${cid}`) : null;
    },
    remote: (url) => (options.images ? marked({ kind: 'remote', url }, url) : null),
  });
  return { letter, mark, pictures };
}

/** The letter with the addresses of its pictures; `addressOf` is asked once for each. */
export function addressed(
  { letter, mark, pictures }: Unaddressed,
  addressOf: (picture: LetterPicture) => string,
): Sanitised {
  if (pictures.length === 0) return letter;
  const addresses: string[] = [];
  const html = letter.html.replaceAll(new RegExp(`${mark}-(\\d+)-`, 'g'), (_, digits: string) => {
    const number = Number(digits);
    return (addresses[number] ??= escape(addressOf(pictures[number])));
  });
  return { ...letter, html };
}

/** What is shown of a letter whose HTML is not: its words. */
export const asText = (text: string): Sanitised => ({
  html: `<div style="white-space:pre-wrap">${escape(text)}</div>`,
  css: '',
  remoteImages: 0,
  trackers: 0,
  links: [],
  knowsDark: false,
});
