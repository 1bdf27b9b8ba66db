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
  recoveryCodeUsed: (): string => 'En reservekode er brukt.',
};
