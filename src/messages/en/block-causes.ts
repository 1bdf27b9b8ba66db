/** Causes and fixes about our own limits and blocks, in English. Added in causes.ts and fixes.ts. */
import type { BlockCauseTexts, BlockFixTexts } from '../shape.ts';
import type { Told } from '../shape.ts';

const hour = (a: Told): string => (a.minutes === '60' ? 'in the last hour' : `in the last ${a.minutes} minutes`);
const meanwhile = (a: Told): string =>
  a.refused === '0'
    ? ''
    : a.mode === 'hold'
      ? ` Waiting with us, to be sent by itself: ${a.refusedMessages}.`
      : ` Refused since then, to be sent again: ${a.refusedMessages}.`;
const reason = (a: Told): string => (a.reason ? ` The reason: ${a.reason.replace(/([^.!?…])$/, '$1.')}` : '');

export const blockCauses: BlockCauseTexts = {
  'snd-account-hour-limit': {
    title: 'The hourly limit of the mailbox is reached',
    what: (a) =>
      `${a.name} sent ${a.sent} of ${a.limit} ${hour(a)}. Sending has been stopped since ${a.sinceAt} and opens by itself ${a.endsAt}.${meanwhile(a)}`,
    why: 'Incoming mail works as before. Trying again earlier does not help, but does not make the wait longer either.',
  },
  'snd-new-account-warmup': {
    title: 'New mailboxes have a lower hourly limit',
    what: (a) =>
      `${a.name} is younger than ${a.youngDays} days and sent ${a.sent} of ${a.limit} ${hour(a)}. Sending opens by itself ${a.endsAt}.${meanwhile(a)}`,
    why: 'New accounts are the ones most often abused for spam. The limit rises by itself as the mailbox gets older.',
  },
  'snd-domain-hour-limit': {
    title: 'The hourly limit of the whole domain is reached',
    what: (a) =>
      `Everybody at ${a.name} together sent ${a.sent} of ${a.limit} ${hour(a)}${a.heaviest ? `; most came from ${a.heaviest} (${a.heaviestSent})` : ''}. Sending opens by itself ${a.endsAt}.${meanwhile(a)}`,
    why: 'The limit is on the sum, so those who sent little have to wait as well.',
  },
  'snd-account-day-limit': {
    title: 'The daily limit is reached and outgoing mail is closed',
    what: (a) =>
      `${a.name} sent ${a.sent} of ${a.limit} in a day. Outgoing mail has been closed since ${a.sinceAt}.${meanwhile(a)}`,
    why: 'So much mail may mean that somebody else uses the account, so it is looked at before it opens. Incoming mail works as before.',
  },
  'snd-outbound-operator': {
    title: 'Outgoing mail was stopped by us',
    what: (a) =>
      `We stopped outgoing mail for ${a.name} ${a.sinceAt}.${reason(a)}${a.endsAt ? ` It opens by itself ${a.endsAt}.` : ''}${meanwhile(a)}`,
    why: 'Incoming mail works as before, and so does signing in.',
  },
  'acc-mailbox-suspended': {
    title: 'Mail was stopped by us',
    what: (a) =>
      `We stopped mail for ${a.name} ${a.sinceAt}.${reason(a)}${a.endsAt ? ` It opens by itself ${a.endsAt}.` : ''}`,
    why: 'Mail that comes in meanwhile is not lost at once: its senders try again for some days.',
  },
  'snd-lost-during-block': {
    title: 'Messages were refused and must be sent again',
    what: (a) =>
      `Sending from ${a.name} was stopped from ${a.sinceAt} until ${a.endedAt}. Refused and not sent since: ${a.refusedMessages}, among them to ${a.recipients}.`,
    why: 'Sending is open again, but what was refused is not sent by itself.',
  },
  'snd-recipients-per-message': {
    title: 'Too many recipients in one message',
    what: (a) =>
      `${a.deviceText} wanted to send one message to more recipients than a message can have, last ${a.lastAt}.`,
    why: 'A message can have a certain number of recipients, whether they stand in To, Cc or Bcc.',
  },
};

export const blockFixes: BlockFixTexts = {
  'wait-for-end': (a) => `Wait until ${a.endsAt}. Then sending opens by itself.`,
  'raise-limit': () => 'If you need to send more each hour, ask us for a higher limit.',
  'ask-heaviest-sender': (a) =>
    `Ask whoever uses ${a.address} what is being sent. If nobody there knows, change the password.`,
  'secure-and-open': () =>
    'Change the password, revoke app passwords you do not recognise, look through forwarding rules, and open again in the customer centre.',
  'ask-support': () => 'Contact us, and we look at it together and open it again.',
  'send-again': (a) => `Send it again now. It concerns ${a.recipients}, among others.`,
  'split-recipients': () => 'Split the recipients over several messages, or use a mailing list.',
};
