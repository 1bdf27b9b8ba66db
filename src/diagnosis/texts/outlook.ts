/**
 * Error codes and words of Outlook on Windows (catalogue 3A), with the Norwegian, Swedish, Danish and German forms.
 * Data; read by `library.ts`. The forms in other languages than English are written from memory.
 */
import { NO_CONNECTION, NO_CONNECTION_IN, NO_CONNECTION_OUT, NO_NAME, WRONG_PASSWORD } from './families.ts';
import { type Row, table } from './pattern.ts';

const CODES: readonly Row[] = [
  ['cc0d', '0x800ccc0d', NO_NAME],
  ['cc0e', '0x800ccc0e', NO_CONNECTION],
  [
    'cc0f',
    '0x800ccc0f',
    ['cli-antivirus-proxy', 'net-unstable-link', 'cli-tls-mode-mismatch', 'cli-tls-too-old', 'snd-too-large'],
  ],
  ['cc0b', '0x800ccc0b', ['acc-mailbox-locked', 'cli-tls-too-old']],
  ['cc0a', '0x800ccc0a', ['net-unstable-link', 'cli-local-store-broken']],
  ['cc18', '0x800ccc18', ['cli-auth-method', 'acc-wrong-password']],
  ['cc19', '0x800ccc19', ['net-unstable-link', 'net-submission-blocked', 'cli-antivirus-proxy', 'net-mtu-blackhole']],
  ['cc1a', '0x800ccc1a', ['cli-tls-too-old', 'cli-tls-mode-mismatch']],
  ['cc01', '0x800ccc01', ['cli-cert-name-mismatch', 'cli-antivirus-proxy']],
  ['cc02', '0x800ccc02', ['svc-cert-expired', 'cli-clock-wrong']],
  ['cc15', '0x800ccc15 | 0x800ccc4*', ['cli-firewall-app', 'net-unstable-link']],
  ['cc16', '0x800ccc16', ['acc-username-without-domain', 'acc-mailbox-deleted']],
  ['cc78', '0x800ccc78', ['cli-smtp-auth-off', 'cli-from-not-owned', 'cli-sender-syntax']],
  ['cc79', '0x800ccc79', ['cli-smtp-auth-off', 'cli-smtp-other-provider', 'snd-recipient-unknown']],
  ['cc80', '0x800ccc80', ['cli-auth-method', 'cli-smtp-auth-off']],
  ['cc92', '0x800ccc92', ['acc-wrong-password', 'cli-stale-password', 'net-login-rate-disguised']],
  ['cc90', '0x800ccc90', ['acc-mailbox-locked', 'acc-wrong-password']],
  ['ccd1', '0x800cccd1 | 0x800cccdd', ['cli-too-many-connections', 'net-unstable-link']],
  ['2109', '0x80042109', NO_CONNECTION_OUT],
  ['2108', '0x80042108', NO_CONNECTION_IN],
  ['210a', '0x8004210a', ['net-unstable-link', 'snd-too-large', 'cli-antivirus-proxy']],
  ['210b', '0x8004210b', ['net-unstable-link', 'cli-antivirus-proxy', 'net-submission-blocked']],
  ['0115', '0x80040115 | 0x8004011d', ['cli-autodiscover-foreign', 'cli-outbox-stuck-offline']],
  ['010f', '0x8004010f', ['cli-local-store-broken'], { sure: true }],
  ['0600', '0x80040600 | 0x80040116 | 0x80040119', ['cli-local-store-broken'], { sure: true }],
];

const WORDS: readonly Row[] = [
  [
    'encryption-type',
    `does not support the connection encryption type | støtter ikke krypteringstypen |
    støtter ikke tilkoblingskrypteringstypen | stöder inte den krypteringstyp | stöder inte krypteringstypen |
    understøtter ikke den krypteringstype | unterstützt den angegebenen verbindungsverschlüsselungstyp nicht`,
    ['cli-tls-too-old', 'cli-tls-mode-mismatch'],
  ],
  [
    'terminated',
    `server has unexpectedly terminated the connection | serveren har uventet avsluttet forbindelsen |
    serveren avsluttet tilkoblingen uventet | servern avslutade anslutningen oväntat |
    servern har oväntat avslutat anslutningen | serveren afbrød uventet forbindelsen |
    server hat die verbindung unerwartet beendet`,
    ['cli-tls-too-old', 'cli-antivirus-proxy', 'net-unstable-link'],
  ],
  [
    'cannot-connect-out',
    `cannot connect to your outgoing (smtp) | unable to connect to your outgoing |
    connect to your outgoing * server | kan ikke koble til serveren for utgående e-post |
    kan ikke koble til den utgående | kan inte ansluta till servern för utgående e-post |
    kan inte ansluta till den utgående | kan ikke oprette forbindelse til serveren for udgående |
    verbindung mit dem postausgangsserver * nicht | verbindung mit dem postausgangsserver`,
    NO_CONNECTION_OUT,
  ],
  [
    'cannot-connect-in',
    `cannot connect to your incoming | unable to connect to the incoming | cannot connect to your pop3 |
    kan ikke koble til serveren for innkommende e-post | kan ikke koble til den innkommende |
    kan inte ansluta till servern för inkommande e-post | kan inte ansluta till den inkommande |
    kan ikke oprette forbindelse til serveren for indgående | verbindung mit dem posteingangsserver`,
    NO_CONNECTION_IN,
  ],
  [
    'log-on-incoming',
    `log onto incoming mail server * verify your * user name and password |
    logg på server for innkommende e-post (*): * brukernavn og passord |
    outlook kunne ikke logge på * kontroller brukernavn | outlook kan ikke logge på |
    kontrollera användarnamn och lösenord | kontroller brukernavnet og passordet |
    der er problemer med brugernavn eller adgangskode |
    something went wrong and outlook couldnt set up your account |
    skriv inn brukernavn og passord for følgende server |
    skriv inn brukernavnet og passordet for følgende server |
    enter your user name and password for the following server |
    ange ditt användarnamn och lösenord för följande server |
    angiv dit brugernavn og din adgangskode til følgende server |
    geben sie ihren benutzernamen und ihr kennwort für den folgenden server ein`,
    WRONG_PASSWORD,
  ],
  [
    'recipient-refused',
    'message could not be sent because one of the recipients was rejected',
    ['cli-smtp-auth-off', 'snd-recipient-unknown', 'cli-smtp-other-provider'],
  ],
  [
    'sender-refused',
    'sender was rejected by the server | senders e-mail address was rejected | avsenderen ble avvist av serveren',
    ['cli-from-not-owned', 'cli-smtp-auth-off', 'cli-sender-syntax'],
  ],
  [
    'data-file',
    `outlook data file cannot be accessed | the file * pst is not an outlook data file |
    errors have been detected in the file *.pst | errors have been detected in the file *.ost |
    .pst has reached its maximum size | .ost has reached its maximum size | .pst har nådd maksimal størrelse |
    .pst har nått sin maximala storlek | finner ikke outlook-datafilen | får ikke tilgang til outlook-datafilen |
    det går inte att komma åt outlook-datafilen | outlook-datafilen kan inte | outlook-datendatei kann nicht`,
    ['cli-local-store-broken'],
    { sure: true },
  ],
  [
    'principal-name',
    `target principal name is incorrect | målhovednavnet er feil | hovednavnet for målet er feil |
    målets huvudnamn är felaktigt | zielprinzipalname ist falsch`,
    ['cli-cert-name-mismatch'],
    { sure: true },
  ],
  [
    'chain-root',
    `certificate chain processed * terminated in a root certificate |
    server you are connected to is using a security certificate that cannot be verified |
    sikkerhetssertifikat som ikke kan bekreftes | säkerhetscertifikat som inte kan verifieras |
    sicherheitszertifikat verwendet, das nicht überprüft`,
    [
      'cli-antivirus-proxy',
      'cli-cert-name-mismatch',
      'net-tls-inspection',
      'cli-root-ca-too-old',
      'svc-chain-incomplete',
    ],
  ],
  [
    'offline',
    'outlook * working offline | outlook arbeider frakoblet | outlook arbetar offline | arbeider frakoblet',
    ['cli-outbox-stuck-offline'],
    { sure: true },
  ],
  [
    'autodiscover-loop',
    `allow this website to configure * server settings | tillat at dette nettstedet konfigurerer |
    tillåta att den här webbplatsen konfigurerar`,
    ['cli-autodiscover-foreign', 'cli-autoconfig-wrong'],
  ],
];

export const OUTLOOK = [...table('outlook', 'code', CODES), ...table('outlook', 'words', WORDS)];
