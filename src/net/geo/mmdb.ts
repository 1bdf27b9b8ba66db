/**
 * A MaxMind DB file (format 2.0): metadata, search tree, data. Read into memory by table.ts, walked for each new address.
 * Works with country, city and anonymizer databases. A record that cannot be read is an unknown country, never an error.
 */
import type { Network } from '#src/model/network.ts';
import { GeoTableBroken } from './csv.ts';
import { mmdbValue, type MmdbValue } from './mmdb-data.ts';
import type { GeoTable, Place } from './table.ts';

/** "The last 128KiB of the file" hold this mark and the metadata after it. */
const MARK = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const MARK_WITHIN_BYTES = 131_072;
/** Sixteen zero bytes between tree and data. */
const SEPARATOR_BYTES = 16;
/** Distinct records remembered as places: a country database has some hundreds. */
const MOST_PLACES = 20_000;

export const isMmdb = (bytes: Buffer): boolean =>
  bytes.lastIndexOf(MARK) >= Math.max(0, bytes.length - MARK_WITHIN_BYTES);

interface Tree {
  readonly bytes: Buffer;
  readonly nodes: number;
  readonly recordBits: 24 | 28 | 32;
  readonly version: 4 | 6;
  readonly data: Buffer;
}

const isMap = (value: MmdbValue | undefined): value is { readonly [key: string]: MmdbValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);

function readTree(bytes: Buffer): Tree {
  const mark = bytes.lastIndexOf(MARK);
  if (mark < 0) throw new GeoTableBroken('it has no MaxMind metadata');
  const metadata = mmdbValue(bytes.subarray(mark + MARK.length), 0);
  if (!isMap(metadata)) throw new GeoTableBroken('its metadata cannot be read');
  const { node_count: nodes, record_size: bits, ip_version: version, binary_format_major_version: major } = metadata;
  if (major !== 2) throw new GeoTableBroken(`its format version is ${JSON.stringify(major)}, not 2`);
  if (bits !== 24 && bits !== 28 && bits !== 32)
    throw new GeoTableBroken(`its records have ${JSON.stringify(bits)} bits`);
  if (version !== 4 && version !== 6) throw new GeoTableBroken(`its IP version is ${JSON.stringify(version)}`);
  if (typeof nodes !== 'number' || !Number.isSafeInteger(nodes) || nodes < 1)
    throw new GeoTableBroken('it has no tree');
  const treeBytes = (nodes * bits) / 4;
  if (treeBytes + SEPARATOR_BYTES > mark) throw new GeoTableBroken('it is cut off: the tree is longer than the file');
  const data = bytes.subarray(treeBytes + SEPARATOR_BYTES, mark);
  return { bytes, nodes, recordBits: bits, version, data };
}

/** One record of a node. Callers give a node below `nodes`, so that it lies inside the file. */
function child({ bytes, recordBits }: Tree, node: number, right: 0 | 1): number {
  const at = (node * recordBits) / 4;
  switch (recordBits) {
    case 24:
      return bytes.readUIntBE(at + right * 3, 3);
    case 28:
      return right === 0
        ? (bytes[at + 3] >> 4) * 0x1000000 + bytes.readUIntBE(at, 3)
        : (bytes[at + 3] & 15) * 0x1000000 + bytes.readUIntBE(at + 4, 3);
    case 32:
      return bytes.readUInt32BE(at + right * 4);
  }
}

const bitOf = (groups: readonly number[], at: number): 0 | 1 => ((groups[at >> 4] >> (15 - (at & 15))) & 1) as 0 | 1;

/** Offset in the data section of the record for an address; null when the tree has none. */
function walk(tree: Tree, { family, groups }: Network): number | null {
  if (tree.version === 4 && family === 6) return null;
  let node = 0;
  // In an IPv6 tree IPv4 lives at ::/96.
  const zeros = tree.version === 6 && family === 4 ? 96 : 0;
  const bits = family === 4 ? 32 : 128;
  for (let at = 0; at < zeros + bits && node < tree.nodes; at += 1) {
    node = child(tree, node, at < zeros ? 0 : bitOf(groups, at - zeros));
  }
  return node > tree.nodes ? node - tree.nodes - SEPARATOR_BYTES : null;
}

/** Of a country, city or anonymizer record; other makers write `country_code` or a plain `country`. */
function placeOf(record: MmdbValue | undefined): Place {
  if (!isMap(record)) return {};
  const { country, registered_country: registered, traits, country_code: plain } = record;
  const iso = [
    isMap(country) ? country['iso_code'] : country,
    plain,
    isMap(registered) ? registered['iso_code'] : undefined,
  ].find((code): code is string => typeof code === 'string' && /^[A-Z]{2}$/.test(code));
  const flags = { ...record, ...(isMap(traits) ? traits : {}) };
  const isVpn = flags['is_anonymous_vpn'] === true || flags['is_anonymous'] === true;
  const kind = isVpn ? 'vpn' : flags['is_hosting_provider'] === true ? 'hosting' : undefined;
  const owner = flags['autonomous_system_organization'];
  return {
    ...(iso === undefined ? {} : { country: iso }),
    ...(typeof owner === 'string' && owner !== '' ? { network: owner.slice(0, 100) } : {}),
    ...(kind === undefined ? {} : { networkKind: kind }),
  };
}

/** Opens the file's bytes. @throws GeoTableBroken when it is not a readable MaxMind DB. */
export function readMmdb(bytes: Buffer): GeoTable {
  const tree = readTree(bytes);
  const places = new Map<number, Place>();
  return {
    find: (address) => {
      const offset = walk(tree, address);
      if (offset === null || offset < 0) return {};
      let place = places.get(offset);
      if (place === undefined) {
        place = placeOf(mmdbValue(tree.data, offset));
        if (places.size >= MOST_PLACES) places.clear();
        places.set(offset, place);
      }
      return place;
    },
  };
}
