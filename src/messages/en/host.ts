/** Start, start page and command line in English. */
import type { host as shape } from '../nb/host.ts';

export const host: typeof shape = {
  start: {
    title: 'Postvakt is running',
    intro: 'This page is for whoever runs the host. It shows where everything listens and what a mail program needs.',
    endpoints: 'Where we listen',
    incoming: 'Incoming mail (IMAP)',
    outgoing: 'Outgoing mail (SMTP)',
    host: 'Server',
    port: 'Port',
    security: 'Encryption',
    user: 'User name',
    wholeAddress: 'the complete e-mail address',
    password: 'Password',
    chosen: 'the password chosen for the mailbox',
    authority: 'The certificate of your own authority (install it and the mail program trusts the server)',
    domains: 'Domains and mailboxes',
    noDomains: 'No domains yet. Create the first:',
    linkUsed: 'This link is used up or wrong. Run “npx postvakt start-link” for a new one.',
    records: 'DNS records that the domain needs',
  },
  /** The page behind the short link of a Block. */
  blockPage: {
    title: 'What stops the mail',
    since: 'Since',
    over: 'The block is over. Mail goes as usual again.',
    again: 'This was not sent. Send it again when the block is over',
    unknown: 'This link is not valid. See that you have the whole link, or contact us.',
  },
  running: (a) => `Postvakt is running. Its data is in ${a.folder}.`,
  signIn: (a) => `First sign-in: ${a.url}`,
  stopHint: 'Stop with Ctrl+C. Mailboxes and queue stay.',
  hostnameHint: 'The host name is “localhost”: good for trying. Set “hostname” before real mail.',
  usage: 'Usage',
  commands: 'Commands',
  notInBackup:
    'The control database lies elsewhere (database.url) and is NOT in this backup. Back it up with its own tools.',
  none: 'None.',
  /** Problems of the command line and of starting. */
  problems: {
    unknownOption: (a) => `Unknown option: ${a.option}`,
    optionNeedsValue: (a) => `${a.option} needs a value.`,
    optionTakesNoValue: (a) => `${a.option} takes no value.`,
    badLanguage: (a) => `“${a.language}” is not a language here. Choose nb, sv or en.`,
    configurationUnknownKey: (a) => `Unknown key in the configuration: ${a.key}`,
    configurationUnknownKeyNear: (a) => `Unknown key in the configuration: ${a.key}. Did you mean ${a.near}?`,
    configurationBadValue: (a) => `Bad value for ${a.key} in the configuration: ${a.value}. Expected ${a.expected}.`,
    configurationUnreadable: (a) => `The configuration file ${a.file} cannot be read (${a.why}).`,
    configurationBadToml: (a) => `The configuration file ${a.file} is not valid TOML, line ${a.line}: ${a.why}`,
    needsServer: (a) => `“${a.command}” works only while the host runs. Start it with npm start.`,
    badControlRequest: () => 'The request on the control socket is not valid JSON.',
    unknownCommand: (a) => `Unknown command: ${a.command}`,
    internalError: (a) => `Something went wrong on our side: ${a.why}`,
    alreadyRunning: (a) =>
      `A host already runs on ${a.folder}. Stop it first, or choose another folder with POSTVAKT_DATA.`,
    portTaken: (a) =>
      `${a.endpoint} cannot listen on ${a.address}: the port is taken. Choose another with listen.${a.endpoint}.`,
    portForbidden: (a) =>
      `${a.endpoint} cannot listen on ${a.address}: not permitted (ports under 1024 need a permission). Choose another with listen.${a.endpoint}.`,
    cannotListen: (a) => `${a.endpoint} cannot listen on ${a.address} (${a.why}). See listen.${a.endpoint}.`,
    geoUnreadable: (a) =>
      `The country table ${a.file} (geo.database) cannot be read: ${a.why}. Correct the file, or remove the key: every country is then unknown.`,
    folderUnwritable: (a) => `The data folder ${a.folder} cannot be written to (${a.why}).`,
    fileDamaged: (a) => `The file ${a.file} is damaged or not a database (${a.why}). Nothing was changed.`,
    certificateUnreadable: (a) => `The certificate cannot be used: ${a.why}`,
    passwordFromStdin: () => 'The password is read from standard input: use --password-stdin.',
    passwordEmpty: () => 'No password came on standard input.',
    notAnAmount: (a) => `“${a.text}” is not of the form key=value.`,
    subjectNeither: (a) => `“${a.subject}” is neither an e-mail address nor a domain.`,
    badSymptom: (a) => `“${a.symptom}” is not a symptom. Choose receive, send, both, some or slow.`,
    folderNotEmpty: (a) => `The folder ${a.folder} is not empty. Nothing was changed.`,
    noBackup: (a) => `${a.folder} holds no backup made by Postvakt.`,
    serverRunning: (a) => `Stop the host first; ${a.folder} is in use.`,
    queueItemUnknown: (a) => `No message in the queue is called ${a.id}.`,
    nothingFound: (a) => `We found nothing about ${a.subject}.`,
  },
};
