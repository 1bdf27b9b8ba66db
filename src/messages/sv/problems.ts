/** Varför något inte gjordes, på svenska: svar på kommandoraden och i API:et. */
import { batchProblems } from './batch.ts';
import { fixProblems } from './fixing.ts';
import { abuseProblems } from './abuse-problems.ts';
import { ruleProblems } from './rule-problems.ts';
import { trafficProblems } from './traffic-problems.ts';
import { billingProblems } from './billing-problems.ts';
import type { problems as shape } from '../nb/problems.ts';

const names: Readonly<Record<string, string>> = {
  empty: 'det är tomt',
  'no-at': 'det saknar @ och en domän',
  'control-character': 'det innehåller osynliga tecken eller styrtecken; skriv in det på nytt för hand',
  'bad-local-part': 'delen före @ har tecken som inte får stå där',
  'bad-domain': 'domännamnet har tecken som inte får stå där',
  'single-label': 'domännamnet saknar ändelse, till exempel .se',
  'ip-address': 'det är en IP-adress och inte ett domännamn',
  'too-long': 'det är för långt',
};

export const problems: typeof shape = {
  addressBad: (a) => `”${a.input}” är inte en giltig e-postadress: ${names[a.why] ?? a.why}.`,
  domainBad: (a) => `”${a.input}” är inte ett giltigt domännamn: ${names[a.why] ?? a.why}.`,
  languageUnknown: (a) => `Språket ”${a.input}” finns inte här. Välj mellan ${a.known}.`,

  settingsFileMissing: (a) => `Filen ”${a.path}” finns inte eller går inte att läsa.`,
  settingsNotWritten: (a) => `Filen ”${a.path}” kunde inte skrivas. Finns den redan?`,
  customerNameBad: (a) => `”${a.input}” kan inte vara ett kundnamn. Använd 1 till 200 vanliga tecken.`,
  customerMissing: (a) => `Det finns ingen kund med id eller namn ”${a.customer}”.`,
  customerAmbiguous: (a) => `${a.count} kunder heter ”${a.customer}”. Använd kundens id.`,

  domainExists: (a) => `Domänen ${a.domain} finns redan här.`,
  domainMissing: (a) => `Domänen ${a.domain} finns inte här. Lägg till den först.`,
  domainHasMailboxes: (a) =>
    `Domänen ${a.domain} har ${a.count === 1 ? 'en brevlåda' : `${a.count} brevlådor`}. Ta bort brevlådorna först, eller bekräfta att de ska tas bort med domänen.`,

  mailboxExists: (a) => `Brevlådan ${a.address} finns redan.`,
  mailboxMissing: (a) => `Brevlådan ${a.address} finns inte.`,
  aliasInTheWay: (a) => `${a.address} är ett alias. Ta bort aliaset innan adressen kan bli en brevlåda.`,
  nothingToRestore: (a) => `Ingen borttagen brevlåda med adressen ${a.address} kan återställas.`,
  passwordTooShort: (a) => `Lösenordet är för kort. Det måste ha minst ${a.min} tecken.`,
  passwordTooLong: (a) => `Lösenordet är för långt. Det får ha högst ${a.max} byte.`,
  passwordControlCharacter: () =>
    'Lösenordet innehåller ett styrtecken, till exempel tabb eller radbrytning. Välj ett utan.',
  busyWithSignIns: () => 'Servern är upptagen med många inloggningar just nu. Försök igen om ett ögonblick.',
  quotaBad: (a) => `”${a.value}” är inte en kvot. Ange hela byte; 0 betyder ingen gräns.`,
  countriesMissing: () => 'Ange minst en landskod, till exempel NO SE, eller any för alla länder.',
  countryUnknown: (a) => `”${a.country}” är inte en landskod. Använd två bokstäver enligt ISO 3166, till exempel SE.`,
  protocolUnknown: (a) => `”${a.name}” finns inte här. Välj bland ${a.known}.`,

  aliasExists: (a) => `Aliaset ${a.address} finns redan.`,
  aliasMissing: (a) => `Aliaset ${a.address} finns inte.`,
  aliasOverMailbox: (a) => `${a.address} är en brevlåda. Ett alias skulle dölja den; ta bort brevlådan först.`,
  aliasLoop: (a) => `Aliaset ${a.address} skulle gå runt i en cirkel: ${a.path}. Ta bort ett av leden.`,
  aliasWithoutTarget: (a) => `Ange vart ${a.address} ska leda.`,
  aliasTooManyTargets: (a) => `Ett alias kan leda till högst ${a.max} adresser.`,

  planMissing: (a) => `Det finns ingen plan ”${a.plan}”.`,
  planNameBad: (a) => `”${a.plan}” kan inte vara ett plannamn. Använd små bokstäver, siffror, punkt och bindestreck.`,
  planNoAssignment: (a) => `”${a.text}” går inte att tolka. Skriv nyckel=värde, till exempel mailbox.hour.max=300.`,
  planKeyUnknown: (a) => `Nyckeln ”${a.key}” finns inte. Dessa finns: ${a.known}.`,
  planValueBad: (a) => {
    if (a.key === 'limit.warn' || a.key === 'bounce.ratio.max')
      return `${a.key} kan inte vara ”${a.value}”. Ange hela procent från ${a.least} till 100.`;
    if (a.key === 'limit.counts') return `${a.key} kan inte vara ”${a.value}”. Välj recipients eller messages.`;
    if (a.key === 'limit.mode') return `${a.key} kan inte vara ”${a.value}”. Välj refuse eller hold.`;
    if (a.key === 'price.amount') return `${a.key} kan inte vara ”${a.value}”. Ange ett belopp, till exempel 49.00.`;
    if (a.key === 'price.currency') return `${a.key} kan inte vara ”${a.value}”. Ange en valutakod, till exempel SEK.`;
    return `${a.key} kan inte vara ”${a.value}”. Ange ett heltal från ${a.least} och uppåt.`;
  },

  appPasswordNameBad: (a) => `”${a.name}” kan inte vara namnet på ett applösenord. Använd 1 till 60 vanliga tecken.`,
  appPasswordExists: (a) => `Ett applösenord heter redan ”${a.name}”. Välj ett annat namn.`,
  appPasswordMissing: (a) => `Det finns inget applösenord med namnet ”${a.name}”.`,
  appPasswordTooMany: (a) => `En brevlåda kan ha högst ${a.max} applösenord. Återkalla ett först.`,

  blockMissing: (a) => `Det finns ingen spärr med id eller kod ”${a.block}”.`,
  blockAlreadyLifted: (a) => `Spärren ${a.block} är redan över. Ingenting har ändrats.`,
  blockNotYours: (a) => `Spärren ${a.block} kan inte hävas härifrån. Av spärren själv framgår vem som kan häva den.`,
  blockEndsBefore: () => 'Spärren skulle vara över innan den började. Ange en tidpunkt som inte har passerat.',
  blockStopsNothing: () => 'Ange vad spärren ska stoppa: outgoing, incoming eller sign-in.',
  blockDirectionUnknown: (a) => `”${a.input}” går inte att stoppa. Välj bland ${a.known}.`,
  blockReasonBad: () => 'Ange ett skäl på en rad, 1 till 300 tecken. Kunden får se det.',
  blockTimeBad: (a) => `”${a.input}” går inte att förstå. Ange en tidpunkt som 2026-10-01T12:00Z, eller hela sekunder.`,
  networkBad: (a) => `”${a.network}” är varken en IP-adress eller ett nät, till exempel 192.0.2.0/24.`,
  subjectMissing: (a) => `Här finns ingen brevlåda, ingen domän, ingen kund och inget nät som heter ”${a.subject}”.`,
  subjectAmbiguous: (a) => `${a.count} heter ”${a.subject}”. Använd id i stället.`,

  databaseUrlBad: (a) =>
    `database.url ”${a.url}” går inte att tolka. Skriv sqlite:<fil> eller postgres://<server>/<databas>.`,
  databaseUnopenable: (a) =>
    `Databasfilen ${a.file} kan inte öppnas (${a.detail}). Kontrollera att mappen finns och går att skriva till.`,
  databaseNotOne: (a) => `${a.file} är inte en databas från Postvakt. Ingenting är ändrat; välj en annan fil.`,
  databaseDamaged: (a) =>
    `Databasfilen ${a.file} är skadad eller bara delvis skriven (${a.detail}). Hämta den från säkerhetskopian.`,
  databaseNewer: (a) =>
    `Databasen ${a.database} är skapad av en nyare version (schema ${a.found}, den här känner till ${a.known}). Uppgradera Postvakt; ingenting är ändrat.`,
  databaseUnreachable: (a) => `Databasservern ${a.server} svarar inte (${a.detail}).`,

  ...abuseProblems,
  ...ruleProblems,
  ...trafficProblems,
  ...batchProblems,
  ...fixProblems,
  ...billingProblems,

  travelDayBad: (a) => `”${a.day}” är inget datum. Skriv det som 2026-12-01.`,
  travelBackwards: (a) => `Resan slutar (${a.until}) innan den börjar (${a.from}).`,
  travelOver: (a) => `Resan är över (${a.until}); ingenting öppnades.`,
  travelTooLong: (a) => `En resa kan vara högst ${a.max} dagar. Ska landet alltid vara öppet, lägg det på listan.`,
  travelTooMany: (a) => `Det finns plats för ${a.max} resor. Ta bort dem som inte längre gäller.`,
  vendorsBad: (a) => `”${a.value}” går inte. Skriv allow eller refuse.`,
};
