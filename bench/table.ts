/** The table that the bench prints: medians, ratio to the peer, target, and whether it is met. Pure. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  /** Medians; null = not measured. */
  readonly ours: number | null;
  readonly peer: number | null;
  readonly better: 'more' | 'less';
  /** A share of the peer's figure (`times`) or an absolute one (`limit`), in the direction of `better`. */
  readonly target: { readonly times: number } | { readonly limit: number };
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** How far the target is reached: 1 = met, 0.5 = half of it; null when it cannot be said. */
export const reached = (row: Row): number | null => {
  if (row.ours === null) return null;
  if ('limit' in row.target) return row.better === 'less' ? row.target.limit / row.ours : row.ours / row.target.limit;
  if (row.peer === null) return null;
  const times = row.better === 'more' ? row.ours / row.peer : row.peer / row.ours;
  return times / row.target.times;
};

const number = (value: number | null): string =>
  value === null ? '–' : value >= 100 ? String(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const cells = (row: Row): readonly string[] => {
  const share = reached(row);
  const ratio =
    row.ours === null || row.peer === null
      ? '–'
      : `${number(row.better === 'more' ? row.ours / row.peer : row.peer / row.ours)} ×`;
  const target =
    'limit' in row.target
      ? `${row.better === 'less' ? '≤' : '≥'} ${row.target.limit} ${row.unit}`
      : `≥ ${row.target.times} × peer`;
  const verdict = share === null ? 'not said' : share >= 1 ? 'met' : share >= 0.5 ? 'half met' : 'NOT MET';
  return [row.what, `${number(row.ours)} ${row.unit}`, `${number(row.peer)} ${row.unit}`, ratio, target, verdict];
};

/** Markdown, columns aligned. */
export const asTable = (rows: readonly Row[], peerName: string): string => {
  const lines = [['what', 'Postvakt', peerName, 'ratio', 'target', 'target is'], ...rows.map(cells)];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length))) ?? [];
  const draw = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [
    draw(lines[0] ?? []),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...lines.slice(1).map(draw),
  ].join('\n');
};
