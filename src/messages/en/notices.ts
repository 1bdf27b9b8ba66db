/** Messages from us in English: reports of mail that did not arrive, still waits, or was delivered. */
import type { notices as shape } from '../nb/notices.ts';

export const notices: typeof shape = {
  loopRefused: () => 'This message goes round in circles between servers and is stopped here.',
  dmarcRefused: (a) =>
    `The domain ${a.domain} asks that mail which cannot be confirmed as its own be refused. This one could not be confirmed.`,
  reportSender: () => 'Mail service',
  failedSubject: (a) => `Not delivered: ${a.subject}`,
  delayedSubject: (a) => `Still waiting: ${a.subject}`,
  sentSubject: (a) => `Delivered: ${a.subject}`,
  noSubject: () => '(no subject)',
  failedIntro: (a) =>
    a.count === 1
      ? 'Your message did not reach this recipient, and we have stopped trying:'
      : 'Your message did not reach these recipients, and we have stopped trying:',
  delayedIntro: (a) =>
    a.count === 1
      ? 'Your message has not reached this recipient yet. You need not do anything: we keep trying.'
      : 'Your message has not reached these recipients yet. You need not do anything: we keep trying.',
  sentIntro: (a) =>
    a.count === 1 ? 'Your message was delivered to this recipient:' : 'Your message was delivered to these recipients:',
  relayedNote: () =>
    "The recipient's server has taken the message but does not report by itself when it reaches the mailbox.",
  serverSaid: (a) => `The server ${a.host} answered:`,
  weSay: () => 'Reason:',
  nextTry: (a) => `Next try: ${a.when}`,
  giveUpAt: (a) => `We keep trying until ${a.when}. If it has not arrived by then, you will hear from us.`,
  expired: (a) => `We tried for ${a.days} days without getting through.`,
  dropped: () => 'The message was taken out of the queue by the operators and will not be sent.',
  todo: () => 'What you can do:',
  original: () => 'This is about the following message:',
  date: (a) => `Received by us: ${a.when}`,
  advice: {
    unknown: (a) =>
      `The address ${a.address} does not exist at the recipient's. Check for typing errors, or ask the recipient another way.`,
    full: () => "The recipient's mailbox is full. Wait a little and send again, or phone the recipient.",
    disabled: () => "The recipient's account is closed or no longer used. Contact the recipient another way.",
    domainDead: () =>
      'The domain after the @ takes no mail. Check it for typing errors. If it is right, the recipient has to get it mended.',
    tooLarge: () =>
      'The message is too large for the recipient. Share the attachment as a link, or make it smaller, and send again.',
    content: () =>
      "The recipient's filter did not like the content. Send again without links and attachments; if that works, it is one of them.",
    smtputf8: () =>
      "The recipient's server cannot take letters outside English in the address. Ask for an address without them.",
    loop: () => "Forwarding at the recipient's goes round in circles. The recipient has to mend that.",
    blocked: () => 'The recipient or their company blocks the sender. Ask the recipient to let you through.',
    ours: () => 'We who run the mail service have to mend this. Contact us and include this message.',
    authentication: () =>
      'The recipient cannot confirm that the message is from your domain. Whoever runs the domain has to mend SPF and DKIM.',
    other: () => 'Give the recipient the answer above another way: it tells their mail administrators what is wrong.',
  },
};
