/**
 * Writes Thunderbird's set-up document (`config-v1.1.xml`, draft-ietf-mailmaint-autoconfig) for a domain. One document for
 * all of its addresses: names are placeholders, so it tells nothing of who exists. Used by http/setup; pure.
 */
import type { MailOffer, OfferedServer } from '#src/model/mail-offer.ts';
import { element, xmlDocument } from './xml-write.ts';

const SOCKET = { tls: 'SSL', starttls: 'STARTTLS' } as const;

const server = ({ protocol, host, port, mode }: OfferedServer): string =>
  element(
    protocol === 'smtp' ? 'outgoingServer' : 'incomingServer',
    [
      element('hostname', host),
      element('port', port),
      element('socketType', SOCKET[mode]),
      // Encrypted by the connection; the name says how the password itself goes.
      element('authentication', 'password-cleartext'),
      element('username', '%EMAILADDRESS%'),
    ],
    { type: protocol },
  );

/** The document. `help`: where people read on, absolute. */
export function writeAutoconfig({ domain, provider, servers }: MailOffer, help: string | null): string {
  const inside = [
    element('domain', domain),
    element('displayName', `${domain} (${provider})`),
    element('displayShortName', domain),
    ...servers.map(server),
    ...(help === null ? [] : [element('documentation', [element('descr', provider, { lang: 'en' })], { url: help })]),
  ];
  return xmlDocument(element('clientConfig', [element('emailProvider', inside, { id: domain })], { version: '1.1' }));
}
