/** An alias: an address without storage that leads to others. Expansion and loop rules. Pure. */
import type { AliasId, DomainId } from './ids.ts';

export interface Alias {
  readonly id: AliasId;
  /** Canonical address. */
  readonly address: string;
  readonly domain: DomainId;
  readonly local: string;
  /** Canonical addresses, local or not, in the order given. */
  readonly targets: readonly string[];
  readonly createdAt: number;
}

/** A target outside this host that gets nothing from an alias, because it has not said yes. */
export interface HeldTarget {
  /** The alias whose own target it is. */
  readonly alias: string;
  readonly target: string;
  readonly state: 'waiting' | 'refused';
  /** Of the last letter; null: nobody was asked yet. */
  readonly sentAt: number | null;
  /** A yes may still come: who writes now is to try again. */
  readonly isOpen: boolean;
}
/** Where an alias leads in the end. */
export interface AliasReach {
  /** Addresses that get its mail, here or elsewhere. */
  readonly targets: readonly string[];
  readonly held: readonly HeldTarget[];
}

export const MAX_TARGETS = 100;
/** How many addresses one alias may lead to in the end, through other aliases. */
export const MAX_EXPANDED = 1000;

/** Targets of an address when it is an alias of ours, else null. */
export type AliasLookup = (address: string) => readonly string[] | null | Promise<readonly string[] | null>;

/**
 * Follows aliases to their ends, breadth first, each address once: a loop ends by itself and adds nothing.
 * An alias that leads only to itself gives an empty list.
 */
export async function expandAlias(address: string, lookup: AliasLookup): Promise<readonly string[]> {
  const seen = new Set([address]);
  const ends: string[] = [];
  let waiting: readonly string[] = (await lookup(address)) ?? [];
  while (waiting.length > 0 && seen.size <= MAX_EXPANDED) {
    const next: string[] = [];
    for (const target of waiting) {
      if (seen.has(target)) continue;
      seen.add(target);
      const further = await lookup(target);
      if (further === null) ends.push(target);
      else next.push(...further);
    }
    waiting = next;
  }
  return ends.slice(0, MAX_EXPANDED);
}

/**
 * The way back to `address` if it became an alias to `targets`: `[address, …, address]`, or null when there is none.
 */
export async function aliasLoop(
  address: string,
  targets: readonly string[],
  lookup: AliasLookup,
): Promise<readonly string[] | null> {
  const seen = new Set<string>();
  const waiting: (readonly string[])[] = targets.map((target) => [address, target]);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const last = path[path.length - 1];
    if (last === address) return path;
    if (seen.has(last) || seen.size > MAX_EXPANDED) continue;
    seen.add(last);
    for (const target of (await lookup(last)) ?? []) waiting.push([...path, target]);
  }
  return null;
}
