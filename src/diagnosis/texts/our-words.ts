/**
 * What our own server says when it refuses (messages/…/refusals.ts and blocks.ts), in three languages, so that our words
 * are known in a pasted text. A test keeps the two alike. Data; read by `library.ts`.
 */
import { WRONG_PASSWORD } from './families.ts';
import { type Row, table } from './pattern.ts';

const REFUSALS: readonly Row[] = [
  [
    'unknownMailbox',
    'adressen * finnes ikke her. | adressen * finns inte här. | the address * does not exist here.',
    ['acc-mailbox-never-existed', 'acc-mailbox-deleted'],
  ],
  [
    'forwardWaits',
    `sender e-post videre til en mottaker som ikke har sagt ja til det ennå |
    vidarebefordrar e-post till en mottagare som inte har sagt ja till det ännu |
    forwards mail to a recipient who has not said yes to it yet`,
    ['acc-forward-no-consent'],
    { sure: true },
  ],
  [
    'forwardRefused',
    `sender e-post videre til en mottaker som ikke har sagt ja til det. |
    vidarebefordrar e-post till en mottagare som inte har sagt ja till det. |
    forwards mail to a recipient who has not said yes to it.`,
    ['acc-forward-no-consent'],
    { sure: true },
  ],
  [
    'relayDenied',
    `tar ikke imot e-post til *. skal du sende? slå på pålogging |
    tar inte emot e-post till *. ska du skicka? slå på inloggning |
    does not take mail for *. sending? turn on sign-in`,
    ['cli-smtp-auth-off'],
    { sure: true },
  ],
  [
    'quotaFull',
    `er full og kan ikke ta imot mer akkurat nå | är full och kan inte ta emot mer just nu |
    is full and cannot take more right now`,
    ['acc-quota-full'],
    { sure: true },
  ],
  [
    'signInWrong',
    `brukernavn eller passord stemmer ikke. brukernavnet er hele |
    användarnamn eller lösenord stämmer inte. användarnamnet är hela |
    user name or password is not right. the user name is the complete`,
    WRONG_PASSWORD,
  ],
  [
    'signInNeedsTls',
    `passordet kan ikke sendes uten kryptering. velg port |
    lösenordet får inte skickas utan kryptering. välj port |
    the password must not be sent without encryption. choose port`,
    ['cli-plaintext-refused'],
    { sure: true },
  ],
  [
    'signInUnavailable',
    `pålogging er midlertidig utilgjengelig hos oss | inloggningen är tillfälligt otillgänglig hos oss |
    signing in is temporarily unavailable on our side`,
    ['svc-auth-backend-down'],
    { sure: true },
  ],
  [
    'senderNotOwned',
    `men vil sende som *. det må kontoen få lov til | men vill skicka som *. kontot måste först |
    but want to send as *. the account must be allowed`,
    ['cli-from-not-owned'],
    { sure: true },
  ],
  [
    'messageTooLarge',
    `meldingen er for stor. grensen er | meddelandet är för stort. gränsen är |
    the message is too large. the limit is`,
    ['snd-too-large'],
    { sure: true },
  ],
  [
    'storageTrouble',
    `vi kan ikke lagre meldingen akkurat nå | vi kan inte spara meddelandet just nu |
    we cannot store the message right now`,
    ['svc-disk-full'],
    { sure: true },
  ],
  [
    'beginsWithTls',
    'denne porten begynner med tls | den här porten börjar med tls | this port begins with tls',
    ['cli-tls-mode-mismatch'],
    { sure: true },
  ],
  [
    'otherProtocol',
    `dette er en *-port, men programmet snakker | dette er en *-port, og programmet snakker |
    det här är en *-port, men programmet talar | det här är en *-port, och programmet talar |
    this is a port for *, but the program speaks | this is a port for *, and the program speaks`,
    ['cli-protocol-mixed'],
    { sure: true },
  ],
  [
    'tooManyConnections',
    `for mange samtidige tilkoblinger fra din adresse | för många samtidiga anslutningar från din adress |
    too many connections at once from your address`,
    ['cli-too-many-connections'],
    { sure: true },
  ],
  [
    'noSignInHere',
    `her kan du ikke logge på. bruk port | här går det inte att logga in. använd port |
    signing in is not possible here. use port`,
    ['cli-wrong-outgoing-port'],
    { sure: true },
  ],
  [
    'signInFirst',
    `logg på først: slå på pålogging for utgående | logga in först: slå på inloggning för utgående |
    sign in first: turn on sign-in for the outgoing`,
    ['cli-smtp-auth-off'],
    { sure: true },
  ],
  [
    'encryptFirst',
    'slå på kryptering først: starttls | slå på kryptering först: starttls | turn on encryption first: starttls',
    ['cli-plaintext-refused', 'cli-tls-mode-mismatch'],
    { sure: true },
  ],
  [
    'unknownMechanism',
    `påloggingsmetoden * finnes ikke her. velg | inloggningsmetoden * finns inte här. välj |
    the sign-in method * is not offered here. choose`,
    ['cli-auth-method'],
    { sure: true },
  ],
  [
    'badAddress',
    'er ikke en gyldig e-postadresse | är ingen giltig e-postadress | is not a valid e-mail address',
    ['cli-sender-syntax'],
    { sure: true },
  ],
  [
    'needsSmtpUtf8',
    `men programmet ba ikke om smtputf8 | men programmet bad inte om smtputf8 |
    but the program did not ask for smtputf8`,
    ['snd-smtputf8'],
    { sure: true },
  ],
  [
    'tooManyRecipients',
    `for mange mottakere i én melding. grensen er | för många mottagare i ett meddelande. gränsen är |
    too many recipients in one message. the limit is`,
    ['snd-recipients-per-message'],
    { sure: true },
  ],
  [
    'fromNotOwned',
    `feltet fra sier * men du er pålogget som | i fältet från står * men du är inloggad som |
    the from field says * but you are signed in as`,
    ['cli-from-not-owned'],
    { sure: true },
  ],
  [
    'fromMissing',
    `meldingen mangler en lesbar avsender | meddelandet saknar en läsbar avsändare |
    the message has no readable sender`,
    ['snd-headers-invalid'],
    { sure: true },
  ],
  [
    'bareLineEnd',
    `meldingen har linjeskift som ikke er cr lf | meddelandet har radbrytningar som inte är cr lf |
    the message has line ends that are not cr lf`,
    ['cli-device-bare-lf'],
    { sure: true },
  ],
  [
    'lineTooLong',
    'en linje i meldingen er lengre enn | en rad i meddelandet är längre än | a line of the message is longer than',
    ['cli-line-too-long'],
    { sure: true },
  ],
  [
    'headersTooLarge',
    `meldingshodet er for stort eller har for mange felt |
    meddelandehuvudet är för stort eller har för många fält |
    the message header is too large or has too many fields`,
    ['snd-headers-invalid'],
    { sure: true },
  ],
  [
    'mailLoop',
    `meldingen har gått i ring mellom servere | meddelandet har gått runt mellan servrar |
    the message has travelled in a circle between servers`,
    ['acc-forward-loop'],
    { sure: true },
  ],
  [
    'protocolOff',
    `er slått av for denne postkassen. passordet er riktig |
    är avstängt för den här brevlådan. lösenordet är rätt |
    is switched off for this mailbox. the password is right`,
    ['acc-protocol-off'],
    { sure: true },
  ],
  [
    'countryNotAllowed',
    `tar ikke imot pålogging fra landet du er i nå | tillåter inte inloggning från landet du är i nu |
    does not allow signing in from the country you are in now`,
    ['net-geo-block-by-us'],
    { sure: true },
  ],
];

const BLOCKS: readonly Row[] = [
  [
    'mailbox-hour',
    `har brukt opp timekvoten: * sendt siste | har använt upp sin timkvot: * skickade |
    has reached its hourly limit: sent`,
    ['snd-account-hour-limit'],
    { sure: true },
  ],
  [
    'mailbox-hour-young',
    `har brukt timekvoten for nye postkasser | har använt timkvoten för nya brevlådor |
    has used the hourly limit for new mailboxes`,
    ['snd-new-account-warmup'],
    { sure: true },
  ],
  [
    'domain-hour',
    `har til sammen brukt opp timekvoten | har tillsammans använt upp timkvoten |
    together have reached the hourly limit`,
    ['snd-domain-hour-limit'],
    { sure: true },
  ],
  [
    'mailbox-day',
    'har brukt opp døgnkvoten | har använt upp sin dygnskvot | has reached its daily limit',
    ['snd-account-day-limit'],
    { sure: true },
  ],
  [
    'abuse',
    'utgående e-post fra * er stengt: | utgående e-post från * är stängd: | outgoing mail from * is closed:',
    ['snd-outbound-closed-abuse', 'acc-compromised'],
    { sure: true },
  ],
  [
    'bulk-rules',
    `utsendelsen følger ikke reglene for masseutsendelser | utskicket följer inte reglerna för massutskick |
    this mailing does not follow the rules for mass mail`,
    ['snd-bulk-not-allowed'],
    { sure: true },
  ],
  [
    'quarantine',
    `er satt i karantene hos oss | är satt i karantän hos oss | is in quarantine with us |
    registeret har tatt domenet * ut av drift | registret har tagit domänen * ur drift |
    the registry has taken the domain * out of service`,
    ['dom-quarantine'],
    { sure: true },
  ],
  [
    'unpaid',
    `e-posten for * er stanset: * er ikke betalt | e-posten för * är stoppad: * är inte betald |
    mail for * is stopped: * is unpaid`,
    ['bil-unpaid-suspended'],
    { sure: true },
  ],
  [
    'failed-sign-ins',
    `pålogging fra * er stanset etter mange mislykkede | inloggning från * är stoppad efter många misslyckade |
    sign-in from * is stopped after many failed`,
    ['net-ip-banned-failed-logins'],
    { sure: true },
  ],
  [
    'operator',
    'e-posten for * er stanset av oss | e-posten för * är stoppad av oss | mail for * has been stopped by us',
    ['snd-outbound-operator', 'acc-mailbox-suspended'],
    { sure: true },
  ],
];

export const OUR_WORDS = [...table('postvakt', 'decisive', REFUSALS), ...table('postvakt', 'decisive', BLOCKS)];
