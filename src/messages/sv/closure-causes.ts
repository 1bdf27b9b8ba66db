/** Orsaker och lösningar för stängning, karantän och domäner i registret, på svenska. Läggs till i causes.ts och fixes.ts. */
import { abroad } from './abroad.ts';
import type { CauseText, Told } from '../shape.ts';

const phases: Readonly<Record<string, string>> = {
  expired: 'utgången och inte förnyad',
  quarantine: 'i karantän',
  redemption: 'raderad av återförsäljaren, men kan återställas mot en avgift',
  'pending-delete': 'under radering; ingen kan stoppa den längre',
};
const next: Readonly<Record<string, string>> = {
  quarantine: 'tas den ur drift',
  redemption: 'raderas den hos återförsäljaren',
  'pending-delete': 'kan ingen få tillbaka den',
  deleted: 'raderas den och kan tas av andra',
  released: 'blir den ledig för andra',
};
const places = (a: Told): string => abroad.countryList({ countries: (a.places ?? '').split(' ').filter(Boolean) });
const clock = (a: Told): string =>
  (a.day ? ` Det är dag ${a.day} av ${a.ofDays}.` : '') +
  (a.nextAt && next[a.next] ? ` ${a.nextAt} ${next[a.next]}.` : '');
const why: Readonly<Record<string, (a: Told) => string>> = {
  'abuse-volume': (a) =>
    `det skickades ${a.sent} meddelanden på en dag, mot ${a.busiest} den mest intensiva dagen tidigare`,
  'abuse-recipients': (a) =>
    `det skickades till ${a.sent} mottagare som adressen aldrig har skrivit till tidigare (gränsen är ${a.limit})`,
  'abuse-countries': (a) => `någon loggade in från ${places(a)} på kort tid`,
  'abuse-content': (a) => `samma innehåll skickades från ${a.mailboxes} kunder samma dag`,
  'abuse-bounces': (a) => `${a.bounced} av ${a.sent} meddelanden kom i retur`,
};

export const closureCauses = {
  'snd-outbound-closed-abuse': {
    title: 'Utgående e-post är stängd på misstanke om missbruk',
    what: (a: Told): string =>
      `Utgående e-post från ${a.address} stängdes ${a.sinceAt}: ${(why[a.rule] ?? (() => 'utskicken såg ut som missbruk'))(a)}. Inkommande e-post fungerar som förut.`,
    why: 'Stängningen hindrar att ett kapat konto skickar skräppost och förstör för alla på servern.',
  },
  'acc-compromised': {
    title: 'Någon annan använder troligen lösenordet',
    what: (a: Told): string =>
      `${a.address} används troligen av någon annan: ${(why[a.rule] ?? (() => 'tecknen tyder på det'))(a)}. Utgående e-post stängdes ${a.sinceAt}.`,
    why: 'Den som har lösenordet kan både läsa och skicka. Därför måste det bytas innan något öppnas.',
  },
  'snd-notice-not-read': {
    title: 'Aviseringen om stängningen är inte läst',
    what: (a: Told): string =>
      a.why === 'bounced'
        ? `Vi skickade en avisering om ${a.address} ${a.sentAt}, men den kom i retur från kontaktadressen.`
        : `Vi skickade en avisering om ${a.address} ${a.sentAt}, men den ligger oläst, och det finns ingen kontaktadress utanför domänen.`,
    why: 'Därför stoppades utskicken utan att någon visste om det.',
  },
  'snd-bulk-not-allowed': {
    title: 'Massutskicket följer inte reglerna',
    what: (a: Told): string =>
      `Ett utskick från ${a.address} avvisades ${a.lastAt} eftersom det inte följer reglerna för nyhetsbrev. Svaret talade om vad som saknas.`,
    why: 'Stora mottagare avvisar nyhetsbrev utan avregistrering och signatur, och då drabbas vanlig e-post också.',
  },
  'dom-quarantine': {
    title: 'Domänen är i karantän',
    what: (a: Told): string =>
      a.by === 'host'
        ? `Vi satte ${a.domain} i karantän ${a.sinceAt}.${a.reason ? ` Skäl: ${a.reason}` : ''}${a.untilAt ? ` Den varar till ${a.untilAt}.` : ''}`
        : `Registret säger att ${a.domain} är ${phases[a.phase] ?? a.phase}.${clock(a)}`,
    why: 'Så länge det varar går ingen e-post till eller från domänen. Det som ligger i brevlådorna ligger kvar.',
  },
  'dom-expired': {
    title: 'Domänen är inte förnyad',
    what: (a: Told): string => `${a.domain} gick ut ${a.expiresAt} och är inte förnyad.${clock(a)}`,
    why: 'Utan förnyelse pekar namnet inte längre hit, och e-posten kommer inte fram.',
  },
  'dom-clienthold-unverified': {
    title: 'Återförsäljaren har stängt domänen',
    what: (a: Told): string =>
      `Registret visar ”client hold” för ${a.domain}: Återförsäljaren har tagit den ur drift. Det vanligaste är att innehavaren inte har bekräftat sin e-postadress.`,
    why: 'En domän på hold finns inte i DNS, så varken webbplats eller e-post fungerar.',
  },
  'dom-serverhold': {
    title: 'Registret har stängt domänen',
    what: (a: Told): string =>
      `Registret visar ”server hold” för ${a.domain}: Registret självt har tagit den ur drift.`,
    why: 'Det sker efter ett domstolsbeslut eller vid missbruk. Vi kan inte öppna den.',
  },
} satisfies Record<string, CauseText>;

export const closureFixes = {
  'secure-mailbox': (a: Told): string =>
    `Välj ett nytt lösenord för ${a.address}, återkalla gamla applösenord och leta efter vidarebefordran som du inte känner igen.`,
  'reopen-sending': (a: Told): string =>
    `Öppna utskicken från ${a.address} igen när det är gjort. Alla enheter måste logga in på nytt.`,
  'ask-support-to-open': (a: Told): string =>
    `Kontakta oss och uppge koden ${a.code}, så tittar vi på det tillsammans.`,
  'add-second-contact': (a: Told): string =>
    `Lägg in en kontaktadress hos en annan leverantör än ${a.domain}, så når aviseringarna fram.`,
  'mend-newsletter': (): string =>
    'Lägg till List-Unsubscribe med ett klick, visa vem som skickar och skicka från en domän som vi signerar för.',
  'use-newsletter-service': (): string => 'Använd en nyhetsbrevstjänst för utskick till många.',
  'renew-domain': (a: Told): string => `Förnya ${a.domain} hos återförsäljaren nu.`,
  'renew-in-quarantine': (a: Told): string =>
    `Be återförsäljaren förnya eller återställa ${a.domain} före sista dagen. Då fungerar den igen, oftast samma dag.`,
  'confirm-holder': (a: Told): string =>
    `Leta upp mejlet från återförsäljaren om att bekräfta innehavaren av ${a.domain}, eller be dem skicka det igen. Fråga också om något är obetalt.`,
  'ask-registry': (a: Told): string =>
    `Be återförsäljaren av ${a.domain} fråga registret om skälet till ”server hold”.`,
};
