/** Words for causes of messages on their way, and the service itself på svenska. */
import type { TRAFFIC_FIXES } from '#src/diagnosis/causes/traffic/fixes.ts';
import type { TrafficCause } from '#src/diagnosis/causes/traffic/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

const answer = (a: Told): string =>
  a.isOurs === 'yes'
    ? `Senast vi försökte, ${a.triedAt}: ${a.answer}.`
    : `${a.host} svarade ${a.triedAt}: ”${a.answer}”.`;
const PARTS: Readonly<Record<string, string>> = {
  all: 'e-posten',
  sending: 'utgående e-post',
  receiving: 'inkommande e-post',
  reading: 'läsningen av e-post',
};
const from = (a: Told): string => (a.sender === '' ? 'E-post' : `E-post från ${a.sender}`);

export const trafficCauses: Pick<CauseTexts, TrafficCause> = {
  'snd-deferred-queue': {
    title: 'E-posten väntar i kö hos oss',
    what: (a) =>
      `Meddelandet till ${a.recipient} från ${a.sentAt} är inte levererat än. ${answer(a)} Vi försöker igen ${a.nextTryAt}.`,
    why: 'Mottagarens server tar inte emot just nu. Meddelandet är tryggt hos oss, och vi försöker i fem dygn innan det kommer i retur.',
  },
  'svc-queue-stuck': {
    title: 'Kön hos oss står stilla',
    what: (a) =>
      a.byHand === 'yes'
        ? `E-posten till ${a.destination} hålls kvar hos oss. ${a.countMessages} av dina väntar, det äldsta i kön kom ${a.oldestAt}.`
        : `E-post till ${a.destination} hopar sig hos oss: ${a.waiting} i kö från flera avsändare. ${a.countMessages} är dina, det äldsta i kön kom ${a.oldestAt}.`,
    why: 'Felet ligger hos oss, inte hos dig. Inget är borta och du behöver inte skicka något igen.',
  },
  'snd-remote-refused': {
    title: 'Mottagarens server avvisade meddelandet',
    what: (a) => `Meddelandet till ${a.recipient} avvisades och kom i retur. ${answer(a)}`,
    why: 'Det är mottagarens server som sa nej. Svaret säger inte tydligt varför, så bara de som sköter den kan förklara det.',
  },
  'snd-bounce-misdirected': {
    title: 'Returen gick till någon annan',
    what: (a) =>
      `Meddelandet till ${a.recipient} levererades inte. ${
        a.toldTo === ''
          ? 'Beskedet om det gick inte till någon, eftersom programmet som skickade bad att få slippa.'
          : `Beskedet om det gick till ${a.toldTo}, som inte leder till dig.`
      } ${answer(a)}`,
    why: 'Därför såg det ut som om allt gick bra. Returer går till adressen på kuvertet, inte till den som står i Från-fältet.',
  },
  'snd-in-recipient-junk': {
    title: 'Mottagarens server lade meddelandet i skräpposten',
    what: (a) => `Meddelandet till ${a.recipient} togs emot ${a.triedAt}. Svaret var: ”${a.answer}”.`,
    why: 'Då är det levererat, men mottagaren ser det inte i inkorgen. Det är deras filter som valde det.',
  },
  'acc-forward-target-rejects': {
    title: 'Vidarebefordran avvisas',
    what: (a) =>
      `E-post till ${a.alias} skickas vidare till ${a.recipient}, men avvisades där. ${answer(a)} Den kom från ${a.sender}.`,
    why: 'Det som avvisas där kommer inte fram till den adressen. Blir ingen kopia kvar här får avsändaren besked.',
  },
  'cli-recipient-autocomplete-stale': {
    title: 'Adressen är nästan rätt',
    what: (a) => `${a.recipient} finns inte. Du brukar skriva till ${a.meant}, senast ${a.lastGoodAt}.`,
    why: 'E-postprogrammet föreslår adresser som du har använt förut, även sådana som blev felskrivna en gång.',
  },
  'acc-spam-rejected-inbound': {
    title: 'Vi avvisade e-post från någon du känner',
    what: (a) =>
      `${from(a)} avvisades hos oss, senast ${a.lastAt} (${a.countTimes}). Den klarade inte kontrollen som avsändarens egen domän ber om.`,
    why: 'Domänen ber alla att avvisa e-post som inte är rätt signerad (DMARC). Antingen skickade de den en annan väg än vanligt, eller så var den förfalskad.',
  },
  'svc-inbound-geo-filter': {
    title: 'Vi stänger för nätet som avsändaren använder',
    what: (a) =>
      `${from(a)} avvisades hos oss, senast ${a.lastAt}. Nätet den kom från (${a.remoteAddress}) är stängt av oss.`,
    why: 'Nät som missbrukas kan stängas för alla. Då drabbas också de som skriver till dig därifrån.',
  },
  'cli-device-bare-lf': {
    title: 'En enhet eller ett program avslutar raderna fel',
    what: (a) => `${from(a)} avvisades hos oss, senast ${a.lastAt}, eftersom raderna inte slutar så som e-post kräver.`,
    why: 'Sådana rader kan användas för att smuggla in falska meddelanden, så de flesta servrar avvisar dem. Skannrar och skript är vanligast.',
  },
  'cli-line-too-long': {
    title: 'Meddelandet har en alldeles för lång rad',
    what: (a) => `${from(a)} avvisades hos oss, senast ${a.lastAt}, eftersom en rad i den är längre än e-post klarar.`,
    why: 'Program som skapar HTML eller bifogar filer utan att dela upp dem gör så. Vanliga e-postprogram gör det inte.',
  },
  'svc-disk-full': {
    title: 'Vi har inte plats för ny e-post just nu',
    what: (a) =>
      a.low === 'yes'
        ? `Lagringen hos oss är nästan full: ${a.freeBytes} är ledigt. Då tas ny e-post inte emot.`
        : `Vi kunde inte lagra e-post åt dig, senast ${a.lastAt} (${a.countTimes}). Inget har lagrats sedan dess.`,
    why: 'Felet är vårt. Andras servrar försöker igen av sig själva, så det som är på väg till dig är inte förlorat.',
  },
  'svc-auth-backend-down': {
    title: 'Vi kunde inte kontrollera lösenord',
    what: (a) =>
      `Ditt lösenord kontrollerades inte ${a.lastAt}: kontrollen hos oss låg nere, för ${a.names} brevlådor. ${
        a.isOver === 'yes' ? `Den har fungerat igen sedan ${a.okAt}.` : 'Den är inte uppe igen än.'
      }`,
    why: 'Därför kan programmet fråga efter lösenordet igen, fast det är rätt.',
  },
  'svc-maintenance': {
    title: 'Planerat arbete hos oss',
    what: (a) => `Vi arbetar med ${PARTS[a.part] ?? PARTS['all']} från ${a.fromAt} till ${a.untilAt}. ${a.text}`,
    why: 'Under tiden kan e-posten stå stilla. Det som är på väg kommer fram efteråt.',
  },
  'snd-failure-ratio-block': {
    title: 'För mycket e-post kom i retur',
    what: (a) =>
      `Utgående e-post från ${a.address} stängdes ${a.sinceAt}: ${a.bounced} av ${a.sent} meddelanden kom i retur (${a.percent} %, gränsen är ${a.limit} %).`,
    why: 'Många returer tyder på en gammal lista eller gissade adresser. Andra servrar börjar då avvisa allt från oss. Inkommande fungerar som förut.',
  },
  'bil-card-failed': {
    title: 'Kortbetalningen gick inte igenom',
    what: (a) =>
      `Dragningen på ${a.amount} för faktura ${a.invoice} gick inte igenom ${a.failedAt}${a.reason ? ` (${a.reason})` : ''}. Fakturan förföll ${a.dueDate} och är inte betald.${a.isStopped === 'yes' ? ' Därför är e-posten stoppad.' : ''}`,
    why: 'Kortet kan ha gått ut, bytts eller nekats av banken. När fakturan står obetald stoppas e-posten.',
  },
  'bil-cancelled': {
    title: 'E-posten för domänen är avslutad här',
    what: (a) =>
      `E-posten för ${a.domain} avslutades hos oss ${a.endedAt}. MX pekar fortfarande hit (${a.hostname}), så allt som skickas dit avvisas.`,
    why: 'E-post levereras dit MX pekar. Så länge den pekar hit kommer inget fram.',
  },
};
export const trafficFixes: Pick<FixTexts, keyof typeof TRAFFIC_FIXES> = {
  'wait-for-next-try': (a) => `Vänta. Vi försöker igen ${a.nextTryAt} och ger upp ${a.givesUpAt}; då får du besked.`,
  'reach-otherwise': () => 'Är det bråttom, ring mottagaren eller använd en annan adress.',
  'release-from-queue': (a) => `Släpp kön till ${a.destination}: postvakt queue release --domain ${a.destination}.`,
  'clear-backlog': (a) => `Se på kön till ${a.destination}: postvakt queue list --domain ${a.destination}.`,
  'show-refusal-to-recipient': (a) =>
    `Skicka svaret från ${a.host} till mottagaren (${a.recipient}) på annat sätt, och be dem visa det för den som sköter deras e-post.`,
  'read-return-here': (a) =>
    `Svaret ovan är hela returen för ${a.recipient}. Rätta adressen eller nå dem på annat sätt.`,
  'use-own-return-path': (a) =>
    `Sätt returadressen (kuvertavsändaren) i programmet till ${a.address}, och låt det få besked om fel.`,
  'ask-recipient-to-look-in-junk': (a) =>
    `Be ${a.recipient} titta i skräpposten eller karantänen och märka meddelandet som önskat. Svaret från deras server: ”${a.answer}”.`,
  'change-forward-target': (a) =>
    `Rätta eller ta bort vidarebefordran från ${a.alias} till ${a.recipient}${a.isOwn ? '' : `, eller gör om ${a.alias} till en egen brevlåda`}.`,
  'delete-suggestion': (a) => `Ta bort förslaget ${a.recipient} i adressfältet och skicka igen till ${a.meant}.`,
  'show-refusal-to-sender': (a) =>
    `Be ${a.sender} visa detta för den som sköter deras e-post: e-posten måste skickas genom en server som domänens SPF eller DKIM godkänner.`,
  'open-network': (a) =>
    `Se på spärren av ${a.network} med postvakt block list, och häv den om avsändaren (${a.sender}) ska nå fram.`,
  'send-signed-in': () =>
    'Är det din egen skanner eller ditt eget skript: låt det logga in och skicka på port 465 eller 587. Där rättar vi raderna själva.',
  'mend-line-ends': (a) =>
    `Den som sköter ${a.sender || 'avsändaren'} måste uppdatera enheten eller låta raderna sluta med CR och LF.`,
  'mend-long-lines': () =>
    'Dela upp raderna (högst 998 tecken), eller låt programmet skicka med base64 eller quoted-printable.',
  'make-room-on-disk': () => 'Driften måste frigöra plats på disken och se på postvakt doctor.',
  'keep-password': (a) => `Byt inte lösenord för ${a.address || 'brevlådan'}. Försök igen om en stund.`,
  'wait-for-service': () => 'Driften måste se på databasen bakom inloggningen.',
  'wait-for-maintenance': (a) => `Vänta till ${a.untilAt}. Du behöver inte ändra något.`,
  'clean-recipient-list': () => 'Ta bort adresserna som kom i retur innan du skickar mer. De står i returerna.',
  'give-new-card': (a) => `Lägg in ett kort som fungerar, så dras ${a.amount} igen.`,
  'move-mail-elsewhere': (a) => `Har e-posten flyttat, byt MX för ${a.domain} till den nya leverantören.`,
  'order-mail-again': (a) => `Ska e-posten vara här, be oss lägga upp ${a.domain} igen.`,
};
