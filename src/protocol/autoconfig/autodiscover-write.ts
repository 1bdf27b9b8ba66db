/**
 * Answers Outlook's Autodiscover: plain old XML ([MS-OXDSCLI] §2.2) with the servers, and the JSON form ([MS-OXDISCO]
 * "version 2"), which only says where the XML is. Used by http/setup; pure. The address is given back as it was asked:
 * nobody learns whether it exists.
 */
import { child, parseXml, textAt } from '../camt/xml.ts';
import { bestServer, type MailOffer, type OfferedServer } from '#src/model/mail-offer.ts';
import { MOST_DOCUMENT_BYTES } from './server.ts';
import { element, xmlDocument } from './xml-write.ts';

const OUTER = 'http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006';
const INNER = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a';

export interface AutodiscoverQuestion {
  readonly address: string;
  /** `mobilesync`: a phone that wants ActiveSync, which this host does not speak. */
  readonly wants: 'outlook' | 'mobilesync';
}

/** Reads what Outlook sends; null when it is no such question. */
export function readAutodiscoverRequest(text: string): AutodiscoverQuestion | null {
  const bytes = Buffer.from(text, 'utf8');
  const parsed = bytes.length > MOST_DOCUMENT_BYTES ? null : parseXml(bytes);
  if (parsed === null || !parsed.ok || parsed.root.name !== 'Autodiscover') return null;
  const request = child(parsed.root, 'Request');
  const address = textAt(request, 'EMailAddress');
  if (address === null || address.length > 320) return null;
  const schema = textAt(request, 'AcceptableResponseSchema') ?? '';
  return { address, wants: /\/mobilesync\//i.test(schema) ? 'mobilesync' : 'outlook' };
}

const PROTOCOLS = ['imap', 'pop3', 'smtp'] as const;

/** §2.2.4.1.1.2.6: `SSL` on means encrypted in one way or the other; `Encryption` says which. */
const protocolOf = ({ protocol, host, port, mode }: OfferedServer, address: string): string =>
  element('Protocol', [
    element('Type', protocol.toUpperCase()),
    element('Server', host),
    element('Port', port),
    element('DomainRequired', 'off'),
    element('LoginName', address),
    element('SPA', 'off'),
    element('SSL', 'on'),
    element('Encryption', mode === 'tls' ? 'SSL' : 'TLS'),
    element('AuthRequired', 'on'),
    ...(protocol === 'smtp' ? [element('UsePOPAuth', 'off'), element('SMTPLast', 'off')] : []),
  ]);

const answer = (namespace: string, inside: readonly string[]): string =>
  xmlDocument(
    element('Autodiscover', [element('Response', inside, namespace === '' ? {} : { xmlns: namespace })], {
      xmlns: OUTER,
    }),
  );

/** The best server of each kind, with the address as login name. */
export const writeAutodiscover = (offer: MailOffer, address: string): string =>
  answer(INNER, [
    element('User', [element('DisplayName', address), element('AutoDiscoverSMTPAddress', address)]),
    element('Account', [
      element('AccountType', 'email'),
      element('Action', 'settings'),
      ...PROTOCOLS.flatMap((protocol) => bestServer(offer, protocol) ?? []).map((one) => protocolOf(one, address)),
    ]),
  ]);

/** §2.2.4.1.2: 500 for an address that is not ours to speak for, 600 for a question that cannot be read, 601 for another protocol. */
export const writeAutodiscoverError = (code: 500 | 600 | 601, message: string): string =>
  answer('', [
    element('Error', [element('ErrorCode', code), element('Message', message), element('DebugData', '')], {
      Id: '0',
      Time: '00:00:00.0000000',
    }),
  ]);

/** What the JSON form answers: where the XML is, or that the protocol is not spoken here. */
export type AutodiscoverJson =
  | { readonly status: 200; readonly body: { readonly Protocol: string; readonly Url: string } }
  | { readonly status: 400 | 404; readonly body: { readonly ErrorCode: string; readonly ErrorMessage: string } };

/** `Protocol=AutodiscoverV1` is the one that Outlook for IMAP accounts asks; ActiveSync, EWS, REST are Exchange's own. */
export function autodiscoverJson(protocol: string | undefined, xmlUrl: string): AutodiscoverJson {
  if (protocol === undefined || protocol === '')
    return {
      status: 400,
      body: { ErrorCode: 'MandatoryParameterMissing', ErrorMessage: "A valid value must be provided for 'Protocol'" },
    };
  if (protocol.toLowerCase() === 'autodiscoverv1')
    return { status: 200, body: { Protocol: 'AutodiscoverV1', Url: xmlUrl } };
  return {
    status: 404,
    body: {
      ErrorCode: 'ProtocolNotSupported',
      ErrorMessage: `The given protocol value '${protocol.slice(0, 40).replaceAll(/[^\w-]/g, '')}' is not supported. Supported values are 'AutodiscoverV1'`,
    },
  };
}
