/** Notices by mail, in English: what is stopped, since when, until when, what to do, and what has to be sent again. */
import type { RulesWords } from '../notice-shape.ts';
import type { Told } from '../shape.ts';

const numbers = (a: Told): string => (a.sent && a.limit ? ` (${a.sent} sent, the limit is ${a.limit})` : '');
const resend = 'Messages that were refused while sending was stopped have to be sent again afterwards.';
const secure =
  'To open it again: change the password of the mailbox, revoke app passwords you do not need, and look for forwarding rules you do not recognise. After that you can open it yourself in the customer centre, or ask us to.';

const started: RulesWords = {
  'mailbox-hour': {
    title: (a) => `Sending from ${a.name} is stopped until ${a.until}`,
    what: (a) => `More recipients an hour were written to from ${a.name} than the plan allows${numbers(a)}.`,
    todo: () =>
      `You need not do anything: it opens by itself. ${resend} If you do not recognise what was sent, change the password at once.`,
  },
  'domain-hour': {
    title: (a) => `Sending from ${a.name} is stopped until ${a.until}`,
    what: (a) =>
      `All addresses of ${a.name} together wrote to more recipients an hour than the domain may${numbers(a)}.`,
    todo: () =>
      `You need not do anything: it opens by itself. ${resend} If you do not recognise what was sent, change the passwords of the mailboxes.`,
  },
  'mailbox-day': {
    title: (a) => `Outgoing mail from ${a.name} is closed`,
    what: (a) =>
      `An unusual amount of mail was sent from ${a.name} in one day${numbers(a)}. Someone else may be using the account, so we have closed outgoing mail.`,
    todo: () => secure,
  },
  'abuse-volume': {
    title: (a) => `Outgoing mail from ${a.name} is closed: an unusual amount in a short time`,
    what: (a) =>
      `${a.name} has sent ${a.sent} messages today. On the busiest of the last 30 days it was ${a.busiest}. Someone else may be using the account.`,
    todo: () => secure,
  },
  'abuse-recipients': {
    title: (a) => `Outgoing mail from ${a.name} is closed: many unknown recipients`,
    what: (a) =>
      `Today ${a.name} has written to ${a.sent} recipients it never wrote to before. The limit is ${a.limit}. Someone else may be using the account.`,
    todo: () => secure,
  },
  'abuse-countries': {
    title: (a) => `Outgoing mail from ${a.name} is closed: sign-ins from several countries`,
    what: (a) =>
      `Someone signed in to ${a.name} from ${a.countries} within ${a.window}. One person can hardly be in all these places.`,
    todo: () => `${secure} If it was you travelling, tell us and we open it.`,
  },
  'abuse-content': {
    title: (a) => `Outgoing mail from ${a.name} is closed: the same content from several customers`,
    what: (a) =>
      `A message from ${a.name} is nearly the same as messages sent today from ${a.mailboxes} mailboxes of different customers. That is how spam from hijacked accounts looks.`,
    todo: () => secure,
  },
  'abuse-bounces': {
    title: (a) => `Outgoing mail from ${a.name} is closed: many addresses do not exist`,
    what: (a) =>
      `${a.percent} % of what ${a.name} sent today (${a.bounced} of ${a.sent}) came back. That points to an old address list or to abuse.`,
    todo: () => `${secure} If it is an address list, remove the addresses that came back before you send again.`,
  },
  'bulk-rules': {
    title: (a) => `A mass mailing from ${a.name} is stopped`,
    what: (a) =>
      `A mailing from ${a.name} does not follow the rules for newsletters.${a.missing ? ` This is missing: ${a.missing}.` : ''}`,
    todo: () =>
      'Add what is missing and send again, or use a newsletter service. Ordinary mail to single people is not affected.',
  },
  'quarantine-host': {
    title: (a) => `The domain ${a.name} is in quarantine`,
    what: (a) => `We have put ${a.name} in quarantine.${a.reason ? ` The reason: ${a.reason}` : ''}`,
    todo: () => 'Contact us and we will tell you what is needed. What is in the mailboxes stays there.',
  },
  'quarantine-registry': {
    title: (a) => `The domain ${a.name} is in quarantine at the registry`,
    what: (a) =>
      `The registry in charge of ${a.name} has taken the domain out of service.${a.phase ? ` State: ${a.phase}.` : ''}`,
    todo: () =>
      'Ask the registrar of the domain to renew it now. After the last day the name is deleted and others can take it.',
  },
  unpaid: {
    title: (a) => `Mail for ${a.name} is stopped: an invoice is unpaid`,
    what: (a) =>
      `${a.invoice ? `Invoice ${a.invoice}` : 'An invoice'} is unpaid.${a.dueAt ? ` It was due ${a.dueAt}.` : ''}`,
    todo: () =>
      'Pay the invoice and everything opens by itself once the payment is registered. If it is paid, send us the receipt.',
  },
  'failed-sign-ins': {
    title: (a) => `Sign-in from ${a.name} is stopped`,
    what: (a) => `There were many failed sign-ins from ${a.name}.${a.failures ? ` Number: ${a.failures}.` : ''}`,
    todo: () =>
      'Look for a phone or computer with an old password and correct it there. If you sign in to the customer centre from the same place, we open it at once.',
  },
  operator: {
    title: (a) => `Mail for ${a.name} is stopped`,
    what: (a) => `We have stopped mail for ${a.name}.${a.reason ? ` The reason: ${a.reason}` : ''}`,
    todo: () => 'Contact us and we will help you on.',
  },
};

export const blockNotices = {
  sender: 'Mail service',
  greeting: 'Hello,',
  window: (a: { hours: number; minutes: number }): string =>
    a.hours === 24 ? 'one day' : a.hours === 1 ? 'one hour' : a.hours > 1 ? `${a.hours} hours` : `${a.minutes} minutes`,
  started,
  since: (a: { when: string }): string => `It has been so since ${a.when}.`,
  until: (a: { when: string }): string => `It lasts until ${a.when}.`,
  untilSomeone: {
    payment: 'It lasts until the payment is registered.',
    customer: 'It lasts until you or we open it again.',
    support: 'It lasts until we open it again.',
    time: 'It passes by itself.',
  },
  meanwhile: {
    outgoing: 'Mail to you arrives as usual, and you can read it.',
    both: 'You can still sign in and read what is in the mailbox. Mail to you is not lost at once: senders try again for some days.',
    incoming:
      'You can still sign in, read and send. New mail to you waits at the senders, who try again for some days.',
    'sign-in': 'Mail to you arrives as usual and waits for you. Webmail works from other networks.',
  },
  held: 'Messages you send meanwhile wait here and go out by themselves.',
  refused: (a: { count: number }): string =>
    a.count === 1
      ? 'This message was refused and has to be sent again:'
      : 'These messages were refused and have to be sent again:',
  heldList: (a: { count: number }): string =>
    a.count === 1 ? 'This message is waiting:' : 'These messages are waiting:',
  attempt: (a: { to: string; subject: string; when: string }): string =>
    a.subject === '' ? `to ${a.to}, ${a.when}` : `to ${a.to}: “${a.subject}”, ${a.when}`,
  more: (a: { count: number }): string => `… and ${a.count} more`,
  link: (a: { url: string }): string => `See how things stand now: ${a.url}`,
  footer: (a: { zone: string }): string =>
    `This message was sent automatically and cannot be answered. All times are in the time zone ${a.zone}.`,
  lifted: {
    title: (a: { name: string }): string => `Mail for ${a.name} is open again`,
    by: {
      time: (a: { name: string }): string => `The time is over, and ${a.name} can be used as usual again.`,
      payment: (a: { name: string }): string =>
        `The payment is registered, thank you. ${a.name} can be used as usual again.`,
      customer: (a: { name: string }): string => `You have opened it again. ${a.name} can be used as usual.`,
      support: (a: { name: string }): string => `We have opened it again. ${a.name} can be used as usual.`,
    },
    nothingLost: 'No messages were refused meanwhile.',
  },
  limitNear: {
    title: (a: Told): string => `${a.name} is close to its sending limit`,
    what: (a: Told): string =>
      `${a.name} has used ${a.sent} of ${a.limit} ${a.rule === 'mailbox-day' ? 'recipients today' : 'recipients in the last hour'}.`,
    todo: (a: Told): string =>
      a.rule === 'mailbox-day'
        ? 'Beyond it we close outgoing mail. Leave until tomorrow what can wait. If you do not recognise what was sent, change the password now.'
        : 'Beyond it sending stops for a while. Send the rest a little later. If you do not recognise what was sent, change the password now.',
  },
  invoice: {
    issued: {
      title: (a: Told): string => `Invoice ${a.invoice}`,
      what: (a: Told): string => `Invoice ${a.invoice} is ready in the customer centre.`,
    },
    reminder: {
      title: (a: Told): string => `Reminder: invoice ${a.invoice}`,
      what: (a: Told): string =>
        `We have not registered a payment for invoice ${a.invoice}. If it is paid, please disregard this.`,
    },
    'last-notice': {
      title: (a: Told): string => `Last notice: invoice ${a.invoice}`,
      what: (a: Told): string =>
        `Invoice ${a.invoice} is still unpaid. If it is not paid now, we stop outgoing mail. Incoming mail is accepted for some time yet.`,
    },
    stopped: {
      title: (a: Told): string => `Mail is stopped: invoice ${a.invoice}`,
      what: (a: Told): string =>
        `Invoice ${a.invoice} is unpaid, and outgoing mail is stopped. You can sign in and pay; then everything opens by itself.`,
    },
    paid: {
      title: (a: Told): string => `Invoice ${a.invoice} is paid`,
      what: (a: Told): string => `We have registered the payment for invoice ${a.invoice}. Thank you.`,
    },
  },
  contact: {
    title: (a: Told): string => `The contact address ${a.contact} should be changed`,
    'on-own-domain': (a: Told): string =>
      `The contact address ${a.contact} is on a domain you have with us. If the domain stops, our notices do not reach you.`,
    bounced: (a: Told): string => `Mail from us to the contact address ${a.contact} came back.`,
    'never-confirmed': (a: Told): string => `The contact address ${a.contact} was never confirmed.`,
    todo: 'Add an address at another provider in the customer centre, and confirm it.',
  },
  newCountry: {
    title: (a: Told): string => `New sign-in to ${a.mailbox} from ${a.country}`,
    what: (a: Told): string =>
      `Someone signed in to ${a.mailbox} from ${a.country}, ${a.when}. The password was right.`,
    todo: 'If it was you, you need not do anything. If it was not, change the password now and revoke the app passwords.',
  },
  folded: {
    title: (a: { count: number }): string => `${a.count} more notices`,
    what: 'There were many notices in one day, so we have gathered the rest here:',
  },
};
