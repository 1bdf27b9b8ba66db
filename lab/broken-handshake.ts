/**
 * A program that begins TLS and does not finish: it turns the certificate down with an alert, or somebody on the way cuts
 * the connection. Used by mail-client.ts; the ClientHello is a real one, the alert a real record (RFC 5246 §7.2).
 */
import type net from 'node:net';
import { Duplex } from 'node:stream';
import tls from 'node:tls';

/** Alerts by their numbers, as programs send them. */
export const ALERTS = {
  bad_certificate: 42,
  certificate_expired: 45,
  certificate_unknown: 46,
  unknown_ca: 48,
} as const;

export interface BrokenHandshake {
  /** What is told, or `cut`: a reset right after the ClientHello. */
  readonly with: keyof typeof ALERTS | 'cut';
  /** Name asked for (SNI). */
  readonly servername?: string;
}

/** The first flight of a TLS 1.2 client: in that version what follows the certificate may be said in plain text. */
async function clientHello(servername: string | undefined): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const wire = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      resolve(chunk);
      done();
    },
  });
  const options = { maxVersion: 'TLSv1.2' as const, rejectUnauthorized: false };
  const client = tls.connect({ socket: wire, ...options, ...(servername === undefined ? {} : { servername }) });
  client.on('error', () => {});
  const hello = await promise;
  client.destroy();
  wire.destroy();
  return hello;
}

/** Plays it on a fresh connection; resolves when the connection is over. */
export async function breakHandshake(raw: net.Socket, broken: BrokenHandshake): Promise<void> {
  const closed = new Promise<void>((resolve) => raw.once('close', () => resolve()));
  raw.on('error', () => {});
  raw.write(await clientHello(broken.servername));
  if (broken.with === 'cut') {
    // The server must have read the hello: a reset overtakes what waits to be read.
    await new Promise<void>((resolve) => raw.once('data', () => resolve()));
    raw.resetAndDestroy();
    return await closed;
  }
  const alert = Buffer.from([21, 3, 3, 0, 2, 2, ALERTS[broken.with]]);
  raw.once('data', () => raw.end(alert));
  setTimeout(() => raw.destroy(), 2000).unref();
  await closed;
}
