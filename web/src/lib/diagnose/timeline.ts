/** The picture of a mailbox over time: what the API answers, the spans to choose from, and the geometry of the columns. Pure. */
export const LANES = ['incoming', 'outgoing', 'failed', 'refused', 'sign-in', 'sign-in-wrong'] as const;
export type Lane = (typeof LANES)[number];
export interface Timeline {
  readonly from: string;
  readonly until: string;
  readonly lanes: Readonly<Record<Lane, readonly number[]>>;
  readonly devices: readonly {
    readonly program: string | null;
    readonly endpoint: string;
    readonly counts: readonly number[];
  }[];
  readonly blocks: readonly {
    readonly code: string;
    readonly line: string;
    readonly directions: readonly string[];
    readonly since: string;
    readonly until: string | null;
    readonly active: boolean;
  }[];
  readonly events: readonly {
    readonly at: string;
    readonly lane: Lane;
    readonly count: number;
    readonly who: string | null;
    readonly what: string | null;
    readonly remoteAddress: string | null;
  }[];
  readonly complete: boolean;
}

export type Span = 'day' | 'week' | 'month';
export const SPANS: readonly Span[] = ['day', 'week', 'month'];
/** Days and columns of each; `day` is the last 24 hours or one whole day that was zoomed to. */
const SHAPE: Readonly<Record<Span, { readonly days: number; readonly columns: number }>> = {
  day: { days: 1, columns: 48 },
  week: { days: 7, columns: 42 },
  month: { days: 28, columns: 28 },
};
const DAY_MS = 86_400_000;

export interface Range {
  readonly from: Date;
  readonly until: Date;
  readonly columns: number;
}
/** Weeks and months end with today's end, so that each day is whole columns. `day`: midnight of the day zoomed to. */
export function rangeOf(span: Span, day: Date | null, now: Date): Range {
  const { days, columns } = SHAPE[span];
  if (span === 'day' && day === null) return { from: new Date(now.getTime() - DAY_MS), until: now, columns };
  const end = new Date(day ?? now);
  end.setHours(24, 0, 0, 0);
  const from = new Date(end);
  from.setDate(from.getDate() - days);
  return { from, until: end, columns };
}

/** Where a moment lies, 0 to 1; outside it is cut. */
export const placeOf = (at: number, from: number, until: number): number =>
  Math.min(1, Math.max(0, (at - from) / (until - from)));

/** The midnights within, for lines and labels; in a short span every sixth hour. */
export function marksOf({ from, until }: Range, span: Span): readonly Date[] {
  const marks: Date[] = [];
  const at = new Date(from);
  at.setMinutes(0, 0, 0);
  const stepHours = span === 'day' ? 6 : 24;
  for (let hours = 0; hours < 24 * 29 && at < until; hours += 1) {
    if (at >= from && at.getHours() % stepHours === 0) marks.push(new Date(at));
    at.setHours(at.getHours() + 1);
  }
  return span === 'month' ? marks.filter((_, index) => index % 7 === 0) : marks;
}

export const total = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);
