/** Words for causes of what devices did: accounts, client settings, networks på svenska. */
import type { DEVICES_FIXES } from '#src/diagnosis/causes/devices/fixes.ts';
import type { DevicesCause } from '#src/diagnosis/causes/devices/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';
import { abroad } from './abroad.ts';

/** The device at the beginning of a sentence. */
const device = (a: Told): string => a.deviceText.charAt(0).toUpperCase() + a.deviceText.slice(1);
const door = (a: Told): string => (a.endpointText ? ` (${a.endpointText})` : '');
const land = (a: Told): string => abroad.countryName({ country: a.country ?? '' });
const host = (a: Told, direction: string): string =>
  a.sni
    ? `${device(a)} ansluter till oss under namnet ${a.sni}, men servern heter ${a.hostname}. Programmet godtog inte certifikatet och bröt anslutningen. Senast ${a.lastAt}.`
    : a.quote
      ? `Programmet säger ”${a.quote}”, och ingen har försökt med ${a.address} hos oss den senaste timmen. Troligen står där ett namn som ingen server har.`
      : direction;

export const devicesCauses: Pick<CauseTexts, DevicesCause> = {
  'acc-wrong-password-kind': {
    title: 'Lösenordet är rätt, men gäller något annat',
    what: (a) =>
      a.kind === 'app'
        ? `${device(a)} använder ett applösenord för ${a.address} som är gjort för något annat${door(a)}. Senast ${a.lastAt}, ${a.countTimes}.`
        : a.kind === 'none'
          ? `${device(a)} försöker logga in på ${a.address}, men brevlådan har aldrig fått ett eget lösenord. Senast ${a.lastAt}.`
          : `${device(a)} använder lösenordet till kundcentret för ${a.address}${door(a)}. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'Kundcentret, brevlådan och varje e-postprogram kan ha var sitt lösenord. Vart och ett fungerar bara där det hör hemma.',
  },
  'acc-app-password-required': {
    title: 'Brevlådan kräver applösenord',
    what: (a) =>
      `${device(a)} loggar in på ${a.address} med rätt lösenord, men brevlådan tar bara emot applösenord${door(a)}. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'När applösenord krävs gäller det vanliga lösenordet bara på våra webbsidor. Varje e-postprogram får ett eget.',
  },
  'acc-password-expired': {
    title: 'Lösenordet måste bytas',
    what: (a) =>
      `Lösenordet till ${a.address} måste bytas innan e-postprogram släpps in igen.` +
      (a.count !== '0' ? ` Vi har sagt nej ${a.countTimes}, senast ${a.lastAt}.` : ''),
    why: 'Det gamla lösenordet kan vara känt av andra. Tills det är bytt kommer du bara in på våra webbsidor.',
  },
  'acc-protocol-off': {
    title: 'Den här vägen in är avstängd',
    what: (a) =>
      `${a.protocol} är avstängt för ${a.address}. ${device(a)} loggade in med rätt lösenord och nekades. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'Så länge det är avstängt hjälper det inte att ändra lösenord eller inställningar i programmet.',
  },
  'acc-quota-trash': {
    title: 'Brevlådan är full av borttagen e-post',
    what: (a) =>
      `${a.address} använder ${a.usedBytes} av ${a.quotaBytes}, och ${a.wasteBytes} av det är slängt.` +
      (a.isTrash ? ` I papperskorg och skräppost ligger ${a.trashBytes}.` : '') +
      (a.isMarked ? ` Märkt som borttaget men aldrig rensat: ${a.markedBytes}.` : ''),
    why: 'Borttagen e-post tar plats tills den rensas för gott. Ny e-post får inte plats.',
  },
  'acc-index-corrupt': {
    title: 'Brevlådans lagring är skadad hos oss',
    what: (a) =>
      `Kontrollen av ${a.address} hittade ${a.faults} fel i lagringen${a.folders ? ` (${a.folders})` : ''}. Felet är vårt.`,
    why: 'Meddelanden kan saknas eller inte gå att öppna. Det är inget fel på ditt program.',
  },
  'acc-forward-loop': {
    title: 'Vidarebefordran går i cirkel',
    what: (a) =>
      a.isHere
        ? `${a.rule ? `Regeln ”${a.rule}”` : 'Vidarebefordran'} i ${a.address} skickar e-post till ${a.to}, och ${a.otherBy === 'rule' ? `${a.otherRule ? `regeln ”${a.otherRule}”` : 'en regel'} i` : a.otherBy === 'forwarding' ? 'vidarebefordran i' : 'aliaset'} ${a.other} skickar tillbaka den: ${a.path}. Så gick ${a.countMessages} runt, senast ${a.lastAt} från ${a.from}${a.subject ? ` (”${a.subject}”)` : ''}. Det blev kvar i ${a.keptIn}.`
        : `E-post till ${a.address} skickas vidare till ${a.targets} och kommer tillbaka hit${a.from ? ` från ${a.from}` : ''}: ${a.countTimes}, senast ${a.lastAt}.`,
    why: 'Adresserna skickar till varandra. När meddelandet är tillbaka stoppar vi det: Kom det från en annan server går det i retur till avsändaren. Gick det bara mellan brevlådor här stannar det kvar.',
  },
  'acc-forward-no-copy': {
    title: 'E-posten skickas vidare utan kopia här',
    what: (a) =>
      a.isOwn
        ? `${a.rule ? `Regeln ”${a.rule}”` : 'Vidarebefordran'} i ${a.address} skickar e-posten till ${a.targets} utan att behålla en kopia (inställt ${a.madeAt}). Så gick ${a.countMessages} vidare, senast ${a.lastAt}.`
        : `Brevlådan ${a.address} togs bort ${a.removedAt} och gjordes om till en vidarebefordran till ${a.targets}. Sedan dess har ${a.countMessages} skickats vidare, senast ${a.lastAt}.`,
    why: 'En vidarebefordran lämnar inget kvar här. E-posten finns hos mottagaren.',
  },
  'acc-forward-no-consent': {
    title: 'Mottagaren har inte sagt ja till vidarebefordringen',
    what: (a) =>
      `${a.address} leder till ${a.targets}, som ${a.isRefused ? 'har sagt nej till e-posten' : a.askedAt ? `tillfrågades ${a.askedAt} och inte har sagt ja` : 'inte har sagt ja till e-posten'}. ${a.isAlone ? `Aliaset leder inte till någon annan, så e-post dit tas inte emot${a.lastAt === '' ? '' : `: ${a.countTimes}, senast ${a.lastAt}`}.` : `Inget skickas dit. ${a.reaches} får e-posten som förut.`}`,
    why: 'En adress utanför oss får ingen e-post härifrån förrän den som äger adressen har sagt ja. Så länge svaret kan komma försöker avsändarens server igen av sig själv i några dagar, och inget går förlorat. Efter ett nej går meddelandet i retur, och avsändaren får veta varför.',
  },
  'acc-catchall-off': {
    title: 'Flera adresser är borttagna men får fortfarande e-post',
    what: (a) =>
      `${a.addressCount} adresser i ${a.domain} har tagits bort sedan ${a.removedAt}, av ${a.deletedBy}: ${a.addresses}. Sedan dess har e-post till dem nekats ${a.countTimes}, senast ${a.lastAt}.`,
    why: 'E-post till en adress som inte finns går i retur till avsändaren.',
  },
  'cli-split-password': {
    title: 'Utgående server har ett annat lösenord',
    what: (a) =>
      `Från samma plats läses ${a.address} med rätt lösenord (${a.readAt}), men sändningen använder ett felaktigt${door(a)}: ${a.countTimes} sedan ${a.since}, senast ${a.lastAt}.`,
    why: 'De flesta program sparar ett lösenord för inkommande och ett för utgående e-post. Bara det ena byttes.',
  },
  'cli-password-store-corrupt': {
    title: 'Programmet tar fram ett gammalt lösenord igen',
    what: (a) =>
      `${device(a)} fungerade ${a.okAt}, men kom sedan tillbaka med samma felaktiga lösenord: ${a.countTimes}, senast ${a.lastAt}.`,
    why: 'Det felaktiga lösenordet är sparat på datorn (nyckelring eller autentiseringsuppgifter) och används igen fast du skriver rätt.',
  },
  'cli-gmail-sendas-stale': {
    title: 'Gmail skickar med ett gammalt lösenord',
    what: (a) =>
      `Gmail (”Skicka e-post som”) försöker skicka för ${a.address} med fel lösenord från ${a.network}: ${a.countTimes} sedan ${a.since}, senast ${a.lastAt}.`,
    why: 'Gmail har sparat det tidigare lösenordet och frågar inte efter ett nytt. Det måste skrivas in där.',
  },
  'cli-wrong-incoming-host': {
    title: 'Fel servernamn för inkommande e-post',
    what: (a) =>
      host(
        a,
        `Ingen har försökt läsa ${a.address} här på ${a.days} dagar, trots att ${a.arrived} meddelanden har kommit och det går att skicka (${a.worksAt}). Troligen pekar inkommande server på en annan värd.`,
      ),
    why: 'Programmet måste använda serverns rätta namn. Annars frågar det en annan server, eller litar inte på vår.',
  },
  'cli-wrong-outgoing-host': {
    title: 'Fel servernamn för utgående e-post',
    what: (a) =>
      host(
        a,
        `${a.address} läses härifrån (${a.worksAt}), men ingen har försökt skicka genom oss på ${a.days} dagar. Troligen pekar utgående server på en annan värd.`,
      ),
    why: 'Programmet måste använda serverns rätta namn även för utgående e-post. Det står för sig i inställningarna.',
  },
  'cli-own-authority-unknown': {
    title: 'Enheten litar inte på den här serverns certifikat',
    what: (a) => `${device(a)} bröt anslutningen eftersom certifikatet är okänt${door(a)}. Senast ${a.lastAt}.`,
    why: 'Den här servern har gjort sitt certifikat själv. Ingen enhet känner till det från början.',
  },
  'cli-root-ca-too-old': {
    title: 'Enheten är för gammal för att känna till certifikatet',
    what: (a) =>
      `${device(a)} bröt anslutningen eftersom den inte känner till utfärdaren av vårt certifikat${door(a)}. Senast ${a.lastAt}.`,
    why: 'Certifikatet är giltigt, men enhetens lista över utfärdare är äldre än utfärdaren.',
  },
  'cli-clock-wrong': {
    title: 'Klockan på enheten går fel',
    what: (a) =>
      `${device(a)} säger att vårt certifikat har gått ut, men det gäller till ${a.validUntilAt}. Senast ${a.lastAt}.`,
    why: 'Med fel datum ser giltiga certifikat utgångna ut, och programmet bryter anslutningen.',
  },
  'cli-protocol-mixed': {
    title: 'IMAP och POP3 är blandade',
    what: (a) =>
      `${device(a)} talar ${a.spoken}, men är inställt på ${a.server}-servern${a.sni ? ` (${a.sni})` : ''}, port ${a.port}. Senast ${a.lastAt}.`,
    why: 'Ett konto är antingen IMAP eller POP3. Typen går oftast inte att ändra efteråt; kontot måste läggas in på nytt.',
  },
  'cli-auth-method': {
    title: 'Programmet vill logga in på ett sätt vi inte har',
    what: (a) => `${device(a)} bad om ${a.mechanism}${door(a)} och gav upp. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'Vi använder vanligt lösenord över en krypterad anslutning. ”Krypterat lösenord”, NTLM och liknande finns inte här.',
  },
  'cli-apple-automanage': {
    title: 'Apples e-postprogram har ändrat inställningarna självt',
    what: (a) =>
      `${device(a)} fungerade ${a.workedAt}. Nu kommer det ` +
      (a.changed === 'name' ? `med användarnamnet ”${a.login}”` : `på en annan port, utan kryptering${door(a)}`) +
      `. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'När en anslutning misslyckas provar programmet andra inställningar och behåller dem, även när de är fel.',
  },
  'cli-identity-typo': {
    title: 'Avsändaradressen är felstavad',
    what: (a) =>
      `Programmet vill skicka som ${a.from}, men brevlådan heter ${a.address}. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'Adressen finns inte. Vi skickar den inte, och svar skulle aldrig ha kommit fram.',
  },
  'cli-sender-syntax': {
    title: 'Avsändaren är ingen e-postadress',
    what: (a) => `${a.address} är inloggad, men anger ”${a.from}” som avsändare. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'Avsändaren måste vara en hel adress utan mellanslag. Annars kan ingen server ta emot meddelandet.',
  },
  'cli-too-many-connections': {
    title: 'För många anslutningar samtidigt',
    what: (a) =>
      `${a.address} hade så många anslutningar öppna att vi sa nej till fler: ${a.countTimes}, senast ${a.lastAt}. De kom från ${a.places === '1' ? 'en plats' : `${a.places} platser`}.`,
    why: 'Varje program håller flera anslutningar öppna, ofta en för varje mapp. När taket är nått släpps inga fler in.',
  },
  'cli-pop-deletes': {
    title: 'Ett POP3-program hämtar bort e-posten från servern',
    what: (a) =>
      `${device(a)} hämtade ${a.countMessages} med POP3 och tog bort dem här, senast ${a.lastAt}. Brevlådan läses också av ${a.other}, som inte ser dem.`,
    why: 'POP3 är inställt på att ta bort från servern. Då finns e-posten bara på den enheten.',
  },
  'cli-local-junk-rule': {
    title: 'Ett program flyttar e-posten så fort den kommer',
    what: (a) =>
      `${device(a)} flyttade ${a.countMessages} till ”${a.folder}”, ${a.atOnce} av dem inom en minut efter att de kom. Senast ${a.lastAt}.`,
    why: 'Programmet har en egen regel eller ett eget skräppostfilter. E-posten finns här, men inte i inkorgen.',
  },
  'cli-imap-prefix-special': {
    title: 'Två mappar för samma sak',
    what: (a) =>
      `Brevlådan har både ”${a.right}” (${a.rightCount} meddelanden) och ”${a.other}” (${a.otherCount} meddelanden) för samma ändamål.`,
    why: 'Ett program har gjort en egen mapp. Därför ser det ut som om e-post saknas, beroende på var du läser.',
  },
  'cli-folder-not-subscribed-or-window': {
    title: 'E-post ligger i en mapp som inte visas',
    what: (a) => `Det ligger ${a.countMessages} i ${a.folders}, som ingen prenumererar på.`,
    why: 'Många program visar bara mappar som man prenumererar på. Resten finns där, men syns inte.',
  },
  'net-censorship': {
    title: 'Anslutningar från landet bryts på vägen',
    what: (a) =>
      `Anslutningar från ${land(a)} bryts innan krypteringen är på plats: ${a.countTimes} sedan ${a.since}, senast ${a.lastAt}. Från andra länder fungerar det.`,
    why: 'Någon på vägen stoppar e-post till utländska servrar. Det är inget fel på kontot eller lösenordet.',
  },
  'net-vpn-impossible': {
    title: 'VPN-tjänsten kommer inte längre igenom',
    what: (a) =>
      `${a.address} kom genom ${a.network} senast ${a.vpnAt}. Nu kommer anslutningarna direkt från ${land(a)} och bryts: ${a.countTimes}, senast ${a.lastAt}.`,
    why: 'Både e-post och VPN stoppas i landet. Rådet om VPN går inte att följa där nu.',
  },
  'net-submission-blocked': {
    title: 'Nätet stänger troligen för utgående e-post',
    what: (a) =>
      `Från ${a.remoteAddress} läses ${a.address} (${a.readAt}), men ingen anslutning för att skicka har kommit därifrån. Från ett annat nät skickades det ${a.sentAt}.`,
    why: 'Hotell, gästnät och vissa företag stänger portarna för utgående e-post. Inställningarna fungerar på andra nät.',
  },
  'net-unstable-link': {
    title: 'Anslutningen bryts innan den är klar',
    what: (a) => `Från ${a.device} bröts ${a.count} av ${a.total} anslutningar innan de var klara. Senast ${a.lastAt}.`,
    why: 'Nätet där enheten finns tappar anslutningen innan e-posten är överförd.',
  },
};

export const devicesFixes: Pick<FixTexts, keyof typeof DEVICES_FIXES> = {
  'use-mailbox-password': (a) => `Skriv in brevlådans eget lösenord för ${a.address} på ${a.deviceText}.`,
  'make-app-password': (a) =>
    `Skapa ett applösenord för ${a.address} i kundcentret och skriv in det i programmet i stället för det vanliga lösenordet.`,
  'open-protocol': (a) => `Slå på ${a.protocol} för ${a.address}, eller ställ in programmet på en väg in som är öppen.`,
  'empty-trash': (a) =>
    `Töm papperskorg och skräppost i ${a.address}, och rensa meddelanden som är märkta som borttagna.`,
  'mend-index': (a) => `Vi återställer lagringen för ${a.address} från meddelandena och säkerhetskopian.`,
  'remove-forward': (a) =>
    `Ta bort vidarebefordran från ${a.address}, eller den som går tillbaka hit från ${a.targets}.`,
  'ask-forward-target': (a) =>
    a.isRefused
      ? `Prata med ${a.recipient}: länken i vårt brev fungerar fortfarande, så ett nej kan bli ett ja. Annars låter du ${a.alias} leda någon annanstans.`
      : `Be ${a.recipient} svara på brevet från oss. Är det borta väljer du ”Fråga igen” vid ${a.alias} under Alias på domänens sida.`,
  'read-at-target': (a) => `Läs e-posten hos ${a.targets}.`,
  'mailbox-instead-of-forward': (a) => `Gör ${a.address} till en egen brevlåda igen.`,
  'restore-forwards': (a) => `Skapa adresserna igen: ${a.addresses}.`,
  'update-outgoing-password': (a) =>
    `Skriv in det nuvarande lösenordet för ${a.address} även för utgående server (SMTP) på ${a.deviceText}.`,
  'forget-stored-password': (a) =>
    `Ta bort det sparade lösenordet för ${a.address} på datorn (Nyckelhanterare på Mac, Autentiseringshanteraren i Windows) och skriv in det på nytt.`,
  'renew-send-as': (a) =>
    `I Gmail: Inställningar, Konton, ”Skicka e-post som”, Redigera: skriv in det nuvarande lösenordet för ${a.address}.`,
  'trust-authority': (a) => `Installera serverns rotcertifikat på ${a.deviceText}. Det finns på vår webbplats.`,
  'public-certificate': () => 'Ge servern ett certifikat från en offentlig utfärdare. Då litar alla enheter på den.',
  'set-clock': (a) => `Låt ${a.deviceText} ställa datum och klocka automatiskt.`,
  'new-account-of-kind': (a) => `Ta bort kontot i programmet och lägg in det på nytt som ${a.spoken}.`,
  'choose-normal-password': () => 'Välj ”normalt lösenord” (PLAIN) med SSL/TLS i programmet.',
  'stop-auto-manage': (a) =>
    `Stäng av ”Hantera anslutningsinställningar automatiskt” på ${a.deviceText} och skriv in inställningarna på nytt.`,
  'fewer-connections': () => 'Låt programmen hålla färre anslutningar öppna, eller stäng dem du inte använder.',
  'leave-on-server': (a) => `Välj ”lämna kopia på servern” på ${a.deviceText}, eller använd IMAP där.`,
  'mend-client-rule': (a) =>
    `Se efter regler och skräppostfilter på ${a.deviceText}, och flytta tillbaka meddelandena från ”${a.folder}”.`,
  'choose-one-folder': (a) => `Välj ”${a.right}” i programmet och flytta meddelandena från ”${a.other}” dit.`,
  'subscribe-folder': (a) => `Prenumerera på ${a.folders}, så visas de i alla program.`,
  'go-round-filter': (a) =>
    `Använd mobilen med norskt eller svenskt SIM-kort (roaming) eller en VPN. ${a.address} fungerar som förut när du är ute ur ${land(a)}.`,
  'roam-instead-of-vpn': (a) =>
    `Använd mobildata med SIM-kortet hemifrån: den trafiken går hem först och når ${a.address} utan VPN.`,
  'try-other-network': (a) => `Prova port ${a.port} med STARTTLS, eller skicka via mobildata eller ett annat nät.`,
  'steady-link': () => 'Prova ett annat nät eller bättre täckning. Hämta bara meddelandehuvuden så länge.',
};
