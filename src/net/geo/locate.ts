/**
 * Country and network of a remote address, for the facts of its connection: from the country table and from the networks
 * known by name. Asked by every listener, synchronously, from memory. What is not known is left out, never guessed.
 */
import { parseNetwork } from '#src/model/network.ts';
import { VENDOR_NETWORKS, type VendorNetwork } from '#src/model/vendor-network.ts';
import { rangeTable } from './range-table.ts';
import type { GeoTable, Place } from './table.ts';

export type Locate = (remoteAddress: string) => Place;

/** Makes the function. `vendors` (config `geo.vendors`) replaces built-in entries of the same name. */
export function createLocate(table: GeoTable | null, vendors: Readonly<Record<string, VendorNetwork>> = {}): Locate {
  const known = Object.entries({ ...VENDOR_NETWORKS, ...vendors });
  const named = rangeTable(
    known.flatMap(([, { networks }], value) =>
      networks.flatMap((text) => {
        const network = parseNetwork(text);
        return network === null ? [] : [{ network, value }];
      }),
    ),
  );
  return (remoteAddress) => {
    const address = parseNetwork(remoteAddress.split('%')[0]);
    if (address === null) return {};
    const place = table?.find(address) ?? {};
    const at = named.lookup(address);
    if (at < 0) return place;
    const [name, { kind }] = known[at];
    return { ...place, network: name, networkKind: kind };
  };
}
