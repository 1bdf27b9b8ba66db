/** En åpen melding. */
export const nb = {
  loading: 'Henter meldingen',
  document: 'Innholdet i meldingen',
  nobody: 'Ukjent avsender',
  noOne: 'Ingen mottakere er oppgitt',
  me: 'meg',
  to: (names: string): string => `til ${names}`,
  more: (count: number): string => `og ${count} til`,
  details: 'Vis alle adresser',
  lessDetails: 'Skjul adressene',
  fields: { from: 'Fra', to: 'Til', cc: 'Kopi', bcc: 'Blindkopi', replyTo: 'Svar går til', at: 'Sendt', list: 'Liste' },
  proof: {
    proven: 'Bekreftet',
    failed: 'Ikke bekreftet',
    unproven: 'Ikke bekreftet',
    why: {
      proven: (domain: string): string => `Vi kontrollerte at meldingen virkelig kommer fra ${domain}.`,
      failed: (domain: string): string =>
        `Meldingen sier at den er fra ${domain}, men kontrollen viste noe annet. Vær forsiktig med lenker, vedlegg og betaling.`,
      unproven: (domain: string): string =>
        `${domain} gir ingen måte å kontrollere avsenderen på, eller så kom meldingen inn før vi kunne gjøre det. Det er vanlig, men navnet kan være oppdiktet.`,
    },
    details: (spf: string, dkim: string, dmarc: string): string => `SPF: ${spf} · DKIM: ${dkim} · DMARC: ${dmarc}`,
  },
  actions: {
    reply: 'Svar',
    replyAll: 'Svar alle',
    forward: 'Videresend',
    more: 'Mer',
    print: 'Skriv ut',
    source: 'Vis kilden',
    saveSource: 'Lagre som fil',
    alone: 'Åpne alene',
    plain: 'Vis som ren tekst',
    html: 'Vis med utseende',
    rule: 'Lag regel av denne',
    block: 'Blokker avsenderen',
    spam: 'Dette er søppelpost',
  },
  images: {
    away: (count: number): string =>
      count === 1
        ? 'Ett bilde er ikke hentet, så avsenderen ser ikke at du har åpnet meldingen.'
        : `${count} bilder er ikke hentet, så avsenderen ser ikke at du har åpnet meldingen.`,
    shown: 'Bildene hentes gjennom oss. Avsenderen kan se at de ble hentet, men ikke hvor du er eller hva du bruker.',
    show: 'Vis bildene',
    always: 'Vis alltid fra denne avsenderen',
    alwaysWhat: 'Avsenderen legges i adresseboken, og bilder fra dem du har der, vises.',
    trackers: (count: number): string =>
      count === 1 ? 'Et usynlig sporingsbilde er stoppet.' : `${count} usynlige sporingsbilder er stoppet.`,
  },
  hints: {
    title: 'Se en gang til',
    'authentication-failed': (domain: string): string =>
      `Meldingen sier at den er fra ${domain}, men det er ikke bekreftet. Er du i tvil, spør avsenderen på en annen måte.`,
    'sender-differs': (shown: string, address: string): string =>
      `Navnet viser ${shown}, men meldingen er sendt fra ${address}.`,
    'reply-elsewhere': (address: string): string => `Svarer du, går svaret til ${address}, ikke til avsenderen.`,
    'looks-like': (domain: string, known: string): string => `${domain} ligner på ${known}, men er ikke det samme.`,
    'own-address': (address: string): string =>
      `Meldingen ser ut til å komme fra ${address}, din egen adresse, men det var ikke du som sendte den.`,
    'link-differs': (shown: string, leads: string): string => `En lenke viser ${shown}, men fører til ${leads}.`,
    'first-contact': 'Du har ikke hatt kontakt med denne avsenderen før.',
    'in-junk': 'Meldingen ligger i søppelpost. Bilder og lenker bør du la være hvis du ikke kjenner avsenderen.',
    'in-junk-failed': 'Meldingen ligger i søppelpost fordi avsenderen ikke ble bekreftet.',
  },
  files: {
    title: (count: number): string => (count === 1 ? 'Ett vedlegg' : `${count} vedlegg`),
    all: 'Last ned alle',
    download: (name: string): string => `Last ned ${name}`,
    open: (name: string): string => `Åpne meldingen ${name}`,
    risky: 'Kan kjøre på maskinen din. Åpne den bare hvis du venter den.',
    back: 'Tilbake til meldingen den lå i',
  },
  broken: 'Noe i meldingen er ødelagt',
  brokenSource: 'Se kilden',
  cut: 'Teksten er så lang at bare begynnelsen vises. Alt står i kilden.',
  protection: {
    signed: 'Meldingen er signert. Vi har ikke kontrollert signaturen.',
    encrypted: 'Meldingen er kryptert og kan ikke leses her. Åpne den i et program som har nøkkelen din.',
  },
  quoted: 'Vis det som er sitert',
  quotedHide: 'Skjul det som er sitert',
  empty: 'Meldingen har ingen tekst.',
  event: {
    invitation: 'Invitasjon',
    answer: 'Svar på invitasjon',
    cancelled: 'Avlyst',
    event: 'Hendelse',
    when: 'Når',
    where: 'Hvor',
    from: 'Fra',
    repeats: 'Gjentas',
    allDay: 'hele dagen',
  },
  report: {
    failed: (address: string): string => `Kunne ikke leveres til ${address}.`,
    delayed: (address: string): string => `Er ennå ikke levert til ${address}. Det prøves fortsatt.`,
    delivered: (address: string): string => `Er levert til ${address}.`,
    relayed: (address: string): string => `Er sendt videre til ${address}. Tjeneren der gir ingen kvittering.`,
    expanded: (address: string): string => `Er fordelt videre fra ${address}.`,
    said: 'Svaret fra den andre siden',
    explain: 'Finn ut hvorfor',
  },
  unsubscribe: 'Meld deg av listen',
  gone: 'Meldingen er ikke her lenger',
};
export type Words = typeof nb;
