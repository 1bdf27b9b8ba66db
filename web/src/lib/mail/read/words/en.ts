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
    address: 'The address is real',
    proven: 'Verified',
    failed: 'Sender does not match',
    unproven: 'Not verified',
    ours: 'From us',
    why: {
      address: 'It does not mean that what it says is true.',
      proven: (domain) => `We checked that the message really comes from ${domain}.`,
      failed: (domain) =>
        `The message says it is from ${domain}, but the check found otherwise. Be careful with links, attachments and payments.`,
      unproven: (domain) =>
        `We cannot check that the message comes from ${domain}. That is common and does not mean that anything is wrong, but the name may be made up. Call or ask in another way before you pay or tell anything.`,
      ours: 'We at the mail service wrote this ourselves and put it into your mailbox.',
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
    alwaysWhat: (address) =>
      `Pictures from ${address} are fetched without asking, but only when the sender is verified.`,
    kept: (address) =>
      `Pictures from ${address} are always shown when the sender is verified. They are fetched through us.`,
    ask: 'Ask again next time',
    trackers: (count) =>
      count === 1
        ? 'One invisible tracking picture was stopped.'
        : `${count} invisible tracking pictures were stopped.`,
  },
  hints: {
    title: 'Look twice',
    'authentication-failed': (domain) =>
      `The message says it is from ${domain}, but our check does not agree. It may be forged.`,
    'sender-differs': (shown, address) => `The name shows ${shown}, but the message was sent from ${address}.`,
    'reply-elsewhere': (address) => `If you reply, the reply goes to ${address}, not to the sender.`,
    'looks-like': (domain, known) => `${domain} looks like ${known}, but is not the same.`,
    'own-address': (address) =>
      `The message names your own address, ${address}, as the sender, but we cannot confirm that it is from you. Anybody can write another’s address on a message. It does not mean that somebody is in your mailbox.`,
    'not-from-us': (address) =>
      `The message claims to be from us, your mail service, and names ${address} as the sender, but it came from outside. We did not send it. Never type your password on a page it leads to.`,
    'link-differs': (shown, leads) => `A link shows ${shown}, but leads to ${leads}.`,
    'first-contact': 'You have not written to this sender before.',
    advice: 'If in doubt, leave links and attachments alone, and ask the sender by phone or in another way.',
    'in-junk': 'The message is in Junk. Leave pictures and links alone if you do not know the sender.',
    'in-junk-failed': 'The message is in Junk because the sender could not be verified.',
  },
  files: {
    title: (count) => (count === 1 ? 'One attachment' : `${count} attachments`),
    all: 'Download all',
    download: (name) => `Download ${name}`,
    open: (name) => `Open the message ${name}`,
    risky: 'Can run on your computer. Open it only if you expect it.',
    away: 'Attachments can be fetched when the connection is back.',
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
  leave: {
    title: 'Unsubscribe',
    start: 'Unsubscribe',
    left: (when) => `You unsubscribed ${when}.`,
    once: 'Unsubscribe once more',
    askClick: (name, host) =>
      `No more messages from ${name}? We tell ${host} for you. They learn that it is about your address, and nothing else.`,
    askMail: (name, to) =>
      `No more messages from ${name}? The list wants an e-mail to ${to}. We send it from you, and you can undo as usual.`,
    askPage: (host) =>
      `This list can only be left on a web page at ${host}. It opens in a new tab. Do not give your password there.`,
    yes: 'Yes, unsubscribe',
    send: 'Yes, send the e-mail',
    no: 'No, keep them',
    open: (host) => `Open the page at ${host}`,
    asking: (host) => `Asking ${host} …`,
    done: (host) => `${host} said yes. It may take a few days before the messages stop.`,
    sent: (name) => `The e-mail to ${name} is on its way. It may take a few days before the messages stop.`,
    refused: (host, status) => `${host} did not accept it (answer ${status}). You are probably still on the list.`,
    silent: (host) => `${host} did not answer. We do not know whether you are off the list.`,
    unreachable: (host) => `We got no safe connection to ${host}, so nothing was sent. You are still on the list.`,
    closed: (host) =>
      `${host} is no address on the open internet, so we did not ask there. Mark the message as spam instead.`,
  },
  away: 'You are offline. This is the message as you last saw it, as plain text. Pictures and attachments come when the connection is back.',
  unfetched: 'The content could not be fetched just now. Here is the text of the message.',
  retry: 'Try again',
  paperFailed: 'The printout could not be made just now. Try again when the connection is back.',
  gone: 'The message is no longer here',
};
