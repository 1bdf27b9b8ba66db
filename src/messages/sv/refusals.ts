/** Avslag på svenska: en rad var, så som e-postprogrammet visar dem. */
import type { refusals as shape } from '../nb/refusals.ts';

export const refusals: typeof shape = {
  unknownMailbox: (a) => `Adressen ${a.address} finns inte här.`,
  forwardWaits: (a) =>
    `${a.address} vidarebefordrar e-post till en mottagare som inte har sagt ja till det ännu. Meddelandet är inte levererat; din server försöker igen av sig själv.`,
  forwardRefused: (a) =>
    `${a.address} vidarebefordrar e-post till en mottagare som inte har sagt ja till det. Meddelandet är inte levererat.`,
  relayDenied: (a) =>
    `Den här servern tar inte emot e-post till ${a.address}. Ska du skicka? Slå på inloggning för utgående server.`,
  quotaFull: (a) => `Brevlådan ${a.address} är full och kan inte ta emot mer just nu.`,
  signInWrong: () => 'Användarnamn eller lösenord stämmer inte. Användarnamnet är hela e-postadressen.',
  signInNeedsTls: (a) => `Lösenordet får inte skickas utan kryptering. Välj port ${a.port} med SSL/TLS.`,
  signInUnavailable: () =>
    'Inloggningen är tillfälligt otillgänglig hos oss. Byt inte lösenord; försök igen om en stund.',
  senderNotOwned: (a) =>
    `Du är inloggad som ${a.login} men vill skicka som ${a.from}. Kontot måste först få rätt till det.`,
  messageTooLarge: (a) => `Meddelandet är för stort. Gränsen är ${a.maxMegabytes} MB.`,
  storageTrouble: () =>
    'Vi kan inte spara meddelandet just nu. Det är inte förlorat hos avsändaren; det skickas igen av sig självt.',
  beginsWithTls: (a) =>
    `Den här porten börjar med TLS. Välj SSL/TLS i e-postprogrammet, eller port ${a.startTlsPort} med STARTTLS.`,
  otherProtocol: (a) =>
    a.port > 0
      ? `Det här är en ${a.here}-port, men programmet talar ${a.spoken}. Använd port ${a.port} med SSL/TLS för ${a.spoken}.`
      : `Det här är en ${a.here}-port, och programmet talar något annat.`,
  tooManyConnections: () =>
    'För många samtidiga anslutningar från din adress. Stäng några program eller vänta en stund, och försök igen.',
  serverBusy: () => 'Servern har för många anslutningar just nu. Försök igen om en stund.',
  serverStopping: () => 'Servern startar om. Försök igen om ett ögonblick.',
  idleTooLong: () => 'Anslutningen var tyst för länge och stängs.',
  noSignInHere: () =>
    'Här går det inte att logga in. Använd port 465 med SSL/TLS eller port 587 med STARTTLS för utgående e-post.',
  signInFirst: () =>
    'Logga in först: slå på inloggning för utgående server, med samma användarnamn och lösenord som för inkommande.',
  encryptFirst: () => 'Slå på kryptering först: STARTTLS på den här porten, eller port 465 med SSL/TLS.',
  unknownMechanism: (a) => `Inloggningsmetoden ${a.mechanism} finns inte här. Välj ”vanligt lösenord” med SSL/TLS.`,
  tooManyBadSignIns: () => 'För många misslyckade inloggningar i den här anslutningen.',
  badAddress: (a) => `”${a.address}” är ingen giltig e-postadress.`,
  needsSmtpUtf8: (a) => `Adressen ${a.address} har tecken utanför ASCII, men programmet bad inte om SMTPUTF8.`,
  tooManyRecipients: (a) => `För många mottagare i ett meddelande. Gränsen är ${a.max}; dela upp meddelandet.`,
  fromNotOwned: (a) =>
    `I fältet ”Från” står ${a.from}, men du är inloggad som ${a.login}. Kontot måste först få rätt till det.`,
  fromMissing: () => 'Meddelandet saknar en läsbar avsändare i fältet ”Från”.',
  bareLineEnd: () =>
    'Meddelandet har radbrytningar som inte är CR LF. Programmet eller apparaten som skickade det behöver rättas.',
  lineTooLong: (a) =>
    `En rad i meddelandet är längre än ${a.maxBytes} tecken. Programmet som skapade det måste bryta raderna.`,
  headersTooLarge: () => 'Meddelandehuvudet är för stort eller har för många fält.',
  mailLoop: () => 'Meddelandet har gått runt mellan servrar för många gånger.',
  tooManyRefusedRecipients: () => 'För många mottagare i rad som inte tas emot här. Anslutningen stängs.',
  tooManyBadCommands: () => 'För många kommandon som inte går att förstå. Anslutningen stängs.',
  protocolOff: (a) =>
    `${a.protocol} är avstängt för den här brevlådan. Lösenordet är rätt; slå på ${a.protocol} i kundcentret.`,
  countryNotAllowed: (a) =>
    `Brevlådan tillåter inte inloggning från landet du är i nu (${a.country}). Lösenordet är rätt; ändra regeln i kundcentret.`,
  passwordExpired: () => 'Lösenordet måste bytas innan e-postprogram kan använda det. Välj ett nytt i kundcentret.',
  appPasswordRequired: () =>
    'Brevlådan kräver ett eget applösenord för varje e-postprogram. Lösenordet är rätt, men gäller bara på våra webbsidor; skapa ett applösenord i kundcentret.',
};
