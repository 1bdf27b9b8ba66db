/**
 * Every word for customers, in three languages: `texts('nb').refusals.quotaFull({ address })`.
 * Norwegian defines the shape; Swedish and English are typed by it, so that a missing text does not compile.
 * One file a topic and language; add a topic by adding three files and one line here.
 */
import type { Language } from '#src/model/language.ts';
import { host as enHost } from './en/host.ts';
import { imap as enImap } from './en/imap.ts';
import { notices as enNotices } from './en/notices.ts';
import { refusals as enRefusals } from './en/refusals.ts';
import { host as nbHost } from './nb/host.ts';
import { imap as nbImap } from './nb/imap.ts';
import { notices as nbNotices } from './nb/notices.ts';
import { refusals as nbRefusals } from './nb/refusals.ts';
import { host as svHost } from './sv/host.ts';
import { imap as svImap } from './sv/imap.ts';
import { notices as svNotices } from './sv/notices.ts';
import { refusals as svRefusals } from './sv/refusals.ts';

const catalogue = {
  nb: { host: nbHost, imap: nbImap, notices: nbNotices, refusals: nbRefusals },
  sv: { host: svHost, imap: svImap, notices: svNotices, refusals: svRefusals },
  en: { host: enHost, imap: enImap, notices: enNotices, refusals: enRefusals },
} as const;

export type Texts = (typeof catalogue)['nb'];

/** The texts of one language. */
export const texts = (language: Language): Texts => catalogue[language];
