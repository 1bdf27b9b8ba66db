/**
 * The lab's DNS as scenarios see it: one set of true zones, behind it the authoritative hierarchy and a validating resolver
 * that may remember old answers. Made by lab/world.ts. Never part of the running product.
 */
import { indexOf, startDnsServer, type ZoneName, type Zones } from './dns-server.ts';
import { type Delegation, startHierarchy, USUAL_SERVER } from './hierarchy.ts';

/** The lab's DNS by name, so that one scenario cannot touch another's zone. */
export interface LabDns {
  add(zones: Zones): void;
  remove(name: string): void;
  /** What the resolver still remembers of these names, whatever their servers say; null forgets it. */
  remember(zones: Readonly<Record<string, ZoneName | null>>): void;
  /** Who serves a zone and how, from now on; null: as usual. */
  delegate(zone: string, delegation: Delegation | null): Promise<void>;
}
export interface RunningLabDns extends LabDns {
  /** The resolver, for `dns.servers`. */
  readonly address: string;
  readonly roots: readonly string[];
  readonly trustAnchors: readonly string[];
  stop(): Promise<void>;
}

/** The name server that every zone of the lab is delegated to unless a scenario says otherwise. */
export const OUR_NAME_SERVER = 'ns1.dns.test';

/** Starts it with these names; `place` puts addresses on loopback ports. Stop it, or the process stays. */
export async function startLabDns(
  first: Zones,
  tops: readonly string[],
  place: (address: string, where: string) => void,
): Promise<RunningLabDns> {
  let names: Zones = { [OUR_NAME_SERVER]: { A: [USUAL_SERVER] }, ...first };
  let truth = indexOf(names);
  let remembered: Record<string, ZoneName> = {};
  const resolver = await startDnsServer(names);
  const hierarchy = await startHierarchy(() => truth, tops, place);
  const refresh = (): void => {
    truth = indexOf(names);
    const servers = [...hierarchy.addresses].map(([name, address]) => [name, { A: [address] }] as const);
    resolver.set({ ...hierarchy.seen({ ...Object.fromEntries(servers), ...names }), ...remembered });
  };
  return {
    address: resolver.address,
    roots: hierarchy.roots,
    trustAnchors: hierarchy.trustAnchors,
    add: (zones) => {
      names = { ...names, ...zones };
      refresh();
    },
    remove: (name) => {
      const { [name]: _gone, ...rest } = names;
      names = rest;
      refresh();
    },
    remember: (zones) => {
      for (const [name, zone] of Object.entries(zones))
        if (zone === null) delete remembered[name];
        else remembered = { ...remembered, [name]: zone };
      refresh();
    },
    delegate: async (zone, delegation) => {
      await hierarchy.set(zone, delegation);
      refresh();
    },
    stop: async () => {
      await Promise.all([resolver.stop(), hierarchy.stop()]);
    },
  };
}
