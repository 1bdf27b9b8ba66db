/** Det webmailen svarer når noe ikke gikk, på norsk bokmål. Keys are those of service/webmail. */
export const webmailProblems = {
  folderGone: (): string =>
    'Mappen finnes ikke lenger. Den kan være slettet eller ha fått nytt navn i et annet program.',
  messageGone: (): string => 'Meldingen er ikke her lenger. Den kan være flyttet eller slettet i et annet program.',
  mailboxFull: (): string =>
    'Postkassen er full, så det ble ikke gjort. Slett noe, eller tøm papirkurven, og prøv igjen.',
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
};
