/** Det kundesenteret sier selv, på norsk bokmål. Keys are those of service/centre. */
export const centre = {
  well: (): string => 'Alt virker. Ingenting er stoppet hos oss.',
  moreStops: ({ count }: { readonly count: number }): string =>
    count === 1 ? 'Én ting til er stoppet.' : `${count} andre ting er også stoppet.`,
  payFirst: (): string => 'Betal fakturaen',
  seeStop: (): string => 'Se hva som er stoppet, og når det åpner igjen',
  full: ({ address }: { readonly address: string }): string =>
    `Postkassen ${address} er full og tar ikke imot mer e-post.`,
  nearlyFull: ({ address, percent }: { readonly address: string; readonly percent: number }): string =>
    `Postkassen ${address} er ${percent} % full. Når den er helt full, blir ny e-post avvist.`,
  makeRoom: (): string => 'Rydd plass i postkassen',
  unpaid: ({
    number,
    amount,
    due,
  }: {
    readonly number: string;
    readonly amount: string;
    readonly due: string;
  }): string => `E-posten virker, men faktura ${number} på ${amount} forfalt ${due}.`,
  recoverTitle: (): string => 'Ny vei inn i kundesenteret',
  recoverText: ({ link, minutes }: { readonly link: string; readonly minutes: number }): string =>
    `Noen har bedt om å velge nytt passord til kundesenteret for denne adressen.\n\nVar det deg, åpne denne lenken innen ${minutes} minutter:\n${link}\n\nVar det ikke deg, trenger du ikke gjøre noe. Passordet er som før.`,
  supportTitle: ({ from }: { readonly from: string }): string => `Melding fra ${from}`,
  /** Hvem svar fra oss kommer fra, slik det står i innboksen. */
  supportName: ({ host }: { readonly host: string }): string => `Kundestøtte ${host}`,
  supportFoot: ({ link }: { readonly link: string }): string =>
    `--\nSvar på denne e-posten, så kommer svaret rett inn i saken. Du finner hele saken her: ${link}`,
  /** Ferdige setninger for et svar. */
  supportReady: {
    hello: (): string => 'Hei,\n\nTakk for at du skrev.',
    found: ({ title, summary }: { readonly title: string; readonly summary: string }): string =>
      `Vi har funnet årsaken: ${title}. ${summary}`,
    fix: ({ text }: { readonly text: string }): string => `Slik rettes det: ${text}`,
    healthy: (): string => 'Vi har sjekket alt på vår side nå, og finner ingen feil.',
    more: (): string => 'Kan du prøve igjen nå og skrive når du prøvde, og hva programmet svarte?',
    bye: (): string => 'Vennlig hilsen',
  },
  /** The yardstick's test message. */
  yardstick: {
    subject: 'Testmelding fra Postvakt',
    text: 'Denne meldingen prøvde om post fra deg kommer frem til deg selv. Den blir vanligvis fjernet med en gang. Står den her likevel, kan du slette den.',
  },
  recoveryCodeUsed: (): string => 'En gjenopprettingskode er brukt.',
};
