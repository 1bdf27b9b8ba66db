/**
 * Error texts of Apple Mail and iOS (catalogue 3C), Android's mail apps, FairEmail and Roundcube (3D), with the
 * Norwegian, Swedish, Danish and German forms. Data; read by `library.ts`. Other languages are written from memory.
 */
import { CERTIFICATE, NO_CONNECTION, WRONG_PASSWORD } from './families.ts';
import { type Row, table } from './pattern.ts';

const APPLE: readonly Row[] = [
  [
    'password',
    `cannot get mail * user name or password for * is incorrect | user name or password for * is incorrect |
    kan ikke hente e-post * brukernavnet eller passordet | brukernavnet eller passordet for * er feil |
    det går inte att hämta e-post * användarnamnet eller lösenordet |
    användarnamnet eller lösenordet för * är fel | användarnamn eller lösenord för * är fel |
    brugernavnet eller adgangskoden til * er forkert | benutzername oder * passwort für * ist falsch |
    enter the password for the account | skriv inn passordet for kontoen | ange lösenordet för kontot`,
    WRONG_PASSWORD,
  ],
  [
    'no-connection',
    `cannot get mail * connection to the server failed | connection to the server failed |
    kan ikke hente e-post * tilkoblingen til tjeneren mislyktes |
    kan ikke hente e-post * tilkobling til tjener mislyktes | tilkoblingen til tjeneren mislyktes |
    det går inte att hämta e-post * anslutningen till servern misslyckades |
    kan inte hämta e-post * anslutningen till servern | anslutningen till servern misslyckades |
    kan ikke hente post * forbindelsen til serveren | verbindung zum server ist fehlgeschlagen |
    e-mails können nicht empfangen werden * verbindung`,
    NO_CONNECTION,
  ],
  [
    'server-identity',
    `cannot verify server identity | identity of * cannot be verified | kan ikke bekrefte tjeneridentiteten |
    kan ikke bekrefte tjenerens identitet | kan ikke verifisere tjeneridentitet |
    kan inte verifiera serveridentitet | serverns identitet kan inte verifieras |
    kan inte bekräfta serverns identitet | kan ikke godkende serverens identitet |
    serveridentität kann nicht überprüft werden | mail cant verify the identity of`,
    ['cli-cert-name-mismatch', 'cli-cert-exception-stale', 'svc-cert-expired', 'cli-clock-wrong'],
  ],
  [
    'relay',
    `rejected by the server because it does not allow relaying |
    avvist av tjeneren fordi den ikke tillater videresending |
    avvist av serveren fordi den ikke tillater videresending | fordi den ikke tillater relaying |
    avvisades av servern eftersom den inte tillåter vidarebefordran |
    eftersom servern inte tillåter vidarebefordring | da * keine weiterleitung erlaubt`,
    ['cli-smtp-auth-off'],
    { sure: true },
  ],
  [
    'outbox',
    `a copy has been placed in your outbox * rejected by the server |
    rejected by the server * a copy has been placed in your outbox | en kopi er lagt i utboks |
    en kopia har placerats i din utkorg | en kopia har lagts i utkorgen | kopie wurde in deinem postausgang`,
    ['cli-smtp-auth-off', 'cli-from-not-owned', 'snd-recipient-unknown'],
  ],
  [
    'sender-address',
    `sender address * was rejected by the server | avsenderadressen * ble avvist av tjeneren |
    avsenderadressen * ble avvist av serveren | avsändaradressen * avvisades av servern |
    absenderadresse * vom server abgelehnt`,
    ['cli-from-not-owned'],
    { sure: true },
  ],
  [
    'offline',
    `account is offline | accounts are offline | account offline | kontoen er frakoblet | kontot är offline |
    kontoen er offline | konto ist offline`,
    ['net-ip-banned-failed-logins', 'cli-wrong-incoming-port', 'net-imap-pop-blocked'],
  ],
  [
    'not-authenticated',
    `account not authenticated | unable to verify account name or password | kontoen er ikke autentisert |
    kontot är inte autentiserat | kan ikke bekrefte kontonavn eller passord |
    kan inte verifiera kontonamn eller lösenord | accountname oder passwort kann nicht überprüft werden`,
    WRONG_PASSWORD,
  ],
  [
    'verifying',
    'stuck on verifying | henger på bekrefter | fastnar på verifierar',
    ['cli-wrong-incoming-port', 'cli-tls-mode-mismatch'],
  ],
];

const ANDROID: readonly Row[] = [
  [
    'setup-password',
    `setup could not finish * username or password incorrect |
    setup could not finish * user name or password incorrect | username or password incorrect |
    oppsettet kunne ikke fullføres * feil brukernavn eller passord | feil brukernavn eller passord |
    fel användarnamn eller lösenord | felaktigt användarnamn eller lösenord |
    forkert brugernavn eller adgangskode | benutzername oder passwort falsch`,
    WRONG_PASSWORD,
  ],
  [
    'safely',
    `cannot safely connect to server | kan ikke koble til serveren på en sikker måte |
    det går inte att ansluta till servern på ett säkert sätt | kan inte ansluta säkert till servern`,
    CERTIFICATE,
  ],
  [
    'open',
    `unable to open connection to server | kan ikke åpne forbindelse til serveren |
    kan inte öppna en anslutning till servern | verbindung zum server konnte nicht geöffnet`,
    NO_CONNECTION,
  ],
  [
    'security-error',
    'due to security error | på grunn av en sikkerhetsfeil | på grund av ett säkerhetsfel',
    ['cli-tls-mode-mismatch', 'cli-tls-too-old', 'cli-cert-name-mismatch'],
  ],
  [
    'tls-required',
    'tls required but not supported by server | tls kreves, men støttes ikke | tls krävs men stöds inte',
    ['cli-tls-mode-mismatch'],
    { sure: true, tier: 'reply' },
  ],
  [
    'methods',
    `authentication methods are not supported by server | authentication methods are not supported by the server |
    autentiseringsmetodene støttes ikke av serveren | autentiseringsmetoderna stöds inte av servern`,
    ['cli-auth-method'],
    { sure: true },
  ],
  [
    'sign-in-failed',
    `sign-in failed | sign in failed | authentication failed for | påloggingen mislyktes | pålogging mislyktes |
    inloggningen misslyckades | inloggning misslyckades`,
    ['cli-stale-password', ...WRONG_PASSWORD.filter((cause) => cause !== 'cli-stale-password')],
  ],
  [
    'edge-space',
    `password starts or ends with space | password starts or ends with a space |
    passordet begynner eller slutter med mellomrom | lösenordet börjar eller slutar med mellanslag |
    passwort beginnt oder endet mit einem leerzeichen`,
    ['acc-password-edge-space'],
    { sure: true },
  ],
];

const SYSTEM: readonly Row[] = [
  [
    'wrong-version',
    `wrong_version_number | wrong version number | unsupported or unrecognized ssl message |
    unable to parse tls packet header | http_request`,
    ['cli-tls-mode-mismatch'],
    { sure: true },
  ],
  [
    'protocol-version',
    `unsupported_protocol | tlsv1_alert_protocol_version | tlsv1 alert protocol version |
    ssl_error_unsupported_version | no_shared_cipher | ssl_error_no_cypher_overlap`,
    ['cli-tls-too-old'],
    { sure: true },
  ],
  [
    'trust-anchor',
    `trust anchor for certification path not found | unable to get local issuer certificate |
    sec_error_unknown_issuer | unable to verify the first certificate`,
    ['cli-root-ca-too-old', 'svc-chain-incomplete', 'cli-antivirus-proxy'],
  ],
  [
    'not-in-certificate',
    `not in certificate | cant verify identity | ssl_error_bad_cert_domain | hostname mismatch |
    no subject alternative dns name matching | certificate is not valid for the name |
    certificate is only valid for | belongs to a different site | sertifikatet tilhører et annet nettsted |
    certifikatet tillhör en annan webbplats | zertifikat gehört zu einer anderen website |
    name on the security certificate is invalid | navnet på sikkerhetssertifikatet er ugyldig |
    namnet på säkerhetscertifikatet är ogiltigt`,
    ['cli-cert-name-mismatch'],
    { sure: true },
  ],
  [
    'chain-timestamp',
    `chain validation failed | timestamp check failed | certexpiredexception | certificatenotyetvalid |
    certificate has expired | certificate is expired | sec_error_expired_certificate | sertifikatet er utløpt |
    sertifikatet har utløpt | certifikatet har gått ut | certifikatet har upphört att gälla |
    zertifikat ist abgelaufen | certificate expired | is not yet valid`,
    ['svc-cert-expired', 'cli-clock-wrong'],
  ],
  [
    'plus-ok',
    '+ok',
    ['cli-protocol-mixed'],
    { sure: true, with: 'imap | bad * command | failed | feil | fel | unexpected' },
  ],
  ['star-ok', '* ok imap4 | * ok [capability imap4', ['cli-protocol-mixed'], { sure: true, with: 'pop | -err | pop3' }],
  [
    'resolve',
    `unable to resolve host | eai_nodata | eai_again | unknownhostexception | no address associated with hostname |
    getaddrinfo enotfound | nodename nor servname | temporary failure in name resolution`,
    ['net-resolver-broken', 'cli-wrong-incoming-host', 'cli-wrong-outgoing-host'],
  ],
  [
    'refused',
    'econnrefused | connection refused | tilkoblingen ble nektet | anslutningen nekades',
    ['cli-wrong-incoming-port', 'cli-wrong-outgoing-port', 'cli-firewall-app', 'net-ip-banned-failed-logins'],
  ],
  ['unreachable', 'enetunreach | network is unreachable', ['net-ipv6-broken', 'net-unstable-link']],
  [
    'denied',
    'eacces | eperm * connect | connect failed: * permission denied | socket failed: * permission denied',
    ['cli-firewall-app'],
    { sure: true },
  ],
  [
    'dropped',
    'connection dropped by server',
    ['net-ip-banned-failed-logins', 'cli-too-many-connections'],
    { tier: 'reply' },
  ],
  [
    'timeout',
    'etimedout | sockettimeoutexception | failed to connect to * after',
    ['net-imap-pop-blocked', 'net-submission-blocked', 'net-ip-banned-failed-logins', 'cli-wrong-incoming-port'],
  ],
  ['close-notify', 'no close_notify | close_notify', ['net-vpn-exit-blocked', 'net-unstable-link']],
];

const ROUNDCUBE: readonly Row[] = [
  [
    'login-failed',
    `login failed. | innlogging feilet | innlogging mislyktes | inloggningen misslyckades. |
    anmeldung fehlgeschlagen`,
    WRONG_PASSWORD,
  ],
  [
    'session',
    `your session is invalid or expired | session is invalid or expired | sesjonen er ugyldig eller utløpt |
    økten er ugyldig eller utløpt | sessionen är ogiltig eller har gått ut |
    sitzung ist ungültig oder abgelaufen | sessionen er ugyldig eller udløbet`,
    ['cli-webmail-browser'],
    { sure: true },
  ],
  [
    'cookies',
    `browser does not accept cookies | nettleseren godtar ikke informasjonskapsler |
    nettleseren din aksepterer ikke | nettleseren aksepterer ikke | webbläsaren accepterar inte cookies |
    webbläsare tillåter inte cookies | webbläsare accepterar inte | browser akzeptiert keine cookies |
    browser accepterer ikke cookies`,
    ['cli-webmail-browser'],
    { sure: true },
  ],
  [
    'storage',
    `connection to imap server failed | connection to storage server failed |
    tilkobling til imap-server mislyktes | tilkoblingen til imap-serveren feilet |
    anslutning till imap-server misslyckades | anslutning till imap-servern misslyckades |
    verbindung zum imap-server fehlgeschlagen`,
    ['svc-outage'],
  ],
  [
    'request-check',
    'request security check failed | request check failed | no data was saved * security',
    ['cli-webmail-browser'],
    { sure: true },
  ],
];

export const PHONES = [
  ...table('apple', 'words', APPLE),
  ...table('android', 'words', ANDROID),
  ...table('system', 'words', SYSTEM),
  ...table('roundcube', 'words', ROUNDCUBE),
];
