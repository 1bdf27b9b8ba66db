/** Causes in rules about places, in English: country, stopped network, office, VPN, a vendor's servers — and what to do. */
import type { Told } from '../shape.ts';
import type { abroadCauses as causesShape, abroadFixes as fixesShape } from '../nb/abroad-causes.ts';
import { abroad } from './abroad.ts';

const land = (a: Told): string => abroad.countryName({ country: a.country ?? '' });
const allowed = (a: Told): string => abroad.countryList({ countries: (a.allowed ?? '').split(' ').filter(Boolean) });
const names = (a: Told): string => (a.names === '1' ? 'one user name' : `${a.names} user names`);
const stopped = (a: Told): string =>
  `From the network ${a.network}, ${a.guesses} different passwords were tried for ${names(a)} within ${a.minutes} minutes. So signing in from there is stopped since ${a.since} and until ${a.untilAt}.`;
const refusedToo = (a: Told): string =>
  a.refused === '0' ? '' : ` ${a.address} has been refused there ${a.refusedTimes}.`;

export const abroadCauses: typeof causesShape = {
  'net-geo-block-by-us': {
    title: 'The mailbox does not take sign-ins from this country',
    what: (a) =>
      `${a.address} only takes sign-ins from ${allowed(a)}. ${a.deviceText.charAt(0).toUpperCase()}${a.deviceText.slice(1)} signed in with the right password from ${land(a)}${a.fromText} and was refused: ${a.countTimes}, last ${a.lastAt}.`,
    why: 'The country rule is ours and holds until the owner opens the country. Nothing is wrong with the password.',
  },
  'net-ip-banned-failed-logins': {
    title: 'Signing in from this network is stopped after too many different passwords',
    what: (a) =>
      `${stopped(a)}${a.culprit ? ` Most were for ${a.culprit}${a.device ? `, from ${a.deviceText}` : ''}.` : ''}${refusedToo(a)}`,
    why: 'While it lasts we do not look at passwords from there, not even at right ones. Other networks and webmail work.',
  },
  'net-office-shared-ban': {
    title: 'One device has had the whole network stopped',
    what: (a) =>
      `${stopped(a)} ${a.culprit ? `It was about ${a.culprit}${a.device ? `, from ${a.deviceText}` : ''}` : 'It was not your mailbox'}, but everybody on the same network is hit.${refusedToo(a)}`,
    why: 'From outside, everybody in the office or at home has the same address. The fault is on that one device, not with you.',
  },
  'net-vpn-exit-blocked': {
    title: 'The VPN makes the sign-in be refused',
    what: (a) =>
      a.why === 'country'
        ? `${a.deviceText.charAt(0).toUpperCase()}${a.deviceText.slice(1)} came through ${a.network}${a.fromText}, which looks like ${land(a)}. ${a.address} only takes sign-ins from ${allowed(a)}. Last ${a.lastAt}, ${a.countTimes}.`
        : `${a.address} came through ${a.networkName}. ${stopped(a)} That was others who use the same exit.`,
    why: 'Through a VPN you share an address with strangers and seem to be somewhere else. That hits you although all is right with you.',
  },
  'cli-cloud-relay-client': {
    title: "The program signs in from its vendor's servers",
    what: (a) =>
      a.why === 'country'
        ? `The sign-in came from the servers of ${a.network}${a.fromText}, not from the phone itself. They stand in ${land(a)}, and ${a.address} is set to refuse them. Last ${a.lastAt}, ${a.countTimes}.`
        : `The sign-in came from the servers of ${a.networkName}, not from the phone itself. ${stopped(a)}`,
    why: 'Some programs (Outlook on the phone, the new Outlook, Gmail) fetch the mail from a data centre, often in another country. That is no journey.',
  },
};

export const abroadFixes: typeof fixesShape = {
  'allow-country': (a) =>
    `Add ${land(a)} to the countries ${a.address} can be signed in to from. It works at once, also when you do it from there.`,
  'open-journey': (a) =>
    `Only travelling? Open ${land(a)} for ${a.address} for the days you are there; it closes by itself afterwards.`,
  'allow-vendors': (a) => `Allow sign-ins from the servers of known vendors (${a.network}) for ${a.address}.`,
  'free-network': (a) =>
    `Lift the stop of ${a.network} now (${a.code}), or sign in to the customer centre from the same network: that lifts it by itself. Otherwise it ends ${a.untilAt}.`,
  'mend-guessing-device': (a) =>
    `Enter the right password for ${a.address} on ${a.device ? a.deviceText : 'the device that tries'} on the network ${a.network}, or remove the account there. Otherwise it will be stopped again.`,
  'leave-vpn': () => 'Turn the VPN off for e-mail, or choose an exit in a country that is open.',
  'not-you': (a) =>
    `Was it not you? Then somebody in ${land(a)} knows the password: change it for ${a.address} at once.`,
};
