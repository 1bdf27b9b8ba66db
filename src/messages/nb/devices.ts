/** Words for causes of what devices did: accounts, client settings, networks på norsk bokmål. */
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
    ? `${device(a)} kobler til oss under navnet ${a.sni}, men serveren heter ${a.hostname}. Programmet godtok ikke sertifikatet og brøt forbindelsen. Sist ${a.lastAt}.`
    : a.quote
      ? `Programmet sier «${a.quote}», og ingen har prøvd ${a.address} hos oss den siste timen. Trolig står det et navn der som ingen server har.`
      : direction;

export const devicesCauses: Pick<CauseTexts, DevicesCause> = {
  'acc-wrong-password-kind': {
    title: 'Passordet er riktig, men gjelder noe annet',
    what: (a) =>
      a.kind === 'app'
        ? `${device(a)} bruker et app-passord for ${a.address} som er laget for noe annet${door(a)}. Sist ${a.lastAt}, ${a.countTimes}.`
        : a.kind === 'none'
          ? `${device(a)} prøver å logge på ${a.address}, men postkassen har aldri fått et eget passord. Sist ${a.lastAt}.`
          : `${device(a)} bruker passordet til kundesenteret for ${a.address}${door(a)}. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'Kundesenteret, postkassen og hvert e-postprogram kan ha hvert sitt passord. Hvert av dem virker bare der det hører til.',
  },
  'acc-app-password-required': {
    title: 'Postkassen krever app-passord',
    what: (a) =>
      `${device(a)} logger på ${a.address} med riktig passord, men postkassen tar bare imot app-passord${door(a)}. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'Når app-passord er påkrevd, gjelder det vanlige passordet bare på nettsidene våre. Hvert e-postprogram får sitt eget.',
  },
  'acc-password-expired': {
    title: 'Passordet må byttes',
    what: (a) =>
      `Passordet til ${a.address} må byttes før e-postprogrammer slipper inn igjen.` +
      (a.count !== '0' ? ` Vi har sagt nei ${a.countTimes}, sist ${a.lastAt}.` : ''),
    why: 'Det gamle passordet kan være kjent av andre. Til det er byttet, kommer du bare inn på nettsidene våre.',
  },
  'acc-protocol-off': {
    title: 'Denne veien inn er slått av',
    what: (a) =>
      `${a.protocol} er slått av for ${a.address}. ${device(a)} logget på med riktig passord og ble avvist. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'Så lenge det er slått av, hjelper det ikke å endre passord eller innstillinger i programmet.',
  },
  'acc-quota-trash': {
    title: 'Postkassen er full av slettet e-post',
    what: (a) =>
      `${a.address} bruker ${a.usedBytes} av ${a.quotaBytes}, og ${a.wasteBytes} av det er kastet.` +
      (a.isTrash ? ` I papirkurv og søppelpost ligger ${a.trashBytes}.` : '') +
      (a.isMarked ? ` Merket som slettet, men aldri fjernet: ${a.markedBytes}.` : ''),
    why: 'Slettet e-post tar plass til den fjernes for godt. Ny e-post får ikke plass.',
  },
  'acc-index-corrupt': {
    title: 'Postkassens lager er skadet hos oss',
    what: (a) =>
      `Kontrollen av ${a.address} fant ${a.faults} feil i lageret${a.folders ? ` (${a.folders})` : ''}. Feilen er vår.`,
    why: 'Meldinger kan mangle eller ikke la seg åpne. Det er ikke noe galt med programmet ditt.',
  },
  'acc-forward-loop': {
    title: 'Videresendingen går i ring',
    what: (a) =>
      a.isHere
        ? `${a.rule ? `Regelen «${a.rule}»` : 'Videresendingen'} i ${a.address} sender e-post til ${a.to}, og ${a.otherBy === 'rule' ? `${a.otherRule ? `regelen «${a.otherRule}»` : 'en regel'} i` : a.otherBy === 'forwarding' ? 'videresendingen i' : 'aliaset'} ${a.other} sender den tilbake: ${a.path}. Slik gikk ${a.countMessages} i ring, sist ${a.lastAt} fra ${a.from}${a.subject ? ` («${a.subject}»)` : ''}. Den ble liggende i ${a.keptIn}.`
        : `E-post til ${a.address} sendes videre til ${a.targets} og kommer tilbake hit${a.from ? ` fra ${a.from}` : ''}: ${a.countTimes}, sist ${a.lastAt}.`,
    why: 'Adressene sender til hverandre. Når meldingen er tilbake, stopper vi den: Kom den fra en annen server, går den i retur til avsenderen. Gikk den bare mellom postkasser her, blir den liggende.',
  },
  'acc-forward-no-copy': {
    title: 'E-posten sendes videre uten kopi her',
    what: (a) =>
      a.isOwn
        ? `${a.rule ? `Regelen «${a.rule}»` : 'Videresendingen'} i ${a.address} sender e-posten til ${a.targets} uten å beholde en kopi (satt opp ${a.madeAt}). Slik gikk ${a.countMessages} videre, sist ${a.lastAt}.`
        : `Postkassen ${a.address} ble fjernet ${a.removedAt} og gjort om til en videresending til ${a.targets}. Siden da er ${a.countMessages} sendt videre, sist ${a.lastAt}.`,
    why: 'En videresending legger ikke igjen noe her. E-posten ligger hos mottakeren.',
  },
  'acc-forward-no-consent': {
    title: 'Mottakeren har ikke sagt ja til videresendingen',
    what: (a) =>
      `${a.address} leder til ${a.targets}, som ${a.isRefused ? 'har sagt nei til e-posten' : a.askedAt ? `ble spurt ${a.askedAt} og ikke har sagt ja` : 'ikke har sagt ja til e-posten'}. ${a.isAlone ? `Aliaset leder ikke til noen andre, så e-post dit blir ikke tatt imot${a.lastAt === '' ? '' : `: ${a.countTimes}, sist ${a.lastAt}`}.` : `Ingenting sendes dit. ${a.reaches} får e-posten som før.`}`,
    why: 'En adresse utenfor oss får ikke e-post herfra før den som eier adressen, har sagt ja. Så lenge svaret kan komme, prøver avsenderens server igjen av seg selv i noen dager, og ingenting går tapt. Etter et nei går meldingen i retur, og avsenderen får vite hvorfor.',
  },
  'acc-catchall-off': {
    title: 'Flere adresser er fjernet, men får fortsatt e-post',
    what: (a) =>
      `${a.addressCount} adresser i ${a.domain} er fjernet siden ${a.removedAt}, av ${a.deletedBy}: ${a.addresses}. Siden da er e-post til dem avvist ${a.countTimes}, sist ${a.lastAt}.`,
    why: 'E-post til en adresse som ikke finnes, går i retur til avsenderen.',
  },
  'cli-split-password': {
    title: 'Utgående server har et annet passord',
    what: (a) =>
      `Fra samme sted leses ${a.address} med riktig passord (${a.readAt}), men sendingen bruker et feil${door(a)}: ${a.countTimes} siden ${a.since}, sist ${a.lastAt}.`,
    why: 'De fleste programmer lagrer ett passord for innkommende og ett for utgående e-post. Bare det ene ble byttet.',
  },
  'cli-password-store-corrupt': {
    title: 'Programmet henter fram et gammelt passord igjen',
    what: (a) =>
      `${device(a)} virket ${a.okAt}, men prøvde så igjen med det samme feil passordet: ${a.countTimes}, sist ${a.lastAt}.`,
    why: 'Et feil passord er lagret på maskinen (nøkkelring eller legitimasjon) og brukes igjen selv om du skriver det riktige.',
  },
  'cli-gmail-sendas-stale': {
    title: 'Gmail sender med et gammelt passord',
    what: (a) =>
      `Gmail («Send e-post som») prøver å sende for ${a.address} med feil passord fra ${a.network}: ${a.countTimes} siden ${a.since}, sist ${a.lastAt}.`,
    why: 'Gmail har lagret passordet fra før og spør ikke om et nytt. Det må legges inn der.',
  },
  'cli-wrong-incoming-host': {
    title: 'Feil servernavn for innkommende e-post',
    what: (a) =>
      host(
        a,
        `Ingen har prøvd å lese ${a.address} her på ${a.days} dager, selv om ${a.arrived} meldinger har kommet og sending virker (${a.worksAt}). Trolig peker innkommende server på en annen vert.`,
      ),
    why: 'Programmet må bruke serverens riktige navn. Ellers spør det en annen server, eller stoler ikke på vår.',
  },
  'cli-wrong-outgoing-host': {
    title: 'Feil servernavn for utgående e-post',
    what: (a) =>
      host(
        a,
        `${a.address} leses herfra (${a.worksAt}), men ingen har prøvd å sende gjennom oss på ${a.days} dager. Trolig peker utgående server på en annen vert.`,
      ),
    why: 'Programmet må bruke serverens riktige navn også for utgående e-post. Det står for seg selv i innstillingene.',
  },
  'cli-own-authority-unknown': {
    title: 'Enheten stoler ikke på denne serverens sertifikat',
    what: (a) => `${device(a)} brøt forbindelsen fordi sertifikatet ikke er kjent${door(a)}. Sist ${a.lastAt}.`,
    why: 'Denne serveren har laget sertifikatet sitt selv. Ingen enhet kjenner det fra før.',
  },
  'cli-root-ca-too-old': {
    title: 'Enheten er for gammel til å kjenne sertifikatet',
    what: (a) =>
      `${device(a)} brøt forbindelsen fordi den ikke kjenner utstederen av sertifikatet vårt${door(a)}. Sist ${a.lastAt}.`,
    why: 'Sertifikatet er gyldig, men listen over utstedere på enheten er eldre enn utstederen.',
  },
  'cli-clock-wrong': {
    title: 'Klokken på enheten går feil',
    what: (a) =>
      `${device(a)} sier at sertifikatet vårt er utløpt, men det gjelder til ${a.validUntilAt}. Sist ${a.lastAt}.`,
    why: 'Med feil dato ser gyldige sertifikater utløpt ut, og programmet bryter forbindelsen.',
  },
  'cli-protocol-mixed': {
    title: 'IMAP og POP3 er blandet',
    what: (a) =>
      `${device(a)} snakker ${a.spoken}, men er satt opp med ${a.server}-serveren${a.sni ? ` (${a.sni})` : ''}, port ${a.port}. Sist ${a.lastAt}.`,
    why: 'En konto er enten IMAP eller POP3. Kontotypen kan som regel ikke endres etterpå; kontoen må legges inn på nytt.',
  },
  'cli-auth-method': {
    title: 'Programmet vil logge på en måte vi ikke har',
    what: (a) => `${device(a)} ba om ${a.mechanism}${door(a)} og ga opp. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'Vi bruker vanlig passord over en kryptert forbindelse. «Kryptert passord», NTLM og lignende finnes ikke her.',
  },
  'cli-apple-automanage': {
    title: 'Apples e-postprogram har endret innstillingene selv',
    what: (a) =>
      `${device(a)} virket ${a.workedAt}. Nå kommer det ` +
      (a.changed === 'name' ? `med brukernavnet «${a.login}»` : `på en annen port, uten kryptering${door(a)}`) +
      `. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'Når en forbindelse svikter, prøver programmet andre innstillinger og beholder dem, også når de er feil.',
  },
  'cli-identity-typo': {
    title: 'Avsenderadressen er skrevet feil',
    what: (a) =>
      `Programmet vil sende som ${a.from}, men postkassen heter ${a.address}. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'Adressen finnes ikke. Vi sender den ikke, og svar ville aldri kommet fram.',
  },
  'cli-sender-syntax': {
    title: 'Avsenderen er ingen e-postadresse',
    what: (a) => `${a.address} er logget på, men oppgir «${a.from}» som avsender. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'Avsenderen må være en hel adresse uten mellomrom. Ellers kan ingen server ta imot meldingen.',
  },
  'cli-too-many-connections': {
    title: 'For mange forbindelser samtidig',
    what: (a) =>
      `${a.address} hadde så mange forbindelser åpne at vi sa nei til flere: ${a.countTimes}, sist ${a.lastAt}. De kom fra ${a.places === '1' ? 'ett sted' : `${a.places} steder`}.`,
    why: 'Hvert program holder flere forbindelser åpne, gjerne én for hver mappe. Når taket er nådd, slipper ingen flere inn.',
  },
  'cli-pop-deletes': {
    title: 'Et POP3-program henter e-posten bort fra serveren',
    what: (a) =>
      `${device(a)} hentet ${a.countMessages} med POP3 og slettet dem her, sist ${a.lastAt}. Postkassen leses også av ${a.other}, som ikke ser dem.`,
    why: 'POP3 er satt til å slette på serveren. Da ligger e-posten bare på den ene enheten.',
  },
  'cli-local-junk-rule': {
    title: 'Et program flytter e-posten straks den kommer',
    what: (a) =>
      `${device(a)} flyttet ${a.countMessages} til «${a.folder}», ${a.atOnce} av dem innen ett minutt etter at de kom. Sist ${a.lastAt}.`,
    why: 'Programmet har en egen regel eller et eget søppelfilter. E-posten er her, men ikke i innboksen.',
  },
  'cli-imap-prefix-special': {
    title: 'To mapper for det samme',
    what: (a) =>
      `Postkassen har både «${a.right}» (${a.rightCount} meldinger) og «${a.other}» (${a.otherCount} meldinger) til samme bruk.`,
    why: 'Et program har laget sin egen mappe. Derfor ser det ut som om e-post mangler, alt etter hvor du leser.',
  },
  'cli-folder-not-subscribed-or-window': {
    title: 'E-post ligger i en mappe som ikke vises',
    what: (a) => `Det ligger ${a.countMessages} i ${a.folders}, som det ikke er abonnert på.`,
    why: 'Mange programmer viser bare mapper det er abonnert på. Resten er der, men usynlige.',
  },
  'net-censorship': {
    title: 'Forbindelser fra landet blir kuttet på veien',
    what: (a) =>
      `Forbindelser fra ${land(a)} brytes før krypteringen er på plass: ${a.countTimes} siden ${a.since}, sist ${a.lastAt}. Fra andre land virker det.`,
    why: 'Noen på veien stopper e-post til utenlandske servere. Kontoen og passordet er det ikke noe galt med.',
  },
  'net-vpn-impossible': {
    title: 'VPN-en slipper ikke lenger gjennom',
    what: (a) =>
      `${a.address} kom gjennom ${a.network} sist ${a.vpnAt}. Nå kommer forbindelsene direkte fra ${land(a)} og brytes: ${a.countTimes}, sist ${a.lastAt}.`,
    why: 'Både e-post og VPN stoppes i landet. Rådet om VPN kan ikke følges der nå.',
  },
  'net-submission-blocked': {
    title: 'Nettet stenger trolig for sending',
    what: (a) =>
      `Fra ${a.remoteAddress} leses ${a.address} (${a.readAt}), men ingen forbindelse for sending har kommet derfra. Fra et annet nett ble det sendt ${a.sentAt}.`,
    why: 'Hoteller, gjestenett og noen bedrifter stenger portene for sending. Innstillingene virker på andre nett.',
  },
  'net-unstable-link': {
    title: 'Forbindelsen blir brutt underveis',
    what: (a) => `Fra ${a.device} ble ${a.count} av ${a.total} forbindelser brutt underveis. Sist ${a.lastAt}.`,
    why: 'Nettet der enheten er, mister forbindelsen før e-posten er overført.',
  },
};

export const devicesFixes: Pick<FixTexts, keyof typeof DEVICES_FIXES> = {
  'use-mailbox-password': (a) => `Legg inn postkassens eget passord for ${a.address} på ${a.deviceText}.`,
  'make-app-password': (a) =>
    `Lag et app-passord for ${a.address} i kundesenteret og legg det inn i programmet i stedet for det vanlige passordet.`,
  'open-protocol': (a) =>
    `Slå på ${a.protocol} for ${a.address}, eller sett opp programmet med en vei inn som er åpen.`,
  'empty-trash': (a) => `Tøm papirkurv og søppelpost i ${a.address}, og fjern meldinger som er merket som slettet.`,
  'mend-index': (a) => `Vi gjenoppretter lageret til ${a.address} fra meldingene og sikkerhetskopien.`,
  'remove-forward': (a) => `Ta bort videresendingen fra ${a.address}, eller den som går tilbake hit fra ${a.targets}.`,
  'ask-forward-target': (a) =>
    a.isRefused
      ? `Snakk med ${a.recipient}: lenken i brevet vårt virker fortsatt, så et nei kan bli til et ja. Ellers lar du ${a.alias} lede et annet sted.`
      : `Be ${a.recipient} svare på brevet fra oss. Er det borte, velg «Spør igjen» ved ${a.alias} under Alias på siden til domenet.`,
  'read-at-target': (a) => `Les e-posten hos ${a.targets}.`,
  'mailbox-instead-of-forward': (a) => `Gjør ${a.address} til en egen postkasse igjen.`,
  'restore-forwards': (a) => `Opprett adressene igjen: ${a.addresses}.`,
  'update-outgoing-password': (a) =>
    `Legg inn passordet som gjelder nå for ${a.address}, også for utgående server (SMTP) på ${a.deviceText}.`,
  'forget-stored-password': (a) =>
    `Slett det lagrede passordet for ${a.address} på maskinen (Nøkkelring på Mac, Legitimasjonsbehandling i Windows), og skriv det inn på nytt.`,
  'renew-send-as': (a) =>
    `I Gmail: Innstillinger, Kontoer, «Send e-post som», Rediger: legg inn passordet som gjelder nå for ${a.address}.`,
  'trust-authority': (a) => `Installer serverens rotsertifikat på ${a.deviceText}. Det ligger på nettsiden vår.`,
  'public-certificate': () => 'Gi serveren et sertifikat fra en offentlig utsteder. Da stoler alle enheter på den.',
  'set-clock': (a) => `Still dato og klokke automatisk på ${a.deviceText}.`,
  'new-account-of-kind': (a) => `Slett kontoen i programmet og legg den inn på nytt som ${a.spoken}.`,
  'choose-normal-password': () => 'Velg «vanlig passord» (PLAIN) med SSL/TLS i programmet.',
  'stop-auto-manage': (a) =>
    `Slå av «Administrer tilkoblingsinnstillinger automatisk» på ${a.deviceText}, og legg inn innstillingene på nytt.`,
  'fewer-connections': () => 'La programmene holde færre forbindelser åpne, eller lukk dem du ikke bruker.',
  'leave-on-server': (a) => `Velg «la kopi bli liggende på serveren» på ${a.deviceText}, eller bruk IMAP der.`,
  'mend-client-rule': (a) =>
    `Se etter regler og søppelfilter på ${a.deviceText}, og flytt meldingene tilbake fra «${a.folder}».`,
  'choose-one-folder': (a) => `Velg «${a.right}» i programmet, og flytt meldingene fra «${a.other}» dit.`,
  'subscribe-folder': (a) => `Abonner på ${a.folders}, så vises de i alle programmer.`,
  'go-round-filter': (a) =>
    `Bruk mobilen med norsk eller svensk SIM-kort (roaming) eller en VPN. ${a.address} virker som før når du er ute av ${land(a)}.`,
  'roam-instead-of-vpn': (a) =>
    `Bruk mobildata med SIM-kortet hjemmefra: den trafikken går hjem først og når ${a.address} uten VPN.`,
  'try-other-network': (a) => `Prøv port ${a.port} med STARTTLS, eller send over mobildata eller et annet nett.`,
  'steady-link': () => 'Prøv et annet nett eller bedre dekning. Hent bare meldingshodene så lenge.',
};
