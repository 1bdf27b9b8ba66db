/** Words for causes of what is seen from outside: ports, certificates, set-up records, the loop, in English. */
import type { OUTSIDE_FIXES } from '#src/diagnosis/causes/outside/fixes.ts';
import type { OutsideCause } from '#src/diagnosis/causes/outside/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

const port = (a: Told): string => (/\D/.test(a.ports) ? `ports ${a.ports}` : `port ${a.ports}`);
const HOW: Readonly<Record<string, string>> = {
  refused: 'The connection was refused',
  silent: 'Nothing answered',
  'other-server': 'Another service answered',
  broken: 'The connection broke',
};
const HALF: Readonly<Record<string, string>> = {
  send: 'Mail programs cannot send until this is fixed.',
  arrive: 'Mail from others does not come in until this is fixed. Servers that send to you keep trying for days.',
  web: 'Webmail and the customer centre are gone for now. Mail programs work as before.',
  read: 'Mail programs cannot fetch mail until this is fixed.',
};

export const outsideCauses: Pick<CauseTexts, OutsideCause> = {
  'svc-outage': {
    title: 'A service of ours does not answer',
    what: (a) =>
      `The server ${a.host} does not answer from outside on ${port(a)}. ${HOW[a.how] ?? ''}, twice.` +
      (a.inside === 'ok' ? ' On the server itself the service answers, so something blocks the way there.' : '') +
      (a.whole === 'no' ? ' The same service answers on another port.' : '') +
      ` ${HALF[a.half] ?? ''}`,
    why: 'The fault is ours. Nothing is wrong with your password or your settings.',
  },
  'svc-cert-expired': {
    title: 'The server’s certificate has expired',
    what: (a) => `The certificate that ${a.host} shows on ${port(a)} ended ${a.endedAt}.`,
    why: 'A certificate proves that the server is the right one. Once it has expired, mail programs stop or show a warning.',
  },
  'svc-chain-incomplete': {
    title: 'The server does not send its whole certificate',
    what: (a) =>
      `The server ${a.host} sends only its own certificate on ${port(a)}, without the link from ${a.issuer}.`,
    why: 'Programs that do not know that link already, mostly on phones, do not trust the server then. Others notice nothing.',
  },
  'cli-cert-name-mismatch': {
    title: 'The server name is not in the certificate',
    what: (a) =>
      a.count === '0'
        ? `Mail programs are told to use ${a.name}, but our certificate is not for that name.`
        : `The mail program is set up with the server name ${a.name}, which our certificate is not for. It gave up ${a.countTimes}, last ${a.lastAt}.`,
    why: 'The program cannot know then that it talks to the right server. It warns, or does not connect.',
  },
  'cli-autoconfig-wrong': {
    title: 'Automatic set-up does not work',
    what: (a) =>
      a.foreign === 'missing'
        ? `Mail programs do not find the settings of ${a.domain} by themselves: ${a.where} is missing in DNS.`
        : a.foreign === 'yes'
          ? `Automatic set-up for ${a.domain} (${a.where}) sends mail programs to ${a.servers}. The mailboxes are on ${a.host}.`
          : `Automatic set-up for ${a.domain} (${a.where}) names ${a.servers}. We do not answer there in the way the program tries.`,
    why: 'Programs that set themselves up do not get settings that work.',
  },
  'cli-autodiscover-foreign': {
    title: 'Outlook is sent to another provider',
    what: (a) => `The record for Outlook’s automatic set-up of ${a.domain} leads to ${a.target}. The mail is with us.`,
    why: 'Outlook asks the other provider then, and asks for the password again and again.',
  },
  'net-ipv6-broken': {
    title: 'The server cannot be reached over IPv6',
    what: (a) =>
      `The server ${a.host} answers over IPv4, but not at its IPv6 address ${a.addresses} (${port(a)}).` +
      (a.how === 'silent' ? ' There was no answer there.' : ' The connection was refused there.'),
    why: 'Many networks try IPv6 first. Mail is slow there, or the program does not connect.',
  },
  'net-smtp-inspection': {
    title: 'A firewall changes the mail traffic',
    what: (a) =>
      a.shape === 'masked'
        ? `Something on the way to ${a.host} rewrites what the server says and hides its offer to encrypt (${port(a)}).`
        : `The offer to encrypt from ${a.host} is lost on the way (${port(a)}).`,
    why: 'Some firewalls “inspect” SMTP like this. Servers and programs that demand encryption cannot deliver then.',
  },
  'dom-stale-local-zone': {
    title: 'Mail from our other customers goes to a mailbox that nobody reads',
    what: (a) =>
      `The world delivers mail for ${a.domain} to ${a.host}, but we keep what our own customers send. ` +
      `${a.fromHere} such messages are in ${a.address} here, the last ${a.lastAt}.`,
    why: 'The domain is still set up here, so mail between our customers never goes out. Nobody has signed in here for 14 days.',
  },
};

export const outsideFixes: Pick<FixTexts, keyof typeof OUTSIDE_FIXES> = {
  'restore-door': (a) =>
    `We have to make ${a.host} answer on ${port(a)} again: see that the service runs and that the firewall lets it through.`,
  'tell-the-operator': (a) =>
    `Tell those who run ${a.host}: the certificate on ${port(a)} has to be renewed, or sent as a whole. It cannot be fixed on your side.`,
  'renew-certificate': (a) =>
    `We have to renew the certificate of ${a.host} (${port(a)}). You need not change anything.`,
  'install-chain': (a) => `We have to put the link from ${a.issuer} together with the certificate of ${a.host}.`,
  'use-host-name': (a) => `Use ${a.host} as incoming and outgoing server in the mail program, instead of ${a.name}.`,
  'add-name-to-certificate': (a) => `We can also extend the certificate to ${a.name}.`,
  'correct-setup-record': (a) => `Change the record ${a.where} in DNS so that it leads to ${a.host}, port ${a.wanted}.`,
  'correct-setup-document': (a) =>
    `Correct or remove the file ${a.where}. Incoming and outgoing server are ${a.host}, port ${a.wanted}.`,
  'remove-autodiscover': (a) =>
    a.record === 'srv'
      ? `Remove the record _autodiscover._tcp.${a.domain}, which leads to ${a.target}, unless you use it for something else.`
      : `Remove the record autodiscover.${a.domain}, which leads to ${a.target}, unless you use it for something else.`,
  'mend-ipv6': (a) =>
    `We have to make ${a.host} answer at ${a.addresses}, or take the IPv6 address out of DNS for the time being.`,
  'use-webmail-meanwhile': () => 'Use webmail for now. Do not change the settings of the mail program.',
  'stop-smtp-inspection': (a) =>
    `Ask those who run the firewall in front of ${a.host} to turn off inspection of SMTP (it may be called “fixup”, “SMTP inspection” or “ESMTP”).`,
  'stop-serving-domain': (a) =>
    `Is the mail of ${a.domain} on ${a.host} now? Then we stop delivering it here, and what lies here can be moved there.`,
};
