/** Det kundcentret självt säger, på svenska. Keys are those of service/centre. */
import type { centre as shape } from '../nb/centre.ts';

export const centre: typeof shape = {
  well: () => 'Allt fungerar. Ingenting är stoppat hos oss.',
  moreStops: ({ count }) => (count === 1 ? 'En sak till är stoppad.' : `${count} andra saker är också stoppade.`),
  payFirst: () => 'Betala fakturan',
  seeStop: () => 'Se vad som är stoppat och när det öppnar igen',
  full: ({ address }) => `Brevlådan ${address} är full och tar inte emot mer e-post.`,
  nearlyFull: ({ address, percent }) =>
    `Brevlådan ${address} är full till ${percent} %. När den är helt full avvisas ny e-post.`,
  makeRoom: () => 'Gör plats i brevlådan',
  unpaid: ({ number, amount, due }) => `E-posten fungerar, men faktura ${number} på ${amount} förföll ${due}.`,
  recoverTitle: () => 'Ny väg in i kundcentret',
  recoverText: ({ link, minutes }) =>
    `Någon har bett om att få välja ett nytt lösenord till kundcentret för den här adressen.\n\nVar det du, öppna länken inom ${minutes} minuter:\n${link}\n\nVar det inte du behöver du inte göra något. Lösenordet är som förut.`,
  supportTitle: ({ from }) => `Meddelande från ${from}`,
  supportName: ({ host }) => `Kundtjänst ${host}`,
  supportFoot: ({ link }) =>
    `--\nSvara på det här mejlet så kommer svaret direkt in i ärendet. Hela ärendet finns här: ${link}`,
  supportReady: {
    hello: () => 'Hej!\n\nTack för att du skrev.',
    found: ({ title, summary }) => `Vi har hittat orsaken: ${title}. ${summary}`,
    fix: ({ text }) => `Så rättas det: ${text}`,
    healthy: () => 'Vi har kontrollerat allt på vår sida nu och hittar inget fel.',
    more: () => 'Kan du försöka igen nu och skriva när du försökte och vad programmet svarade?',
    bye: () => 'Vänliga hälsningar',
  },
  /** The yardstick's test message. */
  yardstick: {
    subject: 'Testmeddelande från Postvakt',
    text: 'Det här meddelandet provade om e-post från dig når fram till dig själv. Det tas oftast bort direkt. Ligger det ändå kvar här kan du radera det.',
  },
  recoveryCodeUsed: () => 'En återställningskod har använts.',
};
