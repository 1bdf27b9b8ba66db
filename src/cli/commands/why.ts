/** `diagnose` and `trace`: why, and what happened. */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { readSubjects } from '#src/model/batch-run.ts';
import { parseAddress, parseDomain } from '#src/model/address.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { BatchRequest, BatchResult } from '#src/service/batch.ts';
import { renderBatch } from '#src/service/batch-text.ts';
import { type DiagnoseResult, type OnRow, renderText } from '#src/service/diagnose.ts';
import { done, misuse, type Outcome } from '#src/service/outcome.ts';
import { renderTrace, type TraceResult } from '#src/service/trace.ts';
import type { App } from '#src/service/app.ts';
import type { Arguments } from '../arguments.ts';
import { type Command, command } from '../command.ts';
import { readSettingsFile, writeCorrected } from '../settings-file.ts';

const SYMPTOMS: readonly Symptom[] = ['receive', 'send', 'both', 'some', 'slow', 'unknown'];

function readSubject(typed: string): Outcome<string> {
  const parsed = typed.includes('@') ? parseAddress(typed) : parseDomain(typed);
  if (!parsed.ok) return misuse('subjectNeither', { subject: JSON.stringify(typed.slice(0, 320)).slice(1, -1) });
  return done(typeof parsed.value === 'string' ? parsed.value : parsed.value.text);
}

type DiagnoseParameters =
  | {
      readonly subject: string;
      readonly symptom: Symptom;
      readonly progress: boolean;
      readonly text?: string;
      /** The file of `--settings`, in Base64, and where the corrected one goes. */
      readonly settings?: string;
      readonly out?: string;
    }
  | (Omit<BatchRequest, 'subjects'> & { readonly subjects: readonly string[] | 'hosted' });

/** A list is named after its file, so that the next run over the same file is compared with it. */
function readBatch(options: Arguments['options']): Outcome<DiagnoseParameters> | null {
  if (options.all === true && options.file !== undefined) return null;
  const rest = { fresh: options.fresh === true, out: typeof options.out === 'string' ? resolve(options.out) : null };
  if (typeof options.file !== 'string') return done({ name: 'all', subjects: 'hosted', ...rest });
  let text: string;
  try {
    text = readFileSync(options.file, 'utf8');
  } catch (error) {
    return misuse('fileUnreadable', {
      file: options.file,
      why: error instanceof Error ? error.message : String(error),
    });
  }
  const name = basename(options.file)
    .replace(/[^A-Za-z0-9._-]/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64);
  return done({ name: name === '' || name === 'all' ? 'list' : name, subjects: readSubjects(text), ...rest });
}

/** With `progress` each probe is told as soon as it is there: as a line of words, in the order in which they come. */
function diagnoseOne(
  app: App,
  { progress, settings, out: _written, ...asked }: Extract<DiagnoseParameters, { readonly subject: string }>,
  language: Language,
  emit: (row: unknown) => void,
): Promise<Outcome<DiagnoseResult>> {
  const { diagnose } = texts(language);
  const tell: OnRow = ({ probe, ...seen }) => {
    const name = diagnose.probes[probe] ?? probe;
    emit(seen.kind === 'known' ? `· ${name}` : `? ${name}: ${diagnose.whys[seen.why] ?? seen.why}`);
  };
  const brought = settings === undefined ? {} : { settings: Buffer.from(settings, 'base64') };
  return app.diagnose({ ...asked, ...brought, language }, progress ? tell : undefined);
}

export const WHY_COMMANDS: readonly Command[] = [
  command<DiagnoseParameters, DiagnoseResult | BatchResult>({
    name: 'diagnose',
    usage:
      '<address|domain> [--symptom receive|send|both|some|slow] [--text <words>] [--settings <file|-> [--out <file>]] [--progress] | --all | --file <list> [--out <file.csv|file.json>] [--fresh]',
    options: {
      symptom: 'value',
      text: 'value',
      settings: 'value',
      progress: 'flag',
      all: 'flag',
      file: 'value',
      out: 'value',
      fresh: 'flag',
    },
    parse: async ({ words, options }, { readStdin }) => {
      if (options.all === true || typeof options.file === 'string')
        return words.length === 0 && options.settings === undefined ? readBatch(options) : null;
      const { settings: path, out } = options;
      if (words.length !== 1 || options.fresh === true || (out !== undefined && path === undefined)) return null;
      const subject = readSubject(words[0]);
      if (!subject.ok) return subject;
      const symptom = SYMPTOMS.find((one) => one === (options.symptom ?? 'unknown'));
      if (symptom === undefined) return misuse('badSymptom', { symptom: String(options.symptom) });
      const text = typeof options.text === 'string' ? { text: options.text } : {};
      const asked = { subject: subject.value, symptom, progress: options.progress === true, ...text };
      if (typeof path !== 'string') return done(asked);
      const settings = await readSettingsFile(path, readStdin);
      if (!settings.ok) return settings;
      const written = typeof out === 'string' ? { out } : {};
      return done({ ...asked, ...written, settings: settings.value.toString('base64') });
    },
    run: (app, params, { language, emit }) =>
      'subject' in params ? diagnoseOne(app, params, language, emit) : app.diagnoseMany(params, emit),
    finish: async (result, params) => {
      if ('perSecond' in result || !('subject' in params) || params.out === undefined) return done(result);
      const edits = result.program?.settings?.edits ?? [];
      if (edits.length === 0 || params.settings === undefined) return done(result);
      const written = await writeCorrected(params.settings, edits, params.out);
      return written.ok ? done({ ...result, written: params.out }) : written;
    },
    render: (result, language) =>
      'perSecond' in result ? renderBatch(result, language) : renderText(result, language).trimEnd(),
    exitCode: (result) => {
      if ('perSecond' in result) return result.broken + result.inconclusive + result.refused === 0 ? 0 : 1;
      return result.verdict === 'healthy' ? 0 : 1;
    },
  }),
  command<{ readonly subject: string }, TraceResult>({
    name: 'trace',
    usage: '<address|message-id>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ subject: words[0] }) : null),
    run: (app, { subject }) => app.trace(subject),
    render: (result, language) => renderTrace(result, language).trimEnd(),
  }),
];
