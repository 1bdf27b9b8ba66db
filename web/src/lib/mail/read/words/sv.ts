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
    failed: 'Avsändaren stämmer inte',
    unproven: 'Inte bekräftad',
    ours: 'Från oss',
    why: {
      proven: (domain) => `Vi har kontrollerat att meddelandet verkligen kommer från ${domain}.`,
      failed: (domain) =>
        `Meddelandet uppger att det är från ${domain}, men kontrollen visade något annat. Var försiktig med länkar, bilagor och betalningar.`,
      unproven: (domain) =>
        `Vi kan inte kontrollera att meddelandet kommer från ${domain}. Det är vanligt och betyder inte att något är fel, men namnet kan vara påhittat. Ring eller fråga på något annat sätt innan du betalar eller lämnar ut något.`,
      ours: 'Det här har vi på e-posttjänsten själva skrivit och lagt i din brevlåda.',
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
    alwaysWhat: (address) => `Bilder från ${address} hämtas utan att fråga, men bara när avsändaren är bekräftad.`,
    kept: (address) => `Bilder från ${address} visas alltid när avsändaren är bekräftad. De hämtas genom oss.`,
    ask: 'Fråga igen nästa gång',
    trackers: (count) =>
      count === 1 ? 'En osynlig spårningsbild har stoppats.' : `${count} osynliga spårningsbilder har stoppats.`,
  },
  hints: {
    title: 'Titta en gång till',
    'authentication-failed': (domain) =>
      `Meddelandet uppger att det är från ${domain}, men kontrollen visar att de inte har skickat det.`,
    'sender-differs': (shown, address) => `Namnet visar ${shown}, men meddelandet är skickat från ${address}.`,
    'reply-elsewhere': (address) => `Om du svarar går svaret till ${address}, inte till avsändaren.`,
    'looks-like': (domain, known) => `${domain} liknar ${known}, men är inte samma.`,
    'own-address': (address) =>
      `Meddelandet anger din egen adress, ${address}, som avsändare, men vi kan inte bekräfta att det är från dig. Det är lätt att skriva någon annans adress på ett mejl. Det betyder inte att någon är inne i din brevlåda.`,
    'not-from-us': (address) =>
      `Meddelandet utger sig för att vara från oss på e-posttjänsten, men det kom utifrån, från ${address}. Vi har inte skickat det. Skriv aldrig ditt lösenord på en sida som det leder till.`,
    'link-differs': (shown, leads) => `En länk visar ${shown}, men leder till ${leads}.`,
    'first-contact': 'Du har inte skrivit till den här avsändaren förut.',
    advice:
      'Det kan ha en bra förklaring. Är du osäker, låt länkar och bilagor vara och fråga avsändaren på telefon eller på något annat sätt.',
    'in-junk': 'Meddelandet ligger i skräpposten. Låt bilder och länkar vara om du inte känner avsändaren.',
    'in-junk-failed': 'Meddelandet ligger i skräpposten eftersom avsändaren inte kunde bekräftas.',
  },
  files: {
    title: (count) => (count === 1 ? 'En bilaga' : `${count} bilagor`),
    all: 'Ladda ner alla',
    download: (name) => `Ladda ner ${name}`,
    open: (name) => `Öppna meddelandet ${name}`,
    risky: 'Kan köras på din dator. Öppna den bara om du väntar den.',
    away: 'Bilagor går att hämta när nätet är tillbaka.',
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
  leave: {
    title: 'Avanmäl dig',
    start: 'Avanmäl mig',
    left: (when) => `Du avanmälde dig ${when}.`,
    once: 'Avanmäl mig en gång till',
    askClick: (name, host) =>
      `Vill du inte ha fler meddelanden från ${name}? Vi säger till ${host} åt dig. De får veta att det gäller din adress, inget mer.`,
    askMail: (name, to) =>
      `Vill du inte ha fler meddelanden från ${name}? Listan vill ha ett mejl till ${to}. Vi skickar det från dig, och du kan ångra som vanligt.`,
    askPage: (host) =>
      `Listan går bara att lämna på en webbsida hos ${host}. Sidan öppnas i en ny flik. Lämna inte ut ditt lösenord där.`,
    yes: 'Ja, avanmäl mig',
    send: 'Ja, skicka mejlet',
    no: 'Nej, behåll',
    open: (host) => `Öppna sidan hos ${host}`,
    asking: (host) => `Frågar ${host} …`,
    done: (host) => `${host} sa ja. Det kan ta några dagar innan meddelandena slutar komma.`,
    sent: (name) => `Mejlet till ${name} är på väg. Det kan ta några dagar innan meddelandena slutar komma.`,
    refused: (host, status) => `${host} tog inte emot avanmälan (svar ${status}). Du är troligen kvar på listan.`,
    silent: (host) => `${host} svarade inte. Vi vet inte om du är avanmäld.`,
    unreachable: (host) => `Vi fick ingen säker förbindelse med ${host}, så inget har skickats. Du är kvar på listan.`,
    closed: (host) =>
      `${host} är ingen adress på det öppna nätet, så vi har inte frågat där. Markera hellre meddelandet som skräppost.`,
    again: 'Tillbaka',
  },
  away: 'Du är utan nät. Det här är meddelandet så som du såg det senast, som ren text. Bilder och bilagor kommer när nätet är tillbaka.',
  unfetched: 'Innehållet gick inte att hämta nu. Här är texten i meddelandet.',
  retry: 'Försök igen',
  paperFailed: 'Utskriften gick inte att göra nu. Försök igen när nätet är tillbaka.',
  gone: 'Meddelandet finns inte här längre',
};
