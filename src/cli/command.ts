/**
 * What a command of the command line is: how it is called, how its words become parameters, what it runs, how its
 * answer looks to a person. One command stands in one place; `commands.ts` lists them.
 */
import type { Language } from '#src/model/language.ts';
import type { Configuration } from '#src/model/configuration.ts';
import type { Outcome } from '#src/service/outcome.ts';
import type { App } from '#src/service/app.ts';
import type { Arguments, OptionSpec } from './arguments.ts';

export interface RunContext {
  readonly language: Language;
  /** Sends a row before the outcome (progress, streamed results). */
  readonly emit: (row: unknown) => void;
  /** Aborted when whoever asked has gone; absent where that cannot be told. */
  readonly ended?: AbortSignal;
}
export interface ParseContext {
  readonly language: Language;
  /** All of standard input, as text. */
  readonly readStdin: () => Promise<string>;
}

export interface Command<Params = never, Value = unknown> {
  /** E.g. `mailbox add`. */
  readonly name: string;
  /** What follows the name in the usage line, e.g. `<address> --password-stdin`. */
  readonly usage: string;
  readonly options: OptionSpec;
  /** Words → parameters (JSON values only: they cross the control socket). Null = wrong number of words. */
  parse(args: Arguments, context: ParseContext): Promise<Outcome<Params> | null> | Outcome<Params> | null;
  /** Runs in the server, or, when none runs, in this process on the same data. Absent: the command line handles it alone. */
  run?(app: App, params: Params, context: RunContext): Promise<Outcome<Value>>;
  /** Runs on this machine alone: no server, no data folder. Instead of `run`. */
  runHere?(params: Params, context: RunContext & { readonly configuration: Configuration }): Promise<Outcome<Value>>;
  /** What the process that was called does with the answer, on this machine: writes a file. After `run` or `runHere`. */
  finish?(value: Value, params: Params): Promise<Outcome<Value>>;
  /** A row for people, on standard output as it comes; with `--json` the row itself, one a line. Absent: on standard error. */
  readonly renderRow?: (row: unknown, language: Language) => string;
  /** Null: the rows were all. */
  render(value: Value, language: Language): string | null;
  /** Exit code of a successful answer; 0 unless the command found something wrong. */
  exitCode?(value: Value): 0 | 1;
}

/** Gives a command its types inside and none outside, so that commands of all kinds stand in one list. */
export const command = <Params, Value>(definition: Command<Params, Value>): Command => definition as unknown as Command;
