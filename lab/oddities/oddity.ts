/**
 * The form of a healthy oddity: something unusual that works. Each plants real things in the world; the diagnosis must
 * name nothing. Data for the accuracy run and its test; judges nothing.
 */
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { Act } from '../scenarios/scenario.ts';
import { USUAL_SERVER } from '../hierarchy.ts';
import type { Customer, World } from '../world.ts';

export interface Oddity {
  readonly title: string;
  readonly plant: Act;
  /** What the anxious customer says; nothing is wrong all the same. Default: a different one each. */
  readonly symptom?: Symptom;
  /** Who is asked about: the address unless said otherwise. */
  readonly about?: (customer: Customer) => string;
  /** Top-level domain, or a whole suffix. */
  readonly top?: string;
  /** "Healthy" cannot be proven here (something does not answer): nothing may be named, that is all. */
  readonly open?: true;
}

export const domainOf = ({ domain }: Pick<Customer, 'domain'>): string => domain;
export const at = ({ domain }: Pick<Customer, 'domain'>, local: string): string => `${local}@${domain}`;

/** Steps of planting that may not fail, or the oddity is not what it says. */
export async function must<T>(work: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await work;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

/** The address of another device of the same customer; `n` from 1. */
export const device = ({ from }: Customer, n: number): string =>
  from.replace(/\.(\d+)$/, (_, last: string) => `.${1 + ((Number(last) + 83 * n) % 250)}`);

/** Adds to a name in the customer's zone, or replaces record types of it. */
export function zone(world: World, { zones }: Customer, name: string, change: object): void {
  world.dns.add({ [name]: { ...zones[name], ...change } });
}

/** Name servers that answer rightly for whatever they are asked. */
export const servers = (world: World, names: readonly string[]): void =>
  world.dns.add(Object.fromEntries(names.map((name) => [name, { A: [USUAL_SERVER] }])));
