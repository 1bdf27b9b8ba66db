/** Words for causes of registry, delegation and DNSSEC på svenska. */
import type { DELEGATION_FIXES } from '#src/diagnosis/causes/delegation/fixes.ts';
import type { DelegationCause } from '#src/diagnosis/causes/delegation/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

/** Why the chain of trust does not hold. */
const broken = (a: Told): string => {
  const when = a.signatureAt ? ` ${a.signatureAt}` : '';
  switch (a.reason) {
    case 'ds-mismatch':
      return `Nyckeln som registret har antecknat (${a.dsTags || 'DS'}) är inte den som zonen använder${a.keyTags ? ` (${a.keyTags})` : ''}. Så blir det ofta efter ett byte av DNS-leverantör.`;
    case 'no-dnskey':
      return 'Registret säger att zonen är signerad, men zonen har ingen nyckel.';
    case 'signature-expired':
      return `Signaturerna i zonen gick ut${when}.`;
    case 'signature-not-yet-valid':
      return `Signaturerna i zonen börjar gälla först${when}.`;
    case 'signature-wrong':
      return `Signaturen på ${a.type || 'posterna'} stämmer inte med innehållet.`;
    case 'missing-signature':
      return `Signaturen på ${a.type || 'posterna'} saknas.`;
    default:
      return 'Signaturerna i zonen går inte att kontrollera.';
  }
};

export const delegationCauses: Pick<CauseTexts, DelegationCause> = {
  'dom-ns-elsewhere': {
    title: 'Namnservrarna finns hos en annan leverantör',
    what: (a) =>
      `Domänen ${a.domain} styrs från ${a.servers}, inte från våra namnservrar. Där går e-posten till ${a.hosts || 'ingen server'}; det du har lagt in hos oss (${a.ours}) ser ingen.`,
    why: 'Omvärlden frågar bara de namnservrar som registret har antecknat. Ändringar på andra ställen har ingen verkan.',
  },
  'dom-lame-delegation': {
    title: 'Ingen namnserver svarar för domänen',
    what: (a) =>
      a.how === 'silent'
        ? `Namnservrarna för ${a.zone} svarar inte: ${a.servers}.`
        : a.how === 'says-no'
          ? `Namnservrarna för ${a.zone} säger att de inte känner till zonen: ${a.servers}.`
          : `Ingen av namnservrarna för ${a.zone} ger svar om domänen: ${a.servers}.`,
    why: 'Utan svar från namnservrarna kan ingen ta reda på vart e-posten ska levereras.',
  },
  'dom-ns-inconsistent': {
    title: 'Namnservrarna är oense',
    what: (a) =>
      a.how === 'mx'
        ? `Namnservrarna för ${a.zone} ger olika svar. ${a.servers} skickar e-posten till ${a.hosts || 'ingen'}${a.serials ? ` (versioner: ${a.serials})` : ''}.`
        : a.how === 'signatures'
          ? `En kopia av zonen ${a.zone} har signaturer som inte håller: ${a.servers}.`
          : `En del av namnservrarna för ${a.zone} svarar inte för zonen: ${a.servers}.`,
    why: 'Vilken namnserver avsändaren frågar är en slump. Därför kommer en del e-post fram och en del inte.',
  },
  'dom-dnssec-bogus': {
    title: 'Domänens DNSSEC-signatur håller inte',
    what: (a) => `Zonen ${a.zone} är signerad med DNSSEC, men signaturen håller inte. ${broken(a)}`,
    why: 'Många e-postservrar kontrollerar signaturen och behandlar domänen som om den inte fanns när den är fel.',
  },
  'dom-propagation': {
    title: 'DNS-ändringen har inte nått alla än',
    what: (a) =>
      `MX-posten för ${a.domain} är rätt nu, men en del minns den gamla (${a.hosts || 'ingen server'}). Det varar till ${a.untilAt}.`,
    why: 'DNS-svar sparas en tid. Så länge går en del av e-posten dit den gamla posten pekar.',
  },
  'dom-mx-is-ip': {
    title: 'MX-posten är en IP-adress',
    what: (a) => `I MX-posten för ${a.domain} står adressen ${a.hosts} där det ska stå ett namn.`,
    why: 'E-postservrar läser adressen som ett namn, och det namnet finns inte.',
  },
  'dom-mx-is-cname': {
    title: 'MX-posten pekar på ett alias',
    what: (a) => `MX-posten för ${a.domain} pekar på ${a.hosts}, som är ett alias (CNAME) för ${a.names}.`,
    why: 'MX ska peka på ett namn med egen adress. En del avsändare vägrar följa aliaset, så en del e-post kommer inte fram.',
  },
  'dom-cname-at-apex': {
    title: 'Domänen är ett alias för ett annat namn',
    what: (a) =>
      `Domänen ${a.domain} har en CNAME-post som pekar på ${a.alias}. Då gäller e-postposterna där${a.hosts ? ` (${a.hosts})` : ', och där finns inga'}.`,
    why: 'En CNAME på själva domänen döljer dina MX- och TXT-poster.',
  },
  'dom-mx-follows-website': {
    title: 'E-posten följde med när webbplatsen flyttade',
    what: (a) => `MX-posten för ${a.domain} pekar på ${a.hosts}, samma adress som webbplatsen (${a.web}).`,
    why: 'Där webbplatsen ligger nu tar ingen emot din e-post. Brevlådorna ligger kvar här.',
  },
  'dom-mx-via-proxy': {
    title: 'E-posten skickas genom en webbproxy',
    what: (a) => `MX-posten för ${a.domain} pekar på ${a.hosts}, som går genom ${a.proxy} (${a.addresses}).`,
    why: 'Sådana tjänster släpper bara igenom webbtrafik. E-post på port 25 tar stopp där.',
  },
  'dom-mailhost-record-gone': {
    title: 'Servernamnet i e-postprogrammet finns inte längre',
    what: (a) =>
      `Ditt e-postprogram använder servernamnet ${a.hosts}, men det finns inte längre i DNS. Senast det fungerade: ${a.lastAt}.`,
    why: 'Programmet hittar inte servern. E-posten når brevlådan, men programmet kan inte hämta den.',
  },
  'svc-hostname-retired': {
    title: 'Det gamla servernamnet är avstängt',
    what: (a) =>
      `Ditt e-postprogram använder vårt gamla servernamn ${a.hosts}, som inte används längre. Senast det fungerade: ${a.lastAt}.`,
    why: 'Programmet hittar inte servern under det gamla namnet.',
  },
  'dom-transferred-away': {
    title: 'Domänen har flyttats till en annan registrar',
    what: (a) =>
      `Domänen ${a.domain} flyttades ${a.transferredAt}${a.registrar ? ` till ${a.registrar}` : ''}. E-posten går inte längre hit.`,
    why: 'Namnservrarna följer ofta med vid flytten. De nya har inte posterna för din e-post.',
  },
  'bil-domain-elsewhere-unpaid': {
    title: 'Domänen är inte förnyad hos registraren',
    what: (a) =>
      `Domänen ${a.domain} är registrerad hos ${a.registrar || 'en annan leverantör'} och är inte förnyad där${a.expiresAt ? ` (gick ut ${a.expiresAt})` : ''}. Fakturan hos oss är betald.`,
    why: 'Vi sköter e-posten men inte domänen. När domänen inte är förnyad hittar ingen fram till e-posten.',
  },
  'dom-wrong-tld': {
    title: 'Adressen har fel ändelse',
    what: (a) =>
      `Domänen ${a.asked} ${a.exists === 'yes' ? 'tar inte emot e-post' : 'finns inte'}. Den som har e-post här heter ${a.right}.`,
    why: 'Med fel ändelse går e-posten till en annan domän.',
  },
  'dom-idn-mixup': {
    title: 'Domänen är skriven med andra bokstäver',
    what: (a) =>
      `Domänen ${a.asked} ${a.exists === 'yes' ? 'tar inte emot e-post' : 'finns inte'}. Den liknar ${a.right}, som har e-post här.`,
    why: 'För DNS är ö och o, å och aa och bokstäver ur andra alfabet helt olika tecken.',
  },
};

export const delegationFixes: Pick<FixTexts, keyof typeof DELEGATION_FIXES> = {
  'edit-at-dns-host': (a) =>
    `Gör ändringen där domänen styrs${a.servers ? ` (${a.servers})` : ''}: MX för ${a.domain} ska vara ”10 ${a.hostname}”.`,
  'move-name-servers': (a) => `Eller be registraren ändra namnservrarna för ${a.zone} till ${a.servers}.`,
  'load-zone': (a) => `Vi lägger in zonen ${a.zone} igen på våra namnservrar (${a.servers}).`,
  'mend-name-servers': (a) =>
    `Skicka detta till din DNS-leverantör: ”Namnservrarna ${a.servers} svarar inte för zonen ${a.zone}. Lägg in zonen, eller rätta namnservrarna hos registraren.”`,
  'resync-name-servers': (a) =>
    `Skicka detta till din DNS-leverantör: ”Namnservrarna för ${a.zone} ger olika svar. Uppdatera kopian på ${a.servers}.”`,
  'mend-ds': (a) =>
    `Be registraren ta bort DS-posten för ${a.zone}, eller byta den mot den som hör till zonens nyckel. Det får effekt när den gamla har glömts bort, oftast inom ett dygn.`,
  'sign-zone-again': (a) => `Be DNS-leverantören signera zonen ${a.zone} på nytt.`,
  'wait-for-caches': (a) =>
    `Vänta till ${a.untilAt}; då har alla den nya posten. Låt den gamla servern ta emot så länge, och hämta det som ligger där.`,
  'name-instead-of-address': (a) =>
    a.hostname
      ? `Skriv ”10 ${a.hostname}” i MX-posten för ${a.domain} i stället för ${a.hosts}.`
      : `Skapa ett namn med A-post för ${a.hosts}, och skriv namnet i MX-posten för ${a.domain}.`,
  'name-instead-of-alias': (a) => `Låt MX-posten för ${a.domain} peka direkt på ${a.names} i stället för ${a.hosts}.`,
  'remove-apex-alias': (a) =>
    `Ta bort CNAME-posten på ${a.domain}. Använd A-post eller ALIAS för webbplatsen${a.hostname ? ` och MX ”10 ${a.hostname}” för e-posten` : ''}.`,
  'own-mail-name': (a) => `Ändra MX för ${a.domain} till ”10 ${a.hostname}”. Då flyttar e-posten inte med webbplatsen.`,
  'unproxy-mail-name': (a) =>
    a.hostname
      ? `Ändra MX för ${a.domain} till ”10 ${a.hostname}”, eller stäng av proxyn hos ${a.proxy} för ${a.hosts} (bara DNS).`
      : `Stäng av proxyn hos ${a.proxy} för ${a.hosts} (bara DNS).`,
  'restore-mail-name': (a) => `Lägg in ${a.hosts} i DNS igen som alias (CNAME) för ${a.hostname}.`,
  'use-our-name': (a) =>
    `Byt servernamn i e-postprogrammet från ${a.hosts} till ${a.hostname}, både för inkommande och utgående.`,
  'transfer-back': (a) => `Var flytten inte meningen? Kontakta ${a.registrar || 'den nya registraren'} med en gång.`,
  'pay-registrar': (a) =>
    `Förnya ${a.domain} hos ${a.registrar || 'registraren'}. E-posten fungerar igen när domänen är tillbaka.`,
  'use-right-domain': (a) => `Använd ${a.right}.`,
};
