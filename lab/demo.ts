/**
 * `npm run demo`: the example host in a simulated internet, customers healthy and broken in known ways, and a guide with
 * links that sign in. Starts, prints, waits for Ctrl-C, leaves nothing behind. Everything it does is in lab/demo/.
 */
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commandLineLanguage } from '#src/cli/run.ts';
import { isLanguage, type Language } from '#src/model/language.ts';
import { startActs } from './demo/acts.ts';
import { CAST, PASSWORD } from './demo/cast.ts';
import { type GuideDoor, startGuide } from './demo/door.ts';
import { freePort, GUIDE_PORT, type Stage, startStage } from './demo/stage.ts';
import { playWeek } from './demo/week.ts';
import { roleWords, wordsIn } from './demo/words.ts';

interface Wanted {
  readonly language: Language;
  readonly port: number;
  readonly folder: string | null;
}
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** What the command line asks for; a text when it cannot be. */
function wanted(): Wanted | string {
  const usual = commandLineLanguage(undefined, process.env);
  try {
    const { values } = parseArgs({
      options: { lang: { type: 'string' }, port: { type: 'string' }, data: { type: 'string' } },
    });
    const language = commandLineLanguage(values.lang, process.env);
    const port = values.port === undefined ? GUIDE_PORT : Number(values.port);
    const isPort = Number.isInteger(port) && port >= 0 && port < 65_536;
    if (!isPort || (values.lang !== undefined && !isLanguage(values.lang))) return wordsIn(language).terminal.misuse;
    const folder = values.data === undefined ? null : resolve(values.data);
    if (folder !== null && existsSync(folder) && readdirSync(folder).length > 0)
      return wordsIn(language).terminal.folderFull(folder);
    return { language, port, folder };
  } catch {
    return wordsIn(usual).terminal.misuse;
  }
}

function show(stage: Stage, guide: GuideDoor, { language, folder }: Wanted, seconds: string): void {
  const words = wordsIn(language);
  const { terminal } = words;
  const { endpoints } = stage.world.host;
  const wide = Math.max(...CAST.map(({ person }) => person.length)) + 2;
  const row = (who: string, wrong: string, link: string): void => {
    print(`  ${who.padEnd(wide)}${wrong}`);
    print(`  ${' '.repeat(wide)}${link}`);
  };
  print(`${terminal.ready(seconds)}\n`);
  print(`  ${terminal.start}: ${guide.url}/\n`);
  for (const { person, key } of CAST) row(person, roleWords(language, key).wrong, guide.link(key));
  row(words.operator, words.operatorAbout, guide.link('operator'));
  print(`\n  ${words.everybody}: ${PASSWORD}`);
  print(`  ${words.links.app}: ${endpoints['http']}/   ${words.links.help}: ${endpoints['http']}/help/${language}`);
  const doors = ['imaps', 'submissions', 'pop3s', 'inbound'].map((door) => `${door} ${endpoints[door]}`);
  print(`  ${terminal.programs}: ${doors.join('  ')}`);
  print(`  ${terminal.folder(stage.folder)}`);
  print(`  ${terminal.ask}: POSTVAKT_DATA=${stage.folder} npm run -s postvakt -- diagnose ola@fjord.example`);
  print(`\n${terminal.stop} ${folder === null ? terminal.removed : terminal.kept}`);
}

/** Resolves at the first signal; a second one ends at once. */
const told = (): Promise<void> =>
  new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        process.once(signal, () => process.exit(130));
        end();
      });
  });

async function demo(asked: Wanted): Promise<void> {
  const { language, port, folder } = asked;
  const begin = performance.now();
  const ending = told();
  print(wordsIn(language).terminal.starting);
  const anyPort = { http: 0, inbound: 0, submission: 0, submissions: 0, imap: 0, imaps: 0, pop3: 0, pop3s: 0 };
  const stage = await startStage({
    language,
    ...(folder === null ? {} : { folder }),
    ports: port === 0 ? anyPort : {},
  });
  const stops: (() => Promise<unknown>)[] = [() => stage.stop()];
  try {
    const acts = await startActs(stage, await playWeek(stage));
    stops.unshift(() => acts.stop());
    const app = String(stage.world.host.endpoints['http']);
    const guide = await startGuide({ acts, app, language, port: port === 0 ? 0 : await freePort(port) });
    stops.unshift(() => guide.stop());
    show(stage, guide, asked, ((performance.now() - begin) / 1000).toFixed(1));
    await ending;
  } finally {
    for (const stop of stops) await stop();
    print(wordsIn(language).terminal.stopped);
  }
}

process.umask(0o077);
const asked = wanted();
if (typeof asked === 'string') {
  process.stderr.write(`${asked}\n`);
  process.exitCode = 2;
} else await demo(asked);
