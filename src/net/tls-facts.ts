/**
 * Turns what the TLS library says about a failed connection into facts: the alert the client sent, or our own reason.
 * Called by the listener; pure, never decides what to do.
 */

import type { TlsFacts } from '#src/model/journal.ts';

/** Alert names as in RFC 8446 §6, from OpenSSL's reason texts (`sslv3 alert certificate expired`). */
const ALERT = /\balert ([a-z][a-z0-9 ]*)$/;

export interface TlsTrouble {
  /** Alert received from the client, e.g. `unknown_ca`, `certificate_expired`. */
  readonly alert?: string;
  /** Our own reason, e.g. `unsupported_protocol`, `no_shared_cipher`, `timeout`. */
  readonly error?: string;
}

/** Reads an error of a TLS socket. */
export function readTlsError(error: unknown): TlsTrouble {
  const { reason, code } = error as { readonly reason?: unknown; readonly code?: unknown };
  if (typeof reason === 'string' && reason !== '') {
    const alert = ALERT.exec(reason)?.[1];
    return alert === undefined ? { error: named(reason) } : { alert: named(alert) };
  }
  return { error: typeof code === 'string' ? named(code.replace(/^ERR_SSL_/, '')) : 'unknown' };
}

const named = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 60);

/** `known` with what is new; what is undefined changes nothing. */
export const mergeTlsFacts = (known: TlsFacts | undefined, more: TlsFacts): TlsFacts =>
  Object.fromEntries(Object.entries({ ...known, ...more }).filter(([, value]) => value !== undefined));
