/** Ord för orsakerna som syns utifrån: portar, certifikat, inställningsposter och provmeddelanden. På svenska. */
import type { OUTSIDE_FIXES } from '#src/diagnosis/causes/outside/fixes.ts';
import type { OutsideCause } from '#src/diagnosis/causes/outside/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

const port = (a: Told): string => (/\D/.test(a.ports) ? `portarna ${a.ports}` : `port ${a.ports}`);
const HOW: Readonly<Record<string, string>> = {
  refused: 'Anslutningen nekades',
  silent: 'Inget svar kom',
  'other-server': 'En annan tjänst svarade',
  broken: 'Anslutningen bröts',
};
const HALF: Readonly<Record<string, string>> = {
  send: 'E-postprogram kan inte skicka förrän det är åtgärdat.',
  arrive:
    'E-post från andra kommer inte in förrän det är åtgärdat. Servrar som skickar till dig försöker igen i flera dygn.',
  web: 'Webbmejl och kundcenter är borta så länge. E-postprogram fungerar som förut.',
  read: 'E-postprogram kan inte hämta e-post förrän det är åtgärdat.',
};

export const outsideCauses: Pick<CauseTexts, OutsideCause> = {
  'svc-outage': {
    title: 'En tjänst hos oss svarar inte',
    what: (a) =>
      `Servern ${a.host} svarar inte utifrån på ${port(a)}. ${HOW[a.how] ?? ''} två gånger.` +
      (a.inside === 'ok' ? ' På själva servern svarar tjänsten, så något stoppar vägen dit.' : '') +
      (a.whole === 'no' ? ' Samma tjänst svarar på en annan port.' : '') +
      ` ${HALF[a.half] ?? ''}`,
    why: 'Felet ligger hos oss. Det är inget fel på ditt lösenord eller dina inställningar.',
  },
  'svc-cert-expired': {
    title: 'Serverns certifikat har gått ut',
    what: (a) => `Certifikatet som ${a.host} visar på ${port(a)} gick ut ${a.endedAt}.`,
    why: 'Ett certifikat bevisar att servern är den rätta. När det har gått ut stannar e-postprogram eller visar en varning.',
  },
  'svc-chain-incomplete': {
    title: 'Servern skickar inte hela certifikatet',
    what: (a) =>
      `Servern ${a.host} skickar bara sitt eget certifikat på ${port(a)}, inte mellanledet från ${a.issuer}.`,
    why: 'Program som inte redan känner till mellanledet, särskilt i telefoner, litar då inte på servern. Andra märker ingenting.',
  },
  'cli-cert-name-mismatch': {
    title: 'Servernamnet finns inte i certifikatet',
    what: (a) =>
      a.count === '0'
        ? `E-postprogram får veta att de ska använda ${a.name}, men vårt certifikat gäller inte det namnet.`
        : `E-postprogrammet är inställt på servernamnet ${a.name}, som vårt certifikat inte gäller. Det gav upp ${a.countTimes}, senast ${a.lastAt}.`,
    why: 'Programmet kan då inte veta att det talar med rätt server. Det varnar eller ansluter inte.',
  },
  'cli-autoconfig-wrong': {
    title: 'Automatiska inställningar fungerar inte',
    what: (a) =>
      a.foreign === 'missing'
        ? `E-postprogram hittar inte inställningarna för ${a.domain} själva: ${a.where} saknas i DNS.`
        : a.foreign === 'yes'
          ? `De automatiska inställningarna för ${a.domain} (${a.where}) skickar e-postprogram till ${a.servers}. Brevlådorna finns på ${a.host}.`
          : `De automatiska inställningarna för ${a.domain} (${a.where}) anger ${a.servers}. Där tar vi inte emot så som e-postprogrammet försöker.`,
    why: 'Program som ställer in sig själva får inga inställningar som fungerar.',
  },
  'cli-autodiscover-foreign': {
    title: 'Outlook skickas till en annan leverantör',
    what: (a) =>
      `Posten för Outlooks automatiska inställning av ${a.domain} pekar på ${a.target}. E-posten finns hos oss.`,
    why: 'Outlook frågar då den andra leverantören och ber om lösenordet gång på gång.',
  },
  'net-ipv6-broken': {
    title: 'Servern går inte att nå över IPv6',
    what: (a) =>
      `Servern ${a.host} svarar över IPv4, men inte på IPv6-adressen ${a.addresses} (${port(a)}).` +
      (a.how === 'silent' ? ' Där kom inget svar.' : ' Där nekades anslutningen.'),
    why: 'Många nät provar IPv6 först. Där blir e-posten långsam, eller så ansluter programmet inte.',
  },
  'net-smtp-inspection': {
    title: 'En brandvägg ändrar e-posttrafiken',
    what: (a) =>
      a.shape === 'masked'
        ? `Något på vägen till ${a.host} skriver om det servern säger och döljer erbjudandet om kryptering (${port(a)}).`
        : `Erbjudandet om kryptering från ${a.host} försvinner på vägen (${port(a)}).`,
    why: 'Vissa brandväggar ”inspekterar” SMTP på det sättet. Servrar och program som kräver kryptering kan då inte leverera.',
  },
  'dom-stale-local-zone': {
    title: 'E-post från våra andra kunder hamnar i en brevlåda som ingen läser',
    what: (a) =>
      `Världen levererar e-post för ${a.domain} till ${a.host}, men vi behåller det våra egna kunder skickar. ` +
      `${a.fromHere} sådana ligger i ${a.address} hos oss, senast ${a.lastAt}.`,
    why: 'Domänen är fortfarande upplagd här, och därför går e-post mellan våra kunder aldrig ut. Ingen har loggat in här de senaste 14 dagarna.',
  },
};

export const outsideFixes: Pick<FixTexts, keyof typeof OUTSIDE_FIXES> = {
  'restore-door': (a) =>
    `Vi måste få ${a.host} att svara på ${port(a)} igen: kontrollera att tjänsten är igång och att brandväggen släpper igenom den.`,
  'tell-the-operator': (a) =>
    `Säg till dem som driver ${a.host}: certifikatet på ${port(a)} måste förnyas eller skickas i sin helhet. Det går inte att åtgärda hos dig.`,
  'renew-certificate': (a) => `Vi måste förnya certifikatet för ${a.host} (${port(a)}). Du behöver inte ändra något.`,
  'install-chain': (a) => `Vi måste lägga mellanledet från ${a.issuer} tillsammans med certifikatet för ${a.host}.`,
  'use-host-name': (a) =>
    `Använd ${a.host} som inkommande och utgående server i e-postprogrammet i stället för ${a.name}.`,
  'add-name-to-certificate': (a) => `Vi kan också utöka certifikatet så att det gäller ${a.name}.`,
  'correct-setup-record': (a) => `Ändra posten ${a.where} i DNS så att den pekar på ${a.host}, port ${a.wanted}.`,
  'correct-setup-document': (a) =>
    `Rätta eller ta bort filen ${a.where}. Inkommande och utgående server ska vara ${a.host}, port ${a.wanted}.`,
  'remove-autodiscover': (a) =>
    a.record === 'srv'
      ? `Ta bort posten _autodiscover._tcp.${a.domain}, som pekar på ${a.target}, om du inte använder den till något annat.`
      : `Ta bort posten autodiscover.${a.domain}, som pekar på ${a.target}, om du inte använder den till något annat.`,
  'mend-ipv6': (a) => `Vi måste få ${a.host} att svara på ${a.addresses}, eller ta bort IPv6-adressen ur DNS så länge.`,
  'use-webmail-meanwhile': () => 'Använd webbmejlen så länge. Ändra inte inställningarna i e-postprogrammet.',
  'stop-smtp-inspection': (a) =>
    `Be dem som sköter brandväggen framför ${a.host} att stänga av inspektion av SMTP (den kan heta ”fixup”, ”SMTP inspection” eller ”ESMTP”).`,
  'stop-serving-domain': (a) =>
    `Finns e-posten för ${a.domain} på ${a.host} nu? Då slutar vi leverera den lokalt, och e-posten som ligger här kan flyttas över.`,
};
