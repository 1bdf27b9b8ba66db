/** Causes and fixes of closures, quarantine and domains at the registry, in English. Joined in causes.ts and fixes.ts. */
import { abroad } from './abroad.ts';
import type { CauseText, Told } from '../shape.ts';

const phases: Readonly<Record<string, string>> = {
  expired: 'expired and not renewed',
  quarantine: 'in quarantine',
  redemption: 'deleted by the registrar, but can be restored for a fee',
  'pending-delete': 'being deleted; nobody can stop it any more',
};
const next: Readonly<Record<string, string>> = {
  quarantine: 'it is taken out of service',
  redemption: 'it is deleted at the registrar',
  'pending-delete': 'nobody can get it back',
  deleted: 'it is deleted and others can take it',
  released: 'it is free for others',
};
const places = (a: Told): string => abroad.countryList({ countries: (a.places ?? '').split(' ').filter(Boolean) });
const clock = (a: Told): string =>
  (a.day ? ` It is day ${a.day} of ${a.ofDays}.` : '') +
  (a.nextAt && next[a.next] ? ` After that, ${a.nextAt}, ${next[a.next]}.` : '');
const why: Readonly<Record<string, (a: Told) => string>> = {
  'abuse-volume': (a) => `${a.sent} messages were sent in one day, against ${a.busiest} on the busiest before`,
  'abuse-recipients': (a) =>
    `${a.sent} recipients were written to that this address never wrote to before (the limit is ${a.limit})`,
  'abuse-countries': (a) => `someone signed in from ${places(a)} within a short time`,
  'abuse-content': (a) => `the same content was sent from ${a.mailboxes} customers on one day`,
  'abuse-bounces': (a) => `${a.bounced} of ${a.sent} messages came back`,
};

export const closureCauses = {
  'snd-outbound-closed-abuse': {
    title: 'Outgoing mail is closed on suspicion of abuse',
    what: (a: Told): string =>
      `Outgoing mail from ${a.address} was closed ${a.sinceAt}: ${(why[a.rule] ?? (() => 'the sending looked like abuse'))(a)}. Incoming mail goes on as before.`,
    why: 'Closing keeps a hijacked account from sending spam and spoiling things for everybody on the server.',
  },
  'acc-compromised': {
    title: 'Someone else probably uses the password',
    what: (a: Told): string =>
      `${a.address} is probably used by someone else: ${(why[a.rule] ?? (() => 'the signs point to it'))(a)}. Outgoing mail was closed ${a.sinceAt}.`,
    why: 'Whoever has the password can read and send. So it must be changed before anything opens.',
  },
  'snd-notice-not-read': {
    title: 'The notice about the closure was not read',
    what: (a: Told): string =>
      a.why === 'bounced'
        ? `We sent a notice about ${a.address} ${a.sentAt}, but it came back from the contact address.`
        : `We sent a notice about ${a.address} ${a.sentAt}, but it lies unread, and there is no contact address outside the domain.`,
    why: 'So the stop came without anybody knowing of it.',
  },
  'snd-bulk-not-allowed': {
    title: 'The mass mailing does not follow the rules',
    what: (a: Told): string =>
      `A mailing from ${a.address} was refused ${a.lastAt} because it does not follow the rules for newsletters. The answer said what is missing.`,
    why: 'Large receivers refuse newsletters without unsubscribing and signature, and then ordinary mail suffers too.',
  },
  'dom-quarantine': {
    title: 'The domain is in quarantine',
    what: (a: Told): string =>
      a.by === 'host'
        ? `We put ${a.domain} in quarantine ${a.sinceAt}.${a.reason ? ` The reason: ${a.reason}` : ''}${a.untilAt ? ` It lasts until ${a.untilAt}.` : ''}`
        : `The registry says that ${a.domain} is ${phases[a.phase] ?? a.phase}.${clock(a)}`,
    why: 'As long as it lasts, no mail goes to or from the domain. What is in the mailboxes stays there.',
  },
  'dom-expired': {
    title: 'The domain was not renewed',
    what: (a: Told): string => `${a.domain} expired ${a.expiresAt} and was not renewed.${clock(a)}`,
    why: 'Without renewal the name no longer points here, and mail does not arrive.',
  },
  'dom-clienthold-unverified': {
    title: 'The registrar has closed the domain',
    what: (a: Told): string =>
      `The registry shows "client hold" for ${a.domain}: the registrar took it out of service. Most often the holder has not confirmed the e-mail address.`,
    why: 'A domain on hold is not in DNS, so neither web site nor mail works.',
  },
  'dom-serverhold': {
    title: 'The registry has closed the domain',
    what: (a: Told): string =>
      `The registry shows "server hold" for ${a.domain}: the registry itself took it out of service.`,
    why: 'That happens after a court decision or on abuse. We cannot open it.',
  },
} satisfies Record<string, CauseText>;

export const closureFixes = {
  'secure-mailbox': (a: Told): string =>
    `Choose a new password for ${a.address}, revoke older app passwords, and look for forwarding you do not know.`,
  'reopen-sending': (a: Told): string =>
    `Open sending from ${a.address} again when that is done. All devices have to sign in anew.`,
  'ask-support-to-open': (a: Told): string => `Contact us with the code ${a.code}, and we look at it together.`,
  'add-second-contact': (a: Told): string =>
    `Add a contact address at another provider than ${a.domain}, so that notices arrive.`,
  'mend-newsletter': (): string =>
    'Add List-Unsubscribe with one click, show who sends, and send from a domain that we sign for.',
  'use-newsletter-service': (): string => 'Use a newsletter service for mailings to many.',
  'renew-domain': (a: Told): string => `Renew ${a.domain} at the registrar now.`,
  'renew-in-quarantine': (a: Told): string =>
    `Ask the registrar to renew or restore ${a.domain} before the last day. Then it works again, mostly the same day.`,
  'confirm-holder': (a: Told): string =>
    `Find the mail from the registrar about confirming the holder of ${a.domain}, or ask them to send it again. Ask also whether something is unpaid.`,
  'ask-registry': (a: Told): string =>
    `Ask the registrar of ${a.domain} to ask the registry for the reason of "server hold".`,
};
