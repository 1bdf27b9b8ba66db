/** Words for causes in rules, forwarding, automatic answers and junk, in English. */
import type { FILING_FIXES } from '#src/diagnosis/causes/filing/fixes.ts';
import type { FilingCause } from '#src/diagnosis/causes/filing/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';
import { abroad } from './abroad.ts';

/** The device at the beginning of a sentence. */
const device = (a: Told): string => a.deviceText.charAt(0).toUpperCase() + a.deviceText.slice(1);
const message = (a: Told): string =>
  a.subject ? `“${a.subject}” from ${a.sender}, ${a.arrivedAt}` : `a message from ${a.sender}, ${a.arrivedAt}`;
const put = (a: Told): string =>
  a.effect === 'discard'
    ? `thrown away ${a.countMessages}`
    : a.effect === 'trash'
      ? `put ${a.countMessages} in the trash “${a.folder}”`
      : a.effect === 'junk'
        ? `put ${a.countMessages} in junk (“${a.folder}”)`
        : `put ${a.countMessages} in the folder “${a.folder}”`;
const SIGNS: Readonly<Record<string, (a: Told) => string>> = {
  'new-country': (a) =>
    `it was made from, or right after, a sign-in from ${abroad.countryName({ country: a.country ?? '' })} (${a.remoteAddress}), where this mailbox had never been used`,
  'new-network': (a) =>
    `it was made from, or right after, a sign-in from ${a.network} (${a.remoteAddress}), which this mailbox had never used`,
  'forwards-out': (a) => `it sends the mail to ${a.targets}, an unknown address, without leaving it in the inbox`,
  'hidden-name': (a) => `its name is only “${a.rule}”`,
  'hides-words': () => 'it hides warnings, bills or messages about passwords',
  'odd-folder': (a) => `it moves mail to “${a.folder}”, where nobody looks`,
};
const signs = (a: Told): string =>
  a.signs
    .split(' ')
    .flatMap((sign) => SIGNS[sign]?.(a) ?? [])
    .join('; ');
const SILENT: Readonly<Record<string, (a: Told) => string>> = {
  'answered-before': (a) => `${a.sender} had an answer before. One sender gets one answer in ${a.days} days.`,
  'not-addressed': (a) =>
    `the message does not name ${a.address} in To or Cc, for instance because it came as a blind copy.`,
  list: () => 'the message came from a mailing list. Lists never get automatic answers.',
  robot: () => 'the message was sent by a program, not by a person. Programs never get automatic answers.',
  'no-sender': () => 'the message has no sender to answer.',
  'own-address': () => 'the message came from your own address.',
  unwanted: () => 'the sender is blocked, or the message was taken for junk.',
  'too-many': () => 'the most answers of a day had been sent.',
};
const dates = (a: Told): string =>
  a.fromAt && a.untilAt ? `from ${a.fromAt} to ${a.untilAt}` : a.untilAt ? `until ${a.untilAt}` : `from ${a.fromAt}`;
const ANSWERS: Readonly<Record<string, (a: Told) => string>> = {
  flood: (a) =>
    `${a.address} has answered addresses like ${a.other} automatically ${a.countTimes} within an hour, last ${a.lastAt}. A program probably answers there, too.`,
  program: (a) =>
    `${device(a)} has answered ${a.other} ${a.countTimes} within an hour, each time right after a message came. Last ${a.lastAt}.`,
  many: (a) =>
    `${a.address} has sent ${a.count} automatic answers in the last day. That is the most we send for one mailbox; ${a.refusedMessages} got no answer. Last ${a.lastAt}.`,
  'set-over': (a) =>
    `The automatic answer of ${a.address} is meant ${dates(a)}. That was over already when it was saved ${a.setAt}.`,
  'far-ahead': (a) => `The automatic answer of ${a.address} begins only ${a.fromAt}. The year is probably wrong.`,
  'not-yet': (a) => `The automatic answer of ${a.address} is on, but begins only ${a.fromAt}.`,
  over: (a) => `The automatic answer of ${a.address} ended ${a.untilAt}.`,
  off: (a) => `The automatic answer of ${a.address} is off.`,
  silent: (a) =>
    `The automatic answer is on, but ${a.sender} got none for the message of ${a.arrivedAt}: ${SILENT[a.reason]?.(a) ?? a.reason}`,
};

export const filingCauses: Pick<CauseTexts, FilingCause> = {
  'acc-filter-moves-deletes': {
    title: 'Mail is moved or thrown away before you see it',
    what: (a) =>
      a.effect === 'program'
        ? `${device(a)} took ${a.countMessages} out of the inbox, ${a.atOnce} of them within a minute of their arrival. Last ${a.lastAt}.`
        : `The rule “${a.rule}” of ${a.address} has ${put(a)}${a.why === 'all' ? `, of ${a.arrived} that have come since the first. Last: ` : a.count === '1' ? ': ' : ', among them '}${message(a)}.`,
    why: 'The mail reached us. A rule or a program did what you see, and goes on until it is corrected.',
  },
  'acc-filter-by-attacker': {
    title: 'A rule that an intruder may have made',
    what: (a) =>
      `${a.isForwarding ? `The forwarding of ${a.address}` : `The rule “${a.rule}” of ${a.address}`}, made ${a.madeAt}, is unusual: ${signs(a)}.`,
    why: 'Whoever got hold of a password often leaves a rule behind that hides warnings or sends the mail to an address of theirs. The rule goes on working after a new password.',
  },
  'acc-sender-blocked-by-self': {
    title: 'The sender is blocked in your own mailbox',
    what: (a) =>
      (a.rule
        ? `The rule “${a.rule}” of ${a.address} is for ${a.sender} and has ${put(a)}.`
        : `${a.entry} is on the list of blocked senders of ${a.address}. That concerns ${a.sender}.`) +
      ` The newest message came ${a.arrivedAt}${a.subject ? `: “${a.subject}”` : ''}.`,
    why: 'Mail of blocked senders does not come to the inbox. The sender is not told.',
  },
  'acc-spam-folder': {
    title: 'The mail is in junk',
    what: (a) =>
      `“${a.folder}” of ${a.address} holds ${a.countMessages} that you probably miss: ${message(a)}. ` +
      (a.why === 'spam'
        ? `We put it there because its sender could not be proven${a.results ? ` (${a.results})` : ''}, and the sender’s own domain asks for that.`
        : a.why === 'program'
          ? `${device(a)} moved it there as soon as it came (${a.movedAt}).`
          : `It was moved there ${a.movedAt} from ${a.deviceText}.`),
    why: 'Programs that fetch with POP3 show the inbox alone. Others show the folder, but do not tell of it.',
  },
  'acc-autoreply-missing-or-storm': {
    title: 'Automatic answers that do not come, or do not end',
    what: (a) => ANSWERS[a.kind]?.(a) ?? '',
    why: 'An automatic answer goes once to each person who writes to the address, in the time you chose. Two programs that answer each other do not stop by themselves.',
  },
  'cli-sent-not-saved': {
    title: 'The program does not keep what you send',
    what: (a) =>
      `${device(a)} has sent ${a.countMessages}, last ${a.lastAt}, and there is no copy of them in the mailbox.`,
    why: 'The messages were sent; it is the copy that is missing. The program itself has to put it into the folder for sent mail, and some programs are set not to, or to save on the machine.',
  },
};

export const filingFixes: Pick<FixTexts, keyof typeof FILING_FIXES> = {
  'switch-off-rule': (a) =>
    `Switch off the rule “${a.name}”. It is not deleted, so you can correct it and switch it on again.`,
  'stop-taking-away': (a) =>
    `Look for “fetch and delete” or rules on ${a.deviceText}, and leave the mail on the server. What it took is on the device.`,
  'look-in-folder': (a) => `Look for the messages in the folder “${a.folder}”.`,
  'take-rules-away': (a) =>
    `Take away ${[a.names ? `the ${a.ruleCount === '1' ? 'rule' : 'rules'} “${a.names}”` : '', a.forwarding ? 'the forwarding' : ''].filter(Boolean).join(' and ')} of ${a.address}. We keep them, so this can be undone.`,
  'throw-out-intruder': (a) =>
    `Choose a new password for ${a.address}, sign out all devices, revoke app passwords, and go through the devices and sign-ins.`,
  'keep-forward-copy': (a) => `Leave a copy in ${a.address} when mail is passed on.`,
  'unblock-correspondent': (a) => `Take ${a.entry} off the list of blocked senders of ${a.address}.`,
  'rescue-from-junk': (a) =>
    `Are the messages from ${a.sender} real? Move them to the inbox${a.allow ? ', and let the sender through from now on' : ''}.`,
  'teach-junk-filter': (a) =>
    `Mark messages from ${a.sender} as “not junk” on ${a.deviceText}, or switch off the junk filter there.`,
  'ask-sender-to-prove': (a) =>
    `Ask ${a.sender} in another way whether the message is real. If it is, the sender’s provider has to mend SPF, DKIM or DMARC.`,
  'correct-vacation-dates': (a) => `Switch the automatic answer of ${a.address} on now, and choose its last day.`,
  'answer-by-hand': (a) => `Answer ${a.sender} yourself. Otherwise all is as it should be.`,
  'stop-answers': (a) => `Switch off the automatic answer of ${a.address}. Its text stays.`,
  'stop-answering-program': (a) => `Switch off the automatic answer on ${a.deviceText}, or leave out ${a.other}.`,
  'keep-sent-copies': (a) =>
    `Switch on copies of sent mail on ${a.deviceText}, and choose the folder “${a.folder}” of this mailbox, not one on the machine. What you send from then on is kept. What was sent before may lie on the machine itself.`,
};
