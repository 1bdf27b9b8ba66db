/**
 * Texts that name what stands between program and server: virus scanners, company proxies, hotspots, national firewalls,
 * another host on port 25. Together with the words of a certificate warning they decide it. Data; read by `library.ts`.
 */
import { type Row, table } from './pattern.ts';

const CERTIFICATE_WORDS = `certificate | sertifikat | certifikat | zertifikat | issuer | issued by | utsteder |
  utstedt av | utfärdare |
  utfärdat av | aussteller | root ca | ssl | tls`;

const ROWS: readonly Row[] = [
  [
    'antivirus',
    `avast | avg web/mail shield | avg technologies | mail shield | kaspersky anti-virus | kaspersky |
    bitdefender | eset ssl filter | eset | norton | dr.web | g data mail | adguard | f-secure | mcafee | avira |
    trend micro | panda security | e-mail-shutz | mail-shield`,
    ['cli-antivirus-proxy'],
    {
      sure: true,
      with: `${CERTIFICATE_WORDS} | blocked | connection | tilkobling | forbindelse | anslutning | verbindung | smtp | imap`,
    },
  ],
  [
    'inspection',
    `fortinet | fortigate | fortigate ca | zscaler | sophos | palo alto | netskope | blue coat | bluecoat |
    check point | cisco umbrella | barracuda * ca | forcepoint | websense | watchguard | sonicwall | proxy ca |
    ssl inspection | tls inspection | untangle | smoothwall | mitmproxy | firewall ca | corporate root |
    company root`,
    ['net-tls-inspection'],
    { sure: true, with: CERTIFICATE_WORDS },
  ],
  [
    'hotspot',
    `hotspot | captive portal | captive | guest wifi | guest wi-fi | gjestenett | gästnätverk | gäst-wifi |
    hotel wifi | hotel wi-fi | hotellets nett | hotellets wifi | login.wifi | wifi login | wi-fi login |
    trådløst gjestenett | airport wifi | nomadix | aruba * captive | securelogin.arubanetworks | guestportal |
    login page of the network | logg inn på nettverket | logga in på nätverket | internet zugang * anmelden |
    unifi guest | sign in to network | sign in to wi-fi`,
    ['net-captive-portal'],
    {
      sure: true,
      with: `${CERTIFICATE_WORDS} | identity | identitet | sign in | logg | logga | redirect | 302 | html | login page | anmelden`,
    },
  ],
  [
    'html-answer',
    'http/1.1 302 | http/1.0 302 | http/1.1 200 ok | http/1.1 511 | 511 network authentication required',
    ['net-captive-portal'],
    { sure: true, with: 'imap | smtp | pop | mail | greeting | location: | unexpected | login' },
  ],
  [
    'other-host',
    `220 * esmtp * not the server | connected to * but the server calls itself | banner of another | greets as |
    greeted us as | svarer som | svarar som | transparent proxy | transparent smtp | smtp proxy | intercept |
    smtp.isp | port 25 is redirected | port 25 blir omdirigert | redirects port 25 | your isp * port 25 |
    outbound port 25 * is redirected`,
    ['net-port25-intercepted'],
    { sure: true, with: 'port 25 | :25 | smtp | 220' },
  ],
  [
    'firewall-app',
    `blocked by firewall | firewall * blocked | firewall blocks | firewall prevents | windows defender firewall |
    windows firewall | brannmuren blokkerer | brannmuren har blokkert | blokkert av brannmur |
    brandväggen blockerar | blockeras av brandväggen | firewall blockiert | background data * restricted |
    data saver | datasparing | databesparing | restricted by * data usage | bakgrunnsdata | bakgrundsdata |
    zonealarm | little snitch | netguard`,
    ['cli-firewall-app'],
    { sure: true },
  ],
  [
    'large-hangs-only',
    `small messages go * | small mails go * | attachment * hang | attachments hang | stops at attachments |
    stopper på vedlegg | stannar vid bilagor | vedlegg henger | bilagor fastnar | små meldinger går * | små mejl går *`,
    ['net-mtu-blackhole'],
    {
      tier: 'reply',
      sure: true,
      with: 'timed out | timeout | time out | tidsavbrudd | lost | hang | henger | fastnar | stopper | stannar',
    },
  ],
  [
    'large-hangs',
    `small messages go * attachments | small mails * attachment * hang | attachment * stops at |
    stopper på vedlegg | stannar vid bilagor | timeout after end of data | timeout while sending message body |
    timed out while sending message body | timed out while sending end of data | timeout after data |
    timed out while receiving the initial server | conversation with * timed out while sending message`,
    ['net-mtu-blackhole', 'net-unstable-link'],
    { tier: 'reply' },
  ],
  [
    'store',
    `profile * corrupt | profile is damaged | profilen er skadet | profilen är skadad |
    database disk image is malformed | disk i/o error | no space left on device | local storage * full |
    lagringsplassen er full | lagringsutrymmet är fullt | msf * corrupt | mail index * corrupt |
    file system * full | sqlite_full | sqlite_corrupt | enospc | profil ist beschädigt`,
    ['cli-local-store-broken'],
    { sure: true },
  ],
  [
    'webmail',
    `failed to load resource | javascript is disabled | enable javascript | slå på javascript |
    aktivera javascript | cookies are disabled | enable cookies | informasjonskapsler er slått av |
    slå på informasjonskapsler | aktivera cookies | kakor är avstängda | csrf token | too many redirects |
    err_too_many_redirects | err_blocked_by_client`,
    ['cli-webmail-browser'],
    { sure: true },
  ],
  [
    'name-not-resolved',
    `dns_probe_finished_nxdomain | err_name_not_resolved | dns_probe | server dns address could not be found |
    private dns server cannot be accessed | privat dns-server | privat dns | pi-hole | finner ikke dns-adressen |
    dns-adressen | dns-adressen * hittas inte | kan inte hitta dns | 0x8ccc0003`,
    ['net-resolver-broken'],
    { sure: true },
  ],
];

export const SURROUNDINGS = table('client', 'words', ROWS);
