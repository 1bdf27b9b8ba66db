/** Oppstart, startside og kommandolinje på norsk bokmål. */
export const host = {
  start: {
    firstOperator: {
      title: 'Hvem skal styre?',
      text: 'Lag den første operatøren: du slipper da inn i konsollen, og kan slippe inn andre.',
      link: 'Opprett den første operatøren',
    },
    title: 'Postvakt er i gang',
    intro: 'Denne siden er for deg som driver verten. Den viser hvor alt lytter og hva et e-postprogram skal ha.',
    endpoints: 'Her lytter vi',
    incoming: 'Innkommende e-post (IMAP)',
    outgoing: 'Utgående e-post (SMTP)',
    host: 'Server',
    port: 'Port',
    security: 'Kryptering',
    user: 'Brukernavn',
    wholeAddress: 'hele e-postadressen',
    password: 'Passord',
    chosen: 'passordet som ble valgt for postkassen',
    authority: 'Sertifikatet til din egen utsteder (installer det, så stoler e-postprogrammet på serveren)',
    domains: 'Domener og postkasser',
    noDomains: 'Ingen domener ennå. Opprett det første:',
    linkUsed: 'Lenken er brukt opp eller feil. Kjør «npx postvakt start-link» for en ny.',
    records: 'DNS-oppføringer domenet trenger',
  },
  /** The page behind the short link of a Block. */
  blockPage: {
    title: 'Hva som stopper e-posten',
    since: 'Gjelder fra',
    over: 'Sperren er over. E-posten går som vanlig igjen.',
    again: 'Dette ble ikke sendt. Send det på nytt når sperren er over',
    unknown: 'Denne lenken gjelder ikke. Se om hele lenken kom med, eller kontakt oss.',
  },
  running: (a: { folder: string }): string => `Postvakt kjører. Data ligger i ${a.folder}.`,
  signIn: (a: { url: string }): string => `Første pålogging: ${a.url}`,
  stopHint: 'Stopp med Ctrl+C. Postkassene og køen blir liggende.',
  hostnameHint: 'Vertsnavnet er «localhost»: bra for å prøve. Sett «hostname» før ekte e-post.',
  usage: 'Bruk',
  commands: 'Kommandoer',
  notInBackup:
    'Kontrolldatabasen ligger et annet sted (database.url) og er IKKE med i denne sikkerhetskopien. Ta kopi av den med dens egne verktøy.',
  none: 'Ingen.',
  /** Problems of the command line and of starting. */
  problems: {
    unknownOption: (a: { option: string }): string => `Ukjent valg: ${a.option}`,
    optionNeedsValue: (a: { option: string }): string => `${a.option} trenger en verdi.`,
    optionTakesNoValue: (a: { option: string }): string => `${a.option} tar ingen verdi.`,
    badLanguage: (a: { language: string }): string => `«${a.language}» er ikke et språk her. Velg nb, sv eller en.`,
    configurationUnknownKey: (a: { key: string }): string => `Ukjent nøkkel i konfigurasjonen: ${a.key}`,
    configurationUnknownKeyNear: (a: { key: string; near: string }): string =>
      `Ukjent nøkkel i konfigurasjonen: ${a.key}. Mente du ${a.near}?`,
    configurationBadValue: (a: { expected: string; key: string; value: string }): string =>
      `Feil verdi for ${a.key} i konfigurasjonen: ${a.value}. Ventet ${a.expected}.`,
    configurationUnreadable: (a: { file: string; why: string }): string =>
      `Konfigurasjonsfilen ${a.file} kan ikke leses (${a.why}).`,
    configurationBadToml: (a: { file: string; line: number; why: string }): string =>
      `Konfigurasjonsfilen ${a.file} er ikke gyldig TOML, linje ${a.line}: ${a.why}`,
    needsServer: (a: { command: string }): string =>
      `«${a.command}» virker bare mens verten kjører. Start den med npm start.`,
    badControlRequest: (): string => 'Forespørselen på kontrollsokkelen er ikke gyldig JSON.',
    unknownCommand: (a: { command: string }): string => `Ukjent kommando: ${a.command}`,
    internalError: (a: { why: string }): string => `Noe gikk galt hos oss: ${a.why}`,
    alreadyRunning: (a: { folder: string }): string =>
      `En vert kjører allerede på ${a.folder}. Stopp den først, eller velg en annen mappe med POSTVAKT_DATA.`,
    portTaken: (a: { address: string; endpoint: string }): string =>
      `${a.endpoint} kan ikke lytte på ${a.address}: porten er opptatt. Velg en annen med listen.${a.endpoint}.`,
    portForbidden: (a: { address: string; endpoint: string }): string =>
      `${a.endpoint} kan ikke lytte på ${a.address}: det mangler rettighet (porter under 1024 krever det). Velg en annen med listen.${a.endpoint}.`,
    cannotListen: (a: { address: string; endpoint: string; why: string }): string =>
      `${a.endpoint} kan ikke lytte på ${a.address} (${a.why}). Se listen.${a.endpoint}.`,
    geoUnreadable: (a: { file: string; why: string }): string =>
      `Landtabellen ${a.file} (geo.database) kan ikke leses: ${a.why}. Rett filen, eller fjern nøkkelen: da er alle land ukjente.`,
    folderUnwritable: (a: { folder: string; why: string }): string =>
      `Datamappen ${a.folder} kan ikke skrives til (${a.why}).`,
    fileDamaged: (a: { file: string; why: string }): string =>
      `Filen ${a.file} er skadet eller er ikke en database (${a.why}). Ingenting er endret.`,
    acmeOff: (): string => 'Denne verten bestiller ingen sertifikater (tls.mode er ikke «acme»).',
    acmeNotOurs: (a: { name: string }): string =>
      `${a.name} er ikke et navn som denne verten bestiller sertifikat til.`,
    certificateUnreadable: (a: { why: string }): string => `Sertifikatet kan ikke brukes: ${a.why}`,
    passwordFromStdin: (): string => 'Passordet leses fra standard inn: bruk --password-stdin.',
    passwordEmpty: (): string => 'Det kom ikke noe passord på standard inn.',
    notAnAmount: (a: { text: string }): string => `«${a.text}» er ikke på formen nøkkel=verdi.`,
    subjectNeither: (a: { subject: string }): string => `«${a.subject}» er verken en e-postadresse eller et domene.`,
    explainNothing: (): string => 'Teksten er tom. Lim inn feilmeldingen, oppgi en fil, eller «-» for standard inn.',
    badSymptom: (a: { symptom: string }): string =>
      `«${a.symptom}» er ikke et symptom. Velg receive, send, both, some eller slow.`,
    folderNotEmpty: (a: { folder: string }): string => `Mappen ${a.folder} er ikke tom. Ingenting er endret.`,
    noBackup: (a: { folder: string }): string => `${a.folder} inneholder ingen sikkerhetskopi fra Postvakt.`,
    serverRunning: (a: { folder: string }): string => `Stopp verten først; ${a.folder} er i bruk.`,
    queueItemUnknown: (a: { id: string }): string => `Ingen melding i køen heter ${a.id}.`,
    nothingFound: (a: { subject: string }): string => `Vi fant ingenting om ${a.subject}.`,
  },
};
