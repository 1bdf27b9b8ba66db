/** Words for causes of what devices did: accounts, client settings, networks in English. */
import type { DEVICES_FIXES } from '#src/diagnosis/causes/devices/fixes.ts';
import type { DevicesCause } from '#src/diagnosis/causes/devices/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';
import { abroad } from './abroad.ts';

/** The device at the beginning of a sentence. */
const device = (a: Told): string => a.deviceText.charAt(0).toUpperCase() + a.deviceText.slice(1);
const door = (a: Told): string => (a.endpointText ? ` (${a.endpointText})` : '');
const land = (a: Told): string => abroad.countryName({ country: a.country ?? '' });
const host = (a: Told, direction: string): string =>
  a.sni
    ? `${device(a)} connects to us by the name ${a.sni}, but the server is called ${a.hostname}. The program did not accept the certificate and hung up. Last ${a.lastAt}.`
    : a.quote
      ? `The program says “${a.quote}”, and nobody has tried ${a.address} here in the last hour. Most likely the name in it belongs to no server.`
      : direction;

export const devicesCauses: Pick<CauseTexts, DevicesCause> = {
  'acc-wrong-password-kind': {
    title: 'The password is right, but for something else',
    what: (a) =>
      a.kind === 'app'
        ? `${device(a)} uses an app password of ${a.address} that was made for something else${door(a)}. Last ${a.lastAt}, ${a.countTimes}.`
        : a.kind === 'none'
          ? `${device(a)} tries to sign in to ${a.address}, but the mailbox was never given a password of its own. Last ${a.lastAt}.`
          : `${device(a)} uses the password of the customer centre for ${a.address}${door(a)}. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'The customer centre, the mailbox and each mail program may have passwords of their own. Each works only where it belongs.',
  },
  'acc-app-password-required': {
    title: 'The mailbox needs an app password',
    what: (a) =>
      `${device(a)} signs in to ${a.address} with the right password, but the mailbox takes app passwords only${door(a)}. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'Where app passwords are required, the ordinary password opens only our web pages. Each mail program gets its own.',
  },
  'acc-password-expired': {
    title: 'The password must be changed',
    what: (a) =>
      `The password of ${a.address} must be changed before mail programs are let in again.` +
      (a.count !== '0' ? ` We have said no ${a.countTimes}, last ${a.lastAt}.` : ''),
    why: 'Others may know the old password. Until it is changed, only our web pages are open.',
  },
  'acc-protocol-off': {
    title: 'This way in is switched off',
    what: (a) =>
      `${a.protocol} is switched off for ${a.address}. ${device(a)} signed in with the right password and was refused. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'While it is off, changing the password or the settings of the program does not help.',
  },
  'acc-quota-trash': {
    title: 'The mailbox is full of deleted mail',
    what: (a) =>
      `${a.address} uses ${a.usedBytes} of ${a.quotaBytes}, and ${a.wasteBytes} of that was thrown away.` +
      (a.isTrash ? ` In the trash and in junk there are ${a.trashBytes}.` : '') +
      (a.isMarked ? ` Marked as deleted and never removed: ${a.markedBytes}.` : ''),
    why: 'Deleted mail takes room until it is removed for good. New mail does not fit.',
  },
  'acc-index-corrupt': {
    title: 'The mailbox’s storage is damaged on our side',
    what: (a) =>
      `The check of ${a.address} found ${a.faults} faults in its storage${a.folders ? ` (${a.folders})` : ''}. The fault is ours.`,
    why: 'Messages may be missing or impossible to open. Nothing is wrong with your program.',
  },
  'acc-forward-loop': {
    title: 'The forward goes round in a circle',
    what: (a) =>
      a.isHere
        ? `${a.rule ? `The rule “${a.rule}”` : 'The forwarding'} in ${a.address} sends mail to ${a.to}, and ${a.otherBy === 'rule' ? `${a.otherRule ? `the rule “${a.otherRule}”` : 'a rule'} in` : a.otherBy === 'forwarding' ? 'the forwarding in' : 'the alias'} ${a.other} sends it back: ${a.path}. That is how ${a.countMessages} went round, last ${a.lastAt} from ${a.from}${a.subject ? ` (“${a.subject}”)` : ''}. It stayed in ${a.keptIn}.`
        : `Mail to ${a.address} is passed on to ${a.targets} and comes back here${a.from ? ` from ${a.from}` : ''}: ${a.countTimes}, last ${a.lastAt}.`,
    why: 'The addresses forward to each other. When the message is back, we stop it: if it came from another server, it returns to its sender. If it only went between mailboxes here, it stays.',
  },
  'acc-forward-no-copy': {
    title: 'Mail goes on without a copy here',
    what: (a) =>
      a.isOwn
        ? `${a.rule ? `The rule “${a.rule}”` : 'The forwarding'} of ${a.address} sends the mail to ${a.targets} and keeps no copy (set ${a.madeAt}). That is how ${a.countMessages} went on, last ${a.lastAt}.`
        : `The mailbox ${a.address} was removed ${a.removedAt} and made a forward to ${a.targets}. Since then ${a.countMessages} went on, last ${a.lastAt}.`,
    why: 'A forward leaves nothing here. The mail is at the address it leads to.',
  },
  'acc-forward-no-consent': {
    title: 'The recipient has not said yes to the forwarding',
    what: (a) =>
      `${a.address} leads to ${a.targets}, which ${a.isRefused ? 'has said no to the mail' : a.askedAt ? `was asked ${a.askedAt} and has not said yes` : 'has not said yes to the mail'}. ${a.isAlone ? `The alias leads to nobody else, so mail to it is not taken${a.lastAt === '' ? '' : `: ${a.countTimes}, last ${a.lastAt}`}.` : `Nothing is sent there. ${a.reaches} gets the mail as before.`}`,
    why: 'An address elsewhere gets no mail from here before its owner has said yes. While the answer may still come, the sender’s server tries again by itself for some days, and nothing is lost. After a no the message is returned, and the sender is told why.',
  },
  'acc-catchall-off': {
    title: 'Several addresses were removed and still get mail',
    what: (a) =>
      `${a.addressCount} addresses of ${a.domain} were removed since ${a.removedAt}, by ${a.deletedBy}: ${a.addresses}. Since then mail to them was refused ${a.countTimes}, last ${a.lastAt}.`,
    why: 'Mail to an address that does not exist returns to its sender.',
  },
  'cli-split-password': {
    title: 'The outgoing server has another password',
    what: (a) =>
      `From the same place ${a.address} is read with the right password (${a.readAt}), but sending uses a wrong one${door(a)}: ${a.countTimes} since ${a.since}, last ${a.lastAt}.`,
    why: 'Most programs keep one password for incoming and one for outgoing mail. Only one of them was changed.',
  },
  'cli-password-store-corrupt': {
    title: 'The program brings back an old password',
    what: (a) =>
      `${device(a)} worked ${a.okAt}, and then came back with the very same wrong password: ${a.countTimes}, last ${a.lastAt}.`,
    why: 'The wrong password is stored on the computer (keychain or credential manager) and is used again although you type the right one.',
  },
  'cli-gmail-sendas-stale': {
    title: 'Gmail sends with an old password',
    what: (a) =>
      `Gmail (“Send mail as”) tries to send for ${a.address} with a wrong password from ${a.network}: ${a.countTimes} since ${a.since}, last ${a.lastAt}.`,
    why: 'Gmail has stored the earlier password and does not ask for a new one. It must be entered there.',
  },
  'cli-wrong-incoming-host': {
    title: 'Wrong server name for incoming mail',
    what: (a) =>
      host(
        a,
        `Nobody has tried to read ${a.address} here in ${a.days} days, although ${a.arrived} messages have come and sending works (${a.worksAt}). Most likely the incoming server is another host.`,
      ),
    why: 'The program must use the server’s right name. Otherwise it asks another server, or does not trust ours.',
  },
  'cli-wrong-outgoing-host': {
    title: 'Wrong server name for outgoing mail',
    what: (a) =>
      host(
        a,
        `${a.address} is read from here (${a.worksAt}), but nobody has tried to send through us in ${a.days} days. Most likely the outgoing server is another host.`,
      ),
    why: 'The program must use the server’s right name for outgoing mail too. It is a setting of its own.',
  },
  'cli-own-authority-unknown': {
    title: 'The device does not trust this server’s certificate',
    what: (a) => `${device(a)} hung up because it does not know the certificate${door(a)}. Last ${a.lastAt}.`,
    why: 'This server made its certificate itself. No device knows it beforehand.',
  },
  'cli-root-ca-too-old': {
    title: 'The device is too old to know the certificate',
    what: (a) =>
      `${device(a)} hung up because it does not know who issued our certificate${door(a)}. Last ${a.lastAt}.`,
    why: 'The certificate is valid, but the device’s list of issuers is older than its issuer.',
  },
  'cli-clock-wrong': {
    title: 'The clock of the device is wrong',
    what: (a) =>
      `${device(a)} says that our certificate has expired, but it is valid until ${a.validUntilAt}. Last ${a.lastAt}.`,
    why: 'With a wrong date valid certificates look expired, and the program hangs up.',
  },
  'cli-protocol-mixed': {
    title: 'IMAP and POP3 are mixed up',
    what: (a) =>
      `${device(a)} speaks ${a.spoken}, but is set up with the ${a.server} server${a.sni ? ` (${a.sni})` : ''}, port ${a.port}. Last ${a.lastAt}.`,
    why: 'An account is either IMAP or POP3. The kind can rarely be changed later; the account must be added anew.',
  },
  'cli-auth-method': {
    title: 'The program wants to sign in in a way we do not have',
    what: (a) => `${device(a)} asked for ${a.mechanism}${door(a)} and gave up. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'We use the normal password over an encrypted connection. “Encrypted password”, NTLM and the like do not exist here.',
  },
  'cli-apple-automanage': {
    title: 'Apple’s mail program has changed its settings by itself',
    what: (a) =>
      `${device(a)} worked ${a.workedAt}. Now it comes ` +
      (a.changed === 'name' ? `with the user name “${a.login}”` : `on another port, without encryption${door(a)}`) +
      `. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'When a connection fails, the program tries other settings and keeps them, even when they are wrong.',
  },
  'cli-identity-typo': {
    title: 'The sender’s address is misspelt',
    what: (a) =>
      `The program wants to send as ${a.from}, but the mailbox is ${a.address}. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'The address does not exist. We do not send it, and answers would never have arrived.',
  },
  'cli-sender-syntax': {
    title: 'The sender is not an e-mail address',
    what: (a) => `${a.address} is signed in, but gives “${a.from}” as its sender. Last ${a.lastAt}, ${a.countTimes}.`,
    why: 'The sender must be a whole address without blanks. Otherwise no server can take the message.',
  },
  'cli-too-many-connections': {
    title: 'Too many connections at once',
    what: (a) =>
      `${a.address} had so many connections open that we turned more away: ${a.countTimes}, last ${a.lastAt}. They came from ${a.places === '1' ? 'one place' : `${a.places} places`}.`,
    why: 'Each program keeps several connections open, often one for each folder. At the limit nobody else is let in.',
  },
  'cli-pop-deletes': {
    title: 'A POP3 program takes the mail away from the server',
    what: (a) =>
      `${device(a)} fetched ${a.countMessages} by POP3 and deleted them here, last ${a.lastAt}. The mailbox is also read by ${a.other}, which does not see them.`,
    why: 'POP3 is set to delete from the server. Then the mail is on that one device alone.',
  },
  'cli-local-junk-rule': {
    title: 'A program moves mail as soon as it comes',
    what: (a) =>
      `${device(a)} moved ${a.countMessages} to “${a.folder}”, ${a.atOnce} of them within a minute of their arrival. Last ${a.lastAt}.`,
    why: 'The program has a rule or a junk filter of its own. The mail is here, but not in the inbox.',
  },
  'cli-imap-prefix-special': {
    title: 'Two folders for the same thing',
    what: (a) =>
      `The mailbox has both “${a.right}” (${a.rightCount} messages) and “${a.other}” (${a.otherCount} messages) for the same use.`,
    why: 'A program has made a folder of its own. So mail seems to be missing, depending on where you read.',
  },
  'cli-folder-not-subscribed-or-window': {
    title: 'Mail is in a folder that is not shown',
    what: (a) => `There are ${a.countMessages} in ${a.folders}, which is not subscribed to.`,
    why: 'Many programs show only the folders they are subscribed to. The rest is there, but invisible.',
  },
  'net-censorship': {
    title: 'Connections from the country are cut on their way',
    what: (a) =>
      `Connections from ${land(a)} are cut before encryption is in place: ${a.countTimes} since ${a.since}, last ${a.lastAt}. From other countries it works.`,
    why: 'Somebody on the way stops mail to foreign servers. Nothing is wrong with the account or the password.',
  },
  'net-vpn-impossible': {
    title: 'The VPN no longer gets through',
    what: (a) =>
      `${a.address} last came through ${a.network} ${a.vpnAt}. Now its connections come directly from ${land(a)} and are cut: ${a.countTimes}, last ${a.lastAt}.`,
    why: 'Both mail and VPN are stopped in the country. The advice to use a VPN cannot be followed there now.',
  },
  'net-submission-blocked': {
    title: 'The network most likely blocks sending',
    what: (a) =>
      `From ${a.remoteAddress} ${a.address} is read (${a.readAt}), but no connection for sending has come from there. From another network mail was sent ${a.sentAt}.`,
    why: 'Hotels, guest networks and some companies close the ports for sending. The settings work on other networks.',
  },
  'net-unstable-link': {
    title: 'The connection breaks off in the middle',
    what: (a) => `From ${a.device} ${a.count} of ${a.total} connections broke off in the middle. Last ${a.lastAt}.`,
    why: 'The network where the device is loses the connection before the mail is across.',
  },
};

export const devicesFixes: Pick<FixTexts, keyof typeof DEVICES_FIXES> = {
  'use-mailbox-password': (a) => `Enter the mailbox’s own password for ${a.address} on ${a.deviceText}.`,
  'make-app-password': (a) =>
    `Make an app password for ${a.address} in the customer centre and enter it in the program instead of the ordinary password.`,
  'open-protocol': (a) => `Switch ${a.protocol} on for ${a.address}, or set the program up with a way in that is open.`,
  'empty-trash': (a) => `Empty the trash and junk of ${a.address}, and remove messages that are marked as deleted.`,
  'mend-index': (a) => `We mend the storage of ${a.address} from its messages and the backup.`,
  'remove-forward': (a) =>
    `Take away the forward from ${a.address}, or the one that leads back here from ${a.targets}.`,
  'ask-forward-target': (a) =>
    a.isRefused
      ? `Talk to ${a.recipient}: the link in our letter still works, so a no can become a yes. Or let ${a.alias} lead elsewhere.`
      : `Ask ${a.recipient} to answer our letter. If it is gone, choose “Ask again” at ${a.alias} under Aliases on the page of the domain.`,
  'read-at-target': (a) => `Read the mail at ${a.targets}.`,
  'mailbox-instead-of-forward': (a) => `Make ${a.address} a mailbox of its own again.`,
  'restore-forwards': (a) => `Make the addresses again: ${a.addresses}.`,
  'update-outgoing-password': (a) =>
    `Enter the present password for ${a.address} for the outgoing server (SMTP) too, on ${a.deviceText}.`,
  'forget-stored-password': (a) =>
    `Delete the stored password for ${a.address} on the computer (Keychain on a Mac, Credential Manager in Windows), and type it anew.`,
  'renew-send-as': (a) =>
    `In Gmail: Settings, Accounts, “Send mail as”, edit: enter the present password for ${a.address}.`,
  'trust-authority': (a) => `Install the server’s root certificate on ${a.deviceText}. It is on our web site.`,
  'public-certificate': () => 'Give the server a certificate from a public issuer. Then every device trusts it.',
  'set-clock': (a) => `Let ${a.deviceText} set its date and clock automatically.`,
  'new-account-of-kind': (a) => `Delete the account in the program and add it anew as ${a.spoken}.`,
  'choose-normal-password': () => 'Choose “normal password” (PLAIN) with SSL/TLS in the program.',
  'stop-auto-manage': (a) =>
    `Switch off “Automatically manage connection settings” on ${a.deviceText}, and enter the settings anew.`,
  'fewer-connections': () => 'Let the programs keep fewer connections open, or close those you do not use.',
  'leave-on-server': (a) => `Choose “leave a copy on the server” on ${a.deviceText}, or use IMAP there.`,
  'mend-client-rule': (a) =>
    `Look for rules and junk filters on ${a.deviceText}, and move the messages back from “${a.folder}”.`,
  'choose-one-folder': (a) => `Choose “${a.right}” in the program, and move the messages from “${a.other}” there.`,
  'subscribe-folder': (a) => `Subscribe to ${a.folders}, and every program shows them.`,
  'go-round-filter': (a) =>
    `Use the phone with its Norwegian or Swedish SIM card (roaming), or a VPN. ${a.address} works as before once you are out of ${land(a)}.`,
  'roam-instead-of-vpn': (a) =>
    `Use mobile data with the SIM card from home: that traffic goes home first and reaches ${a.address} without a VPN.`,
  'try-other-network': (a) => `Try port ${a.port} with STARTTLS, or send over mobile data or another network.`,
  'steady-link': () => 'Try another network or better coverage. Fetch only message headers meanwhile.',
};
