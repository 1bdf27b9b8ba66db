/**
 * Small makers that every format uses: a value with its place, a value of the program's own, a line of `key value` text.
 * Pure; knows no format.
 */
import type { Said, TextEdit } from '#src/model/program-settings.ts';
import type { Document } from './document.ts';

/** Two lines that ran together: behind the name of a secret stands the secret, in the place of another value. */
const HOLDS_SECRET = /pass(?:word|wd|phrase)?["']?(?:\s*[=:]|\s+["'])/i;

/** A value that stands from `start` to `end`; one that holds a secret is told as empty. */
export const written = <T>(
  document: Document,
  value: T,
  start: number,
  end: number,
  show: ((value: T) => string) | null,
): Said<T> => ({
  value: typeof value === 'string' && HOLDS_SECRET.test(value) ? ('' as T) : value,
  isWritten: true,
  line: document.lineAt(start),
  put: show === null ? null : (wanted) => [{ start, end, text: show(wanted) }],
});

/** The program's own value: another one is put by `put`, where the format has a place for it. */
export const unwritten = <T>(value: T, put: Said<T>['put'] = null): Said<T> => ({
  value,
  isWritten: false,
  line: null,
  put,
});

/** The same place with another meaning: numbers behind words, one value behind two keys. */
export const mapped = <T, U>(said: Said<T>, read: (value: T) => U, show: ((value: U) => T) | null): Said<U> => {
  const { put } = said;
  return {
    value: read(said.value),
    isWritten: said.isWritten,
    line: said.line,
    put: put === null || show === null ? null : (wanted) => put(show(wanted)),
  };
};

export const insertAt = (at: number, text: string): readonly TextEdit[] => [{ start: at, end: at, text }];

/** Percent signs resolved; as it stands where they are none. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A port, or null. */
export const portOf = (text: string | number | undefined | null): number | null => {
  const port = typeof text === 'number' ? text : /^\s*\d{1,5}\s*$/.test(text ?? '') ? Number(text) : Number.NaN;
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
};

/** Keys whose value is a secret: never read, only counted. */
export const SECRET_KEY = /pass(?:word|wd|phrase)?$|^pass|secret|token|passord|l[öo]senord/i;
