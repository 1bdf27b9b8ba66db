/**
 * Error texts of Thunderbird (catalogue 3B, from its source), with the Norwegian, Swedish, Danish and German forms.
 * Data; read by `library.ts`. The forms in other languages than English are written from memory.
 */
import { CERTIFICATE, NO_CONNECTION_OUT, WRONG_PASSWORD } from './families.ts';
import { type Row, table } from './pattern.ts';

const ROWS: readonly Row[] = [
  [
    'refused',
    `could not connect to mail server *; the connection was refused |
    could not connect to server *; the connection was refused | connection to server * was refused |
    koble til * tilkoblingen ble avvist | kunne ikke koble til e-postserveren *; tilkoblingen ble nektet |
    kunde inte ansluta till e-postservern *; anslutningen avvisades |
    kunde inte ansluta till server * anslutningen nekades | verbindung wurde verweigert`,
    ['cli-wrong-incoming-port', 'net-ip-banned-failed-logins', 'cli-antivirus-proxy', 'svc-outage'],
  ],
  [
    'failed-connect',
    `failed to connect to server | kunne ikke koble til serveren | kunde inte ansluta till servern |
    fehler beim verbinden mit server | fehler beim verbinden mit dem server | kunne ikke forbinde til serveren`,
    [
      'cli-wrong-incoming-host',
      'net-resolver-broken',
      'svc-hostname-retired',
      'net-ip-banned-failed-logins',
      'svc-outage',
    ],
  ],
  [
    'timed-out',
    `connection to server * timed out | connection to * has timed out | tilkoblingen til * ble tidsavbrutt |
    tidsavbrudd for tilkoblingen til | tilkobling til server * fikk tidsavbrudd |
    anslutningen till servern * tog för lång tid | timeout för anslutningen till |
    anslutningen till * gjorde timeout | zeitüberschreitung bei der verbindung mit`,
    [
      'net-imap-pop-blocked',
      'net-ip-banned-failed-logins',
      'cli-tls-mode-mismatch',
      'cli-antivirus-proxy',
      'svc-outage',
    ],
  ],
  [
    'maximum-connections',
    `may have exceeded the maximum number of connections | overskredet maksimalt antall tilkoblinger |
    overskredet det maksimale antallet tilkoblinger | överskridit det maximala antalet anslutningar |
    överskridit maximalt antal anslutningar | overskredet det maksimale antal forbindelser |
    maximale anzahl von verbindungen`,
    ['cli-too-many-connections', 'net-ip-banned-failed-logins'],
  ],
  [
    'plain-passwords',
    `does not allow plaintext passwords | tillater ikke passord i klartekst | tillåter inte lösenord i klartext |
    erlaubt keine unverschlüsselten passwörter | lässt keine klartext-passwörter`,
    ['cli-plaintext-refused'],
    { sure: true },
  ],
  [
    'encrypted-passwords',
    `does not seem to support encrypted passwords | ser ikke ut til å støtte krypterte passord |
    verkar inte ha stöd för krypterade lösenord | verkar inte stödja krypterade lösenord |
    unterstützt anscheinend keine verschlüsselten passwörter | scheint keine verschlüsselten passwörter`,
    ['cli-auth-method'],
    { sure: true },
  ],
  [
    'method',
    `does not support the selected authentication method | støtter ikke den valgte autentiseringsmetoden |
    støtter ikke valgt autentiseringsmetode | stöder inte den valda autentiseringsmetoden |
    har inte stöd för den valda autentiseringsmetoden | understøtter ikke den valgte godkendelsesmetode |
    unterstützt die gewählte authentifizierungsmethode nicht`,
    ['cli-auth-method'],
    { sure: true },
  ],
  [
    'not-imap',
    `is not an imap4 mail server | is not an imap mail server | er ikke en imap4-e-postserver |
    er ikke en imap4-server | är inte en imap4-server | är inte en imap4-e-postserver | ist kein imap4-server`,
    ['cli-protocol-mixed'],
    { sure: true },
  ],
  [
    'password-failed',
    `sending of password * did not succeed | sending of username * did not succeed |
    sending of password for user * did not succeed | sending av passord * lyktes ikke |
    sending av passordet * mislyktes | skicka lösenord* lyckades inte | att skicka lösenordet * misslyckades |
    senden des passworts * nicht erfolgreich`,
    WRONG_PASSWORD,
  ],
  [
    'login-failed',
    `login to server * failed | login to account * failed | login to * with username * failed |
    pålogging til serveren * mislyktes | innlogging på * mislyktes | pålogging på * mislyktes |
    inloggning på servern * misslyckades | inloggning till * misslyckades | inloggningen till * misslyckades |
    login til serveren * mislykkedes | anmeldung beim server * fehlgeschlagen |
    anmeldung auf server * fehlgeschlagen`,
    WRONG_PASSWORD,
  ],
  [
    'retr',
    'retr command did not succeed | retr-kommandoen mislyktes | retr-kommandot lyckades inte',
    ['acc-mailbox-locked', 'acc-index-corrupt'],
  ],
  [
    'tls-pop3',
    `unable to establish tls connection to pop3 | unable to establish * tls connection |
    kan ikke opprette tls-tilkobling til pop3 | det går inte att upprätta en tls-anslutning`,
    ['cli-tls-mode-mismatch', 'svc-cert-expired'],
  ],
  [
    'being-processed',
    `account * is being processed | kontoen * blir behandlet | kontoen * behandles | kontot * bearbetas |
    konto * wird gerade verarbeitet | konto * wird bearbeitet`,
    ['acc-mailbox-locked'],
    { sure: true },
  ],
  [
    'disk-space',
    `not enough disk space to download | not enough disk space | ikke nok diskplass |
    inte tillräckligt med diskutrymme | ikke nok plads på disken | nicht genug speicherplatz |
    folder * is full, and cant hold any more messages`,
    ['cli-local-store-broken'],
    { sure: true },
  ],
  [
    'smtp-auth',
    `unable to authenticate to outgoing server | unable to authenticate to smtp server |
    kan ikke autentisere mot utgående server | kunne ikke autentisere mot utgående |
    kan inte autentisera mot utgående server | kunde inte autentisera mot utgående |
    authentifizierung auf dem postausgangs-server | anmeldung auf dem postausgang-server (smtp) * fehlgeschlagen`,
    ['cli-split-password', ...WRONG_PASSWORD],
  ],
  [
    'starttls',
    `starttls * doesnt advertise that feature | doesnt advertise that feature * starttls |
    does not advertise that feature | annonserer ikke * starttls | starttls * annonserar inte |
    starttls * kündigt diese funktion nicht an`,
    ['cli-tls-mode-mismatch', 'net-smtp-inspection'],
  ],
  [
    'no-smtp-auth',
    `does not support authentication (smtp-auth) | støtter ikke autentisering (smtp-auth) |
    stöder inte autentisering (smtp-auth) | unterstützt keine authentifizierung (smtp-auth)`,
    ['cli-wrong-outgoing-port', 'net-smtp-inspection', 'net-port25-intercepted'],
  ],
  [
    'outgoing-failed',
    `connecting to outgoing server * failed | message could not be sent because connecting to * failed |
    could not be sent * the server may be unavailable or is refusing |
    tilkobling til utgående server * mislyktes | tilkoblingen til utgående server * mislyktes |
    anslutningen till utgående server * misslyckades | anslutning till utgående server * misslyckades |
    verbindung mit dem postausgangs-server * fehlgeschlagen`,
    NO_CONNECTION_OUT,
  ],
  [
    'outgoing-unknown',
    `outgoing server * is unknown | smtp server * is unknown | utgående server * er ukjent |
    utgående server * är okänd | postausgang-server (smtp) * ist unbekannt | postausgangs-server * ist unbekannt`,
    ['cli-wrong-outgoing-host', 'net-resolver-broken'],
    { sure: true },
  ],
  [
    'lost',
    `lost in the middle of the transaction | mistet midt i transaksjonen | brutt midt i transaksjonen |
    förlorades mitt i transaktionen | bröts mitt i transaktionen | während der transaktion verloren`,
    ['net-mtu-blackhole', 'snd-too-large', 'cli-antivirus-proxy'],
  ],
  [
    'greeting',
    `server sent an incorrect greeting | sent an incorrect greeting | sendte en ugyldig velkomst | feil hilsen |
    felaktig hälsning | fehlerhafte begrüßung`,
    ['net-ip-banned-failed-logins', 'net-customer-ip-listed', 'svc-outage'],
  ],
  [
    'global-size',
    `exceeds the global size limit | overskrider den globale størrelsesgrensen |
    överskrider den globala storleksgränsen | überschreitet das globale größenlimit`,
    ['snd-too-large'],
    { sure: true },
  ],
  [
    'temporary-size',
    `exceeds a temporary size limit | exceeded a temporary size limit | temporary size limit of the server |
    midlertidig størrelsesgrense | tillfällig storleksgräns`,
    ['svc-disk-full'],
    { sure: true, tier: 'reply' },
  ],
  [
    'check-recipient',
    `please check the message recipient | check the message recipient | kontroller meldingsmottakeren |
    sjekk mottakeren | kontrollera meddelandets mottagare | kontrollera mottagaren |
    überprüfen sie den empfänger der nachricht | überprüfen sie die empfänger`,
    ['cli-smtp-auth-off', 'snd-recipient-unknown', 'snd-account-hour-limit'],
  ],
  [
    'copy-to-sent',
    `sent successfully, but could not be copied to | sent * but * could not be copied to your sent |
    sent but a copy was not placed in your sent folder | sendt, men kunne ikke kopieres til |
    sendt, men en kopi ble ikke | skickades men kunde inte kopieras till |
    skickades, men kunde inte kopieras till | konnte nicht in den ordner gesendet kopiert |
    gesendet, konnte aber nicht in den ordner`,
    ['acc-quota-full', 'cli-imap-prefix-special'],
  ],
  [
    'local-part',
    `non-ascii characters in the local part | ikke-ascii-tegn i den lokale delen |
    icke-ascii-tecken i den lokala delen | nicht-ascii-zeichen im lokalen teil`,
    ['snd-smtputf8'],
    { sure: true },
  ],
  [
    'exception',
    `add security exception | legg til sikkerhetsunntak | lägg till säkerhetsundantag |
    sicherheits-ausnahmeregel hinzufügen | tilføj sikkerhedsundtagelse`,
    CERTIFICATE,
  ],
  [
    'autoconfig',
    `failed to find the settings for your account | failed to find the settings for your email account |
    fant ikke innstillingene for e-postkontoen | klarte ikke å finne innstillingene for |
    kunde inte hitta inställningarna för ditt e-postkonto | hittade inte inställningarna för |
    konnte die einstellungen für ihr e-mail-konto nicht finden`,
    ['cli-autoconfig-wrong', 'dom-not-registered', 'dom-no-mx'],
  ],
];

export const THUNDERBIRD = table('thunderbird', 'words', ROWS);
