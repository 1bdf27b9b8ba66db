/** Lines of `word rest` (msmtprc, mbsyncrc): each with the place of what follows the word. Secrets are counted, not kept. */
import type { Document } from './document.ts';
import { SECRET_KEY } from './said.ts';

export interface WordLine {
  /** In lower case. */
  readonly word: string;
  /** Without its quotes. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** Where the next line begins. */
  readonly next: number;
  readonly indent: string;
  /** True after an empty line. */
  readonly isAfterGap: boolean;
}
/** Of a line without blanks at its end: looking for them from every place would be endless work. */
const LINE = /^(\s*)([A-Za-z_][\w-]{0,60})(?:[ \t]+(\S.*))?$/;
/** Two lines that ran together, with or without a blank: the second one's secret is no value of the first. */
const RUN_INTO = /pass(?:word|wd|phrase)?["']?\s+\S/i;
const MOST_LINES = 20_000;

/** All lines that are no comment. Commands that print a password (`passwordeval`, `PassCmd`) are no secret and not kept. */
export function readWordLines(document: Document): { lines: WordLine[]; passwords: number } {
  const lines: WordLine[] = [];
  let [passwords, at, gap] = [0, 0, false];
  for (const raw of document.text.split('\n', MOST_LINES)) {
    const next = at + raw.length + 1;
    const match = raw.length > 4096 || /^\s*#/.test(raw) ? null : LINE.exec(raw.trimEnd());
    if (/^\s*$/.test(raw)) gap = true;
    else if (match !== null) {
      const [, indent, word, rest = ''] = match;
      if (SECRET_KEY.test(word) && !/eval$|cmd$/i.test(word)) passwords += rest === '' ? 0 : 1;
      else if (!/^pass/i.test(word) && RUN_INTO.test(rest)) passwords += 1;
      else if (!/^pass/i.test(word)) {
        const quote = /^"[^"]*"$/.test(rest) ? '"' : '';
        const start = at + raw.indexOf(rest, indent.length + word.length) + quote.length;
        const value = quote === '' ? rest : rest.slice(1, -1);
        lines.push({
          word: word.toLowerCase(),
          value,
          start,
          end: start + value.length,
          quote,
          next,
          indent,
          isAfterGap: gap,
        });
      }
      gap = false;
    }
    at = next;
  }
  return { lines, passwords };
}
