/**
 * `check-settings`: what a mail program's settings file says, held against what is right. Reads a file or standard input; the
 * corrected file is written by the process that was called, from its own bytes, so that the file never comes back from a server.
 */
import { open, writeFile } from 'node:fs/promises';
import { MOST_FILE_BYTES } from '#src/model/program-settings.ts';
import { applyEdits } from '#src/protocol/program-settings/document.ts';
import { checkSettings, type CheckedSettings } from '#src/service/settings-check.ts';
import { renderSettings } from '#src/service/settings-check-text.ts';
import { done, misuse, type Outcome, refused } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';

interface Parameters {
  /** Base64. */
  readonly file: string;
  readonly address?: string;
  readonly out?: string;
}
type Result = CheckedSettings & { readonly written?: string };

async function bytesOf(path: string, readStdin: () => Promise<string>): Promise<Outcome<Buffer>> {
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

export const CHECK_SETTINGS_COMMANDS: readonly Command[] = [
  command<Parameters, Result>({
    name: 'check-settings',
    usage: '<file|-> [--for <address>] [--out <file>]',
    options: { for: 'value', out: 'value' },
    parse: async ({ words, options }, { readStdin }) => {
      if (words.length !== 1) return null;
      const bytes = await bytesOf(words[0], readStdin);
      if (!bytes.ok) return bytes;
      return done({
        file: bytes.value.toString('base64'),
        ...(typeof options.for === 'string' ? { address: options.for } : {}),
        ...(typeof options.out === 'string' ? { out: options.out } : {}),
      });
    },
    run: (app, { file, address }) => checkSettings(app, { bytes: Buffer.from(file, 'base64'), address, person: null }),
    finish: async (settings, { file, out }) => {
      if (out === undefined || settings.edits.length === 0) return done(settings);
      try {
        // Passwords stand in it as they did before.
        await writeFile(out, applyEdits(Buffer.from(file, 'base64'), settings.edits), { mode: 0o600, flag: 'wx' });
      } catch {
        return refused('settingsNotWritten', { path: out });
      }
      return done({ ...settings, written: out });
    },
    render: renderSettings,
    exitCode: ({ findings, unreadable }) =>
      unreadable !== null || findings.some(({ weight }) => weight !== 'note') ? 1 : 0,
  }),
];
