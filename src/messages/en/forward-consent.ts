/** The letter to somebody who is to get forwarded mail, in English. */
import type { ForwardConsentWords } from '../nb/forward-consent.ts';

export const forwardConsent: ForwardConsentWords = {
  title: (a) => `Do you want mail forwarded from ${a.from}?`,
  text: (a) =>
    `${a.from} wants the mail that comes there to be sent to this address as well.\n\nNothing is sent until you say yes. Answer here within ${a.days} days:\n${a.link}\n\nIf this means nothing to you, you need not do anything. On the same page you can say no, ask never to be asked again, or stop the forwarding later. Keep this letter if you say yes.`,
  told: {
    yes: {
      title: (a) => `${a.to} said yes to mail from ${a.from}`,
      what: (a) => `From now on ${a.to} gets the mail that is forwarded from ${a.from}.`,
    },
    no: {
      title: (a) => `${a.to} said no to mail from ${a.from}`,
      what: (a) =>
        `${a.to} does not want the mail that is forwarded from ${a.from}. Nothing is sent there. The mail stays in the mailbox.`,
    },
    stopped: {
      title: (a) => `${a.to} has stopped the forwarding from ${a.from}`,
      what: (a) =>
        `${a.to} no longer wants the mail that is forwarded from ${a.from}. From now on nothing is sent there. The mail stays in the mailbox.`,
    },
    expired: {
      title: (a) => `${a.to} did not answer about mail from ${a.from}`,
      what: (a) =>
        `We asked ${a.to} about getting the mail that comes to ${a.from}, and had no answer in time. Nothing is sent there. The mail stays in the mailbox.`,
    },
    copy: {
      stays: 'A copy stays in the mailbox.',
      none: 'No copy stays in the mailbox, as the forwarding is set up.',
      rules: 'The rules of the mailbox decide which mail that is.',
    },
    unknown:
      'You need not do anything. If you do not know of this forwarding, remove the address under Forwarding or Rules in the settings, and change the password.',
    changesMind: 'If the recipient thinks better of it, the link in our letter still works.',
    readHere: 'Read the mail in the mailbox for now.',
    takeOut: 'You can remove the address under Forwarding or Rules in the settings.',
    askAgain:
      'To ask once more, choose “Ask again” under Forwarding in the settings. Otherwise you can remove the address.',
    askedEnough:
      'We have asked as often as we may. Talk to the recipient, or remove the address under Forwarding or Rules in the settings.',
  },
  toldOfAlias: {
    what: {
      yes: (a) => `From now on ${a.to} gets the mail that comes to ${a.from}.`,
      no: (a) => `${a.to} does not want the mail that comes to ${a.from}. Nothing is sent there.`,
      stopped: (a) => `${a.to} no longer wants the mail that comes to ${a.from}. From now on nothing is sent there.`,
      expired: (a) =>
        `We asked ${a.to} about getting the mail that comes to ${a.from}, and had no answer in time. Nothing is sent there.`,
    },
    others: 'The other addresses that the alias leads to get the mail as before.',
    alone: 'The alias leads to nobody else. So mail to it is returned, and the sender is told why.',
    askAgain: 'To ask once more, choose “Ask again” under Aliases on the page of the domain.',
    unknown: 'You need not do anything. If you do not know of this alias, contact us.',
    changesMind: 'If the recipient thinks better of it, the link in our letter still works.',
    askedEnough: 'We have asked as often as we may. Talk to the recipient, or ask us to lead the alias elsewhere.',
  },
};
