/** The shape of the words of notices: every rule of a Block has them in each language. Types only. */
import type { BlockRule } from '#src/model/block.ts';
import type { Told } from './shape.ts';

export interface RuleWords {
  /** The subject line: what is stopped, for whom. */
  readonly title: (a: Told) => string;
  /** What happened, with the numbers. */
  readonly what: (a: Told) => string;
  /** What the reader can do, or that nothing need be done. */
  readonly todo: (a: Told) => string;
}
export type RulesWords = Readonly<Record<BlockRule, RuleWords>>;
