/** Kunder i konsollen, på norsk. */
export const nb = {
  title: 'Kunder',
  lead: 'Alle kunder, med det de har og det som haster.',
  search: 'Navn, kontakt, domene eller adresse',
  go: 'Søk',
  add: 'Ny kunde',
  empty: 'Ingen kunder ennå',
  emptyText: 'Legg til den første, så kan den få domener og postkasser.',
  none: 'Ingen passer',
  noneText: 'Prøv et annet navn, en kontaktadresse eller et domene.',
  heads: { name: 'Kunde', domains: 'Domener', mailboxes: 'Postkasser', state: 'Tilstand' },
  blocks: (count: number): string => (count === 1 ? '1 sperre' : `${count} sperrer`),
  overdue: (sum: string): string => `${sum} forfalt`,
  fine: 'I orden',
  since: (date: string): string => `Kunde siden ${date}`,
  view: 'Se kundesenteret som kunden',
  viewEffect:
    'Du ser sidene slik kunden ser dem, uten å kunne endre noe. Kunden kan lese i aktiviteten at du har sett.',
  viewYes: 'Vis kundesenteret',
  sections: {
    domains: 'Domener',
    mailboxes: 'Postkasser',
    contacts: 'Kontakter',
    invoices: 'Fakturaer',
    blocks: 'Sperrer',
    cases: 'Saker',
    requests: 'Henvendelser',
    activity: 'Aktivitet',
    notes: 'Notater',
  },
  noneOf: {
    domains: 'Ingen domener.',
    mailboxes: 'Ingen postkasser.',
    invoices: 'Ingen fakturaer.',
    blocks: 'Ingenting er stoppet.',
    cases: 'Ingen saker.',
    requests: 'Ingen henvendelser.',
    activity: 'Ingenting har skjedd.',
    notes: 'Ingen notater ennå.',
  },
  roles: { owner: 'eier', billing: 'faktura', technical: 'teknisk' } as Readonly<Record<string, string>>,
  problems: {
    'on-own-domain': 'På eget domene: når det stopper, når vi ingen',
    bounced: 'E-post kommer i retur',
    'never-confirmed': 'Aldri bekreftet',
  } as Readonly<Record<string, string>>,
  invoiceStates: { open: 'Åpen', 'part-paid': 'Delvis betalt', paid: 'Betalt', cancelled: 'Annullert' } as Readonly<
    Record<string, string>
  >,
  due: (date: string): string => `forfaller ${date}`,
  requestStates: { open: 'Venter på oss', answered: 'Besvart', closed: 'Lukket' } as Readonly<Record<string, string>>,
  verdicts: { 'cause-found': 'Årsak funnet', healthy: 'Alt i orden', inconclusive: 'Uavklart' } as Readonly<
    Record<string, string>
  >,
  by: (who: string): string => `av ${who}`,
  plan: (plan: string): string => `plan ${plan}`,
  addDomain: 'Legg til domene',
  domain: 'Domene',
  domainHint: 'For eksempel fjord.example',
  domainEffect:
    'Domenet får en DKIM-nøkkel, og kunden kan lage postkasser. DNS-postene som må settes, vises på domenets side.',
  domainAdded: (domain: string): string => `${domain} er lagt til.`,
  changePlan: 'Bytt plan',
  planLabel: 'Ny plan',
  planEffect: (count: number): string =>
    `Grenser, lagring og pris følger den nye planen fra neste melding. Det gjelder ${count} ${count === 1 ? 'postkasse' : 'postkasser'}.`,
  planYes: 'Bytt',
  planChanged: (count: number): string => `${count} ${count === 1 ? 'postkasse har' : 'postkasser har'} fått ny plan.`,
  pay: 'Registrer betaling',
  payEffect: (number: string): string =>
    `Faktura ${number} føres som betalt. Det som var stoppet på grunn av den, åpnes med en gang.`,
  amount: 'Beløp',
  amountHint: 'Tomt: hele det åpne beløpet',
  paid: (number: string, lifted: number): string =>
    lifted === 0
      ? `Betalingen av ${number} er ført.`
      : `Betalingen av ${number} er ført, og ${lifted} sperrer er åpnet.`,
  note: 'Nytt notat',
  noteHint: 'Bare for operatører. Kunden ser det aldri.',
  noteSave: 'Lagre notatet',
  noteSaved: 'Notatet er lagret.',
  noteEmpty: 'Skriv noe først.',
  newTitle: 'Ny kunde',
  newLead: 'Kunden får en første kontakt, som vi skriver til når noe er galt.',
  name: 'Navn',
  nameEmpty: 'Skriv navnet på kunden.',
  contact: 'Kontaktens e-postadresse',
  contactHint: 'Helst en adresse utenfor kundens egne domener',
  contactEmpty: 'Skriv en adresse vi kan nå.',
  language: 'Språk',
  create: 'Legg til kunden',
};
export type CustomerWords = typeof nb;
