/**
 * What a pattern of an error text is: fragments, the program that shows them, causes in order of likelihood. Types and the
 * making of tables only; the tables are in the files beside, `match.ts` reads them. Pure.
 */
import type { CauseId } from '#src/model/cause-id.ts';

/** Who shows or sends the text. `server` = the reply of some mail server, `postvakt` = our own words. */
export type Program =
  | 'outlook'
  | 'thunderbird'
  | 'apple'
  | 'android'
  | 'roundcube'
  | 'client'
  | 'system'
  | 'server'
  | 'gmail'
  | 'microsoft'
  | 'yahoo'
  | 't-online'
  | 'telenor'
  | 'telia'
  | 'one.com'
  | 'ionos'
  | 'postvakt';

/**
 * How much a text says: our own words, and signs that mean nothing else, decide; a server's reply beats what a program makes of it; words beat codes; a bare
 * number (RFC 3463, RFC 5248) comes last, for many servers say 5.7.1 to everything.
 */
export type Tier = 'decisive' | 'reply' | 'words' | 'code' | 'number';

export interface TextPattern {
  readonly id: string;
  readonly program: Program;
  readonly tier: Tier;
  /** One of them must stand in the text. Any case; `*` = anything short in between; quotes and line breaks do not count. */
  readonly fragments: readonly string[];
  /** And one of these too, anywhere. */
  readonly with?: readonly string[];
  /** In order of likelihood; the first one is named *likely* when `isSure`. */
  readonly causes: readonly CauseId[];
  /** The text means this and nothing else. */
  readonly isSure: boolean;
  /** Only in final (5) or only in temporary (4) replies, when the text has reply codes at all. */
  readonly kind?: 4 | 5;
}

export type Row = readonly [
  id: string,
  /** With ` | ` between them. */
  fragments: string,
  causes: readonly CauseId[],
  more?: { readonly sure?: true; readonly with?: string; readonly kind?: 4 | 5; readonly tier?: Tier },
];

const split = (list: string): readonly string[] => list.split('|').map((fragment) => fragment.trim());

/** Rows of one program and tier as patterns. */
export const table = (program: Program, tier: Tier, rows: readonly Row[]): readonly TextPattern[] =>
  rows.map(([id, fragments, causes, more = {}]) => ({
    id: `${program}.${id}`,
    program,
    tier: more.tier ?? tier,
    fragments: split(fragments),
    causes,
    isSure: more.sure === true,
    ...(more.with === undefined ? {} : { with: split(more.with) }),
    ...(more.kind === undefined ? {} : { kind: more.kind }),
  }));
