/** Words for what the customer's own machine sees (`postvakt check`), på norsk bokmål. */
import type { MACHINE_FIXES } from '#src/diagnosis/causes/machine/fixes.ts';
import type { MachineCause } from '#src/diagnosis/causes/machine/ids.ts';
import type { CauseFromHere } from '#src/diagnosis/causes/machine/judges.ts';
import type { CauseText, CauseTexts, FixTexts } from '../shape.ts';

export const causesFromHere: Readonly<Record<CauseFromHere, CauseText>> = {
  'net-captive-portal': {
    title: 'Nettet her venter på at du logger inn',
    what: (a) =>
      `Siden ${a.by} ble besvart av noen andre på veien${a.sentTo ? `, som viste deg videre til ${a.sentTo}` : ''}.`,
    why: 'Hotell, tog og flyplasser slipper ingenting gjennom før du har godtatt vilkårene i nettleseren.',
  },
  'net-resolver-broken': {
    title: 'Maskinen finner ikke serverens adresse',
    what: (a) =>
      a.here
        ? `Navnet ${a.host} fører her til ${a.here}, men riktig adresse er ${a.dns}.`
        : `Maskinen kjenner ikke navnet ${a.host}. Riktig adresse er ${a.dns}.`,
    why: 'Navneoppslaget på dette nettet, eller et filter som sperrer reklame, svarer feil.',
  },
  'net-stale-dns-or-hosts': {
    title: 'Maskinen bruker en gammel adresse for serveren',
    what: (a) => `Filen «hosts» på maskinen sier at ${a.host} er ${a.written}. Riktig adresse er ${a.dns}.`,
    why: 'Maskinen spør da aldri etter den riktige adressen.',
  },
  'cli-wrong-incoming-host': {
    title: 'Navnet på innkommende server finnes ikke',
    what: (a) => `Det finnes ingen server som heter ${a.host}.`,
    why: 'E-postprogrammet har ingen å hente e-post fra.',
  },
  'cli-wrong-outgoing-host': {
    title: 'Navnet på utgående server finnes ikke',
    what: (a) => `Det finnes ingen server som heter ${a.host}.`,
    why: 'E-postprogrammet har ingen å levere e-posten din til.',
  },
  'cli-clock-wrong': {
    title: 'Klokken på maskinen går feil',
    what: (a) =>
      `Klokken her går ${a.minutes} minutter ${a.direction === 'fast' ? 'for fort' : 'for sakte'}, sammenlignet med ${a.by}.`,
    why: 'Sikkerhetssertifikater har datoer. Med feil klokke ser de ugyldige ut, og programmet nekter å koble til.',
  },
  'cli-antivirus-proxy': {
    title: 'Et sikkerhetsprogram åpner forbindelsen til e-posten',
    what: (a) => `Sertifikatet som kommer fram hit, er utstedt av ${a.by} på din egen maskin (${a.doors}).`,
    why: 'E-postprogrammet ser at svaret ikke kommer fra serveren, og stopper.',
  },
  'net-tls-inspection': {
    title: 'En brannmur på nettet åpner forbindelsen til e-posten',
    what: (a) => `Sertifikatet som kommer fram hit, er utstedt av en brannmur fra ${a.by} (${a.doors}).`,
    why: 'Bedriften undersøker kryptert trafikk. E-postprogrammet ser at svaret ikke kommer fra serveren, og stopper.',
  },
  'net-imap-pop-blocked': {
    title: 'Nettet her stenger for henting av e-post',
    what: (a) => `Herfra får vi ikke kontakt med ${a.closed}, men ${a.open} svarer.`,
    why: 'Noen nett slipper bare gjennom vanlige nettsider. Da får e-postprogrammet ingen ny e-post.',
  },
  'net-submission-blocked': {
    title: 'Nettet her stenger for utgående e-post',
    what: (a) => `Herfra får vi ikke kontakt med ${a.closed}, men ${a.open} svarer.`,
    why: 'Da blir e-posten du sender, liggende i utboksen.',
  },
  'cli-wrong-outgoing-port': {
    title: 'Feil port for utgående e-post',
    what: (a) => `${a.closed} svarer ikke herfra, men ${a.open} gjør det.`,
    why: 'Programmet prøver en port som er stengt på dette nettet.',
  },
  'net-ipv6-broken': {
    title: 'IPv6 virker ikke herfra',
    what: (a) => `${a.doors} svarer over IPv4, men ikke over IPv6.`,
    why: 'Programmet prøver IPv6 først og venter lenge før det gir opp.',
  },
  'svc-outage': {
    title: 'E-postserveren svarer ikke',
    what: (a) => `Nettet her virker, men ingen av portene på serveren svarer: ${a.doors}.`,
    why: 'Feilen ligger da hos serveren eller på veien dit, ikke i innstillingene dine.',
  },
};
export const machineCauses: Pick<CauseTexts, MachineCause> = {
  'net-imap-pop-blocked': causesFromHere['net-imap-pop-blocked'],
};
export const machineFixes: Pick<FixTexts, keyof typeof MACHINE_FIXES> = {
  'accept-hotspot': () => 'Åpne nettleseren, gå til en vilkårlig side og godta vilkårene. Prøv e-posten igjen etterpå.',
  'change-resolver': (a) => `Slå av «privat DNS», VPN eller reklamefilter for ${a.host}, eller bruk et annet nett.`,
  'clear-hosts-file': (a) =>
    `Fjern linjen med ${a.host} fra filen «hosts», eller be den som satte opp maskinen om det.`,
  'set-the-clock': () => 'La maskinen stille klokken automatisk (dato og klokkeslett i innstillingene).',
  'pause-mail-shield': (a) => `Slå av e-postkontrollen i ${a.by}, eller legg e-postserveren til som unntak.`,
  'ask-network-owner': () => 'Be den som drifter nettet om et unntak for e-postserveren.',
  'use-other-network': () => 'Bruk mobildata eller et annet nett, eller webmail så lenge.',
  'use-open-door': (a) => `Bruk ${a.open} i stedet.`,
  'prefer-ipv4': () => 'Slå av IPv6 på dette nettet, eller be den som drifter det om å rette det.',
  'correct-host-name': () => 'Rett servernavnet i e-postprogrammet.',
  'wait-for-server': () => 'Vent litt og prøv igjen. Varer det, si fra til den som drifter serveren.',
};
