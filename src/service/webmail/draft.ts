/** What a draft is: what was written, which message it answers, and its row as that. Used by the files of writing. Pure. */
import type { DraftRow } from '#src/store/webmail-drafts.ts';

export const ANSWER_KINDS = ['reply', 'reply-all', 'forward'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export interface Written {
  /** Address of an identity. */
  readonly from: string;
  /** As typed; groups and names included. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly format: 'html' | 'plain';
  /** Images inside the text as `cid:`. */
  readonly html: string;
  readonly text: string;
}
/** The message that is answered. */
export interface Origin {
  /** `<folder>.<uidvalidity>.<uid>` */
  readonly id: string;
  readonly kind: AnswerKind;
  /** Its Message-ID, with angle brackets. */
  readonly messageId: string | null;
  /** RFC 5322 §3.6.4: what its answer names, oldest first. */
  readonly references: readonly string[];
}

/** RFC 5322 has no limit; a header grows with every answer, and threads are told by the ends. */
export const MOST_REFERENCES = 40;

export const writtenOf = (row: DraftRow): Written => JSON.parse(row.content) as Written;
export const originOf = (row: { readonly origin: string | null }): Origin | null =>
  row.origin === null ? null : (JSON.parse(row.origin) as Origin);

/** Something stands in it: worth a copy in the Drafts folder. */
export const isEmpty = (written: Written): boolean =>
  [...written.to, ...written.cc, ...written.bcc].length === 0 &&
  written.subject.trim() === '' &&
  written.text.trim() === '' &&
  !/<img\b/i.test(written.html);
