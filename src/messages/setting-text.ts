/** One setting of a mail program in the reader's words: its value, its name, where it stands. Called by telling.ts and the check. */
import type { Fault, Field } from '#src/diagnosis/program-settings/faults.ts';
import { FAULTS } from '#src/diagnosis/program-settings/faults.ts';
import type { Language } from '#src/model/language.ts';
import type { ProgramFormat, Security, SignInWay } from '#src/model/program-settings.ts';
import { texts } from './catalogue.ts';
import type { Places } from './nb/program-settings.ts';

/** `993 tls` as `port 993, SSL/TLS`; null where there is nothing to say. */
export function settingValue(field: Field, value: string | null, language: Language): string | null {
  const words = texts(language).programSettings;
  if (value === null) return null;
  if (field === 'sentFolder' && value === '') return words.copies.here;
  if (value === '') return words.empty;
  if (field === 'sentCopy') return words.copies[value as 'on' | 'off'];
  if (field === 'signIn') return words.signIn[value as SignInWay];
  if (field !== 'port' && field !== 'security') return value;
  const parts = value
    .split(' ')
    .map((part) => (/^\d+$/.test(part) ? `${words.port} ${part}` : words.security[part as Security]));
  return parts.join(', ');
}

/** Under which heading of the program's menus a setting stands. */
export function placeOf(field: Field, side: string | null): keyof Places {
  if (field === 'from') return 'sender';
  if (field === 'sentCopy' || field === 'sentFolder') return 'sent';
  return side === 'outgoing' ? 'outgoing' : 'incoming';
}

type Raw = Readonly<Record<string, string | number | readonly string[]>>;
const isFault = (value: unknown): value is Fault => typeof value === 'string' && Object.hasOwn(FAULTS, value);

/** Adds to the arguments of a finding what they mean, when it is one about a setting: `faultTitle`, `saysText`, `whereText` … */
export function settingsIn(args: Raw, told: Record<string, string>, language: Language): void {
  const { fault } = args;
  if (!isFault(fault)) return;
  const words = texts(language).programSettings;
  const field = String(args['field']) as Field;
  const format = String(args['format']) as ProgramFormat;
  const { title, why } = words.faults[fault];
  const side = String(args['server'] ?? '');
  told['faultTitle'] = title;
  told['faultWhy'] = why(Object.fromEntries(Object.entries(args).filter((one) => typeof one[1] !== 'object')) as never);
  told['fieldText'] = words.fields[field];
  told['programText'] = words.formats[format];
  told['sideText'] =
    side === 'both'
      ? `${words.servers.incoming} · ${words.servers.outgoing}`
      : side === 'incoming' || side === 'outgoing'
        ? words.servers[side]
        : '';
  told['saysText'] = settingValue(field, String(args['says'] ?? ''), language) ?? '';
  // Where the owner must choose, nothing is said to be right.
  const should = String(args['should'] ?? '');
  told['shouldText'] = should === '' && field !== 'folderPrefix' ? '' : (settingValue(field, should, language) ?? '');
  told['whereText'] = words.places[format][placeOf(field, side)];
  told['lineText'] = Number(args['line']) > 0 ? ` (${words.line(Number(args['line']))})` : '';
  told['putBackText'] = words.putBack[format];
}
