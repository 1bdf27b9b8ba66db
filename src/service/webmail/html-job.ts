/**
 * What is done with the HTML of a letter, as data: so that it can be done here or in a thread of its own, with the same result.
 * Used by safe-letters.ts and html-thread-work.ts. Pure.
 */
import { htmlToText } from '#src/protocol/safe-html/plain.ts';
import {
  type LetterOptions,
  type LetterPiece,
  unaddressed,
  type Unaddressed,
} from '#src/protocol/safe-html/unaddressed.ts';

export interface LetterJob {
  readonly kind: 'letter';
  readonly pieces: readonly LetterPiece[];
  readonly options: LetterOptions;
  readonly mark: string;
}
export interface TextJob {
  readonly kind: 'text';
  readonly html: string;
  /** Of the text, in characters. */
  readonly most: number;
}
export type HtmlJob = LetterJob | TextJob;
export interface JobText {
  readonly text: string;
  readonly isCut: boolean;
}
export type HtmlResult =
  { readonly kind: 'letter'; readonly letter: Unaddressed } | ({ readonly kind: 'text' } & JobText);

/** Does it, now. */
export function doJob(job: HtmlJob): HtmlResult {
  if (job.kind === 'letter') return { kind: 'letter', letter: unaddressed(job.pieces, job.options, job.mark) };
  const text = htmlToText(job.html);
  return { kind: 'text', text: text.slice(0, job.most), isCut: text.length > job.most };
}

/** Characters that are to be looked through. */
export const lengthOf = (job: HtmlJob): number =>
  job.kind === 'text'
    ? job.html.length
    : job.pieces.reduce((sum, { html, plain }) => sum + (html ?? plain ?? '').length, 0);
