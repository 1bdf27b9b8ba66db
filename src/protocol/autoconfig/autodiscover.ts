/**
 * Outlook's set-up answer (Autodiscover, plain old XML, [MS-OXDSCLI]): servers, or where it sends the program instead.
 * Used by probes/outside. Pure and bounded.
 */
import { child, childrenOf, parseXml, textAt } from '../camt/xml.ts';
import { MOST_DOCUMENT_BYTES, MOST_SERVERS, readSetupHost, readSetupPort, type SetupServer } from './server.ts';

export type Autodiscover =
  | { readonly kind: 'servers'; readonly servers: readonly SetupServer[] }
  /** Another address or another place to ask; Exchange accounts have no servers in this form. */
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'exchange' }
  | { readonly kind: 'error' };

const PROTOCOLS: Readonly<Record<string, SetupServer['protocol']>> = { IMAP: 'imap', POP3: 'pop3', SMTP: 'smtp' };
const USUAL = { imap: 993, pop3: 995, smtp: 465 } as const;

/** The question, for an address. */
export const autodiscoverRequest = (address: string): string =>
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>' +
  `<EMailAddress>${address.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</EMailAddress>` +
  '<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a' +
  '</AcceptableResponseSchema></Request></Autodiscover>';

/** Reads the answer; null when it is no such document. */
export function readAutodiscover(text: string, domain: string): Autodiscover | null {
  const bytes = Buffer.from(text, 'utf8');
  const parsed = bytes.length > MOST_DOCUMENT_BYTES ? null : parseXml(bytes);
  if (parsed === null || !parsed.ok || parsed.root.name !== 'Autodiscover') return null;
  const response = child(parsed.root, 'Response');
  const account = child(response, 'Account');
  const to = textAt(account, 'RedirectAddr') ?? textAt(account, 'RedirectUrl');
  if (to !== null) return { kind: 'redirect', to: to.slice(0, 500) };
  if (account === undefined) return { kind: 'error' };
  const protocols = childrenOf(account, 'Protocol');
  const servers = protocols
    .flatMap((element): SetupServer[] => {
      const type = textAt(element, 'Type')?.toUpperCase() ?? '';
      const protocol = Object.hasOwn(PROTOCOLS, type) ? PROTOCOLS[type] : null;
      const host = readSetupHost(textAt(element, 'Server'), domain);
      if (protocol === null || host === null) return [];
      const port = readSetupPort(textAt(element, 'Port')) ?? USUAL[protocol];
      const userName = textAt(element, 'LoginName')?.slice(0, 320) ?? null;
      return [{ protocol, host, port, mode: modeOf(textAt(element, 'Encryption'), textAt(element, 'SSL')), userName }];
    })
    .slice(0, MOST_SERVERS);
  if (servers.length > 0) return { kind: 'servers', servers };
  return protocols.some((element) => /^(?:EXCH|EXPR|EXHTTP|mapiHttp)$/i.test(typeOf(element)))
    ? { kind: 'exchange' }
    : { kind: 'error' };
}

const typeOf = (element: { readonly attributes: ReadonlyMap<string, string> } & Parameters<typeof textAt>[0]): string =>
  textAt(element, 'Type') ?? element?.attributes.get('Type') ?? '';

/** `Encryption` goes before the older `SSL`, which is on unless it is said to be off. */
function modeOf(encryption: string | null, ssl: string | null): SetupServer['mode'] {
  switch (encryption?.toUpperCase()) {
    case 'SSL':
      return 'tls';
    case 'TLS':
    case 'AUTO':
      return 'starttls';
    case 'NONE':
      return 'plain';
    case undefined:
    default:
      return ssl?.toLowerCase() === 'off' ? 'plain' : 'tls';
  }
}
