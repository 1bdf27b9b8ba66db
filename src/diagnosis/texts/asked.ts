/**
 * What a customer's own words ask about: whom they name, and whether they speak of automatic answers. Of a sentence, not of a
 * bounce, which names many. Used by the probes of rules; pure.
 */
import { readPasted } from './pasted.ts';

export interface Asked {
  /** Addresses, lower case, at most five. */
  readonly senders: readonly string[];
  readonly isAboutAnswers: boolean;
}
export const NOTHING_ASKED: Asked = { senders: [], isAboutAnswers: false };

/** A longer text is a letter or a log. */
const MOST_CHARACTERS = 2000;
const MOST_SENDERS = 5;
const ADDRESS = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const ANSWERS =
  /auto-?svar|automatisk[ae]? svar|frav(?:æ|ae)rs|frånvaro|semestersvar|feriesvar|out[ -]of[ -]office|auto-?repl|auto-?respon|automatic (?:repl|answer|respon)|vacation/iu;

/** `own`: the address asked about, which names nobody else. */
export function readAsked(text: string | null, own: string): Asked {
  if (text === null || text.trim() === '' || text.length > MOST_CHARACTERS) return NOTHING_ASKED;
  if (readPasted(text).bounce !== null) return NOTHING_ASKED;
  const named = [...text.matchAll(ADDRESS)].map(([address]) => address.toLowerCase());
  const senders = [...new Set(named)].filter((address) => address !== own.toLowerCase()).slice(0, MOST_SENDERS);
  return { senders, isAboutAnswers: ANSWERS.test(text) };
}
