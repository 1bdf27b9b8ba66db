/** Faults that a pasted error text or bounce, or the answer of another host, tells; each with a healthy twin. */
import { ANSWER_SCENARIOS } from './pasted-answers.ts';
import { PROGRAM_SCENARIOS } from './pasted-programs.ts';
import type { Scenario } from './scenario.ts';

export const PASTED_SCENARIOS: readonly Scenario[] = [...ANSWER_SCENARIOS, ...PROGRAM_SCENARIOS];
