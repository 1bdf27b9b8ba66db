/** The guide's sentences by language. */
import type { Language } from '#src/model/language.ts';
import type { RoleKey } from './cast.ts';
import { en } from './words/en.ts';
import { nb, type Words } from './words/nb.ts';
import { sv } from './words/sv.ts';

export type { Words } from './words/nb.ts';
export interface RoleWords {
  readonly wrong: string;
  readonly doThis: string;
  /** Said on the button of what somebody in the world can do. */
  readonly act?: string;
}
export const wordsIn = (language: Language): Words => ({ nb, sv, en })[language];
export const roleWords = (language: Language, key: RoleKey): RoleWords => wordsIn(language).roles[key];
