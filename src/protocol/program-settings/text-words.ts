/**
 * The words by which dialogs, forms and people name settings, in Norwegian, Swedish and English (and Danish where it comes for
 * free): what a label is for, which server is meant, which encryption. Data for text.ts.
 */
import type { SignInWay } from '#src/model/program-settings.ts';

export type Label = 'host' | 'port' | 'security' | 'user' | 'from' | 'auth' | 'secret' | 'kind' | 'other';
export type Direction = 'incoming' | 'outgoing';

/** Longest first; each may stand before `:`, `=`, a tab or a line end. */
export const LABELS: readonly (readonly [Label, RegExp])[] = [
  [
    'secret',
    /(?:app[- ]?)?(?:pass ?word(?! ?auth)|passord|adgangskode|l[öo]senord|pass ?phrase|passwd|pwd|pin[- ]?kode?)|\w*pass(?:word)?\b(?! ?auth)|\bpw\b/iy,
  ],
  ['kind', /(?:account type|kontotype|kontotyp|e-?post ?type|server ?type|servertyp|protokoll?|protocol)/iy],
  [
    'security',
    /(?:bruk følgende type kryptert tilkobling|använd följande typ av krypterad anslutning|use the following type of encrypted connection|type kryptert tilkobling|krypteringsmetode?|krypteringsmetod|krypteringstype?|encryption(?: method| type)?|kryptering|tilkoblingssikkerhet|anslutningssäkerhet|connection security|sikkerhetstype|säkerhetstyp|security(?: type)?|sikkerhet|säkerhet|smtpsecure|\w+_(?:encryption|secure|security|tls|ssl)|(?:bruk|använd|use) ssl(?:\/tls)?|krev ssl|kräv ssl|kräver ssl|requires? ssl|ssl[ /-]?tls|ssl)/iy,
  ],
  [
    'auth',
    /(?:krever? pålogging|krever? godkjenning|kräver? autentisering|authentication(?: method| type)?|autentisering(?:smetode?n?)?|autentiseringsmetod|godkjenning(?:smetode)?|smtp[- ]?auth(?:entication)?|smtpauth|\w+_auth\b|pålogging kreves|requires authentication|requires? sign[- ]?in)/iy,
  ],
  ['port', /(?:server ?port(?: ?number|nummer)?|portnummer|port ?number|port(?:en)?\b|\w+_port\b)/iy],
  [
    'user',
    /(?:user ?names?|brukernavn(?:et)?|brugernavn|användarnamn(?:et)?|user ?id|login(?: name)?|innloggingsnavn|inloggningsnamn|påloggingsnavn|kontonavn|kontonamn|authenticated account|\w+_user(?:name)?\b|user\b|bruker\b|användare\b|logg(?:er)? på som|loggar in som)/iy,
  ],
  [
    'from',
    /(?:e-?postadress[en]*|e-?mail ?address|mail ?address|avsender(?:adresse?)?|avsändar(?:e|adress)|sender(?:'s)?(?: e-?mail)?(?: address)?|from(?: e-?mail| address)?|fra(?:[- ]adresse)?(?=\s*[:=])|från(?=\s*[:=])|svar(?:s)?adress[e]?|reply[- ]to|e-?post(?=\s*[:=\t])|e-?mail(?=\s*[:=\t])|\w+_from(?:_address)?\b)/iy,
  ],
  [
    'host',
    /(?:server for (?:innkommende|utgående) e-?post|(?:incoming|outgoing)(?: mail)? server|server för (?:inkommande|utgående) e-?post|(?:innkommende|utgående|inkommande)(?: e-?post)?[- ]?(?:server|tjener)|(?:imap|pop3?|smtp)[- ]?(?:server|tjener|vert|host|värd)(?: ?(?:address|name|navn|namn|adresse?))?|e-?post(?:server|tjener)|mail[- ]?server|server ?(?:navn|namn|name|address|adresse)|tjener(?:navn)?|verts?navn|vert\b|värd(?:namn)?|host ?name|host|\w+_host\b|server(?:en)?\b|adresse?\b)/iy,
  ],
];

/** Words that say which of the two servers is meant from here on. */
export const DIRECTIONS: readonly (readonly [Direction, RegExp])[] = [
  [
    'incoming',
    /(?:innkommende|inkommande|indgående|incoming|inngående|imap4?s?\b|pop3?s?\b|motta(?:k|ker|r)?\b|ta emot|hente(?:r)?\b|hämta\b|receiv(?:e|ing)|inn?\b(?=\s*[:=]))/iy,
  ],
  [
    'outgoing',
    /(?:utgående|udgående|outgoing|smtps?\b|sendeserver|sending|sende(?:r)?\b|skicka(?:r)?\b|send\b|ut\b(?=\s*[:=]))/iy,
  ],
];

/** What a word for encryption means; `bare` needs the port beside it to be told. */
export const SECURITY_WORDS: readonly (readonly ['tls' | 'starttls' | 'none' | 'optional' | 'bare', RegExp])[] = [
  ['starttls', /(?:start[- ]?tls|tls \(starttls\))/iy],
  [
    'optional',
    /(?:tls,? (?:if available|hvis tilgjengelig|om tillgängligt)|starttls,? (?:if available|hvis tilgjengelig|om tillgängligt)|automatisk(?:t)?\b|auto\b|opportunistic)/iy,
  ],
  ['tls', /(?:ssl ?\/ ?tls|tls ?\/ ?ssl|ssl\b|smtps\b|imaps\b|implicit(?: tls)?|ssl_tls)/iy],
  [
    'none',
    /(?:ingen kryptering|ingen kryptert|uten kryptering|ukryptert|utan kryptering|okrypterad|no encryption|unencrypted|ingen\b|inget\b|none\b|no\b|off\b|nei\b|nej\b|av\b|false\b|aldri\b|aldrig\b|0\b)/iy,
  ],
  ['bare', /(?:tls\b(?: ?v?1\.[0-3])?|ja\b|yes\b|on\b|på\b|true\b|required\b|kreves\b)/iy],
];

export const AUTH_WORDS: readonly (readonly [SignInWay, RegExp])[] = [
  [
    'ntlm',
    /(?:ntlm|(?:krev pålogging med )?sikker passordgodkjenning(?: \(spa\))?|säker lösenordsautentisering|secure password authentication|\bspa\b)/iy,
  ],
  ['oauth', /(?:o-?auth ?2?(?:\.0)?|xoauth2|modern(?:e)? (?:auth\w*|godkjenning)|google-?konto)/iy],
  ['hashed', /(?:cram-?md5|digest-?md5|md5|encrypted password|kryptert passord|krypterat lösenord)/iy],
  ['kerberos', /(?:kerberos|gssapi)/iy],
  [
    'password',
    /(?:normal password|vanlig passord|normalt lösenord|vanligt lösenord|plain\b|login\b|passord\b|lösenord\b|password\b|ja\b|yes\b|on\b|på\b|true\b|smtp-?auth\b|1\b)/iy,
  ],
  [
    'none',
    /(?:ingen(?: godkjenning| autentisering| pålogging)?\b|inget\b|inga\b|none\b|no authentication|no\b|off\b|nei\b|nej\b|av\b|false\b|0\b)/iy,
  ],
];

export const KIND_WORDS: readonly (readonly ['imap' | 'pop3' | 'smtp', RegExp])[] = [
  ['imap', /imap/i],
  ['pop3', /pop/i],
  ['smtp', /smtp/i],
];

/** How "on" is said where "off" stands. */
export const SWITCHES: Readonly<Record<string, string>> = {
  off: 'On',
  av: 'På',
  no: 'Yes',
  nei: 'Ja',
  nej: 'Ja',
  false: 'true',
  '0': '1',
};
