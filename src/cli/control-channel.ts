/**
 * The control socket: one JSON object a line, both ways, over a UNIX socket only the operator's account may open (0600).
 * Request `{command, params, language}`; answer any number of `{row}` and then one `{outcome}`.
 * Used by `control-server.ts` and by the command line; never reachable from the network.
 */
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '#src/service/outcome.ts';

export interface ControlRequest {
  readonly command: string;
  readonly params: unknown;
  readonly language: string;
}
export type ControlAnswer = { readonly row: unknown } | { readonly outcome: Outcome<unknown> };

/** A line on the socket may be this long; mail is never sent through it, lists are. */
export const LINE_LIMIT_BYTES = 64 * 1024 * 1024;

/** Where the socket is: in the data folder, or, where that path is too long for a socket (sun_path), in the temp folder. */
export function controlSocketPath(dataFolder: string): string {
  const path = join(dataFolder, 'run', 'control.sock');
  if (Buffer.byteLength(path) < 100) return path;
  return join(tmpdir(), `postvakt-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 24)}.sock`);
}

/** Splits a stream of chunks into lines; throws when a line grows over the limit. */
export function lineSplitter(onLine: (line: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      parts.push(rest.subarray(0, end));
      const line = Buffer.concat(parts).toString('utf8');
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
      onLine(line);
    }
    size += rest.length;
    if (size > LINE_LIMIT_BYTES) throw new Error('a line on the control socket is too long');
    if (rest.length > 0) parts.push(rest);
  };
}

/**
 * Asks a running server. Resolves to null when none runs (nobody listens on the socket).
 * `onRow` gets what the command streams before its outcome.
 */
export function askRunningServer(
  socketPath: string,
  request: ControlRequest,
  onRow: (row: unknown) => void = () => undefined,
): Promise<Outcome<unknown> | null> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path: socketPath });
    let outcome: Outcome<unknown> | undefined;
    let connected = false;
    const read = lineSplitter((line) => {
      const answer = JSON.parse(line) as ControlAnswer;
      if ('row' in answer) onRow(answer.row);
      else outcome = answer.outcome;
    });
    socket.on('connect', () => {
      connected = true;
      socket.write(`${JSON.stringify(request)}\n`);
    });
    socket.on('data', (chunk: Buffer) => {
      try {
        read(chunk);
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (!connected && ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(error.code ?? '')) resolve(null);
      else reject(error);
    });
    socket.on('close', () => {
      if (outcome !== undefined) resolve(outcome);
      else if (connected) reject(new Error('the server closed the control socket without an answer'));
    });
  });
}
