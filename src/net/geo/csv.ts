/**
 * A country table as CSV: lines `network,country` (`192.0.2.0/24,NO`), `#` for remarks, an optional head line. Read at start
 * and when the file changes (table.ts). A line that is not understood ends the reading with its number: half a table would
 * answer half of the questions wrongly.
 */
import { parseNetwork } from '#src/model/network.ts';
import { type NetworkValue, rangeTable } from './range-table.ts';
import type { GeoTable } from './table.ts';

const MOST_LINES = 5_000_000;

export class GeoTableBroken extends Error {}

/** Reads the text. @throws GeoTableBroken naming the line. */
export function readCsv(text: string): GeoTable {
  const codes: string[] = [];
  const indexOf = new Map<string, number>();
  const networks: NetworkValue[] = [];
  let line = 0;
  for (let from = 0; from < text.length;) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const row = text.slice(from, Math.min(end, from + 200)).trim();
    from = end + 1;
    line += 1;
    if (line > MOST_LINES) throw new GeoTableBroken(`more than ${MOST_LINES} lines`);
    if (row === '' || row.startsWith('#')) continue;
    const [name, code = ''] = row.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const network = parseNetwork(name);
    if (network === null && networks.length === 0 && /^[a-z_ ]+$/i.test(name)) continue; // the head line
    if (network === null) throw new GeoTableBroken(`line ${line}: "${name.slice(0, 50)}" is no network`);
    const country = code.toUpperCase();
    if (!/^[A-Z]{2}$/.test(country))
      throw new GeoTableBroken(`line ${line}: "${code.slice(0, 20)}" is no country code`);
    let value = indexOf.get(country);
    if (value === undefined) {
      value = codes.push(country) - 1;
      indexOf.set(country, value);
    }
    networks.push({ network, value });
  }
  if (networks.length === 0) throw new GeoTableBroken('it holds no network');
  const table = rangeTable(networks);
  return {
    find: (address) => {
      const at = table.lookup(address);
      return at < 0 ? {} : { country: codes[at] };
    },
  };
}
