/**
 * What keeps the host from starting: thrown once, caught by the command line, said in words with exit code 2.
 * Turns the system's errors (port taken, file damaged) into a Problem that names the thing.
 */
import type { ListenAddress } from '#src/model/configuration.ts';
import type { Endpoint } from '#src/model/endpoint.ts';
import { DatabaseProblem } from '#src/store/problem.ts';
import type { Problem } from './outcome.ts';

export class StartProblem extends Error {
  readonly problem: Problem;
  constructor(key: string, args: Problem['args']) {
    super(key);
    this.problem = { exit: 2, key, args };
  }
}

/** Opens something on disk; an error becomes a problem that names the file. */
export async function opening<T>(open: () => Promise<T>, file?: string): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    if (error instanceof DatabaseProblem) throw new StartProblem(error.key, error.args);
    if (file === undefined) throw error;
    throw new StartProblem('fileDamaged', { file, why: error instanceof Error ? error.message : String(error) });
  }
}

/** Opens a door; an error becomes a problem that names the endpoint and the address. */
export async function listening<T>(
  endpoint: Endpoint,
  where: ListenAddress | 'off',
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const address = where === 'off' ? where : `${where.address}:${where.port}`;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartProblem('portTaken', { endpoint, address });
    if (code === 'EACCES') throw new StartProblem('portForbidden', { endpoint, address });
    if (code === undefined) throw error;
    throw new StartProblem('cannotListen', { endpoint, address, why: code });
  }
}
