/** Ord för orsaker i inklistrade felmeddelanden och returer, på svenska. */
import type { PASTED_FIXES } from '#src/diagnosis/causes/pasted/fixes.ts';
import type { PastedCause } from '#src/diagnosis/causes/pasted/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

const said = (a: Told): string =>
  a.answer ? ` ${a.host ? `Servern ${a.host}` : 'Servern'} svarade: ”${a.answer}”.` : '';
const whom = (a: Told): string => a.recipient || 'mottagaren';
const quote = (a: Told): string => (a.quote ? ` I texten står det ”${a.quote}”.` : '');
const again = (a: Told): string => (a.sentAt ? ` Meddelandet skickades ${a.sentAt}.` : '');

export const pastedCauses: Pick<CauseTexts, PastedCause> = {
  'snd-recipient-unknown': {
    title: 'Mottagaradressen finns inte',
    what: (a) => `Adressen ${a.recipient || 'du skrev till'} finns inte hos mottagaren.${again(a)}${said(a)}`,
    why: 'Mottagarens server känner inte till någon brevlåda med det namnet. Meddelandet är inte levererat.',
  },
  'snd-recipient-full': {
    title: 'Mottagarens brevlåda är full',
    what: (a) => `Brevlådan för ${whom(a)} är full.${again(a)}${said(a)}`,
    why: 'Mottagaren får ingen ny e-post förrän det finns plats. Det är inget fel hos dig.',
  },
  'snd-recipient-disabled': {
    title: 'Mottagarens konto är stängt',
    what: (a) => `Kontot för ${whom(a)} är stängt eller används inte längre.${again(a)}${said(a)}`,
    why: 'Adressen har funnits, men mottagarens leverantör tar inte längre emot för den.',
  },
  'snd-recipient-blocks-sender': {
    title: 'Mottagaren släpper inte in dig',
    what: (a) =>
      `Mottagaren ${a.recipient} eller organisationen där tar inte emot e-post från dig.${again(a)}${said(a)}`,
    why: 'Det är ett val hos mottagaren, och bara mottagaren kan ändra det.',
  },
  'snd-recipient-domain-dead': {
    title: 'Mottagarens domän tar inte emot e-post',
    what: (a) =>
      `Domänen i adressen ${a.recipient || 'du skrev till'} finns inte eller saknar e-postserver.${again(a)}${said(a)}`,
    why: 'Då finns ingen server att leverera till. Ofta är det ett skrivfel efter snabel-a.',
  },
  'snd-content-rejected': {
    title: 'Innehållet togs för skräppost',
    what: (a) => `Servern för ${whom(a)} sa nej på grund av innehållet i meddelandet.${again(a)}${said(a)}`,
    why: 'Filtret hos mottagaren reagerade på text, en länk eller en bilaga. Adressen är rätt.',
  },
  'snd-signature-link-listed': {
    title: 'Länken i signaturen står på en spärrlista',
    what: (a) => `E-posten stoppas troligen på grund av länken eller bilden i signaturen.${quote(a)}`,
    why: 'Signaturen finns med i allt du skickar. Därför avvisas allt, även helt korta meddelanden.',
  },
  'snd-attachment-type': {
    title: 'Bilagan är av en typ som inte släpps in',
    what: (a) => `Servern för ${whom(a)} tar inte emot den här typen av bilaga.${again(a)}${said(a)}`,
    why: 'Programfiler, makron och lösenordsskyddade arkiv stoppas eftersom de ofta innehåller virus.',
  },
  'snd-too-large': {
    title: 'Meddelandet är för stort',
    what: (a) => `Meddelandet till ${whom(a)} är större än servern tar emot.${again(a)}${said(a)}`,
    why: 'Bilagor växer med ungefär en tredjedel när de skickas. En fil på 20 MB blir runt 27 MB.',
  },
  'snd-big-provider-throttle': {
    title: 'En stor leverantör bromsar e-posten',
    what: (a) => `Leverantören för ${whom(a)} tar emot långsammare än vi skickar.${again(a)}${said(a)}`,
    why: 'Stora leverantörer låter mycket e-post på kort tid vänta. Vi försöker igen av oss själva.',
  },
  'snd-allowlist-recipient': {
    title: 'Mottagarens nät tar bara emot från godkända servrar',
    what: (a) => `Nätet för ${whom(a)} tar inte emot från vår server förrän vi är godkända där.${again(a)}${said(a)}`,
    why: 'Några leverantörer, bland dem T-Online, kräver att den som driver servern ansöker först. Det är vår uppgift.',
  },
  'snd-bulk-rules-5000': {
    title: 'Mottagaren kräver full avsändarkontroll',
    what: (a) =>
      `Leverantören för ${whom(a)} kräver SPF, DKIM och DMARC av den som skickar mycket.${again(a)}${said(a)}`,
    why: 'SPF, DKIM och DMARC är DNS-poster som visar att e-posten är din. Saknas en avvisas den.',
  },
  'snd-smtputf8': {
    title: 'Adressen har tecken som inte kommer fram',
    what: (a) =>
      `Adressen ${a.recipient || 'till mottagaren'} har andra tecken än a–z före snabel-a.${again(a)}${said(a)}`,
    why: 'En server på vägen klarar inte sådana adresser.',
  },
  'snd-headers-invalid': {
    title: 'Meddelandet saknar nödvändiga fält',
    what: (a) => `Servern för ${whom(a)} säger att meddelandehuvudet inte är giltigt.${again(a)}${said(a)}`,
    why: 'Varje meddelande måste ha exakt ett ”Från”, ett datum och ett meddelande-id. Det är programmet som skapar dem.',
  },
  'snd-list-dmarc': {
    title: 'E-postlistan skickar vidare i ditt namn',
    what: (a) =>
      `Meddelandet gick genom en e-postlista, och ${a.recipient || 'någon som följer listan'} fick det inte.${again(a)}${said(a)}`,
    why: 'Din domän har en sträng DMARC-regel: bara egna servrar får skicka i ditt namn. Listan byter avsändande server.',
  },
  'snd-greylisted': {
    title: 'Mottagaren bad oss försöka igen om en stund',
    what: (a) => `Servern för ${whom(a)} låter okända avsändare vänta första gången.${again(a)}${said(a)}`,
    why: 'Det kallas grålistning och är ett skydd mot skräppost. Nytt försök görs av sig självt, oftast inom en halvtimme.',
  },
  'net-forged-smtp-reply': {
    title: 'Någon på vägen gav ett falskt svar',
    what: (a) => `Svaret i texten kommer inte från e-postservern.${quote(a)}`,
    why: 'I några länder går en brandvägg in i anslutningen och svarar i serverns namn. Då ser det ut som om båda servrarna fungerar.',
  },
  'net-port25-intercepted': {
    title: 'Nätet skickar dig till en annan server',
    what: (a) => `En annan server än vår svarar på port 25.${quote(a)}`,
    why: 'Några nätleverantörer leder port 25 till sin egen server. Där är ditt lösenord okänt.',
  },
  'net-tls-inspection': {
    title: 'Brandväggen på nätet öppnar krypteringen',
    what: (a) => `Certifikatet kommer från en brandvägg på nätet du är på, inte från oss.${quote(a)}`,
    why: 'Brandväggen läser med och byter certifikat. E-postprogrammet litar inte på det, och det gör det rätt i.',
  },
  'net-captive-portal': {
    title: 'Du är inte inloggad på gästnätet än',
    what: (a) => `Svaret kommer från inloggningssidan på nätet du är på, inte från oss.${quote(a)}`,
    why: 'Innan du har godkänt villkoren i webbläsaren svarar gästnätet självt på allt.',
  },
  'net-resolver-broken': {
    title: 'Enheten kan inte slå upp serverns namn',
    what: (a) => `Enheten hittar inte adressen till e-postservern.${quote(a)}`,
    why: 'Namntjänsten (DNS) på nätet eller enheten svarar inte. Lösenord och konto är inte berörda.',
  },
  'net-mtu-blackhole': {
    title: 'Stora meddelanden fastnar på vägen',
    what: (a) => `Anslutningen står stilla mitt i meddelandet.${quote(a)}`,
    why: 'Små meddelanden går igenom och stora fastnar när ett led på nätet kastar stora paket utan att säga till.',
  },
  'cli-antivirus-proxy': {
    title: 'Antivirusprogrammet står mellan dig och servern',
    what: (a) => `Antivirusprogrammet på din dator tar över anslutningen till e-postservern.${quote(a)}`,
    why: 'E-postskyddet byter ut certifikatet eller bryter anslutningen. Då når programmet oss inte.',
  },
  'cli-firewall-app': {
    title: 'Enheten själv stoppar e-postprogrammet',
    what: (a) => `En brandvägg eller en databegränsning på enheten stoppar anslutningen.${quote(a)}`,
    why: 'Anslutningen kommer aldrig ut ur enheten. Därför ser vi inga försök från den.',
  },
  'cli-local-store-broken': {
    title: 'E-postprogrammets egna filer är fulla eller skadade',
    what: (a) => `Programmet kan inte skriva till sin egen fil på datorn.${quote(a)}`,
    why: 'E-posten ligger säkert på servern, men programmet kan inte spara den hos sig.',
  },
  'cli-helo-rejected': {
    title: 'Servern godtar inte namnet som enheten hälsar med',
    what: (a) => `Enheten presenterar sig med ett namn som servern inte godtar.${quote(a)}`,
    why: 'Namnet har ofta ett understreck eller är bara en siffra. Vissa servrar säger nej till sådana.',
  },
  'cli-webmail-browser': {
    title: 'Webbläsaren minns inte inloggningen',
    what: (a) => `Webbmejlen tappar din session i den här webbläsaren.${quote(a)}`,
    why: 'Kakor är avstängda, eller så är sidan en gammal kopia. Det är inget fel på brevlådan.',
  },
  'cli-outbox-stuck-offline': {
    title: 'E-postprogrammet arbetar offline',
    what: (a) => `Programmet är inställt på att arbeta offline.${quote(a)}`,
    why: 'Då blir det du skickar liggande i utkorgen, och inget hämtas.',
  },
  'acc-mailbox-locked': {
    title: 'Ett annat program håller brevlådan upptagen',
    what: (a) => `Brevlådan används av en annan enhet just nu.${quote(a)}`,
    why: 'POP3 släpper bara in en åt gången. Går det inte över på några minuter hänger en gammal session kvar.',
  },
  'acc-backscatter': {
    title: 'Någon annan använder din adress som avsändare',
    what: (a) =>
      `Returen gäller e-post som inte har skickats från ${a.address} hos oss${a.originalAt ? ` (${a.originalAt})` : ''}.`,
    why: 'Vem som helst kan skriva någon annans adress som avsändare. Felmeddelandena går då till dig.',
  },
};

export const pastedFixes: Pick<FixTexts, keyof typeof PASTED_FIXES> = {
  'correct-recipient': (a) =>
    `Kontrollera adressen${a.recipient ? ` ${a.recipient}` : ''} bokstav för bokstav och skicka igen.`,
  'ask-recipient-for-room': (a) => `Säg till ${whom(a)} på annat sätt att brevlådan är full. Skicka igen senare.`,
  'reach-recipient-elsewhere': (a) => `Ta kontakt med ${whom(a)} på annat sätt och be om en ny adress.`,
  'ask-recipient-to-allow': (a) =>
    `Be ${whom(a)} att släppa in dig. Skicka med serverns svar, så vet de vilken regel det är.`,
  'check-recipient-domain': (a) => `Leta efter skrivfel efter snabel-a${a.recipient ? ` i ${a.recipient}` : ''}.`,
  'change-content': () => 'Skicka igen som vanlig text, utan länkar och bilagor. Går det fram var det någon av dem.',
  'send-without-signature': () =>
    'Skicka ett prov utan signatur. Går det fram, ta bort länken eller bilden ur signaturen.',
  'send-as-link': () => 'Lägg filen i en molntjänst och skicka länken, eller gör filen mindre.',
  'wait-for-provider': () => 'Du behöver inte göra något. Vi skickar igen, långsammare, tills det är mottaget.',
  'apply-at-network': (a) => `Vi ansöker om godkännande hos nätet för ${whom(a)}. Skicka den här texten till oss.`,
  'complete-authentication': () => 'Kör diagnos på din domän. Där ser du vilken av SPF, DKIM och DMARC som saknas.',
  'use-ascii-address': (a) => `Be ${whom(a)} om en adress med bara vanliga bokstäver.`,
  'mend-sending-program': () =>
    'Rätta programmet eller skriptet som skapar meddelandet: ett ”Från”-fält, datum och meddelande-id.',
  'tell-list-owner': () => 'Be den som driver listan att låta listan stå som avsändare för medlemmar med sträng DMARC.',
  'wait-for-retry': () => 'Du behöver inte göra något. Nya försök görs av sig självt.',
  'use-encrypted-ports': () =>
    'Använd port 465 med SSL/TLS (eller 587 med STARTTLS) för utgående e-post. De portarna leds inte om.',
  'use-another-path': () => 'Prova ett annat nät, till exempel mobilnätet, eller skicka från webbmejlen.',
  'ask-network-owner': () => 'Be it-avdelningen om ett undantag för vår e-postserver.',
  'accept-hotspot': () => 'Öppna webbläsaren, godkänn villkoren på nätet och hämta e-posten igen.',
  'change-resolver': () => 'Stäng av privat DNS, annonsblockering och VPN på enheten, eller prova ett annat nät.',
  'lower-packet-size': () => 'Sätt paketstorleken (MTU) i routern eller VPN till 1400 och försök igen.',
  'turn-off-mail-shield': () =>
    'Stäng av e-postskyddet i antivirusprogrammet, eller lägg in ett undantag för e-postservern. Själva virusskyddet kan vara på.',
  'allow-program': () => 'Tillåt e-postprogrammet i brandväggen, och att det använder data i bakgrunden.',
  'mend-local-store': () =>
    'Frigör plats på disken, och reparera datafilen eller skapa en ny profil. E-posten hämtas igen.',
  'rename-device': () => 'Ge enheten ett namn med bara bokstäver, siffror och bindestreck.',
  'refresh-webmail': () => 'Tillåt kakor, töm cachen och öppna webbmejlen igen, eller prova en annan webbläsare.',
  'go-online': () => 'Stäng av ”Arbeta offline” i programmet, och se om något ligger kvar i utkorgen.',
  'close-other-session': () =>
    'Stäng e-postprogrammet på de andra enheterna, vänta tio minuter och försök igen. Använd helst IMAP.',
  'ignore-foreign-bounces': () => 'Radera returerna. Svara inte på dem och klicka inte på länkar i dem.',
  'check-own-sign-ins': () => 'Gå igenom inloggningarna. Känner du inte igen dem, byt lösenord genast.',
  'ask-with-address': () =>
    'Ange adressen det gäller. Då ser vi i våra egna loggar vad som hände, i stället för att gissa.',
};
