/** Causes that rules, automatic answers and the Junk folder bring. */
import type { Cause } from '../../cause.ts';
import { autoReply } from './answers.ts';
import { byAttacker } from './intruder.ts';
import { spamFolder } from './junk.ts';
import { RULE_CAUSES } from './rules.ts';
import { sentNotSaved } from './sent.ts';

export const FILING_CAUSES: readonly Cause[] = [...RULE_CAUSES, byAttacker, spamFolder, autoReply, sentNotSaved];
