/** Words for causes of pasted error texts and bounces in English. */
import type { PASTED_FIXES } from '#src/diagnosis/causes/pasted/fixes.ts';
import type { PastedCause } from '#src/diagnosis/causes/pasted/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

const said = (a: Told): string =>
  a.answer ? ` ${a.host ? `The server ${a.host}` : 'The server'} answered: “${a.answer}”.` : '';
const whom = (a: Told): string => a.recipient || 'the recipient';
const quote = (a: Told): string => (a.quote ? ` The text says “${a.quote}”.` : '');
const again = (a: Told): string => (a.sentAt ? ` The message was sent ${a.sentAt}.` : '');

export const pastedCauses: Pick<CauseTexts, PastedCause> = {
  'snd-recipient-unknown': {
    title: 'The recipient’s address does not exist',
    what: (a) =>
      `The address ${a.recipient || 'you wrote to'} does not exist at the recipient’s provider.${again(a)}${said(a)}`,
    why: 'The recipient’s server knows no mailbox of that name. The message was not delivered.',
  },
  'snd-recipient-full': {
    title: 'The recipient’s mailbox is full',
    what: (a) => `The mailbox of ${whom(a)} is full.${again(a)}${said(a)}`,
    why: 'The recipient gets no new mail until there is room. Nothing is wrong on your side.',
  },
  'snd-recipient-disabled': {
    title: 'The recipient’s account is closed',
    what: (a) => `The account of ${whom(a)} is closed or no longer used.${again(a)}${said(a)}`,
    why: 'The address was in use once, but the recipient’s provider no longer takes mail for it.',
  },
  'snd-recipient-blocks-sender': {
    title: 'The recipient does not let you in',
    what: (a) =>
      `The recipient ${a.recipient} or the organisation there does not take mail from you.${again(a)}${said(a)}`,
    why: 'It is a choice on the recipient’s side, and only the recipient can change it.',
  },
  'snd-recipient-domain-dead': {
    title: 'The recipient’s domain takes no mail',
    what: (a) =>
      `The domain in the address ${a.recipient || 'you wrote to'} does not exist or has no mail server.${again(a)}${said(a)}`,
    why: 'There is no server to deliver to. Often it is a typing mistake after the @ sign.',
  },
  'snd-content-rejected': {
    title: 'The content was taken for spam',
    what: (a) => `The server of ${whom(a)} said no because of what is in the message.${again(a)}${said(a)}`,
    why: 'The recipient’s filter disliked words, a link or an attachment. The address is right.',
  },
  'snd-signature-link-listed': {
    title: 'The link in the signature is on a block list',
    what: (a) => `Your mail is probably stopped because of the link or picture in your signature.${quote(a)}`,
    why: 'The signature is in everything you send. So everything is refused, even very short messages.',
  },
  'snd-attachment-type': {
    title: 'The attachment is of a kind that is not let in',
    what: (a) => `The server of ${whom(a)} does not take this kind of attachment.${again(a)}${said(a)}`,
    why: 'Programs, macros and archives with a password are stopped because they often carry viruses.',
  },
  'snd-too-large': {
    title: 'The message is too large',
    what: (a) => `The message to ${whom(a)} is larger than the server takes.${again(a)}${said(a)}`,
    why: 'Attachments grow by about a third when they are sent. A file of 20 MB becomes about 27 MB.',
  },
  'snd-big-provider-throttle': {
    title: 'A large provider slows the mail down',
    what: (a) => `The provider of ${whom(a)} takes mail more slowly than we send it.${again(a)}${said(a)}`,
    why: 'Large providers make a lot of mail in a short time wait. We try again by ourselves.',
  },
  'snd-allowlist-recipient': {
    title: 'The recipient’s network takes mail only from approved servers',
    what: (a) =>
      `The network of ${whom(a)} takes no mail from our server until we are approved there.${again(a)}${said(a)}`,
    why: 'Some providers, T-Online among them, want the operator to apply first. That is for us to do.',
  },
  'snd-bulk-rules-5000': {
    title: 'The recipient wants full sender authentication',
    what: (a) => `The provider of ${whom(a)} demands SPF, DKIM and DMARC of those who send a lot.${again(a)}${said(a)}`,
    why: 'SPF, DKIM and DMARC are DNS records that show that the mail is yours. If one is missing, it is refused.',
  },
  'snd-smtputf8': {
    title: 'The address has letters that do not get through',
    what: (a) =>
      `The address ${a.recipient || 'of the recipient'} has letters other than a–z before the @ sign.${again(a)}${said(a)}`,
    why: 'A server on the way cannot carry such addresses.',
  },
  'snd-headers-invalid': {
    title: 'The message lacks required fields',
    what: (a) => `The server of ${whom(a)} says that the message header is not valid.${again(a)}${said(a)}`,
    why: 'Every message needs exactly one “From”, a date and a message ID. The program that sends makes them.',
  },
  'snd-list-dmarc': {
    title: 'The mailing list passes mail on in your name',
    what: (a) =>
      `The message went through a mailing list, and ${a.recipient || 'somebody on the list'} did not get it.${again(a)}${said(a)}`,
    why: 'Your domain has a strict DMARC rule: only its own servers may send in your name. The list changes the sending server.',
  },
  'snd-greylisted': {
    title: 'The recipient asked us to try again in a while',
    what: (a) => `The server of ${whom(a)} lets unknown senders wait the first time.${again(a)}${said(a)}`,
    why: 'This is called greylisting and keeps spam out. It is tried again by itself, usually within half an hour.',
  },
  'net-forged-smtp-reply': {
    title: 'Somebody on the way gave a false answer',
    what: (a) => `The answer in the text does not come from the mail server.${quote(a)}`,
    why: 'In some countries a firewall breaks into the connection and answers in the server’s name. Both servers then look fine.',
  },
  'net-port25-intercepted': {
    title: 'The network leads you to another server',
    what: (a) => `A server other than ours answers on port 25.${quote(a)}`,
    why: 'Some access providers lead port 25 to a server of their own. Your password is unknown there.',
  },
  'net-tls-inspection': {
    title: 'The firewall of the network opens the encryption',
    what: (a) => `The certificate comes from a firewall on the network you are on, not from us.${quote(a)}`,
    why: 'The firewall reads along and changes the certificate. The mail program does not trust it, and rightly so.',
  },
  'net-captive-portal': {
    title: 'You are not signed in to the guest network yet',
    what: (a) => `The answer comes from the sign-in page of the network you are on, not from us.${quote(a)}`,
    why: 'Until you have accepted its terms in the browser, the guest network answers everything itself.',
  },
  'net-resolver-broken': {
    title: 'The device cannot look up the server’s name',
    what: (a) => `The device does not find the address of the mail server.${quote(a)}`,
    why: 'The name service (DNS) of the network or the device does not answer. Password and account are not touched.',
  },
  'net-mtu-blackhole': {
    title: 'Large messages get stuck on the way',
    what: (a) => `The connection stands still in the middle of the message.${quote(a)}`,
    why: 'Small messages get through and large ones hang when a part of the network drops large packets silently.',
  },
  'cli-antivirus-proxy': {
    title: 'The virus scanner stands between you and the server',
    what: (a) => `The virus scanner on your machine takes over the connection to the mail server.${quote(a)}`,
    why: 'Its mail shield replaces the certificate or cuts the connection. Then the program does not reach us.',
  },
  'cli-firewall-app': {
    title: 'The device itself stops the mail program',
    what: (a) => `A firewall or a data restriction on the device stops the connection.${quote(a)}`,
    why: 'The connection never leaves the device. That is why we see no attempts from it.',
  },
  'cli-local-store-broken': {
    title: 'The mail program’s own files are full or damaged',
    what: (a) => `The program cannot write to its own file on the machine.${quote(a)}`,
    why: 'Your mail is safe on the server, but the program cannot keep its copy.',
  },
  'cli-helo-rejected': {
    title: 'The server does not accept the name the device greets with',
    what: (a) => `The device introduces itself with a name that the server does not accept.${quote(a)}`,
    why: 'The name often has an underscore or is only a number. Some servers refuse such names.',
  },
  'cli-webmail-browser': {
    title: 'The browser does not keep the sign-in',
    what: (a) => `The webmail loses your session in this browser.${quote(a)}`,
    why: 'Cookies are off, or the page is an old copy. Nothing is wrong with the mailbox.',
  },
  'cli-outbox-stuck-offline': {
    title: 'The mail program works offline',
    what: (a) => `The program is set to work offline.${quote(a)}`,
    why: 'What you send then stays in the outbox, and nothing is fetched.',
  },
  'acc-mailbox-locked': {
    title: 'Another program keeps the mailbox busy',
    what: (a) => `Another device is using the mailbox right now.${quote(a)}`,
    why: 'POP3 lets in only one at a time. If it does not pass in some minutes, an old session hangs.',
  },
  'acc-backscatter': {
    title: 'Somebody else uses your address as sender',
    what: (a) =>
      `The bounce is about mail that was not sent from ${a.address} here${a.originalAt ? ` (${a.originalAt})` : ''}.`,
    why: 'Anybody can write somebody else’s address as the sender. The error messages then go to you.',
  },
};

export const pastedFixes: Pick<FixTexts, keyof typeof PASTED_FIXES> = {
  'correct-recipient': (a) =>
    `Check the address${a.recipient ? ` ${a.recipient}` : ''} letter by letter, and send again.`,
  'ask-recipient-for-room': (a) => `Tell ${whom(a)} in another way that the mailbox is full. Send again later.`,
  'reach-recipient-elsewhere': (a) => `Reach ${whom(a)} in another way, and ask for a new address.`,
  'ask-recipient-to-allow': (a) =>
    `Ask ${whom(a)} to let you in. Send the server’s answer along, so that they know which rule it is.`,
  'check-recipient-domain': (a) =>
    `Look for a typing mistake after the @ sign${a.recipient ? ` in ${a.recipient}` : ''}.`,
  'change-content': () =>
    'Send again as plain text, without links and attachments. If that gets through, it was one of them.',
  'send-without-signature': () =>
    'Send a test without your signature. If it gets through, take the link or picture out of the signature.',
  'send-as-link': () => 'Put the file in a cloud service and send the link, or make the file smaller.',
  'wait-for-provider': () => 'You need not do anything. We send again, more slowly, until it is taken.',
  'apply-at-network': (a) => `We apply for approval at the network of ${whom(a)}. Send us this text.`,
  'complete-authentication': () => 'Run a diagnosis of your domain. It shows which of SPF, DKIM and DMARC is missing.',
  'use-ascii-address': (a) => `Ask ${whom(a)} for an address with plain letters only.`,
  'mend-sending-program': () =>
    'Fix the program or script that makes the message: one “From” field, a date and a message ID.',
  'tell-list-owner': () => 'Ask whoever runs the list to let the list be the sender for members with strict DMARC.',
  'wait-for-retry': () => 'You need not do anything. The message is tried again by itself.',
  'use-encrypted-ports': () =>
    'Use port 465 with SSL/TLS (or 587 with STARTTLS) for outgoing mail. Those ports are not led elsewhere.',
  'use-another-path': () => 'Try another network, for example mobile data, or send from the webmail.',
  'ask-network-owner': () => 'Ask the IT department for an exception for our mail server.',
  'accept-hotspot': () => 'Open the browser, accept the terms of the network, and fetch your mail again.',
  'change-resolver': () => 'Turn off private DNS, ad blocking and VPN on the device, or try another network.',
  'lower-packet-size': () => 'Set the packet size (MTU) of the router or the VPN to 1400, and try again.',
  'turn-off-mail-shield': () =>
    'Turn off the mail shield of the virus scanner, or make an exception for the mail server. The scanner itself can stay on.',
  'allow-program': () => 'Allow the mail program in the firewall, and let it use data in the background.',
  'mend-local-store': () =>
    'Make room on the disk, and repair the data file or make a new profile. Your mail is fetched again.',
  'rename-device': () => 'Give the device a name of letters, digits and hyphens only.',
  'refresh-webmail': () => 'Allow cookies, empty the cache and open the webmail again, or try another browser.',
  'go-online': () => 'Turn off “Work offline” in the program, and see whether something is left in the outbox.',
  'close-other-session': () =>
    'Close the mail program on the other devices, wait ten minutes and try again. IMAP is the better choice.',
  'ignore-foreign-bounces': () => 'Delete the bounces. Do not answer them, and do not follow links in them.',
  'check-own-sign-ins': () => 'Look through the sign-ins. If you do not know them, change the password at once.',
  'ask-with-address': () =>
    'Tell us the address it is about. Then our own logs show what happened, instead of a guess.',
};
