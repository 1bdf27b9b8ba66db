/** The causes in plain English: what happened, and why that stops e-mail. */
import { filingCauses } from './filing.ts';
import { machineCauses } from './machine.ts';
import { trafficCauses } from './traffic.ts';
import { devicesCauses } from './devices.ts';
import { pastedCauses } from './pasted.ts';
import { outsideCauses } from './outside.ts';
import { authenticityCauses } from './authenticity.ts';
import { delegationCauses } from './delegation.ts';
import { closureCauses } from './closure-causes.ts';
import type { CauseTexts, Told } from '../shape.ts';
import { blockCauses } from './block-causes.ts';
import { billingCauses } from './billing-causes.ts';
import { abroadCauses } from './abroad-causes.ts';

/** The device at the beginning of a sentence. */
const device = (a: Told): string => a.deviceText.charAt(0).toUpperCase() + a.deviceText.slice(1);
const door = (a: Told): string => (a.endpointText ? ` (${a.endpointText})` : '');

export const causes: CauseTexts = {
  ...trafficCauses,
  ...machineCauses,
  ...filingCauses,
  ...devicesCauses,
  ...pastedCauses,
  ...outsideCauses,
  ...authenticityCauses,
  ...delegationCauses,
  ...abroadCauses,
  ...closureCauses,
  'dom-not-registered': {
    title: 'The domain is not registered',
    what: (a) =>
      a.proof === 'registry'
        ? `The domain ${a.domain} is not registered. The registry in charge of such domains says so.`
        : `The domain ${a.domain} does not exist in DNS and is most likely not registered. The registry could not be asked.`,
    why: 'Without a registered domain nobody on the internet knows where to deliver the mail.',
  },
  'dom-no-mx': {
    title: 'The domain has no MX record',
    what: (a) =>
      `The domain ${a.domain} has no MX record` +
      (a.web ? `. Senders then try the web site's address ${a.web}, which does not take your mail.` : '.'),
    why: 'The MX record tells others where your mail is to be delivered. Without it you get no mail from outside.',
  },
  'dom-null-mx': {
    title: 'The domain says that it takes no mail',
    what: (a) => `The domain ${a.domain} has the MX record “0 .”, which means “nobody takes mail here”.`,
    why: 'Senders give up at once when they read it.',
  },
  'dom-mx-no-address': {
    title: 'The MX record points to a name that does not exist',
    what: (a) =>
      `The MX record of ${a.domain} points to ${a.hosts}, which has no address.` +
      (a.doubled === 'yes' ? ' The domain stands twice in the name; probably the final dot is missing.' : ''),
    why: 'Senders find no server to deliver to.',
  },
  'dom-mx-wrong-host': {
    title: 'Mail is delivered to another server',
    what: (a) => `The MX record of ${a.domain} points to ${a.hosts}. The mailboxes are at ${a.hostname}.`,
    why: 'Mail for you arrives at that other server, not here.',
  },
  'dom-mx-mixed': {
    title: 'Mail is split between two providers',
    what: (a) => `The domain ${a.domain} has MX records both to here (${a.hostname}) and to ${a.hosts}.`,
    why: 'Some of the mail ends up with the other provider.',
  },
  'dom-spf-missing': {
    title: 'The domain has no SPF record',
    what: (a) => `The domain ${a.domain} has no SPF record.`,
    why: 'Others cannot see that this server may send for you. Your mail may be filed as spam or refused.',
  },
  'dom-dkim-missing': {
    title: 'The DKIM key is not published',
    what: (a) => `The record ${a.name} with the DKIM key does not exist.`,
    why: 'We sign your mail, but recipients cannot check the signature.',
  },
  'dom-dmarc-missing': {
    title: 'The domain has no DMARC record',
    what: (a) => `The domain ${a.domain} has no DMARC record (${a.name}).`,
    why: 'Some large recipients trust mail from domains without DMARC less.',
  },
  'acc-mailbox-deleted': {
    title: 'The mailbox was deleted',
    what: (a) =>
      `The mailbox ${a.address} was deleted ${a.deletedAt} by ${a.deletedBy}.` +
      (a.attempts !== '0' ? ` Since then somebody has tried to sign in ${a.attemptsTimes}.` : ''),
    why: 'Mail to the address is refused, and nobody can sign in.',
  },
  'acc-mailbox-never-existed': {
    title: 'The address does not exist',
    what: (a) =>
      `The address ${a.address} was never created here.` +
      (a.near ? ` It is close to ${a.near}, which does exist.` : ''),
    why: 'Mail to an address that does not exist is refused.',
  },
  'acc-login-on-alias': {
    title: 'Signing in to a forward',
    what: (a) =>
      `${a.address} is not a mailbox. It passes its mail on to ${a.targets}. The last attempt to sign in was ${a.lastAt}.`,
    why: 'A forward has no password and no inbox to open.',
  },
  'acc-quota-full': {
    title: 'The mailbox is full',
    what: (a) =>
      `The mailbox ${a.address} uses ${a.usedBytes} of ${a.quotaBytes}.` +
      (a.refused !== '0' ? ` We have turned away ${a.refusedMessages} that did not fit.` : ''),
    why: 'New mail does not fit and goes back to its sender.',
  },
  'acc-wrong-password': {
    title: 'Wrong password',
    what: (a) =>
      `${device(a)} sends a wrong password for ${a.address}${door(a)}: ${a.countTimes} since ${a.since}, last ${a.lastAt}${a.fromText}.`,
    why: 'The password on the device differs from the one of the mailbox.',
  },
  'acc-password-edge-space': {
    title: 'A space in the password',
    what: (a) =>
      `${device(a)} sends the right password for ${a.address}, but with a space before or after it. Last ${a.lastAt}.`,
    why: 'The space probably came along when the password was copied. To the server that is a different password.',
  },
  'acc-password-nonascii': {
    title: 'Special letters in the password',
    what: (a) =>
      `${device(a)} encodes letters such as å, ö or ü in the password of ${a.address} in an old way. Last ${a.lastAt}.`,
    why: 'The password is typed correctly, but the program sends different characters from those you chose. That is why it may work in webmail and not in the program.',
  },
  'acc-username-without-domain': {
    title: 'The user name is not the whole address',
    what: (a) => `${device(a)} signs in as “${a.login}”. Last ${a.lastAt}, ${a.countTimes} since ${a.since}.`,
    why: 'The user name is the complete e-mail address. Its first part alone may belong to many.',
  },
  'acc-username-typo-case': {
    title: 'A typing mistake in the user name',
    what: (a) => `${device(a)} signs in as “${a.login}”, but the address is ${a.address}. Last ${a.lastAt}.`,
    why: 'One wrong or invisible character is enough for the account not to be found.',
  },
  'cli-stale-password': {
    title: 'The device still has the old password',
    what: (a) =>
      `${device(a)} still uses the password from before it was changed${a.changedAt ? ` ${a.changedAt}` : ''}: ${a.countTries} since ${a.since}, last ${a.lastAt}.`,
    why: 'The password has to be entered again on this one device. Nothing is wrong with the others.',
  },
  'cli-wrong-incoming-port': {
    title: 'Wrong port for incoming mail',
    what: (a) =>
      a.outcome === 'not-encrypted'
        ? `${device(a)} wanted to sign in without encryption${door(a)}. Last ${a.lastAt}.`
        : `${device(a)} used ${a.port ? `port ${a.port}` : 'a port'} with a different protocol from the one the port is for${door(a)}. Last ${a.lastAt}.`,
    why: 'IMAP and POP3 have a port each, and the password is only accepted encrypted.',
  },
  'cli-tls-mode-mismatch': {
    title: 'Wrong choice of encryption',
    what: (a) =>
      a.outcome === 'plain-on-tls-port'
        ? `${device(a)} connected to port ${a.port} without encryption, but there SSL/TLS must be on from the first character. Last ${a.lastAt}.`
        : `${device(a)} started SSL/TLS at once on port ${a.port}, but there the conversation begins unencrypted (STARTTLS). Last ${a.lastAt}.`,
    why: 'Program and server wait for different beginnings, and the connection ends before sign-in. The password has nothing to do with it.',
  },
  'cli-plaintext-refused': {
    title: 'The password was offered unencrypted',
    what: (a) =>
      `${device(a)} wanted to send the password without encryption${door(a)}. Last ${a.lastAt}. We did not read it.`,
    why: 'Without encryption others on the same network can read the password. That is why the server says no.',
  },
  'cli-tls-too-old': {
    title: 'The program supports only old encryption',
    what: (a) => `${device(a)} supports no newer encryption than ${a.tls}. Last ${a.lastAt}.`,
    why: 'TLS 1.0 and 1.1 are unsafe and switched off. The server wants TLS 1.2 or newer.',
  },
  'cli-wrong-outgoing-port': {
    title: 'Wrong port for outgoing mail',
    what: (a) => `${device(a)} tried to sign in on port 25. Last ${a.lastAt}.`,
    why: 'Port 25 is for servers that deliver to each other. Nobody can sign in there.',
  },
  'cli-smtp-auth-off': {
    title: 'Sign-in for outgoing mail is off',
    what: (a) =>
      `${device(a)} wanted to send from ${a.from} to ${a.to || 'somebody else'} without signing in. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'Without signing in the server sends only to mailboxes that are here.',
  },
  'cli-from-not-owned': {
    title: 'The sender address does not belong to the account',
    what: (a) => `${a.address} is signed in but wants to send as ${a.from}. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'An account can only send from its own addresses.',
  },
  ...blockCauses,
  ...billingCauses,
};
