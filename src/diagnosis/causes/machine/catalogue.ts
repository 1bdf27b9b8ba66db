/** Causes seen from the customer's own machine: those of their own, and second judges of causes that others prove, too. */
import type { Cause } from '../../cause.ts';
import { MACHINE_IDS } from './ids.ts';
import { type Alternative, MACHINE_JUDGES } from './judges.ts';

const isOwn = (judge: Alternative): judge is Alternative & Cause => MACHINE_IDS.some((id) => id === judge.id);

export const MACHINE_CAUSES: readonly Cause[] = MACHINE_JUDGES.filter(isOwn);
/** The same causes as elsewhere, proved from here. */
export const SECOND_JUDGES: readonly Alternative[] = MACHINE_JUDGES.filter((judge) => !isOwn(judge));
