/** Reads the PEM files of `net.trust` for everything that judges certificates. An unreadable file adds nobody. */
import { readFileSync } from 'node:fs';

/** Texts of the files, read once each. */
export function trustedFiles(paths: readonly string[]): () => readonly string[] {
  let read: readonly string[] | null = null;
  return () => (read ??= paths.flatMap(readPem));
}

function readPem(path: string): readonly string[] {
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    return [];
  }
}
