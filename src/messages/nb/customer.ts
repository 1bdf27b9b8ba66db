/** Det kundesenteret skriver i brev og svar til kunder, på norsk bokmål. Keys are those of service/centre. */
export const customer = {
  confirmTitle: (): string => 'Bekreft at denne adressen når deg',
  confirmText: (a: { readonly link: string; readonly customer: string; readonly days: number }): string =>
    `${a.customer} har ført opp denne adressen som kontakt hos oss. Hit sender vi varsler når e-posten ikke virker.\n\nÅpne lenken for å bekrefte at brevene kommer fram til deg. Den virker i ${a.days} dager:\n${a.link}\n\nKjenner du ikke til dette, trenger du ikke gjøre noe.`,
  supportReceivedTitle: (a: { readonly title: string }): string => `Vi har fått meldingen din: ${a.title}`,
  supportReceivedText: (a: { readonly link: string }): string =>
    `Vi har fått meldingen din og svarer så snart vi kan. Svaret sendes til denne adressen.\n\nHer ser du hele samtalen, og her kan du legge til mer:\n${a.link}`,
  wellSeen: (): string => 'Alt virker. Ingenting er stoppet, og vi fant ikke noe galt da vi så etter.',
  neverLooked: (): string => 'Ingenting er stoppet hos oss. Vi ser etter resten nå.',
  nothingYet: (): string => 'Velkommen. Begynn med å legge til domenet ditt.',
  notAllSeen: (a: { readonly subject: string }): string =>
    `Ingenting er stoppet hos oss. Men vi fikk ikke sjekket alt for ${a.subject}.`,
  oldLook: (): string => 'Ingenting er stoppet hos oss. Men det er lenge siden vi så etter resten.',
  trouble: (a: { readonly subject: string; readonly what: string }): string => `${a.subject}: ${a.what}`,
  seeRecords: (): string => 'Se oppføringene som mangler',
  seeWhy: (): string => 'Se årsaken og hva du gjør',
  lookNow: (): string => 'Undersøk nå',
  addFirstDomain: (): string => 'Legg til et domene',
  confirmContact: (): string => 'Se på kontaktene',
  contactTrouble: (): string =>
    'E-posten virker, men varslene våre når deg kanskje ikke. Ingen kontakt utenfor domenene dine er bekreftet.',
  unpaidAsk: (a: { readonly customer: string }): string =>
    `E-posten er stanset fordi en regning ikke er betalt. Du kan ikke ordne det selv: spør den som har avtalen med oss, ${a.customer}.`,
  unpaidOpens: (): string => 'Åpner av seg selv straks betalingen er registrert.',
  askThem: (): string => 'Se hvem du spør',
};

/** Hvorfor noe ikke ble gjort. Keys of service/centre. */
export const customerProblems = {
  replyToWanted: (): string => 'Skriv en adresse der svaret når deg, utenfor e-posten som ikke virker.',
  replyToBroken: (a: { address: string }): string =>
    `${a.address} er blant det som ikke virker nå. Skriv en annen adresse, for eksempel en privat.`,
  requestClosedTwice: (): string => 'Saken er allerede lukket.',
  contactConfirmed: (a: { contact: string }): string => `${a.contact} er allerede bekreftet.`,
  contactLastOwner: (a: { contact: string }): string =>
    `${a.contact} er den siste som får alt. Gjør en annen til eier først.`,
  domainConfirmWanted: (a: { domain: string }): string => `Skriv ${a.domain} for å bekrefte at det skal fjernes.`,
  domainTaken: (a: { domain: string }): string =>
    `${a.domain} kan ikke legges til her. Er domenet ditt, så skriv til oss.`,
  domainsMost: (a: { count: number }): string =>
    `Du har ${a.count} domener allerede. Skriv til oss for å få plass til flere.`,
  domainWaiting: (a: { domain: string }): string =>
    `${a.domain} venter på at oppføringene i DNS viser at det er ditt. Etterpå kan du lage postkasser her.`,
  recordsInOrder: (a: { domain: string }): string => `Alt som skal stå i DNS for ${a.domain}, er på plass.`,
  recordsUnseen: (a: { domain: string }): string =>
    `Vi får ikke lest DNS for ${a.domain} nå, og skriver ikke over noe vi ikke ser. Prøv igjen om litt.`,
};
