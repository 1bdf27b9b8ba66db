/** Causes of pasted error texts and bounces. */
import type { Cause } from '../../cause.ts';
import { ANSWER_CAUSES } from './answers.ts';
import { backscatter } from './backscatter.ts';
import { SETTING_CAUSES } from './setting.ts';

export const PASTED_CAUSES: readonly Cause[] = [...ANSWER_CAUSES, ...SETTING_CAUSES, backscatter];
