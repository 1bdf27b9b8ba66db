/** The programs that the set-up page knows: which answer of the server says that it finds the settings, which help it has. Data. */
import type { Found } from './shapes.ts';

export const PROGRAMS = [
  'thunderbird',
  'outlook-new',
  'outlook',
  'mac',
  'iphone',
  'gmail',
  'samsung',
  'k9',
  'fairemail',
  'other',
] as const;
export type Program = (typeof PROGRAMS)[number];

/** What makes it find the settings from the address alone; those without always get them typed, by a profile or by a code. */
export const FINDS: Readonly<Partial<Record<Program, keyof Found>>> = {
  thunderbird: 'thunderbird',
  outlook: 'outlook',
  fairemail: 'thunderbird',
  other: 'others',
};
export const ARTICLES: Readonly<Record<Program, string>> = {
  thunderbird: 'thunderbird',
  'outlook-new': 'outlook',
  outlook: 'outlook',
  mac: 'apple-mail-mac',
  iphone: 'apple-mail',
  gmail: 'gmail-android',
  samsung: 'samsung-mail',
  k9: 'k9-mail-fairemail',
  fairemail: 'k9-mail-fairemail',
  other: 'settings',
};

export const isProgram = (text: string | null): text is Program => PROGRAMS.includes(text as Program);

/** What this device most likely wants set up. */
export function likelyProgram(agent: string): Program {
  if (/iPhone|iPad|iPod/.test(agent)) return 'iphone';
  if (/Android/.test(agent)) return /SamsungBrowser|\bSM-/.test(agent) ? 'samsung' : 'gmail';
  if (/Macintosh/.test(agent)) return 'mac';
  if (/Windows/.test(agent)) return 'outlook-new';
  return 'thunderbird';
}
