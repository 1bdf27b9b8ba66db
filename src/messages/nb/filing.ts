/** Ord for årsaker i regler, videresending, automatiske svar og søppelpost på norsk bokmål. */
import type { FILING_FIXES } from '#src/diagnosis/causes/filing/fixes.ts';
import type { FilingCause } from '#src/diagnosis/causes/filing/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';
import { abroad } from './abroad.ts';

/** The device at the beginning of a sentence. */
const device = (a: Told): string => a.deviceText.charAt(0).toUpperCase() + a.deviceText.slice(1);
const message = (a: Told): string =>
  a.subject ? `«${a.subject}» fra ${a.sender}, ${a.arrivedAt}` : `en melding fra ${a.sender}, ${a.arrivedAt}`;
const put = (a: Told): string =>
  a.effect === 'discard'
    ? `kastet ${a.countMessages}`
    : a.effect === 'trash'
      ? `lagt ${a.countMessages} i papirkurven «${a.folder}»`
      : a.effect === 'junk'
        ? `lagt ${a.countMessages} i søppelpost («${a.folder}»)`
        : `lagt ${a.countMessages} i mappen «${a.folder}»`;
const SIGNS: Readonly<Record<string, (a: Told) => string>> = {
  'new-country': (a) =>
    `den ble laget fra eller rett etter en pålogging fra ${abroad.countryName({ country: a.country ?? '' })} (${a.remoteAddress}), der postkassen aldri har vært brukt før`,
  'new-network': (a) =>
    `den ble laget fra eller rett etter en pålogging fra ${a.network} (${a.remoteAddress}), som postkassen aldri har brukt før`,
  'forwards-out': (a) => `den sender e-posten til ${a.targets}, en ukjent adresse, uten å la den ligge i innboksen`,
  'hidden-name': (a) => `navnet er bare «${a.rule}»`,
  'hides-words': () => 'den skjuler varsler, regninger eller meldinger om passord',
  'odd-folder': (a) => `den flytter e-posten til «${a.folder}», der ingen leter`,
};
const signs = (a: Told): string =>
  a.signs
    .split(' ')
    .flatMap((sign) => SIGNS[sign]?.(a) ?? [])
    .join('; ');
const SILENT: Readonly<Record<string, (a: Told) => string>> = {
  'answered-before': (a) => `${a.sender} har alt fått svar. Samme avsender får ett svar på ${a.days} dager.`,
  'not-addressed': (a) =>
    `meldingen nevner ikke ${a.address} i Til eller Kopi, for eksempel fordi den kom som blindkopi.`,
  list: () => 'meldingen kom fra en e-postliste. Lister får aldri automatiske svar.',
  robot: () => 'meldingen er sendt av et program, ikke av et menneske. Slike får aldri automatiske svar.',
  'no-sender': () => 'meldingen har ingen avsender å svare.',
  'own-address': () => 'meldingen kom fra din egen adresse.',
  unwanted: () => 'avsenderen er blokkert, eller meldingen ble regnet som søppelpost.',
  'too-many': () => 'dagens høyeste antall svar var brukt opp.',
};
const dates = (a: Told): string =>
  a.fromAt && a.untilAt ? `fra ${a.fromAt} til ${a.untilAt}` : a.untilAt ? `til ${a.untilAt}` : `fra ${a.fromAt}`;
const ANSWERS: Readonly<Record<string, (a: Told) => string>> = {
  flood: (a) =>
    `${a.address} har svart adresser som ${a.other} automatisk ${a.countTimes} på under en time, sist ${a.lastAt}. Der svarer trolig også et program.`,
  program: (a) =>
    `${device(a)} har svart ${a.other} ${a.countTimes} på under en time, hver gang straks etter at en melding kom. Sist ${a.lastAt}.`,
  many: (a) =>
    `${a.address} har sendt ${a.count} automatiske svar det siste døgnet. Det er det meste vi sender for én postkasse; ${a.refusedMessages} fikk ikke svar. Sist ${a.lastAt}.`,
  'set-over': (a) =>
    `Det automatiske svaret fra ${a.address} gjelder ${dates(a)}. Det var alt over da det ble lagret ${a.setAt}.`,
  'far-ahead': (a) => `Det automatiske svaret fra ${a.address} begynner først ${a.fromAt}. Trolig er årstallet feil.`,
  'not-yet': (a) => `Det automatiske svaret fra ${a.address} er slått på, men begynner først ${a.fromAt}.`,
  over: (a) => `Det automatiske svaret fra ${a.address} sluttet ${a.untilAt}.`,
  off: (a) => `Det automatiske svaret fra ${a.address} er slått av.`,
  silent: (a) =>
    `Det automatiske svaret er på, men ${a.sender} fikk ikke svar på meldingen ${a.arrivedAt}: ${SILENT[a.reason]?.(a) ?? a.reason}`,
};

export const filingCauses: Pick<CauseTexts, FilingCause> = {
  'acc-filter-moves-deletes': {
    title: 'E-posten blir flyttet eller kastet før du ser den',
    what: (a) =>
      a.effect === 'program'
        ? `${device(a)} tok ${a.countMessages} ut av innboksen, ${a.atOnce} av dem innen ett minutt etter at de kom. Sist ${a.lastAt}.`
        : `Regelen «${a.rule}» i ${a.address} har ${put(a)}${a.why === 'all' ? `, av ${a.arrived} som har kommet siden den første. Sist: ` : a.count === '1' ? ': ' : ', blant dem '}${message(a)}.`,
    why: 'E-posten kom fram til oss. En regel eller et program gjorde det du ser, og det fortsetter til den blir rettet.',
  },
  'acc-filter-by-attacker': {
    title: 'En regel som en inntrenger kan ha laget',
    what: (a) =>
      `${a.isForwarding ? `Videresendingen i ${a.address}` : `Regelen «${a.rule}» i ${a.address}`}, laget ${a.madeAt}, er uvanlig: ${signs(a)}.`,
    why: 'Den som har fått tak i et passord, legger ofte igjen en regel som skjuler varsler eller sender e-posten til seg selv. Regelen virker videre selv om du bytter passord.',
  },
  'acc-sender-blocked-by-self': {
    title: 'Avsenderen er blokkert i din egen postkasse',
    what: (a) =>
      (a.rule
        ? `Regelen «${a.rule}» i ${a.address} gjelder ${a.sender} og har ${put(a)}.`
        : `${a.entry} står på listen over blokkerte avsendere i ${a.address}. Det gjelder ${a.sender}.`) +
      ` Siste melding kom ${a.arrivedAt}${a.subject ? `: «${a.subject}»` : ''}.`,
    why: 'E-post fra blokkerte avsendere kommer ikke i innboksen. Avsenderen får ikke vite det.',
  },
  'acc-spam-folder': {
    title: 'E-posten ligger i søppelpost',
    what: (a) =>
      `I «${a.folder}» i ${a.address} ligger ${a.countMessages} som du trolig savner: ${message(a)}. ` +
      (a.why === 'spam'
        ? `Vi la den der fordi avsenderen ikke kunne bevises${a.results ? ` (${a.results})` : ''}, og avsenderens eget domene ber om det.`
        : a.why === 'program'
          ? `${device(a)} flyttet den dit straks den kom (${a.movedAt}).`
          : `Den ble flyttet dit ${a.movedAt} fra ${a.deviceText}.`),
    why: 'Programmer som henter med POP3, viser bare innboksen. Andre viser mappen, men sier ikke fra om den.',
  },
  'acc-autoreply-missing-or-storm': {
    title: 'Automatiske svar som uteblir eller ikke tar slutt',
    what: (a) => ANSWERS[a.kind]?.(a) ?? '',
    why: 'Et automatisk svar går én gang til hvert menneske som skriver til adressen, i tiden du har valgt. To programmer som svarer hverandre, stopper ikke av seg selv.',
  },
  'cli-sent-not-saved': {
    title: 'Programmet lagrer ikke det du sender',
    what: (a) =>
      `${device(a)} har sendt ${a.countMessages}, sist ${a.lastAt}, men det ligger ingen kopi av dem i postkassen.`,
    why: 'Meldingene er sendt; det er kopien som mangler. Den skal programmet selv legge i mappen for sendt e-post, og noen programmer er satt til å la være eller til å lagre på maskinen.',
  },
};

export const filingFixes: Pick<FixTexts, keyof typeof FILING_FIXES> = {
  'switch-off-rule': (a) =>
    `Slå av regelen «${a.name}». Den blir ikke slettet, så du kan rette den og slå den på igjen.`,
  'stop-taking-away': (a) =>
    `Se etter «hent og slett» eller regler på ${a.deviceText}, og la e-posten bli liggende på serveren. Det som er hentet, ligger på enheten.`,
  'look-in-folder': (a) => `Se etter meldingene i mappen «${a.folder}».`,
  'take-rules-away': (a) =>
    `Ta bort ${[a.names ? `${a.ruleCount === '1' ? 'regelen' : 'reglene'} «${a.names}»` : '', a.forwarding ? 'videresendingen' : ''].filter(Boolean).join(' og ')} i ${a.address}. Vi tar vare på dem, så det kan angres.`,
  'throw-out-intruder': (a) =>
    `Velg et nytt passord for ${a.address}, logg ut alle enheter, trekk tilbake app-passord, og se gjennom enhetene og påloggingene.`,
  'keep-forward-copy': (a) => `La en kopi bli liggende i ${a.address} når e-posten sendes videre.`,
  'unblock-correspondent': (a) => `Ta ${a.entry} bort fra listen over blokkerte avsendere i ${a.address}.`,
  'rescue-from-junk': (a) =>
    `Er meldingene fra ${a.sender} ekte? Flytt dem til innboksen${a.allow ? ', og slipp avsenderen gjennom heretter' : ''}.`,
  'teach-junk-filter': (a) =>
    `Merk meldinger fra ${a.sender} som «ikke søppel» på ${a.deviceText}, eller slå av søppelfilteret der.`,
  'ask-sender-to-prove': (a) =>
    `Spør ${a.sender} på en annen måte om meldingen er ekte. Er den det, må avsenderens leverandør rette SPF, DKIM eller DMARC.`,
  'correct-vacation-dates': (a) => `Slå på det automatiske svaret fra ${a.address} nå, og velg den siste dagen.`,
  'answer-by-hand': (a) => `Svar ${a.sender} selv. Ellers går det som det skal.`,
  'stop-answers': (a) => `Slå av det automatiske svaret fra ${a.address}. Teksten blir liggende.`,
  'stop-answering-program': (a) => `Slå av det automatiske svaret på ${a.deviceText}, eller unnta ${a.other}.`,
  'keep-sent-copies': (a) =>
    `Slå på kopi av sendt e-post på ${a.deviceText}, og velg mappen «${a.folder}» i denne postkassen, ikke en mappe på maskinen. Det du sender etterpå, blir lagret. Det som alt er sendt, kan ligge på maskinen selv.`,
};
