/**
 * Listens on the control socket of a running server and runs the commands that the command line sends.
 * A bad request ends only its own connection. Started and stopped by main.ts.
 */
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { isLanguage } from '#src/model/language.ts';
import { misuse, type Outcome, refused } from '#src/service/outcome.ts';
import type { App } from '#src/service/app.ts';
import type { RunContext } from './command.ts';
import { findCommand } from './commands.ts';
import { type ControlRequest, lineSplitter } from './control-channel.ts';

async function answer(
  app: App,
  log: Logger,
  line: string,
  context: Pick<RunContext, 'emit' | 'ended'>,
): Promise<Outcome<unknown>> {
  let request: ControlRequest;
  try {
    request = JSON.parse(line) as ControlRequest;
  } catch {
    return misuse('badControlRequest');
  }
  const command = typeof request.command === 'string' ? findCommand(request.command.split(' ')) : null;
  if (command === null || command.run === undefined)
    return misuse('unknownCommand', { command: String(request.command) });
  const language = isLanguage(request.language) ? request.language : 'en';
  try {
    return await command.run(app, request.params as never, { language, ...context });
  } catch (error) {
    log.error({ err: error, command: request.command }, 'command failed');
    return refused('internalError', { why: error instanceof Error ? error.message : String(error) });
  }
}

/** Starts to listen; the socket file is replaced when it is left over from a crash. */
export async function startControlServer(path: string, app: App, log: Logger): Promise<{ stop(): Promise<void> }> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    const gone = new AbortController();
    socket.on('close', () => {
      open.delete(socket);
      gone.abort();
    });
    socket.on('error', () => socket.destroy());
    const send = (message: unknown): void => void (socket.writable && socket.write(`${JSON.stringify(message)}\n`));
    const read = lineSplitter((line) => {
      const context = { emit: (row: unknown) => send({ row }), ended: gone.signal };
      void answer(app, log, line, context).then((outcome) => {
        send({ outcome });
        socket.end();
      });
    });
    socket.on('data', (chunk: Buffer) => {
      try {
        read(chunk);
      } catch {
        socket.destroy();
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroySoon();
      }),
  };
}
