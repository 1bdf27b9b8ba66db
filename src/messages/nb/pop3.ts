/** Det POP3-tjeneren svarer, på bokmål: én linje hver, slik e-postprogrammet viser dem. */
export const pop3 = {
  noSuchMessage: (a: { number: number }): string => `Melding ${a.number} finnes ikke her.`,
  messageGone: (a: { number: number }): string => `Melding ${a.number} er i mellomtiden slettet av et annet program.`,
  damaged: (a: { number: number }): string =>
    `Melding ${a.number} er skadet hos oss. De andre kan leses; ta kontakt med kundestøtte.`,
  signInFirst: (): string => 'Logg på først, med hele e-postadressen og passordet.',
  userFirst: (): string => 'Brukernavnet må komme før passordet.',
  alreadySignedIn: (): string => 'Du er allerede pålogget.',
  alreadyEncrypted: (): string => 'Tilkoblingen er allerede kryptert.',
  unknownCommand: (): string => 'Denne kommandoen finnes ikke her.',
  badArguments: (a: { command: string }): string => `Kommandoen ${a.command} må skrives på en annen måte.`,
  lineTooLong: (): string => 'Linjen er for lang.',
  notNow: (): string => 'Kommandoen kan ikke brukes nå.',
  notBase64: (): string => 'Påloggingen kunne ikke leses.',
  thisIsPop3: (a: { imapsPort: number }): string =>
    `Dette er POP3, men programmet snakker IMAP. Bruk port ${a.imapsPort} med SSL/TLS for IMAP.`,
  noApop: (): string => 'APOP finnes ikke her. Velg «vanlig passord» med SSL/TLS.',
  notRemoved: (): string => 'Meldingene kunne ikke slettes akkurat nå. De ligger der fortsatt.',
  serverTrouble: (): string => 'Noe gikk galt hos oss. Prøv igjen om litt; ikke bytt passord.',
};
