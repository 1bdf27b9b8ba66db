/** A finished letter to whoever has the domain's DNS, in English. */
import type { LetterParts, letters as shape } from '../nb/letters.ts';

const block = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, '', ...lines.map((line) => `    ${line}`), ''];

export const letters: typeof shape = {
  dns: (a: LetterParts) =>
    [
      `Subject: Change of DNS for ${a.domain}`,
      '',
      'Hello,',
      '',
      `the mail of ${a.domain} is with ${a.host}, and the DNS of the domain is with you${a.servers === '' ? '' : ` (${a.servers})`}. Could you make this change?`,
      '',
      ...block('Remove:', a.remove),
      ...block('Add:', a.add),
      ...block(
        'The same for a control panel:',
        a.panel.map((one) => `Name: ${one.name} | Type: ${one.type} | TTL: ${one.ttl} | Value: ${one.value}`),
      ),
      `Why: ${a.why}`,
      '',
      ...block('How to see that it is in place:', a.checks),
      'All other records stay as they are.',
      '',
      'Kind regards',
    ].join('\n'),
};
