/** All patterns of error texts in one list: the tables beside. Data; the order does not decide, `verdict.ts` weighs. */
import { BOUNCES } from './bounces.ts';
import { OUR_WORDS } from './our-words.ts';
import { OUTLOOK } from './outlook.ts';
import type { TextPattern } from './pattern.ts';
import { PHONES } from './phones.ts';
import { PROVIDERS } from './providers.ts';
import { SERVERS } from './servers.ts';
import { SURROUNDINGS } from './surroundings.ts';
import { THUNDERBIRD } from './thunderbird.ts';

export const PATTERNS: readonly TextPattern[] = [
  ...OUR_WORDS,
  ...PROVIDERS,
  ...SERVERS,
  ...BOUNCES,
  ...OUTLOOK,
  ...THUNDERBIRD,
  ...PHONES,
  ...SURROUNDINGS,
];
