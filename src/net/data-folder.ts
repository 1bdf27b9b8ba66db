/** The data folder: made with the right permissions, proven writable, and the file that tells others where we listen. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Creates the folder where missing; null when it can be written, else the system's word (`EACCES`, `EROFS`, `ENOSPC` …). */
export function prepareDataFolder(folder: string): string | null {
  try {
    makeFolder(join(folder, 'run'));
    const probe = join(folder, 'run', `.probe-${process.pid}`);
    writeDurably(probe, 'x');
    rmSync(probe);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/** Level by level: `recursive` never ends where the system says ENOENT for a folder whose parent is there (as in /proc). */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const endpointsFile = (folder: string): string => join(folder, 'run', 'endpoints.json');

/** Writes `run/endpoints.json` whole or not at all: whoever waits for it never reads half. */
export function writeEndpoints(folder: string, endpoints: Readonly<Record<string, string>>): void {
  const path = endpointsFile(folder);
  writeDurably(`${path}.tmp`, `${JSON.stringify(endpoints, null, 1)}\n`);
  renameSync(`${path}.tmp`, path);
}

/** Takes it away: nobody listens any more. */
export const removeEndpoints = (folder: string): void => rmSync(endpointsFile(folder), { force: true });
