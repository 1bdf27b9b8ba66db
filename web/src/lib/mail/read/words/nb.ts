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
    address: 'Adressen er ekte',
    proven: 'Bekreftet',
    failed: 'Avsenderen stemmer ikke',
    unproven: 'Ikke bekreftet',
    ours: 'Fra oss',
    why: {
      address: 'Det betyr ikke at innholdet er sant.',
      proven: (domain: string): string => `Vi kontrollerte at meldingen virkelig kommer fra ${domain}.`,
      failed: (domain: string): string =>
        `Meldingen sier at den er fra ${domain}, men kontrollen viste noe annet. Vær forsiktig med lenker, vedlegg og betaling.`,
      unproven: (domain: string): string =>
        `Vi kan ikke kontrollere at meldingen kommer fra ${domain}. Det er vanlig og betyr ikke at noe er galt, men navnet kan være oppdiktet. Ring eller spør på en annen måte før du betaler eller oppgir noe.`,
      ours: 'Dette har vi i e-posttjenesten selv skrevet og lagt i postkassen din.',
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
    alwaysWhat: (address: string): string =>
      `Bilder fra ${address} hentes uten å spørre, men bare når avsenderen er bekreftet.`,
    kept: (address: string): string =>
      `Bilder fra ${address} vises alltid når avsenderen er bekreftet. De hentes gjennom oss.`,
    ask: 'Spør igjen neste gang',
    trackers: (count: number): string =>
      count === 1 ? 'Et usynlig sporingsbilde er stoppet.' : `${count} usynlige sporingsbilder er stoppet.`,
  },
  hints: {
    title: 'Se en gang til',
    'authentication-failed': (domain: string): string =>
      `Meldingen sier at den er fra ${domain}, men det stemmer ikke med kontrollen vår. Den kan være forfalsket.`,
    'sender-differs': (shown: string, address: string): string =>
      `Navnet viser ${shown}, men meldingen er sendt fra ${address}.`,
    'reply-elsewhere': (address: string): string => `Svarer du, går svaret til ${address}, ikke til avsenderen.`,
    'looks-like': (domain: string, known: string): string => `${domain} ligner på ${known}, men er ikke det samme.`,
    'own-address': (address: string): string =>
      `Meldingen oppgir din egen adresse, ${address}, som avsender, men vi kan ikke bekrefte at den er fra deg. Det er lett å skrive en annens adresse på en e-post. Det betyr ikke at noen er inne i postkassen din.`,
    'not-from-us': (address: string): string =>
      `Meldingen gir seg ut for å være fra oss i e-posttjenesten og oppgir avsenderen ${address}, men den kom utenfra. Vi har ikke sendt den. Skriv aldri passordet ditt på en side den fører til.`,
    'link-differs': (shown: string, leads: string): string => `En lenke viser ${shown}, men fører til ${leads}.`,
    'first-contact': 'Du har ikke skrevet til denne avsenderen før.',
    advice: 'Er du i tvil, la lenker og vedlegg være, og spør avsenderen på telefon eller på en annen måte.',
    'in-junk': 'Meldingen ligger i søppelpost. Bilder og lenker bør du la være hvis du ikke kjenner avsenderen.',
    'in-junk-failed': 'Meldingen ligger i søppelpost fordi avsenderen ikke ble bekreftet.',
  },
  files: {
    title: (count: number): string => (count === 1 ? 'Ett vedlegg' : `${count} vedlegg`),
    all: 'Last ned alle',
    download: (name: string): string => `Last ned ${name}`,
    open: (name: string): string => `Åpne meldingen ${name}`,
    risky: 'Kan kjøre på maskinen din. Åpne den bare hvis du venter den.',
    away: 'Vedlegg kan hentes når nettet er tilbake.',
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
  leave: {
    title: 'Meld deg av',
    start: 'Meld meg av',
    left: (when: string): string => `Du meldte deg av ${when}.`,
    once: 'Meld meg av en gang til',
    askClick: (name: string, host: string): string =>
      `Vil du ikke ha flere meldinger fra ${name}? Vi sier fra til ${host} for deg. De får vite at det gjelder din adresse, ikke noe mer.`,
    askMail: (name: string, to: string): string =>
      `Vil du ikke ha flere meldinger fra ${name}? Listen vil ha en e-post til ${to}. Vi sender den fra deg, og du kan angre som vanlig.`,
    askPage: (host: string): string =>
      `Listen kan bare forlates på en nettside hos ${host}. Siden åpnes i en ny fane. Oppgi ikke passordet ditt der.`,
    yes: 'Ja, meld meg av',
    send: 'Ja, send e-posten',
    no: 'Nei, behold',
    open: (host: string): string => `Åpne siden hos ${host}`,
    asking: (host: string): string => `Spør ${host} …`,
    done: (host: string): string => `${host} sa ja. Det kan ta noen dager før meldingene slutter å komme.`,
    sent: (name: string): string =>
      `E-posten til ${name} er på vei. Det kan ta noen dager før meldingene slutter å komme.`,
    refused: (host: string, status: number): string =>
      `${host} tok ikke imot avmeldingen (svar ${status}). Du er trolig fortsatt på listen.`,
    silent: (host: string): string => `${host} svarte ikke. Vi vet ikke om du er meldt av.`,
    unreachable: (host: string): string =>
      `Vi fikk ikke trygg forbindelse med ${host}, så ingenting er sendt. Du er fortsatt på listen.`,
    closed: (host: string): string =>
      `${host} er ingen adresse på det åpne nettet, så vi har ikke spurt der. Merk heller meldingen som søppelpost.`,
  },
  away: 'Du er uten nett. Dette er meldingen slik du så den sist, som ren tekst. Bilder og vedlegg kommer når nettet er tilbake.',
  unfetched: 'Innholdet kunne ikke hentes nå. Her er teksten i meldingen.',
  retry: 'Prøv igjen',
  paperFailed: 'Utskriften kunne ikke lages nå. Prøv igjen når nettet er tilbake.',
  gone: 'Meldingen er ikke her lenger',
};
export type Words = typeof nb;
