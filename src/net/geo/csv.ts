/**
 * A country table as CSV: lines `network,country` (`192.0.2.0/24,NO`), `#` for remarks, an optional head line. Read at start
 * and when the file changes (table.ts). A line that is not understood ends the reading with its number: half a table would
 * answer half of the questions wrongly.
 */
import { parseNetwork } from '#src/model/network.ts';
import { type NetworkValue, type Prefix, rangeTable } from './range-table.ts';
import type { GeoTable } from './table.ts';

const MOST_LINES = 5_000_000;

export class GeoTableBroken extends Error {}

/** Lines read before the others in the process have their turn. */
const SLICE = 5000;

/** Reads the text at once, at start. @throws GeoTableBroken naming the line. */
export function readCsv(text: string): GeoTable {
  const steps = csvSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Reads the text in slices, so that mail goes on meanwhile. @throws GeoTableBroken naming the line. */
export async function readCsvInSlices(text: string): Promise<GeoTable> {
  const steps = csvSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function* csvSteps(text: string): Generator<undefined, GeoTable> {
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
    if (line % SLICE === 0) yield undefined;
    if (line > MOST_LINES) throw new GeoTableBroken(`more than ${MOST_LINES} lines`);
    if (row === '' || row.startsWith('#')) continue;
    const [name, code = ''] = cellsOf(row);
    const network = plainPrefix(name) ?? parseNetwork(name);
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
  yield undefined;
  const table = rangeTable(networks);
  return {
    find: (address) => {
      const at = table.lookup(address);
      return at < 0 ? {} : { country: codes[at] };
    },
  };
}

const cellsOf = (row: string): readonly string[] =>
  row.includes('"')
    ? row.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    : row.split(',').map((cell) => cell.trim());

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;
const V6 = /^((?:[0-9a-f]{1,4}:){1,7}):\/(\d{1,3})$/i;

/**
 * The two forms that nearly every line has, `a.b.c.d/n` and `2001:db8::/n` with host bits zero, read without detours. Null:
 * ask `parseNetwork`.
 */
export function plainPrefix(text: string): Prefix | null {
  const v4 = V4.exec(text);
  if (v4 !== null) {
    const [a, b, c, d, bits] = [Number(v4[1]), Number(v4[2]), Number(v4[3]), Number(v4[4]), Number(v4[5])];
    const number = ((a * 256 + b) * 256 + c) * 256 + d;
    if (a > 255 || b > 255 || c > 255 || d > 255 || bits > 32 || number % 2 ** (32 - bits) !== 0) return null;
    return { family: 4, bits, groups: [a * 256 + b, c * 256 + d] };
  }
  const v6 = V6.exec(text);
  if (v6 === null) return null;
  const bits = Number(v6[2]);
  const groups = [0, 0, 0, 0, 0, 0, 0, 0];
  const given = v6[1].split(':');
  for (let at = 0; at < given.length - 1; at += 1) groups[at] = Number.parseInt(given[at], 16);
  const isMasked = groups.every((group, at) => group % 2 ** Math.min(16, Math.max(0, 16 - (bits - at * 16))) === 0);
  // An IPv4 address mapped into IPv6 is the IPv4 address: that is parseNetwork's to say.
  return bits > 128 || !isMasked || groups[0] === 0 ? null : { family: 6, bits, groups };
}
