/** Ordene på siden der et program eller en telefon settes opp, på norsk bokmål. */
interface Steps {
  /** Når programmet finner serverne selv. */
  readonly found: readonly string[];
  /** Når serverne må skrives inn. */
  readonly typed: readonly string[];
}
const typedBelow = 'Skriv inn serverne som står lenger ned. Brukernavnet er hele adressen begge steder.';

export const nb = {
  title: 'Sett opp program eller telefon',
  lead: 'Velg programmet, så viser vi den korteste veien.',
  which: 'Hvilket program?',
  programs: {
    thunderbird: 'Thunderbird',
    'outlook-new': 'Nye Outlook',
    outlook: 'Klassisk Outlook',
    mac: 'Mail på Mac',
    iphone: 'iPhone og iPad',
    gmail: 'Gmail på Android',
    samsung: 'Samsung E-post',
    k9: 'Thunderbird for Android og K-9',
    fairemail: 'FairEmail',
    other: 'Et annet program',
  },
  how: (program: string) => `${program}: slik gjør du`,
  steps: {
    thunderbird: {
      found: [
        'Åpne menyen (☰) og velg Ny konto og så E-post.',
        'Skriv navnet ditt og adressen, og velg Fortsett. Thunderbird finner serverne.',
        'Skriv passordet når det spør, og velg Fortsett til kontoen er på plass.',
      ],
      typed: [
        'Åpne menyen (☰) og velg Ny konto og så E-post.',
        'Skriv navnet ditt og adressen, og velg Konfigurer manuelt.',
        typedBelow,
      ],
    },
    'outlook-new': {
      found: [],
      typed: [
        'Åpne Innstillinger (tannhjulet), Kontoer og Legg til konto, og skriv adressen.',
        'Foreslår Outlook noe annet, velg Velg leverandør og så IMAP.',
        'Skriv passordet og slå på Vis mer.',
        typedBelow,
      ],
    },
    outlook: {
      found: [
        'Velg Fil og så Legg til konto.',
        'Skriv adressen og velg Koble til. Outlook finner serverne.',
        'Skriv passordet og velg Koble til en gang til.',
      ],
      typed: [
        'Velg Fil og så Legg til konto, og skriv adressen.',
        'Åpne Avanserte alternativer, kryss av for La meg konfigurere kontoen manuelt, og velg Koble til og så IMAP.',
        typedBelow,
      ],
    },
    mac: {
      found: [],
      typed: [
        'Hent profilen på Mac-en og åpne filen.',
        'Åpne Systeminnstillinger, søk etter Profiler (på nyere utgaver Enhetsadministrering), og velg Installer.',
        'Skriv passordet når Mac-en spør. Kontoen ligger da i Mail.',
      ],
    },
    iphone: {
      found: [],
      typed: [
        'Lag koden her, og pek kameraet på telefonen mot den.',
        'Trykk på Hent profilen og så Tillat.',
        'Åpne Innstillinger på telefonen, trykk på «Profil lastet ned» øverst, og så på Installer.',
      ],
    },
    gmail: {
      found: [],
      typed: [
        'Åpne Gmail, trykk på bildet ditt og velg Legg til en annen konto og så Annen.',
        'Skriv adressen, trykk Manuelt oppsett og velg Personlig (IMAP).',
        typedBelow,
      ],
    },
    samsung: {
      found: [],
      typed: [
        'Åpne E-post og velg Annen.',
        'Skriv adressen og passordet, og trykk Manuelt oppsett, ikke Logg på. Velg IMAP-konto.',
        typedBelow,
      ],
    },
    k9: {
      found: [],
      typed: [
        'Lag koden her.',
        'Åpne appen, velg Importer innstillinger og så å skanne en QR-kode.',
        'Pek kameraet mot koden. Kontoen er på plass.',
      ],
    },
    fairemail: {
      found: [
        'Åpne Innstillinger og velg Hurtigoppsett og så Annen leverandør.',
        'Skriv navn, adresse og passord, og trykk Sjekk. FairEmail finner resten.',
      ],
      typed: ['Åpne Innstillinger og velg Manuelt oppsett og kontovalg.', typedBelow],
    },
    other: {
      found: [
        'Skriv adressen og passordet. Mange programmer finner resten selv.',
        'Spør programmet om mer, bruk innstillingene under.',
      ],
      typed: ['Legg til en konto og velg IMAP.', typedBelow],
    },
  } as Readonly<Record<string, Steps>>,
  notFound: 'For dette domenet finner ikke programmet serverne selv ennå. Derfor må de skrives inn.',
  toDomain: 'Se hva som mangler',
  microsoft: 'Nye Outlook henter e-posten gjennom Microsofts servere, så Microsoft logger inn for deg.',
  ownAuthority:
    'Denne verten har et sertifikat den har utstedt selv. Programmer advarer til sertifikatet er installert.',
  authority: 'Hent sertifikatet',
  profile: 'Hent profilen',
  profileText: 'Profilen inneholder bare denne kontoen, ikke passordet, og kan fjernes når som helst.',
  article: 'Hele veiledningen, med bilde',

  phone: {
    title: 'Overfør til telefonen',
    text: 'Du får en kode som virker én gang, i 15 minutter. Telefonen trenger ikke logge inn her.',
    password: 'Passordet på telefonen',
    own: 'Lag et app-passord for denne telefonen (anbefalt)',
    ownText: 'Da slipper du å skrive noe, og mister du telefonen, fjerner du bare det ene passordet.',
    typed: 'Telefonen spør etter passordet',
    name: 'Navn på telefonen',
    nameHint: 'Så du kjenner den igjen i listen over app-passord.',
    nameEmpty: 'Gi telefonen et navn.',
    names: { iphone: 'iPhone', k9: 'Android-telefon' } as Readonly<Record<string, string>>,
    make: 'Lag koden',
    scan: 'Pek kameraet mot koden',
    scanApp: 'Skann koden i appen',
    label: (address: string) => `QR-kode som setter opp ${address}`,
    left: 'Koden gjelder i',
    over: 'Koden gjelder ikke lenger.',
    again: 'Lag en ny',
    open: 'Åpne på denne enheten',
    copyLink: 'Lenken',
    secret: (name: string) => `App-passordet for ${name} vises bare nå`,
    secretText: 'Det ligger i koden, så du trenger det bare hvis telefonen likevel spør.',
    inside: 'Den som har koden, får passordet. Ikke vis den til andre.',
  },

  values: {
    title: 'Innstillingene',
    text: 'Det samme i alle programmer.',
    userName: 'Brukernavn',
    incoming: 'Innkommende (IMAP)',
    pop: 'Innkommende (POP3)',
    popText: 'Bare for gamle programmer: henter til én enhet.',
    outgoing: 'Utgående (SMTP)',
    auth: 'Krever innlogging: samme brukernavn og passord.',
    server: 'Server',
    port: 'Port',
    security: 'Sikkerhet',
    tls: 'SSL/TLS',
    starttls: 'STARTTLS',
    or: (port: string, security: string) => `Er porten stengt der du er: ${port} med ${security}.`,
    popShow: 'Innstillinger for POP3',
  },

  password: {
    title: 'Passordet',
    either:
      'Passordet til postkassen virker. Et app-passord er bedre: ett for hvert program, og hvert kan fjernes alene.',
    'app-only': 'Denne postkassen slipper bare inn med app-passord. Lag ett for programmet.',
    'must-change': 'Passordet til postkassen må byttes før noe program kommer inn med det. Et app-passord virker nå.',
    none: 'Postkassen har ikke noe passord ennå. Et app-passord virker likevel.',
    make: 'Lag app-passord',
    secret: (name: string) => `App-passordet for ${name} vises bare nå`,
    secretText: 'Lim det inn der programmet spør etter passord.',
    done: 'Jeg har kopiert det',
  },
  wrong: 'Virker det ikke? Diagnosen ser hva programmet prøvde og sier hva som er galt.',
  diagnose: 'Finn ut hvorfor',
  watch: 'Se hva programmet gjør nå',
};
export type Words = typeof nb;
