/** The form of a scenario, and the check of its outcome. Data for the test files beside; judges nothing of mail. */
import assert from 'node:assert/strict';
import type { Certainty, Symptom } from '#src/diagnosis/finding.ts';
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { PresentCause } from '#src/diagnosis/present.ts';
import type { DiagnoseResult } from '#src/service/diagnose.ts';
import type { Customer, World } from '../world.ts';

export type Act = (world: World, customer: Customer) => Promise<unknown> | void;
export interface Scenario {
  readonly cause: PresentCause;
  readonly title: string;
  readonly symptom?: Symptom;
  /** Who is asked about: the address unless said otherwise. */
  readonly about?: (customer: Customer) => string;
  /** Breaks a zone, an account or a program's setting. */
  readonly plant: Act;
  /** The healthy twin: looks much the same and is well. */
  readonly twin?: Act;
  /** Whom the twin is asked about. */
  readonly twinAbout?: (customer: Customer) => string;
  /** Also allowed, beside the cause. */
  readonly allowed?: readonly PresentCause[];
  /** Must stand beside it, e.g. as a consequence. */
  readonly must?: readonly PresentCause[];
  /** Id of the fix that heals it when it is applied with consent; what is asked then must be well. */
  readonly heals?: FixId;
  /** A pasted text that the customer brings along. */
  readonly text?: (customer: Customer) => string;
  /** What the twin's customer pastes. */
  readonly twinText?: (customer: Customer) => string;
  readonly certainty?: Certainty;
  /** Must stand in the summary: names, numbers. */
  readonly says?: (customer: Customer) => readonly string[];
}

const told = (result: DiagnoseResult): string =>
  JSON.stringify({ verdict: result.verdict, findings: result.findings, unchecked: result.unchecked }, null, 1);

/** The planted cause first, as root, with evidence, words and nothing invented. */
export function expectFound(scenario: Scenario, customer: Customer, result: DiagnoseResult): void {
  const [first] = result.findings;
  assert.equal(first?.cause, scenario.cause, told(result));
  assert.equal(first.role, 'root');
  assert.equal(first.certainty, scenario.certainty ?? 'proven', told(result));
  assert.equal(result.verdict, 'cause-found');
  assert.ok(first.evidence.length > 0 && first.fix.length > 0, told(result));
  for (const text of scenario.says?.(customer) ?? [])
    assert.ok(first.summary.includes(text), `${text}: ${first.summary}`);
  const must = scenario.must ?? [];
  for (const id of must)
    assert.ok(
      result.findings.some((one) => one.cause === id),
      `${id} is not named: ${told(result)}`,
    );
  const allowed: readonly string[] = [scenario.cause, ...must, ...(scenario.allowed ?? [])];
  for (const finding of result.findings) {
    assert.ok(allowed.includes(finding.cause), `invented: ${told(result)}`);
    assert.ok(!/undefined|NaN|\[object/.test(JSON.stringify(finding)), told(result));
  }
}

/** Nothing at all, and everything that is needed to say so was checked. */
export function expectSilent(result: DiagnoseResult): void {
  assert.deepEqual(
    result.findings.map((one) => one.cause),
    [],
    told(result),
  );
  assert.equal(result.verdict, 'healthy', told(result));
}
