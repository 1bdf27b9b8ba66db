/**
 * What can be wrong with the database itself: said once, at start-up, with the thing named. Thrown by openDatabase and
 * migrate; main.ts prints it through the texts of `messages/<language>/problems.ts` (`key`, `args`) and exits 2.
 */
export type DatabaseProblemKey =
  | 'databaseUrlBad'
  | 'databaseUnopenable'
  | 'databaseNotOne'
  | 'databaseDamaged'
  | 'databaseNewer'
  | 'databaseUnreachable';

export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
  readonly key: DatabaseProblemKey;
  readonly args: Readonly<Record<string, string | number>>;

  constructor(key: DatabaseProblemKey, args: Readonly<Record<string, string | number>>, cause?: unknown) {
    super(`${key}: ${Object.values(args).join(', ')}`, { cause });
    this.key = key;
    this.args = args;
  }
}
