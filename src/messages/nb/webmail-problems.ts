/** Det webmailen svarer når noe ikke gikk, på norsk bokmål. Keys are those of service/webmail. */
export const webmailProblems = {
  folderGone: (): string =>
    'Mappen finnes ikke lenger. Den kan være slettet eller ha fått nytt navn i et annet program.',
  messageGone: (): string => 'Meldingen er ikke her lenger. Den kan være flyttet eller slettet i et annet program.',
  mailboxFull: (): string =>
    'Postkassen er full, så det ble ikke gjort. Slett noe, eller tøm papirkurven, og prøv igjen.',
  draftUncopied: (): string =>
    'Utkastet er lagret hos oss, men fikk ikke plass i mappen for utkast, for postkassen er full. Andre programmer ser det ikke før du har slettet noe.',
  folderExists: (): string => 'Det finnes en mappe med dette navnet fra før.',
  folderNameBad: (): string =>
    'Navnet kan ikke brukes. Skriv et navn uten skråstrek, stjerne og prosenttegn, og ikke for langt.',
  folderKept: (): string => 'Denne mappen trenger postkassen. Den kan ikke slettes eller få nytt navn.',
  folderIntoItself: (): string => 'En mappe kan ikke ligge i seg selv.',
  folderHoldsNoMail: (): string => 'Denne mappen har bare andre mapper i seg, ikke meldinger.',
  foldersTooMany: (): string => 'Postkassen har så mange mapper som den kan ha. Slett en, og prøv igjen.',
  folderNotEmptied: (): string => 'Bare Søppelpost og Papirkurv kan tømmes.',
  removeForGood: (): string => 'Meldingene ligger i papirkurven. Herfra kan de bare slettes for godt.',
  searchEmpty: (): string => 'Skriv noe å søke etter.',
  mailRefused: (a: { said: string }): string => `Postkassen sa nei: ${a.said}`,
  draftGone: (): string => 'Utkastet finnes ikke lenger. Det kan være sendt eller kastet i et annet vindu.',
  draftChanged: (): string =>
    'Utkastet er endret i et annet vindu eller et annet program. Ingenting er overskrevet: velg hvilket du vil beholde.',
  draftOnItsWay: (): string => 'Meldingen er allerede på vei.',
  draftTooLong: (): string => 'Teksten er for lang til å lagres. Legg noe av den i et vedlegg.',
  uploadTooLarge: (a: { name: string; max: number; left: number }): string =>
    `«${a.name}» får ikke plass. Vedleggene kan til sammen være ${a.max} MB; det er plass til ${a.left} MB til.`,
  uploadBroken: (a: { name: string }): string => `«${a.name}» kom ikke helt fram. Prøv en gang til.`,
  tooManyDrafts: (a: { max: number }): string =>
    `Du har ${a.max} utkast. Send eller kast noen av dem, så er det plass til nye.`,
  draftFilesFull: (): string =>
    'Filene i utkastene dine er for store til sammen. Send eller kast noen av utkastene, så er det plass igjen.',
  tooManyFiles: (a: { max: number }): string => `En melding kan ha ${a.max} filer.`,
  nobodyToSendTo: (): string => 'Skriv hvem meldingen skal til.',
  recipientsBad: (a: { addresses: string }): string => `Dette er ikke hele adresser: ${a.addresses}`,
  recipientsTooMany: (a: { count: number; max: number }): string =>
    `Meldingen har ${a.count} mottakere, og grensen er ${a.max} i én melding. Del dem opp.`,
  recipientsShownTooMany: (a: { max: number }): string =>
    `Så mange kan ikke stå synlig i Til og Kopi (høyst ${a.max}). Flytt dem til Blindkopi; da ser de heller ikke hverandre.`,
  senderNotYours: (a: { address: string }): string => `Du kan ikke sende som ${a.address}.`,
  undoTooLate: (): string => 'Det er for sent å angre. Meldingen er på vei.',
  notStopped: (): string => 'Meldingen er ikke stanset; den er på vei eller sendt.',
  senderNotProven: (): string => 'Avsenderen er ikke bekreftet, så bildene vises bare når du ber om det.',
  pictureSendersFull: (a: { max: number }): string =>
    `Du har valgt ${a.max} avsendere, og flere er det ikke plass til. Ta bort noen i innstillingene.`,
  unsubscribeNotOffered: (): string => 'Denne meldingen sier ikke hvordan vi kan melde deg av.',
  unsubscribeRunning: (): string => 'En avmelding er allerede i gang. Vent litt, og prøv igjen.',
};
