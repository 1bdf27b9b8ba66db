/** What a set-up document tells a mail program to use. Made by the readers beside; types only. */
export interface SetupServer {
  readonly protocol: 'imap' | 'pop3' | 'smtp';
  /** Lower case. */
  readonly host: string;
  readonly port: number;
  readonly mode: 'tls' | 'starttls' | 'plain';
  /** As written, with its placeholders; null when it is not said. */
  readonly userName: string | null;
}

/** Of one document. */
export const MOST_SERVERS = 12;
export const MOST_DOCUMENT_BYTES = 65_536;

const HOST = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** A host name in lower case without its final dot, or an address; null when it is none. */
export function readSetupHost(text: string | null, domain: string): string | null {
  const host = (text ?? '').replaceAll('%EMAILDOMAIN%', domain).toLowerCase().replace(/\.$/, '');
  return HOST.test(host) ? host : null;
}

export function readSetupPort(text: string | null): number | null {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}
