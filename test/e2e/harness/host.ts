/**
 * Our product as its users have it: a real process on a data folder, spoken to through its ports and its CLI only.
 * Used by the suites and the bench. In the runner's private network it takes the true ports on 127.0.0.10, elsewhere
 * free ports on 127.0.0.1. Never imports anything of src/.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LAUNCH_ARGUMENTS, LAUNCH_ENVIRONMENT } from '../../../bin/launch.js';
import { atEnd } from './report.ts';
import { background, must, run, type Background, type Outcome } from './program.ts';
import { waitFor } from './wait.ts';

export const ROOT = resolve(import.meta.dirname, '../../..');
/** As `npm start` and bin/postvakt.js do it. */
const PROGRAM = LAUNCH_ARGUMENTS;
/** True inside the network namespace that test/e2e/run makes: true ports, own /etc/resolv.conf. */
export const IS_PRIVATE = process.env['E2E_PRIVATE'] === '1';
export const HOST_ADDRESS = IS_PRIVATE ? '127.0.0.10' : '127.0.0.1';
/** The name that mail programs are given; in the private network /etc/hosts knows it. */
export const HOST_NAME = IS_PRIVATE ? 'post.fjord.example' : 'localhost';

const TRUE_PORTS = {
  http: 8080,
  inbound: 25,
  submission: 587,
  submissions: 465,
  imap: 143,
  imaps: 993,
  pop3: 110,
  pop3s: 995,
} as const;
export type Door = keyof typeof TRUE_PORTS;
export const DOORS = Object.keys(TRUE_PORTS) as Door[];

export interface Host {
  readonly data: string;
  readonly process: Background;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly caFile: string;
  /** Milliseconds from the start of the process until endpoints.json was there. */
  readonly startedInMs: number;
  port(door: Door): number;
  /** `postvakt …` against this server; text in, everything out. */
  cli(args: readonly string[], input?: string): Promise<Outcome>;
  /** The same, must end with 0, and gives the parsed JSON of `--json`. */
  ask<T>(args: readonly string[], input?: string): Promise<T>;
  addMailbox(address: string, password: string): Promise<void>;
  stop(): Promise<number | string>;
  kill(): Promise<void>;
}

/** A temporary folder that is gone when the suite ends. */
export const temporaryFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `postvakt-${name}-`));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** The environment of a server on `data`: nothing of the caller's own POSTVAKT_* remains. */
export const hostEnvironment = (data: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const listen = DOORS.map((door) => [
    `POSTVAKT_LISTEN__${door.toUpperCase()}`,
    JSON.stringify(`${HOST_ADDRESS}:${IS_PRIVATE ? TRUE_PORTS[door] : 0}`),
  ]);
  return {
    ...LAUNCH_ENVIRONMENT,
    POSTVAKT_DATA: data,
    POSTVAKT_HOSTNAME: '"post.fjord.example"',
    POSTVAKT_NET__ALLOWPRIVATE: 'true',
    ...(Object.fromEntries(listen) as Record<string, string>),
    ...more,
  };
};

/** Starts without waiting: for starts that are meant to fail. */
export const launch = (data: string, logFile: string, env: Readonly<Record<string, string>> = {}): Background => {
  const started = background(process.execPath, [...PROGRAM, 'start'], logFile, { env: hostEnvironment(data, env) });
  atEnd(async () => void (await started.stop('SIGKILL')));
  return started;
};

/** Runs the CLI on a data folder, with or without a server behind it. */
export const postvakt = (data: string, args: readonly string[], input?: string): Promise<Outcome> =>
  run(process.execPath, [...PROGRAM, ...args], { env: { POSTVAKT_DATA: data }, input: input ?? '', limitMs: 180_000 });

const askOf = async <T>(data: string, args: readonly string[], input?: string): Promise<T> => {
  const outcome = await postvakt(data, [...args, '--json'], input);
  // `diagnose` and `doctor` end with 1 when they found something: that is an answer, too.
  if (outcome.code === 2 || outcome.out.trim() === '')
    throw new Error(`postvakt ${args.join(' ')} ended with ${outcome.code}: ${outcome.text}`);
  return JSON.parse(outcome.out) as T;
};

/** Starts the server and waits until endpoints.json is written; throws with its log when it ends before. */
export const startHost = async (
  options: { data?: string; env?: Readonly<Record<string, string>>; limitMs?: number } = {},
): Promise<Host> => {
  const data = options.data ?? temporaryFolder('data');
  const logs = temporaryFolder('log');
  const file = join(data, 'run/endpoints.json');
  rmSync(file, { force: true });
  const begin = performance.now();
  const started = launch(data, join(logs, 'server.log'), options.env);
  let gone: number | string | undefined;
  void started.ended.then((how) => (gone = how));
  const log = (): string => readFileSync(started.logFile, 'utf8').slice(-3000);
  const endpoints = await waitFor(
    'endpoints.json',
    () => {
      if (gone !== undefined) return { ended: String(gone) };
      return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    },
    options.limitMs ?? 120_000,
    5,
  );
  const startedInMs = performance.now() - begin;
  if ('ended' in endpoints) throw new Error(`the server ended with ${endpoints['ended']}:\n${log()}`);
  const host: Host = {
    data,
    process: started,
    endpoints,
    caFile: join(data, 'tls/ca.pem'),
    startedInMs,
    port: (door) => Number(endpoints[door]?.split(':').at(-1)?.replace(/\/.*$/, '')),
    cli: (args, input) => postvakt(data, args, input),
    ask: (args, input) => askOf(data, args, input),
    addMailbox: async (address, password) => {
      await must(process.execPath, [...PROGRAM, 'mailbox', 'add', address, '--password-stdin', '--json'], {
        env: { POSTVAKT_DATA: data },
        input: `${password}\n`,
      });
    },
    stop: () => started.stop('SIGTERM', 20_000),
    kill: async () => void (await started.stop('SIGKILL')),
  };
  return host;
};
