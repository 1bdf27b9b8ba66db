/** Avslag på norsk bokmål: én linje hver, slik e-postprogrammet viser dem. */
export const refusals = {
  unknownMailbox: (a: { address: string }): string => `Adressen ${a.address} finnes ikke her.`,
  relayDenied: (a: { address: string }): string =>
    `Denne serveren tar ikke imot e-post til ${a.address}. Skal du sende? Slå på pålogging for utgående server.`,
  quotaFull: (a: { address: string }): string => `Postkassen ${a.address} er full og kan ikke ta imot mer akkurat nå.`,
  signInWrong: (): string => 'Brukernavn eller passord stemmer ikke. Brukernavnet er hele e-postadressen.',
  signInNeedsTls: (a: { port: number }): string =>
    `Passordet kan ikke sendes uten kryptering. Velg port ${a.port} med SSL/TLS.`,
  signInUnavailable: (): string =>
    'Pålogging er midlertidig utilgjengelig hos oss. Ikke bytt passord; prøv igjen om litt.',
  senderNotOwned: (a: { login: string; from: string }): string =>
    `Du er pålogget som ${a.login}, men vil sende som ${a.from}. Det må kontoen få lov til først.`,
  messageTooLarge: (a: { maxMegabytes: number }): string => `Meldingen er for stor. Grensen er ${a.maxMegabytes} MB.`,
  storageTrouble: (): string =>
    'Vi kan ikke lagre meldingen akkurat nå. Den er ikke tapt hos avsender; den sendes på nytt av seg selv.',
};
