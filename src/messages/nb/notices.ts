/** Meldinger fra oss på norsk bokmål: rapporter om e-post som ikke kom fram, som venter eller som er levert. */
export const notices = {
  loopRefused: (): string => 'Meldingen går i ring mellom servere og er stoppet her.',
  dmarcRefused: (a: { domain: string }): string =>
    `Domenet ${a.domain} ber om at e-post som ikke er bekreftet derfra, avvises. Denne lot seg ikke bekrefte.`,
  reportSender: (): string => 'E-posttjenesten',
  failedSubject: (a: { subject: string }): string => `Ikke levert: ${a.subject}`,
  delayedSubject: (a: { subject: string }): string => `Venter fortsatt: ${a.subject}`,
  sentSubject: (a: { subject: string }): string => `Levert: ${a.subject}`,
  noSubject: (): string => '(uten emne)',
  failedIntro: (a: { count: number }): string =>
    a.count === 1
      ? 'Meldingen din kom ikke fram til denne mottakeren, og vi prøver ikke mer:'
      : 'Meldingen din kom ikke fram til disse mottakerne, og vi prøver ikke mer:',
  delayedIntro: (a: { count: number }): string =>
    a.count === 1
      ? 'Meldingen din er ikke framme hos denne mottakeren ennå. Du trenger ikke gjøre noe: Vi prøver videre.'
      : 'Meldingen din er ikke framme hos disse mottakerne ennå. Du trenger ikke gjøre noe: Vi prøver videre.',
  sentIntro: (a: { count: number }): string =>
    a.count === 1 ? 'Meldingen din er levert til denne mottakeren:' : 'Meldingen din er levert til disse mottakerne:',
  relayedNote: (): string =>
    'Serveren hos mottakeren har tatt imot meldingen, men melder ikke selv fra når den er lagt i postkassen.',
  serverSaid: (a: { host: string }): string => `Serveren ${a.host} svarte:`,
  weSay: (): string => 'Årsak:',
  nextTry: (a: { when: string }): string => `Neste forsøk: ${a.when}`,
  giveUpAt: (a: { when: string }): string => `Vi prøver til ${a.when}. Kommer den ikke fram innen da, får du beskjed.`,
  expired: (a: { days: number }): string => `Vi har prøvd i ${a.days} døgn uten å komme fram.`,
  dropped: (): string => 'Meldingen ble tatt ut av køen av driften og sendes ikke.',
  todo: (): string => 'Hva du kan gjøre:',
  original: (): string => 'Det gjelder denne meldingen:',
  date: (a: { when: string }): string => `Mottatt hos oss: ${a.when}`,
  advice: {
    unknown: (a: { address: string }): string =>
      `Adressen ${a.address} finnes ikke hos mottakeren. Se etter skrivefeil, eller spør mottakeren på en annen måte.`,
    full: (): string =>
      'Mottakerens postkasse er full. Vent litt og send på nytt, eller gi mottakeren beskjed på telefon.',
    disabled: (): string => 'Mottakerens konto er stengt eller ute av bruk. Kontakt mottakeren på en annen måte.',
    domainDead: (): string =>
      'Domenet etter @ tar ikke imot e-post. Se etter skrivefeil i det. Er det riktig, må mottakeren få det rettet.',
    tooLarge: (): string =>
      'Meldingen er for stor for mottakeren. Del vedlegget med en lenke, eller gjør det mindre, og send på nytt.',
    content: (): string =>
      'Mottakerens filter likte ikke innholdet. Send på nytt uten lenker og vedlegg; kommer den fram, var det ett av dem.',
    smtputf8: (): string =>
      'Mottakerens server støtter ikke æ, ø, å og lignende i adressen. Be om en adresse uten slike tegn.',
    loop: (): string => 'Videresendingen hos mottakeren går i ring. Det må mottakeren rette hos seg.',
    blocked: (): string => 'Mottakeren eller firmaet har sperret avsenderen. Be mottakeren slippe deg gjennom.',
    ours: (): string =>
      'Dette er det vi som driver e-posttjenesten som må rette. Ta kontakt med oss og legg ved denne meldingen.',
    authentication: (): string =>
      'Mottakeren kan ikke bekrefte at meldingen er fra domenet ditt. Den som styrer domenet, må rette SPF og DKIM.',
    other: (): string =>
      'Send svaret over til mottakeren på en annen måte. Det forteller den som driver e-posten der, hva som er galt.',
  },
};
