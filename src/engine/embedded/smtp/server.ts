/**
 * Opens an SMTP door: `inbound` (port 25, mail from the world), `submission` (587, STARTTLS) or `submissions` (465, TLS).
 * Called by main.ts, once for each endpoint.
 */
import type { Listener } from '#src/net/connection.ts';
import { listen } from '#src/net/listener.ts';
import type { SmtpHost, SmtpOptions } from './context.ts';
import { SmtpSession } from './session.ts';

const MEBIBYTE = 1_048_576;

/** Listens; rejects with the system's error when the port cannot be had. */
export function openSmtp(options: SmtpOptions): Promise<Listener> {
  const role = options.endpoint === 'inbound' ? 'inbound' : 'submission';
  const host: SmtpHost = {
    ...options,
    role,
    language: options.language ?? 'en',
    maxMessageBytes: options.maxMessageBytes ?? 50 * MEBIBYTE,
    maxRecipients: options.maxRecipients ?? (role === 'inbound' ? 100 : 1000),
    maxHeaderBytes: options.maxHeaderBytes ?? 262_144,
    maxHeaderLines: options.maxHeaderLines ?? 2000,
    // RFC 5321 §4.5.3.2.7: at least five minutes.
    idleMs: options.idleMs ?? 300_000,
  };
  return listen({ ...options, language: host.language, open: (connection) => new SmtpSession(host, connection) });
}
