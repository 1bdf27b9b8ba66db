/** Rows as a text table for people: columns as wide as their longest cell, two blanks between. Pure. */

/** `columns` names the heads; cells are taken by position. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((head, at) => Math.max(head.length, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at]))
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** `2026-11-21 14:03:05Z`, or a dash. */
export const moment = (at: number | null | undefined): string =>
  at === null || at === undefined ? '–' : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** `1.5 MB` in decimal units, as mail programs show it. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
