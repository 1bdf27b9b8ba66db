/** Words for causes of messages on their way, and the service itself in English. */
import type { TRAFFIC_FIXES } from '#src/diagnosis/causes/traffic/fixes.ts';
import type { TrafficCause } from '#src/diagnosis/causes/traffic/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

const answer = (a: Told): string =>
  a.isOurs === 'yes'
    ? `When we last tried, ${a.triedAt}: ${a.answer}.`
    : `${a.host} answered ${a.triedAt}: “${a.answer}”.`;
const PARTS: Readonly<Record<string, string>> = {
  all: 'the mail service',
  sending: 'sending mail',
  receiving: 'receiving mail',
  reading: 'reading mail',
};
const from = (a: Told): string => (a.sender === '' ? 'Mail' : `Mail from ${a.sender}`);

export const trafficCauses: Pick<CauseTexts, TrafficCause> = {
  'snd-deferred-queue': {
    title: 'The mail waits in our queue',
    what: (a) =>
      `The message to ${a.recipient} of ${a.sentAt} is not delivered yet. ${answer(a)} We try again ${a.nextTryAt}.`,
    why: "The recipient's server does not take mail right now. The message is safe with us; we try for five days before it comes back.",
  },
  'svc-queue-stuck': {
    title: 'Our queue stands still',
    what: (a) =>
      a.byHand === 'yes'
        ? `Mail to ${a.destination} is held back here. ${a.countMessages} of yours wait; the oldest in the queue came ${a.oldestAt}.`
        : `Mail to ${a.destination} piles up here: ${a.waiting} in the queue from several senders. ${a.countMessages} are yours; the oldest came ${a.oldestAt}.`,
    why: 'This is on our side, not yours. Nothing is lost, and nothing needs to be sent again.',
  },
  'snd-remote-refused': {
    title: "The recipient's server refused the message",
    what: (a) => `The message to ${a.recipient} was refused and came back. ${answer(a)}`,
    why: "The recipient's server said no. Its answer does not clearly say why, so only those who run it can explain.",
  },
  'snd-bounce-misdirected': {
    title: 'The return went to somebody else',
    what: (a) =>
      `The message to ${a.recipient} was not delivered. ${
        a.toldTo === ''
          ? 'Nobody was told, because the program that sent it asked not to be.'
          : `The report went to ${a.toldTo}, which does not lead to you.`
      } ${answer(a)}`,
    why: 'So it looked as if all went well. Returns go to the address on the envelope, not to the one in the From field.',
  },
  'snd-in-recipient-junk': {
    title: "The recipient's server put the message in junk",
    what: (a) => `The message to ${a.recipient} was taken ${a.triedAt}. The answer was: “${a.answer}”.`,
    why: 'So it is delivered, but not seen in the inbox. Their filter chose that.',
  },
  'acc-forward-target-rejects': {
    title: 'The forwarded mail is refused',
    what: (a) =>
      `Mail to ${a.alias} is passed on to ${a.recipient}, but was refused there. ${answer(a)} It came from ${a.sender}.`,
    why: 'What is refused there does not reach that address. Where no copy stays here, the sender is told.',
  },
  'cli-recipient-autocomplete-stale': {
    title: 'The address is nearly right',
    what: (a) => `${a.recipient} does not exist. You usually write to ${a.meant}, last ${a.lastGoodAt}.`,
    why: 'Mail programs suggest addresses used before, also those that were misspelt once.',
  },
  'acc-spam-rejected-inbound': {
    title: 'We refused mail from somebody you know',
    what: (a) =>
      `${from(a)} was refused here, last ${a.lastAt} (${a.countTimes}). It did not pass the check that the sender's own domain asks for.`,
    why: 'The domain asks everyone to refuse mail that is not signed right (DMARC). Either they sent it another way than usual, or it was a forgery.',
  },
  'svc-inbound-geo-filter': {
    title: 'We shut out the network the sender uses',
    what: (a) =>
      `${from(a)} was refused here, last ${a.lastAt}. The network it came from (${a.remoteAddress}) is blocked by us.`,
    why: 'Networks that are abused can be blocked for everybody. That also hits those who write to you from there.',
  },
  'cli-device-bare-lf': {
    title: 'A device or program ends its lines wrongly',
    what: (a) => `${from(a)} was refused here, last ${a.lastAt}, because its lines do not end the way mail requires.`,
    why: 'Such lines can be used to smuggle in forged messages, so most servers refuse them. Scanners and scripts are the usual ones.',
  },
  'cli-line-too-long': {
    title: 'The message has a line that is far too long',
    what: (a) => `${from(a)} was refused here, last ${a.lastAt}, because one line in it is longer than mail can carry.`,
    why: 'Programs that make HTML or attach files without splitting them do this. Ordinary mail programs do not.',
  },
  'svc-disk-full': {
    title: 'We have no room for new mail right now',
    what: (a) =>
      a.low === 'yes'
        ? `Our storage is nearly full: ${a.freeBytes} is left. Then no new mail is taken.`
        : `We could not store mail for you, last ${a.lastAt} (${a.countTimes}). Nothing has been stored since.`,
    why: 'The fault is ours. Other servers try again by themselves, so what is on its way to you is not lost.',
  },
  'svc-auth-backend-down': {
    title: 'We could not check passwords',
    what: (a) =>
      `Your password was not checked ${a.lastAt}: the check was down here, for ${a.names} mailboxes. ${
        a.isOver === 'yes' ? `It has worked again since ${a.okAt}.` : 'It is not up again yet.'
      }`,
    why: 'So a program may ask for the password again although it is right.',
  },
  'svc-maintenance': {
    title: 'Planned work on our side',
    what: (a) => `We work on ${PARTS[a.part] ?? PARTS['all']} from ${a.fromAt} until ${a.untilAt}. ${a.text}`,
    why: 'Meanwhile mail may stand still. What is on its way arrives afterwards.',
  },
  'snd-failure-ratio-block': {
    title: 'Too much mail came back',
    what: (a) =>
      `Outgoing mail of ${a.address} was closed ${a.sinceAt}: ${a.bounced} of ${a.sent} messages came back (${a.percent} %, the limit is ${a.limit} %).`,
    why: 'Many returns point to an old list or guessed addresses. Other servers then begin to refuse everything from us. Incoming mail goes on.',
  },
  'bil-card-failed': {
    title: 'The card payment failed',
    what: (a) =>
      `The charge of ${a.amount} for invoice ${a.invoice} failed ${a.failedAt}${a.reason ? ` (${a.reason})` : ''}. The invoice was due ${a.dueDate} and is not paid.${a.isStopped === 'yes' ? ' That is why mail is stopped.' : ''}`,
    why: 'The card may have expired, been replaced, or been declined by the bank. While the invoice is unpaid, mail stops.',
  },
  'bil-cancelled': {
    title: 'Mail for the domain has ended here',
    what: (a) =>
      `Mail for ${a.domain} ended here ${a.endedAt}. Its MX still leads here (${a.hostname}), so everything sent there is refused.`,
    why: 'Mail is delivered where MX points. As long as it points here, nothing arrives.',
  },
};
export const trafficFixes: Pick<FixTexts, keyof typeof TRAFFIC_FIXES> = {
  'wait-for-next-try': (a) => `Wait. We try again ${a.nextTryAt} and give up ${a.givesUpAt}; then you are told.`,
  'reach-otherwise': () => 'If it is urgent, call the recipient or use another address.',
  'release-from-queue': (a) =>
    `Release the queue to ${a.destination}: postvakt queue release --domain ${a.destination}.`,
  'clear-backlog': (a) => `Look at the queue to ${a.destination}: postvakt queue list --domain ${a.destination}.`,
  'show-refusal-to-recipient': (a) =>
    `Give the answer of ${a.host} to the recipient (${a.recipient}) another way, and ask them to show it to whoever runs their mail.`,
  'read-return-here': (a) =>
    `The answer above is the whole return for ${a.recipient}. Correct the address or reach them another way.`,
  'use-own-return-path': (a) =>
    `Set the return path (envelope sender) in the program to ${a.address}, and let it be told of failures.`,
  'ask-recipient-to-look-in-junk': (a) =>
    `Ask ${a.recipient} to look in junk or quarantine and mark the message as wanted. Their server's answer: “${a.answer}”.`,
  'change-forward-target': (a) =>
    `Correct or remove the forwarding from ${a.alias} to ${a.recipient}${a.isOwn ? '' : `, or turn ${a.alias} into a mailbox of its own`}.`,
  'delete-suggestion': (a) => `Delete the suggestion ${a.recipient} in the address field and send again to ${a.meant}.`,
  'show-refusal-to-sender': (a) =>
    `Ask ${a.sender} to show this to whoever runs their mail: it must be sent through a server that the domain's SPF or DKIM approves.`,
  'open-network': (a) =>
    `Look at the block of ${a.network} with postvakt block list, and lift it if the sender (${a.sender}) is to get through.`,
  'send-signed-in': () =>
    'If it is your own scanner or script: let it sign in and send on port 465 or 587. There we correct the lines ourselves.',
  'mend-line-ends': (a) =>
    `Whoever runs ${a.sender || 'the sender'} must update the device, or let lines end with CR and LF.`,
  'mend-long-lines': () =>
    'Split the lines (998 characters at most), or let the program send base64 or quoted-printable.',
  'make-room-on-disk': () => 'The operator must free disk space and look at postvakt doctor.',
  'keep-password': (a) => `Do not change the password of ${a.address || 'the mailbox'}. Try again in a while.`,
  'wait-for-service': () => 'The operator must look at the database behind sign-in.',
  'wait-for-maintenance': (a) => `Wait until ${a.untilAt}. You need not change anything.`,
  'clean-recipient-list': () => 'Take out the addresses that came back before you send more. The returns name them.',
  'give-new-card': (a) => `Enter a card that works; ${a.amount} is then charged again.`,
  'move-mail-elsewhere': (a) => `If mail has moved, change the MX of ${a.domain} to the new provider.`,
  'order-mail-again': (a) => `If mail is to be here, ask us to set up ${a.domain} again.`,
};
