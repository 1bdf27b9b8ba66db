/**
 * Networks as text: one address or a range, in one canonical form (`192.0.2.7/32`, `2001:db8::/64`), and whether one
 * holds another. Used by Blocks and country rules. Pure; an IPv4 address mapped into IPv6 is the IPv4 address.
 */

export interface Network {
  readonly family: 4 | 6;
  readonly bits: number;
  /** The address as 16-bit groups (two for IPv4, eight for IPv6), host bits zero. */
  readonly groups: readonly number[];
  /** Canonical, e.g. `192.0.2.0/24`. */
  readonly text: string;
}

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function v4Groups(text: string): readonly number[] | null {
  const found = V4.exec(text);
  if (found === null) return null;
  const [a, b, c, d] = found.slice(1).map(Number);
  return [a, b, c, d].some((part) => part > 255) ? null : [a * 256 + b, c * 256 + d];
}

/** RFC 4291 §2.2, through the URL parser, which gives the canonical text of RFC 5952. */
function v6Groups(text: string): readonly number[] | null {
  if (!/^[0-9a-fA-F:.]{2,45}$/.test(text) || !text.includes(':')) return null;
  const url = URL.parse(`http://[${text}]/`);
  if (url === null) return null;
  const [left, right] = url.hostname.slice(1, -1).split('::');
  const read = (part: string | undefined): number[] =>
    part === undefined || part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [head, tail] = [read(left), read(right)];
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
}

const masked = (groups: readonly number[], bits: number): readonly number[] =>
  groups.map((group, at) => {
    const kept = Math.min(16, Math.max(0, bits - at * 16));
    return group & (0xffff << (16 - kept)) & 0xffff;
  });

function write(family: 4 | 6, groups: readonly number[], bits: number): string {
  if (family === 4) return `${groups.map((g) => `${g >> 8}.${g & 255}`).join('.')}/${bits}`;
  const long = groups.map((group) => group.toString(16)).join(':');
  return `${URL.parse(`http://[${long}]/`)?.hostname.slice(1, -1) ?? long}/${bits}`;
}

const made = (family: 4 | 6, groups: readonly number[], bits: number): Network => {
  const network = masked(groups, bits);
  return { family, bits, groups: network, text: write(family, network, bits) };
};

/** Reads `address` or `address/bits`; null when it is neither. Host bits are dropped. */
export function parseNetwork(text: string): Network | null {
  if (text.length > 49) return null;
  const [address, length, more] = text.trim().split('/');
  if (more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const v4 = v4Groups(address);
  const groups = v4 ?? v6Groups(address);
  if (groups === null) return null;
  const most = v4 === null ? 128 : 32;
  const bits = length === undefined ? most : Number(length);
  if (bits > most) return null;
  const mapped = v4 === null && bits >= 96 && groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff;
  if (mapped) return made(4, groups.slice(6), bits - 96);
  return made(v4 === null ? 6 : 4, groups, bits);
}

/** The network of `bits` around this one; itself when it is already as wide. */
export const widened = (network: Network, bits: number): Network =>
  bits >= network.bits ? network : made(network.family, network.groups, bits);

/** True when every address of `inner` is in `outer`. */
export const holds = (outer: Network, inner: Network): boolean =>
  outer.family === inner.family && outer.bits <= inner.bits && widened(inner, outer.bits).text === outer.text;
