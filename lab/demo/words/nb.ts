/** The guide's words, bokmål. `sv` and `en` have the same shape. */
export const nb = {
  title: 'Prøv Postvakt',
  intro:
    'Eksempelhotellet post.fjord.example kjører på denne maskinen, i et lite internett for seg selv. Her bor kunder med e-post som virker, og kunder med hver sin feil. Logg inn som en av dem, trykk Diagnose, se årsaken, rett den.',
  steps: [
    'Logg inn som en kunde under.',
    'Trykk «Diagnose», velg gjerne hva som er galt, og trykk «Finn årsaken».',
    'Les hva som er galt, og trykk «Rett det» der det finnes. Se at det blir grønt.',
  ],
  signIn: 'Logg inn',
  signInAs: (name: string) => `Logg inn som ${name}`,
  operator: 'Driftsvakten',
  operatorAbout: 'Ser alle kunder, saker, stopp, køer og journalen. Kan løfte stopp og karantene.',
  everybody: 'Alle har passordet',
  oneAtATime: 'En nettleser er én person om gangen: neste «Logg inn» bytter person.',
  about: 'Spør om',
  choose: 'Velg',
  symptoms: { receive: 'Jeg får ikke e-post', send: 'Jeg får ikke sendt', both: 'Ingenting virker' },
  wrong: 'Dette er galt',
  doThis: 'Slik blir det grønt',
  by: { none: 'forklart', button: 'ett trykk', world: 'noen andre må', support: 'driftsvakten', time: 'går over' },
  well: 'frisk',
  links: { app: 'Kundesenteret', help: 'Hjelpesidene', guide: 'Denne siden' },
  world: 'Ute i verden',
  happened: 'Gjort. Kjør Diagnose på nytt, så ser du det.',
  phonePassword: 'Passord som tastes på telefonen',
  terminal: {
    starting: 'Bygger eksempelhotellet: kunder flytter inn, og en uke med e-post går …',
    ready: (seconds: string) => `Klart etter ${seconds} s.`,
    start: 'Begynn her',
    who: 'Hvem',
    wrong: 'Hva som er galt',
    link: 'Logg inn',
    programs: 'For e-postprogrammer',
    folder: (folder: string) => `Data i ${folder}`,
    ask: 'Spør fra kommandolinjen',
    stop: 'Ctrl-C avslutter.',
    removed: 'Mappen fjernes da.',
    kept: 'Mappen blir liggende.',
    stopped: 'Stoppet.',
    folderFull: (folder: string) => `Mappen ${folder} er ikke tom. Velg en ny.`,
    misuse: 'Bruk: npm run demo -- [--lang nb|sv|en] [--port <nummer>] [--data <tom mappe som blir liggende>]',
  },
  roles: {
    kari: {
      wrong: 'Ingenting. Alt virker.',
      doThis:
        'Les e-posten hennes: åpne brevet fra Olav Dahl, der plakaten til julemarkedet ligger. «Diagnose» viser hvordan «alt virker» ser ut når det er bevist.',
    },
    ola: {
      wrong: 'Telefonen har det gamle passordet og prøver igjen hvert 20. sekund.',
      doThis: 'Trykk «Følg med» for å se forsøkene mens de skjer. Tast så det riktige passordet på Olas telefon, her.',
      act: 'Tast passordet på Olas telefon',
    },
    anne: {
      wrong: 'Har sendt over 300 e-poster på en time. Utgående er stengt til timen er gått.',
      doThis: 'Se nedtellingen, og listen over det som må sendes på nytt. Driftsvakten kan åpne før tiden.',
    },
    bjorn: {
      wrong: 'En faktura er ubetalt, så utgående e-post er stanset.',
      doThis: 'Diagnose viser beløp og KID. La så banken betale, her: alt åpner av seg selv.',
      act: 'Betal fakturaen i banken',
    },
    ingrid: {
      wrong: 'Er på reise i Spania. Postkassen slipper bare inn Norge og Sverige.',
      doThis: 'Trykk «Rett det»: Spania åpnes for reisen.',
    },
    lise: {
      wrong: 'MX-posten ble borte da nettsiden flyttet. E-post finner ikke fram.',
      doThis: 'Trykk «Rett det»: MX-posten legges inn igjen, og det prøves om den virker.',
    },
    sofia: {
      wrong: 'SPF-posten kjenner ikke vår server. Andre tar e-posten for falsk.',
      doThis: 'Trykk «Rett det»: posten flettes, så begge avsendere står der.',
    },
    per: {
      wrong: 'Domenets egen DMARC-regel avviser e-posten: verken SPF eller DKIM stemmer.',
      doThis: 'Trykk «Rett det», og kjør Diagnose igjen: neste ledd i kjeden kommer fram.',
    },
    hilde: {
      wrong: 'Domenet ble ikke fornyet og peker på en parkeringsside.',
      doThis: 'Bare registraren kan fornye. La ham gjøre det, her.',
      act: 'Registraren fornyer domenet',
    },
    erik: {
      wrong: 'DNSSEC er brutt: en gammel DS-post ligger igjen hos registeret.',
      doThis: 'Diagnose skriver brevet til registraren. La ham rette, her.',
      act: 'Registraren bytter DS-posten',
    },
    turid: {
      wrong: 'Postkassen er full, mest av slettet e-post.',
      doThis: 'Trykk «Rett det»: papirkurven tømmes.',
    },
    jonas: {
      wrong: 'Noen i firmaet slettet postkassen salg@ i dag.',
      doThis: 'Trykk «Rett det»: den kommer tilbake med e-post og passord.',
    },
    magnus: {
      wrong: 'Postkassen er trolig stjålet: pålogget i tre land samtidig. Utgående er stengt.',
      doThis: 'Bytt passordet under Postkasser. Da kan han åpne igjen selv, med ett trykk.',
    },
    nina: {
      wrong: 'Nyhetsbrevet ble stoppet: det kan ikke meldes av.',
      doThis: 'Diagnose forklarer regelen og hva som må med.',
    },
    trygve: {
      wrong: 'Domenet står på en svarteliste. Andre avviser e-posten.',
      doThis: 'Diagnose sier hvilken liste. La listen ta det av, her.',
      act: 'Listen sletter oppføringen',
    },
    rektor: {
      wrong: 'Videresendingen fra post@ går i ring.',
      doThis: 'Trykk «Rett det»: videresendingen fjernes.',
    },
    alva: {
      wrong: 'E-posten går til den gamle serveren. DNS ligger hos et annet selskap.',
      doThis: 'Diagnose gir ferdige poster og et ferdig brev. La DNS-selskapet legge dem inn, her.',
      act: 'DNS-selskapet legger inn postene',
    },
    simen: {
      wrong: 'Domenet er i karantene: nettsiden er hacket.',
      doThis: 'Driftsvakten løfter karantenen i konsollen.',
    },
  },
};
export type Words = typeof nb;
