/** Does an MX set lead to this host? Shared by the judges beside; reads names, asks nobody. */
import type { Facts } from '../../facts.ts';

/** Names that are this host: its own, and MX names that resolve to its addresses. Null when we do not know who we are. */
export function namesOfOurs(facts: Facts): ReadonlySet<string> | null {
  const domain = facts.get('state.domain')?.observed;
  if (domain?.ours !== true) return null;
  const addresses = facts.get('dns.host')?.observed.addresses ?? [];
  const hosts = facts.get('dns.mx-addresses')?.observed.hosts ?? [];
  const others = hosts.filter((one) => (one.addresses ?? []).some((address) => addresses.includes(address)));
  return new Set([domain.hostname, ...(domain.mxIntended ?? []), ...others.map(({ host }) => host)]);
}

/** Of `preference host` the hosts. */
export const hostsIn = (mx: readonly string[]): readonly string[] => mx.map((one) => one.slice(one.indexOf(' ') + 1));
/** Some target is ours, and no other is asked before or beside it. */
export const leadsHere = (mx: readonly string[], ours: ReadonlySet<string>): boolean =>
  mx.length > 0 && hostsIn(mx).every((host) => ours.has(host));
