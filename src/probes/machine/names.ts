/** What this machine makes of a server's name, beside what DNS answers when it is asked directly. Used by `check`. */
import type { NameFromHere } from '#src/diagnosis/observed-machine.ts';
import { addressesOf } from '../dns.ts';
import type { Resolver } from '#src/net/dns-answer.ts';

export interface NameDeps {
  /** As every program on this machine looks a name up (hosts file, resolver of the system); empty: no such name. */
  readonly lookUpHere: (host: string) => Promise<readonly string[]>;
  /** Text of the hosts file; '' when there is none. */
  readonly hostsFile: () => string;
  /** DNS asked directly, at the system's servers or those of the configuration. */
  readonly resolver: Resolver;
  /** Other servers, for a second opinion when the first know no such name. */
  readonly secondOpinion: Resolver;
}

/** Addresses that a hosts file gives to a name; comments and other names left aside. At most 100,000 lines are read. */
export function addressesInHostsFile(text: string, host: string): readonly string[] {
  const wanted = host.toLowerCase().replace(/\.$/, '');
  return text
    .slice(0, 4_000_000)
    .split(/\r?\n/, 100_000)
    .flatMap((line) => {
      const [address, ...names] = line.replace(/#.*$/, '').trim().toLowerCase().split(/\s+/);
      return names.includes(wanted) ? [address] : [];
    });
}

/** Null as `dns` when neither the first nor the second servers could be asked. */
export async function lookAtName(
  deps: NameDeps,
  host: string,
  purpose: NameFromHere['purpose'],
): Promise<NameFromHere> {
  const [here, first] = await Promise.all([
    deps.lookUpHere(host).catch((): readonly string[] => []),
    addressesOf(deps.resolver, host),
  ]);
  const second = first === null || first.length === 0 ? await addressesOf(deps.secondOpinion, host) : null;
  // "No such name" counts only when everybody who could be asked says so.
  const dns = first !== null && first.length > 0 ? first : (second ?? first);
  return { host, purpose, here, dns, hostsFile: addressesInHostsFile(deps.hostsFile(), host) };
}
