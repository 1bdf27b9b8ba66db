/** Ord för orsaker i regler, vidarebefordran, automatiska svar och skräppost på svenska. */
import type { FILING_FIXES } from '#src/diagnosis/causes/filing/fixes.ts';
import type { FilingCause } from '#src/diagnosis/causes/filing/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';
import { abroad } from './abroad.ts';

/** The device at the beginning of a sentence. */
const device = (a: Told): string => a.deviceText.charAt(0).toUpperCase() + a.deviceText.slice(1);
const message = (a: Told): string =>
  a.subject ? `”${a.subject}” från ${a.sender}, ${a.arrivedAt}` : `ett meddelande från ${a.sender}, ${a.arrivedAt}`;
const put = (a: Told): string =>
  a.effect === 'discard'
    ? `slängt ${a.countMessages}`
    : a.effect === 'trash'
      ? `lagt ${a.countMessages} i papperskorgen ”${a.folder}”`
      : a.effect === 'junk'
        ? `lagt ${a.countMessages} i skräpposten (”${a.folder}”)`
        : `lagt ${a.countMessages} i mappen ”${a.folder}”`;
const SIGNS: Readonly<Record<string, (a: Told) => string>> = {
  'new-country': (a) =>
    `den gjordes från eller strax efter en inloggning från ${abroad.countryName({ country: a.country ?? '' })} (${a.remoteAddress}), där brevlådan aldrig har använts förut`,
  'new-network': (a) =>
    `den gjordes från eller strax efter en inloggning från ${a.network} (${a.remoteAddress}), som brevlådan aldrig har använt förut`,
  'forwards-out': (a) =>
    `den skickar e-posten till ${a.targets}, en okänd adress, utan att låta den ligga kvar i inkorgen`,
  'hidden-name': (a) => `namnet är bara ”${a.rule}”`,
  'hides-words': () => 'den gömmer varningar, fakturor eller meddelanden om lösenord',
  'odd-folder': (a) => `den flyttar e-posten till ”${a.folder}”, där ingen letar`,
};
const signs = (a: Told): string =>
  a.signs
    .split(' ')
    .flatMap((sign) => SIGNS[sign]?.(a) ?? [])
    .join('; ');
const SILENT: Readonly<Record<string, (a: Told) => string>> = {
  'answered-before': (a) => `${a.sender} har redan fått svar. Samma avsändare får ett svar på ${a.days} dagar.`,
  'not-addressed': (a) =>
    `meddelandet nämner inte ${a.address} i Till eller Kopia, till exempel för att det kom som dold kopia.`,
  list: () => 'meddelandet kom från en e-postlista. Listor får aldrig automatiska svar.',
  robot: () => 'meddelandet skickades av ett program, inte av en människa. Sådana får aldrig automatiska svar.',
  'no-sender': () => 'meddelandet har ingen avsändare att svara.',
  'own-address': () => 'meddelandet kom från din egen adress.',
  unwanted: () => 'avsändaren är blockerad, eller meddelandet räknades som skräppost.',
  'too-many': () => 'dagens högsta antal svar var slut.',
};
const dates = (a: Told): string =>
  a.fromAt && a.untilAt ? `från ${a.fromAt} till ${a.untilAt}` : a.untilAt ? `till ${a.untilAt}` : `från ${a.fromAt}`;
const ANSWERS: Readonly<Record<string, (a: Told) => string>> = {
  flood: (a) =>
    `${a.address} har svarat adresser som ${a.other} automatiskt ${a.countTimes} på mindre än en timme, senast ${a.lastAt}. Troligen svarar även ett program där.`,
  program: (a) =>
    `${device(a)} har svarat ${a.other} ${a.countTimes} på mindre än en timme, varje gång strax efter att ett meddelande kom. Senast ${a.lastAt}.`,
  many: (a) =>
    `${a.address} har skickat ${a.count} automatiska svar det senaste dygnet. Mer skickar vi inte för en brevlåda; ${a.refusedMessages} fick inget svar. Senast ${a.lastAt}.`,
  'set-over': (a) =>
    `Det automatiska svaret från ${a.address} gäller ${dates(a)}. Tiden var redan slut när det sparades ${a.setAt}.`,
  'far-ahead': (a) => `Det automatiska svaret från ${a.address} börjar först ${a.fromAt}. Troligen är årtalet fel.`,
  'not-yet': (a) => `Det automatiska svaret från ${a.address} är på, men börjar först ${a.fromAt}.`,
  over: (a) => `Det automatiska svaret från ${a.address} slutade ${a.untilAt}.`,
  off: (a) => `Det automatiska svaret från ${a.address} är avstängt.`,
  silent: (a) =>
    `Det automatiska svaret är på, men ${a.sender} fick inget svar på meddelandet ${a.arrivedAt}: ${SILENT[a.reason]?.(a) ?? a.reason}`,
};

export const filingCauses: Pick<CauseTexts, FilingCause> = {
  'acc-filter-moves-deletes': {
    title: 'E-posten flyttas eller slängs innan du ser den',
    what: (a) =>
      a.effect === 'program'
        ? `${device(a)} tog ${a.countMessages} ur inkorgen, ${a.atOnce} av dem inom en minut efter att de kom. Senast ${a.lastAt}.`
        : `Regeln ”${a.rule}” i ${a.address} har ${put(a)}${a.why === 'all' ? `, av ${a.arrived} som har kommit sedan det första. Senast: ` : a.count === '1' ? ': ' : ', bland dem '}${message(a)}.`,
    why: 'E-posten kom fram till oss. En regel eller ett program gjorde det du ser, och det fortsätter tills den rättas.',
  },
  'acc-filter-by-attacker': {
    title: 'En regel som en inkräktare kan ha gjort',
    what: (a) =>
      `${a.isForwarding ? `Vidarebefordran i ${a.address}` : `Regeln ”${a.rule}” i ${a.address}`}, gjord ${a.madeAt}, är ovanlig: ${signs(a)}.`,
    why: 'Den som har kommit över ett lösenord lämnar ofta en regel efter sig som gömmer varningar eller skickar e-posten till en egen adress. Regeln fortsätter att gälla även om du byter lösenord.',
  },
  'acc-sender-blocked-by-self': {
    title: 'Avsändaren är blockerad i din egen brevlåda',
    what: (a) =>
      (a.rule
        ? `Regeln ”${a.rule}” i ${a.address} gäller ${a.sender} och har ${put(a)}.`
        : `${a.entry} står på listan över blockerade avsändare i ${a.address}. Det gäller ${a.sender}.`) +
      ` Det senaste meddelandet kom ${a.arrivedAt}${a.subject ? `: ”${a.subject}”` : ''}.`,
    why: 'E-post från blockerade avsändare kommer inte i inkorgen. Avsändaren får inte veta det.',
  },
  'acc-spam-folder': {
    title: 'E-posten ligger i skräpposten',
    what: (a) =>
      `I ”${a.folder}” i ${a.address} ligger ${a.countMessages} som du troligen saknar: ${message(a)}. ` +
      (a.why === 'spam'
        ? `Vi lade det där för att avsändaren inte kunde bevisas${a.results ? ` (${a.results})` : ''}, och avsändarens egen domän ber om det.`
        : a.why === 'program'
          ? `${device(a)} flyttade det dit så snart det kom (${a.movedAt}).`
          : `Det flyttades dit ${a.movedAt} från ${a.deviceText}.`),
    why: 'Program som hämtar med POP3 visar bara inkorgen. Andra visar mappen, men säger inte till om den.',
  },
  'acc-autoreply-missing-or-storm': {
    title: 'Automatiska svar som uteblir eller inte tar slut',
    what: (a) => ANSWERS[a.kind]?.(a) ?? '',
    why: 'Ett automatiskt svar går en gång till varje människa som skriver till adressen, under den tid du har valt. Två program som svarar varandra slutar inte av sig själva.',
  },
  'cli-sent-not-saved': {
    title: 'Programmet sparar inte det du skickar',
    what: (a) =>
      `${device(a)} har skickat ${a.countMessages}, senast ${a.lastAt}, men det finns ingen kopia av dem i brevlådan.`,
    why: 'Meddelandena är skickade; det är kopian som saknas. Den ska programmet självt lägga i mappen för skickat, och vissa program är inställda på att låta bli eller på att spara på datorn.',
  },
};

export const filingFixes: Pick<FixTexts, keyof typeof FILING_FIXES> = {
  'switch-off-rule': (a) => `Stäng av regeln ”${a.name}”. Den tas inte bort, så du kan rätta den och slå på den igen.`,
  'stop-taking-away': (a) =>
    `Leta efter ”hämta och ta bort” eller regler på ${a.deviceText}, och låt e-posten ligga kvar på servern. Det som har hämtats finns på enheten.`,
  'look-in-folder': (a) => `Leta efter meddelandena i mappen ”${a.folder}”.`,
  'take-rules-away': (a) =>
    `Ta bort ${[a.names ? `${a.ruleCount === '1' ? 'regeln' : 'reglerna'} ”${a.names}”` : '', a.forwarding ? 'vidarebefordran' : ''].filter(Boolean).join(' och ')} i ${a.address}. Vi sparar dem, så det kan ångras.`,
  'throw-out-intruder': (a) =>
    `Välj ett nytt lösenord för ${a.address}, logga ut alla enheter, återkalla applösenord, och gå igenom enheterna och inloggningarna.`,
  'keep-forward-copy': (a) => `Låt en kopia ligga kvar i ${a.address} när e-posten skickas vidare.`,
  'unblock-correspondent': (a) => `Ta bort ${a.entry} från listan över blockerade avsändare i ${a.address}.`,
  'rescue-from-junk': (a) =>
    `Är meddelandena från ${a.sender} äkta? Flytta dem till inkorgen${a.allow ? ', och släpp igenom avsändaren i fortsättningen' : ''}.`,
  'teach-junk-filter': (a) =>
    `Markera meddelanden från ${a.sender} som ”inte skräp” på ${a.deviceText}, eller stäng av skräpfiltret där.`,
  'ask-sender-to-prove': (a) =>
    `Fråga ${a.sender} på ett annat sätt om meddelandet är äkta. Är det så måste avsändarens leverantör rätta SPF, DKIM eller DMARC.`,
  'correct-vacation-dates': (a) => `Slå på det automatiska svaret från ${a.address} nu, och välj den sista dagen.`,
  'answer-by-hand': (a) => `Svara ${a.sender} själv. I övrigt fungerar det som det ska.`,
  'stop-answers': (a) => `Stäng av det automatiska svaret från ${a.address}. Texten finns kvar.`,
  'stop-answering-program': (a) => `Stäng av det automatiska svaret på ${a.deviceText}, eller undanta ${a.other}.`,
  'keep-sent-copies': (a) =>
    `Slå på kopia av skickad e-post på ${a.deviceText} och välj mappen ”${a.folder}” i den här brevlådan, inte en mapp på datorn. Det du skickar sedan sparas. Det som redan är skickat kan finnas på själva datorn.`,
};
