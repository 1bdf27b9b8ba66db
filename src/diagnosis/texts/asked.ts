/**
 * What a customer's own words ask about: whom they name, and whether they speak of automatic answers or of what they sent
 * themselves. Of a sentence, not of a bounce, which names many. Used by the probes of rules; pure.
 */
import { readPasted } from './pasted.ts';

export interface Asked {
  /** Addresses, lower case, at most five. */
  readonly senders: readonly string[];
  readonly isAboutAnswers: boolean;
  /** Copies of what was sent are missing: "I cannot find what I sent". */
  readonly isAboutSent: boolean;
}
export const NOTHING_ASKED: Asked = { senders: [], isAboutAnswers: false, isAboutSent: false };

/** A longer text is a letter or a log. */
const MOST_CHARACTERS = 2000;
const MOST_SENDERS = 5;
const ADDRESS = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const ANSWERS =
  /auto-?svar|automatisk[ae]? svar|frav(?:æ|ae)rs|frånvaro|semestersvar|feriesvar|out[ -]of[ -]office|auto-?repl|auto-?respon|automatic (?:repl|answer|respon)|vacation/iu;
/** The folder or the letters in it; "får ikke sendt" and "cannot send" are another trouble. */
const SENT: readonly RegExp[] = [
  /\b(?:sendte|sente) (?:e-?post|mail|melding|element|brev)|(?<!(?:får|fikk|få|blir|ble|ikke|er|kan) )\bsendt (?:e-?post|mail)|sendt-?(?:mappe|boks)|(?:i|fra|under|mappen) [«"'“”]?sendt\b(?! (?:til|fra|i |den|av))/iu,
  /(?:det|de|som|hva|e-post(?:en)?|mail(?:en)?|meldinge(?:r|ne)|breve(?:t|ne)) (?:jeg|vi) (?:har )?sendt?e?\b/iu,
  /\bskickade? (?:e-?post|mejl|mail|meddelande|objekt|brev)|\bskickat-?mapp|(?:i|från|under|mappen) [«"'“”]?skickat\b(?! (?:till|från))|(?:det|de|som|vad|mejle[tn]|meddelanden?a?|breve[tn]) (?:jag|vi) (?:har )?skicka(?:t|de)\b/iu,
  /\bsent (?:e-?mail|mail|message|item|folder|box|letter)|\bsent-?box|(?:in|from|my|to|your) ["'“”]?sent\b(?! (?:to|from|you))|(?:what|that|mail|e-?mails?|messages?|letters?|everything|anything) (?:i|we)(?:['’]ve| have)? sent\b/iu,
];
/** What was sent did not come to somebody: that is asked of the way, not of the copy. */
const ARRIVING =
  /komm?e?r? (?:ikke |aldri |inte |aldrig )?(?:fram|frem)|kom(?:mer)? (?:ikke|aldri|inte|aldrig)\b|motta|mottok|får (?:den|dem|det|de)? ?(?:ikke|inte)|(?:fikk|fick) (?:den |dem |det )?(?:ikke|inte|aldri)|tar ikke imot|tar inte emot|\barriv|receiv|never (?:came|got)|did(?: not|n['’]t) (?:get|come|reach)|deliver|levere|bounce|retur|studs/iu;

/** `own`: the address asked about, which names nobody else. */
export function readAsked(text: string | null, own: string): Asked {
  if (text === null || text.trim() === '' || text.length > MOST_CHARACTERS) return NOTHING_ASKED;
  if (readPasted(text).bounce !== null) return NOTHING_ASKED;
  const named = [...text.matchAll(ADDRESS)].map(([address]) => address.toLowerCase());
  const senders = [...new Set(named)].filter((address) => address !== own.toLowerCase()).slice(0, MOST_SENDERS);
  return { senders, isAboutAnswers: ANSWERS.test(text), isAboutSent: isAboutSent(text) };
}

const isAboutSent = (text: string): boolean => !ARRIVING.test(text) && SENT.some((words) => words.test(text));
