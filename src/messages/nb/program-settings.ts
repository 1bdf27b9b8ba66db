/** Ord for sjekken av innstillinger i e-postprogrammer, på norsk bokmål. Formen følges av svensk og engelsk. */
import type { Fault, SettingFinding } from '#src/diagnosis/program-settings/faults.ts';
import type { ProgramFormat, SignInWay, Unreadable } from '#src/model/program-settings.ts';

type Args = SettingFinding['args'];
export interface FaultText {
  readonly title: string;
  readonly why: (args: Args) => string;
}
/** Where in the program a thing is changed. */
export interface Places {
  readonly incoming: string;
  readonly outgoing: string;
  readonly sender: string;
  /** What becomes of what is sent. */
  readonly sent: string;
}
const fields = (incoming: string, outgoing: string, sender: string, sent = sender): Places => ({
  incoming,
  outgoing,
  sender,
  sent,
});
const file = (name: string): Places => fields(`I fila ${name}`, `I fila ${name}`, `I fila ${name}`);

export const programSettings = {
  formats: {
    thunderbird: 'Thunderbird (prefs.js)',
    'outlook-prf': 'Outlook (PRF-fil)',
    'outlook-registry': 'Outlook (eksport fra registeret)',
    'apple-profile': 'Profil for iPhone, iPad og Mac',
    k9: 'K-9 Mail eller Thunderbird for Android',
    fairemail: 'FairEmail',
    msmtp: 'msmtp',
    mbsync: 'mbsync (isync)',
    mutt: 'mutt eller NeoMutt',
    fetchmail: 'fetchmail',
    getmail: 'getmail',
    offlineimap: 'OfflineIMAP',
    evolution: 'Evolution',
    kmail: 'KMail',
    text: 'innstillinger skrevet som tekst',
  } satisfies Record<ProgramFormat, string> as Record<ProgramFormat, string>,
  unreadable: {
    empty: 'Det står ingenting her.',
    'too-large': 'Fila er større enn 2 MB. Innstillinger er mindre enn det; kanskje det er en annen fil?',
    encrypted:
      'Eksporten er kryptert med et passord, så vi kan ikke lese den. Eksporter én gang til uten passord, eller skriv inn server, port, kryptering og brukernavn.',
    binary: 'Dette er et bilde, et dokument eller en database. Skriv av det som står, så leser vi teksten.',
    unknown:
      'Vi kjenner ikke igjen innstillinger i dette. Skriv inn server, port, kryptering og brukernavn, for eksempel: «imap.eksempel.no port 993 SSL/TLS, bruker kari@eksempel.no».',
    'no-accounts': 'Vi kjenner igjen fila, men det står ingen e-postkonto i den.',
  } satisfies Record<Unreadable, string> as Record<Unreadable, string>,
  faults: {
    'host-missing': { title: 'Servernavnet mangler', why: () => 'Uten servernavn har programmet ingen å snakke med.' },
    'host-not-a-name': {
      title: 'Dette er ikke et servernavn',
      why: () => 'Feltet skal ha navnet alene: uten https://, uten @ og uten mellomrom.',
    },
    'host-typo': {
      title: 'Skrivefeil i servernavnet',
      why: (a) =>
        a.meant
          ? `Navnet ligner på ${a.meant}.`
          : 'Det er nesten riktig. Én bokstav er nok til at programmet ikke finner fram.',
    },
    'host-swapped': {
      title: 'Serverne er byttet om',
      why: () => 'Navnet hører til den andre retningen: innkommende og utgående har hver sin server.',
    },
    'host-other-provider': {
      title: 'Serveren hører til en annen leverandør',
      why: (a) => `Dette er en server hos ${a.provider}. Posten din ligger ikke der.`,
    },
    'host-own-domain': {
      title: 'Servernavnet er domenet ditt, ikke serveren',
      why: () =>
        'Et slikt navn kan føre riktig fram i dag, men sertifikatet gjelder for serverens eget navn. Da kommer det advarsler, eller programmet gir opp.',
    },
    'host-wrong': {
      title: 'Feil servernavn',
      why: () => 'Dette er ikke serveren som postkassen din ligger på. Kanskje den er fra en tidligere leverandør.',
    },
    'smtp-other-provider': {
      title: 'E-posten sendes gjennom en annen leverandør',
      why: (a) =>
        `Utgående server er ${a.provider} sin. Den tar bare imot for egne kunder, og e-post med adressen din derfra blir ofte regnet som falsk.`,
    },
    'port-wrong': {
      title: 'Feil port',
      why: () => 'På denne porten svarer ikke serveren. Port og kryptering hører sammen.',
    },
    'port-of-other-kind': {
      title: 'Porten er for noe annet',
      why: (a) => `Port ${a.port} er for ${String(a.other).toUpperCase()}, ikke for ${String(a.kind).toUpperCase()}.`,
    },
    'port-25': {
      title: 'Port 25 er ikke for e-postprogrammer',
      why: () => 'Der leverer servere til hverandre, og mange nett sperrer porten. Programmer sender på 465 eller 587.',
    },
    'security-mismatch': {
      title: 'Port og kryptering passer ikke sammen',
      why: (a) =>
        `Port ${a.wanted} vil ha ett bestemt valg. Velges det andre, venter program og server på hverandre til de gir opp. Passordet har ingenting med saken å gjøre.`,
    },
    'security-off': {
      title: 'Kryptering er slått av',
      why: () => 'Da kan andre på samme nett lese passordet. Serveren sier derfor nei.',
    },
    'security-optional': {
      title: 'Kryptering brukes bare hvis den tilbys',
      why: () => 'Noen på veien kan late som om den ikke finnes, og da går passordet åpent. La programmet kreve den.',
    },
    'user-missing': { title: 'Brukernavnet mangler', why: () => 'Programmet må logge på med et navn.' },
    'user-without-domain': {
      title: 'Brukernavnet er ikke hele adressen',
      why: () => 'Brukernavnet er hele e-postadressen. Den første delen alene kan høre til mange.',
    },
    'user-with-blank': {
      title: 'Det er et mellomrom i brukernavnet',
      why: () => 'Det synes knapt, og kommer gjerne med når man limer inn. Kontoen blir ikke funnet.',
    },
    'user-typo': {
      title: 'Skrivefeil i brukernavnet',
      why: () => 'Det er nesten riktig, men kontoen blir ikke funnet.',
    },
    'user-other': { title: 'Brukernavnet er et annet', why: () => 'Navnet hører ikke til denne postkassen.' },
    'sign-in-off': {
      title: 'Pålogging for utgående server er av',
      why: () => 'Uten pålogging sender serveren bare til postkasser som ligger hos den selv.',
    },
    'sign-in-way': {
      title: 'Programmet vil logge på slik serveren ikke kan',
      why: () => 'Velg vanlig passord. Det er trygt, for forbindelsen er kryptert.',
    },
    'sign-in-oauth': {
      title: 'OAuth er valgt, men her brukes passord',
      why: () => 'OAuth er for Google og Microsoft. Hos oss logger programmer på med passord.',
    },
    'oauth-wanted': {
      title: 'Denne leverandøren vil ha OAuth',
      why: () => 'Vanlig passord blir avvist. Legg kontoen inn på nytt og logg på i vinduet som kommer.',
    },
    'app-password-wanted': {
      title: 'Husk app-passord',
      why: () =>
        'Denne leverandøren tar ikke imot det vanlige passordet i programmer. Lag et app-passord på kontosiden der.',
    },
    'from-typo': {
      title: 'Skrivefeil i avsenderadressen',
      why: () => 'Serveren avviser avsendere som ikke er dine, og svarene havner hos andre.',
    },
    'from-other': {
      title: 'Avsenderen er en annen adresse',
      why: () => 'En konto kan bare sende fra egne adresser. Er det ikke et alias som er ditt, blir meldingen avvist.',
    },
    'from-not-an-address': {
      title: 'Avsenderen er ikke en e-postadresse',
      why: () => 'Serveren kan ikke ta imot en melding med en slik avsender.',
    },
    'outgoing-missing': { title: 'Utgående server mangler', why: () => 'Kontoen kan hente e-post, men ikke sende.' },
    'pop-not-imap': {
      title: 'Kontoen bruker POP3',
      why: () => 'Det virker. Med IMAP ligger posten på serveren, og alle enhetene dine viser det samme.',
    },
    'pop-switched-off': {
      title: 'Denne måten å hente på er slått av',
      why: () => 'Den er slått av for postkassen din. Slå den på under postkassen i kundesenteret, eller bruk IMAP.',
    },
    'mail-is-removed': {
      title: 'Posten slettes på serveren når den er hentet',
      why: () => 'Da forsvinner den fra telefonen, webmailen og alle andre steder, og finnes bare på denne maskinen.',
    },
    'certificate-unchecked': {
      title: 'Sertifikatet blir ikke kontrollert',
      why: () => 'Da kan hvem som helst på veien gi seg ut for å være serveren og få passordet.',
    },
    'connections-many': {
      title: 'For mange forbindelser samtidig',
      why: (a) => `Serveren tillater ${a.most} for alle enhetene dine til sammen. Fem er nok for ett program.`,
    },
    'folder-prefix': {
      title: 'Rotmappe er satt',
      why: () =>
        'Her ligger mappene øverst. Med en rotmappe lager programmet egne mapper for sendt og papirkurv, og e-post ser ut til å mangle.',
    },
    'sent-copy-off': {
      title: 'Kopier av sendt e-post blir ikke lagret',
      why: () =>
        'Det du sender fra dette programmet, finnes da ikke i Sendt, verken her, på telefonen eller i webmailen.',
    },
    'sent-copy-here': {
      title: 'Kopier av sendt e-post blir liggende på maskinen',
      why: () =>
        'De andre enhetene dine og webmailen viser da ikke det du sendte herfra. Går maskinen i stykker, er kopiene borte.',
    },
    'sent-folder-other': {
      title: 'Sendt e-post legges i en annen mappe',
      why: () =>
        'De andre programmene dine og webmailen bruker «Sent». Har du ikke valgt denne mappen selv, leter du etter sendt e-post på to steder.',
    },
    'account-twice': {
      title: 'Samme postkasse står to ganger',
      why: (a) => `«${a.first}» og «${a.second}» er samme postkasse. Én er nok.`,
    },
    'imap-and-pop': {
      title: 'Postkassen står både med IMAP og POP3',
      why: () => 'POP3 kan tømme innboksen som IMAP viser. Behold IMAP, og fjern den andre når du ser at alt er der.',
    },
  } satisfies Record<Fault, FaultText> as Record<Fault, FaultText>,
  fields: {
    host: 'Server',
    port: 'Port og kryptering',
    security: 'Kryptering',
    userName: 'Brukernavn',
    signIn: 'Pålogging',
    from: 'Avsenderadresse',
    kind: 'Kontotype',
    leavesMail: 'Behold på serveren',
    checksCertificate: 'Kontroll av sertifikat',
    connections: 'Forbindelser',
    folderPrefix: 'Rotmappe',
    sentCopy: 'Kopi av sendt e-post',
    sentFolder: 'Mappe for sendt e-post',
    account: 'Konto',
  },
  servers: { incoming: 'Innkommende e-post', outgoing: 'Utgående e-post' },
  weights: { wrong: 'Må rettes', risk: 'Bør rettes', note: 'Greit å vite' },
  security: { tls: 'SSL/TLS', starttls: 'STARTTLS', optional: 'STARTTLS hvis mulig', none: 'ingen kryptering' },
  signIn: {
    password: 'vanlig passord',
    hashed: 'kryptert passord (CRAM-MD5)',
    ntlm: 'sikker passordgodkjenning (SPA/NTLM)',
    kerberos: 'Kerberos',
    certificate: 'sertifikat',
    oauth: 'OAuth',
    any: 'automatisk',
    none: 'ingen pålogging',
  } satisfies Record<SignInWay, string> as Record<SignInWay, string>,
  copies: { on: 'lagres', off: 'lagres ikke', here: 'på maskinen' },
  port: 'port',
  empty: '(tomt)',
  line: (n: number) => `linje ${n}`,
  says: 'Nå',
  should: 'Skal være',
  where: 'Rett det her',
  /** Over everything that was found. */
  verdict: {
    fine: 'Innstillingene er riktige',
    wrong: (n: number) => (n === 1 ? 'Én ting må rettes' : `${n} ting må rettes`),
    risk: (n: number) => (n === 1 ? 'Én ting bør rettes' : `${n} ting bør rettes`),
  },
  untold: { host: 'serveren', port: 'porten', security: 'krypteringen', userName: 'brukernavnet' },
  unchecked: (what: string) => `Ikke sjekket, for det sto ikke der: ${what}.`,
  compared: {
    mail: (a: { domain: string; who: string }): string => `E-post til ${a.domain} tas imot av ${a.who}, ikke her.`,
    noMail: (a: { domain: string }): string =>
      `${a.domain} tar ikke imot e-post: domenet har ingen mottaksserver i DNS.`,
    unknownThere:
      'Innstillingene derfra kjenner vi ikke, så vi sier bare det som er galt i seg selv. Spør den leverandøren hva som skal stå.',
    ours: (name: string) => `Sammenlignet med innstillingene for ${name} hos oss.`,
    provider: (name: string, provider: string) =>
      `Sammenlignet med de vanlige innstillingene hos ${provider}, der ${name} ligger.`,
    unknown:
      'Vi vet ikke hvilken leverandør dette er hos, så vi sier bare fra om det som er galt i seg selv. Skriv e-postadressen, så vet vi mer.',
  },
  places: {
    thunderbird: fields(
      '☰ → Kontoinnstillinger → kontoen → Tjenerinnstillinger',
      '☰ → Kontoinnstillinger → Utgående tjener (SMTP), nederst til venstre → Rediger',
      '☰ → Kontoinnstillinger → kontoens navn → E-postadresse',
      '☰ → Kontoinnstillinger → kontoen → Kopier og mapper',
    ),
    'outlook-prf': fields(
      'Fil → Kontoinnstillinger → Serverinnstillinger → Innkommende e-post',
      'Fil → Kontoinnstillinger → Serverinnstillinger → Utgående e-post',
      'Fil → Kontoinnstillinger → E-postadresse',
    ),
    'outlook-registry': fields(
      'Fil → Kontoinnstillinger → Serverinnstillinger → Innkommende e-post',
      'Fil → Kontoinnstillinger → Serverinnstillinger → Utgående e-post',
      'Fil → Kontoinnstillinger → E-postadresse',
      'Fil → Alternativer → E-post → Lagre meldinger',
    ),
    'apple-profile': fields(
      'Innstillinger → Apper → Mail → Mail-kontoer → kontoen → IMAP → Avansert. En konto fra en profil endres i profilen.',
      'Innstillinger → Apper → Mail → Mail-kontoer → kontoen → SMTP. En konto fra en profil endres i profilen.',
      'Innstillinger → Apper → Mail → Mail-kontoer → kontoen → E-post',
    ),
    k9: fields(
      'Innstillinger → kontoen → Henter e-post → Innkommende server',
      'Innstillinger → kontoen → Sender e-post → Utgående server',
      'Innstillinger → kontoen → Sender e-post → Behandle identiteter',
      'Innstillinger → kontoen → Mapper → Sendt, og Sender e-post → Last opp sendte meldinger',
    ),
    fairemail: fields(
      'Innstillinger → Manuelt oppsett → Kontoer → kontoen',
      'Innstillinger → Manuelt oppsett → Identiteter → identiteten',
      'Innstillinger → Manuelt oppsett → Identiteter → identiteten',
      'Innstillinger → Manuelt oppsett → Kontoer → kontoen → Sendt',
    ),
    msmtp: file('~/.msmtprc'),
    mbsync: file('~/.mbsyncrc'),
    mutt: file('~/.muttrc'),
    fetchmail: file('~/.fetchmailrc'),
    getmail: file('~/.config/getmail/getmailrc'),
    offlineimap: file('~/.offlineimaprc'),
    evolution: fields(
      'Rediger → Kontoer → kontoen → Mottak av e-post',
      'Rediger → Kontoer → kontoen → Sending av e-post',
      'Rediger → Kontoer → kontoen → Identitet',
      'Rediger → Kontoer → kontoen → Standardverdier',
    ),
    kmail: fields(
      'Innstillinger → Sett opp KMail → Kontoer → Mottak → Endre',
      'Innstillinger → Sett opp KMail → Kontoer → Sending → Endre',
      'Innstillinger → Sett opp KMail → Identiteter',
      'Innstillinger → Sett opp KMail → Identiteter → Endre → Avansert',
    ),
    text: fields(
      'Kontoinnstillinger → innkommende server',
      'Kontoinnstillinger → utgående server (SMTP)',
      'Kontoinnstillinger → e-postadresse',
    ),
  } satisfies Record<ProgramFormat, Places> as Record<ProgramFormat, Places>,
  putBack: {
    thunderbird:
      'Lukk Thunderbird helt. ☰ → Hjelp → Feilsøkingsinformasjon viser profilmappen. Ta vare på den gamle prefs.js, og legg den rettede i stedet for den.',
    'outlook-prf':
      'Lukk Outlook og dobbeltklikk fila, eller kjør outlook.exe /importprf med fila. Outlook spør etter passordet.',
    'outlook-registry': 'Lukk Outlook. Dobbeltklikk fila og svar ja. Start Outlook igjen.',
    'apple-profile':
      'Fjern den gamle profilen under Innstillinger → Generelt → VPN og enhetsadministrering, og åpne den rettede. Den er ikke signert, så enheten sier «ikke bekreftet».',
    k9: 'Fjern kontoen i programmet, og hent den inn igjen: Innstillinger → Importer innstillinger.',
    fairemail: 'Innstillinger → Sikkerhetskopi → Importer, og velg den rettede fila.',
    msmtp: 'Legg den i stedet for ~/.msmtprc, med rettigheter 600.',
    mbsync: 'Legg den i stedet for ~/.mbsyncrc, med rettigheter 600.',
    mutt: 'Legg den i stedet for den gamle, og start mutt på nytt.',
    fetchmail: 'Legg den i stedet for ~/.fetchmailrc, med rettigheter 600.',
    getmail: 'Legg den i stedet for den gamle getmailrc.',
    offlineimap: 'Legg den i stedet for ~/.offlineimaprc.',
    evolution: 'Lukk Evolution, legg fila i ~/.config/evolution/sources, og logg ut og inn igjen.',
    kmail: 'Lukk KMail, legg fila tilbake i ~/.config, og kjør «akonadictl restart».',
    text: 'Skriv verdiene inn i programmet ditt.',
  } satisfies Record<ProgramFormat, string> as Record<ProgramFormat, string>,
  fileMade: (path: string) => `Den rettede fila: ${path}`,
  passwordsLeft: (n: number) =>
    n === 1
      ? 'Det står et passord i fila. Vi leste det ikke, og det står urørt.'
      : `Det står ${n} passord i fila. Vi leste dem ikke, og de står urørt.`,
};
export type ProgramSettingsWords = typeof programSettings;
