/** The data folder: made with the right permissions, proven writable, and the file that tells others where we listen. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Creates the folder where missing; null when it can be written, else the system's word (`EACCES`, `EROFS`, `ENOSPC` …). */
export function prepareDataFolder(folder: string): string | null {
  try {
    mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 });
    const probe = join(folder, 'run', `.probe-${process.pid}`);
    writeDurably(probe, 'x');
    rmSync(probe);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
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
