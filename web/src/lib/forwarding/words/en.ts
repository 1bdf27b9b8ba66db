/** The words of the page for somebody who gets forwarded mail, in English. */
import type { Words } from './nb.ts';

export const en: Words = {
  title: 'Forwarded mail',
  none: 'This link is not whole. Open it from the letter, or copy all of it.',
  asks: (from) => `${from} wants to forward mail to you`,
  lead: (to) => `If you say yes, the mail that comes there is sent to ${to} as well. Nothing has been sent yet.`,
  yes: 'Yes, I want it',
  no: 'No, thanks',
  never: 'No, and never ask this address again',
  unknown: 'If this means nothing to you, you can leave it. Then nothing happens.',
  over: 'The question is too old',
  overText: (from) => `If you still want the mail, ${from} must have us ask again. You can say no at any time.`,
  confirmed: 'You get the mail',
  confirmedText: (from, to) =>
    `What comes to ${from} is forwarded to ${to}. Keep the letter: here you can stop it whenever you like.`,
  stop: 'Stop these mails',
  refused: 'You do not get the mail',
  refusedText: (from) => `Nothing is forwarded to you from ${from}.`,
  change: 'I changed my mind: yes, I want it',
  operator: 'The forwarding was set up by the operator',
  operatorText: (from) => `Mail for ${from} is forwarded to you. You can stop it here.`,
  broken: 'Something went wrong. Please try again in a moment.',
};
