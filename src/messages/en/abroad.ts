/** Signing in from abroad and protection against guessing, in English: refusals at the door, the rule on the command line. */
import type { abroad as shape } from '../nb/abroad.ts';

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const abroad: typeof shape = {
  countryName: (a) => (a.country === '' ? 'an unknown country' : (names.of(a.country) ?? a.country)),
  countryList: (a) => list.format(a.countries.map((code) => names.of(code) ?? code)),
  /** For one line: at most four by name. */
  countryListShort: (a) => {
    const named = a.countries.map((code) => names.of(code) ?? code);
    return list.format(named.length <= 5 ? named : [...named.slice(0, 4), `${named.length - 4} other countries`]);
  },
  countryRefused: (a) =>
    `The password is right, but this mailbox only takes sign-ins from ${a.allowed}, and you are in ${a.country}. This holds until the owner opens the country, which you can do from where you are: ${a.link}`,
  networkStopped: (a) =>
    `Too many different passwords were tried from your network. Signing in from here is stopped until ${a.time} UTC, and we did not look at your password. Do not change it. More: ${a.link}`,
  loginStopped: (a) =>
    `Too many different passwords were tried for this user name from your network. Signing in with it from here is stopped until ${a.time} UTC. We did not look at the password; do not change it. More: ${a.link}`,
  modeOff: () => 'all countries',
  modeWarn: (a) => `warn of sign-ins outside ${a.countries}`,
  modeAllow: (a) => `only ${a.countries}`,
  vendorsAllow: () => 'servers of known vendors (Outlook, Gmail …) are welcome',
  vendorsRefuse: () => 'servers of known vendors follow the country rule',
  travel: (a) => `journey: ${a.countries}, from ${a.from} to ${a.until}`,
};
