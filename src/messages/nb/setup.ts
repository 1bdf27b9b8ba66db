/** Siden bak engangslenken som setter opp en telefon, på norsk bokmål; og det som står i profilen. */
export const setup = {
  title: 'Sett opp e-posten her',
  forWhom: (a: { address: string }): string => `E-post for ${a.address}.`,
  once: (a: { minutes: number }): string =>
    `Lenken virker én gang, og bare ${a.minutes === 1 ? 'ett minutt' : `${a.minutes} minutter`} til.`,
  appleTitle: 'iPhone, iPad og Mac',
  appleText:
    'Hent profilen og velg Tillat. Åpne deretter Innstillinger på enheten, trykk på «Profil lastet ned» øverst, og så på Installer.',
  appleButton: 'Hent profilen',
  otherTitle: 'Android og andre programmer',
  otherText: 'Vis det du skal skrive inn i programmet. Ha siden åpen til du er ferdig: den kan ikke vises igjen.',
  otherButton: 'Vis innstillingene',
  gone: 'Lenken gjelder ikke lenger',
  goneText:
    'Den er brukt, eller de 15 minuttene er gått. Lag en ny i kundesenteret: velg postkassen og så «Sett opp program eller telefon».',
  steps: 'Legg til en e-postkonto i programmet, velg «Annet» eller «IMAP», og skriv inn dette:',
  address: 'E-postadresse',
  userName: 'Brukernavn',
  incoming: 'Innkommende',
  outgoing: 'Utgående',
  server: 'Server',
  port: 'Port',
  security: 'Sikkerhet',
  password: 'Passord',
  ownPassword: 'passordet til postkassen',
  passwordOnce: 'Laget for denne enheten og vises bare nå.',
  profile: (a: { address: string }): string =>
    `Setter opp e-post for ${a.address}. Profilen inneholder bare e-postkontoen og kan fjernes når som helst.`,
};
export type SetupWords = typeof setup;
