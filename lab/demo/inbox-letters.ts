/** What is in Kari's inbox at the beginning of the demo, in the language of the demo: people, firms, one fraud. Data only. */
import type { Language } from '#src/model/language.ts';

export interface InboxTexts {
  readonly power: readonly [subject: string, asked: string, answered: string, agreed: string];
  readonly contract: string;
  readonly school: readonly [subject: string, text: string];
  readonly poster: string;
  readonly news: readonly [subject: string, heading: string, text: string, button: string];
  readonly cabin: readonly [subject: string, text: string];
  readonly bill: readonly [subject: string, text: string, file: string];
  readonly fraud: readonly [name: string, subject: string, text: string, link: string];
}
const nb: InboxTexts = {
  power: [
    'Ny strømavtale for brenneriet',
    'Hei Kari!\n\nAvtalen deres går ut ved nyttår. Vi kan tilby samme pris i to år til. Skal jeg sende et utkast?\n\nHilsen\nBerit Solheim, Nordkraft',
    'Hei Berit!\n\nJa takk, send det gjerne. Vi har fått en ny brenner, så forbruket blir litt høyere.\n\nKari',
    'Hei igjen!\n\nUtkastet ligger ved, med det nye forbruket. Si fra innen fredag om noe skal endres.\n\nHilsen\nBerit',
  ],
  contract: 'Utkast til avtale.pdf',
  school: [
    'Kaffe til julemarkedet',
    'Hei Kari!\n\nJulemarkedet er lørdag 5. desember, og plakaten er ferdig. Kan dere ta med kaffe til hundre, som i fjor?\n\nMange hilsener\nOlav Dahl, Sentrum skole',
  ],
  poster: 'plakat.png',
  news: [
    'Nytt om priser fra nyttår',
    'Dette endrer seg 1. januar',
    'Prisen for små bedrifter går ned. Du trenger ikke gjøre noe; den nye prisen gjelder av seg selv.',
    'Les om prisene',
  ],
  cabin: [
    'Hytta i vinterferien?',
    'Hei!\n\nVi har hytta uke 8 og plass til fire til. Blir dere med? Barna spør hver dag.\n\nKlem fra Ingeborg',
  ],
  bill: [
    'Faktura 2041',
    'Hei!\n\nFakturaen for november ligger ved. Forfall er 10. desember.\n\nNordkraft',
    'Faktura 2041.pdf',
  ],
  fraud: [
    'Havnebanken kundeservice',
    'Kortet ditt blir sperret i dag',
    'Vi har sett uvanlig bruk av kortet ditt. Bekreft hvem du er innen kl. 18, ellers blir kortet sperret.',
    'https://havnebanken.example/logg-inn',
  ],
};
const sv: InboxTexts = {
  power: [
    'Nytt elavtal för rosteriet',
    'Hej Kari!\n\nErt avtal går ut vid årsskiftet. Vi kan erbjuda samma pris i två år till. Ska jag skicka ett utkast?\n\nHälsningar\nBerit Solheim, Nordkraft',
    'Hej Berit!\n\nJa tack, skicka det gärna. Vi har fått en ny rostare, så förbrukningen blir lite högre.\n\nKari',
    'Hej igen!\n\nUtkastet är bifogat, med den nya förbrukningen. Hör av dig senast på fredag om något ska ändras.\n\nHälsningar\nBerit',
  ],
  contract: 'Utkast till avtal.pdf',
  school: [
    'Kaffe till julmarknaden',
    'Hej Kari!\n\nJulmarknaden är lördagen den 5 december, och affischen är klar. Kan ni ta med kaffe till hundra, som i fjol?\n\nMånga hälsningar\nOlav Dahl, Sentrumskolan',
  ],
  poster: 'affisch.png',
  news: [
    'Nytt om priser från årsskiftet',
    'Det här ändras den 1 januari',
    'Priset för små företag sänks. Du behöver inte göra något; det nya priset gäller av sig självt.',
    'Läs om priserna',
  ],
  cabin: [
    'Stugan på sportlovet?',
    'Hej!\n\nVi har stugan vecka 8 och plats för fyra till. Följer ni med? Barnen frågar varje dag.\n\nKram från Ingeborg',
  ],
  bill: [
    'Faktura 2041',
    'Hej!\n\nFakturan för november är bifogad. Den förfaller den 10 december.\n\nNordkraft',
    'Faktura 2041.pdf',
  ],
  fraud: [
    'Havnebanken kundtjänst',
    'Ditt kort spärras i dag',
    'Vi har sett ovanlig användning av ditt kort. Bekräfta vem du är före kl. 18, annars spärras kortet.',
    'https://havnebanken.example/logga-in',
  ],
};
const en: InboxTexts = {
  power: [
    'A new power contract for the roastery',
    'Hello Kari,\n\nYour contract ends at the new year. We can offer the same price for two more years. Shall I send a draft?\n\nKind regards\nBerit Solheim, Nordkraft',
    'Hello Berit,\n\nYes please, do send it. We have a new roaster, so we will use a little more.\n\nKari',
    'Hello again,\n\nThe draft is attached, with the new figures. Please tell me by Friday if anything should be changed.\n\nKind regards\nBerit',
  ],
  contract: 'Draft contract.pdf',
  school: [
    'Coffee for the Christmas market',
    'Hello Kari,\n\nThe Christmas market is on Saturday 5 December, and the poster is ready. Could you bring coffee for a hundred, like last year?\n\nBest wishes\nOlav Dahl, Sentrum school',
  ],
  poster: 'poster.png',
  news: [
    'News about prices from January',
    'What changes on 1 January',
    'The price for small firms goes down. There is nothing you need to do; the new price applies by itself.',
    'Read about prices',
  ],
  cabin: [
    'The cabin in the winter holidays?',
    'Hi!\n\nWe have the cabin in week 8 and room for four more. Will you come? The children ask every day.\n\nHugs from Ingeborg',
  ],
  bill: [
    'Invoice 2041',
    'Hello,\n\nThe invoice for November is attached. It is due on 10 December.\n\nNordkraft',
    'Invoice 2041.pdf',
  ],
  fraud: [
    'Havnebanken customer service',
    'Your card will be blocked today',
    'We have seen unusual use of your card. Confirm who you are before 6 pm, or the card will be blocked.',
    'https://havnebanken.example/sign-in',
  ],
};

export const inboxTexts = (language: Language): InboxTexts => ({ nb, sv, en })[language];
