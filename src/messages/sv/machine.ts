/** Words for what the customer's own machine sees (`postvakt check`), på svenska. */
import type { MACHINE_FIXES } from '#src/diagnosis/causes/machine/fixes.ts';
import type { MachineCause } from '#src/diagnosis/causes/machine/ids.ts';
import type { CauseFromHere } from '#src/diagnosis/causes/machine/judges.ts';
import type { CauseText, CauseTexts, FixTexts } from '../shape.ts';

export const causesFromHere: Readonly<Record<CauseFromHere, CauseText>> = {
  'net-captive-portal': {
    title: 'Nätet här väntar på att du loggar in',
    what: (a) =>
      `Sidan ${a.by} besvarades av någon annan på vägen${a.sentTo ? `, som skickade dig vidare till ${a.sentTo}` : ''}.`,
    why: 'Hotell, tåg och flygplatser släpper inte igenom något förrän du har godkänt villkoren i webbläsaren.',
  },
  'net-resolver-broken': {
    title: 'Datorn hittar inte serverns adress',
    what: (a) =>
      a.here
        ? `Namnet ${a.host} leder här till ${a.here}, men rätt adress är ${a.dns}.`
        : `Datorn känner inte till namnet ${a.host}. Rätt adress är ${a.dns}.`,
    why: 'Namnuppslagningen på det här nätet, eller ett filter som spärrar reklam, svarar fel.',
  },
  'net-stale-dns-or-hosts': {
    title: 'Datorn använder en gammal adress till servern',
    what: (a) => `Filen ”hosts” på datorn säger att ${a.host} är ${a.written}. Rätt adress är ${a.dns}.`,
    why: 'Datorn frågar då aldrig efter rätt adress.',
  },
  'cli-wrong-incoming-host': {
    title: 'Namnet på servern för inkommande e-post finns inte',
    what: (a) => `Det finns ingen server som heter ${a.host}.`,
    why: 'E-postprogrammet har ingen att hämta e-post från.',
  },
  'cli-wrong-outgoing-host': {
    title: 'Namnet på servern för utgående e-post finns inte',
    what: (a) => `Det finns ingen server som heter ${a.host}.`,
    why: 'E-postprogrammet har ingen att lämna din e-post till.',
  },
  'cli-clock-wrong': {
    title: 'Klockan på datorn går fel',
    what: (a) =>
      `Klockan här går ${a.minutes} minuter ${a.direction === 'fast' ? 'före' : 'efter'}, jämfört med ${a.by}.`,
    why: 'Säkerhetscertifikat har datum. Med fel klocka ser de ogiltiga ut, och programmet vägrar ansluta.',
  },
  'cli-antivirus-proxy': {
    title: 'Ett säkerhetsprogram öppnar anslutningen till e-posten',
    what: (a) => `Certifikatet som kommer fram hit är utfärdat av ${a.by} på din egen dator (${a.doors}).`,
    why: 'E-postprogrammet ser att svaret inte kommer från servern och stannar.',
  },
  'net-tls-inspection': {
    title: 'En brandvägg på nätet öppnar anslutningen till e-posten',
    what: (a) => `Certifikatet som kommer fram hit är utfärdat av en brandvägg från ${a.by} (${a.doors}).`,
    why: 'Företaget granskar krypterad trafik. E-postprogrammet ser att svaret inte kommer från servern och stannar.',
  },
  'net-imap-pop-blocked': {
    title: 'Nätet här stänger ute hämtning av e-post',
    what: (a) => `Härifrån får vi ingen kontakt med ${a.closed}, men ${a.open} svarar.`,
    why: 'Vissa nät släpper bara igenom vanliga webbsidor. Då får e-postprogrammet ingen ny e-post.',
  },
  'net-submission-blocked': {
    title: 'Nätet här stänger ute utgående e-post',
    what: (a) => `Härifrån får vi ingen kontakt med ${a.closed}, men ${a.open} svarar.`,
    why: 'Då blir e-posten du skickar liggande i utkorgen.',
  },
  'cli-wrong-outgoing-port': {
    title: 'Fel port för utgående e-post',
    what: (a) => `${a.closed} svarar inte härifrån, men ${a.open} gör det.`,
    why: 'Programmet försöker med en port som är stängd på det här nätet.',
  },
  'net-ipv6-broken': {
    title: 'IPv6 fungerar inte härifrån',
    what: (a) => `${a.doors} svarar över IPv4 men inte över IPv6.`,
    why: 'Programmet försöker med IPv6 först och väntar länge innan det ger upp.',
  },
  'svc-outage': {
    title: 'E-postservern svarar inte',
    what: (a) => `Nätet här fungerar, men ingen av serverns portar svarar: ${a.doors}.`,
    why: 'Då ligger felet hos servern eller på vägen dit, inte i dina inställningar.',
  },
};
export const machineCauses: Pick<CauseTexts, MachineCause> = {
  'net-imap-pop-blocked': causesFromHere['net-imap-pop-blocked'],
};
export const machineFixes: Pick<FixTexts, keyof typeof MACHINE_FIXES> = {
  'accept-hotspot': () =>
    'Öppna webbläsaren, gå till vilken sida som helst och godkänn villkoren. Försök sedan med e-posten igen.',
  'change-resolver': (a) => `Stäng av ”privat DNS”, VPN eller reklamfilter för ${a.host}, eller använd ett annat nät.`,
  'clear-hosts-file': (a) =>
    `Ta bort raden med ${a.host} ur filen ”hosts”, eller be den som ställde in datorn göra det.`,
  'set-the-clock': () => 'Låt datorn ställa klockan automatiskt (datum och tid i inställningarna).',
  'pause-mail-shield': (a) => `Stäng av e-postkontrollen i ${a.by}, eller lägg till e-postservern som undantag.`,
  'ask-network-owner': () => 'Be den som sköter nätet om ett undantag för e-postservern.',
  'use-other-network': () => 'Använd mobildata eller ett annat nät, eller webbmejlen så länge.',
  'use-open-door': (a) => `Använd ${a.open} i stället.`,
  'prefer-ipv4': () => 'Stäng av IPv6 på det här nätet, eller be den som sköter det att rätta till det.',
  'correct-host-name': () => 'Rätta servernamnet i e-postprogrammet.',
  'wait-for-server': () => 'Vänta en stund och försök igen. Om det fortsätter, säg till den som sköter servern.',
};
