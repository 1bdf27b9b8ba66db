/** Why something was not done, in English: answers on the command line and in the API. */
import { batchProblems } from './batch.ts';
import { fixProblems } from './fixing.ts';
import { abuseProblems } from './abuse-problems.ts';
import { ruleProblems } from './rule-problems.ts';
import { trafficProblems } from './traffic-problems.ts';
import { billingProblems } from './billing-problems.ts';
import type { problems as shape } from '../nb/problems.ts';

const names: Readonly<Record<string, string>> = {
  empty: 'it is empty',
  'no-at': 'it has no @ and domain',
  'control-character': 'it has invisible or control characters in it; type it anew by hand',
  'bad-local-part': 'the part before the @ has characters that cannot be there',
  'bad-domain': 'the domain name has characters that cannot be there',
  'single-label': 'the domain name has no ending such as .com',
  'ip-address': 'it is an IP address, not a domain name',
  'too-long': 'it is too long',
};

export const problems: typeof shape = {
  addressBad: (a) => `“${a.input}” is not a valid e-mail address: ${names[a.why] ?? a.why}.`,
  domainBad: (a) => `“${a.input}” is not a valid domain name: ${names[a.why] ?? a.why}.`,
  languageUnknown: (a) => `The language “${a.input}” does not exist here. Choose among ${a.known}.`,

  settingsFileMissing: (a) => `There is no file “${a.path}”, or it cannot be read.`,
  settingsNotWritten: (a) => `The file “${a.path}” could not be written. Does it exist already?`,
  customerNameBad: (a) => `“${a.input}” cannot be a customer's name. Use 1 to 200 ordinary characters.`,
  customerMissing: (a) => `There is no customer with the id or name “${a.customer}”.`,
  customerAmbiguous: (a) => `${a.count} customers are called “${a.customer}”. Use the customer's id.`,

  domainExists: (a) => `The domain ${a.domain} is here already.`,
  domainMissing: (a) => `The domain ${a.domain} is not here. Add it first.`,
  domainHasMailboxes: (a) =>
    `The domain ${a.domain} has ${a.count === 1 ? 'one mailbox' : `${a.count} mailboxes`}. Remove the mailboxes first, or confirm that they are to be removed with the domain.`,

  mailboxExists: (a) => `The mailbox ${a.address} exists already.`,
  mailboxMissing: (a) => `The mailbox ${a.address} does not exist.`,
  aliasInTheWay: (a) => `${a.address} is an alias. Remove the alias before the address can become a mailbox.`,
  nothingToRestore: (a) => `No removed mailbox with the address ${a.address} can be brought back.`,
  passwordTooShort: (a) => `The password is too short. It needs at least ${a.min} characters.`,
  passwordTooLong: (a) => `The password is too long. It may have at most ${a.max} bytes.`,
  passwordControlCharacter: () =>
    'The password has a control character in it, such as a tab or a line break. Choose one without.',
  busyWithSignIns: () => 'The server is busy with many sign-ins right now. Try again in a moment.',
  quotaBad: (a) => `“${a.value}” is not a quota. Give whole bytes; 0 means no limit.`,
  countriesMissing: () => 'Give at least one country code, such as NO SE, or any for all countries.',
  countryUnknown: (a) => `“${a.country}” is not a country code. Use two letters of ISO 3166, such as NO.`,
  protocolUnknown: (a) => `“${a.name}” does not exist here. Choose among ${a.known}.`,

  aliasExists: (a) => `The alias ${a.address} exists already.`,
  aliasMissing: (a) => `The alias ${a.address} does not exist.`,
  aliasOverMailbox: (a) => `${a.address} is a mailbox. An alias would hide it; remove the mailbox first.`,
  aliasLoop: (a) => `The alias ${a.address} would go round in a circle: ${a.path}. Remove one of the links.`,
  aliasWithoutTarget: (a) => `Say where ${a.address} is to lead.`,
  aliasTooManyTargets: (a) => `An alias can lead to at most ${a.max} addresses.`,

  planMissing: (a) => `There is no plan “${a.plan}”.`,
  planNameBad: (a) => `“${a.plan}” cannot be the name of a plan. Use small letters, digits, dots and hyphens.`,
  planNoAssignment: (a) => `“${a.text}” is not understood. Write key=value, such as mailbox.hour.max=300.`,
  planKeyUnknown: (a) => `The key “${a.key}” does not exist. These do: ${a.known}.`,
  planValueBad: (a) => {
    if (a.key === 'limit.warn' || a.key === 'bounce.ratio.max')
      return `${a.key} cannot be “${a.value}”. Give whole percent from ${a.least} to 100.`;
    if (a.key === 'limit.counts') return `${a.key} cannot be “${a.value}”. Choose recipients or messages.`;
    if (a.key === 'limit.mode') return `${a.key} cannot be “${a.value}”. Choose refuse or hold.`;
    if (a.key === 'price.amount') return `${a.key} cannot be “${a.value}”. Give an amount such as 49.00.`;
    if (a.key === 'price.currency') return `${a.key} cannot be “${a.value}”. Give a currency code such as EUR.`;
    return `${a.key} cannot be “${a.value}”. Give a whole number of ${a.least} or more.`;
  },

  appPasswordNameBad: (a) => `“${a.name}” cannot be the name of an app password. Use 1 to 60 ordinary characters.`,
  appPasswordExists: (a) => `An app password is called “${a.name}” already. Choose another name.`,
  appPasswordMissing: (a) => `There is no app password with the name “${a.name}”.`,
  appPasswordTooMany: (a) => `A mailbox can have at most ${a.max} app passwords. Revoke one first.`,

  blockMissing: (a) => `There is no block with the id or code “${a.block}”.`,
  blockAlreadyLifted: (a) => `The block ${a.block} is already over. Nothing has been changed.`,
  blockNotYours: (a) => `The block ${a.block} cannot be lifted from here. The block itself says who can lift it.`,
  blockEndsBefore: () => 'The block would be over before it began. Give a time that has not passed.',
  blockStopsNothing: () => 'Say what the block is to stop: outgoing, incoming or sign-in.',
  blockDirectionUnknown: (a) => `“${a.input}” cannot be stopped. Choose from ${a.known}.`,
  blockReasonBad: () => 'Give a reason on one line, 1 to 300 characters. The customer will see it.',
  blockTimeBad: (a) => `“${a.input}” is not understood. Give a time such as 2026-10-01T12:00Z, or whole seconds.`,
  networkBad: (a) => `“${a.network}” is neither an IP address nor a network such as 192.0.2.0/24.`,
  subjectMissing: (a) => `There is no mailbox, domain, customer or network here called “${a.subject}”.`,
  subjectAmbiguous: (a) => `${a.count} are called “${a.subject}”. Use the id instead.`,

  databaseUrlBad: (a) =>
    `database.url “${a.url}” is not understood. Write sqlite:<file> or postgres://<server>/<database>.`,
  databaseUnopenable: (a) =>
    `The database file ${a.file} cannot be opened (${a.detail}). Check that the folder exists and can be written to.`,
  databaseNotOne: (a) => `${a.file} is not a database of Postvakt. Nothing was changed; choose another file.`,
  databaseDamaged: (a) =>
    `The database file ${a.file} is damaged or only partly written (${a.detail}). Restore it from the backup.`,
  databaseNewer: (a) =>
    `The database ${a.database} was made by a newer version (schema ${a.found}, this one knows ${a.known}). Upgrade Postvakt; nothing was changed.`,
  databaseUnreachable: (a) => `The database server ${a.server} does not answer (${a.detail}).`,

  ...abuseProblems,
  ...ruleProblems,
  ...trafficProblems,
  ...batchProblems,
  ...fixProblems,
  ...billingProblems,

  travelDayBad: (a) => `“${a.day}” is not a date. Write it as 2026-12-01.`,
  travelBackwards: (a) => `The journey ends (${a.until}) before it begins (${a.from}).`,
  travelOver: (a) => `The journey is over (${a.until}); nothing was opened.`,
  travelTooLong: (a) =>
    `A journey can last at most ${a.max} days. If the country is always to be open, put it on the list.`,
  travelTooMany: (a) => `There is room for ${a.max} journeys. Remove those that no longer matter.`,
  vendorsBad: (a) => `“${a.value}” is not possible. Write allow or refuse.`,
};
