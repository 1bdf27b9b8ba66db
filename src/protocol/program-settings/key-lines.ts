/**
 * Files of sections and `key = value` lines (INI, key files, PRF): each entry with the place of its value. Values are given
 * as written; keys that hold a secret are counted and not kept. Used by the formats of that kind; pure.
 */
import type { Said } from '#src/model/program-settings.ts';
import type { Document } from './document.ts';
import { insertAt, SECRET_KEY, unwritten, written } from './said.ts';

export interface Entry {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}
export interface Section {
  readonly name: string;
  /** Keys in lower case; the last one of a name counts. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Where another line may be put: after the last entry, or after the heading. */
  readonly end: number;
}
const MOST_LINES = 60_000;
/** Both of a line without blanks at its end: looking for them from every place would be endless work. */
const SECTION = /^\s*\[(.{1,200})\]$/;
const ENTRY = /^(\s*)([^=:;#[\s][^=:]{0,100}?)(\s*[=:]\s*)(.*)$/;

/** Sections in order; what stands before the first heading has the name ''. */
export function readSections(document: Document, commentMarks = ';#'): { sections: Section[]; passwords: number } {
  const { text } = document;
  const sections: { name: string; entries: Map<string, Entry>; end: number }[] = [
    { name: '', entries: new Map(), end: 0 },
  ];
  let passwords = 0;
  let at = 0;
  for (const line of text.split('\n', MOST_LINES)) {
    const bare = line.trimEnd();
    const current = sections[sections.length - 1];
    const heading = SECTION.exec(bare);
    if (heading !== null) sections.push({ name: heading[1], entries: new Map(), end: at + line.length + 1 });
    else if (bare.length < 4096 && !commentMarks.includes(bare.trimStart()[0] ?? ';')) {
      const entry = ENTRY.exec(bare);
      if (entry !== null) {
        const [, blank, key, mark, value] = entry;
        const start = at + blank.length + key.length + mark.length;
        if (SECRET_KEY.test(key)) passwords += value === '' ? 0 : 1;
        else current.entries.set(key.toLowerCase(), { key, value, start, end: start + value.length });
        current.end = at + line.length + 1;
      }
    }
    at += line.length + 1;
  }
  return { sections, passwords };
}

/** A value of a section; where it is missing, a new line at the section's end. `mark` is what stands between key and value. */
export function entrySaid(document: Document, section: Section, key: string, mark = '='): Said<string> {
  const found = section.entries.get(key.toLowerCase());
  if (found !== undefined) return written(document, found.value, found.start, found.end, (value) => value);
  return unwritten('', (value) => newLine(document, section.end, `${key}${mark}${value}`));
}

/** A whole line put in at the beginning of a line. */
export function newLine(document: Document, at: number, line: string): ReturnType<typeof insertAt> {
  const { text, eol } = document;
  const place = Math.min(at, text.length);
  const isOpen = place > 0 && text[place - 1] !== '\n';
  return insertAt(place, isOpen ? `${eol}${line}` : `${line}${eol}`);
}
