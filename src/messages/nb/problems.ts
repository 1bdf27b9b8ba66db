/** Hvorfor noe ikke ble gjort, på norsk bokmål: svar i kommandolinjen og API-et. Nøklene er de i service/outcome.ts. */
import { batchProblems } from './batch.ts';
import { fixProblems } from './fixing.ts';
import { abuseProblems } from './abuse-problems.ts';
import { ruleProblems } from './rule-problems.ts';
import { trafficProblems } from './traffic-problems.ts';
import { billingProblems } from './billing-problems.ts';

/** Hva som er galt med en adresse eller et domenenavn (model/address.ts). */
const names: Readonly<Record<string, string>> = {
  empty: 'det er tomt',
  'no-at': 'det mangler @ og et domene',
  'control-character': 'det inneholder usynlige tegn eller kontrolltegn; skriv det inn på nytt for hånd',
  'bad-local-part': 'delen før @ har tegn som ikke kan stå der',
  'bad-domain': 'domenenavnet har tegn som ikke kan stå der',
  'single-label': 'domenenavnet mangler endelse, for eksempel .no',
  'ip-address': 'det er en IP-adresse og ikke et domenenavn',
  'too-long': 'det er for langt',
};

export const problems = {
  addressBad: (a: { input: string; why: string }): string =>
    `«${a.input}» er ikke en gyldig e-postadresse: ${names[a.why] ?? a.why}.`,
  domainBad: (a: { input: string; why: string }): string =>
    `«${a.input}» er ikke et gyldig domenenavn: ${names[a.why] ?? a.why}.`,
  languageUnknown: (a: { input: string; known: string }): string =>
    `Språket «${a.input}» finnes ikke her. Velg mellom ${a.known}.`,

  settingsFileMissing: (a: { path: string }): string => `Fila «${a.path}» finnes ikke eller kan ikke leses.`,
  settingsNotWritten: (a: { path: string }): string => `Fila «${a.path}» kunne ikke skrives. Finnes den fra før?`,
  customerNameBad: (a: { input: string }): string =>
    `«${a.input}» kan ikke være et kundenavn. Bruk 1 til 200 vanlige tegn.`,
  customerMissing: (a: { customer: string }): string => `Det finnes ingen kunde med id eller navn «${a.customer}».`,
  customerAmbiguous: (a: { customer: string; count: number }): string =>
    `${a.count} kunder heter «${a.customer}». Bruk kundens id.`,

  domainExists: (a: { domain: string }): string => `Domenet ${a.domain} er her allerede.`,
  domainMissing: (a: { domain: string }): string => `Domenet ${a.domain} er ikke her. Legg det til først.`,
  domainHasMailboxes: (a: { domain: string; count: number }): string =>
    `Domenet ${a.domain} har ${a.count === 1 ? 'én postkasse' : `${a.count} postkasser`}. Fjern postkassene først, eller bekreft at de skal fjernes med domenet.`,

  mailboxExists: (a: { address: string }): string => `Postkassen ${a.address} finnes allerede.`,
  mailboxMissing: (a: { address: string }): string => `Postkassen ${a.address} finnes ikke.`,
  aliasInTheWay: (a: { address: string }): string =>
    `${a.address} er et alias. Fjern aliaset før adressen kan bli en postkasse.`,
  nothingToRestore: (a: { address: string }): string =>
    `Ingen fjernet postkasse med adressen ${a.address} kan hentes tilbake.`,
  passwordTooShort: (a: { min: number }): string => `Passordet er for kort. Det må ha minst ${a.min} tegn.`,
  passwordTooLong: (a: { max: number }): string => `Passordet er for langt. Det kan ha høyst ${a.max} byte.`,
  passwordControlCharacter: (): string =>
    'Passordet inneholder et kontrolltegn, for eksempel tabulator eller linjeskift. Velg et uten.',
  busyWithSignIns: (): string => 'Serveren er opptatt med mange pålogginger akkurat nå. Prøv igjen om et øyeblikk.',
  quotaBad: (a: { value: string }): string => `«${a.value}» er ikke en kvote. Oppgi hele byte; 0 betyr ingen grense.`,
  countriesMissing: (): string => 'Oppgi minst én landkode, for eksempel NO SE, eller any for alle land.',
  countryUnknown: (a: { country: string }): string =>
    `«${a.country}» er ikke en landkode. Bruk to bokstaver etter ISO 3166, for eksempel NO.`,
  protocolUnknown: (a: { name: string; known: string }): string =>
    `«${a.name}» finnes ikke her. Velg blant ${a.known}.`,

  aliasExists: (a: { address: string }): string => `Aliaset ${a.address} finnes allerede.`,
  aliasMissing: (a: { address: string }): string => `Aliaset ${a.address} finnes ikke.`,
  aliasOverMailbox: (a: { address: string }): string =>
    `${a.address} er en postkasse. Et alias ville skjule den; fjern postkassen først.`,
  aliasLoop: (a: { address: string; path: string }): string =>
    `Aliaset ${a.address} ville gå i ring: ${a.path}. Fjern ett av leddene.`,
  aliasWithoutTarget: (a: { address: string }): string => `Oppgi hvor ${a.address} skal føre.`,
  aliasTooManyTargets: (a: { max: number }): string => `Et alias kan føre til høyst ${a.max} adresser.`,

  planMissing: (a: { plan: string }): string => `Det finnes ingen plan «${a.plan}».`,
  planNameBad: (a: { plan: string }): string =>
    `«${a.plan}» kan ikke være et plannavn. Bruk små bokstaver, tall, punktum og bindestrek.`,
  planNoAssignment: (a: { text: string }): string =>
    `Vi forstår ikke «${a.text}». Skriv nøkkel=verdi, for eksempel mailbox.hour.max=300.`,
  planKeyUnknown: (a: { key: string; known: string }): string =>
    `Nøkkelen «${a.key}» finnes ikke. Disse finnes: ${a.known}.`,
  planValueBad: (a: { key: string; value: string; least: number }): string => {
    if (a.key === 'limit.warn' || a.key === 'bounce.ratio.max')
      return `${a.key} kan ikke være «${a.value}». Oppgi hele prosent fra ${a.least} til 100.`;
    if (a.key === 'limit.counts') return `${a.key} kan ikke være «${a.value}». Velg recipients eller messages.`;
    if (a.key === 'limit.mode') return `${a.key} kan ikke være «${a.value}». Velg refuse eller hold.`;
    if (a.key === 'price.amount') return `${a.key} kan ikke være «${a.value}». Oppgi et beløp, for eksempel 49.00.`;
    if (a.key === 'price.currency')
      return `${a.key} kan ikke være «${a.value}». Oppgi en valutakode, for eksempel NOK.`;
    return `${a.key} kan ikke være «${a.value}». Oppgi et helt tall fra ${a.least} og oppover.`;
  },

  appPasswordNameBad: (a: { name: string }): string =>
    `«${a.name}» kan ikke være navnet på et app-passord. Bruk 1 til 60 vanlige tegn.`,
  appPasswordExists: (a: { name: string }): string => `Et app-passord heter «${a.name}» allerede. Velg et annet navn.`,
  appPasswordMissing: (a: { name: string }): string => `Det finnes ikke noe app-passord med navnet «${a.name}».`,
  appPasswordTooMany: (a: { max: number }): string =>
    `En postkasse kan ha høyst ${a.max} app-passord. Trekk tilbake ett først.`,

  blockMissing: (a: { block: string }): string => `Det finnes ingen sperre med id eller kode «${a.block}».`,
  blockAlreadyLifted: (a: { block: string }): string => `Sperren ${a.block} er allerede over. Ingenting er endret.`,
  blockNotYours: (a: { block: string }): string =>
    `Sperren ${a.block} kan ikke oppheves herfra. Sperren selv sier hvem som kan oppheve den.`,
  blockEndsBefore: (): string => 'Sperren ville være over før den begynte. Oppgi et tidspunkt som ikke er passert.',
  blockStopsNothing: (): string => 'Oppgi hva sperren skal stoppe: outgoing, incoming eller sign-in.',
  blockDirectionUnknown: (a: { input: string; known: string }): string =>
    `«${a.input}» kan ikke stoppes. Velg blant ${a.known}.`,
  blockReasonBad: (): string => 'Oppgi en grunn på én linje, 1 til 300 tegn. Kunden får se den.',
  blockTimeBad: (a: { input: string }): string =>
    `Vi forstår ikke «${a.input}». Oppgi et tidspunkt som 2026-10-01T12:00Z, eller hele sekunder.`,
  networkBad: (a: { network: string }): string =>
    `«${a.network}» er verken en IP-adresse eller et nett, for eksempel 192.0.2.0/24.`,
  subjectMissing: (a: { subject: string }): string =>
    `Det finnes verken postkasse, domene, kunde eller nett som heter «${a.subject}».`,
  subjectAmbiguous: (a: { subject: string; count: number }): string =>
    `${a.count} heter «${a.subject}». Bruk id i stedet.`,

  databaseUrlBad: (a: { url: string }): string =>
    `Vi forstår ikke database.url «${a.url}». Skriv sqlite:<fil> eller postgres://<server>/<database>.`,
  databaseUnopenable: (a: { file: string; detail: string }): string =>
    `Databasefilen ${a.file} kan ikke åpnes (${a.detail}). Sjekk at mappen finnes og kan skrives til.`,
  databaseNotOne: (a: { file: string }): string =>
    `${a.file} er ikke en database fra Postvakt. Ingenting er endret; velg en annen fil.`,
  databaseDamaged: (a: { file: string; detail: string }): string =>
    `Databasefilen ${a.file} er skadet eller bare delvis skrevet (${a.detail}). Hent den fra sikkerhetskopien.`,
  databaseNewer: (a: { database: string; found: number; known: number }): string =>
    `Databasen ${a.database} er laget av en nyere utgave (skjema ${a.found}, denne kjenner ${a.known}). Oppgrader Postvakt; ingenting er endret.`,
  databaseUnreachable: (a: { server: string; detail: string }): string =>
    `Databaseserveren ${a.server} svarer ikke (${a.detail}).`,

  ...abuseProblems,
  ...ruleProblems,
  ...trafficProblems,
  ...batchProblems,
  ...fixProblems,
  ...billingProblems,

  travelDayBad: (a: { day: string }): string => `«${a.day}» er ingen dato. Skriv den som 2026-12-01.`,
  travelBackwards: (a: { from: string; until: string }): string =>
    `Reisen slutter (${a.until}) før den begynner (${a.from}).`,
  travelOver: (a: { until: string }): string => `Reisen er over (${a.until}); ingenting ble åpnet.`,
  travelTooLong: (a: { max: number }): string =>
    `En reise kan vare høyst ${a.max} dager. Skal landet alltid være åpent, legg det på listen.`,
  travelTooMany: (a: { max: number }): string => `Det er plass til ${a.max} reiser. Fjern dem som ikke gjelder lenger.`,
  vendorsBad: (a: { value: string }): string => `«${a.value}» kan ikke brukes. Skriv allow eller refuse.`,
};
