/** Words for what the customer's own machine sees (`postvakt check`), in English. */
import type { MACHINE_FIXES } from '#src/diagnosis/causes/machine/fixes.ts';
import type { MachineCause } from '#src/diagnosis/causes/machine/ids.ts';
import type { CauseFromHere } from '#src/diagnosis/causes/machine/judges.ts';
import type { CauseText, CauseTexts, FixTexts } from '../shape.ts';

export const causesFromHere: Readonly<Record<CauseFromHere, CauseText>> = {
  'net-captive-portal': {
    title: 'The network here is waiting for you to sign in',
    what: (a) =>
      `The page ${a.by} was answered by somebody else on the way${a.sentTo ? `, who sent you on to ${a.sentTo}` : ''}.`,
    why: 'Hotels, trains and airports let nothing through until you have accepted their terms in the browser.',
  },
  'net-resolver-broken': {
    title: 'This computer does not find the server’s address',
    what: (a) =>
      a.here
        ? `Here the name ${a.host} leads to ${a.here}, but the right address is ${a.dns}.`
        : `This computer does not know the name ${a.host}. The right address is ${a.dns}.`,
    why: 'The name service of this network, or a filter against advertising, answers wrongly.',
  },
  'net-stale-dns-or-hosts': {
    title: 'This computer uses an old address of the server',
    what: (a) => `The hosts file of this computer says that ${a.host} is ${a.written}. The right address is ${a.dns}.`,
    why: 'So the computer never asks for the right address.',
  },
  'cli-wrong-incoming-host': {
    title: 'The name of the incoming server does not exist',
    what: (a) => `There is no server called ${a.host}.`,
    why: 'The mail program has nobody to fetch mail from.',
  },
  'cli-wrong-outgoing-host': {
    title: 'The name of the outgoing server does not exist',
    what: (a) => `There is no server called ${a.host}.`,
    why: 'The mail program has nobody to hand your mail to.',
  },
  'cli-clock-wrong': {
    title: 'The clock of this computer is wrong',
    what: (a) =>
      `The clock here is ${a.minutes} minutes ${a.direction === 'fast' ? 'fast' : 'slow'}, compared with ${a.by}.`,
    why: 'Security certificates carry dates. With a wrong clock they look invalid, and the program refuses to connect.',
  },
  'cli-antivirus-proxy': {
    title: 'A security program opens the connection to your mail',
    what: (a) => `The certificate that arrives here was issued by ${a.by} on your own computer (${a.doors}).`,
    why: 'The mail program sees that the answer is not the server’s, and stops.',
  },
  'net-tls-inspection': {
    title: 'A firewall on this network opens the connection to your mail',
    what: (a) => `The certificate that arrives here was issued by a firewall of ${a.by} (${a.doors}).`,
    why: 'The company inspects encrypted traffic. The mail program sees that the answer is not the server’s, and stops.',
  },
  'net-imap-pop-blocked': {
    title: 'The network here blocks fetching mail',
    what: (a) => `From here ${a.closed} cannot be reached, while ${a.open} answers.`,
    why: 'Some networks let only ordinary web pages through. The mail program then gets no new mail.',
  },
  'net-submission-blocked': {
    title: 'The network here blocks outgoing mail',
    what: (a) => `From here ${a.closed} cannot be reached, while ${a.open} answers.`,
    why: 'So the mail you send stays in the outbox.',
  },
  'cli-wrong-outgoing-port': {
    title: 'Wrong port for outgoing mail',
    what: (a) => `${a.closed} does not answer from here, while ${a.open} does.`,
    why: 'The program tries a door that is closed on this network.',
  },
  'net-ipv6-broken': {
    title: 'IPv6 does not work from here',
    what: (a) => `${a.doors} answers over IPv4 but not over IPv6.`,
    why: 'The program tries IPv6 first and waits long before it gives up.',
  },
  'svc-outage': {
    title: 'The mail server does not answer',
    what: (a) => `The network here works, but none of the server’s doors answers: ${a.doors}.`,
    why: 'The fault is then at the server or on the way to it, not in your settings.',
  },
};
export const machineCauses: Pick<CauseTexts, MachineCause> = {
  'net-imap-pop-blocked': causesFromHere['net-imap-pop-blocked'],
};
export const machineFixes: Pick<FixTexts, keyof typeof MACHINE_FIXES> = {
  'accept-hotspot': () => 'Open the browser, go to any page and accept the terms. Then try your mail again.',
  'change-resolver': (a) => `Turn off “private DNS”, the VPN or the ad filter for ${a.host}, or use another network.`,
  'clear-hosts-file': (a) => `Remove the line with ${a.host} from the hosts file, or ask whoever set up the computer.`,
  'set-the-clock': () => 'Let the computer set its clock automatically (date and time in the settings).',
  'pause-mail-shield': (a) => `Turn off the mail shield of ${a.by}, or add the mail server as an exception.`,
  'ask-network-owner': () => 'Ask whoever runs the network for an exception for the mail server.',
  'use-other-network': () => 'Use mobile data or another network, or webmail meanwhile.',
  'use-open-door': (a) => `Use ${a.open} instead.`,
  'prefer-ipv4': () => 'Turn off IPv6 on this network, or ask whoever runs it to mend it.',
  'correct-host-name': () => 'Correct the server name in the mail program.',
  'wait-for-server': () => 'Wait a little and try again. If it lasts, tell whoever runs the server.',
};
