/** Årsaker og løsninger for stenging, karantene og domener i registeret, på norsk bokmål. Føyes til i causes.ts og fixes.ts. */
import { abroad } from './abroad.ts';
import type { CauseText, Told } from '../shape.ts';

const phases: Readonly<Record<string, string>> = {
  expired: 'utløpt og ikke fornyet',
  quarantine: 'i karantene',
  redemption: 'slettet av forhandleren, men kan hentes tilbake mot et gebyr',
  'pending-delete': 'under sletting; ingen kan stoppe den lenger',
};
const next: Readonly<Record<string, string>> = {
  quarantine: 'tas det ut av drift',
  redemption: 'slettes det hos forhandleren',
  'pending-delete': 'kan ingen få det tilbake',
  deleted: 'slettes det og kan tas av andre',
  released: 'blir det ledig for andre',
};
const places = (a: Told): string => abroad.countryList({ countries: (a.places ?? '').split(' ').filter(Boolean) });
const clock = (a: Told): string =>
  (a.day ? ` Det er dag ${a.day} av ${a.ofDays}.` : '') +
  (a.nextAt && next[a.next] ? ` ${a.nextAt} ${next[a.next]}.` : '');
const why: Readonly<Record<string, (a: Told) => string>> = {
  'abuse-volume': (a) => `det ble sendt ${a.sent} meldinger på én dag, mot ${a.busiest} på den travleste før`,
  'abuse-recipients': (a) =>
    `det ble sendt til ${a.sent} mottakere som adressen aldri har skrevet til før (grensen er ${a.limit})`,
  'abuse-countries': (a) => `noen logget på fra ${places(a)} på kort tid`,
  'abuse-content': (a) => `det samme innholdet ble sendt fra ${a.mailboxes} kunder samme dag`,
  'abuse-bounces': (a) => `${a.bounced} av ${a.sent} meldinger kom i retur`,
};

export const closureCauses = {
  'snd-outbound-closed-abuse': {
    title: 'Utgående e-post er stengt på mistanke om misbruk',
    what: (a: Told): string =>
      `Utgående e-post fra ${a.address} ble stengt ${a.sinceAt}: ${(why[a.rule] ?? (() => 'sendingen så ut som misbruk'))(a)}. Innkommende e-post går som før.`,
    why: 'Stengingen hindrer at en kapret konto sender søppelpost og ødelegger for alle på serveren.',
  },
  'acc-compromised': {
    title: 'Noen andre bruker trolig passordet',
    what: (a: Told): string =>
      `${a.address} brukes trolig av noen andre: ${(why[a.rule] ?? (() => 'tegnene peker på det'))(a)}. Utgående e-post ble stengt ${a.sinceAt}.`,
    why: 'Den som har passordet, kan både lese og sende. Derfor må det byttes før noe åpnes.',
  },
  'snd-notice-not-read': {
    title: 'Varselet om stengingen er ikke lest',
    what: (a: Told): string =>
      a.why === 'bounced'
        ? `Vi sendte varsel om ${a.address} ${a.sentAt}, men det kom i retur fra kontaktadressen.`
        : `Vi sendte varsel om ${a.address} ${a.sentAt}, men det ligger ulest, og det er ingen kontaktadresse utenfor domenet.`,
    why: 'Derfor ble sendingen stanset uten at noen visste om det.',
  },
  'snd-bulk-not-allowed': {
    title: 'Masseutsendelsen følger ikke reglene',
    what: (a: Told): string =>
      `En utsendelse fra ${a.address} ble avvist ${a.lastAt} fordi den ikke følger reglene for nyhetsbrev. Svaret sa hva som mangler.`,
    why: 'Store mottakere avviser nyhetsbrev uten avmelding og signatur, og da rammes vanlig e-post også.',
  },
  'dom-quarantine': {
    title: 'Domenet er i karantene',
    what: (a: Told): string =>
      a.by === 'host'
        ? `Vi satte ${a.domain} i karantene ${a.sinceAt}.${a.reason ? ` Grunnen: ${a.reason}` : ''}${a.untilAt ? ` Den varer til ${a.untilAt}.` : ''}`
        : `Registeret sier at ${a.domain} er ${phases[a.phase] ?? a.phase}.${clock(a)}`,
    why: 'Så lenge det varer, går det ikke e-post til eller fra domenet. Det som ligger i postkassene, blir liggende.',
  },
  'dom-expired': {
    title: 'Domenet er ikke fornyet',
    what: (a: Told): string => `${a.domain} gikk ut ${a.expiresAt} og er ikke fornyet.${clock(a)}`,
    why: 'Uten fornyelse peker ikke navnet hit lenger, og e-posten kommer ikke fram.',
  },
  'dom-clienthold-unverified': {
    title: 'Forhandleren har stengt domenet',
    what: (a: Told): string =>
      `Registeret viser «client hold» for ${a.domain}: Forhandleren har tatt det ut av drift. Det vanligste er at eieren ikke har bekreftet e-postadressen sin.`,
    why: 'Et domene på hold finnes ikke i DNS, så verken nettside eller e-post virker.',
  },
  'dom-serverhold': {
    title: 'Registeret har stengt domenet',
    what: (a: Told): string =>
      `Registeret viser «server hold» for ${a.domain}: Registeret selv har tatt det ut av drift.`,
    why: 'Det skjer etter en rettsavgjørelse eller ved misbruk. Vi kan ikke åpne det.',
  },
} satisfies Record<string, CauseText>;

export const closureFixes = {
  'secure-mailbox': (a: Told): string =>
    `Velg et nytt passord for ${a.address}, trekk tilbake app-passord fra før, og se etter videresending du ikke kjenner.`,
  'reopen-sending': (a: Told): string =>
    `Åpne sendingen fra ${a.address} igjen når det er gjort. Alle enheter må logge på på nytt.`,
  'ask-support-to-open': (a: Told): string => `Kontakt oss og oppgi koden ${a.code}, så ser vi på det sammen.`,
  'add-second-contact': (a: Told): string =>
    `Legg inn en kontaktadresse hos en annen leverandør enn ${a.domain}, så når varslene fram.`,
  'mend-newsletter': (): string =>
    'Legg til List-Unsubscribe med ett klikk, vis hvem som sender, og send fra et domene vi signerer for.',
  'use-newsletter-service': (): string => 'Bruk en nyhetsbrevtjeneste for utsendelser til mange.',
  'renew-domain': (a: Told): string => `Forny ${a.domain} hos forhandleren nå.`,
  'renew-in-quarantine': (a: Told): string =>
    `Be forhandleren fornye eller gjenopprette ${a.domain} før fristen. Da virker det igjen, oftest samme dag.`,
  'confirm-holder': (a: Told): string =>
    `Finn e-posten fra forhandleren om å bekrefte eieren av ${a.domain}, eller be dem sende den på nytt. Spør også om noe er ubetalt.`,
  'ask-registry': (a: Told): string => `Be forhandleren av ${a.domain} spørre registeret om grunnen til «server hold».`,
};
