/** Varsler på e-post, på norsk bokmål: hva som er stanset, siden når, til når, hva man gjør, og hva som må sendes på nytt. */
import type { RulesWords } from '../notice-shape.ts';
import type { Told } from '../shape.ts';

const numbers = (a: Told): string => (a.sent && a.limit ? ` (${a.sent} sendt, grensen er ${a.limit})` : '');
const resend = 'Meldinger som ble avvist mens sendingen var stanset, må du sende på nytt etterpå.';
const secure =
  'Slik får du åpnet igjen: Bytt passord på postkassen, trekk tilbake app-passord du ikke trenger, og se etter regler for videresending du ikke kjenner. Deretter kan du åpne sendingen selv i kundesenteret, eller be oss gjøre det.';

const started: RulesWords = {
  'mailbox-hour': {
    title: (a) => `Sending fra ${a.name} er stanset til ${a.until}`,
    what: (a) =>
      `Det er sendt e-post til flere mottakere i timen fra ${a.name} enn abonnementet tillater${numbers(a)}.`,
    todo: () =>
      `Du trenger ikke gjøre noe: Sendingen åpner av seg selv. ${resend} Kjenner du ikke igjen det som er sendt, bytt passord med en gang.`,
  },
  'domain-hour': {
    title: (a) => `Sending fra ${a.name} er stanset til ${a.until}`,
    what: (a) =>
      `Alle adressene på ${a.name} har til sammen sendt til flere mottakere i timen enn domenet har lov til${numbers(a)}.`,
    todo: () =>
      `Dere trenger ikke gjøre noe: Sendingen åpner av seg selv. ${resend} Kjenner dere ikke igjen det som er sendt, bytt passord på postkassene.`,
  },
  'mailbox-day': {
    title: (a) => `Utgående e-post fra ${a.name} er stengt`,
    what: (a) =>
      `Det er sendt uvanlig mye e-post fra ${a.name} på ett døgn${numbers(a)}. Det kan tyde på at noen andre bruker kontoen, så vi har stengt utgående e-post.`,
    todo: () => secure,
  },
  'abuse-volume': {
    title: (a) => `Utgående e-post fra ${a.name} er stengt: uvanlig mye på kort tid`,
    what: (a) =>
      `${a.name} har sendt ${a.sent} meldinger i dag. Den travleste dagen de siste 30 dagene var det ${a.busiest}. Det kan tyde på at noen andre bruker kontoen.`,
    todo: () => secure,
  },
  'abuse-recipients': {
    title: (a) => `Utgående e-post fra ${a.name} er stengt: mange ukjente mottakere`,
    what: (a) =>
      `${a.name} har i dag sendt til ${a.sent} mottakere som adressen aldri har skrevet til før. Grensen er ${a.limit}. Det kan tyde på at noen andre bruker kontoen.`,
    todo: () => secure,
  },
  'abuse-countries': {
    title: (a) => `Utgående e-post fra ${a.name} er stengt: pålogging fra flere land`,
    what: (a) =>
      `Noen har logget på ${a.name} fra ${a.countries} i løpet av ${a.window}. Én person kan vanskelig være alle stedene på så kort tid.`,
    todo: () => `${secure} Var det du som reiste, si fra til oss, så åpner vi.`,
  },
  'abuse-content': {
    title: (a) => `Utgående e-post fra ${a.name} er stengt: samme innhold fra flere kunder`,
    what: (a) =>
      `En melding fra ${a.name} er nesten lik meldinger som er sendt fra ${a.mailboxes} postkasser hos ulike kunder i dag. Slik ser søppelpost fra kaprede kontoer ut.`,
    todo: () => secure,
  },
  'abuse-bounces': {
    title: (a) => `Utgående e-post fra ${a.name} er stengt: mange adresser finnes ikke`,
    what: (a) =>
      `${a.percent} % av det som er sendt fra ${a.name} i dag (${a.bounced} av ${a.sent}), kom i retur. Det tyder på en gammel adresseliste eller på misbruk.`,
    todo: () => `${secure} Er det en adresseliste, fjern adressene som kom i retur før du sender igjen.`,
  },
  'bulk-rules': {
    title: (a) => `Masseutsendelse fra ${a.name} er stanset`,
    what: (a) =>
      `En utsendelse fra ${a.name} følger ikke reglene for nyhetsbrev.${a.missing ? ` Dette mangler: ${a.missing}.` : ''}`,
    todo: () =>
      'Rett det som mangler og send på nytt, eller bruk en nyhetsbrevtjeneste. Vanlig e-post til enkeltpersoner er ikke berørt.',
  },
  'quarantine-host': {
    title: (a) => `Domenet ${a.name} er satt i karantene`,
    what: (a) => `Vi har satt ${a.name} i karantene.${a.reason ? ` Grunnen: ${a.reason}` : ''}`,
    todo: () => 'Ta kontakt med oss, så sier vi hva som må til. Det som ligger i postkassene, blir liggende.',
  },
  'quarantine-registry': {
    title: (a) => `Domenet ${a.name} er satt i karantene av registeret`,
    what: (a) =>
      `Registeret som fører ${a.name}, har tatt domenet ut av drift.${a.phase ? ` Status: ${a.phase}.` : ''}`,
    todo: () => 'Be forhandleren av domenet om å fornye det nå. Etter fristen blir navnet slettet og kan tas av andre.',
  },
  unpaid: {
    title: (a) => `E-posten for ${a.name} er stanset: en faktura er ikke betalt`,
    what: (a) =>
      `${a.invoice ? `Faktura ${a.invoice}` : 'En faktura'} er ikke betalt.${a.dueAt ? ` Den forfalt ${a.dueAt}.` : ''}`,
    todo: () =>
      'Betal fakturaen, så åpner alt av seg selv når betalingen er registrert. Er den betalt, send oss kvitteringen.',
  },
  'failed-sign-ins': {
    title: (a) => `Pålogging fra ${a.name} er stanset`,
    what: (a) =>
      `Det har vært mange mislykkede pålogginger fra ${a.name}.${a.failures ? ` Antall: ${a.failures}.` : ''}`,
    todo: () =>
      'Se etter en telefon eller maskin med et gammelt passord og rett det der. Logger du på kundesenteret fra samme sted, åpner vi med en gang.',
  },
  operator: {
    title: (a) => `E-posten for ${a.name} er stanset`,
    what: (a) => `Vi har stanset e-posten for ${a.name}.${a.reason ? ` Grunnen: ${a.reason}` : ''}`,
    todo: () => 'Ta kontakt med oss, så hjelper vi deg videre.',
  },
};

export const blockNotices = {
  sender: 'E-posttjenesten',
  greeting: 'Hei!',
  window: (a: { hours: number; minutes: number }): string =>
    a.hours === 24
      ? 'ett døgn'
      : a.hours === 1
        ? 'én time'
        : a.hours > 1
          ? `${a.hours} timer`
          : `${a.minutes} minutter`,
  started,
  since: (a: { when: string }): string => `Det gjelder fra ${a.when}.`,
  until: (a: { when: string }): string => `Det varer til ${a.when}.`,
  untilSomeone: {
    payment: 'Det varer til betalingen er registrert.',
    customer: 'Det varer til du selv eller vi åpner igjen.',
    support: 'Det varer til vi åpner igjen.',
    time: 'Det går over av seg selv.',
  },
  meanwhile: {
    outgoing: 'E-post til deg kommer inn som vanlig, og du kan lese den.',
    both: 'Du kan fortsatt logge på og lese det som ligger i postkassen. E-post til deg går ikke tapt med en gang: Avsenderne prøver på nytt i noen dager.',
    incoming:
      'Du kan fortsatt logge på, lese og sende. Ny e-post til deg venter hos avsenderne, som prøver på nytt i noen dager.',
    'sign-in': 'E-post til deg kommer inn som vanlig og venter på deg. Webmail virker fra andre nett.',
  },
  held: 'Meldinger du sender i mellomtiden, legges på vent hos oss og går ut av seg selv.',
  refused: (a: { count: number }): string =>
    a.count === 1
      ? 'Denne meldingen ble avvist og må sendes på nytt:'
      : 'Disse meldingene ble avvist og må sendes på nytt:',
  heldList: (a: { count: number }): string =>
    a.count === 1 ? 'Denne meldingen ligger på vent:' : 'Disse meldingene ligger på vent:',
  attempt: (a: { to: string; subject: string; when: string }): string =>
    a.subject === '' ? `til ${a.to}, ${a.when}` : `til ${a.to}: «${a.subject}», ${a.when}`,
  more: (a: { count: number }): string => `… og ${a.count} til`,
  link: (a: { url: string }): string => `Se hva som gjelder nå: ${a.url}`,
  footer: (a: { zone: string }): string =>
    `Denne meldingen er sendt automatisk og kan ikke besvares. Alle klokkeslett gjelder tidssonen ${a.zone}.`,
  lifted: {
    title: (a: { name: string }): string => `E-posten for ${a.name} er åpnet igjen`,
    by: {
      time: (a: { name: string }): string => `Tiden er ute, og ${a.name} kan brukes som vanlig igjen.`,
      payment: (a: { name: string }): string =>
        `Betalingen er registrert, takk. ${a.name} kan brukes som vanlig igjen.`,
      customer: (a: { name: string }): string => `Dere har åpnet igjen. ${a.name} kan brukes som vanlig.`,
      support: (a: { name: string }): string => `Vi har åpnet igjen. ${a.name} kan brukes som vanlig.`,
    },
    nothingLost: 'Ingen meldinger ble avvist i mellomtiden.',
  },
  limitNear: {
    title: (a: Told): string => `${a.name} nærmer seg grensen for sending`,
    what: (a: Told): string =>
      `${a.name} har brukt ${a.sent} av ${a.limit} ${a.rule === 'mailbox-day' ? 'mottakere i dag' : 'mottakere den siste timen'}.`,
    todo: (a: Told): string =>
      a.rule === 'mailbox-day'
        ? 'Går det over, stenger vi utgående e-post. Vent til i morgen med det som kan vente. Kjenner du ikke igjen sendingen, bytt passord nå.'
        : 'Går det over, stanser sendingen en stund. Send resten litt senere. Kjenner du ikke igjen sendingen, bytt passord nå.',
  },
  invoice: {
    issued: {
      title: (a: Told): string => `Faktura ${a.invoice}`,
      what: (a: Told): string => `Faktura ${a.invoice} er klar i kundesenteret.`,
    },
    reminder: {
      title: (a: Told): string => `Påminnelse: faktura ${a.invoice}`,
      what: (a: Told): string =>
        `Vi har ikke registrert betaling for faktura ${a.invoice}. Er den betalt, kan du se bort fra dette.`,
    },
    'last-notice': {
      title: (a: Told): string => `Siste varsel: faktura ${a.invoice}`,
      what: (a: Told): string =>
        `Faktura ${a.invoice} er fortsatt ubetalt. Betales den ikke nå, stanser vi utgående e-post. Innkommende e-post tas imot en tid til.`,
    },
    stopped: {
      title: (a: Told): string => `E-posten er stanset: faktura ${a.invoice}`,
      what: (a: Told): string =>
        `Faktura ${a.invoice} er ikke betalt, og utgående e-post er stanset. Du kan logge på og betale; da åpner alt av seg selv.`,
    },
    paid: {
      title: (a: Told): string => `Faktura ${a.invoice} er betalt`,
      what: (a: Told): string => `Vi har registrert betalingen for faktura ${a.invoice}. Takk.`,
    },
  },
  contact: {
    title: (a: Told): string => `Kontaktadressen ${a.contact} bør endres`,
    'on-own-domain': (a: Told): string =>
      `Kontaktadressen ${a.contact} ligger på et domene dere har hos oss. Stanser domenet, når ikke varslene våre fram.`,
    bounced: (a: Told): string => `E-post fra oss til kontaktadressen ${a.contact} kom i retur.`,
    'never-confirmed': (a: Told): string => `Kontaktadressen ${a.contact} er aldri bekreftet.`,
    todo: 'Legg inn en adresse hos en annen leverandør i kundesenteret, og bekreft den.',
  },
  newCountry: {
    title: (a: Told): string => `Ny pålogging på ${a.mailbox} fra ${a.country}`,
    what: (a: Told): string => `Noen logget på ${a.mailbox} fra ${a.country} ${a.when}. Passordet var riktig.`,
    todo: 'Var det deg, trenger du ikke gjøre noe. Var det ikke deg, bytt passord nå og trekk tilbake app-passordene.',
  },
  folded: {
    title: (a: { count: number }): string => `${a.count} varsler til`,
    what: 'Det ble mange varsler på ett døgn, så vi har samlet resten her:',
  },
};
