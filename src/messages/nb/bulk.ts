/** Reglene for nyhetsbrev og masseutsendelser, på norsk bokmål: navnet på hver regel, avslaget og varselet. */
import type { BulkRule } from '#src/model/bulk-mail.ts';

const rules: Readonly<Record<BulkRule, string>> = {
  consent: 'erklæring om at mottakerne har sagt ja',
  'sender-identification': 'synlig avsender med adresse, telefon eller organisasjonsnummer',
  'list-unsubscribe': 'List-Unsubscribe (lenke for å melde seg av)',
  'one-click': 'avmelding med ett klikk (List-Unsubscribe-Post, RFC 8058)',
  'dmarc-alignment': 'avsenderadresse på et domene vi signerer for',
  'dkim-covers-unsubscribe': 'DKIM-signatur som dekker avmeldingen',
  volume: 'antall mottakere innenfor dagens grense',
};
export const bulk = {
  rules,
  refused: (a: { missing: string }): string => `Utsendelsen følger ikke reglene for nyhetsbrev. Mangler: ${a.missing}.`,
  warning: {
    title: (a: { name: string }): string => `Utsendelsen fra ${a.name} mangler noe`,
    what: (a: { subject: string; missing: string }): string =>
      `Utsendelsen${a.subject === '' ? '' : ` «${a.subject}»`} gikk ut, men følger ikke reglene for nyhetsbrev. Mangler: ${a.missing}.`,
    todo: 'Rett det før neste utsendelse, ellers kan store mottakere avvise den. En nyhetsbrevtjeneste ordner det meste av seg selv.',
  },
};
