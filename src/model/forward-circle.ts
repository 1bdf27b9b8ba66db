/**
 * Circles of addresses here that pass mail on to each other: by an alias, a forwarding or a rule. Walked when a record is
 * shown or changed (service/mail-rules.ts) and when the diagnosis looks for proof (probes/filing/circles.ts). The hops are
 * given; reads nothing itself.
 */

/** One way on from an address here. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly by: 'alias' | 'forwarding' | 'rule';
  /** Id and name of the rule; null for the others. */
  readonly rule: string | null;
  readonly name: string | null;
  /** Epoch ms; of an alias when it was made. */
  readonly madeAt: number;
}
/** The ways on from an address; none when it is not here. */
export type HopsFrom = (address: string) => Promise<readonly Hop[]>;

/** Addresses that are looked at for one question. */
const MOST_SEEN = 500;

/** The shortest way from where a hop leads back to `own`; null when there is none. */
async function wayBack(own: string, first: Hop, hopsFrom: HopsFrom): Promise<readonly Hop[] | null> {
  const seen = new Set([own]);
  const waiting: (readonly Hop[])[] = [[first]];
  for (let way = waiting.shift(); way !== undefined; way = waiting.shift()) {
    const { to } = way[way.length - 1];
    if (to === own) return way;
    if (seen.has(to) || seen.size > MOST_SEEN) continue;
    seen.add(to);
    for (const next of await hopsFrom(to)) waiting.push([...way, next]);
  }
  return null;
}

/** For each way on from `own` the shortest circle through it, as its hops. */
export async function circlesThrough(own: string, hopsFrom: HopsFrom): Promise<readonly (readonly Hop[])[]> {
  const circles: (readonly Hop[])[] = [];
  for (const first of await hopsFrom(own)) {
    const found = await wayBack(own, first, hopsFrom);
    if (found !== null) circles.push(found);
  }
  return circles;
}

/** `a@… → b@… → a@…`. */
export const pathOf = (circle: readonly Hop[]): readonly string[] => [
  ...circle.map(({ from }) => from),
  circle[circle.length - 1].to,
];
