/** The shape of the one-line words about Blocks: every rule has them in each language. Types only. */
import type { BlockLifter, BlockRule } from '#src/model/block.ts';

/** Evidence as text, `name` = the subject; what is not known is ''. */
export type BlockTold = Readonly<Record<string, string>>;

export interface BlockWords {
  /** Which rule, of whom, with the numbers. */
  readonly what: Readonly<Record<BlockRule, (a: BlockTold) => string>>;
  /** How it ends. */
  readonly opens: Readonly<Record<BlockLifter, (a: { readonly when: string }) => string>>;
  readonly resend: string;
  readonly more: (a: { readonly url: string }) => string;
  /** Said with 250 when a message is held; `when` is '' without an end. */
  readonly held: (a: { readonly when: string; readonly url: string }) => string;
  /** To somebody outside whose mail cannot be taken: neutral. */
  readonly stranger: string;
  /** Follows "in the last". */
  readonly window: (a: { readonly seconds: number }) => string;
  readonly never: string;
  readonly none: string;
  readonly attempts: (a: { readonly count: number }) => string;
  readonly lifted: (a: { readonly when: string; readonly by: string }) => string;
}
