/** Ordene når webmail og programmet ditt blir sammenlignet. */
export const nb = {
  title: 'Webmail eller programmet?',
  lead: 'Vi prøver postkassen på tre måter samtidig: slik webmail gjør det, slik verden utenfor ser oss, og slik programmene dine har prøvd i det siste. Forskjellen viser hvor feilen er.',
  again: 'Prøv en gang til',
  at: (time: string) => `Prøvd ${time}`,
  verdicts: {
    account: {
      head: 'Det er noe med postkassen, ikke med programmet',
      text: 'Det samme stopper webmail og alle programmer. Du trenger ikke endre noe i programmet.',
    },
    webmail: {
      head: 'Programmet virker, webmail gjør ikke',
      text: 'Programmene dine kommer inn. Feilen er hos oss, og vi ser den. Les e-posten i programmet så lenge.',
    },
    doors: {
      head: 'Feilen er hos oss',
      text: 'Webmail virker, men dørene våre svarer ikke som de skal utenfra. Du trenger ikke endre noe. Bruk webmail så lenge.',
    },
    program: {
      head: 'Webmail virker. Programmet kommer ikke inn',
      text: 'Postkassen og dørene våre er i orden. Under ser du hvilket program det er, og hva det ble stoppet av.',
    },
    'never-sends': {
      head: 'Programmet henter e-post, men har aldri prøvd å sende gjennom oss',
      text: 'Da står det trolig en annen server for utgående e-post i programmet, eller ingen. Sammenlign med innstillingene våre.',
    },
    unseen: {
      head: 'Webmail virker. Programmet har ikke nådd frem til oss',
      text: 'Vi har ikke sett noe program den siste uken. Da er det som regel feil servernavn, eller et nett som stenger for e-post. Prøv mens vi ser på, så vet vi det.',
    },
    'all-work': {
      head: 'Begge deler virker',
      text: 'Webmail, dørene våre og programmene vi har sett den siste uken, kommer inn. Virker det likevel ikke, så la oss undersøke nærmere.',
    },
  },
  columns: { webmail: 'Webmail', doors: 'Dørene våre utenfra', programs: 'Programmene dine' },
  ways: { read: 'Hente e-post', send: 'Sende e-post' },
  states: { works: 'Virker', fails: 'Virker ikke', unknown: 'Fikk ikke prøvd', off: 'Ikke i bruk' },
  took: (ms: string) => `${ms} ms`,
  failed: {
    name: 'Navnet vårt leder ikke til noe vi får prøvd herfra.',
    reach: 'Døren svarer ikke.',
    encrypt: 'Krypteringen eller sertifikatet er ikke i orden.',
    'sign-in': 'Slapp ikke inn.',
    open: 'Kom inn, men fikk ikke åpnet postkassen.',
  },
  noProgram: 'Ingen har logget inn ennå.',
  fails: 'Kommer ikke inn',
  lastIn: (time: string) => `sist inne ${time}`,
  neverIn: 'aldri kommet inn',
  lastTry: (time: string) => `Prøvde sist ${time}.`,
  unnamed: 'Program uten navn',
  message: {
    title: 'Send en testmelding',
    text: 'Fra deg til deg selv, to ganger: en slik webmail sender, og en slik programmet ditt sender. Vi fjerner begge igjen. De teller som sendt e-post.',
    do: 'Send testmeldingene',
    by: { webmail: 'Slik webmail sender', public: 'Slik et program sender' },
    states: {
      arrived: 'Kom frem',
      refused: 'Ble ikke tatt imot',
      late: 'Ikke fremme ennå',
      unknown: 'Fikk ikke prøvd',
    },
    took: (ms: string, folder: string) => `Kom frem på ${ms} ms, i ${folder}.`,
    late: 'Den er tatt imot, men ikke fremme etter ti sekunder. Se om den kommer.',
  },
  next: {
    diagnose: 'Undersøk nærmere',
    watch: 'Prøv programmet mens vi ser på',
    settings: 'Se innstillingene',
  },
};
export type Words = typeof nb;
