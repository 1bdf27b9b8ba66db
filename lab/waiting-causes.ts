/**
 * Causes of the catalogue that have no judge yet: what each means and which evidence it waits for. Data for
 * docs/causes.md; an id leaves this list when it enters `src/diagnosis/present.ts`.
 */
export const WAITS_FOR = {
  registry: 'registry states, renewal dates and holds',
  dns: 'delegation, DNSSEC and per-server DNS probes',
  journal: 'more facts of the journal (sessions, commands, countries)',
  delivery: 'outgoing delivery evidence',
  state: 'further account state (rules, locks, backups)',
  limits: 'sending limits and Blocks',
  invoices: 'invoices and dunning',
  outside: 'probes from outside our network',
  customer: "checks in the customer's own browser or device",
  loop: 'test messages sent through',
  text: 'pasted error texts and bounces',
  never:
    'nothing: this host never does it (accounts are not locked, mailboxes are not held by one session, a customer’s own address is held against no list; a stopped sign-in is answered 454 4.7.0 / [UNAVAILABLE] with its end; test/scenarios/abroad.test.ts)',
} as const;
export type WaitsFor = keyof typeof WAITS_FOR;

export const WAITING: Readonly<Record<string, readonly [WaitsFor, string]>> = {
  'acc-wrong-password-kind': [
    'journal',
    'customer uses the panel/customer-centre password for the mailbox (or the reverse)',
  ],
  'acc-app-password-required': ['journal', 'two-factor is on, so the ordinary password is refused for IMAP/SMTP'],
  'acc-password-expired': ['state', 'forced change after a breach, or policy expiry'],
  'acc-lockout-account': ['never', 'account (not IP) locked after too many wrong passwords'],
  'acc-protocol-off': ['journal', 'IMAP/POP/SMTP switched off for this mailbox or plan'],
  'acc-package-storage-full': [
    'state',
    'mailbox has room but the package/webspace is full, or other mailboxes reserved all of it',
  ],
  'acc-quota-trash': [
    'state',
    'deleted mail still counts because Trash/Junk/old folders were never emptied, or client only hides it',
  ],
  'acc-retention-purge': [
    'state',
    'Trash/Junk messages older than N days are removed by policy; customer used Trash as archive',
  ],
  'acc-catchall-off': [
    'delivery',
    'mail to unlisted local parts used to arrive, now bounces (catch-all removed/forbidden)',
  ],
  'acc-inbound-rate-limit': ['delivery', 'too many messages to this recipient per minute; sender is told to retry'],
  'acc-index-corrupt': ['state', 'damaged index: folder empty, old mail "gone", flags jump'],
  'acc-old-mail-left-behind': [
    'state',
    'mailbox moved to a new server/hoster; DNS moved, stored mail (or client-local folders) did not',
  ],
  'cli-wrong-incoming-host': [
    'customer',
    'incoming server name wrong (old hoster, typo, mail.domain that resolves elsewhere)',
  ],
  'cli-wrong-outgoing-host': ['state', 'outgoing server name wrong'],
  'cli-protocol-mixed': ['journal', 'POP server in IMAP account or vice versa'],
  'cli-auth-method': [
    'text',
    'client set to CRAM/NTLM/"secure password authentication"/Kerberos that the server lacks',
  ],
  'cli-smtp-other-provider': [
    'text',
    "outgoing server is the old ISP's or another account's default; client picks the wrong SMTP entry",
  ],
  'cli-split-password': ['journal', 'incoming password updated, outgoing entry still old'],
  'cli-password-store-corrupt': ['journal', 'credential manager/keychain keeps returning an old value'],
  'cli-root-ca-too-old': ['journal', "old phone/OS does not know the root (e.g. a newer Let's Encrypt chain)"],
  'cli-clock-wrong': [
    'journal',
    'device date wrong → certificate "not yet valid"/"expired"; messages sort into the past',
  ],
  'cli-cert-name-mismatch': ['journal', "client uses mail.customer.tld, certificate is for the hoster's name"],
  'cli-cert-exception-stale': [
    'journal',
    'customer once accepted an exception; after renewal Apple/Thunderbird blocks again without offering it',
  ],
  'cli-apple-automanage': [
    'journal',
    'Apple Mail silently changes port/TLS/auth/user name after any connection trouble, so an outage leaves wrong settings behind',
  ],
  'cli-autoconfig-wrong': [
    'outside',
    "autodetect guesses a wrong host/port; our or the ISP database's record is stale",
  ],
  'cli-autodiscover-foreign': [
    'outside',
    'left-over autodiscover record/tenant sends Outlook to another provider: endless login window',
  ],
  'cli-identity-typo': ['loop', 'own address misspelt in From/Reply-To: sending works, answers never come'],
  'cli-sender-syntax': ['text', 'From empty or syntactically invalid (blank, å in local part)'],
  'cli-pop-deletes': ['journal', 'one POP device removes mail from the server, other devices find it empty'],
  'cli-pop-redownload': ['state', 'UIDL change (migration, new client): all mail comes again, or duplicates'],
  'cli-imap-prefix-special': ['journal', 'wrong root path/prefix; Sent/Trash mapped twice; subfolders missing'],
  'cli-folder-not-subscribed-or-window': ['state', 'folder not subscribed or app syncs only N days/messages'],
  'cli-background-killed': ['journal', 'phone battery saver, fetch instead of push, sync switched off'],
  'cli-local-junk-rule': ['state', 'filter inside the client moves/deletes'],
  'cli-too-many-connections': [
    'state',
    'several devices/folders exceed the per-user-per-IP limit (10 is a common default)',
  ],
  'cli-gmail-fetch-ended': [
    'journal',
    'customer reads the mailbox inside Gmail web; Google ended POP fetching in 2026',
  ],
  'cli-gmail-sendas-stale': ['journal', 'Gmail "send as" keeps old SMTP host/password'],
  'net-port25-blocked': ['journal', 'access provider closes port 25 for end users'],
  'net-submission-blocked': ['journal', 'hotel/guest Wi-Fi/company blocks 465/587'],
  'net-imap-pop-blocked': ['customer', 'network blocks 993/995/143/110'],
  'net-censorship': ['state', 'the country filters foreign mail servers'],
  'net-vpn-impossible': ['customer', 'the VPN advice itself cannot be followed in that country'],
  'net-login-rate-disguised': ['never', 'too many checks per hour from one IP; server answers "wrong password"'],
  'net-customer-ip-listed': ['never', 'the home/mobile IP is on a DNS blocklist and the submission port checks it'],
  'net-ipv6-broken': [
    'customer',
    'client prefers IPv6 that does not work, or only the IPv6 address is banned/unlisted',
  ],
  'net-stale-dns-or-hosts': ['journal', 'device/router/hosts file still points to the old server'],
  'net-smtp-inspection': ['outside', 'firewall rewrites SMTP (banner of asterisks, XXXX instead of STARTTLS)'],
  'net-unstable-link': ['journal', 'weak mobile/satellite link: timeouts, partial downloads'],
  'dom-holder-ceased': [
    'registry',
    '.no needs a living organisation number; company struck off → notice, then stop, then deletion',
  ],
  'dom-stale-local-zone': [
    'dns',
    "domain moved away but our server still thinks it is local: mail from our other customers and from the customer's own web site ends in a dead local mailbox",
  ],
  'dom-routing-remote-but-here': ['dns', 'reverse: MX is ours but domain is set "remote/backup" → loops or relays'],
  'dom-dkim-body-changed': ['loop', 'footer/antivirus/list alters the signed body'],
  'dom-caa-blocks-cert': ['dns', 'CAA forbids our CA → custom mail host certificate cannot renew'],
  'snd-parent-limit': ['delivery', 'higher-level limit (subscription) reached though mailbox is below its own'],
  'snd-forwards-count': ['limits', 'forwards, autoreplies and bounces count as sent mail'],
  'snd-web-script-limit-silent': [
    'delivery',
    "site's mail function over the limit: no error is shown, mail is dropped",
  ],
  'snd-website-hacked': ['delivery', 'infected CMS sends spam and eats limit/reputation'],
  'bil-package-without-mail': ['invoices', 'plan has no mail, or included mail period ended'],
  'bil-over-plan': ['invoices', 'more mailboxes/storage than the (downgraded) plan allows'],
  'svc-outage': ['outside', 'IMAP, SMTP, webmail or one storage node is down'],
  'svc-cert-expired': ['outside', 'server certificate expired'],
  'svc-chain-incomplete': ['outside', 'intermediate missing: desktop ok, Android/old fails'],
  'svc-tls-hardened': ['journal', 'we disabled old TLS/ciphers; old devices fell off on that date'],
  'svc-filter-down': ['delivery', 'spam/virus scanner tempfails or eats mail'],
  'svc-migration-in-progress': ['state', 'mailbox being moved: empty, duplicate, read-only'],
  'svc-provisioning-lag': ['journal', 'panel says created, server does not know yet'],
  'svc-backup-mx-holding': ['delivery', 'secondary took the mail and holds it'],
  'svc-peering': ['outside', "route/peering fault between customer's ISP and us"],
  'svc-misleading-reply': [
    'text',
    'our own text points to the wrong cause (limit shown as "mailbox unavailable", rate rule as wrong password)',
  ],
};
