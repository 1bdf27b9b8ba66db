/** `dns.ptr`: the reverse names of our sending addresses, confirmed forwards (RFC 1912 §2.1), IPv4 and IPv6 apart. */
import { isIPv6 } from 'node:net';
import type { DnsPtr, PtrAddress } from '#src/diagnosis/observed-authenticity.ts';
import { isPublicAddress } from '#src/net/address-range.ts';
import { addressesOf } from '../dns.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';
import { sendingAddresses } from '../spf-reach.ts';

const MOST_NAMES = 5;
/** Nobody outside ever sees these as senders, so their reverse names mean nothing. */
const INSIDE =
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;

/** Addresses by which others see us; those of documentation count where private ones are allowed (a lab). */
export const isSeenOutside = (address: string, allowPrivate: boolean): boolean =>
  !INSIDE.test(address) && (allowPrivate || isPublicAddress(address));

const sameAddress = (a: string, b: string): boolean =>
  a === b || (isIPv6(a) && isIPv6(b) && new URL(`http://[${a}]`).hostname === new URL(`http://[${b}]`).hostname);

export async function lookAtPtr(
  deps: Pick<GroupDeps, 'resolver' | 'host' | 'configuration'>,
): Promise<DnsPtr | Untold> {
  const { resolver } = deps;
  const { hostname } = deps.host();
  const all = await sendingAddresses(resolver, deps.host());
  if (all === null) return untold('own-address-unknown');
  const seen = all.filter((one) => isSeenOutside(one, deps.configuration.net.allowPrivate));
  const addresses: PtrAddress[] = [];
  for (const address of seen) {
    const family = isIPv6(address) ? 6 : 4;
    const answer = await resolver.ptr(address);
    if (answer.kind === 'failed') return untold(answer.why);
    const names = (answer.kind === 'records' ? answer.records : []).slice(0, MOST_NAMES);
    let confirmed = false;
    for (const name of names) {
      const back = await addressesOf(resolver, name);
      if (back === null) return untold('unreachable');
      confirmed ||= back.some((one) => sameAddress(one, address));
    }
    addresses.push({ address, family, names, state: names.length === 0 ? 'none' : confirmed ? 'ok' : 'unconfirmed' });
  }
  return { hostname, addresses };
}
