/** Rules about a sign-in whose secret is right: is this way in open, is this country allowed? Pure. */
import type { SignInProtocol, StoredMailbox } from './mailbox.ts';

export type SignInObjection = 'acc-protocol-off' | 'net-geo-block-by-us';

/**
 * Why this right sign-in is refused; null when it is welcome. A country that we cannot tell is let in: a rule needs
 * evidence, and the owner must not be locked out by a gap in a table.
 */
export function signInObjection(
  mailbox: Pick<StoredMailbox, 'protocols' | 'signInCountries'>,
  protocol: SignInProtocol | null,
  country: string | undefined,
): SignInObjection | null {
  if (protocol !== null && !mailbox.protocols.includes(protocol)) return 'acc-protocol-off';
  if (mailbox.signInCountries !== null && country !== undefined && !mailbox.signInCountries.includes(country)) {
    return 'net-geo-block-by-us';
  }
  return null;
}

export type PasswordObjection = 'acc-password-expired' | 'acc-app-password-required';

/** Why the mailbox's own password, though right, opens no mail program; null when it does. Our own pages are no program. */
export function passwordObjection(
  mailbox: Pick<StoredMailbox, 'mustChange' | 'appPasswordsOnly'>,
  protocol: SignInProtocol | null,
): PasswordObjection | null {
  if (protocol === null) return null;
  if (mailbox.mustChange) return 'acc-password-expired';
  return mailbox.appPasswordsOnly === true ? 'acc-app-password-required' : null;
}
