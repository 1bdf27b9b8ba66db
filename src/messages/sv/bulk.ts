/** Reglerna för nyhetsbrev och massutskick, på svenska: namnet på varje regel, avslaget och aviseringen. */
import type { BulkRule } from '#src/model/bulk-mail.ts';

const rules: Readonly<Record<BulkRule, string>> = {
  consent: 'intyg om att mottagarna har sagt ja',
  'sender-identification': 'synlig avsändare med adress, telefon eller organisationsnummer',
  'list-unsubscribe': 'List-Unsubscribe (länk för att avregistrera sig)',
  'one-click': 'avregistrering med ett klick (List-Unsubscribe-Post, RFC 8058)',
  'dmarc-alignment': 'avsändaradress på en domän som vi signerar för',
  'dkim-covers-unsubscribe': 'DKIM-signatur som täcker avregistreringen',
  volume: 'antal mottagare inom dagens gräns',
};
export const bulk = {
  rules,
  refused: (a: { missing: string }): string => `Utskicket följer inte reglerna för nyhetsbrev. Saknas: ${a.missing}.`,
  warning: {
    title: (a: { name: string }): string => `Utskicket från ${a.name} saknar något`,
    what: (a: { subject: string; missing: string }): string =>
      `Utskicket${a.subject === '' ? '' : ` ”${a.subject}”`} gick ut, men följer inte reglerna för nyhetsbrev. Saknas: ${a.missing}.`,
    todo: 'Rätta det före nästa utskick, annars kan stora mottagare avvisa det. En nyhetsbrevstjänst ordnar det mesta av sig själv.',
  },
};
