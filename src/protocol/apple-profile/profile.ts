/**
 * The configuration profile that sets up a mailbox in Apple Mail on iPhone, iPad and Mac (`com.apple.mail.managed`). Used by
 * service/setup; pure. The same mailbox always gets the same identity, so that a newer profile takes the place of the older.
 */
import { createHash } from 'node:crypto';
import { bestServer, type MailOffer, type OfferedServer } from '#src/model/mail-offer.ts';
import { writePlist, type PlistValue } from './plist.ts';

export const PROFILE_TYPE = 'application/x-apple-aspen-config';

export interface ProfileWish {
  readonly address: string;
  /** As recipients see it; the address when there is none. */
  readonly name: string;
  /** Null: the device asks for it. */
  readonly password: string | null;
  /** What the person reads before he installs it. */
  readonly description: string;
}

/** An identifier in the form that Apple wants, from what it stands for. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ]
    .join('-')
    .toUpperCase();
}

/** Apple has one switch for both kinds of encryption and finds out itself which the port wants. */
const side = (way: 'Incoming' | 'Outgoing', { host, port }: OfferedServer, { address, password }: ProfileWish) => ({
  [`${way}MailServerHostName`]: host,
  [`${way}MailServerPortNumber`]: port,
  [`${way}MailServerUseSSL`]: true,
  [`${way}MailServerAuthentication`]: 'EmailAuthPassword',
  [`${way}MailServerUsername`]: address,
  ...(password === null ? {} : { [`${way}Password`]: password }),
});

/** The profile, not yet signed; null when the host has no door to read or none to send. */
export function writeProfile(offer: MailOffer, wish: ProfileWish): string | null {
  const incoming = bestServer(offer, 'imap') ?? bestServer(offer, 'pop3');
  const outgoing = bestServer(offer, 'smtp');
  if (incoming === undefined || outgoing === undefined) return null;
  const { provider } = offer;
  const { address, name, password, description } = wish;
  const identity = `${provider}:${address}`;
  const reversed = provider.split('.').toReversed().join('.');
  const mark = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  const account: PlistValue = {
    EmailAccountDescription: address,
    EmailAccountName: name,
    EmailAccountType: incoming.protocol === 'imap' ? 'EmailTypeIMAP' : 'EmailTypePOP',
    EmailAddress: address,
    ...side('Incoming', incoming, wish),
    ...side('Outgoing', outgoing, wish),
    OutgoingPasswordSameAsIncomingPassword: true,
    PayloadDescription: description,
    PayloadDisplayName: address,
    PayloadIdentifier: `${reversed}.mail.${mark}.account`,
    PayloadType: 'com.apple.mail.managed',
    PayloadUUID: uuidOf(`account:${identity}`),
    PayloadVersion: 1,
  };
  return writePlist({
    PayloadContent: [account],
    PayloadDescription: description,
    PayloadDisplayName: address,
    PayloadIdentifier: `${reversed}.mail.${mark}`,
    PayloadOrganization: provider,
    PayloadRemovalDisallowed: false,
    PayloadType: 'Configuration',
    // With a password in it, it is another one than without: the device must ask no more.
    PayloadUUID: uuidOf(`${password === null ? 'profile' : 'profile-with-password'}:${identity}`),
    PayloadVersion: 1,
  });
}
