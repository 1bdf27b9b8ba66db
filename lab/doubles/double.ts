/** The form of a double fault: two causes on one customer, which of them has to stand on top. Data only. */
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { Act } from '../scenarios/scenario.ts';
import type { Customer } from '../world.ts';

export interface Double {
  readonly title: string;
  /** The blocking one first. */
  readonly planted: readonly [string, string];
  readonly allowed: readonly string[];
  readonly about: (customer: Customer) => string;
  readonly symptom?: Symptom;
  readonly plant: Act;
}
