/**
 * What a reader wrote under "was this helpful?", made fit to keep: no control characters, bounded, and nothing that tells who
 * somebody is. Pure. Used by service/help/answers.ts.
 */

/** Characters of an answer that are kept. */
export const MOST_ANSWER_WORDS = 1000;

/** What stands where something was taken out. */
const GONE = '…';
/** In this order: an address holds what looks like a word, a link may hold an address. */
const PERSONAL: readonly RegExp[] = [
  // Links carry tokens.
  /\bhttps?:\/\/\S+/giu,
  // E-mail addresses, with the blanks that people put in to hide them.
  /[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}.-]+/gu,
  // Network addresses.
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/g,
  /\b(?:[0-9a-f]{0,4}:){3,}[0-9a-f]{0,4}\b/gi,
  // Telephones, accounts, cards, numbers of persons: eight digits or more, however grouped.
  /(?<![\p{L}\p{N}])\+?\d(?:[ \-./]?\d){7,}/gu,
  // "Passordet er hest123": the word after it.
  /(?<=(?:passord(?:et)?|lösenord(?:et)?|password)\s*(?:er|är|is|mitt|:|=)+\s*)\S+/giu,
];

/** The words as they are kept; null: none. */
export function keptWords(typed: string): string | null {
  let text = typed.replace(/(?![\n\t])\p{Cc}/gu, '');
  for (const pattern of PERSONAL) text = text.replace(pattern, GONE);
  text = text.trim().slice(0, MOST_ANSWER_WORDS);
  return text === '' ? null : text;
}
