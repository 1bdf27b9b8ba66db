/**
 * Set-up documents of a domain: Thunderbird's over HTTPS, and where Outlook is sent. Fetched with `web-fetch.ts`: checked
 * addresses, few bytes, no credentials. Used by setup.ts and discovery.ts. Judges nothing.
 */
import type { SetupServer } from '#src/protocol/autoconfig/server.ts';
import { autodiscoverRequest, readAutodiscover } from '#src/protocol/autoconfig/autodiscover.ts';
import { MOST_DOCUMENT_BYTES } from '#src/protocol/autoconfig/server.ts';
import { readAutoconfig } from '#src/protocol/autoconfig/thunderbird.ts';
import type { WebFetch } from '#src/net/web-answer.ts';

const FETCH_MS = 1500;
const limits = { limitMs: FETCH_MS, maxBytes: MOST_DOCUMENT_BYTES, maxRedirects: 2 } as const;

export interface AutoconfigFound {
  /** The URL. */
  readonly where: string;
  readonly servers: readonly SetupServer[];
}

/** The document that a mail program would find first; null when there is none to be believed. */
export async function fetchAutoconfig(fetch: WebFetch, domain: string): Promise<AutoconfigFound | null> {
  const urls = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ];
  const answers = await Promise.all(urls.map((url) => fetch(url, limits)));
  for (const [index, answer] of answers.entries()) {
    // Programs believe no document whose server cannot prove its name.
    if (answer.kind !== 'answer' || answer.status !== 200 || answer.tls?.authorized !== true) continue;
    const servers = readAutoconfig(answer.body, domain);
    if (servers !== null) return { where: urls[index], servers };
  }
  return null;
}

export interface AutodiscoverFound {
  readonly answer: 'servers' | 'redirect' | 'exchange' | 'none';
  readonly servers: readonly SetupServer[];
}

/** Asks `host` as Outlook would, for an address that tells nothing of the customer's. */
export async function fetchAutodiscover(fetch: WebFetch, host: string, domain: string): Promise<AutodiscoverFound> {
  const answer = await fetch(`https://${host}/autodiscover/autodiscover.xml`, {
    ...limits,
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: autodiscoverRequest(`postmaster@${domain}`),
  });
  if (answer.kind !== 'answer' || answer.tls?.authorized === false) return { answer: 'none', servers: [] };
  // 401 with a challenge for Exchange's own methods: it wants to set up this domain.
  if (answer.status === 401 && /negotiate|ntlm|bearer/i.test(answer.headers['www-authenticate'] ?? ''))
    return { answer: 'exchange', servers: [] };
  const told = answer.status === 200 ? readAutodiscover(answer.body, domain) : null;
  if (told === null || told.kind === 'error') return { answer: 'none', servers: [] };
  return { answer: told.kind, servers: told.kind === 'servers' ? told.servers : [] };
}
