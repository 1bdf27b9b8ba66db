/**
 * Thunderbird's set-up document (`config-v1.1.xml`, draft-ietf-mailmaint-autoconfig): which servers it names for a domain.
 * Used by probes/outside. Pure and bounded; what does not hold together is left out, never guessed.
 */
import { childrenOf, child, parseXml, textAt } from '../camt/xml.ts';
import { MOST_DOCUMENT_BYTES, MOST_SERVERS, readSetupHost, readSetupPort, type SetupServer } from './server.ts';

const MODES = { SSL: 'tls', STARTTLS: 'starttls', plain: 'plain' } as const;
const isMode = (text: string): text is keyof typeof MODES => Object.hasOwn(MODES, text);

/** The servers in the order of the document; null when it is no such document. */
export function readAutoconfig(text: string, domain: string): readonly SetupServer[] | null {
  const bytes = Buffer.from(text, 'utf8');
  const parsed = bytes.length > MOST_DOCUMENT_BYTES ? null : parseXml(bytes);
  if (parsed === null || !parsed.ok || parsed.root.name !== 'clientConfig') return null;
  const provider = child(parsed.root, 'emailProvider');
  if (provider === undefined) return null;
  return [...childrenOf(provider, 'incomingServer'), ...childrenOf(provider, 'outgoingServer')]
    .flatMap((server): SetupServer[] => {
      const protocol = server.attributes.get('type') ?? '';
      const host = readSetupHost(textAt(server, 'hostname'), domain);
      const port = readSetupPort(textAt(server, 'port'));
      const mode = textAt(server, 'socketType') ?? '';
      if (!(protocol === 'imap' || protocol === 'pop3' || protocol === 'smtp')) return [];
      if (host === null || port === null || !isMode(mode)) return [];
      return [{ protocol, host, port, mode: MODES[mode], userName: textAt(server, 'username')?.slice(0, 320) ?? null }];
    })
    .slice(0, MOST_SERVERS);
}
