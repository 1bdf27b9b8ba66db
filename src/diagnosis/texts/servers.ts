/**
 * Replies of mail servers to programs that sign in or send (catalogue 3E): Dovecot, Postfix, Exim and panels on top of
 * them. Data; read by `library.ts`.
 */
import { WRONG_PASSWORD } from './families.ts';
import { type Row, table } from './pattern.ts';

const ROWS: readonly Row[] = [
  [
    'authentication-failed',
    `[authenticationfailed] | -err [auth] | 535 5.7.8 | 535 5.7.3 | 535 authentication failed |
    535 incorrect authentication data | 535 5.7.0 | authentication credentials invalid |
    sasl login authentication failed | sasl plain authentication failed | 535 authentication unsuccessful`,
    WRONG_PASSWORD,
  ],
  [
    'unavailable',
    `[unavailable] | [sys/temp] | temporary authentication failure | 454 4.7.0 temporary |
    authentication * temporarily unavailable | auth server * not responding`,
    ['svc-auth-backend-down'],
    { sure: true },
  ],
  ['expired', '[expired] | password has expired | password expired', ['acc-password-expired'], { sure: true }],
  [
    'contact-admin',
    '[contactadmin] | [authorizationfailed]',
    ['acc-mailbox-suspended', 'acc-protocol-off', 'net-geo-block-by-us', 'bil-unpaid-suspended'],
  ],
  [
    'privacy',
    `[privacyrequired] | cleartext authentication disallowed | plaintext authentication disallowed |
    cleartext disallowed | plaintext authentication not allowed | login disabled * ssl`,
    ['cli-plaintext-refused'],
    { sure: true },
  ],
  [
    'limit',
    `[limit] | maximum number of connections from user+ip exceeded | connections from user+ip exceeded |
    too many simultaneous connections | too many concurrent imap | [alert] too many`,
    ['cli-too-many-connections'],
    { sure: true },
  ],
  [
    'overquota',
    '[overquota] | not enough disk quota | mailbox for user is full | quota exceeded (mailbox for user is full)',
    ['acc-quota-full'],
    { sure: true },
  ],
  [
    'in-use',
    `[inuse] | [in-use] | timeout waiting for lock | timeout while waiting for lock | mailbox is locked |
    maildrop already locked | unable to lock maildrop | mailbox in use`,
    ['acc-mailbox-locked'],
    { sure: true },
  ],
  ['corruption', '[corruption] | [serverbug]', ['acc-index-corrupt'], { sure: true }],
  [
    'starttls-first',
    'must issue a starttls command first | must issue starttls | 530 5.7.0 must issue',
    ['cli-tls-mode-mismatch'],
    { sure: true },
  ],
  [
    'encryption-for-mechanism',
    'encryption required for requested authentication mechanism | encryption required for * mechanism | 538 5.7.11',
    ['cli-plaintext-refused'],
    { sure: true },
  ],
  [
    'unknown-mechanism',
    `unrecognized authentication type | unrecognized authentication mechanism |
    authentication mechanism not supported | unsupported authentication mechanism | 504 5.7.4 |
    mechanism not supported | no mechanism available | no supported authentication`,
    ['cli-auth-method'],
    { sure: true },
  ],
  [
    'not-owned',
    `not owned by user | sender address * not owned by | client does not have permissions to send as this sender |
    sendasdenied | sender verify * you are not allowed to send as | not permitted to send as |
    you are not allowed to use this sender | absender-adresse ist nicht erlaubt | sender address is not allowed`,
    ['cli-from-not-owned'],
    { sure: true },
  ],
  [
    'not-logged-in',
    `not logged in | 530 5.7.0 authentication required | 530 5.7.1 authentication required |
    smtp authentication is required | authentication required for relay | must be authenticated |
    530 authentication required | please authenticate`,
    ['cli-smtp-auth-off'],
    { sure: true },
  ],
  [
    'relay',
    `relay access denied | relay not permitted | relaying denied | unable to relay | relaying not allowed |
    not permitted to relay | we do not relay | relay denied | relay operation rejected | relaying is prohibited |
    relaying temporarily denied`,
    ['cli-smtp-auth-off', 'cli-smtp-other-provider'],
  ],
  [
    'too-much',
    `too much mail from | too many recipients from | sending rate limit | message rate exceeded |
    hourly * limit exceeded | exceeded * hourly`,
    ['snd-account-hour-limit'],
  ],
  [
    'too-many-auth',
    `too many auth | too many authentication failures | too many failed login | too many invalid login |
    login rate limit hit | too many login attempts`,
    ['acc-lockout-account', 'net-ip-banned-failed-logins', 'net-login-rate-disguised'],
  ],
  [
    'recipients',
    '452 4.5.3 | 550 5.5.3 too many recipients | too many recipients | too many rcpt',
    ['snd-recipients-per-message'],
    { sure: true },
  ],
  [
    'hostname',
    `cannot find your hostname | cannot find your reverse hostname | client host rejected: cannot find | 4.7.25 |
    5.7.25 | reverse dns lookup failed | no ptr record | does not have a ptr | reverse dns | invalid ptr |
    no reverse dns`,
    ['snd-no-ptr'],
    { sure: true },
  ],
  [
    'sender-domain',
    `sender address rejected: domain not found | 4.1.8 | 5.1.8  | sender domain not found |
    domain of sender address * does not exist | sender domain must exist | sender domain does not resolve |
    sender verify failed | domain of sender * does not resolve | sender address domain * not found`,
    ['snd-sender-domain-unresolvable'],
    { sure: true },
  ],
  [
    'null-mx',
    `nullmx | null mx | 556 5.1.10 | 550 5.7.27 | 5.1.10 | 5.7.27 | domain does not accept mail |
    does not accept email`,
    ['dom-null-mx', 'snd-recipient-domain-dead'],
  ],
  ['loops-back', 'loops back to myself | mail for * loops back', ['dom-routing-remote-but-here', 'acc-forward-loop']],
  [
    'forwarding-loop',
    `mail forwarding loop | too many hops | hop count exceeded | mail loop detected | 554 5.4.14 | 5.4.6 |
    routing loop detected | already has my delivered-to | too many received headers | too many received lines |
    mailrouting loop`,
    ['acc-forward-loop'],
    { sure: true },
  ],
  [
    'connect-timeout',
    `connect to * connection timed out | connection timed out * port 25 | conversation with * timed out |
    retry timeout exceeded | connect to *:25: connection refused | connect to *:25: network is unreachable |
    connect to *:25: no route to host | lost connection with`,
    ['snd-deferred-queue', 'net-port25-blocked'],
  ],
  [
    'host-not-found',
    `host or domain name not found | name service error for name | unrouteable address | unrouteable mail domain |
    all relevant mx records point to non-existent hosts | 5.4.4 | mail domain * does not exist |
    domain * couldnt be found | dns error: * domain name not found | host not found |
    could not find any host named | cannot find any mx | couldnt find any host | domain * does not exist |
    no mx or a records | has no mx record | unknown mail domain | bad destination host | no such domain |
    recipient address rejected: domain not found | 5.1.2`,
    ['snd-recipient-domain-dead'],
    { sure: true },
  ],
  [
    'smtputf8',
    `must declare smtputf8 | smtputf8 | 5.6.7 | non-ascii addresses not permitted |
    internationalized email * not supported | address contains non-ascii | non-ascii characters not permitted`,
    ['snd-smtputf8'],
    { sure: true },
  ],
  [
    'bare-lf',
    `bare lf | bare <lf> | bare cr | bare newline | bare line feed | bare line feeds | bare linefeed | stray lf |
    stray newline | see https://cr.yp.to/docs/smtplf.html | smtplf.html | line ends that are not crlf`,
    ['cli-device-bare-lf'],
    { sure: true },
  ],
  [
    'open-resolver',
    'error: open resolver | open resolver | 127.255.255.25 | query via public/open resolver',
    ['svc-resolver-refused-by-dnsbl'],
    { sure: true, tier: 'decisive' },
  ],
  [
    'line-length',
    `maximum allowed line length is 998 | line too long | line length exceed | lines longer than smtp allows |
    message has lines too long | exceeds maximum line length | line length limit`,
    ['cli-line-too-long'],
    { sure: true },
  ],
  [
    'domain-hour',
    'has exceeded the max emails per hour | exceeded the max emails per hour',
    ['snd-domain-hour-limit'],
    { sure: true },
  ],
  [
    'failures',
    'max defers and failures per hour | exceeded the max defers and failures',
    ['snd-failure-ratio-block'],
    { sure: true },
  ],
  [
    'day',
    `daily send limit | 462  | 5.4.5 | sending quota exceeded | daily sending quota | daily user sending limit |
    daily smtp relay | user has exceeded * daily | daily message limit |
    exceeded the maximum number of messages per day | exceeded your daily sending`,
    ['snd-account-day-limit'],
    { sure: true },
  ],
  [
    'geo',
    `rejected geoip | geoip | login from your country | logins from * country | country not allowed |
    country is blocked | not allowed from this country`,
    ['net-geo-block-by-us'],
    { sure: true, tier: 'decisive' },
  ],
  [
    'message-count',
    `message count quota exceeded | mail send limit exceeded | sending limit exceeded | outgoing message limit |
    outbound message limit | sendelimit | versandlimit | sendegrense | sändningsgräns | too many messages sent |
    you have reached a limit for sending mail | you have exceeded the limit`,
    ['snd-account-hour-limit', 'snd-account-day-limit'],
  ],
  [
    'helo',
    `syntactically invalid helo | syntactically invalid ehlo | helo command rejected | helo/ehlo * rejected |
    invalid helo | bad helo | invalid ehlo | ehlo argument | helo hostname * invalid |
    need fully-qualified hostname`,
    ['cli-helo-rejected'],
    { sure: true },
  ],
  [
    'already',
    '503 recipient already specified | recipient already specified | duplicate recipient',
    ['cli-recipient-autocomplete-stale'],
  ],
  [
    'sender-syntax',
    `501 5.1.7 | 5.1.7 | bad sender address syntax | sender address rejected: need fully-qualified |
    bad sender address | syntax error in * mail from | sender address * syntax |
    501 syntactically invalid address | sender address must contain a domain | malformed sender |
    from address is not valid | invalid sender address`,
    ['cli-sender-syntax'],
    { sure: true },
  ],
  [
    'disk',
    '452 4.3.1 | insufficient system storage | queue file write error | 4.3.1',
    ['svc-disk-full'],
    { sure: true },
  ],
  [
    'scanner',
    `content scanner | unable to scan | scanner failure | virus scanner * failed | milter |
    451 4.7.1 service unavailable - try again later`,
    ['svc-filter-down'],
  ],
  ['masked', '220 **** | xxxxxxxa | 500 5.5.1 command unrecognized: xxxx', ['net-smtp-inspection'], { sure: true }],
  [
    'unpaid',
    'account suspended for non-payment | unpaid invoice | overdue invoice | suspended * payment',
    ['bil-unpaid-suspended'],
  ],
  [
    'suspended',
    `account is suspended | account has been suspended | sending is disabled for this account |
    outgoing mail * has been suspended | outgoing mail is disabled | account is locked for sending |
    sender is blocked * abuse | account disabled due to | has an outgoing mail suspension |
    outgoing email * suspended`,
    ['snd-outbound-closed-abuse', 'acc-mailbox-suspended'],
  ],
];

/** Words of our own server (messages/…/refusals.ts); a test keeps the two alike. */
export const SERVERS = table('server', 'reply', ROWS);
