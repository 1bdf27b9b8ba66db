/**
 * The command line: finds the command, parses its words, runs it on the running server (control socket) or, when none
 * runs, in this process on the same data, and prints the answer as text or JSON. Sets no state of its own.
 * Exit codes: 0 done, 1 refused or found wrong, 2 misuse.
 */
import { isLanguage, type Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { LoadedConfiguration, LoadResult } from '#src/net/configuration-file.ts';
import { restoreData } from '#src/service/backup.ts';
import { type Outcome, type Problem, refused } from '#src/service/outcome.ts';
import { StartProblem } from '#src/service/start-problem.ts';
import type { App } from '#src/service/app.ts';
import { parseArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { COMMANDS, findCommand } from './commands.ts';
import { askRunningServer, controlSocketPath } from './control-channel.ts';
import { configurationProblem } from './configuration-problem.ts';
import { problemText } from './problem-text.ts';

export interface CommandLine {
  readonly argv: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly load: () => LoadResult;
  /** Opens the data without doors, for commands while no server runs. Throws StartProblem. */
  readonly openAlone: (
    loaded: LoadedConfiguration,
  ) => Promise<{ readonly app: App; readonly close: () => Promise<void> }>;
  /** Runs the server until it is told to stop; resolves to the exit code. Throws StartProblem. */
  readonly serve: (loaded: LoadedConfiguration, language: Language) => Promise<number>;
  readonly readStdin: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Language of the command line: `--lang`, POSTVAKT_LANG, the locale, English. */
export function commandLineLanguage(option: string | undefined, environment: NodeJS.ProcessEnv): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  for (const word of [option, environment.POSTVAKT_LANG, locale.slice(0, 2)]) {
    if (isLanguage(word)) return word;
    if (word === 'no' || word === 'nn') return 'nb';
  }
  return 'en';
}

/** Of one command, of all that begin with the same words (`forward`), or of everything. */
function usage(language: Language, only?: Command, group: readonly Command[] = COMMANDS): string {
  const words = texts(language).host;
  if (only !== undefined) return `${words.usage}: postvakt ${only.name} ${only.usage}`.trimEnd();
  const lines = group.map((entry) => `  postvakt ${entry.name} ${entry.usage}`.trimEnd());
  return [`${words.usage}: postvakt <…> [--json] [--lang nb|sv|en]`, `${words.commands}:`, ...lines].join('\n');
}

const GENERAL_OPTIONS = { json: 'flag', lang: 'value', help: 'flag' } as const;

/** Nothing that can be run: the words of a group tell what is in it, others are not known. */
function withoutCommand({ argv, out, err }: CommandLine, names: readonly string[], language: Language): number {
  const group = COMMANDS.filter(({ name }) => names.length > 0 && name.startsWith(`${names.join(' ')} `));
  const isAsked =
    argv.length === 0 || argv[0] === 'help' || argv[0] === '--help' || (group.length > 0 && argv.includes('--help'));
  if (!isAsked && group.length === 0)
    err(problemText({ exit: 2, key: 'unknownCommand', args: { command: names.join(' ') } }, language));
  (isAsked ? out : err)(usage(language, undefined, group.length > 0 ? group : COMMANDS));
  return isAsked ? 0 : 2;
}

/** Runs one command line; resolves to the exit code. */
export async function runCommandLine(line: CommandLine): Promise<number> {
  const firstOption = line.argv.findIndex((word) => word.startsWith('--'));
  const names = line.argv.slice(0, firstOption < 0 ? undefined : firstOption);
  const command = findCommand(names);
  const language = commandLineLanguage(undefined, line.environment);
  if (command === null) return withoutCommand(line, names, language);
  const rest = line.argv.slice(command.name.split(' ').length);
  const parsed = parseArguments(rest, { ...GENERAL_OPTIONS, ...command.options });
  if (!parsed.ok) {
    line.err(problemText({ exit: 2, key: parsed.key, args: { option: parsed.option } }, language));
    line.err(usage(language, command));
    return 2;
  }
  const { json, lang, help } = parsed.value.options;
  const chosen = commandLineLanguage(typeof lang === 'string' ? lang : undefined, line.environment);
  if (typeof lang === 'string' && !isLanguage(lang))
    return fail(line, { exit: 2, key: 'badLanguage', args: { language: lang } }, chosen, json === true);
  if (help === true) {
    line.out(usage(chosen, command));
    return 0;
  }
  const params = await command.parse(parsed.value, { language: chosen, readStdin: line.readStdin });
  if (params === null) {
    line.err(usage(chosen, command));
    return 2;
  }
  if (!params.ok) return fail(line, params.problem, chosen, json === true);
  const tell = rowTeller(line, command, chosen, json === true);
  const answer = await perform(line, command, params.value, chosen, tell);
  if ('exitCode' in answer) return answer.exitCode;
  const outcome = answer.ok
    ? ((await command.finish?.(answer.value as never, params.value as never)) ?? answer)
    : answer;
  if (!outcome.ok) return fail(line, outcome.problem, chosen, json === true);
  const said = command.render(outcome.value, chosen);
  if (said !== null) line.out(json === true ? JSON.stringify(outcome.value) : said);
  return command.exitCode?.(outcome.value) ?? 0;
}

/** Rows of a command that tells while it runs are its answer; those of others are progress. */
function rowTeller(line: CommandLine, command: Command, language: Language, json: boolean): (row: unknown) => void {
  const { renderRow } = command;
  if (renderRow === undefined) return (row) => line.err(typeof row === 'string' ? row : JSON.stringify(row));
  return (row) => line.out(json ? JSON.stringify(row) : renderRow(row, language));
}

async function perform(
  line: CommandLine,
  command: Command,
  params: unknown,
  language: Language,
  emit: (row: unknown) => void,
): Promise<Outcome<unknown> | { readonly exitCode: number }> {
  const loaded = line.load();
  if (!loaded.ok) return { ok: false, problem: configurationProblem(loaded.problem) };
  const { dataFolder } = loaded.value;
  try {
    if (command.name === 'start') return { exitCode: await line.serve(loaded.value, language) };
    if (command.runHere !== undefined)
      return await command.runHere(params as never, { language, emit, configuration: loaded.value.configuration });
    const request = { command: command.name, params, language };
    const answer = await askRunningServer(controlSocketPath(dataFolder), request, emit);
    if (command.name === 'restore') {
      if (answer !== null) return refused('serverRunning', { folder: dataFolder });
      return await restoreData({ source: (params as { source: string }).source, dataFolder });
    }
    if (answer !== null) return answer;
    const { app, close } = await line.openAlone(loaded.value);
    try {
      return (
        (await command.run?.(app, params as never, { language, emit })) ??
        refused('needsServer', { command: command.name })
      );
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof StartProblem) return { ok: false, problem: error.problem };
    throw error;
  }
}

function fail(line: CommandLine, problem: Problem, language: Language, json: boolean): number {
  const text = problemText(problem, language);
  if (json) line.out(JSON.stringify({ error: { key: problem.key, args: problem.args, text } }));
  line.err(text);
  return problem.exit;
}
