/**
 * Reads the configuration: the TOML file named by POSTVAKT_CONFIG, then the environment on top. Called once at start.
 * Never writes; never prints. A problem names the key, or the file and line.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import {
  type Configuration,
  type ConfigurationProblem,
  keyOfEnvironment,
  readConfiguration,
} from '#src/model/configuration.ts';

/** Names with a meaning of their own, not keys. */
const NOT_KEYS = new Set(['POSTVAKT_DATA', 'POSTVAKT_CONFIG', 'POSTVAKT_LANG']);

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** Absolute path of the data folder (POSTVAKT_DATA, default ./data). */
  readonly dataFolder: string;
  readonly file: string | null;
}
export type ConfigurationFailure =
  /** `file`: where the key stands, when it is not from the environment. */
  | (ConfigurationProblem & { readonly file?: string })
  | { readonly kind: 'unreadable-file'; readonly file: string; readonly why: string }
  | { readonly kind: 'bad-toml'; readonly file: string; readonly line: number; readonly why: string };

export type LoadResult =
  | { readonly ok: true; readonly value: LoadedConfiguration }
  | { readonly ok: false; readonly problem: ConfigurationFailure };

/** A value of the environment is TOML; what is no TOML is taken as plain text, so that names need no quotes. */
function environmentValue(value: string): unknown {
  try {
    return parse(`v = ${value}`).v;
  } catch {
    return value;
  }
}

function setPath(tree: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let node = tree;
  for (const name of path.slice(0, -1)) {
    const next = node[name];
    node = (typeof next === 'object' && next !== null ? next : (node[name] = {})) as Record<string, unknown>;
  }
  node[path.at(-1) ?? ''] = value;
}

/**
 * Loads file and environment. Relative paths inside (SQLite file, certificate files) are resolved: the database against
 * the data folder, certificate files against the configuration file's folder.
 */
export function loadConfiguration(environment: NodeJS.ProcessEnv): LoadResult {
  const dataFolder = resolve(environment.POSTVAKT_DATA || 'data');
  const file = environment.POSTVAKT_CONFIG ? resolve(environment.POSTVAKT_CONFIG) : null;
  let tree: Record<string, unknown> = {};
  const fromEnvironment = new Set<string>();
  if (file !== null) {
    try {
      tree = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    } catch (error) {
      if (error instanceof TomlError)
        return { ok: false, problem: { kind: 'bad-toml', file, line: error.line, why: error.message.split('\n')[0] } };
      return {
        ok: false,
        problem: { kind: 'unreadable-file', file, why: (error as NodeJS.ErrnoException).code ?? String(error) },
      };
    }
  }
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('POSTVAKT_') || NOT_KEYS.has(name) || name.startsWith('POSTVAKT_TEST_') || value === undefined)
      continue;
    const key = keyOfEnvironment(name);
    if (key === null) return { ok: false, problem: { kind: 'unknown-key', key: name } };
    fromEnvironment.add(key);
    setPath(tree, key.split('.'), environmentValue(value));
  }
  const read = readConfiguration(tree);
  if (!read.ok) {
    const isFromFile = file !== null && !fromEnvironment.has(read.problem.key);
    return { ok: false, problem: isFromFile ? { ...read.problem, file } : read.problem };
  }
  const base = file === null ? process.cwd() : resolve(file, '..');
  const under = (folder: string, path: string): string => (path === '' || isAbsolute(path) ? path : join(folder, path));
  const { database, tls, geo, net } = read.value;
  const configuration: Configuration = {
    ...read.value,
    database: {
      url: database.url.startsWith('sqlite:') ? `sqlite:${under(dataFolder, database.url.slice(7))}` : database.url,
    },
    tls: {
      ...tls,
      certificate: under(base, tls.certificate),
      key: under(base, tls.key),
      acme: { ...tls.acme, authority: under(base, tls.acme.authority) },
    },
    geo: { ...geo, database: under(base, geo.database) },
    net: { ...net, trust: net.trust.map((path) => under(base, path)) },
  };
  return { ok: true, value: { configuration, dataFolder, file } };
}
