/** A checked program's settings in the reader's words: for the API's answer and for a terminal. Decides nothing. */
import { texts } from '#src/messages/catalogue.ts';
import { placeOf, settingValue } from '#src/messages/setting-text.ts';
import type { Language } from '#src/model/language.ts';
import type { CheckedSettings } from './settings-check.ts';

type Finding = CheckedSettings['findings'][number];
export interface ToldFinding {
  readonly title: string;
  readonly why: string;
  readonly field: string;
  readonly says: string | null;
  readonly should: string | null;
  /** The way through the program's menus. */
  readonly where: string;
}

/** One finding in words. */
export function tellSetting(finding: Finding, settings: CheckedSettings, language: Language): ToldFinding {
  const words = texts(language).programSettings;
  const { title, why } = words.faults[finding.fault];
  const place = words.places[settings.format ?? 'text'];
  return {
    title,
    why: why(finding.args),
    field: words.fields[finding.field],
    says: settingValue(finding.field, finding.says, language),
    should: finding.should === '' ? words.empty : settingValue(finding.field, finding.should, language),
    where: place[placeOf(finding.field, finding.server)],
  };
}

/** One sentence over all of it. */
export function verdictOf({ findings, unreadable }: CheckedSettings, language: Language) {
  const { verdict, unreadable: whys } = texts(language).programSettings;
  const count = (weight: Finding['weight']): number => findings.filter((one) => one.weight === weight).length;
  if (unreadable !== null) return { kind: 'unreadable', text: whys[unreadable] } as const;
  if (count('wrong') > 0) return { kind: 'wrong', text: verdict.wrong(count('wrong')) } as const;
  if (count('risk') > 0) return { kind: 'risk', text: verdict.risk(count('risk')) } as const;
  return { kind: 'fine', text: verdict.fine } as const;
}

/** One sentence about what nobody told us; null when all was told. */
export function uncheckedText({ unchecked }: CheckedSettings, language: Language): string | null {
  const words = texts(language).programSettings;
  if (unchecked.length === 0) return null;
  const sides = (['incoming', 'outgoing'] as const).flatMap((server) => {
    const fields = unchecked.filter((one) => one.server === server);
    if (fields.length === 0) return [];
    const names = fields.map(({ field }) => words.untold[field]);
    return [`${words.servers[server]}: ${new Intl.ListFormat(language).format(names)}`];
  });
  return words.unchecked(sides.join('; '));
}

/** What it was compared with, account by account. */
export const comparedText = (account: CheckedSettings['accounts'][number], language: Language): string => {
  const { compared } = texts(language).programSettings;
  const name = account.address ?? account.name;
  const mail = mailText(account, language);
  if (account.source === 'ours') return [compared.ours(name), mail].filter((part) => part !== '').join(' ');
  if (account.source === 'unknown') return mail === '' ? compared.unknown : `${mail} ${compared.unknownThere}`;
  // Of a public provider the sentence says it already.
  return [mail, compared.provider(name, account.provider ?? '')].filter((part) => part !== '').join(' ');
};

/** Who takes in the domain's mail, where that is not here; empty where it is, or nobody knows. */
function mailText({ mail, source }: CheckedSettings['accounts'][number], language: Language): string {
  const { compared } = texts(language).programSettings;
  if (mail === null || mail.areHere) return '';
  const { domain, hosts, profile, filter } = mail;
  const [first] = hosts;
  // Of a domain of ours Diagnose tells what is missing; here it would only frighten.
  if (first === undefined) return source === 'ours' ? '' : compared.noMail({ domain });
  const name = profile?.name ?? filter;
  return compared.mail({ domain, who: name === null ? first : `${name} (${first})` });
}

/** Lines for a terminal. */
export function renderSettings(settings: CheckedSettings & { readonly written?: string }, language: Language): string {
  const words = texts(language).programSettings;
  const lines = settings.format === null ? [] : [words.formats[settings.format]];
  lines.push(verdictOf(settings, language).text);
  settings.accounts.forEach((account, index) => {
    lines.push('', comparedText(account, language));
    for (const finding of settings.findings.filter((one) => one.account === index)) {
      const told = tellSetting(finding, settings, language);
      const line = finding.line === null ? '' : ` (${words.line(finding.line)})`;
      const side = finding.server === null ? '' : `${words.servers[finding.server]}: `;
      lines.push('', `[${words.weights[finding.weight]}] ${side}${told.title}${line}`);
      if (told.says !== null) lines.push(`  ${words.says}: ${told.says}`);
      if (told.should !== null) lines.push(`  ${words.should}: ${told.should}`);
      lines.push(`  ${told.why}`, `  ${words.where}: ${told.where}`);
    }
  });
  const unchecked = uncheckedText(settings, language);
  if (unchecked !== null) lines.push('', unchecked);
  if (settings.passwords > 0) lines.push('', words.passwordsLeft(settings.passwords));
  if (settings.written !== undefined && settings.format !== null)
    lines.push('', words.fileMade(settings.written), words.putBack[settings.format]);
  return lines.join('\n');
}
