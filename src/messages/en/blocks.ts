/** Blocks in one line in English, as the mail program shows them when something is refused, and words of the command line. */
import type { BlockWords } from '../block-words.ts';

export const blocks: BlockWords = {
  what: {
    'mailbox-hour': (a) =>
      a.young
        ? `${a.name} is new here and has used the hourly limit for new mailboxes: sent ${a.sent} of ${a.limit}.`
        : `${a.name} has reached its hourly limit: sent ${a.sent} of ${a.limit} in the last ${a.window}.`,
    'domain-hour': (a) =>
      `All addresses at ${a.name} together have reached the hourly limit: sent ${a.sent} of ${a.limit} in the last ${a.window}.`,
    'mailbox-day': (a) =>
      `${a.name} has reached its daily limit: sent ${a.sent} of ${a.limit}. Outgoing mail is closed; incoming mail works as before.`,
    'abuse-volume': (a) =>
      `Outgoing mail from ${a.name} is closed: an unusual amount sent in a short time (${a.sent}).`,
    'abuse-recipients': (a) =>
      `Outgoing mail from ${a.name} is closed: ${a.sent} first-time recipients in a day, the limit is ${a.limit}.`,
    'abuse-countries': (a) =>
      `Outgoing mail from ${a.name} is closed: sign-ins from several countries (${a.countries}).`,
    'abuse-content': (a) =>
      `Outgoing mail from ${a.name} is closed: the same content was sent from ${a.mailboxes} mailboxes.`,
    'abuse-bounces': (a) => `Outgoing mail from ${a.name} is closed: ${a.bounced} of ${a.sent} came back.`,
    'bulk-rules': (a) =>
      `This mailing does not follow the rules for mass mail.${a.missing ? ` Missing: ${a.missing}.` : ''}`,
    'quarantine-host': (a) => `${a.name} is in quarantine with us.${a.reason ? ` Reason: ${a.reason}` : ''}`,
    'quarantine-registry': (a) =>
      `The registry has taken the domain ${a.name} out of service.${a.phase ? ` Status: ${a.phase}.` : ''}`,
    unpaid: (a) => `Mail for ${a.name} is stopped: ${a.invoice ? `invoice ${a.invoice}` : 'an invoice'} is unpaid.`,
    'failed-sign-ins': (a) => `Sign-in from ${a.name} is stopped after many failed attempts.`,
    operator: (a) => `Mail for ${a.name} has been stopped by us.${a.reason ? ` Reason: ${a.reason}` : ''}`,
  },
  opens: {
    time: (a) => `Opens by itself ${a.when}.`,
    payment: () => 'Opens as soon as the payment is registered.',
    customer: () => 'You can open it yourself in the customer centre.',
    support: () => 'Contact us to open it.',
  },
  resend: 'Send again after that; trying earlier does not help.',
  more: (a) => `More: ${a.url}`,
  held: (a) =>
    `${a.when === '' ? 'Your message is accepted and held until the block is over.' : `Your message is accepted and held; it will be sent by itself ${a.when}.`}${a.url === '' ? '' : ` More: ${a.url}`}`,
  stranger: 'This address cannot take mail right now. Your message is not lost; please try again later.',
  window: (a) =>
    a.seconds === 86_400
      ? 'day'
      : a.seconds === 3600
        ? 'hour'
        : a.seconds % 60 === 0
          ? `${a.seconds / 60} minutes`
          : `${a.seconds} seconds`,
  never: 'until someone opens it',
  none: 'No blocks.',
  attempts: (a) => (a.count === 1 ? '1 attempt' : `${a.count} attempts`),
  lifted: (a) => `Over since ${a.when} (${a.by}).`,
};
