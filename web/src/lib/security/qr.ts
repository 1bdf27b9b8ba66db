/**
 * A QR code (ISO/IEC 18004) of a text: bytes, error correction M, versions 1 to 20. Drawn by Qr.svelte for the authenticator
 * app; nothing is asked of anybody, so the secret stays on the page. Pure.
 */

/** Error-correction octets of a block, and blocks, by version, for level M. */
const OCTETS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

/** Dark modules as rows of booleans; null when the text is too long. */
export function qrCode(text: string): readonly (readonly boolean[])[] | null {
  const bytes = new TextEncoder().encode(text);
  const version = BLOCKS.findIndex((_, index) => bytes.length <= dataOctets(index + 1) - (index + 1 < 10 ? 2 : 3)) + 1;
  if (version === 0) return null;
  const stream = interleaved(version, packed(version, bytes));
  let best: Grid | null = null;
  let least = Infinity;
  for (let mask = 0; mask < 8; mask += 1) {
    const grid = drawn(version, stream, mask);
    const bad = penalty(grid.dark);
    if (bad >= least) continue;
    best = grid;
    least = bad;
  }
  return best?.dark ?? null;
}

function rawModules(version: number): number {
  let count = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const aligned = Math.floor(version / 7) + 2;
    count -= (25 * aligned - 10) * aligned - 55;
    if (version >= 7) count -= 36;
  }
  return count;
}
const allOctets = (version: number): number => Math.floor(rawModules(version) / 8);
const octetsOf = (version: number): number => OCTETS[version - 1] ?? 0;
const blocksOf = (version: number): number => BLOCKS[version - 1] ?? 0;
const dataOctets = (version: number): number => allOctets(version) - octetsOf(version) * blocksOf(version);

/** Mode, length, the bytes, and the filling that the standard wants. */
function packed(version: number, bytes: Uint8Array): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  const room = dataOctets(version) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let filling = 0xec; bits.length < room; filling ^= 0xec ^ 0x11) put(filling, 8);
  return Uint8Array.from({ length: room / 8 }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((octet, bit) => (octet << 1) | bit, 0),
  );
}

/** Multiplication in GF(2⁸) modulo x⁸ + x⁴ + x³ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}
function divisorOf(degree: number): number[] {
  const divisor: number[] = Array.from({ length: degree }, (_, index) => (index === degree - 1 ? 1 : 0));
  for (let root = 1, turn = 0; turn < degree; turn += 1, root = times(root, 2))
    for (let at = 0; at < degree; at += 1)
      divisor[at] = times(divisor[at] ?? 0, root) ^ (at + 1 < degree ? (divisor[at + 1] ?? 0) : 0);
  return divisor;
}
function remainderOf(data: Uint8Array, divisor: readonly number[]): number[] {
  const rest = divisor.map(() => 0);
  for (const octet of data) {
    const factor = octet ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((of, at) => (rest[at] = (rest[at] ?? 0) ^ times(of, factor)));
  }
  return rest;
}

/** Blocks with their error correction, one octet of each in turn. */
function interleaved(version: number, data: Uint8Array): number[] {
  const count = blocksOf(version);
  const correction = octetsOf(version);
  const short = Math.floor(allOctets(version) / count) - correction;
  const longOnes = allOctets(version) % count;
  const divisor = divisorOf(correction);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, index) => {
    const part = data.subarray(from, (from += short + (index < count - longOnes ? 0 : 1)));
    return { part, rest: remainderOf(part, divisor) };
  });
  const stream: number[] = [];
  for (let at = 0; at <= short; at += 1)
    for (const { part } of blocks) if (at < part.length) stream.push(part[at] ?? 0);
  for (let at = 0; at < correction; at += 1) for (const { rest } of blocks) stream.push(rest[at] ?? 0);
  return stream;
}

interface Grid {
  readonly dark: boolean[][];
  /** Finder, timing, alignment, format, version: never masked. */
  readonly fixed: boolean[][];
}

function drawn(version: number, stream: readonly number[], mask: number): Grid {
  const size = version * 4 + 17;
  const rows = (): boolean[][] => Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const grid: Grid = { dark: rows(), fixed: rows() };
  const set = (x: number, y: number, isDark: boolean): void => {
    const [row, fixed] = [grid.dark[y], grid.fixed[y]];
    if (row === undefined || fixed === undefined || x < 0 || x >= size) return;
    row[x] = isDark;
    fixed[x] = true;
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    for (let dy = -4; dy <= 4; dy += 1)
      for (let dx = -4; dx <= 4; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        if (x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size) set(x + dx, y + dy, ring !== 2 && ring !== 4);
      }
  const places = alignment(version, size);
  for (const x of places)
    for (const y of places) {
      const isCorner = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6);
      if (isCorner) continue;
      for (let dy = -2; dy <= 2; dy += 1)
        for (let dx = -2; dx <= 2; dx += 1) set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  formatBits(size, mask, set);
  if (version >= 7) versionBits(version, size, set);
  fill(grid, stream, mask);
  return grid;
}

function alignment(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => size - 7 - (count - 2 - index) * step)];
}

type Put = (x: number, y: number, isDark: boolean) => void;
/** Level M (00) and the mask, with their own correction, twice. */
function formatBits(size: number, mask: number, set: Put): void {
  let rest = mask;
  for (let turn = 0; turn < 10; turn += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (at: number): boolean => ((bits >>> at) & 1) === 1;
  for (let at = 0; at <= 5; at += 1) set(8, at, bit(at));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let at = 9; at < 15; at += 1) set(14 - at, 8, bit(at));
  for (let at = 0; at < 8; at += 1) set(size - 1 - at, 8, bit(at));
  for (let at = 8; at < 15; at += 1) set(8, size - 15 + at, bit(at));
  set(8, size - 8, true);
}
function versionBits(version: number, size: number, set: Put): void {
  let rest = version;
  for (let turn = 0; turn < 12; turn += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((bits >>> at) & 1) === 1;
    const [a, b] = [size - 11 + (at % 3), Math.floor(at / 3)];
    set(a, b, isDark);
    set(b, a, isDark);
  }
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** In pairs of columns from the right, up and down in turn. */
function fill({ dark, fixed }: Grid, stream: readonly number[], mask: number): void {
  const size = dark.length;
  const isMasked = MASKS[mask] ?? (() => false);
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        const row = dark[y];
        if (row === undefined || fixed[y]?.[x] === true) continue;
        const bit = ((stream[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1;
        at += 1;
        row[x] = (bit === 1) !== isMasked(x, y);
      }
  }
}

/** What makes a picture hard to read: runs, squares, false finders, too dark or too light. */
function penalty(dark: readonly (readonly boolean[])[]): number {
  const size = dark.length;
  const at = (x: number, y: number): boolean => dark[y]?.[x] ?? false;
  const finder = [true, false, true, true, true, false, true];
  let bad = 0;
  let count = 0;
  for (let line = 0; line < size; line += 1)
    for (const across of [true, false]) {
      const module = (index: number): boolean => (across ? at(index, line) : at(line, index));
      let run = 0;
      for (let index = 0; index < size; index += 1) {
        run = index > 0 && module(index) === module(index - 1) ? run + 1 : 1;
        if (run === 5) bad += 3;
        else if (run > 5) bad += 1;
        if (!finder.every((isDark, step) => index + step < size && module(index + step) === isDark)) continue;
        const isLight = (from: number): boolean =>
          [0, 1, 2, 3].every((step) => from + step < 0 || from + step >= size || !module(from + step));
        if (isLight(index - 4) || isLight(index + 7)) bad += 40;
      }
    }
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      if (at(x, y)) count += 1;
      if (
        x + 1 < size &&
        y + 1 < size &&
        at(x, y) === at(x + 1, y) &&
        at(x, y) === at(x, y + 1) &&
        at(x, y) === at(x + 1, y + 1)
      )
        bad += 3;
    }
  return bad + Math.floor(Math.abs((count * 20) / (size * size) - 10)) * 10;
}
