/** Words for causes of pasted error texts and bounces in English. */
import type { PASTED_FIXES } from '#src/diagnosis/causes/pasted/fixes.ts';
import type { PastedCause } from '#src/diagnosis/causes/pasted/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

export const pastedCauses: Pick<CauseTexts, PastedCause> = {};
export const pastedFixes: Pick<FixTexts, keyof typeof PASTED_FIXES> = {};
