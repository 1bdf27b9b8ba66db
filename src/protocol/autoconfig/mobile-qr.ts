/**
 * The text of the QR code that Thunderbird for Android (and K-9 Mail) read under "Import settings": its "Export for Mobile"
 * format, version 1 — nested JSON lists without names. Shown on the set-up page. Pure.
 */
import { bestServer, type MailOffer } from '#src/model/mail-offer.ts';

const SECURITY = { tls: 3, starttls: 2 } as const;
/** Its number for a password that the connection protects. */
const PASSWORD = 1;

/** Null when there is nothing to read or to send with, or for an address that the format cannot hold (ASCII only). */
export function mobileQr(
  offer: MailOffer,
  who: { readonly address: string; readonly name: string; readonly password: string | null },
): string | null {
  const incoming = bestServer(offer, 'imap') ?? bestServer(offer, 'pop3');
  const outgoing = bestServer(offer, 'smtp');
  const { address, name, password } = who;
  if (incoming === undefined || outgoing === undefined || !/^[\x21-\x7e]+$/.test(address)) return null;
  const kind = incoming.protocol === 'imap' ? 0 : 1;
  const account = [kind, incoming.host, incoming.port, SECURITY[incoming.mode], PASSWORD, address];
  const sending = [0, outgoing.host, outgoing.port, SECURITY[outgoing.mode], PASSWORD, address];
  return JSON.stringify([
    1,
    [1, 1],
    password === null ? account : [...account, '', password],
    [[password === null ? sending : [...sending, password], [address, name]]],
  ]);
}
