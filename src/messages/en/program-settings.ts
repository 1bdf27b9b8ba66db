/** Words of the check of a mail program's settings, in English. */
import type { Places, ProgramSettingsWords } from '../nb/program-settings.ts';

const fields = (incoming: string, outgoing: string, sender: string, sent = sender): Places => ({
  incoming,
  outgoing,
  sender,
  sent,
});
const file = (name: string): Places => fields(`In the file ${name}`, `In the file ${name}`, `In the file ${name}`);

export const programSettings: ProgramSettingsWords = {
  formats: {
    thunderbird: 'Thunderbird (prefs.js)',
    'outlook-prf': 'Outlook (PRF file)',
    'outlook-registry': 'Outlook (registry export)',
    'apple-profile': 'Profile for iPhone, iPad and Mac',
    k9: 'K-9 Mail or Thunderbird for Android',
    fairemail: 'FairEmail',
    msmtp: 'msmtp',
    mbsync: 'mbsync (isync)',
    mutt: 'mutt or NeoMutt',
    fetchmail: 'fetchmail',
    getmail: 'getmail',
    offlineimap: 'OfflineIMAP',
    evolution: 'Evolution',
    kmail: 'KMail',
    text: 'settings written as text',
  },
  unreadable: {
    empty: 'There is nothing here.',
    'too-large': 'The file is larger than 2 MB. Settings are smaller than that; perhaps it is another file?',
    encrypted:
      'The export is encrypted with a password, so we cannot read it. Export once more without one, or type server, port, encryption and user name.',
    binary: 'This is a picture, a document or a database. Type what it shows and we read the text.',
    unknown:
      'We do not recognise settings in this. Type server, port, encryption and user name, for example: “imap.example.com port 993 SSL/TLS, user kari@example.com”.',
    'no-accounts': 'We recognise the file, but there is no mail account in it.',
  },
  faults: {
    'host-missing': {
      title: 'The server name is missing',
      why: () => 'Without a server name the program has nobody to talk to.',
    },
    'host-not-a-name': {
      title: 'This is not a server name',
      why: () => 'The field takes the name alone: no https://, no @ and no blanks.',
    },
    'host-typo': {
      title: 'A typing mistake in the server name',
      why: (a) =>
        a.meant ? `It looks like ${a.meant}.` : 'It is nearly right. One letter is enough for the program to get lost.',
    },
    'host-swapped': {
      title: 'The servers are swapped',
      why: () => 'This name belongs to the other direction: incoming and outgoing have a server each.',
    },
    'host-other-provider': {
      title: 'The server belongs to another provider',
      why: (a) => `This is a server of ${a.provider}. Your mail is not there.`,
    },
    'host-own-domain': {
      title: 'The server name is your domain, not the server',
      why: () =>
        'Such a name may lead to the right place today, but the certificate is for the server’s own name. You get warnings, or the program gives up.',
    },
    'host-wrong': {
      title: 'Wrong server name',
      why: () => 'This is not the server your mailbox is on. It may be from an earlier provider.',
    },
    'smtp-other-provider': {
      title: 'Mail is sent through another provider',
      why: (a) =>
        `The outgoing server is ${a.provider}. It takes mail from its own customers only, and mail with your address from there is often taken for forged.`,
    },
    'port-wrong': {
      title: 'Wrong port',
      why: () => 'The server does not answer on this port. Port and encryption belong together.',
    },
    'port-of-other-kind': {
      title: 'The port is for something else',
      why: (a) => `Port ${a.port} is for ${String(a.other).toUpperCase()}, not for ${String(a.kind).toUpperCase()}.`,
    },
    'port-25': {
      title: 'Port 25 is not for mail programs',
      why: () => 'Servers deliver to each other there, and many networks close it. Programs send on 465 or 587.',
    },
    'security-mismatch': {
      title: 'Port and encryption do not match',
      why: (a) =>
        `Port ${a.wanted} wants one certain choice. With the other one, program and server wait for each other until they give up. The password has nothing to do with it.`,
    },
    'security-off': {
      title: 'Encryption is off',
      why: () => 'Others on the same network could read the password. That is why the server says no.',
    },
    'security-optional': {
      title: 'Encryption is used only if offered',
      why: () =>
        'Somebody on the way can pretend that it is not there, and the password goes in the open. Let the program require it.',
    },
    'user-missing': { title: 'The user name is missing', why: () => 'The program must sign in with a name.' },
    'user-without-domain': {
      title: 'The user name is not the whole address',
      why: () => 'The user name is the complete mail address. Its first part alone may belong to many.',
    },
    'user-with-blank': {
      title: 'There is a blank in the user name',
      why: () => 'It hardly shows, and often comes along when pasting. The account is not found.',
    },
    'user-typo': {
      title: 'A typing mistake in the user name',
      why: () => 'It is nearly right, but the account is not found.',
    },
    'user-other': { title: 'The user name is another one', why: () => 'The name does not belong to this mailbox.' },
    'sign-in-off': {
      title: 'Sign-in for the outgoing server is off',
      why: () => 'Without signing in, the server only sends to mailboxes that it has itself.',
    },
    'sign-in-way': {
      title: 'The program wants to sign in in a way the server does not have',
      why: () => 'Choose normal password. It is safe, because the connection is encrypted.',
    },
    'sign-in-oauth': {
      title: 'OAuth is chosen, but passwords are used here',
      why: () => 'OAuth is for Google and Microsoft. With us programs sign in with a password.',
    },
    'oauth-wanted': {
      title: 'This provider wants OAuth',
      why: () => 'An ordinary password is refused. Add the account anew and sign in in the window that opens.',
    },
    'app-password-wanted': {
      title: 'Remember the app password',
      why: () =>
        'This provider does not take your ordinary password in programs. Make an app password on the account page there.',
    },
    'from-typo': {
      title: 'A typing mistake in the sender address',
      why: () => 'The server refuses senders that are not yours, and replies go to others.',
    },
    'from-other': {
      title: 'The sender is another address',
      why: () =>
        'An account can only send from its own addresses. Unless it is an alias of yours, the message is refused.',
    },
    'from-not-an-address': {
      title: 'The sender is not a mail address',
      why: () => 'The server cannot take a message with such a sender.',
    },
    'outgoing-missing': {
      title: 'There is no outgoing server',
      why: () => 'The account can fetch mail, but not send.',
    },
    'pop-not-imap': {
      title: 'The account uses POP3',
      why: () => 'That works. With IMAP mail stays on the server and all your devices show the same.',
    },
    'pop-switched-off': {
      title: 'This way of fetching is switched off',
      why: () => 'It is off for your mailbox. Switch it on under the mailbox in the customer centre, or use IMAP.',
    },
    'mail-is-removed': {
      title: 'Mail is deleted on the server once it is fetched',
      why: () => 'It then disappears from the phone, from webmail and everywhere else, and is on this computer only.',
    },
    'certificate-unchecked': {
      title: 'The certificate is not checked',
      why: () => 'Anybody on the way can then pretend to be the server and get the password.',
    },
    'connections-many': {
      title: 'Too many connections at once',
      why: (a) => `The server allows ${a.most} for all your devices together. Five are enough for one program.`,
    },
    'folder-prefix': {
      title: 'A root folder is set',
      why: () =>
        'Here folders are at the top. With a root folder the program makes its own sent and trash folders, and mail seems to be missing.',
    },
    'sent-copy-off': {
      title: 'No copy of sent mail is kept',
      why: () => 'What you send from this program is then not in Sent: not here, not on your phone, not in webmail.',
    },
    'sent-copy-here': {
      title: 'Copies of sent mail stay on the machine',
      why: () =>
        'Your other devices and webmail then do not show what you sent from here. If the machine breaks, the copies are gone.',
    },
    'sent-folder-other': {
      title: 'Sent mail goes into another folder',
      why: () =>
        'Your other programs and webmail use “Sent”. If you did not choose this folder yourself, sent mail is in two places.',
    },
    'account-twice': {
      title: 'The same mailbox is there twice',
      why: (a) => `“${a.first}” and “${a.second}” are the same mailbox. One is enough.`,
    },
    'imap-and-pop': {
      title: 'The mailbox is there with both IMAP and POP3',
      why: () =>
        'POP3 can empty the inbox that IMAP shows. Keep IMAP, and remove the other once you see that all is there.',
    },
  },
  fields: {
    host: 'Server',
    port: 'Port and encryption',
    security: 'Encryption',
    userName: 'User name',
    signIn: 'Sign-in',
    from: 'Sender address',
    kind: 'Account type',
    leavesMail: 'Leave on server',
    checksCertificate: 'Certificate check',
    connections: 'Connections',
    folderPrefix: 'Root folder',
    sentCopy: 'Copy of sent mail',
    sentFolder: 'Folder for sent mail',
    account: 'Account',
  },
  servers: { incoming: 'Incoming mail', outgoing: 'Outgoing mail' },
  weights: { wrong: 'Must be changed', risk: 'Should be changed', note: 'Good to know' },
  security: { tls: 'SSL/TLS', starttls: 'STARTTLS', optional: 'STARTTLS if available', none: 'no encryption' },
  signIn: {
    password: 'normal password',
    hashed: 'encrypted password (CRAM-MD5)',
    ntlm: 'secure password authentication (SPA/NTLM)',
    kerberos: 'Kerberos',
    certificate: 'certificate',
    oauth: 'OAuth',
    any: 'automatic',
    none: 'no sign-in',
  },
  copies: { on: 'kept', off: 'not kept', here: 'on the machine' },
  port: 'port',
  empty: '(empty)',
  line: (n) => `line ${n}`,
  says: 'Now',
  should: 'Should be',
  where: 'Change it here',
  verdict: {
    fine: 'The settings are right',
    wrong: (n) => (n === 1 ? 'One thing must be changed' : `${n} things must be changed`),
    risk: (n) => (n === 1 ? 'One thing should be changed' : `${n} things should be changed`),
  },
  untold: { host: 'the server', port: 'the port', security: 'the encryption', userName: 'the user name' },
  unchecked: (what) => `Not checked, because it was not there: ${what}.`,
  compared: {
    mail: (a) => `Mail for ${a.domain} is taken in by ${a.who}, not here.`,
    noMail: (a) => `${a.domain} takes no mail: the domain has no receiving server in DNS.`,
    unknownThere:
      'We do not know the settings there, so we only tell what is wrong in itself. Ask that provider what they should be.',
    ours: (name) => `Compared with the settings for ${name} with us.`,
    provider: (name, provider) => `Compared with the usual settings of ${provider}, where ${name} is.`,
    unknown:
      'We do not know which provider this is with, so we only tell what is wrong in itself. Give the mail address and we know more.',
  },
  places: {
    thunderbird: fields(
      '☰ → Account Settings → the account → Server Settings',
      '☰ → Account Settings → Outgoing Server (SMTP), at the bottom left → Edit',
      '☰ → Account Settings → the account’s name → Email Address',
      '☰ → Account Settings → the account → Copies & Folders',
    ),
    'outlook-prf': fields(
      'File → Account Settings → Server Settings → Incoming mail',
      'File → Account Settings → Server Settings → Outgoing mail',
      'File → Account Settings → Email address',
    ),
    'outlook-registry': fields(
      'File → Account Settings → Server Settings → Incoming mail',
      'File → Account Settings → Server Settings → Outgoing mail',
      'File → Account Settings → Email address',
      'File → Options → Mail → Save messages',
    ),
    'apple-profile': fields(
      'Settings → Apps → Mail → Mail Accounts → the account → IMAP → Advanced. An account from a profile is changed in the profile.',
      'Settings → Apps → Mail → Mail Accounts → the account → SMTP. An account from a profile is changed in the profile.',
      'Settings → Apps → Mail → Mail Accounts → the account → Email',
    ),
    k9: fields(
      'Settings → the account → Fetching mail → Incoming server',
      'Settings → the account → Sending mail → Outgoing server',
      'Settings → the account → Sending mail → Manage identities',
      'Settings → the account → Folders → Sent folder, and Sending mail → Upload sent messages',
    ),
    fairemail: fields(
      'Settings → Manual setup → Accounts → the account',
      'Settings → Manual setup → Identities → the identity',
      'Settings → Manual setup → Identities → the identity',
      'Settings → Manual setup → Accounts → the account → Sent',
    ),
    msmtp: file('~/.msmtprc'),
    mbsync: file('~/.mbsyncrc'),
    mutt: file('~/.muttrc'),
    fetchmail: file('~/.fetchmailrc'),
    getmail: file('~/.config/getmail/getmailrc'),
    offlineimap: file('~/.offlineimaprc'),
    evolution: fields(
      'Edit → Accounts → the account → Receiving Email',
      'Edit → Accounts → the account → Sending Email',
      'Edit → Accounts → the account → Identity',
      'Edit → Accounts → the account → Defaults',
    ),
    kmail: fields(
      'Settings → Configure KMail → Accounts → Receiving → Modify',
      'Settings → Configure KMail → Accounts → Sending → Modify',
      'Settings → Configure KMail → Identities',
      'Settings → Configure KMail → Identities → Modify → Advanced',
    ),
    text: fields(
      'Account settings → incoming server',
      'Account settings → outgoing server (SMTP)',
      'Account settings → mail address',
    ),
  },
  putBack: {
    thunderbird:
      'Close Thunderbird completely. ☰ → Help → Troubleshooting Information shows the profile folder. Keep the old prefs.js, and put the corrected one in its place.',
    'outlook-prf':
      'Close Outlook and double-click the file, or run outlook.exe /importprf with it. Outlook asks for the password.',
    'outlook-registry': 'Close Outlook. Double-click the file and say yes. Start Outlook again.',
    'apple-profile':
      'Remove the old profile under Settings → General → VPN & Device Management, and open the corrected one. It is not signed, so the device says “not verified”.',
    k9: 'Remove the account in the program and bring it back: Settings → Import settings.',
    fairemail: 'Settings → Backup → Import, and choose the corrected file.',
    msmtp: 'Put it in place of ~/.msmtprc, with mode 600.',
    mbsync: 'Put it in place of ~/.mbsyncrc, with mode 600.',
    mutt: 'Put it in place of the old one and start mutt again.',
    fetchmail: 'Put it in place of ~/.fetchmailrc, with mode 600.',
    getmail: 'Put it in place of the old getmailrc.',
    offlineimap: 'Put it in place of ~/.offlineimaprc.',
    evolution: 'Close Evolution, put the file into ~/.config/evolution/sources, and log out and in again.',
    kmail: 'Close KMail, put the file back into ~/.config, and run “akonadictl restart”.',
    text: 'Type the values into your program.',
  },
  fileMade: (path) => `The corrected file: ${path}`,
  passwordsLeft: (n) =>
    n === 1
      ? 'There is a password in the file. We did not read it, and it stands untouched.'
      : `There are ${n} passwords in the file. We did not read them, and they stand untouched.`,
};
