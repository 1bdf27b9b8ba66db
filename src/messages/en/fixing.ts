/** The words around a repair in English: what changes, how it went, what is left. */
import type { fixing as shape, fixProblems as problemShape } from '../nb/fixing.ts';

export const fixing: typeof shape = {
  kind: {
    'dns-record': 'DNS record',
    mailbox: 'mailbox',
    alias: 'alias',
    quota: 'space',
    countries: 'countries to sign in from',
    journey: 'journey',
    vendors: 'servers of known vendors',
    block: 'block',
    contact: 'contact address',
    payment: 'payment',
    'intended-mx': 'wanted MX elsewhere',
    protocols: 'ways in',
    'password-rule': 'password rule',
    other: 'setting',
  },
  none: 'none',
  willChange: 'This will change:',
  didChange: 'This was changed:',
  nothing: 'It is so already. Nothing will change.',
  toApply: (a) => `Do it like this: ${a.command}`,
  steps: 'This has to be done by hand:',
  elsewhere: (a) => `The DNS of ${a.domain} is with another provider. Put these records in there:`,
  letterHint: (a) => `A finished letter to whoever has the DNS: ${a.command}`,
  ask: {
    'remove-foreign-mx': (a) =>
      `MX leads to ${a.hosts}. If they are to go, name them: ${a.option}. If they belong there, choose the fix keep-foreign-mx.`,
    value: (a) => `Give ${a.what}: ${a.option}.`,
    'no-mail-provider': (a) => `Mail now goes to ${a.hosts}. Confirm that it is to move here: ${a.option}.`,
    'unclear-spf': (a) =>
      `The SPF record has terms that we do not understand: ${a.hosts}. We leave it alone. Correct them by hand.`,
  },
  what: { contact: 'the new contact address', payment: 'the id of the payment' },
  waitUntil: (a) => `Wait until ${a.when}. Then it opens by itself.`,
  pay: (a) => `Pay invoice ${a.invoice}: ${a.amount}, reference ${a.reference}. Mail opens when the payment is booked.`,
  payLink: (a) => `Link: ${a.link}`,
  stale: 'Something has changed since the preview. Nothing was done. This is how it is now:',
  fixed: 'Fixed. The check that failed was run again and finds the fault no more.',
  notFixed: 'The change is made, but the fault is still there.',
  settling: (a) => `The change is made. Some see the old answer until ${a.when}. We check again by ourselves.`,
  settlingOpen: 'The change is made, but the check could not be finished. We try again by ourselves.',
  undone: 'Undone. Everything is exactly as it was.',
  proof: {
    rcpt: (a) => `Proof: our server takes mail for ${a.address} (${a.reply}).`,
    rule: (a) => `Proof: ${a.address} may now send as ${a.reply}.`,
    dns: (a) => `Proof: the name server answers ${a.reply} for ${a.address}.`,
  },
  once: (a) => `Password of ${a.address}, shown only now: ${a.secret}`,
  watching: (a) => `We keep watching until ${a.when} and tell you when something changes.`,
  before: 'before',
  after: 'after',
  watch: {
    started: (a) => `Watching attempts for ${a.address}. End with Ctrl-C.`,
    ok: 'signed in',
    todo: (a) => `Do this: ${a.text}`,
  },
};

export const fixProblems: typeof problemShape = {
  caseMissing: (a) => `There is no case “${a.case}” here. Cases are removed with the journal; diagnose again.`,
  findingMissing: (a) => `Case ${a.case} has no finding “${a.finding}”.`,
  fixMissing: (a) => `The finding has no fix “${a.fix}”. It has: ${a.known}.`,
  fixNotYours: (a) => `The fix ${a.fix} has to be done by support.`,
  fixBusy: (a) => `Another fix of the same thing is under way (case ${a.case}). Wait until it is done.`,
  fixByHand: (a) => `The fix ${a.fix} has to be done by hand. Run it without --yes to see how.`,
  fixNeedsAnswer: (a) => a.text,
  nothingToUndo: (a) => `There is nothing to undo in case ${a.case}.`,
  cannotUndo: (a) => `The fix ${a.fix} cannot be undone.`,
  changedSince: (a) => `${a.object} has changed since the fix. We do not write over it, so nothing was undone.`,
  dnsTrouble: (a) => `The DNS of ${a.domain} could not be changed: ${dnsWhy[a.why] ?? a.why}.`,
  quotaTooSmall: (a) =>
    `${a.address} has the most space already that you can give yourself (${a.limit}). Ask support for more.`,
  fixOutOfReach: (a) => `The fix ${a.fix} does not fit any more: what it is about is not there.`,
};
const dnsWhy: Readonly<Record<string, string>> = {
  'wrong-key': 'the name server does not know our key',
  clock: 'our clock and that of the name server are too far apart',
  'not-allowed': 'our key may not change this',
  'no-zone': 'the name server does not have the zone',
  strange: 'there is something that we do not understand and will not write over',
  unreachable: 'the name server could not be reached',
  timeout: 'the name server did not answer in time',
  malformed: 'the answer made no sense, or was not signed with our key',
  failed: 'the name server answered with an error',
};
