/** Words for causes of what is seen from outside: ports, certificates, set-up records, the loop på norsk bokmål. */
import type { OUTSIDE_FIXES } from '#src/diagnosis/causes/outside/fixes.ts';
import type { OutsideCause } from '#src/diagnosis/causes/outside/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

export const outsideCauses: Pick<CauseTexts, OutsideCause> = {};
export const outsideFixes: Pick<FixTexts, keyof typeof OUTSIDE_FIXES> = {};
