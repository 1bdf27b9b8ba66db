/** Texts that programs, devices and networks show: the text is the thing that the customer brings; each with a harmless twin. */
import type { PastedCause } from '#src/diagnosis/causes/pasted/ids.ts';
import type { Symptom } from '#src/diagnosis/finding.ts';
import { foreignDomain, foreignHost } from '../foreign-host.ts';
import type { Customer } from '../world.ts';
import { sendsAbroad, someoneAbroad } from './pasted-answers.ts';
import type { Scenario } from './scenario.ts';

type Program = readonly [
  cause: PastedCause,
  symptom: Symptom,
  texts: readonly (readonly [text: string, twin: string])[],
];

/** `&` stands for the customer's address, `%` for the domain. */
const PROGRAMS: readonly Program[] = [
  [
    'snd-signature-link-listed',
    'send',
    [
      [
        '554 rejected. Uten signatur går meldingen fint, med signatur kommer den i retur',
        'Meldingen med signatur er levert',
      ],
      ['554 5.7.1 message rejected. Utan signatur går det fram.', 'Signaturen är sparad'],
      ['Everything I send comes back, but without my signature it arrives', 'Your signature was saved'],
    ],
  ],
  [
    'net-forged-smtp-reply',
    'send',
    [
      ['551 User not local; please try <forward-path>', 'User is local. 250 ok'],
      ['Serveren svarte: 551 User not local; please try\n<forward-path>', 'Vennligst prøv igjen i morgen'],
      ['> SMTP error: 551 user not local, please try <&>', 'We will try later'],
    ],
  ],
  [
    'net-port25-intercepted',
    'send',
    [
      [
        'Connected to mail.% port 25, but it greets as smtp.isp.example (transparent SMTP proxy)',
        'Connected to mail.% port 465',
      ],
      ['220 smtp.isp.example ESMTP. Your ISP redirects port 25 to its own server', '250 ok, port 465 in use'],
      ['Telnet viser at port 25 blir omdirigert til en annen server: 220 relay.isp.example', 'Telnet fungerer fint'],
    ],
  ],
  [
    'net-tls-inspection',
    'both',
    [
      [
        'The certificate was issued by FortiGate CA and is not trusted',
        'The certificate was issued by Example CA, all well',
      ],
      ['Utsteder av sertifikatet: CN=Zscaler Intermediate Root CA', 'Utsteder av pakken er lageret'],
      ['SSL error: self signed certificate in certificate chain, issuer Sophos SSL CA', 'SSL/TLS er slått på'],
    ],
  ],
  [
    'net-captive-portal',
    'both',
    [
      ['Cannot verify: certificate belongs to the hotel WiFi login page', 'Hotellet har wifi'],
      ['IMAP: unexpected greeting HTTP/1.1 302 Found, Location: http://portal/', 'Location: kontoret i 2. etasje'],
      ['Gjestenett: logg inn på nettverket. Sertifikatet er ikke klarert', 'Velkommen som gjest'],
    ],
  ],
  [
    'net-resolver-broken',
    'both',
    [
      ['Private DNS server cannot be accessed', 'Server kan nås igjen'],
      ['DNS_PROBE_FINISHED_NXDOMAIN mail.%', 'Siden er lastet'],
      ['err_name_not_resolved', 'navnet er endret'],
    ],
  ],
  [
    'net-mtu-blackhole',
    'send',
    [
      ['Små meldinger går, men vedlegg henger: timed out while sending message body', 'Vedlegget er sendt'],
      ['Attachments hang every time, then timeout while sending message body', 'Attachment sent'],
      ['Vedlegg henger, og til slutt tidsavbrudd: conversation with mx timed out while sending message body', 'Sendt!'],
    ],
  ],
  [
    'cli-antivirus-proxy',
    'both',
    [
      ['Certificate issuer: avast! Web/Mail Shield Root', 'avast er oppdatert'],
      ['Sertifikatet er utstedt av ESET SSL Filter CA', 'ESET fant ingen trusler'],
      ['Kaspersky Anti-Virus Personal Root Certificate: sertifikatet er ikke klarert', 'Kaspersky: skanning fullført'],
    ],
  ],
  [
    'cli-firewall-app',
    'both',
    [
      ['java.net.SocketException: socket failed: EACCES (Permission denied)', 'Permission granted'],
      ['Windows Defender Firewall has blocked some features of this app', 'Firewall er på'],
      ['Brannmuren blokkerer Thunderbird', 'Thunderbird er oppdatert'],
    ],
  ],
  [
    'cli-local-store-broken',
    'receive',
    [
      ['Det er ikke nok diskplass til å laste ned nye meldinger', 'Det er god plass'],
      ['0x8004010F: Outlook-datafilen kan ikke åpnes', 'Outlook er startet'],
      ['There is not enough disk space to download new messages.', 'Disk check complete'],
    ],
  ],
  [
    'cli-helo-rejected',
    'send',
    [
      ['501 Syntactically invalid HELO argument(s)', '250 HELO ok'],
      ['504 5.5.2 <SKRIVER_2>: Helo command rejected: need fully-qualified hostname', 'Skriveren er klar'],
      ['550 bad HELO name from scanner', 'Scanner er klar'],
    ],
  ],
  [
    'cli-outbox-stuck-offline',
    'send',
    [
      ['Arbeider frakoblet', 'Tilkoblet'],
      ['Outlook is Working Offline', 'Outlook: connected'],
      ['Outlook arbetar offline', 'Outlook är ansluten'],
    ],
  ],
  [
    'acc-mailbox-locked',
    'receive',
    [
      ['-ERR [IN-USE] Mailbox is locked by another POP3 session', '+OK 4 messages'],
      ['Kontoen Kari behandles. Vent til behandlingen er ferdig', 'Kontoen Kari er klar'],
      ['NO [INUSE] Timeout while waiting for lock', 'OK'],
    ],
  ],
  [
    'cli-webmail-browser',
    'both',
    [
      ['Your session is invalid or expired.', 'Your session lasts one hour.'],
      ['Nettleseren godtar ikke informasjonskapsler', 'Vi bruker informasjonskapsler'],
      ['Sessionen är ogiltig eller har gått ut', 'Sessionen är aktiv'],
    ],
  ],
];

const filled = (text: string, { address, domain }: Customer): string =>
  text.replaceAll('&', address).replaceAll('%', domain);

const TEXTS: readonly Scenario[] = PROGRAMS.flatMap(([cause, symptom, texts]) =>
  texts.map(([text, twin], index): Scenario => {
    return {
      cause,
      title: `the customer brings the text on the screen (${index + 1})`,
      symptom,
      certainty: 'likely',
      plant: () => {},
      text: (customer) => filled(text, customer),
      twin: () => {},
      twinText: (customer) => filled(twin, customer),
    };
  }),
);

/** A bounce of a letter that somebody else sent in the customer's name; `at` in RFC 5322. */
const bounceOf = (customer: Customer, action: string, reply: string): string => `Subject: Undelivered Mail

Reporting-MTA: dns; mx.far.example

Final-Recipient: rfc822; nobody@far.example
Action: ${action}
Status: ${action === 'failed' ? '5.1.1' : '2.0.0'}
Remote-MTA: dns; mx.far.example
Diagnostic-Code: smtp; ${reply}

Content-Type: text/rfc822-headers

From: ${customer.address}
To: nobody@far.example
Date: ${new Date(Date.now() - 3_600_000).toUTCString().replace('GMT', '+0000')}
Message-ID: <${customer.local}.4711@bot.invalid>
`;
const REPLIES = ['550 5.1.1 User unknown', '552 5.2.2 mailbox full', '554 5.7.1 rejected as spam'];
const FORGED: readonly Scenario[] = REPLIES.map((reply, index): Scenario => {
  return {
    cause: 'acc-backscatter',
    title: `a bounce for a letter that was never sent here (${index + 1})`,
    symptom: 'unknown',
    certainty: 'likely',
    // The customer does send through us: then we would know the letter.
    plant: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer), {});
      await sendsAbroad(world, customer);
    },
    text: (customer) => bounceOf(customer, 'failed', reply),
    allowed: ['snd-recipient-unknown', 'snd-recipient-full', 'snd-content-rejected'],
    says: ({ address }) => [address],
    twin: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer), {});
      await sendsAbroad(world, customer);
    },
    twinText: (customer) => bounceOf(customer, 'delivered', `250 2.0.0 ok for ${someoneAbroad(customer)}`),
  };
});

export const PROGRAM_SCENARIOS: readonly Scenario[] = [...TEXTS, ...FORGED];
