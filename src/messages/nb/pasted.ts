/** Ord for årsaker i innlimte feilmeldinger og returmeldinger, på norsk bokmål. */
import type { PASTED_FIXES } from '#src/diagnosis/causes/pasted/fixes.ts';
import type { PastedCause } from '#src/diagnosis/causes/pasted/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

/** « Serveren mx.fjern.example svarte: «550 …».» */
const said = (a: Told): string =>
  a.answer ? ` ${a.host ? `Serveren ${a.host}` : 'Serveren'} svarte: «${a.answer}».` : '';
const whom = (a: Told): string => a.recipient || 'mottakeren';
const quote = (a: Told): string => (a.quote ? ` I teksten står det «${a.quote}».` : '');
const again = (a: Told): string => (a.sentAt ? ` Meldingen ble sendt ${a.sentAt}.` : '');

export const pastedCauses: Pick<CauseTexts, PastedCause> = {
  'snd-recipient-unknown': {
    title: 'Mottakeradressen finnes ikke',
    what: (a) => `Adressen ${a.recipient || 'du skrev til'} finnes ikke hos mottakeren.${again(a)}${said(a)}`,
    why: 'Mottakerens server kjenner ingen postkasse med det navnet. E-posten er ikke levert.',
  },
  'snd-recipient-full': {
    title: 'Mottakerens postkasse er full',
    what: (a) => `Postkassen til ${whom(a)} er full.${again(a)}${said(a)}`,
    why: 'Mottakeren får ikke ny e-post før det er ryddet plass. Det er ingenting galt hos deg.',
  },
  'snd-recipient-disabled': {
    title: 'Mottakerens konto er stengt',
    what: (a) => `Kontoen til ${whom(a)} er stengt eller ikke lenger i bruk.${again(a)}${said(a)}`,
    why: 'Adressen har vært i bruk, men mottakerens leverandør tar ikke lenger imot for den.',
  },
  'snd-recipient-blocks-sender': {
    title: 'Mottakeren slipper deg ikke inn',
    what: (a) => `Mottakeren ${a.recipient} eller virksomheten der tar ikke imot e-post fra deg.${again(a)}${said(a)}`,
    why: 'Det er et valg hos mottakeren, og bare mottakeren kan endre det.',
  },
  'snd-recipient-domain-dead': {
    title: 'Mottakerens domene tar ikke imot e-post',
    what: (a) =>
      `Domenet i adressen ${a.recipient || 'du skrev til'} finnes ikke eller har ingen e-postserver.${again(a)}${said(a)}`,
    why: 'Da er det ingen server å levere til. Ofte er det en skrivefeil etter krøllalfaen.',
  },
  'snd-content-rejected': {
    title: 'Innholdet ble tatt for søppelpost',
    what: (a) => `Serveren til ${whom(a)} sa nei på grunn av innholdet i meldingen.${again(a)}${said(a)}`,
    why: 'Filteret hos mottakeren reagerte på tekst, en lenke eller et vedlegg. Adressen er riktig.',
  },
  'snd-signature-link-listed': {
    title: 'Lenken i signaturen står på en sperreliste',
    what: (a) => `E-posten stanses trolig på grunn av lenken eller bildet i signaturen.${quote(a)}`,
    why: 'Signaturen er med i alt du sender. Derfor blir alt avvist, også helt korte meldinger.',
  },
  'snd-attachment-type': {
    title: 'Vedlegget er av en type som ikke slipper inn',
    what: (a) => `Serveren til ${whom(a)} tar ikke imot denne typen vedlegg.${again(a)}${said(a)}`,
    why: 'Programfiler, makroer og passordbeskyttede arkiver stanses fordi de ofte inneholder virus.',
  },
  'snd-too-large': {
    title: 'Meldingen er for stor',
    what: (a) => `Meldingen til ${whom(a)} er større enn serveren tar imot.${again(a)}${said(a)}`,
    why: 'Vedlegg vokser med omtrent en tredel når de sendes. En fil på 20 MB blir rundt 27 MB.',
  },
  'snd-big-provider-throttle': {
    title: 'En stor leverandør bremser e-posten',
    what: (a) => `Leverandøren til ${whom(a)} tar imot saktere enn vi sender.${again(a)}${said(a)}`,
    why: 'Store leverandører setter mye e-post på kort tid på vent. Vi prøver igjen av oss selv.',
  },
  'snd-allowlist-recipient': {
    title: 'Mottakerens nett tar bare imot fra godkjente servere',
    what: (a) => `Nettet til ${whom(a)} tar ikke imot fra vår server før vi er godkjent der.${again(a)}${said(a)}`,
    why: 'Enkelte leverandører, blant dem T-Online, krever at driftsansvarlig søker først. Det er vår oppgave.',
  },
  'snd-bulk-rules-5000': {
    title: 'Mottakeren krever full avsenderkontroll',
    what: (a) => `Leverandøren til ${whom(a)} krever SPF, DKIM og DMARC av dem som sender mye.${again(a)}${said(a)}`,
    why: 'SPF, DKIM og DMARC er DNS-oppføringer som viser at e-posten er din. Mangler én, blir den avvist.',
  },
  'snd-smtputf8': {
    title: 'Adressen har tegn som ikke kommer fram',
    what: (a) =>
      `Adressen ${a.recipient || 'til mottakeren'} har andre tegn enn a–z foran krøllalfaen.${again(a)}${said(a)}`,
    why: 'En server på veien håndterer ikke slike adresser.',
  },
  'snd-headers-invalid': {
    title: 'Meldingen mangler obligatoriske felt',
    what: (a) => `Serveren til ${whom(a)} sier at meldingshodet ikke er gyldig.${again(a)}${said(a)}`,
    why: 'Hver melding må ha nøyaktig ett «Fra», en dato og en meldings-ID. Det er programmet som lager dem.',
  },
  'snd-list-dmarc': {
    title: 'E-postlisten sender videre i ditt navn',
    what: (a) =>
      `Meldingen gikk gjennom en e-postliste, og ${a.recipient || 'noen som følger listen'} fikk den ikke.${again(a)}${said(a)}`,
    why: 'Domenet ditt har en streng DMARC-regel: bare egne servere får sende i ditt navn. Listen endrer avsenderserveren.',
  },
  'snd-greylisted': {
    title: 'Mottakeren ba oss prøve igjen om litt',
    what: (a) => `Serveren til ${whom(a)} setter ukjente avsendere på vent første gang.${again(a)}${said(a)}`,
    why: 'Det kalles grålisting og er et vern mot søppelpost. Meldingen prøves igjen av seg selv, som regel innen en halvtime.',
  },
  'net-forged-smtp-reply': {
    title: 'Noen på veien ga et falskt svar',
    what: (a) => `Svaret i teksten kommer ikke fra e-postserveren.${quote(a)}`,
    why: 'I noen land griper en brannmur inn i forbindelsen og svarer i serverens navn. Da ser det ut som om begge serverne virker.',
  },
  'net-port25-intercepted': {
    title: 'Nettet sender deg til en annen server',
    what: (a) => `En annen server enn vår svarer på port 25.${quote(a)}`,
    why: 'Enkelte nettleverandører leder port 25 til sin egen server. Der er passordet ditt ukjent.',
  },
  'net-tls-inspection': {
    title: 'Brannmuren på nettet åpner krypteringen',
    what: (a) => `Sertifikatet kommer fra en brannmur på nettet du er på, ikke fra oss.${quote(a)}`,
    why: 'Brannmuren leser med og bytter sertifikatet. E-postprogrammet stoler ikke på det, og det gjør det rett i.',
  },
  'net-captive-portal': {
    title: 'Du er ikke logget på gjestenettet ennå',
    what: (a) => `Svaret kommer fra påloggingssiden til nettet du er på, ikke fra oss.${quote(a)}`,
    why: 'Før du har godtatt vilkårene i nettleseren, svarer gjestenettet på alt selv.',
  },
  'net-resolver-broken': {
    title: 'Enheten får ikke slått opp navnet på serveren',
    what: (a) => `Enheten finner ikke adressen til e-postserveren.${quote(a)}`,
    why: 'Navnetjenesten (DNS) på nettet eller enheten svarer ikke. Passord og konto er ikke berørt.',
  },
  'net-mtu-blackhole': {
    title: 'Store meldinger stopper på veien',
    what: (a) => `Forbindelsen står stille midt i meldingen.${quote(a)}`,
    why: 'Små meldinger går og store henger når et ledd på nettet kaster store pakker uten å si fra.',
  },
  'cli-antivirus-proxy': {
    title: 'Antivirusprogrammet står mellom deg og serveren',
    what: (a) => `Antivirusprogrammet på maskinen din tar over forbindelsen til e-postserveren.${quote(a)}`,
    why: 'E-postvernet bytter ut sertifikatet eller bryter forbindelsen. Da når programmet oss ikke.',
  },
  'cli-firewall-app': {
    title: 'Enheten selv stanser e-postprogrammet',
    what: (a) => `En brannmur eller en databegrensning på enheten stanser forbindelsen.${quote(a)}`,
    why: 'Forbindelsen kommer aldri ut av enheten. Derfor ser vi ingen forsøk fra den.',
  },
  'cli-local-store-broken': {
    title: 'E-postprogrammets egne filer er fulle eller skadet',
    what: (a) => `Programmet får ikke skrevet til sin egen fil på maskinen.${quote(a)}`,
    why: 'E-posten ligger trygt på serveren, men programmet kan ikke lagre den hos seg.',
  },
  'cli-helo-rejected': {
    title: 'Serveren godtar ikke navnet enheten hilser med',
    what: (a) => `Enheten presenterer seg med et navn serveren ikke godtar.${quote(a)}`,
    why: 'Navnet har ofte en understrek eller er bare et tall. Noen servere sier nei til slike.',
  },
  'cli-webmail-browser': {
    title: 'Nettleseren husker ikke påloggingen',
    what: (a) => `Webmailen mister økten din i denne nettleseren.${quote(a)}`,
    why: 'Informasjonskapsler er slått av, eller siden er en gammel kopi. Postkassen er det ikke noe galt med.',
  },
  'cli-outbox-stuck-offline': {
    title: 'E-postprogrammet arbeider frakoblet',
    what: (a) => `Programmet er satt til å arbeide frakoblet.${quote(a)}`,
    why: 'Da blir det du sender, liggende i utboksen, og ingenting blir hentet.',
  },
  'acc-mailbox-locked': {
    title: 'Et annet program holder postkassen opptatt',
    what: (a) => `Postkassen er i bruk av en annen enhet akkurat nå.${quote(a)}`,
    why: 'POP3 slipper bare inn én om gangen. Går det ikke over på noen minutter, henger en gammel økt igjen.',
  },
  'acc-backscatter': {
    title: 'Noen andre bruker adressen din som avsender',
    what: (a) =>
      `Returmeldingen gjelder e-post som ikke er sendt fra ${a.address} hos oss${a.originalAt ? ` (${a.originalAt})` : ''}.`,
    why: 'Hvem som helst kan skrive en annens adresse som avsender. Feilmeldingene går da til deg.',
  },
};

export const pastedFixes: Pick<FixTexts, keyof typeof PASTED_FIXES> = {
  'correct-recipient': (a) =>
    `Kontroller adressen${a.recipient ? ` ${a.recipient}` : ''} bokstav for bokstav, og send på nytt.`,
  'ask-recipient-for-room': (a) =>
    `Si fra til ${whom(a)} på en annen måte at postkassen er full. Send på nytt etterpå.`,
  'reach-recipient-elsewhere': (a) => `Ta kontakt med ${whom(a)} på en annen måte, og be om en ny adresse.`,
  'ask-recipient-to-allow': (a) =>
    `Be ${whom(a)} om å slippe deg inn. Send med svaret fra serveren, så vet de hvilken regel det er.`,
  'check-recipient-domain': (a) => `Se etter skrivefeil etter krøllalfaen${a.recipient ? ` i ${a.recipient}` : ''}.`,
  'change-content': () => 'Send på nytt som vanlig tekst, uten lenker og vedlegg. Kommer den fram, var det ett av dem.',
  'send-without-signature': () =>
    'Send en prøve uten signatur. Kommer den fram, ta lenken eller bildet ut av signaturen.',
  'send-as-link': () => 'Legg filen i en skytjeneste og send lenken, eller gjør filen mindre.',
  'wait-for-provider': () => 'Du trenger ikke gjøre noe. Vi sender igjen, saktere, til den er tatt imot.',
  'apply-at-network': (a) => `Vi søker om godkjenning hos nettet til ${whom(a)}. Send oss denne teksten.`,
  'complete-authentication': () =>
    'Kjør diagnose på domenet ditt. Der ser du hvilken av SPF, DKIM og DMARC som mangler.',
  'use-ascii-address': (a) => `Be ${whom(a)} om en adresse med bare vanlige bokstaver.`,
  'mend-sending-program': () =>
    'Rett programmet eller skriptet som lager meldingen: ett «Fra»-felt, dato og meldings-ID.',
  'tell-list-owner': () => 'Be den som driver listen, om å la listen stå som avsender for medlemmer med streng DMARC.',
  'wait-for-retry': () => 'Du trenger ikke gjøre noe. Meldingen prøves igjen av seg selv.',
  'use-encrypted-ports': () =>
    'Bruk port 465 med SSL/TLS (eller 587 med STARTTLS) for utgående e-post. De portene blir ikke omdirigert.',
  'use-another-path': () => 'Prøv et annet nett, for eksempel mobilnettet, eller send fra webmail.',
  'ask-network-owner': () => 'Be IT-avdelingen om unntak for e-postserveren vår.',
  'accept-hotspot': () => 'Åpne nettleseren, godta vilkårene på nettet, og hent e-posten på nytt.',
  'change-resolver': () => 'Slå av privat DNS, annonsesperre og VPN på enheten, eller prøv et annet nett.',
  'lower-packet-size': () => 'Sett pakkestørrelsen (MTU) på ruteren eller i VPN-en til 1400, og prøv igjen.',
  'turn-off-mail-shield': () =>
    'Slå av e-postvernet i antivirusprogrammet, eller legg inn unntak for e-postserveren. Selve virusvernet kan stå på.',
  'allow-program': () => 'Gi e-postprogrammet lov i brannmuren og lov til å bruke data i bakgrunnen.',
  'mend-local-store': () =>
    'Rydd plass på disken, og reparer datafilen eller lag en ny profil. E-posten lastes ned igjen.',
  'rename-device': () => 'Gi enheten et navn med bare bokstaver, tall og bindestrek.',
  'refresh-webmail': () =>
    'Tillat informasjonskapsler, tøm hurtigbufferen og åpne webmail på nytt, eller prøv en annen nettleser.',
  'go-online': () => 'Slå av «Arbeid frakoblet» i programmet, og se om noe ligger igjen i utboksen.',
  'close-other-session': () =>
    'Lukk e-postprogrammet på de andre enhetene, vent ti minutter og prøv igjen. Bruk helst IMAP.',
  'ignore-foreign-bounces': () => 'Slett returmeldingene. Ikke svar på dem, og ikke trykk på lenker i dem.',
  'check-own-sign-ins': () => 'Se gjennom påloggingene. Kjenner du dem ikke igjen, så bytt passord med en gang.',
  'ask-with-address': () =>
    'Oppgi adressen det gjelder. Da ser vi i våre egne logger hva som skjedde, i stedet for å gjette.',
};
