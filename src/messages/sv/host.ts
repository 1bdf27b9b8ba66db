/** Uppstart, startsida och kommandorad på svenska. */
import type { host as shape } from '../nb/host.ts';

export const host: typeof shape = {
  start: {
    title: 'Postvakt är igång',
    intro: 'Den här sidan är för dig som driver värden. Den visar var allt lyssnar och vad ett e-postprogram behöver.',
    endpoints: 'Här lyssnar vi',
    incoming: 'Inkommande e-post (IMAP)',
    outgoing: 'Utgående e-post (SMTP)',
    host: 'Server',
    port: 'Port',
    security: 'Kryptering',
    user: 'Användarnamn',
    wholeAddress: 'hela e-postadressen',
    password: 'Lösenord',
    chosen: 'lösenordet som valdes för brevlådan',
    authority: 'Certifikatet från din egen utfärdare (installera det så litar e-postprogrammet på servern)',
    domains: 'Domäner och brevlådor',
    noDomains: 'Inga domäner ännu. Skapa den första:',
    linkUsed: 'Länken är förbrukad eller fel. Kör ”npx postvakt start-link” för en ny.',
    records: 'DNS-poster som domänen behöver',
  },
  /** The page behind the short link of a Block. */
  blockPage: {
    title: 'Det som stoppar e-posten',
    since: 'Gäller från',
    over: 'Spärren är över. E-posten går som vanligt igen.',
    again: 'Det här skickades inte. Skicka det igen när spärren är över',
    unknown: 'Den här länken gäller inte. Se efter att hela länken kom med, eller kontakta oss.',
  },
  running: (a) => `Postvakt är igång. Data ligger i ${a.folder}.`,
  signIn: (a) => `Första inloggning: ${a.url}`,
  stopHint: 'Stoppa med Ctrl+C. Brevlådorna och kön ligger kvar.',
  hostnameHint: 'Värdnamnet är ”localhost”: bra för att prova. Ange ”hostname” före riktig e-post.',
  usage: 'Användning',
  commands: 'Kommandon',
  notInBackup:
    'Kontrolldatabasen ligger på annan plats (database.url) och är INTE med i den här säkerhetskopian. Säkerhetskopiera den med dess egna verktyg.',
  none: 'Inga.',
  /** Problems of the command line and of starting. */
  problems: {
    unknownOption: (a) => `Okänt val: ${a.option}`,
    optionNeedsValue: (a) => `${a.option} behöver ett värde.`,
    optionTakesNoValue: (a) => `${a.option} tar inget värde.`,
    badLanguage: (a) => `”${a.language}” är inget språk här. Välj nb, sv eller en.`,
    configurationUnknownKey: (a) => `Okänd nyckel i konfigurationen: ${a.key}`,
    configurationUnknownKeyNear: (a) => `Okänd nyckel i konfigurationen: ${a.key}. Menade du ${a.near}?`,
    configurationBadValue: (a) => `Fel värde för ${a.key} i konfigurationen: ${a.value}. Väntade ${a.expected}.`,
    configurationUnreadable: (a) => `Konfigurationsfilen ${a.file} går inte att läsa (${a.why}).`,
    configurationBadToml: (a) => `Konfigurationsfilen ${a.file} är inte giltig TOML, rad ${a.line}: ${a.why}`,
    needsServer: (a) => `”${a.command}” fungerar bara medan värden är igång. Starta den med npm start.`,
    badControlRequest: () => 'Begäran på kontrollsocketen är inte giltig JSON.',
    unknownCommand: (a) => `Okänt kommando: ${a.command}`,
    internalError: (a) => `Något gick fel hos oss: ${a.why}`,
    alreadyRunning: (a) =>
      `En värd är redan igång på ${a.folder}. Stoppa den först, eller välj en annan mapp med POSTVAKT_DATA.`,
    portTaken: (a) =>
      `${a.endpoint} kan inte lyssna på ${a.address}: porten är upptagen. Välj en annan med listen.${a.endpoint}.`,
    portForbidden: (a) =>
      `${a.endpoint} kan inte lyssna på ${a.address}: rättighet saknas (portar under 1024 kräver det). Välj en annan med listen.${a.endpoint}.`,
    cannotListen: (a) => `${a.endpoint} kan inte lyssna på ${a.address} (${a.why}). Se listen.${a.endpoint}.`,
    geoUnreadable: (a) =>
      `Landstabellen ${a.file} (geo.database) kan inte läsas: ${a.why}. Rätta filen, eller ta bort nyckeln: då är alla länder okända.`,
    folderUnwritable: (a) => `Datamappen ${a.folder} går inte att skriva till (${a.why}).`,
    fileDamaged: (a) => `Filen ${a.file} är skadad eller ingen databas (${a.why}). Inget är ändrat.`,
    certificateUnreadable: (a) => `Certifikatet går inte att använda: ${a.why}`,
    passwordFromStdin: () => 'Lösenordet läses från standard in: använd --password-stdin.',
    passwordEmpty: () => 'Det kom inget lösenord på standard in.',
    notAnAmount: (a) => `”${a.text}” har inte formen nyckel=värde.`,
    subjectNeither: (a) => `”${a.subject}” är varken en e-postadress eller en domän.`,
    badSymptom: (a) => `”${a.symptom}” är inget symptom. Välj receive, send, both, some eller slow.`,
    folderNotEmpty: (a) => `Mappen ${a.folder} är inte tom. Inget är ändrat.`,
    noBackup: (a) => `${a.folder} innehåller ingen säkerhetskopia från Postvakt.`,
    serverRunning: (a) => `Stoppa värden först; ${a.folder} används.`,
    queueItemUnknown: (a) => `Inget meddelande i kön heter ${a.id}.`,
    nothingFound: (a) => `Vi hittade ingenting om ${a.subject}.`,
  },
};
