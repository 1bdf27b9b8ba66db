/**
 * A published DKIM key against the key we sign with (RFC 6376 §3.6.1). Called by the probes of DKIM. Pure; asks nobody.
 */
import { readTags } from '../tag-list.ts';

/**
 * - `ok`: receivers find our key; `testing`: told apart, since many then ignore failures and successes alike
 * - `revoked`: `p=` is empty; `cut`: the beginning of our key, the end is lost; `mismatch`: another key
 * - `unreadable`: no `p=`, or a version or key type that is not ours; `not-for-mail`: `s=` leaves mail out
 */
export type DkimKeyState = 'ok' | 'revoked' | 'cut' | 'mismatch' | 'unreadable' | 'not-for-mail' | 'wrong-hash';
export interface DkimKeyCheck {
  readonly state: DkimKeyState;
  readonly testing: boolean;
}
/** Below this a common beginning means nothing: all RSA 2048 keys begin with the same 44 characters. */
const SHARED_HEAD = 60;

/** `wanted`: base64 of our public key, as in `p=`; `algorithm` as the key's `k=`. */
export function checkDkimKey(text: string, wanted: string, algorithm: 'rsa' | 'ed25519'): DkimKeyCheck {
  const { tags, order } = readTags(text);
  const testing = (tags.get('t') ?? '')
    .toLowerCase()
    .split(':')
    .some((flag) => flag.trim() === 'y');
  const told = (state: DkimKeyState): DkimKeyCheck => ({ state, testing });
  const version = tags.get('v');
  // §3.6.1: when there is a version it must come first and be DKIM1.
  if (version !== undefined && (version !== 'DKIM1' || order[0] !== 'v')) return told('unreadable');
  const published = tags.get('p')?.replaceAll(/\s/g, '');
  if (published === undefined) return told('unreadable');
  if (published === '') return told('revoked');
  if (published !== wanted) {
    const isCut = published.length >= SHARED_HEAD && wanted.startsWith(published);
    return told(isCut ? 'cut' : 'mismatch');
  }
  if ((tags.get('k') ?? 'rsa').toLowerCase() !== algorithm) return told('unreadable');
  const services = (tags.get('s') ?? '*')
    .toLowerCase()
    .split(':')
    .map((one) => one.trim());
  if (!services.includes('*') && !services.includes('email')) return told('not-for-mail');
  const hashes = tags
    .get('h')
    ?.toLowerCase()
    .split(':')
    .map((one) => one.trim());
  return told(hashes === undefined || hashes.includes('sha256') ? 'ok' : 'wrong-hash');
}

/** Is a TXT record meant as a DKIM key at all? Other TXT records may stand beside, a wildcard's for example. */
export const isDkimKey = (text: string): boolean => {
  const { tags } = readTags(text);
  return tags.has('p') && !/^v=(?:spf1|DMARC1)/i.test(text.trim());
};
