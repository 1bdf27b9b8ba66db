/** The words about aliases on the page of a domain, in English. */
import type { Words } from './nb.ts';

export const en: Words = {
  title: 'Aliases',
  lead: 'Addresses without a mailbox of their own that lead mail to others.',
  none: 'The domain has no aliases.',
  contact: 'Should an alias be added or changed? Tell us.',
  leadsTo: 'leads to',
  stopped: 'Takes no mail now',
  stoppedText: 'Nobody the alias leads to has said yes. The sender is told why.',
  here: 'With us',
  waiting: 'Waiting for a yes',
  over: 'No answer',
  confirmed: 'Said yes',
  refused: 'Said no',
  operator: 'Set up by the operator',
  earlier: 'From before',
  text: {
    asked: (on, until) =>
      `We asked on ${on}.${until === '' ? '' : ` The link in the letter works until ${until}.`} Nothing is sent there before the answer is yes.`,
    over: (on) => `We asked on ${on}, and the time is over. Nothing is sent there.`,
    notAsked: 'The letter has not been sent yet. Nothing is sent there before the answer is yes.',
    refused: 'Nothing is sent there. The link in our letter still works if the recipient thinks better of it.',
    earlier: 'Set up before we began to ask recipients. It works as before.',
  },
  ask: 'Send the letter',
  again: 'Ask again',
  againFor: (address) => `Ask ${address} again`,
  sent: (address) => `We have sent a letter to ${address}.`,
};
