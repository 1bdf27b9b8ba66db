/**
 * Runs programs nobody here wrote, and our own CLI, as real processes: to their end, or in the background with a log
 * file. Used by the suites and the bench. Ends only processes it started.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface Outcome {
  /** Exit code; 128 + n for signal n, 124 when the time limit ended it. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Both, for messages. */
  readonly text: string;
}
export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly limitMs?: number;
}

/** Runs to the end; never throws for an exit code. Output is capped at 32 MiB a stream. */
export const run = (program: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const parts = { out: [] as Buffer[], err: [] as Buffer[] };
    let size = 0;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, options.limitMs ?? 180_000);
    for (const [stream, list] of [
      [child.stdout, parts.out],
      [child.stderr, parts.err],
    ] as const) {
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size < 64 * 1024 * 1024) list.push(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      const out = Buffer.concat(parts.out).toString();
      const err = Buffer.concat(parts.err).toString() + (late ? '\n(ended: time limit)' : '');
      resolve({ code: late ? 124 : (code ?? 128), out, err, text: out + err });
    });
    child.stdin.on('error', () => undefined); // a program may end without reading
    child.stdin.end(options.input ?? '');
  });

/** Runs to the end and throws with the whole output unless the exit code is 0. */
export const must = async (program: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> => {
  const outcome = await run(program, args, options);
  if (outcome.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${outcome.code}\n${outcome.text}`);
  return outcome;
};

export interface Background {
  readonly child: ChildProcess;
  readonly logFile: string;
  /** Exit code or signal name once it ended. */
  readonly ended: Promise<number | string>;
  stop(signal?: NodeJS.Signals, limitMs?: number): Promise<number | string>;
}

/** Starts a process whose output goes to `logFile`. `stop` asks, and after the limit kills. */
export const background = (
  program: string,
  args: readonly string[],
  logFile: string,
  options: Omit<RunOptions, 'input' | 'limitMs'> = {},
): Background => {
  const log = openSync(logFile, 'a');
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(String(error)));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM', limitMs = 10_000): Promise<number | string> => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    const result = await ended;
    clearTimeout(timer);
    return result;
  };
  return { child, logFile, ended, stop };
};
