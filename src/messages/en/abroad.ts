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
  page: {
    title: 'Open your mailbox from abroad',
    intro:
      'The mailbox only takes sign-ins from certain countries. Here you open the country you are in, with the password of the mailbox. It works at once.',
    address: 'E-mail address',
    password: 'Password of the mailbox',
    country: 'Country',
    chooseCountry: 'Choose a country',
    until: 'Until and including',
    open: 'Open the country',
    doneTitle: 'The country is open',
    done: (a) => `Open until ${a.until} for ${a.country}. Try your mail program again.`,
    wrong: 'The e-mail address or the password is not right. Nothing was changed.',
    appPassword: 'This is an app password, which is only for the mail program. Use the mailbox’s own password here.',
    badCountry: 'Choose the country you are in.',
    badDay: (a) => `Choose a date from today and at most ${a.max} days ahead. Write it like this: 2026-12-01.`,
    tooMany: 'As many journeys as there is room for are open already. Contact whoever runs your mail.',
    unavailable: 'We could not do this just now. The fault is ours. Try again in a few minutes.',
    elsewhere: 'The form was not sent from this page, so nothing was changed. Open the page again and retry.',
    tooLong: 'What was sent is too long. Nothing was changed.',
  },
};
