/** Ordene rundt en reparasjon på norsk bokmål: hva som endres, hvordan det gikk, hva som gjenstår. */
export const fixing = {
  kind: {
    'dns-record': 'DNS-oppføring',
    mailbox: 'postkasse',
    alias: 'alias',
    quota: 'plass',
    countries: 'land med pålogging',
    journey: 'reise',
    vendors: 'servere hos kjente leverandører',
    block: 'sperre',
    contact: 'kontaktadresse',
    payment: 'betaling',
    'intended-mx': 'ønsket MX hos andre',
    protocols: 'veier inn',
    'password-rule': 'passordregel',
    other: 'innstilling',
  },
  none: 'ingen',
  willChange: 'Dette blir endret:',
  didChange: 'Dette ble endret:',
  nothing: 'Det er allerede slik. Ingenting blir endret.',
  toApply: (a: { command: string }): string => `Kjør det slik: ${a.command}`,
  steps: 'Dette må gjøres for hånd:',
  elsewhere: (a: { domain: string }): string =>
    `DNS for ${a.domain} ligger hos en annen leverandør. Legg inn disse oppføringene der:`,
  letterHint: (a: { command: string }): string => `Ferdig brev til den som har DNS: ${a.command}`,
  ask: {
    'remove-foreign-mx': (a: { hosts: string; option: string }): string =>
      `MX peker til ${a.hosts}. Skal de bort, så nevn dem: ${a.option}. Skal de være der, velg løsningen keep-foreign-mx.`,
    value: (a: { what: string; option: string }): string => `Oppgi ${a.what}: ${a.option}.`,
    'no-mail-provider': (a: { hosts: string; option: string }): string =>
      `E-posten går nå til ${a.hosts}. Bekreft at den skal flyttes hit: ${a.option}.`,
    'unclear-spf': (a: { hosts: string; option: string }): string =>
      `SPF-oppføringen har ledd vi ikke forstår: ${a.hosts}. Vi rører den ikke. Rett dem for hånd.`,
  },
  what: {
    contact: 'den nye kontaktadressen',
    payment: 'betalingens id',
    target: 'den nye adressen',
    lastDay: 'den siste dagen det skal svares (ÅÅÅÅ-MM-DD)',
  },
  waitUntil: (a: { when: string }): string => `Vent til ${a.when}. Da åpner det av seg selv.`,
  pay: (a: { invoice: string; amount: string; reference: string }): string =>
    `Betal faktura ${a.invoice}: ${a.amount}, KID eller referanse ${a.reference}. E-posten åpner når betalingen er bokført.`,
  payLink: (a: { link: string }): string => `Lenke: ${a.link}`,
  stale: 'Noe er endret siden forhåndsvisningen. Ingenting ble gjort. Slik er det nå:',
  fixed: 'Rettet. Kontrollen som feilet, er kjørt på nytt og finner ikke feilen lenger.',
  notFixed: 'Endringen er gjort, men feilen er der fortsatt.',
  settling: (a: { when: string }): string =>
    `Endringen er gjort. Noen ser det gamle svaret til ${a.when}. Vi kontrollerer igjen av oss selv.`,
  settlingOpen: 'Endringen er gjort, men kontrollen kunne ikke kjøres ferdig. Vi prøver igjen av oss selv.',
  undone: 'Angret. Alt er nøyaktig som før.',
  proof: {
    rcpt: (a: { address: string; reply: string }): string =>
      `Bevis: serveren vår tar imot til ${a.address} (${a.reply}).`,
    rule: (a: { address: string; reply: string }): string => `Bevis: ${a.address} kan nå sende som ${a.reply}.`,
    dns: (a: { address: string; reply: string }): string => `Bevis: navnetjeneren svarer ${a.reply} for ${a.address}.`,
  },
  once: (a: { address: string; secret: string }): string => `Passord for ${a.address}, vist bare nå: ${a.secret}`,
  watching: (a: { when: string }): string => `Vi følger med til ${a.when} og melder fra hvis noe endrer seg.`,
  caseLine: (a: { command: string }): string => `Saken er lagret. Se hva en løsning endrer: ${a.command}`,
  before: 'før',
  after: 'etter',
  watch: {
    started: (a: { address: string }): string => `Følger forsøk for ${a.address}. Avslutt med Ctrl-C.`,
    ok: 'logget på',
    todo: (a: { text: string }): string => `Gjør dette: ${a.text}`,
  },
};

export const fixProblems = {
  caseMissing: (a: { case: string }): string =>
    `Saken «${a.case}» finnes ikke her. Saker slettes sammen med journalen; kjør diagnosen på nytt.`,
  findingMissing: (a: { finding: string; case: string }): string => `Saken ${a.case} har ikke noe funn «${a.finding}».`,
  fixMissing: (a: { fix: string; known: string }): string =>
    `Funnet har ikke løsningen «${a.fix}». Det har: ${a.known}.`,
  fixNotYours: (a: { fix: string }): string => `Løsningen ${a.fix} må kundestøtte gjøre.`,
  fixBusy: (a: { case: string }): string =>
    `En annen reparasjon er i gang for det samme (sak ${a.case}). Vent til den er ferdig.`,
  fixByHand: (a: { fix: string }): string => `Løsningen ${a.fix} må gjøres for hånd. Kjør uten --yes for å se hvordan.`,
  fixNeedsAnswer: (a: { text: string }): string => a.text,
  nothingToUndo: (a: { case: string }): string => `Det er ingenting å angre i sak ${a.case}.`,
  cannotUndo: (a: { fix: string }): string => `Løsningen ${a.fix} kan ikke angres.`,
  changedSince: (a: { object: string }): string =>
    `${a.object} er endret etter reparasjonen. Vi skriver ikke over det, så ingenting ble angret.`,
  dnsTrouble: (a: { domain: string; why: string }): string =>
    `DNS for ${a.domain} kunne ikke endres: ${dnsWhy[a.why] ?? a.why}.`,
  quotaTooSmall: (a: { address: string; limit: string }): string =>
    `${a.address} har allerede den største plassen du selv kan gi (${a.limit}). Be kundestøtte om mer.`,
  noLetter: (a: { fix: string }): string =>
    `Det er ikke noe brev å skrive for ${a.fix}: den endringen gjør vi selv, eller den gjelder ikke DNS.`,
  watchTimeBad: (a: { input: string }): string => `«${a.input}» er ikke et antall sekunder fra 1 til 999999.`,
  fixOutOfReach: (a: { fix: string }): string => `Løsningen ${a.fix} passer ikke lenger: det den gjelder, finnes ikke.`,
};
const dnsWhy: Readonly<Record<string, string>> = {
  'wrong-key': 'navnetjeneren kjenner ikke nøkkelen vår',
  clock: 'klokken vår og klokken til navnetjeneren går for ulikt',
  'not-allowed': 'nøkkelen vår får ikke endre dette',
  'no-zone': 'navnetjeneren har ikke sonen',
  strange: 'der står noe vi ikke forstår, og som vi ikke vil skrive over',
  unreachable: 'navnetjeneren kunne ikke nås',
  timeout: 'navnetjeneren svarte ikke i tide',
  malformed: 'svaret var uforståelig eller ikke signert med nøkkelen vår',
  failed: 'navnetjeneren svarte med feil',
};
