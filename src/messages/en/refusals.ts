/** Refusals in English: one line each, as the mail program shows them. */
import type { refusals as shape } from '../nb/refusals.ts';

export const refusals: typeof shape = {
  unknownMailbox: (a) => `The address ${a.address} does not exist here.`,
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
};
