/**
 * What a use case answers: a value, or a refusal with a key of `messages/<language>/problems.ts` and its arguments.
 * `exit` is the exit code of the command line: 1 refused or found wrong, 2 misuse (bad input).
 */
export interface Problem {
  readonly exit: 1 | 2;
  /** Key of the problem texts, e.g. `domainExists`. */
  readonly key: string;
  readonly args: Readonly<Record<string, string | number>>;
}
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (key: string, args: Problem['args'] = {}): Outcome<never> => ({
  ok: false,
  problem: { exit: 1, key, args },
});
export const misuse = (key: string, args: Problem['args'] = {}): Outcome<never> => ({
  ok: false,
  problem: { exit: 2, key, args },
});
