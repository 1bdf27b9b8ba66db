/**
 * `check-settings`: what a mail program's settings file says, held against what is right. Reads a file or standard input; the
 * corrected file is written by the process that was called, from its own bytes, so that the file never comes back from a server.
 */
import { checkSettings, type CheckedSettings } from '#src/service/settings-check.ts';
import { renderSettings } from '#src/service/settings-check-text.ts';
import { done } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { readSettingsFile, writeCorrected } from '../settings-file.ts';

interface Parameters {
  /** Base64. */
  readonly file: string;
  readonly address?: string;
  readonly out?: string;
}
type Result = CheckedSettings & { readonly written?: string };

export const CHECK_SETTINGS_COMMANDS: readonly Command[] = [
  command<Parameters, Result>({
    name: 'check-settings',
    usage: '<file|-> [--for <address>] [--out <file>]',
    options: { for: 'value', out: 'value' },
    parse: async ({ words, options }, { readStdin }) => {
      if (words.length !== 1) return null;
      const bytes = await readSettingsFile(words[0], readStdin);
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
      const written = await writeCorrected(file, settings.edits, out);
      return written.ok ? done({ ...settings, written: out }) : written;
    },
    render: renderSettings,
    exitCode: ({ findings, unreadable }) =>
      unreadable !== null || findings.some(({ weight }) => weight !== 'note') ? 1 : 0,
  }),
];
