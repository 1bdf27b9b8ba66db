/** Words for causes of registry, delegation and DNSSEC på svenska. */
import type { DELEGATION_FIXES } from '#src/diagnosis/causes/delegation/fixes.ts';
import type { DelegationCause } from '#src/diagnosis/causes/delegation/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

export const delegationCauses: Pick<CauseTexts, DelegationCause> = {};
export const delegationFixes: Pick<FixTexts, keyof typeof DELEGATION_FIXES> = {};
