/**
 * What other servers write when they refuse or defer a message (catalogue 3F). Data; read by `library.ts`.
 */
import { type Row, table } from './pattern.ts';

const ROWS: readonly Row[] = [
  [
    'unknown',
    `5.1.1 | 5.1.6 | 5.1.10 resolver | user unknown | unknown user | no such user | no such recipient |
    no such mailbox | no such address | recipient unknown | unknown recipient | unknown mailbox |
    mailbox unknown | recipient not found | user not found | mailbox not found | address not found |
    recipient address rejected: user | recipient * does not exist | user * does not exist |
    mailbox * does not exist | address * does not exist | account * does not exist | user doesnt exist |
    recipient doesnt exist | account that you tried to reach does not exist | address couldnt be found |
    couldnt be delivered to * address | recipnotfound | resolver.adr | invalid recipient |
    recipient address rejected: undeliverable | no mailbox here by that name | is not a known user |
    not our customer | account has been deleted | mailbox unavailable or access denied | unknown local part |
    unknown address | unbekannter empfanger | empfanger unbekannt | adresse ist unbekannt |
    postfach * existiert nicht | mottakeren finnes ikke | mottakeren er ukjent | ukjent mottaker |
    adressen finnes ikke | mottagaren finns inte | okand mottagare | adressen finns inte |
    mottagaren kunde inte hittas | adressen ble ikke funnet | adressen hittades inte | finner ikke adressen |
    modtageren findes ikke | ukendt modtager | addressee unknown | not listed in * directory |
    verify that the address * is correct | wasnt found at | wasnt found in | recipient is unknown |
    no account by that name | requested action not taken: mailbox unavailable | this user doesnt have a`,
    ['snd-recipient-unknown', 'acc-mailbox-never-existed', 'acc-mailbox-deleted'],
    { sure: true },
  ],
  [
    'full',
    `4.2.2 | 5.2.2 | out of storage | over quota | overquota | quota exceeded | mailbox full | mailbox is full |
    mailbox has exceeded | exceeded storage allocation | quotaexceeded | insufficient mailbox | inbox is full |
    account is full | mailbox * over its quota | user is over the quota | storage quota | postfach ist voll |
    postfach voll | postkassen er full | innboksen er full | brevladan ar full | postkassen er fuld |
    inkorgen ar full | mailboxen ar full | exceeded quota | disk quota | mailbox size limit | mailbox quota |
    full mailbox | speicherplatz * erschopft`,
    ['snd-recipient-full', 'acc-quota-full'],
    { sure: true },
  ],
  [
    'disabled',
    `5.2.1 | account is disabled | account disabled | account * inactive | mailbox disabled | mailbox is disabled |
    mailbox is inactive | mailbox inactive | account has been disabled | user is inactive |
    account * deactivated | mailbox * deactivated | no longer accepting mail | no longer active |
    no longer in use | no longer valid | no longer available | konto ist deaktiviert | postfach ist deaktiviert |
    kontoen er deaktivert | er ikke lenger i bruk | kontot ar inaktiverat | anvands inte langre |
    account expired | mailbox temporarily disabled | user suspended | mailbox suspended | recipient * suspended |
    account * on hold | gesperrt`,
    ['snd-recipient-disabled'],
    { sure: true },
  ],
  [
    'receiving-rate',
    `receiving mail too quickly | receiving mail at a rate that | 4.2.1 | recipient rate limit | 5.2.121 |
    recipient has exceeded * limit on * receiv`,
    ['snd-big-provider-throttle', 'snd-recipient-disabled'],
  ],
  [
    'throttle',
    `4.7.28 | unusual rate of | unsolicited mail originating from your ip | rate limited | rate limit exceeded |
    has been temporarily rate limited | too many connections from your | too many messages from your |
    temporarily deferred due to * user complaints | unexpected volume | [tss04] | [ts01] | [ts02] | [ts03] |
    [tss | 421 rp-00 | 4.7.650 | 4.7.651 | 4.7.652 | 451 4.7.500 server busy | 4.7.500 | throttled |
    too many sessions | too many concurrent connections | sending too fast | reduce your sending rate |
    deferred due to * volume | 5.7.28`,
    ['snd-big-provider-throttle'],
    { sure: true },
  ],
  [
    'unauthenticated',
    `5.7.26 | unauthenticated email | email is unauthenticated | did not pass * authentication |
    is not accepted due to domains dmarc policy | dmarc policy | dmarc check failed | fails dmarc | failed dmarc |
    rejected due to dmarc | dmarc verification | failed to pass authentication | 5.7.509 | violates * dmarc |
    dmarc=fail`,
    ['dom-spf-lacks-us', 'dom-dkim-missing', 'dom-dmarc-misaligned', 'acc-forward-target-rejects', 'snd-list-dmarc'],
  ],
  [
    'list-dmarc',
    `mailing list | e-postliste | mejllista | epostlista | list-id | mailman | listserv | mailinglist |
    googlegroups | sympa`,
    ['snd-list-dmarc'],
    { sure: true, with: 'dmarc | 5.7.26 | unauthenticated | 5.7.509' },
  ],
  [
    'forward-dmarc',
    'forwarded | forwarding | videresend | vidarebefordra | weiterleitung | generated by | srs0=',
    ['acc-forward-target-rejects'],
    { with: 'dmarc | 5.7.26 | unauthenticated | 5.7.509 | 5.7.23 | spf fail | spf violation' },
  ],
  ['level', '5.7.515 | required authentication level', ['snd-bulk-rules-5000'], { sure: true }],
  [
    'bulk',
    `bulk sender | bulk senders | one-click unsubscribe | 5.7.27  | 5.7.30 | 5.7.40 | email sender guidelines |
    sender requirements for bulk`,
    ['snd-bulk-rules-5000'],
  ],
  [
    'microsoft-list',
    `s3140 | s3150 | part of their network is on our block list | 5.7.606 | 5.7.511 | banned sending ip |
    5.7.1 service unavailable, client host | delist.protection.outlook | access denied, banned`,
    ['snd-server-ip-listed'],
    { sure: true },
  ],
  [
    'spf',
    `5.7.23 | spf violation | spf check failed | spf fail | fails spf | failed spf | not permitted by spf |
    not authorized to send | not authorised to send | is not allowed to send mail from |
    is not allowed to send mail for | sender policy framework | spf=fail | spf: fail | spf hard fail |
    spf hardfail | spf record | message rejected due to: spf | openspf | not designated * permitted sender |
    why?s=mfrom`,
    ['dom-spf-lacks-us'],
  ],
  [
    'spf-lookups',
    `spf permerror | too many dns lookups | spf permanent error | permerror * spf | spf * permerror |
    maximum number of dns lookups | too many dns-interactive | 5.7.24 | spf * too many`,
    ['dom-spf-too-many-lookups'],
    { sure: true },
  ],
  [
    'dkim',
    `dkim signature * invalid | dkim signature * not valid | dkim check failed | dkim validation failed |
    dkim verification failed | no passing dkim | 5.7.20 | 5.7.21 | bad dkim | invalid dkim | dkim fail`,
    ['dom-dkim-missing', 'dom-dkim-mismatch'],
  ],
  [
    'listed',
    `client host * blocked using | blocked using | listed at | listed on | listed in | listed by | spamhaus |
    spamcop | barracudacentral | dnsbl | blocklisted | blacklisted | block list | blacklist | blocklist | rbl |
    uceprotect | sorbs | spfbl | auf einer blacklist | bad reputation | poor reputation | low reputation |
    senderbase | senderscore | your ip * reputation | access denied * ip | ip address * blocked |
    ip * has been blocked | ip * is blocked | mail from ip * was rejected`,
    ['snd-server-ip-listed', 'dom-on-uri-blocklist'],
    { sure: true },
  ],
  [
    'uri-listed',
    `surbl | dbl.spamhaus | uribl | multi.uribl | url * blacklist | domain * is listed | url contained in |
    contains a url listed | contained url listed | message contains a link * listed`,
    ['dom-on-uri-blocklist', 'snd-signature-link-listed', 'snd-content-rejected'],
  ],
  [
    'user-not-local',
    'user not local; please try | user not local, please try | 551 user not local',
    ['net-forged-smtp-reply'],
    { sure: true },
  ],
  [
    'content',
    `spam or virus content | considered spam | considered as spam | looks like spam | classified as spam |
    identified as spam | detected as spam | likely unsolicited | likely suspicious | spam message |
    spam detected | spam score | high probability of spam | this message was blocked because its content |
    message content rejected | content rejected | rejected by content | rejected for policy reasons |
    rejected as spam | spamassassin | virus found | virus detected | contains a virus | contains malware |
    malware | infected | phishing | blocked by * content filter | message rejected as spam | spam rejected |
    als spam | som spam | som soppelpost | som skrappost | spam-verdacht | contains spam | unsolicited content |
    5.6.0 spam | message has been rejected * spam | appears to be spam | bulk/spam | suspected spam`,
    ['snd-content-rejected', 'snd-signature-link-listed'],
    { sure: true },
  ],
  [
    'signature',
    `link in your signature | image in your signature | link in the signature | lenken i signaturen |
    lanken i signaturen | lenken i signaturen | every mail * signature | all my mail * signature | uten signatur |
    utan signatur | without * signature | ohne signatur`,
    ['snd-signature-link-listed'],
    { sure: true },
  ],
  [
    'link',
    `suspicious link | link * blocked | contains a link | contains links | url in this message |
    url * message * rejected | malicious url | bad url | phishing link | uri in message`,
    ['snd-content-rejected', 'snd-signature-link-listed'],
  ],
  [
    'attachment',
    `file type * not allowed | file type not allowed | attachment type | attachment * not allowed |
    attachments are not allowed | attachment * blocked | blocked attachment |
    because its content presents a potential security issue | presents a potential | executable |
    banned filename | banned file | banned content | forbidden file | prohibited attachment | prohibited file |
    dangerous attachment | not accept * attachments | encrypted archive | password protected |
    vedlegg * ikke tillatt | bilaga * inte tillaten | anhang * nicht erlaubt | dateianhang | illegal attachment |
    unsafe attachment | .exe | .docm | potentially dangerous | macro | invalid attachment`,
    ['snd-attachment-type', 'snd-content-rejected'],
    {
      sure: true,
      with: `rejected | refused | blocked | not allowed | not accept | 5.7.0 | 552 | 554 | 550 | avvist | avvisad |
    abgelehnt | undeliver | banned | forbidden | ikke tillatt | inte tillaten`,
    },
  ],
  [
    'tls',
    `421 4.7.0 tls required | tls required | must use tls | encryption needed | encryption required |
    requires tls | tls is required | 5.7.10 encryption`,
    ['dom-mtasts-mismatch', 'svc-tls-hardened'],
  ],
  [
    'dane',
    `4.7.5 | server certificate not verified | no matching tlsa | tlsa | dane * fail | 5.7.323 |
    certificate not trusted | 4.7.321 | 4.7.322 | 4.7.323 | 4.7.324 | 5.7.321 | 5.7.322 | 5.7.324 |
    no matching dane`,
    ['dom-tlsa-mismatch'],
    { sure: true },
  ],
  ['mta-sts', 'mta-sts | mta sts | sts policy | sts-policy', ['dom-mtasts-mismatch'], { sure: true }],
  [
    'delayed',
    `will keep trying | will continue to try | will be retried | delivery delayed | delivery has been delayed |
    warning: could not send message | delayed mail | message is delayed | still being retried |
    not yet been delivered | no action is required on your part | delivery incomplete |
    temporary problem delivering | temporary error | temporary problem * gmail will retry | forsinket | fordrojd |
    verzogert | delivery status notification (delay) | fortsatter a prove | forsoker igen |
    you do not need to resend`,
    ['snd-deferred-queue'],
  ],
  [
    'greylisted',
    `greylist | graylist | grey-list | gray-list | grey list | gray list | postgrey | try again in * minutes |
    please try again later * first | temporarily rejected * try again | greylisting | gratt listad | graliste |
    please retry later | 451 4.7.1 please try again later | 450 4.2.0`,
    ['snd-greylisted'],
    { sure: true, kind: 4 },
  ],
  [
    'too-large',
    `5.3.4 | 5.2.3 | message too large | message too big | message is too large | message size exceeds |
    size exceeds | exceeds * size limit | exceeds * maximum message size | exceeded * message size |
    exceeds fixed maximum | exceeds the maximum | too large | larger than | max message size |
    maximum message size | message size limit | message length exceeds | nachricht ist zu gro | nachricht zu gro |
    meldingen er for stor | vedlegget er for stort | meddelandet ar for stort | bilagan ar for stor |
    messagetoolarge | attachment size exceeds | sizelimit`,
    ['snd-too-large'],
    { sure: true },
  ],
  [
    'headers',
    `rfc 5322 | rfc5322 | rfc 2822 | rfc2822 | rfc 822 | missing from | missing date | missing message-id |
    multiple from | no from header | from header is missing | messages missing a valid | duplicate header |
    duplicate headers | header error | invalid from header | messageid header | message-id header |
    headers * not compliant | malformed header | 5.7.1 [*] messages missing | duplicate from | no date header |
    missing header | bad header | invalid header | mail header | noncompliant headers | message is not rfc`,
    ['snd-headers-invalid'],
    { sure: true },
  ],
  [
    'blocks-sender',
    `blocked by the recipient | blocked by recipient | recipient has blocked | recipient * blocked you |
    sender is blocked | sender blocked | sender denied | sender rejected | not allowed to send to this |
    not authorized to send to | not permitted to send * to this recipient | only accepts * from |
    only accepts mail | doesnt accept messages from | isnt accepting messages | not accepting mail from |
    you are not allowed to send | restricted * permission to send | dont have permission to send |
    recipients blocked senders | resolver.rst | sendernotauthenticated | notauthorized | 5.7.133 | 5.7.129 |
    5.7.124 | 5.1.90 | you have been blocked | sender on blocklist of | mottakeren har blokkert |
    mottagaren har blockerat | empfanger hat * blockiert | organization has blocked |
    does not accept mail from you | blocked by user | sender address rejected: access denied |
    sender address * rejected by recipient | blocked by the user | rejected by recipient | recipient refuses |
    challenge/response`,
    ['snd-recipient-blocks-sender'],
    { sure: true, kind: 5 },
  ],
  [
    'not-ours',
    `not sent by me | i never sent | i did not send | i have not sent | didnt send | har ikke sendt | aldri sendt |
    har inte skickat | aldrig skickat | nicht gesendet | har jeg ikke sendt | never sent this`,
    ['acc-backscatter', 'acc-compromised'],
    { sure: true, tier: 'decisive' },
  ],
  [
    'no-answer',
    `4.4.1 | 4.4.2 | could not connect to any | no answer from host | connection dropped | host unreachable | 4.4.7 |
    message expired | delivery time expired | expired after | message has been in the queue too long`,
    ['snd-deferred-queue'],
  ],
  [
    'compromised',
    `suspicious activity | account may be compromised | account has been compromised | account is compromised |
    sends spam | has been sending spam | 5.1.8 access denied, bad outbound sender | bad outbound sender |
    outbound spam`,
    ['acc-compromised', 'snd-outbound-closed-abuse'],
    { sure: true, tier: 'decisive' },
  ],
];

export const BOUNCES = table('server', 'reply', ROWS);
