/** Färdigt brev till den som har domänens DNS, på svenska. */
import type { LetterParts, letters as shape } from '../nb/letters.ts';

const block = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, '', ...lines.map((line) => `    ${line}`), ''];

export const letters: typeof shape = {
  dns: (a: LetterParts) =>
    [
      `Ämne: Ändring av DNS för ${a.domain}`,
      '',
      'Hej!',
      '',
      `E-posten för ${a.domain} finns hos ${a.host}, och domänens DNS finns hos er${a.servers === '' ? '' : ` (${a.servers})`}. Kan ni göra den här ändringen?`,
      '',
      ...block('Ta bort:', a.remove),
      ...block('Lägg in:', a.add),
      ...block(
        'Samma sak för en panel:',
        a.panel.map((one) => `Namn: ${one.name} | Typ: ${one.type} | TTL: ${one.ttl} | Värde: ${one.value}`),
      ),
      `Varför: ${a.why}`,
      '',
      ...block('Så ser ni att det är på plats:', a.checks),
      'Övriga poster ska vara kvar som de är.',
      '',
      'Med vänlig hälsning',
    ].join('\n'),
};
