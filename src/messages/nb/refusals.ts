/** Avslag på norsk bokmål: én linje hver, slik e-postprogrammet viser dem. */
export const refusals = {
  unknownMailbox: (a: { address: string }): string => `Adressen ${a.address} finnes ikke her.`,
  forwardWaits: (a: { address: string }): string =>
    `${a.address} sender e-post videre til en mottaker som ikke har sagt ja til det ennå. Meldingen er ikke levert; serveren din prøver igjen av seg selv.`,
  forwardRefused: (a: { address: string }): string =>
    `${a.address} sender e-post videre til en mottaker som ikke har sagt ja til det. Meldingen er ikke levert.`,
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
  beginsWithTls: (a: { startTlsPort: number }): string =>
    `Denne porten begynner med TLS. Velg SSL/TLS i e-postprogrammet, eller port ${a.startTlsPort} med STARTTLS.`,
  otherProtocol: (a: { here: string; spoken: string; port: number }): string =>
    a.port > 0
      ? `Dette er en ${a.here}-port, men programmet snakker ${a.spoken}. Bruk port ${a.port} med SSL/TLS for ${a.spoken}.`
      : `Dette er en ${a.here}-port, og programmet snakker noe annet.`,
  tooManyConnections: (): string =>
    'For mange samtidige tilkoblinger fra din adresse. Lukk noen programmer eller vent litt, og prøv igjen.',
  serverBusy: (): string => 'Serveren har for mange tilkoblinger akkurat nå. Prøv igjen om litt.',
  serverStopping: (): string => 'Serveren starter på nytt. Prøv igjen om et øyeblikk.',
  idleTooLong: (): string => 'Tilkoblingen var stille for lenge og lukkes.',
  noSignInHere: (): string =>
    'Her kan du ikke logge på. Bruk port 465 med SSL/TLS eller port 587 med STARTTLS for utgående e-post.',
  signInFirst: (): string =>
    'Logg på først: slå på pålogging for utgående server, med samme brukernavn og passord som for innkommende.',
  encryptFirst: (): string => 'Slå på kryptering først: STARTTLS på denne porten, eller port 465 med SSL/TLS.',
  unknownMechanism: (a: { mechanism: string }): string =>
    `Påloggingsmetoden ${a.mechanism} finnes ikke her. Velg «vanlig passord» med SSL/TLS.`,
  tooManyBadSignIns: (): string => 'For mange mislykkede pålogginger i denne tilkoblingen.',
  badAddress: (a: { address: string }): string => `«${a.address}» er ikke en gyldig e-postadresse.`,
  needsSmtpUtf8: (a: { address: string }): string =>
    `Adressen ${a.address} har tegn utenfor ASCII, men programmet ba ikke om SMTPUTF8.`,
  tooManyRecipients: (a: { max: number }): string =>
    `For mange mottakere i én melding. Grensen er ${a.max}; del meldingen opp.`,
  fromNotOwned: (a: { login: string; from: string }): string =>
    `Feltet «Fra» sier ${a.from}, men du er pålogget som ${a.login}. Det må kontoen få lov til først.`,
  fromMissing: (): string => 'Meldingen mangler en lesbar avsender i feltet «Fra».',
  bareLineEnd: (): string =>
    'Meldingen har linjeskift som ikke er CR LF. Programmet eller apparatet som sendte den, må rettes.',
  lineTooLong: (a: { maxBytes: number }): string =>
    `En linje i meldingen er lengre enn ${a.maxBytes} tegn. Programmet som laget den, må bryte linjene.`,
  headersTooLarge: (): string => 'Meldingshodet er for stort eller har for mange felt.',
  mailLoop: (): string => 'Meldingen har gått i ring mellom servere for mange ganger.',
  tooManyRefusedRecipients: (): string => 'For mange mottakere på rad som ikke tas imot her. Tilkoblingen lukkes.',
  tooManyBadCommands: (): string => 'For mange kommandoer som ikke kan forstås. Tilkoblingen lukkes.',
  protocolOff: (a: { protocol: string }): string =>
    `${a.protocol} er slått av for denne postkassen. Passordet er riktig; slå på ${a.protocol} i kundesenteret.`,
  countryNotAllowed: (a: { country: string }): string =>
    `Postkassen tar ikke imot pålogging fra landet du er i nå (${a.country}). Passordet er riktig; endre regelen i kundesenteret.`,
  passwordExpired: (): string =>
    'Passordet må byttes før e-postprogrammer kan bruke det. Velg et nytt i kundesenteret.',
  appPasswordRequired: (): string =>
    'Postkassen krever et eget app-passord for hvert e-postprogram. Passordet er riktig, men gjelder bare på nettsidene våre; lag et app-passord i kundesenteret.',
};
