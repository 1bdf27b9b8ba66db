/** Words for causes of registry, delegation and DNSSEC på norsk bokmål. */
import type { DELEGATION_FIXES } from '#src/diagnosis/causes/delegation/fixes.ts';
import type { DelegationCause } from '#src/diagnosis/causes/delegation/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

/** Why the chain of trust does not hold. */
const broken = (a: Told): string => {
  const when = a.signatureAt ? ` ${a.signatureAt}` : '';
  switch (a.reason) {
    case 'ds-mismatch':
      return `Nøkkelen som domeneregisteret har notert (${a.dsTags || 'DS'}), er ikke den sonen bruker${a.keyTags ? ` (${a.keyTags})` : ''}. Slik blir det ofte etter bytte av DNS-leverandør.`;
    case 'no-dnskey':
      return 'Domeneregisteret sier at sonen er signert, men sonen har ingen nøkkel.';
    case 'signature-expired':
      return `Signaturene i sonen gikk ut${when}.`;
    case 'signature-not-yet-valid':
      return `Signaturene i sonen gjelder først fra${when}.`;
    case 'signature-wrong':
      return `Signaturen på ${a.type || 'oppføringene'} stemmer ikke med innholdet.`;
    case 'missing-signature':
      return `Signaturen på ${a.type || 'oppføringene'} mangler.`;
    default:
      return 'Signaturene i sonen lar seg ikke kontrollere.';
  }
};

export const delegationCauses: Pick<CauseTexts, DelegationCause> = {
  'dom-ns-elsewhere': {
    title: 'Navnetjenerne er hos en annen leverandør',
    what: (a) =>
      `Domenet ${a.domain} styres fra ${a.servers}, ikke fra navnetjenerne våre. Der står e-posten til ${a.hosts || 'ingen server'}; det du har lagt inn hos oss (${a.ours}), ser ingen.`,
    why: 'Verden spør bare navnetjenerne som domeneregisteret har notert. Endringer andre steder har ingen virkning.',
  },
  'dom-lame-delegation': {
    title: 'Ingen navnetjener svarer for domenet',
    what: (a) =>
      a.how === 'silent'
        ? `Navnetjenerne for ${a.zone} svarer ikke: ${a.servers}.`
        : a.how === 'says-no'
          ? `Navnetjenerne for ${a.zone} sier at de ikke kjenner sonen: ${a.servers}.`
          : `Ingen av navnetjenerne for ${a.zone} gir svar på domenet: ${a.servers}.`,
    why: 'Uten svar fra navnetjenerne finner ingen ut hvor e-posten skal leveres.',
  },
  'dom-ns-inconsistent': {
    title: 'Navnetjenerne er uenige',
    what: (a) =>
      a.how === 'mx'
        ? `Navnetjenerne for ${a.zone} gir ulike svar. ${a.servers} sender e-posten til ${a.hosts || 'ingen'}${a.serials ? ` (versjoner: ${a.serials})` : ''}.`
        : a.how === 'signatures'
          ? `En kopi av sonen ${a.zone} har signaturer som ikke holder: ${a.servers}.`
          : `En del av navnetjenerne for ${a.zone} svarer ikke for sonen: ${a.servers}.`,
    why: 'Hvilken navnetjener avsenderen spør, er tilfeldig. Derfor kommer noe e-post fram og noe ikke.',
  },
  'dom-dnssec-bogus': {
    title: 'DNSSEC-signaturen på domenet holder ikke',
    what: (a) => `Sonen ${a.zone} er signert med DNSSEC, men signaturen holder ikke. ${broken(a)}`,
    why: 'Mange e-postservere kontrollerer signaturen og later som domenet ikke finnes når den er feil.',
  },
  'dom-propagation': {
    title: 'Endringen i DNS har ikke nådd alle ennå',
    what: (a) =>
      `MX-oppføringen for ${a.domain} er riktig nå, men noen husker den gamle (${a.hosts || 'ingen server'}). Det varer til ${a.untilAt}.`,
    why: 'DNS-svar blir husket en stund. Så lenge går noe av e-posten dit den gamle oppføringen peker.',
  },
  'dom-mx-is-ip': {
    title: 'MX-oppføringen er en IP-adresse',
    what: (a) => `I MX-oppføringen for ${a.domain} står adressen ${a.hosts} der det skal stå et navn.`,
    why: 'E-postservere leser adressen som et navn, og det navnet finnes ikke.',
  },
  'dom-mx-is-cname': {
    title: 'MX-oppføringen peker på et alias',
    what: (a) => `MX-oppføringen for ${a.domain} peker på ${a.hosts}, som er et alias (CNAME) for ${a.names}.`,
    why: 'MX skal peke på et navn med egen adresse. Noen avsendere nekter å følge aliaset, så noe e-post kommer ikke fram.',
  },
  'dom-cname-at-apex': {
    title: 'Domenet er et alias for et annet navn',
    what: (a) =>
      `Domenet ${a.domain} har en CNAME-oppføring som peker på ${a.alias}. Da gjelder e-postoppføringene der${a.hosts ? ` (${a.hosts})` : ', og der er det ingen'}.`,
    why: 'En CNAME på selve domenet skjuler MX- og TXT-oppføringene dine.',
  },
  'dom-mx-follows-website': {
    title: 'E-posten fulgte med da nettsiden flyttet',
    what: (a) => `MX-oppføringen for ${a.domain} peker på ${a.hosts}, samme adresse som nettsiden (${a.web}).`,
    why: 'Der nettsiden ligger nå, er det ingen som tar imot e-posten din. Postkassene ligger fortsatt her.',
  },
  'dom-mx-via-proxy': {
    title: 'E-posten sendes gjennom en nettside-proxy',
    what: (a) => `MX-oppføringen for ${a.domain} peker på ${a.hosts}, som går gjennom ${a.proxy} (${a.addresses}).`,
    why: 'Slike tjenester slipper bare nettrafikk gjennom. E-post på port 25 stopper der.',
  },
  'dom-mailhost-record-gone': {
    title: 'Servernavnet i e-postprogrammet finnes ikke lenger',
    what: (a) =>
      `E-postprogrammet ditt bruker servernavnet ${a.hosts}, men det finnes ikke lenger i DNS. Sist det virket: ${a.lastAt}.`,
    why: 'Programmet finner ikke serveren. E-posten kommer fram til postkassen, men programmet får den ikke ned.',
  },
  'svc-hostname-retired': {
    title: 'Det gamle servernavnet er slått av',
    what: (a) =>
      `E-postprogrammet ditt bruker vårt gamle servernavn ${a.hosts}, som ikke er i bruk lenger. Sist det virket: ${a.lastAt}.`,
    why: 'Programmet finner ikke serveren under det gamle navnet.',
  },
  'dom-transferred-away': {
    title: 'Domenet er flyttet til en annen registrar',
    what: (a) =>
      `Domenet ${a.domain} ble flyttet ${a.transferredAt}${a.registrar ? ` til ${a.registrar}` : ''}. E-posten går ikke lenger hit.`,
    why: 'Navnetjenerne følger ofte med på flyttingen. De nye har ikke oppføringene for e-posten din.',
  },
  'bil-domain-elsewhere-unpaid': {
    title: 'Domenet er ikke fornyet hos registraren',
    what: (a) =>
      `Domenet ${a.domain} er registrert hos ${a.registrar || 'en annen leverandør'} og er ikke fornyet der${a.expiresAt ? ` (gikk ut ${a.expiresAt})` : ''}. Regningen hos oss er betalt.`,
    why: 'Vi leverer e-posten, men ikke domenet. Når domenet ikke er fornyet, finner ingen fram til e-posten.',
  },
  'dom-wrong-tld': {
    title: 'Adressen har feil endelse',
    what: (a) =>
      `Domenet ${a.asked} ${a.exists === 'yes' ? 'tar ikke imot e-post' : 'finnes ikke'}. Det som har e-post her, heter ${a.right}.`,
    why: 'Med feil endelse går e-posten til et annet domene.',
  },
  'dom-idn-mixup': {
    title: 'Domenet er skrevet med andre bokstaver',
    what: (a) =>
      `Domenet ${a.asked} ${a.exists === 'yes' ? 'tar ikke imot e-post' : 'finnes ikke'}. Det ligner på ${a.right}, som har e-post her.`,
    why: 'For DNS er ø og o, å og aa, og bokstaver fra andre alfabeter helt ulike tegn.',
  },
};

export const delegationFixes: Pick<FixTexts, keyof typeof DELEGATION_FIXES> = {
  'edit-at-dns-host': (a) =>
    `Gjør endringen der domenet styres${a.servers ? ` (${a.servers})` : ''}: MX for ${a.domain} skal være «10 ${a.hostname}».`,
  'move-name-servers': (a) => `Eller be registraren sette navnetjenerne for ${a.zone} til ${a.servers}.`,
  'load-zone': (a) => `Vi legger sonen ${a.zone} inn igjen på navnetjenerne våre (${a.servers}).`,
  'mend-name-servers': (a) =>
    `Send dette til DNS-leverandøren din: «Navnetjenerne ${a.servers} svarer ikke for sonen ${a.zone}. Legg inn sonen, eller rett navnetjenerne hos registraren.»`,
  'resync-name-servers': (a) =>
    `Send dette til DNS-leverandøren din: «Navnetjenerne for ${a.zone} gir ulike svar. Oppdater kopien på ${a.servers}.»`,
  'mend-ds': (a) =>
    `Be registraren fjerne DS-oppføringen for ${a.zone}, eller bytte den mot den som hører til sonens nøkkel. Det virker når den gamle er glemt, vanligvis innen et døgn.`,
  'sign-zone-again': (a) => `Be DNS-leverandøren signere sonen ${a.zone} på nytt.`,
  'wait-for-caches': (a) =>
    `Vent til ${a.untilAt}; da har alle den nye oppføringen. La den gamle serveren ta imot så lenge, og hent det som ligger der.`,
  'name-instead-of-address': (a) =>
    a.hostname
      ? `Skriv «10 ${a.hostname}» i MX-oppføringen for ${a.domain} i stedet for ${a.hosts}.`
      : `Lag et navn med A-oppføring for ${a.hosts}, og skriv navnet i MX-oppføringen for ${a.domain}.`,
  'name-instead-of-alias': (a) => `La MX-oppføringen for ${a.domain} peke rett på ${a.names} i stedet for ${a.hosts}.`,
  'remove-apex-alias': (a) =>
    `Fjern CNAME-oppføringen på ${a.domain}. Bruk A-oppføring eller ALIAS til nettsiden${a.hostname ? `, og MX «10 ${a.hostname}» til e-posten` : ''}.`,
  'own-mail-name': (a) => `Sett MX for ${a.domain} til «10 ${a.hostname}». Da flytter ikke e-posten med nettsiden.`,
  'unproxy-mail-name': (a) =>
    a.hostname
      ? `Sett MX for ${a.domain} til «10 ${a.hostname}», eller slå av proxyen hos ${a.proxy} for ${a.hosts} (bare DNS).`
      : `Slå av proxyen hos ${a.proxy} for ${a.hosts} (bare DNS).`,
  'restore-mail-name': (a) => `Legg inn ${a.hosts} i DNS igjen som alias (CNAME) for ${a.hostname}.`,
  'use-our-name': (a) => `Bytt servernavnet i e-postprogrammet fra ${a.hosts} til ${a.hostname}, både for inn og ut.`,
  'transfer-back': (a) =>
    `Var flyttingen ikke meningen? Ta kontakt med ${a.registrar || 'den nye registraren'} med en gang.`,
  'pay-registrar': (a) =>
    `Forny ${a.domain} hos ${a.registrar || 'registraren'}. E-posten virker igjen når domenet er tilbake.`,
  'use-right-domain': (a) => `Bruk ${a.right}.`,
};
