/**
 * The host from top to bottom: `startHost` opens the doors on an open state, `openAlone` serves the command line while no
 * server runs. Wires only; decides nothing about mail.
 */
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { App } from './service/app.ts';
import { controlSocketPath, askRunningServer } from './cli/control-channel.ts';
import { startControlServer } from './cli/control-server.ts';
import { createCentre } from './http/centre-sources.ts';
import { readWebApp } from './http/web-app.ts';
import { createHttpSources } from './http/host-sources.ts';
import { openWebDoors } from './http/web-doors.ts';
import type { MailWay } from './engine/mail-way.ts';
import type { LoadedConfiguration } from './net/configuration-file.ts';
import type { Clock } from './net/clock.ts';
import { removeEndpoints, writeEndpoints } from './net/data-folder.ts';
import { startDunning } from './service/billing/dunning.ts';
import type { ThreadsPlan } from './service/webmail/html-threads.ts';
import { lettersToHelpers } from './service/centre/support-letters.ts';
import { startForwardAnswers } from './service/forward-answers.ts';
import { startHousekeeping } from './service/housekeeping.ts';
import { StartProblem } from './service/start-problem.ts';
import { openState } from './host-state.ts';
import { createApp, type Live } from './host-app.ts';
import { type MailDoors, openMailDoors } from './host-doors.ts';

export interface RunningHost {
  /** As in endpoints.json. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly app: App;
  /** First sign-in link: the start page, once. */
  readonly startLink: string | null;
  readonly ownerSeenFrom: MailDoors['ownerSeenFrom'];
  /** Sessions are told, running messages end (at most 10 s), everything is closed. */
  stop(): Promise<void>;
}

/**
 * Opens the state and every configured door, then writes endpoints.json. Throws StartProblem; then nothing listens.
 * `clock`: another wall clock than the machine's, for a simulated past. `mailWay`: another engine's doors for webmail.
 * `htmlThreads`: other threads for long letters.
 */
export async function startHost(
  loaded: LoadedConfiguration,
  log: Logger,
  clock?: Clock,
  mailWay?: MailWay,
  htmlThreads?: ThreadsPlan,
): Promise<RunningHost> {
  const { configuration, dataFolder } = loaded;
  const socket = controlSocketPath(dataFolder);
  const running = await askRunningServer(socket, { command: 'config', params: null, language: 'en' }).catch(() => true);
  if (running !== null) throw new StartProblem('alreadyRunning', { folder: dataFolder });
  const state = await openState(loaded, log, clock);
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    removeEndpoints(dataFolder);
    await Promise.all(stops.map((one) => one()));
    await state.close();
  };
  try {
    const endpoints: Record<string, string> = {};
    const onTrouble = (error: unknown): void => log.warn({ err: error }, 'letter');
    const live: Live = { endpoints, startLink: () => null, mailWay, htmlThreads: { onTrouble, ...htmlThreads } };
    const app = createApp(loaded, state, live);
    state.caseDoor.onWord((request, text) => {
      void lettersToHelpers(app, request, text, null).catch((error: unknown) => log.error({ err: error }, 'support'));
    });
    const { ownerSeenFrom, ...signedIn } = await openMailDoors(loaded, state, log, endpoints, stops);
    live.locate = signedIn.locate;
    const { listen, hostname, proxy } = configuration;
    const trustedProxies = proxy.trusted;
    const web = await openWebDoors({
      ...state,
      listen,
      hostname,
      setup: app.setup,
      trustedProxies,
      onTrouble: (error) => log.error({ err: error }, 'web door'),
      sources: createHttpSources({
        centre: createCentre({ app, trustedProxies, locate: signedIn.locate, endpoints, ownerSeenFrom }),
        web: readWebApp(join(import.meta.dirname, '..', 'web', 'build')),
        ...app,
        ...signedIn,
        trustedProxies,
        linkBase: state.linkBase,
        webhookSecret: configuration.billing.webhookSecret,
        queueWorks: () => state.queue.stats(),
        metrics: () => state.metrics.render(),
        authority: () => state.certificates.authorityPem,
        challenge: (token) => state.acme?.answers.answer(token) ?? null,
        endpoints,
      }),
    });
    stops.push(() => web.stop());
    live.startLink = () => web.newStartLink();
    Object.assign(endpoints, web.endpoints);
    state.web.url = web.endpoints.https ?? web.endpoints.http ?? state.web.url;
    const control = await startControlServer(socket, app, log);
    stops.push(() => control.stop());
    endpoints.control = socket;
    state.queue.start();
    state.notices.start();
    const dunning = startDunning(app.billing, (error) => log.error({ err: error }, 'dunning'));
    stops.push(() => dunning.stop());
    const housekeeping = startHousekeeping({ ...state, dataFolder }, (error) =>
      log.error({ err: error }, 'housekeeping'),
    );
    stops.push(() => housekeeping.stop());
    const answers = startForwardAnswers(state, (error) => log.error({ err: error }, 'forward answers'));
    stops.push(() => answers.stop());
    const looks = app.looks.start((error) => log.error({ err: error }, 'look'));
    stops.push(() => looks.stop());
    app.fixWatch.start((error) => log.error({ err: error }, 'watch'));
    stops.push(() => app.fixWatch.close());
    app.webmail.writing.start((error) => log.error({ err: error }, 'webmail'));
    stops.push(() => app.webmail.close());
    app.incidents.start((error) => log.error({ err: error }, 'incidents'));
    stops.push(() => app.incidents.close());
    app.health.start((error) => log.error({ err: error }, 'health'));
    stops.push(() => app.health.close());
    state.blocks.keepTime((error) => log.error({ err: error }, 'blocks'));
    state.acme?.keeper.start();
    stops.push(async () => await state.acme?.keeper.stop());
    writeEndpoints(dataFolder, endpoints);
    return { endpoints, app, startLink: live.startLink(), ownerSeenFrom, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The state without doors, for the command line while no server runs. Throws StartProblem. */
export async function openAlone(loaded: LoadedConfiguration): Promise<{ readonly app: App; close(): Promise<void> }> {
  const state = await openState(loaded, pino({ level: 'silent' }));
  return { app: createApp(loaded, state, { endpoints: {}, startLink: () => null }), close: state.close };
}
