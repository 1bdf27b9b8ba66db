/** Words inside the letter when somebody answers or forwards, and about what is on its way, in English. */
import type { webmailWriting as nb } from '../nb/webmail-writing.ts';

export const webmailWriting: typeof nb = {
  wrote: (a) => `On ${a.when}, ${a.who} wrote:`,
  wroteUndated: (a) => `${a.who} wrote:`,
  forwarded: () => '---------- Forwarded message ----------',
  from: (a) => `From: ${a.value}`,
  date: (a) => `Date: ${a.value}`,
  subject: (a) => `Subject: ${a.value}`,
  to: (a) => `To: ${a.value}`,
  cc: (a) => `Cc: ${a.value}`,
  waiting: () => 'Waiting to be sent',
  queued: () => 'On its way',
  held: () => 'Held here for now',
  delivered: () => 'Delivered to the mailbox',
  sent: (a) => `Taken by ${a.host}`,
  delayed: (a) =>
    `Still waiting${a.host === '' ? '' : ` at ${a.host}`}${a.reply === '' ? '' : `: “${a.reply}”`}.${a.when === '' ? '' : ` We try again ${a.when}.`}`,
  bounced: (a) =>
    `Was not delivered${a.reply === '' ? '' : `: “${a.reply}”`}${a.host === '' ? '' : ` (${a.host})`}. You have been sent a message about it.`,
  refused: (a) => `Did not get it: “${a.reply}”`,
  /** Its copy in Sent. */
  unfiled: () =>
    'It was sent, but its copy found no room in Sent, because the mailbox is full. Delete something and we put it there; it is not sent again.',
};
