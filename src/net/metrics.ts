/**
 * A small Prometheus registry: counters and gauges with labels, in the text exposition format 0.0.4.
 * Used by main.ts and the HTTP door. Never keeps label values that come from the network (addresses, names): only words
 * of our own, so that the number of series is bounded.
 */
type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly values: Map<string, number>;
  readonly read?: () => number | ReadonlyMap<string, number>;
}

const escape = (value: string): string => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
const series = (labels: Labels): string => {
  const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? '' : `{${entries.map(([name, value]) => `${name}="${escape(value)}"`).join(',')}}`;
};

export interface Counter {
  /** Adds `by` (default 1, never negative). */
  add(labels?: Labels, by?: number): void;
}

/** The registry: one a process. */
export class Metrics {
  readonly #families = new Map<string, Family>();

  /** A number that only grows; the name ends in `_total`. */
  counter(name: string, help: string): Counter {
    const values = new Map<string, number>();
    this.#families.set(name, { name, help, type: 'counter', values });
    return {
      add(labels = {}, by = 1) {
        const key = series(labels);
        values.set(key, (values.get(key) ?? 0) + Math.max(0, by));
      },
    };
  }

  /** A number read at the moment of asking. */
  gauge(name: string, help: string, read: () => number | ReadonlyMap<string, number>): void {
    this.#families.set(name, { name, help, type: 'gauge', values: new Map(), read });
  }

  /** All families as text. */
  render(): string {
    const lines: string[] = [];
    for (const family of this.#families.values()) {
      lines.push(`# HELP ${family.name} ${family.help}`, `# TYPE ${family.name} ${family.type}`);
      const read = family.read?.();
      const values = read === undefined ? family.values : typeof read === 'number' ? new Map([['', read]]) : read;
      for (const [key, value] of values) lines.push(`${family.name}${key} ${value}`);
    }
    return `${lines.join('\n')}\n`;
  }
}

/** Labels as a series key, for gauges that read a map. */
export const seriesKey = series;
