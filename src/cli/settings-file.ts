/**
 * A mail program's settings file on the command line: read from a path or standard input, and the corrected one written by the
 * process that was called, from its own bytes. Used by `check-settings` and `diagnose --settings`; never sends it anywhere itself.
 */
import { open, writeFile } from 'node:fs/promises';
import { MOST_FILE_BYTES } from '#src/model/program-settings.ts';
import { applyEdits, type ByteEdit } from '#src/protocol/program-settings/document.ts';
import { done, misuse, type Outcome, refused } from '#src/service/outcome.ts';

/** At most one byte more than is read of a file, so that a larger one is told from it. */
export async function readSettingsFile(path: string, readStdin: () => Promise<string>): Promise<Outcome<Buffer>> {
  if (path === '-') return done(Buffer.from(await readStdin()).subarray(0, MOST_FILE_BYTES + 1));
  const file = await open(path).catch(() => null);
  if (file === null) return misuse('settingsFileMissing', { path });
  try {
    const buffer = Buffer.alloc(MOST_FILE_BYTES + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return done(buffer.subarray(0, bytesRead));
  } catch {
    return misuse('settingsFileMissing', { path });
  } finally {
    await file.close();
  }
}

/** Writes the corrected file: mode 600, never over another one. `file` is Base64. */
export async function writeCorrected(file: string, edits: readonly ByteEdit[], out: string): Promise<Outcome<string>> {
  try {
    // Passwords stand in it as they did before.
    await writeFile(out, applyEdits(Buffer.from(file, 'base64'), edits), { mode: 0o600, flag: 'wx' });
  } catch {
    return refused('settingsNotWritten', { path: out });
  }
  return done(out);
}
