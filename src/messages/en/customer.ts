/** What the customer centre writes in letters and answers to customers, in English. Keys are those of service/centre. */
import type { customer as shape, customerProblems as problems } from '../nb/customer.ts';

export const customer: typeof shape = {
  confirmTitle: () => 'Confirm that this address reaches you',
  confirmText: (a) =>
    `${a.customer} has named this address as a contact with us. We write here when e-mail does not work.\n\nOpen the link to confirm that our letters reach you. It works for ${a.days} days:\n${a.link}\n\nIf you know nothing of this, you need not do anything.`,
  supportReceivedTitle: (a) => `We have your message: ${a.title}`,
  supportReceivedText: (a) =>
    `We have your message and answer as soon as we can. The answer is sent to this address.\n\nHere you see the whole conversation, and can add to it:\n${a.link}`,
  wellSeen: () => 'All works. Nothing is stopped, and we found nothing wrong when we looked.',
  neverLooked: () => 'Nothing is stopped on our side. We are looking at the rest now.',
  nothingYet: () => 'Welcome. Begin by adding your domain.',
  notAllSeen: (a) => `Nothing is stopped on our side. But we could not check everything for ${a.subject}.`,
  oldLook: () => 'Nothing is stopped on our side. But it is long since we looked at the rest.',
  trouble: (a) => `${a.subject}: ${a.what}`,
  seeRecords: () => 'See the records that are missing',
  seeWhy: () => 'See the cause and what to do',
  lookNow: () => 'Look now',
  addFirstDomain: () => 'Add a domain',
  confirmContact: () => 'See the contacts',
  contactTrouble: () =>
    'E-mail works, but our notices may not reach you. No contact outside your domains is confirmed.',
  unpaidAsk: (a) =>
    `E-mail is stopped because a bill has not been paid. You cannot settle it yourself: ask whoever has the agreement with us, ${a.customer}.`,
  unpaidOpens: () => 'Opens by itself as soon as the payment is registered.',
  askThem: () => 'See whom to ask',
};

export const customerProblems: typeof problems = {
  replyToWanted: () => 'Write an address where the answer reaches you, outside the e-mail that does not work.',
  replyToBroken: (a) => `${a.address} is part of what does not work now. Write another address, a private one perhaps.`,
  requestClosedTwice: () => 'The request is closed already.',
  contactConfirmed: (a) => `${a.contact} is confirmed already.`,
  contactLastOwner: (a) => `${a.contact} is the last one who is told everything. Make somebody else the owner first.`,
  domainConfirmWanted: (a) => `Write ${a.domain} to confirm that it shall be removed.`,
  domainTaken: (a) => `${a.domain} cannot be added here. If the domain is yours, write to us.`,
  domainsMost: (a) => `You have ${a.count} domains already. Write to us to have room for more.`,
  domainWaiting: (a) =>
    `${a.domain} waits until its records in DNS show that it is yours. Then you can make mailboxes here.`,
  recordsInOrder: (a) => `All that should be in DNS for ${a.domain} is in place.`,
  recordsUnseen: (a) =>
    `We cannot read the DNS of ${a.domain} now, and do not write over what we do not see. Try again in a while.`,
};
