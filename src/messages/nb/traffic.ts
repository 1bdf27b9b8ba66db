/** Words for causes of messages on their way, and the service itself på norsk bokmål. */
import type { TRAFFIC_FIXES } from '#src/diagnosis/causes/traffic/fixes.ts';
import type { TrafficCause } from '#src/diagnosis/causes/traffic/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

const answer = (a: Told): string =>
  a.isOurs === 'yes' ? `Sist vi prøvde, ${a.triedAt}: ${a.answer}.` : `${a.host} svarte ${a.triedAt}: «${a.answer}».`;
const PARTS: Readonly<Record<string, string>> = {
  all: 'e-posten',
  sending: 'sending av e-post',
  receiving: 'mottak av e-post',
  reading: 'lesing av e-post',
};
const from = (a: Told): string => (a.sender === '' ? 'E-post' : `E-post fra ${a.sender}`);

export const trafficCauses: Pick<CauseTexts, TrafficCause> = {
  'snd-deferred-queue': {
    title: 'E-posten venter i kø hos oss',
    what: (a) =>
      `Meldingen til ${a.recipient} fra ${a.sentAt} er ikke levert ennå. ${answer(a)} Vi prøver igjen ${a.nextTryAt}.`,
    why: `Serveren hos mottakeren tar ikke imot akkurat nå. Meldingen er trygg hos oss, og vi prøver i fem døgn før den kommer i retur.`,
  },
  'svc-queue-stuck': {
    title: 'Køen hos oss står stille',
    what: (a) =>
      a.byHand === 'yes'
        ? `E-posten til ${a.destination} holdes tilbake hos oss. ${a.countMessages} av dine venter, den eldste i køen kom ${a.oldestAt}.`
        : `Det hoper seg opp e-post til ${a.destination} hos oss: ${a.waiting} i kø fra flere avsendere. ${a.countMessages} er dine, den eldste i køen kom ${a.oldestAt}.`,
    why: 'Feilen er hos oss, ikke hos deg. Ingenting er borte, og du trenger ikke sende noe på nytt.',
  },
  'snd-remote-refused': {
    title: 'Mottakerens server avviste meldingen',
    what: (a) => `Meldingen til ${a.recipient} ble avvist og kom i retur. ${answer(a)}`,
    why: 'Det er mottakerens server som sa nei. Svaret sier ikke tydelig hvorfor, så bare de som driver den, kan forklare det.',
  },
  'snd-bounce-misdirected': {
    title: 'Returen gikk til noen andre',
    what: (a) =>
      `Meldingen til ${a.recipient} ble ikke levert. ${
        a.toldTo === ''
          ? 'Beskjeden om det gikk ikke til noen, for programmet som sendte, ba om å slippe.'
          : `Beskjeden om det gikk til ${a.toldTo}, som ikke leder til deg.`
      } ${answer(a)}`,
    why: 'Derfor så det ut som om alt gikk bra. Returer går til adressen på konvolutten, ikke til den som står i Fra-feltet.',
  },
  'snd-in-recipient-junk': {
    title: 'Mottakerens server la meldingen i søppelposten',
    what: (a) => `Meldingen til ${a.recipient} ble tatt imot ${a.triedAt}. Svaret var: «${a.answer}».`,
    why: 'Da er den levert, men mottakeren ser den ikke i innboksen. Det er deres filter som valgte det.',
  },
  'acc-forward-target-rejects': {
    title: 'Videresendingen blir avvist',
    what: (a) =>
      `E-post til ${a.alias} sendes videre til ${a.recipient}, men der ble den avvist. ${answer(a)} Den kom fra ${a.sender}.`,
    why: 'Det som avvises der, kommer ikke fram til den adressen. Blir det ikke liggende noen kopi her, får avsenderen beskjed.',
  },
  'cli-recipient-autocomplete-stale': {
    title: 'Adressen er nesten riktig',
    what: (a) => `${a.recipient} finnes ikke. Du pleier å skrive til ${a.meant}, sist ${a.lastGoodAt}.`,
    why: 'E-postprogrammet foreslår adresser du har brukt før, også de som ble skrevet feil én gang.',
  },
  'acc-spam-rejected-inbound': {
    title: 'Vi avviste e-post fra noen du kjenner',
    what: (a) =>
      `${from(a)} ble avvist hos oss, sist ${a.lastAt} (${a.countTimes}). Den besto ikke kontrollen som avsenderens eget domene ber om.`,
    why: 'Domenet ber alle om å avvise e-post som ikke er signert riktig (DMARC). Enten sendte de den en annen vei enn vanlig, eller så var det en forfalskning.',
  },
  'svc-inbound-geo-filter': {
    title: 'Vi stenger for nettet avsenderen bruker',
    what: (a) =>
      `${from(a)} ble avvist hos oss, sist ${a.lastAt}. Nettet den kom fra (${a.remoteAddress}), er stengt av oss.`,
    why: 'Nett som misbrukes, kan stenges for alle. Da rammes også de som skriver til deg derfra.',
  },
  'cli-device-bare-lf': {
    title: 'En enhet eller et program avslutter linjene feil',
    what: (a) => `${from(a)} ble avvist hos oss, sist ${a.lastAt}, fordi linjene ikke slutter slik e-post krever.`,
    why: 'Slike linjer kan brukes til å smugle inn falske meldinger, så de fleste servere avviser dem. Skannere og skript er de vanligste synderne.',
  },
  'cli-line-too-long': {
    title: 'Meldingen har en altfor lang linje',
    what: (a) => `${from(a)} ble avvist hos oss, sist ${a.lastAt}, fordi én linje i den er lengre enn e-post tåler.`,
    why: 'Programmer som lager HTML eller legger ved filer uten å dele dem opp, gjør dette. Vanlige e-postprogrammer gjør det ikke.',
  },
  'svc-disk-full': {
    title: 'Vi har ikke plass til ny e-post akkurat nå',
    what: (a) =>
      a.low === 'yes'
        ? `Lagringen hos oss er nesten full: ${a.freeBytes} er ledig. Da tas ikke ny e-post imot.`
        : `Vi kunne ikke lagre e-post for deg, sist ${a.lastAt} (${a.countTimes}). Ingenting er lagret siden.`,
    why: 'Feilen er vår. Andres servere prøver igjen av seg selv, så det som er på vei til deg, er ikke tapt.',
  },
  'svc-auth-backend-down': {
    title: 'Vi kunne ikke kontrollere passord',
    what: (a) =>
      `Passordet ditt ble ikke kontrollert ${a.lastAt}: kontrollen hos oss var nede, for ${a.names} postkasser. ${
        a.isOver === 'yes' ? `Den har virket igjen siden ${a.okAt}.` : 'Den er ikke oppe igjen ennå.'
      }`,
    why: 'Derfor kan programmet be om passordet på nytt, selv om det er riktig.',
  },
  'svc-maintenance': {
    title: 'Planlagt arbeid hos oss',
    what: (a) => `Vi arbeider på ${PARTS[a.part] ?? PARTS['all']} fra ${a.fromAt} til ${a.untilAt}. ${a.text}`,
    why: 'Imens kan e-posten stå stille. Det som er på vei, kommer fram etterpå.',
  },
  'snd-failure-ratio-block': {
    title: 'For mye e-post kom i retur',
    what: (a) =>
      `Utgående e-post fra ${a.address} ble stengt ${a.sinceAt}: ${a.bounced} av ${a.sent} meldinger kom i retur (${a.percent} %, grensen er ${a.limit} %).`,
    why: 'Mange returer tyder på en gammel liste eller gjettede adresser. Andre servere begynner da å avvise alt fra oss. Innkommende går som før.',
  },
  'bil-card-failed': {
    title: 'Betalingen med kort gikk ikke gjennom',
    what: (a) =>
      `Trekket på ${a.amount} for faktura ${a.invoice} gikk ikke gjennom ${a.failedAt}${a.reason ? ` (${a.reason})` : ''}. Fakturaen forfalt ${a.dueDate} og er ikke betalt.${a.isStopped === 'yes' ? ' Derfor er e-posten stanset.' : ''}`,
    why: 'Kortet kan være utløpt, byttet eller avvist av banken. Når fakturaen står ubetalt, stanses e-posten.',
  },
  'bil-cancelled': {
    title: 'E-posten for domenet er avsluttet her',
    what: (a) =>
      `E-posten for ${a.domain} ble avsluttet hos oss ${a.endedAt}. MX peker fortsatt hit (${a.hostname}), så alt som sendes dit, avvises.`,
    why: 'Verden leverer der MX peker. Så lenge den peker hit, når ingenting fram.',
  },
};
export const trafficFixes: Pick<FixTexts, keyof typeof TRAFFIC_FIXES> = {
  'wait-for-next-try': (a) => `Vent. Vi prøver igjen ${a.nextTryAt} og gir opp ${a.givesUpAt}; da får du beskjed.`,
  'reach-otherwise': () => 'Haster det, ring mottakeren eller bruk en annen adresse.',
  'release-from-queue': (a) => `Slipp køen til ${a.destination} fri: postvakt queue release --domain ${a.destination}.`,
  'clear-backlog': (a) => `Se på køen til ${a.destination}: postvakt queue list --domain ${a.destination}.`,
  'show-refusal-to-recipient': (a) =>
    `Send svaret fra ${a.host} til mottakeren (${a.recipient}) på en annen måte, og be dem vise det til den som driver e-posten deres.`,
  'read-return-here': (a) =>
    `Svaret over er hele returen for ${a.recipient}. Rett adressen eller nå dem på en annen måte.`,
  'use-own-return-path': (a) =>
    `Sett returadressen (konvoluttavsenderen) i programmet til ${a.address}, og la det få beskjed om feil.`,
  'ask-recipient-to-look-in-junk': (a) =>
    `Be ${a.recipient} se i søppelposten eller karantenen og merke meldingen som ønsket. Svaret fra serveren deres: «${a.answer}».`,
  'change-forward-target': (a) =>
    `Rett eller fjern videresendingen fra ${a.alias} til ${a.recipient}${a.isOwn ? '' : `, eller gjør ${a.alias} om til en egen postkasse`}.`,
  'delete-suggestion': (a) => `Slett forslaget ${a.recipient} i adressefeltet og send på nytt til ${a.meant}.`,
  'show-refusal-to-sender': (a) =>
    `Be ${a.sender} vise dette til den som driver e-posten deres: e-posten må sendes gjennom en server som domenets SPF eller DKIM godkjenner.`,
  'open-network': (a) =>
    `Se på sperren av ${a.network} med postvakt block list, og opphev den hvis avsenderen (${a.sender}) skal nå fram.`,
  'send-signed-in': () =>
    'Er det din egen skanner eller ditt eget skript: la det logge på og sende på port 465 eller 587. Der retter vi linjene selv.',
  'mend-line-ends': (a) =>
    `Den som driver ${a.sender || 'avsenderen'}, må oppdatere enheten eller la linjene slutte med CR og LF.`,
  'mend-long-lines': () => 'Del linjene (høyst 998 tegn), eller la programmet sende med base64 eller quoted-printable.',
  'make-room-on-disk': () => 'Driften må frigjøre plass på disken og se på postvakt doctor.',
  'keep-password': (a) => `Ikke bytt passord for ${a.address || 'postkassen'}. Prøv igjen om litt.`,
  'wait-for-service': () => 'Driften må se på databasen bak påloggingen.',
  'wait-for-maintenance': (a) => `Vent til ${a.untilAt}. Du trenger ikke endre noe.`,
  'clean-recipient-list': () => 'Ta ut adressene som kom i retur, før du sender mer. Listen over dem står i returene.',
  'give-new-card': (a) => `Legg inn et kort som virker, så trekkes ${a.amount} på nytt.`,
  'move-mail-elsewhere': (a) => `Er e-posten flyttet, bytt MX for ${a.domain} til den nye leverandøren.`,
  'order-mail-again': (a) => `Skal e-posten være her, be oss om å sette opp ${a.domain} igjen.`,
};
