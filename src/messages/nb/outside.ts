/** Ord for årsakene som sees utenfra: porter, sertifikater, oppsett og prøvemeldinger. På norsk bokmål. */
import type { OUTSIDE_FIXES } from '#src/diagnosis/causes/outside/fixes.ts';
import type { OutsideCause } from '#src/diagnosis/causes/outside/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

const port = (a: Told): string => (/\D/.test(a.ports) ? `portene ${a.ports}` : `port ${a.ports}`);
const HOW: Readonly<Record<string, string>> = {
  refused: 'Forbindelsen ble avvist',
  silent: 'Ingenting svarte',
  'other-server': 'En annen tjeneste svarte',
  broken: 'Forbindelsen ble brutt',
};
const HALF: Readonly<Record<string, string>> = {
  send: 'E-postprogrammer får ikke sendt før dette er rettet.',
  arrive:
    'E-post fra andre kommer ikke inn før dette er rettet. Servere som sender til deg, prøver igjen i flere døgn.',
  web: 'Webmail og kundesenteret er borte så lenge. E-postprogrammer virker som før.',
  read: 'E-postprogrammer får ikke hentet e-post før dette er rettet.',
};

export const outsideCauses: Pick<CauseTexts, OutsideCause> = {
  'svc-outage': {
    title: 'En tjeneste hos oss svarer ikke',
    what: (a) =>
      `Serveren ${a.host} svarer ikke utenfra på ${port(a)}. ${HOW[a.how] ?? ''} to ganger.` +
      (a.inside === 'ok' ? ' På selve serveren svarer tjenesten, så noe stopper veien dit.' : '') +
      (a.whole === 'no' ? ' Den samme tjenesten svarer på en annen port.' : '') +
      ` ${HALF[a.half] ?? ''}`,
    why: 'Feilen er hos oss. Passordet og innstillingene dine er det ikke noe galt med.',
  },
  'svc-cert-expired': {
    title: 'Serverens sertifikat har gått ut',
    what: (a) => `Sertifikatet som ${a.host} viser på ${port(a)}, gikk ut ${a.endedAt}.`,
    why: 'Et sertifikat beviser at serveren er den riktige. Når det har gått ut, stopper e-postprogrammer eller viser en advarsel.',
  },
  'svc-chain-incomplete': {
    title: 'Serveren sender ikke hele sertifikatet',
    what: (a) =>
      `Serveren ${a.host} sender bare sitt eget sertifikat på ${port(a)}, ikke mellomleddet fra ${a.issuer}.`,
    why: 'Programmer som ikke kjenner mellomleddet fra før, særlig på telefoner, stoler da ikke på serveren. Andre merker ingenting.',
  },
  'cli-cert-name-mismatch': {
    title: 'Servernavnet står ikke i sertifikatet',
    what: (a) =>
      a.count === '0'
        ? `E-postprogrammer får beskjed om å bruke ${a.name}, men sertifikatet vårt gjelder ikke det navnet.`
        : `E-postprogrammet er satt opp med servernavnet ${a.name}, som sertifikatet vårt ikke gjelder. Det ga opp ${a.countTimes}, sist ${a.lastAt}.`,
    why: 'Programmet kan da ikke vite at det snakker med riktig server. Det advarer eller kobler ikke til.',
  },
  'cli-autoconfig-wrong': {
    title: 'Automatisk oppsett virker ikke',
    what: (a) =>
      a.foreign === 'missing'
        ? `E-postprogrammer finner ikke innstillingene for ${a.domain} av seg selv: ${a.where} mangler i DNS.`
        : a.foreign === 'yes'
          ? `Automatisk oppsett for ${a.domain} (${a.where}) sender e-postprogrammer til ${a.servers}. Postkassene ligger på ${a.host}.`
          : `Automatisk oppsett for ${a.domain} (${a.where}) oppgir ${a.servers}. Der tar vi ikke imot slik e-postprogrammet prøver.`,
    why: 'Programmer som setter opp seg selv, får ikke innstillinger som virker.',
  },
  'cli-autodiscover-foreign': {
    title: 'Outlook sendes til en annen leverandør',
    what: (a) =>
      `Oppføringen for automatisk oppsett av Outlook på ${a.domain} peker til ${a.target}. E-posten ligger hos oss.`,
    why: 'Outlook spør da den andre leverandøren og ber om passordet igjen og igjen.',
  },
  'net-ipv6-broken': {
    title: 'Serveren kan ikke nås over IPv6',
    what: (a) =>
      `Serveren ${a.host} svarer over IPv4, men ikke på IPv6-adressen ${a.addresses} (${port(a)}).` +
      (a.how === 'silent' ? ' Der kom det ikke noe svar.' : ' Der ble forbindelsen avvist.'),
    why: 'Mange nett prøver IPv6 først. Der blir e-posten treg, eller programmet kobler ikke til.',
  },
  'net-smtp-inspection': {
    title: 'En brannmur endrer e-posttrafikken',
    what: (a) =>
      a.shape === 'masked'
        ? `Noe på veien til ${a.host} skriver om det serveren sier, og skjuler tilbudet om kryptering (${port(a)}).`
        : `Tilbudet om kryptering fra ${a.host} forsvinner på veien (${port(a)}).`,
    why: 'Noen brannmurer «inspiserer» SMTP slik. Servere og programmer som krever kryptering, får da ikke levert.',
  },
  'dom-stale-local-zone': {
    title: 'E-post fra våre andre kunder havner i en postkasse ingen leser',
    what: (a) =>
      `Verden leverer e-post for ${a.domain} til ${a.host}, men vi beholder det våre egne kunder sender. ` +
      `${a.fromHere} slike ligger i ${a.address} hos oss, sist ${a.lastAt}.`,
    why: 'Domenet er fortsatt satt opp her, og derfor går e-post mellom våre kunder aldri ut. Ingen har logget på her de siste 14 dagene.',
  },
};

export const outsideFixes: Pick<FixTexts, keyof typeof OUTSIDE_FIXES> = {
  'restore-door': (a) =>
    `Vi må få ${a.host} til å svare på ${port(a)} igjen: sjekk at tjenesten kjører, og at brannmuren slipper den gjennom.`,
  'tell-the-operator': (a) =>
    `Si fra til dem som driver ${a.host}: sertifikatet på ${port(a)} må fornyes eller sendes helt. Det kan ikke rettes hos deg.`,
  'renew-certificate': (a) => `Vi må fornye sertifikatet for ${a.host} (${port(a)}). Du trenger ikke endre noe.`,
  'install-chain': (a) => `Vi må legge mellomleddet fra ${a.issuer} sammen med sertifikatet for ${a.host}.`,
  'use-host-name': (a) =>
    `Bruk ${a.host} som innkommende og utgående server i e-postprogrammet, i stedet for ${a.name}.`,
  'add-name-to-certificate': (a) => `Vi kan også utvide sertifikatet så det gjelder ${a.name}.`,
  'correct-setup-record': (a) => `Endre oppføringen ${a.where} i DNS så den peker på ${a.host}, port ${a.wanted}.`,
  'correct-setup-document': (a) =>
    `Rett eller fjern filen ${a.where}. Innkommende og utgående server skal være ${a.host}, port ${a.wanted}.`,
  'remove-autodiscover': (a) =>
    a.record === 'srv'
      ? `Fjern oppføringen _autodiscover._tcp.${a.domain}, som peker til ${a.target}, med mindre du bruker den til noe annet.`
      : `Fjern oppføringen autodiscover.${a.domain}, som peker til ${a.target}, med mindre du bruker den til noe annet.`,
  'mend-ipv6': (a) => `Vi må få ${a.host} til å svare på ${a.addresses}, eller ta IPv6-adressen ut av DNS så lenge.`,
  'use-webmail-meanwhile': () => 'Bruk webmail så lenge. Ikke endre innstillingene i e-postprogrammet.',
  'stop-smtp-inspection': (a) =>
    `Be dem som styrer brannmuren foran ${a.host}, slå av inspeksjon av SMTP (den kan hete «fixup», «SMTP inspection» eller «ESMTP»).`,
  'stop-serving-domain': (a) =>
    `Ligger e-posten for ${a.domain} på ${a.host} nå? Da slutter vi å levere den lokalt, og e-posten som ligger her, kan flyttes over.`,
};
