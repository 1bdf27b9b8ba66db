/** Innstillingene et program trenger, på bokmål. */
export const nb = {
  lead: 'Velg program og få den korteste veien, hent profilen til iPhone, eller kopier innstillingene.',
  userName: 'Brukernavn',
  server: 'Server',
  incoming: 'Innkommende (IMAP)',
  pop: 'Innkommende (POP3)',
  popText: 'Bare for gamle programmer: henter til én enhet.',
  outgoing: 'Utgående (SMTP)',
  port: 'Port',
  tls: 'SSL/TLS',
  starttls: 'STARTTLS',
  auth: 'Utgående server krever innlogging: samme brukernavn og passord.',
  check: 'Sjekk innstillingene i programmet ditt',
  open: 'Sett opp program eller telefon',
};
export type SetupWords = typeof nb;
