/**
 * Texts that only one large provider writes: Gmail, Microsoft, Yahoo, T-Online, Telenor, Telia, one.com, IONOS. They are
 * known exactly and so beat the general ones. Data; read by `library.ts`. Telenor's, Telia's and one.com's from memory.
 */
import { type Row, table } from './pattern.ts';

const GMAIL: readonly Row[] = [
  [
    'unknown',
    `the email account that you tried to reach does not exist |
    the email account that you tried to reach is inactive * nosuchuser | p=nosuchuser`,
    ['snd-recipient-unknown'],
    { sure: true },
  ],
  [
    'disabled',
    `the email account that you tried to reach is disabled |
    the email account that you tried to reach is inactive | p=disableduser`,
    ['snd-recipient-disabled'],
    { sure: true },
  ],
  [
    'full',
    'the email account that you tried to reach is over quota | the recipients inbox is out of storage | p=overquota',
    ['snd-recipient-full'],
    { sure: true },
  ],
  ['rate', 'the user you are trying to contact is receiving mail | p=receivingrate', ['snd-big-provider-throttle']],
  [
    'unauthenticated',
    `this mail has been blocked because the sender is unauthenticated |
    gmail requires all senders to authenticate with either spf or dkim | p=unauthenticatedmail |
    this message does not pass authentication checks`,
    ['dom-spf-lacks-us', 'dom-dkim-missing', 'snd-bulk-rules-5000', 'acc-forward-target-rejects'],
  ],
  [
    'bulk',
    `gmail has detected that your mail * bulk | your email has been blocked * sender guidelines |
    sendermailguidelines * bulk | has been rate limited because * sender guidelines | 4.7.27  | 4.7.30  |
    4.7.31  | 4.7.32`,
    ['snd-bulk-rules-5000'],
    { sure: true },
  ],
  [
    'throttle',
    `our system has detected an unusual rate of unsolicited mail | p=unsolicitedratelimiterror |
    p=unsolicitedipError`,
    ['snd-big-provider-throttle'],
    { sure: true },
  ],
  [
    'spam',
    `our system has detected that this message is likely unsolicited mail |
    our system has detected that this message is likely suspicious |
    to reduce the amount of spam sent to gmail, this message has been blocked | p=unsolicitedmessageerror`,
    ['snd-content-rejected'],
    { sure: true },
  ],
  [
    'security',
    'this message was blocked because its content presents a potential security issue | p=blockedmessage',
    ['snd-attachment-type'],
    { sure: true },
  ],
  [
    'headers',
    `messages missing a valid messageid header | messages missing a valid address in from |
    multiple addresses in from | our system has detected that this message is not rfc 5322 compliant |
    p=rfcmessagenoncompliant`,
    ['snd-headers-invalid'],
    { sure: true },
  ],
  ['large', 'your message exceeded googles message size limits | p=maxsizeerror', ['snd-too-large'], { sure: true }],
  [
    'listed',
    'the ip youre using to send mail is not authorized to send email directly | p=notauthorizederror',
    ['net-customer-ip-listed', 'snd-server-ip-listed'],
  ],
  [
    'ptr',
    `does not meet ipv6 sending guidelines regarding ptr | p=ipv6autherror |
    the ip address sending this message does not have a ptr`,
    ['snd-no-ptr'],
    { sure: true },
  ],
  [
    'wrapper-unknown',
    `your message wasnt delivered to * because the address couldnt be found |
    meldingen din ble ikke levert til * fordi adressen ikke ble funnet |
    meldingen ble ikke levert til * fordi adressen ikke ble funnet |
    ditt meddelande levererades inte till * eftersom adressen inte hittades |
    meddelandet levererades inte till * eftersom adressen inte kunde hittas |
    nachricht wurde nicht an * zugestellt, weil die adresse nicht gefunden`,
    ['snd-recipient-unknown'],
    { sure: true },
  ],
  [
    'wrapper-domain',
    'because the domain * couldnt be found | fordi domenet * ikke ble funnet | eftersom domanen * inte',
    ['snd-recipient-domain-dead'],
    { sure: true },
  ],
  [
    'wrapper-full',
    'the recipients inbox is full | mottakerens innboks er full | mottagarens inkorg ar full',
    ['snd-recipient-full'],
    { sure: true },
  ],
  ['app-password', 'application-specific password required | 5.7.9', ['acc-app-password-required'], { sure: true }],
  [
    'own-limit',
    `daily user sending limit exceeded | daily user sending quota exceeded |
    you have reached a limit for sending mail`,
    ['snd-account-day-limit'],
    { sure: true },
  ],
];

const MICROSOFT: readonly Row[] = [
  [
    'unknown',
    `550 5.5.0 requested action not taken: mailbox unavailable | recipient address rejected: access denied |
    5.4.1 recipient address rejected | resolver.adr.recipientnotfound | resolver.adr.exrecipnotfound |
    recipient not found by smtp address lookup | wasnt found at *. the address may be misspelled |
    the email address you entered couldnt be found | e-postadressen du skrev inn, ble ikke funnet |
    e-postadressen du angav kunde inte hittas | die eingegebene e-mail-adresse konnte nicht gefunden werden`,
    ['snd-recipient-unknown'],
    { sure: true },
  ],
  [
    'full',
    `554 5.2.2 mailbox full | 5.2.2 storeDrv.deliver; mailbox full | storedrv* quotaexceededexception |
    the recipients mailbox is full | mottakerens postboks er full | mottagarens postlada ar full |
    postfach des empfangers ist voll`,
    ['snd-recipient-full'],
    { sure: true },
  ],
  [
    'level',
    '550 5.7.515 access denied, sending domain | doesnt meet the required authentication level',
    ['snd-bulk-rules-5000'],
    { sure: true },
  ],
  [
    'listed',
    `messages from * werent sent. please contact your internet service provider since part of their network is on our block list |
    (s3140) | (s3150)`,
    ['snd-server-ip-listed'],
    { sure: true },
  ],
  [
    'throttle',
    `the mail server * has been temporarily rate limited due to ip reputation |
    has exceeded the maximum number of connections * outlook | (s775) | (s77714) | (s843)`,
    ['snd-big-provider-throttle'],
    { sure: true },
  ],
  [
    'restricted',
    `resolver.rst.notauthorized | resolver.rst.restrictedtorecipientspermission |
    resolver.rst.sendernotauthenticatedforgroup |
    your message couldnt be delivered because you dont have permission to send to this recipient |
    the group * only accepts messages from people in its organization |
    meldingen kan ikke leveres * du har ikke tillatelse til a sende til | du saknar behorighet att skicka till`,
    ['snd-recipient-blocks-sender'],
    { sure: true },
  ],
  [
    'spam',
    `550 5.7.1 * message contains spam or virus | identified as spam * 5.7. | 550 5.7.350 |
    550 5.7.520 message blocked because it contains content identified as spam |
    cannot be delivered * due to concerns that the message contains`,
    ['snd-content-rejected'],
    { sure: true },
  ],
  [
    'disabled-auth',
    `5.7.139 | basic authentication is disabled | smtpclientauthentication is disabled |
    5.7.57 client not authenticated | 5.7.57`,
    ['cli-auth-method', 'cli-smtp-auth-off'],
    { sure: true },
  ],
  [
    'own-limit',
    `5.2.0 * outboundspamexception | 5.1.90 your message cant be sent because youve reached your daily limit |
    reached your daily limit for message recipients`,
    ['snd-account-day-limit'],
    { sure: true },
  ],
  [
    'loop',
    '554 5.4.14 hop count exceeded - possible mail loop | 5.4.6 * resolver.fwd.loopingtarget',
    ['acc-forward-loop'],
    { sure: true },
  ],
];

const OTHERS = [
  ...table('yahoo', 'reply', [
    [
      'throttle',
      `temporarily deferred due to unexpected volume or user complaints |
    temporarily deferred due to user complaints | all messages from * will be permanently deferred |
    421 4.7.0 [tss | 421 4.7.1 [ts | 421 4.16.55 [ts`,
      ['snd-big-provider-throttle'],
      { sure: true },
    ],
    [
      'unknown',
      `dd this user doesnt have a * account | requested mail action aborted, mailbox not found |
    this mailbox is disabled (554.30)`,
      ['snd-recipient-unknown'],
      { sure: true },
    ],
    ['disabled', '(554.30) | mailbox is disabled (554', ['snd-recipient-disabled'], { sure: true }],
    [
      'policy',
      '554 5.7.9 message not accepted for policy reasons | not accepted for policy reasons',
      ['snd-content-rejected', 'dom-dmarc-misaligned'],
    ],
    [
      'bulk',
      `554 5.7.9 * sender requirements | senders.yahooinc.com/smtp-error-codes#authentication |
    unauthenticated * yahoo`,
      ['snd-bulk-rules-5000'],
    ],
  ]),
  ...table('t-online', 'reply', [
    [
      'list',
      `ip=* (bl) | ip=* (nowl) | ip=* (dial) |
    a problem occurred. ask your postmaster for help or to contact tosa@rx.t-online.de | tosa@rx.t-online.de |
    tobr@rx.t-online.de | fpr@rx.t-online.de`,
      ['snd-allowlist-recipient'],
      { sure: true },
    ],
    ['unknown', '550 5.1.1 * t-online | 550-5.7.0 user unknown * t-online', ['snd-recipient-unknown'], { sure: true }],
  ]),
  ...table('telenor', 'reply', [
    [
      'unknown',
      `mottaker ukjent * online.no | unknown recipient * online.no | brukeren finnes ikke * online.no |
    account not available * online.no`,
      ['snd-recipient-unknown'],
      { sure: true },
    ],
    [
      'full',
      'mailbox full * online.no | over quota * online.no | postkassen er full * online.no',
      ['snd-recipient-full'],
      { sure: true },
    ],
    ['listed', 'telenor * blocked | online.no * blacklist | blocked * telenor', ['snd-server-ip-listed']],
  ]),
  ...table('telia', 'reply', [
    [
      'unknown',
      'unknown user * telia | adressaten okand | recipient unknown * telia | invalid recipient * telia',
      ['snd-recipient-unknown'],
      { sure: true },
    ],
    ['full', 'over quota * telia | mailbox full * telia | brevladan full', ['snd-recipient-full'], { sure: true }],
    ['throttle', 'too many * telia | telia * too many connections', ['snd-big-provider-throttle']],
  ]),
  ...table('one.com', 'reply', [
    [
      'unknown',
      '550 5.1.1 * one.com | user unknown * one.com | <* user unknown; rejecting',
      ['snd-recipient-unknown'],
      { sure: true },
    ],
    [
      'spam',
      'rejected due to spam * one.com | spam content * one.com | message looks like spam * one.com',
      ['snd-content-rejected'],
      { sure: true },
    ],
    ['full', 'mailbox quota exceeded * one.com | over quota * one.com', ['snd-recipient-full'], { sure: true }],
  ]),
  ...table('ionos', 'reply', [
    [
      'limit',
      `mailbox unavailable * mail send limit exceeded | mail send limit exceeded |
    requested mail action not taken: mailbox unavailable mail send limit`,
      ['snd-account-hour-limit', 'snd-account-day-limit'],
    ],
    [
      'listed',
      `554-* (kundenserver.de) nemesis esmtp service not available | nemesis esmtp service not available |
    no smtp service * bad dns ptr resource record | ip address is black listed |
    ip address has been * temporarily limited`,
      ['snd-server-ip-listed', 'snd-no-ptr'],
    ],
    ['ptr', 'bad dns ptr resource record', ['snd-no-ptr'], { sure: true }],
    [
      'unknown',
      'requested action not taken: mailbox unavailable * invalid dns mx | mailbox unavailable * kundenserver',
      ['snd-recipient-unknown', 'snd-sender-domain-unresolvable'],
    ],
    [
      'policy',
      'transaction failed reject due to policy restrictions | reject due to policy restrictions',
      ['snd-headers-invalid', 'snd-content-rejected'],
    ],
  ]),
];

export const PROVIDERS = [...table('gmail', 'reply', GMAIL), ...table('microsoft', 'reply', MICROSOFT), ...OTHERS];
