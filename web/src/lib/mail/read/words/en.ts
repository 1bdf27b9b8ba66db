/** An open message. */
import type { Words } from './nb.ts';

export const en: Words = {
  loading: 'Fetching the message',
  document: 'Content of the message',
  nobody: 'Unknown sender',
  noOne: 'No recipients are named',
  me: 'me',
  to: (names) => `to ${names}`,
  more: (count) => `and ${count} more`,
  details: 'Show all addresses',
  lessDetails: 'Hide the addresses',
  fields: { from: 'From', to: 'To', cc: 'Copy', bcc: 'Blind copy', replyTo: 'Replies go to', at: 'Sent', list: 'List' },
  proof: {
    proven: 'Verified',
    failed: 'Not verified',
    unproven: 'Not verified',
    why: {
      proven: (domain) => `We checked that the message really comes from ${domain}.`,
      failed: (domain) =>
        `The message says it is from ${domain}, but the check found otherwise. Be careful with links, attachments and payments.`,
      unproven: (domain) =>
        `${domain} offers no way to check the sender, or the message came in before we could. That is common, but the name may be made up.`,
    },
    details: (spf, dkim, dmarc) => `SPF: ${spf} · DKIM: ${dkim} · DMARC: ${dmarc}`,
  },
  actions: {
    reply: 'Reply',
    replyAll: 'Reply all',
    forward: 'Forward',
    more: 'More',
    print: 'Print',
    source: 'Show source',
    saveSource: 'Save as a file',
    alone: 'Open on its own',
    plain: 'Show as plain text',
    html: 'Show as designed',
    rule: 'Make a rule of this',
    block: 'Block the sender',
    spam: 'This is spam',
  },
  images: {
    away: (count) =>
      count === 1
        ? 'One picture was not fetched, so the sender cannot see that you opened the message.'
        : `${count} pictures were not fetched, so the sender cannot see that you opened the message.`,
    shown:
      'Pictures are fetched through us. The sender can see that they were fetched, but not where you are or what you use.',
    show: 'Show pictures',
    always: 'Always show from this sender',
    alwaysWhat: 'The sender goes into your address book, and pictures from people there are shown.',
    trackers: (count) =>
      count === 1
        ? 'One invisible tracking picture was stopped.'
        : `${count} invisible tracking pictures were stopped.`,
  },
  hints: {
    title: 'Look twice',
    'authentication-failed': (domain) =>
      `The message says it is from ${domain}, but that was not verified. If in doubt, ask the sender in another way.`,
    'sender-differs': (shown, address) => `The name shows ${shown}, but the message was sent from ${address}.`,
    'reply-elsewhere': (address) => `If you reply, the reply goes to ${address}, not to the sender.`,
    'looks-like': (domain, known) => `${domain} looks like ${known}, but is not the same.`,
    'own-address': (address) => `The message seems to come from ${address}, your own address, but you did not send it.`,
    'link-differs': (shown, leads) => `A link shows ${shown}, but leads to ${leads}.`,
    'first-contact': 'You have not been in touch with this sender before.',
    'in-junk': 'The message is in Junk. Leave pictures and links alone if you do not know the sender.',
    'in-junk-failed': 'The message is in Junk because the sender could not be verified.',
  },
  files: {
    title: (count) => (count === 1 ? 'One attachment' : `${count} attachments`),
    all: 'Download all',
    download: (name) => `Download ${name}`,
    open: (name) => `Open the message ${name}`,
    risky: 'Can run on your computer. Open it only if you expect it.',
    back: 'Back to the message it was in',
  },
  broken: 'Something in the message is broken',
  brokenSource: 'See the source',
  cut: 'The text is so long that only the beginning is shown. The source has all of it.',
  protection: {
    signed: 'The message is signed. We have not checked the signature.',
    encrypted: 'The message is encrypted and cannot be read here. Open it in a program that has your key.',
  },
  quoted: 'Show what was quoted',
  quotedHide: 'Hide what was quoted',
  empty: 'The message has no text.',
  event: {
    invitation: 'Invitation',
    answer: 'Answer to an invitation',
    cancelled: 'Cancelled',
    event: 'Event',
    when: 'When',
    where: 'Where',
    from: 'From',
    repeats: 'Repeats',
    allDay: 'all day',
  },
  report: {
    failed: (address) => `Could not be delivered to ${address}.`,
    delayed: (address) => `Is not delivered to ${address} yet. It is still being tried.`,
    delivered: (address) => `Was delivered to ${address}.`,
    relayed: (address) => `Was passed on to ${address}. The server there gives no receipt.`,
    expanded: (address) => `Was passed on from ${address}.`,
    said: 'What the other side answered',
    explain: 'Find out why',
  },
  unsubscribe: 'Unsubscribe',
  gone: 'The message is no longer here',
};
