/**
 * `postvakt start`: starts the host, says where everything listens, waits for SIGTERM or SIGINT, stops in order.
 * A second signal ends at once: queue and mailboxes are safe at any moment.
 */
import { type Logger, pino } from 'pino';
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { LoadedConfiguration } from '#src/net/configuration-file.ts';

export interface Serving {
  readonly loaded: LoadedConfiguration;
  readonly language: Language;
  readonly start: (
    loaded: LoadedConfiguration,
    log: Logger,
  ) => Promise<{
    readonly endpoints: Readonly<Record<string, string>>;
    readonly startLink: string | null;
    stop(): Promise<void>;
  }>;
  readonly out: (text: string) => void;
}

const nextSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });

/** Resolves to the exit code after an orderly stop. Throws StartProblem when the host cannot start. */
export async function serve({ loaded, language, start, out }: Serving): Promise<number> {
  const words = texts(language).host;
  const log = pino({ level: loaded.configuration.log.level }, pino.destination({ dest: 2, sync: true }));
  // One session's fault ends that session; what reaches this far is logged, and the host goes on.
  process.on('uncaughtException', (error) => log.error({ err: error }, 'uncaught'));
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled'));
  const host = await start(loaded, log);
  const width = Math.max(...Object.keys(host.endpoints).map((name) => name.length));
  out(words.running({ folder: loaded.dataFolder }));
  for (const [name, where] of Object.entries(host.endpoints)) out(`  ${name.padEnd(width)}  ${where}`);
  if (host.startLink !== null) out(words.signIn({ url: host.startLink }));
  if (loaded.configuration.hostname === 'localhost') out(words.hostnameHint);
  out(words.stopHint);
  const signal = await nextSignal();
  log.info({ signal }, 'stopping');
  process.once('SIGINT', () => process.exit(130));
  await host.stop();
  log.info('stopped');
  return 0;
}
