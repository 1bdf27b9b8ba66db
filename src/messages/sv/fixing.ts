/** Orden kring en åtgärd på svenska: vad som ändras, hur det gick, vad som återstår. */
import type { fixing as shape, fixProblems as problemShape } from '../nb/fixing.ts';

export const fixing: typeof shape = {
  kind: {
    'dns-record': 'DNS-post',
    mailbox: 'brevlåda',
    alias: 'alias',
    quota: 'utrymme',
    countries: 'länder med inloggning',
    journey: 'resa',
    vendors: 'kända leverantörers servrar',
    block: 'spärr',
    contact: 'kontaktadress',
    payment: 'betalning',
    'intended-mx': 'önskad MX hos andra',
    protocols: 'vägar in',
    'password-rule': 'lösenordsregel',
    other: 'inställning',
  },
  none: 'ingen',
  willChange: 'Detta ändras:',
  didChange: 'Detta ändrades:',
  nothing: 'Det är redan så. Ingenting ändras.',
  toApply: (a) => `Utför det så här: ${a.command}`,
  steps: 'Detta måste göras för hand:',
  elsewhere: (a) => `DNS för ${a.domain} finns hos en annan leverantör. Lägg in dessa poster där:`,
  letterHint: (a) => `Färdigt brev till den som har DNS: ${a.command}`,
  ask: {
    'remove-foreign-mx': (a) =>
      `MX pekar på ${a.hosts}. Ska de bort, så nämn dem: ${a.option}. Ska de vara kvar, välj lösningen keep-foreign-mx.`,
    value: (a) => `Ange ${a.what}: ${a.option}.`,
    'no-mail-provider': (a) => `E-posten går nu till ${a.hosts}. Bekräfta att den ska flyttas hit: ${a.option}.`,
    'unclear-spf': (a) => `SPF-posten har delar som vi inte förstår: ${a.hosts}. Vi rör den inte. Rätta dem för hand.`,
  },
  what: {
    contact: 'den nya kontaktadressen',
    payment: 'betalningens id',
    target: 'den nya adressen',
    lastDay: 'den sista dagen det ska svaras (ÅÅÅÅ-MM-DD)',
  },
  waitUntil: (a) => `Vänta till ${a.when}. Då öppnas det av sig självt.`,
  pay: (a) =>
    `Betala faktura ${a.invoice}: ${a.amount}, OCR eller referens ${a.reference}. E-posten öppnas när betalningen är bokförd.`,
  payLink: (a) => `Länk: ${a.link}`,
  stale: 'Något har ändrats sedan förhandsvisningen. Ingenting gjordes. Så här är det nu:',
  fixed: 'Rättat. Kontrollen som gav fel har körts om och hittar inte felet längre.',
  notFixed: 'Ändringen är gjord, men felet är kvar.',
  settling: (a) => `Ändringen är gjord. Några ser det gamla svaret till ${a.when}. Vi kontrollerar igen av oss själva.`,
  settlingOpen: 'Ändringen är gjord, men kontrollen kunde inte slutföras. Vi försöker igen av oss själva.',
  undone: 'Ångrat. Allt är exakt som förut.',
  proof: {
    rcpt: (a) => `Bevis: vår server tar emot till ${a.address} (${a.reply}).`,
    rule: (a) => `Bevis: ${a.address} får nu skicka som ${a.reply}.`,
    dns: (a) => `Bevis: namnservern svarar ${a.reply} för ${a.address}.`,
  },
  once: (a) => `Lösenord för ${a.address}, visas bara nu: ${a.secret}`,
  watching: (a) => `Vi håller koll till ${a.when} och säger till om något ändras.`,
  caseLine: (a) => `Ärendet är sparat. Se vad en åtgärd ändrar: ${a.command}`,
  before: 'före',
  after: 'efter',
  watch: {
    started: (a) => `Följer försök för ${a.address}. Avsluta med Ctrl-C.`,
    ok: 'inloggad',
    todo: (a) => `Gör så här: ${a.text}`,
  },
};

export const fixProblems: typeof problemShape = {
  caseMissing: (a) =>
    `Ärendet ”${a.case}” finns inte här. Ärenden tas bort tillsammans med journalen; kör diagnosen igen.`,
  findingMissing: (a) => `Ärendet ${a.case} har inget fynd ”${a.finding}”.`,
  fixMissing: (a) => `Fyndet har inte lösningen ”${a.fix}”. Det har: ${a.known}.`,
  fixNotYours: (a) => `Lösningen ${a.fix} måste kundtjänst göra.`,
  fixBusy: (a) => `En annan åtgärd pågår för samma sak (ärende ${a.case}). Vänta tills den är klar.`,
  fixByHand: (a) => `Lösningen ${a.fix} måste göras för hand. Kör utan --yes för att se hur.`,
  fixNeedsAnswer: (a) => a.text,
  nothingToUndo: (a) => `Det finns ingenting att ångra i ärende ${a.case}.`,
  cannotUndo: (a) => `Lösningen ${a.fix} kan inte ångras.`,
  changedSince: (a) => `${a.object} har ändrats efter åtgärden. Vi skriver inte över det, så ingenting ångrades.`,
  dnsTrouble: (a) => `DNS för ${a.domain} kunde inte ändras: ${dnsWhy[a.why] ?? a.why}.`,
  quotaTooSmall: (a) =>
    `${a.address} har redan det största utrymme som du själv kan ge (${a.limit}). Be kundtjänst om mer.`,
  noLetter: (a) =>
    `Det finns inget brev att skriva för ${a.fix}: den ändringen gör vi själva, eller så gäller den inte DNS.`,
  watchTimeBad: (a) => `”${a.input}” är inte ett antal sekunder från 1 till 999999.`,
  fixOutOfReach: (a) => `Lösningen ${a.fix} passar inte längre: det som den gäller finns inte.`,
};
const dnsWhy: Readonly<Record<string, string>> = {
  'wrong-key': 'namnservern känner inte till vår nyckel',
  clock: 'vår klocka och namnserverns går för olika',
  'not-allowed': 'vår nyckel får inte ändra detta',
  'no-zone': 'namnservern har inte zonen',
  strange: 'där står något som vi inte förstår och inte vill skriva över',
  unreachable: 'namnservern gick inte att nå',
  timeout: 'namnservern svarade inte i tid',
  malformed: 'svaret var obegripligt eller inte signerat med vår nyckel',
  failed: 'namnservern svarade med fel',
};
