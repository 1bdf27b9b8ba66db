/** Words for causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists på norsk bokmål. */
import type { AUTHENTICITY_FIXES } from '#src/diagnosis/causes/authenticity/fixes.ts';
import type { AuthenticityCause } from '#src/diagnosis/causes/authenticity/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

export const authenticityCauses: Pick<CauseTexts, AuthenticityCause> = {};
export const authenticityFixes: Pick<FixTexts, keyof typeof AUTHENTICITY_FIXES> = {};
