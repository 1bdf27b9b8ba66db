/**
 * The set-up document of draft-ietf-mailmaint-pacc (02): servers by name alone, always at the usual port with TLS from the
 * first byte; and the TXT record that vouches for its bytes. Used by http/setup and docs; pure.
 */
import { createHash } from 'node:crypto';
import { USUAL_PORTS, type MailOffer } from '#src/model/mail-offer.ts';

const USUAL = { imap: USUAL_PORTS.imaps, pop3: USUAL_PORTS.pop3s, smtp: USUAL_PORTS.submissions } as const;

/** The document, always the same bytes for the same offer; null when no server is where this form expects it. */
export function writePacc({ provider, servers }: MailOffer, help: string | null): string | null {
  const there = servers.filter(({ protocol, port, mode }) => mode === 'tls' && port === USUAL[protocol]);
  if (there.length === 0) return null;
  return JSON.stringify({
    protocols: Object.fromEntries(there.map(({ protocol, host }) => [protocol, { host }])),
    authentication: { password: true },
    info: { provider: { name: provider }, ...(help === null ? {} : { help: { documentation: help } }) },
  });
}

/** The record at `_ua-auto-config.<domain>` that goes with the document. */
export const paccRecord = (document: string): string =>
  `v=UAAC1; a=sha256; d=${createHash('sha256').update(document, 'utf8').digest('base64')}`;
