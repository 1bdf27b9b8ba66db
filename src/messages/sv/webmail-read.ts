/** Ord om ett meddelande som läses i webbmejlen, på svenska. Används av service/webmail. */
import type { webmailRead as nb } from '../nb/webmail-read.ts';

export const webmailRead: typeof nb = {
  broken: {
    noHeader: 'Meddelandet saknar huvudet som ska tala om vem det är från och när det skickades.',
    structure: 'Meddelandet är så sammansatt eller trasigt att alla delar inte kan visas.',
    encoding: 'En del är kodad på ett sätt som ingen känner till och visas som den kom.',
    charset: 'En del uppger en teckenuppsättning som inte finns, så några tecken kan vara fel.',
    bytes: 'Texten hade tecken som inte hör hemma i e-post. De är utelämnade.',
    empty: 'Vi hittade ingen text att visa i meddelandet.',
    recipients: 'Meddelandet har fler mottagare än vad som visas här.',
  },
  document: {
    quoted: 'Visa eller dölj det som är citerat',
    leadsTo: 'leder till ',
    from: 'Från',
    to: 'Till',
    cc: 'Kopia',
    at: 'Skickat',
    files: 'Bilagor',
  },
};
