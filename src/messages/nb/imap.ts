/** Svar fra IMAP-serveren på norsk bokmål: én linje hver, slik e-postprogrammet viser dem. */
export const imap = {
  noSuchFolder: (a: { folder: string }): string => `Mappen «${a.folder}» finnes ikke.`,
  folderExists: (a: { folder: string }): string => `Mappen «${a.folder}» finnes fra før.`,
  folderHasChildren: (a: { folder: string }): string =>
    `Mappen «${a.folder}» har undermapper. Slett eller flytt dem først.`,
  badFolderName: (a: { folder: string }): string => `«${a.folder}» kan ikke være navnet på en mappe.`,
  notAllowed: (a: { folder: string }): string => `Mappen «${a.folder}» kan ikke endres slik.`,
  tooManyFolders: (): string => 'Postkassen har så mange mapper som den kan ha.',
  mailboxFull: (): string => 'Postkassen er full. Slett noe, eller be om mer plass.',
  noSpace: (): string => 'Vi kan ikke lagre akkurat nå. Feilen er hos oss; prøv igjen om litt.',
  readOnly: (): string => 'Mappen er åpnet bare for lesing.',
  someGone: (): string => 'Noen av meldingene er i mellomtiden slettet av et annet program.',
  damaged: (): string => 'En melding er skadet hos oss. De andre kan leses; kontakt kundestøtte.',
  folderGone: (): string => 'Mappen ble slettet av et annet program.',
  tooManyConnections: (a: { max: number }): string =>
    `For mange samtidige forbindelser til postkassen (høyst ${a.max}). Lukk noen e-postprogrammer.`,
  serverTrouble: (): string => 'Noe gikk galt hos oss. Forbindelsen avsluttes; prøv igjen.',
  quotaBySupport: (): string => 'Plassen endres i kundesenteret, ikke herfra.',
};
