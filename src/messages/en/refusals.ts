/** Refusals in English: one line each, as the mail program shows them. */
import type { refusals as shape } from '../nb/refusals.ts';

export const refusals: typeof shape = {
  unknownMailbox: (a) => `The address ${a.address} does not exist here.`,
  forwardWaits: (a) =>
    `${a.address} forwards mail to a recipient who has not said yes to it yet. The message was not delivered; your server will try again by itself.`,
  forwardRefused: (a) =>
    `${a.address} forwards mail to a recipient who has not said yes to it. The message was not delivered.`,
  relayDenied: (a) =>
    `This server does not take mail for ${a.address}. Sending? Turn on sign-in for the outgoing server.`,
  quotaFull: (a) => `The mailbox ${a.address} is full and cannot take more right now.`,
  signInWrong: () => 'User name or password is not right. The user name is the complete e-mail address.',
  signInNeedsTls: (a) => `The password must not be sent without encryption. Choose port ${a.port} with SSL/TLS.`,
  signInUnavailable: () =>
    'Signing in is temporarily unavailable on our side. Do not change your password; try again shortly.',
  senderNotOwned: (a) =>
    `You are signed in as ${a.login} but want to send as ${a.from}. The account must be allowed to first.`,
  messageTooLarge: (a) => `The message is too large. The limit is ${a.maxMegabytes} MB.`,
  storageTrouble: () => 'We cannot store the message right now. It is not lost: the sender will try again by itself.',
  beginsWithTls: (a) =>
    `This port begins with TLS. Choose SSL/TLS in the mail program, or port ${a.startTlsPort} with STARTTLS.`,
  otherProtocol: (a) =>
    a.port > 0
      ? `This is a port for ${a.here}, but the program speaks ${a.spoken}. Use port ${a.port} with SSL/TLS for ${a.spoken}.`
      : `This is a port for ${a.here}, and the program speaks something else.`,
  tooManyConnections: () =>
    'Too many connections at once from your address. Close some programs or wait a little, then try again.',
  serverBusy: () => 'The server has too many connections right now. Try again shortly.',
  serverStopping: () => 'The server is restarting. Try again in a moment.',
  idleTooLong: () => 'The connection was silent for too long and is closed.',
  noSignInHere: () =>
    'Signing in is not possible here. Use port 465 with SSL/TLS or port 587 with STARTTLS for outgoing mail.',
  signInFirst: () =>
    'Sign in first: turn on sign-in for the outgoing server, with the same user name and password as for incoming mail.',
  encryptFirst: () => 'Turn on encryption first: STARTTLS on this port, or port 465 with SSL/TLS.',
  unknownMechanism: (a) =>
    `The sign-in method ${a.mechanism} is not offered here. Choose "normal password" with SSL/TLS.`,
  tooManyBadSignIns: () => 'Too many failed sign-ins on this connection.',
  badAddress: (a) => `"${a.address}" is not a valid e-mail address.`,
  needsSmtpUtf8: (a) =>
    `The address ${a.address} has characters outside ASCII, but the program did not ask for SMTPUTF8.`,
  tooManyRecipients: (a) => `Too many recipients in one message. The limit is ${a.max}; split the message.`,
  fromNotOwned: (a) =>
    `The From field says ${a.from}, but you are signed in as ${a.login}. The account must be allowed to first.`,
  fromMissing: () => 'The message has no readable sender in its From field.',
  bareLineEnd: () =>
    'The message has line ends that are not CR LF. The program or device that sent it needs to be corrected.',
  lineTooLong: (a) =>
    `A line of the message is longer than ${a.maxBytes} characters. The program that made it must wrap its lines.`,
  headersTooLarge: () => 'The message header is too large or has too many fields.',
  mailLoop: () => 'The message has travelled in a circle between servers too many times.',
  tooManyRefusedRecipients: () => 'Too many recipients in a row that are not taken here. The connection is closed.',
  tooManyBadCommands: () => 'Too many commands that cannot be understood. The connection is closed.',
  protocolOff: (a) =>
    `${a.protocol} is switched off for this mailbox. The password is right; switch ${a.protocol} on in the customer centre.`,
  countryNotAllowed: (a) =>
    `The mailbox does not allow signing in from the country you are in now (${a.country}). The password is right; change the rule in the customer centre.`,
  passwordExpired: () =>
    'The password must be changed before mail programs can use it. Choose a new one in the customer centre.',
  appPasswordRequired: () =>
    'This mailbox needs an app password for each mail program. The password is right, but only for our web pages; make an app password in the customer centre.',
};
