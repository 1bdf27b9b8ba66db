/** Orsaker i regler om platser, på svenska: land, stoppat nät, kontor, VPN, leverantörens servrar — och vad man gör. */
import type { Told } from '../shape.ts';
import type { abroadCauses as causesShape, abroadFixes as fixesShape } from '../nb/abroad-causes.ts';
import { abroad } from './abroad.ts';

const land = (a: Told): string => abroad.countryName({ country: a.country ?? '' });
const allowed = (a: Told): string => abroad.countryList({ countries: (a.allowed ?? '').split(' ').filter(Boolean) });
const names = (a: Told): string => (a.names === '1' ? 'ett användarnamn' : `${a.names} användarnamn`);
const stopped = (a: Told): string =>
  `Från nätet ${a.network} provades ${a.guesses} olika lösenord för ${names(a)} inom ${a.minutes} minuter. Därför är inloggning därifrån stoppad sedan ${a.since} och till ${a.untilAt}.`;
const refusedToo = (a: Told): string => (a.refused === '0' ? '' : ` ${a.address} har nekats där ${a.refusedTimes}.`);

export const abroadCauses: typeof causesShape = {
  'net-geo-block-by-us': {
    title: 'Brevlådan tar inte emot inloggning från det här landet',
    what: (a) =>
      `${a.address} tar bara emot inloggning från ${allowed(a)}. ${a.deviceText.charAt(0).toUpperCase()}${a.deviceText.slice(1)} loggade in med rätt lösenord från ${land(a)}${a.fromText} och nekades: ${a.countTimes}, senast ${a.lastAt}.`,
    why: 'Landsregeln är vår och gäller tills ägaren öppnar landet. Lösenordet är det inget fel på.',
  },
  'net-ip-banned-failed-logins': {
    title: 'Inloggning är stoppad från det här nätet efter för många olika lösenord',
    what: (a) =>
      `${stopped(a)}${a.culprit ? ` De flesta gällde ${a.culprit}${a.device ? `, från ${a.deviceText}` : ''}.` : ''}${refusedToo(a)}`,
    why: 'Så länge det varar tittar vi inte på lösenordet därifrån, inte ens när det är rätt. Andra nät och webbmejlen fungerar.',
  },
  'net-office-shared-ban': {
    title: 'En enda enhet har fått hela nätet stoppat',
    what: (a) =>
      `${stopped(a)} ${a.culprit ? `Det gällde ${a.culprit}${a.device ? `, från ${a.deviceText}` : ''}` : 'Det var inte din brevlåda'}, men alla på samma nät drabbas.${refusedToo(a)}`,
    why: 'Utifrån har alla på kontoret eller hemma samma adress. Felet finns på den enda enheten, inte hos dig.',
  },
  'net-vpn-exit-blocked': {
    title: 'VPN:en gör att inloggningen nekas',
    what: (a) =>
      a.why === 'country'
        ? `${a.deviceText.charAt(0).toUpperCase()}${a.deviceText.slice(1)} kom genom ${a.network}${a.fromText}, och där ser det ut som ${land(a)}. ${a.address} tar bara emot inloggning från ${allowed(a)}. Senast ${a.lastAt}, ${a.countTimes}.`
        : `${a.address} kom genom ${a.networkName}. ${stopped(a)} Det var andra som använder samma utgång.`,
    why: 'Genom en VPN delar du adress med främlingar och ser ut att vara någon annanstans. Det drabbar dig även om allt hos dig är rätt.',
  },
  'cli-cloud-relay-client': {
    title: 'Programmet loggar in från leverantörens servrar',
    what: (a) =>
      a.why === 'country'
        ? `Inloggningen kom från servrarna hos ${a.network}${a.fromText} och inte från telefonen själv. De står i ${land(a)}, och ${a.address} är inställd på att neka dem. Senast ${a.lastAt}, ${a.countTimes}.`
        : `Inloggningen kom från servrarna hos ${a.networkName} och inte från telefonen själv. ${stopped(a)}`,
    why: 'Vissa program (Outlook på telefonen, nya Outlook, Gmail) hämtar e-posten från ett datacenter, ofta i ett annat land. Det är ingen resa.',
  },
};

export const abroadFixes: typeof fixesShape = {
  'allow-country': (a) =>
    `Lägg till ${land(a)} bland länderna som ${a.address} kan logga in från. Det gäller genast, också när du gör det därifrån.`,
  'open-journey': (a) =>
    `Bara på resa? Öppna ${land(a)} för ${a.address} under de dagar du är där; det stängs av sig självt efteråt.`,
  'allow-vendors': (a) => `Tillåt inloggning från kända leverantörers servrar (${a.network}) för ${a.address}.`,
  'free-network': (a) =>
    `Häv stoppet av ${a.network} nu (${a.code}), eller logga in i kundcentret från samma nät: då hävs det av sig självt. Annars slutar det ${a.untilAt}.`,
  'mend-guessing-device': (a) =>
    `Skriv in rätt lösenord för ${a.address} på ${a.device ? a.deviceText : 'enheten som försöker'} på nätet ${a.network}, eller ta bort kontot där. Annars stoppas det igen.`,
  'leave-vpn': () => 'Stäng av VPN:en för e-post, eller välj en utgång i ett land som är öppet.',
  'not-you': (a) => `Var det inte du? Då känner någon i ${land(a)} till lösenordet: byt det för ${a.address} genast.`,
};
