/** Årsaker i regler om steder, på norsk bokmål: land, stoppet nett, kontor, VPN, leverandørens servere — og hva man gjør. */
import type { CauseText, Told } from '../shape.ts';
import { abroad } from './abroad.ts';

const land = (a: Told): string => abroad.countryName({ country: a.country ?? '' });
const allowed = (a: Told): string => abroad.countryList({ countries: (a.allowed ?? '').split(' ').filter(Boolean) });
const names = (a: Told): string => (a.names === '1' ? 'ett brukernavn' : `${a.names} brukernavn`);
const stopped = (a: Told): string =>
  `Fra nettet ${a.network} ble det prøvd ${a.guesses} ulike passord for ${names(a)} i løpet av ${a.minutes} minutter. Derfor er pålogging derfra stoppet siden ${a.since} og til ${a.untilAt}.`;
const refusedToo = (a: Told): string => (a.refused === '0' ? '' : ` ${a.address} er avvist der ${a.refusedTimes}.`);

export const abroadCauses = {
  'net-geo-block-by-us': {
    title: 'Postkassen tar ikke imot pålogging fra dette landet',
    what: (a: Told): string =>
      `${a.address} tar bare imot pålogging fra ${allowed(a)}. ${a.deviceText.charAt(0).toUpperCase()}${a.deviceText.slice(1)} logget på med riktig passord fra ${land(a)}${a.fromText} og ble avvist: ${a.countTimes}, sist ${a.lastAt}.`,
    why: 'Landregelen er vår, og den gjelder til eieren åpner landet. Passordet er det ikke noe galt med.',
  },
  'net-ip-banned-failed-logins': {
    title: 'Pålogging er stoppet fra dette nettet etter for mange ulike passord',
    what: (a: Told): string =>
      `${stopped(a)}${a.culprit ? ` De fleste gjaldt ${a.culprit}${a.device ? `, fra ${a.deviceText}` : ''}.` : ''}${refusedToo(a)}`,
    why: 'Så lenge det varer, ser vi ikke på passordet derfra, heller ikke når det er riktig. Andre nett og webmail virker.',
  },
  'net-office-shared-ban': {
    title: 'Én enhet har fått hele nettet stoppet',
    what: (a: Told): string =>
      `${stopped(a)} ${a.culprit ? `Det gjaldt ${a.culprit}${a.device ? `, fra ${a.deviceText}` : ''}` : 'Det var ikke din postkasse'}, men alle på samme nett er rammet.${refusedToo(a)}`,
    why: 'Utenfra har alle på kontoret eller hjemme samme adresse. Feilen er på den ene enheten, ikke hos deg.',
  },
  'net-vpn-exit-blocked': {
    title: 'VPN-en gjør at påloggingen blir avvist',
    what: (a: Told): string =>
      a.why === 'country'
        ? `${a.deviceText.charAt(0).toUpperCase()}${a.deviceText.slice(1)} kom gjennom ${a.network}${a.fromText}, og der ser det ut som ${land(a)}. ${a.address} tar bare imot pålogging fra ${allowed(a)}. Sist ${a.lastAt}, ${a.countTimes}.`
        : `${a.address} kom gjennom ${a.networkName}. ${stopped(a)} Det var andre som bruker samme utgang.`,
    why: 'Gjennom en VPN deler du adresse med fremmede og ser ut til å være et annet sted. Det rammer deg selv om alt hos deg er riktig.',
  },
  'cli-cloud-relay-client': {
    title: 'Programmet logger på fra leverandørens servere',
    what: (a: Told): string =>
      a.why === 'country'
        ? `Påloggingen kom fra serverne til ${a.network}${a.fromText} og ikke fra telefonen selv. De står i ${land(a)}, og ${a.address} er satt til å avvise dem. Sist ${a.lastAt}, ${a.countTimes}.`
        : `Påloggingen kom fra serverne til ${a.networkName} og ikke fra telefonen selv. ${stopped(a)}`,
    why: 'Noen programmer (Outlook på telefonen, nye Outlook, Gmail) henter e-posten fra et datasenter, ofte i et annet land. Det er ingen reise.',
  },
} satisfies Record<string, CauseText>;

export const abroadFixes = {
  'allow-country': (a: Told): string =>
    `Legg ${land(a)} til i landene ${a.address} kan logges på fra. Det virker med en gang, også når du gjør det derfra.`,
  'open-journey': (a: Told): string =>
    `Bare på reise? Åpne ${land(a)} for ${a.address} for de dagene du er der; det stenger av seg selv etterpå.`,
  'allow-vendors': (a: Told): string =>
    `Tillat pålogging fra kjente leverandørers servere (${a.network}) for ${a.address}.`,
  'free-network': (a: Told): string =>
    `Opphev stoppen av ${a.network} nå (${a.code}), eller logg på kundesenteret fra det samme nettet: da oppheves den av seg selv. Ellers slutter den ${a.untilAt}.`,
  'mend-guessing-device': (a: Told): string =>
    `Legg inn riktig passord for ${a.address} på ${a.device ? a.deviceText : 'enheten som prøver'} på nettet ${a.network}, eller ta kontoen bort der. Ellers stoppes det igjen.`,
  'leave-vpn': (): string => 'Slå av VPN-en for e-post, eller velg en utgang i et land som er åpent.',
  'not-you': (a: Told): string =>
    `Var det ikke du? Da kjenner noen i ${land(a)} passordet: bytt det for ${a.address} med en gang.`,
};
