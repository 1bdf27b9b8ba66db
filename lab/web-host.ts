/**
 * A web server of the simulated internet: HTTPS (or plain HTTP) on a loopback port, one certificate and a table of pages.
 * Used by tests and scenarios (MTA-STS policies, set-up records); put at its name with `world.place`.
 */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { LabCertificate } from './lab-certificates.ts';

/** What a path answers; `silent` never does, `endless` never stops. */
export type Page =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly bytes?: Buffer;
    }
  | 'silent'
  | 'endless';
export interface WebHost {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** `METHOD host/path`, oldest first. */
  readonly asked: readonly string[];
  /** Keys `host/path` or `/path`. */
  set(pages: Readonly<Record<string, Page>>): void;
  stop(): Promise<void>;
}

/** Starts it; without a certificate it speaks plain HTTP. Stop it, or the process stays. */
export async function startWebHost(
  pages: Readonly<Record<string, Page>>,
  certificate: LabCertificate | null,
): Promise<WebHost> {
  let table = pages;
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const answer = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    asked.push(`${request.method} ${host}${path}`);
    const page = table[`${host}${path}`] ?? table[path] ?? { status: 404, body: 'nothing here' };
    if (page === 'silent') return;
    if (page === 'endless') {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
      return;
    }
    response.writeHead(page.status ?? 200, { 'content-type': 'text/plain', ...page.headers });
    response.end(page.bytes ?? page.body ?? '');
  };
  const server = certificate === null ? http.createServer(answer) : https.createServer({ ...certificate }, answer);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    set: (next) => {
      table = next;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
