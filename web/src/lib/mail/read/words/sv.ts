/** Ett öppet meddelande. */
import type { Words } from './nb.ts';

export const sv: Words = {
  loading: 'Hämtar meddelandet',
  document: 'Innehållet i meddelandet',
  nobody: 'Okänd avsändare',
  noOne: 'Inga mottagare är angivna',
  me: 'mig',
  to: (names) => `till ${names}`,
  more: (count) => `och ${count} till`,
  details: 'Visa alla adresser',
  lessDetails: 'Dölj adresserna',
  fields: {
    from: 'Från',
    to: 'Till',
    cc: 'Kopia',
    bcc: 'Hemlig kopia',
    replyTo: 'Svar går till',
    at: 'Skickat',
    list: 'Lista',
  },
  proof: {
    proven: 'Bekräftad',
    failed: 'Inte bekräftad',
    unproven: 'Inte bekräftad',
    why: {
      proven: (domain) => `Vi har kontrollerat att meddelandet verkligen kommer från ${domain}.`,
      failed: (domain) =>
        `Meddelandet uppger att det är från ${domain}, men kontrollen visade något annat. Var försiktig med länkar, bilagor och betalningar.`,
      unproven: (domain) =>
        `${domain} ger inget sätt att kontrollera avsändaren, eller så kom meddelandet in innan vi kunde göra det. Det är vanligt, men namnet kan vara påhittat.`,
    },
    details: (spf, dkim, dmarc) => `SPF: ${spf} · DKIM: ${dkim} · DMARC: ${dmarc}`,
  },
  actions: {
    reply: 'Svara',
    replyAll: 'Svara alla',
    forward: 'Vidarebefordra',
    more: 'Mer',
    print: 'Skriv ut',
    source: 'Visa källan',
    saveSource: 'Spara som fil',
    alone: 'Öppna för sig',
    plain: 'Visa som ren text',
    html: 'Visa med utseende',
    rule: 'Gör en regel av detta',
    block: 'Blockera avsändaren',
    spam: 'Det här är skräppost',
  },
  images: {
    away: (count) =>
      count === 1
        ? 'En bild har inte hämtats, så avsändaren ser inte att du har öppnat meddelandet.'
        : `${count} bilder har inte hämtats, så avsändaren ser inte att du har öppnat meddelandet.`,
    shown: 'Bilderna hämtas genom oss. Avsändaren kan se att de hämtades, men inte var du är eller vad du använder.',
    show: 'Visa bilderna',
    always: 'Visa alltid från den här avsändaren',
    alwaysWhat: 'Avsändaren läggs i adressboken, och bilder från dem du har där visas.',
    trackers: (count) =>
      count === 1 ? 'En osynlig spårningsbild har stoppats.' : `${count} osynliga spårningsbilder har stoppats.`,
  },
  hints: {
    title: 'Titta en gång till',
    'authentication-failed': (domain) =>
      `Meddelandet uppger att det är från ${domain}, men det är inte bekräftat. Är du osäker, fråga avsändaren på något annat sätt.`,
    'sender-differs': (shown, address) => `Namnet visar ${shown}, men meddelandet är skickat från ${address}.`,
    'reply-elsewhere': (address) => `Om du svarar går svaret till ${address}, inte till avsändaren.`,
    'looks-like': (domain, known) => `${domain} liknar ${known}, men är inte samma.`,
    'own-address': (address) =>
      `Meddelandet ser ut att komma från ${address}, din egen adress, men det var inte du som skickade det.`,
    'link-differs': (shown, leads) => `En länk visar ${shown}, men leder till ${leads}.`,
    'first-contact': 'Du har inte haft kontakt med den här avsändaren förut.',
    'in-junk': 'Meddelandet ligger i skräpposten. Låt bilder och länkar vara om du inte känner avsändaren.',
    'in-junk-failed': 'Meddelandet ligger i skräpposten eftersom avsändaren inte kunde bekräftas.',
  },
  files: {
    title: (count) => (count === 1 ? 'En bilaga' : `${count} bilagor`),
    all: 'Ladda ner alla',
    download: (name) => `Ladda ner ${name}`,
    open: (name) => `Öppna meddelandet ${name}`,
    risky: 'Kan köras på din dator. Öppna den bara om du väntar den.',
    back: 'Tillbaka till meddelandet det låg i',
  },
  broken: 'Något i meddelandet är trasigt',
  brokenSource: 'Se källan',
  cut: 'Texten är så lång att bara början visas. Allt finns i källan.',
  protection: {
    signed: 'Meddelandet är signerat. Vi har inte kontrollerat signaturen.',
    encrypted: 'Meddelandet är krypterat och kan inte läsas här. Öppna det i ett program som har din nyckel.',
  },
  quoted: 'Visa det som är citerat',
  quotedHide: 'Dölj det som är citerat',
  empty: 'Meddelandet har ingen text.',
  event: {
    invitation: 'Inbjudan',
    answer: 'Svar på en inbjudan',
    cancelled: 'Inställt',
    event: 'Händelse',
    when: 'När',
    where: 'Var',
    from: 'Från',
    repeats: 'Återkommer',
    allDay: 'hela dagen',
  },
  report: {
    failed: (address) => `Kunde inte levereras till ${address}.`,
    delayed: (address) => `Är ännu inte levererat till ${address}. Nya försök görs.`,
    delivered: (address) => `Är levererat till ${address}.`,
    relayed: (address) => `Är skickat vidare till ${address}. Servern där ger inget kvitto.`,
    expanded: (address) => `Är fördelat vidare från ${address}.`,
    said: 'Svaret från den andra sidan',
    explain: 'Ta reda på varför',
  },
  unsubscribe: 'Gå ur listan',
  gone: 'Meddelandet finns inte här längre',
};
