/** What the customer centre itself says, in English. Keys are those of service/centre. */
import type { centre as shape } from '../nb/centre.ts';

export const centre: typeof shape = {
  well: () => 'Everything works. Nothing is stopped on our side.',
  moreStops: ({ count }) => (count === 1 ? 'One more thing is stopped.' : `${count} more things are stopped too.`),
  payFirst: () => 'Pay the invoice',
  seeStop: () => 'See what is stopped and when it opens again',
  full: ({ address }) => `The mailbox ${address} is full and takes no more mail.`,
  nearlyFull: ({ address, percent }) =>
    `The mailbox ${address} is ${percent} % full. Once it is full, new mail will be refused.`,
  makeRoom: () => 'Make room in the mailbox',
  unpaid: ({ number, amount, due }) => `E-mail works, but invoice ${number} of ${amount} was due on ${due}.`,
  recoverTitle: () => 'A new way in to the customer centre',
  recoverText: ({ link, minutes }) =>
    `Somebody asked to choose a new password for the customer centre for this address.\n\nIf it was you, open this link within ${minutes} minutes:\n${link}\n\nIf it was not you, there is nothing to do. The password is as before.`,
  supportTitle: ({ from }) => `Message from ${from}`,
  supportName: ({ host }) => `Support ${host}`,
  supportFoot: ({ link }) =>
    `--\nAnswer this mail and your answer goes straight into the case. The whole case is here: ${link}`,
  supportReady: {
    hello: () => 'Hello,\n\nThank you for writing.',
    found: ({ title, summary }) => `We have found the cause: ${title}. ${summary}`,
    fix: ({ text }) => `This is how it is repaired: ${text}`,
    healthy: () => 'We have just checked everything on our side and find nothing wrong.',
    more: () => 'Could you try again now, and write when you tried and what the program said?',
    bye: () => 'Kind regards',
  },
  /** The yardstick's test message. */
  yardstick: {
    subject: 'Test message from Postvakt',
    text: 'This message tried whether mail from you reaches yourself. It is usually taken out at once. If it is still here, you can delete it.',
  },
  recoveryCodeUsed: () => 'A recovery code was used.',
};
