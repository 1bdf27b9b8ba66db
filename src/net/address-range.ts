/**
 * Which addresses are of the open internet. Delivery and probes refuse the others unless `net.allowPrivate` is on, so that
 * nobody's MX record makes us talk to our own inside. IANA special-purpose registries (RFC 6890). Pure; resolves nothing.
 */
import { isIPv4 } from 'node:net';
import { ipv6Groups } from '#src/protocol/dns/reverse-name.ts';

/** network, prefix length. */
const V4_SPECIAL: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private (RFC 1918)
  ['100.64.0.0', 10], // carrier NAT (RFC 6598)
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link local, cloud metadata
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 3], // multicast, reserved, broadcast
];
const v4Number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const V4_RANGES = V4_SPECIAL.map(([network, bits]) => ({ size: 2 ** (32 - bits), start: v4Number(network) }));

/** True for an address that is reached over the open internet; false also for text that is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) {
    const number = v4Number(address);
    return !V4_RANGES.some(({ start, size }) => number >= start && number < start + size);
  }
  const groups = ipv6Groups(address);
  if (groups === null) return false;
  const [first, second] = groups;
  const embedded = (high: number, low: number) =>
    isPublicAddress(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
  const zeros = (count: number) => groups.slice(0, count).every((group) => group === 0);
  if (zeros(5) && groups[5] === 0xffff) return embedded(groups[6], groups[7]); // IPv4-mapped
  if (first === 0x64 && second === 0xff9b && groups.slice(2, 6).every((g) => g === 0))
    return embedded(groups[6], groups[7]);
  if (first === 0x2002) return embedded(second, groups[2]); // 6to4
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return false; // assignments, documentation
  return first >= 0x2000 && first <= 0x3fff; // global unicast is 2000::/3, nothing else
}
