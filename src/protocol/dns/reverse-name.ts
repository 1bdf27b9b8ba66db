/** The name under which an address is looked up backwards (RFC 1035 §3.5, RFC 3596 §2.5). Called by the resolver. Pure. */

const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** Sixteen-bit groups of an IPv6 address in text, also with an IPv4 tail and without a zone; null when it is none. */
export function ipv6Groups(address: string): readonly number[] | null {
  const [bare = ''] = address.split('%');
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  if (tail !== null && !V4.test(tail[2])) return null;
  const octets = tail === null ? [] : tail[2].split('.').map(Number);
  const text =
    tail === null
      ? bare
      : `${tail[1]}${(octets[0] * 256 + octets[1]).toString(16)}:${(octets[2] * 256 + octets[3]).toString(16)}`;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left, right] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const all =
    right === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  if (all.length !== 8 || all.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  return all.map((group) => parseInt(group, 16));
}

/** `192.0.2.1` → `1.2.0.192.in-addr.arpa`; IPv6 nibble by nibble under ip6.arpa; null when it is no address. */
export function reverseName(address: string): string | null {
  if (V4.test(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  const groups = ipv6Groups(address);
  if (groups === null) return null;
  const nibbles = groups.map((group) => group.toString(16).padStart(4, '0')).join('');
  return `${nibbles.split('').reverse().join('.')}.ip6.arpa`;
}
