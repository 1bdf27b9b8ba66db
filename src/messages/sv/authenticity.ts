/** Words for causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists på svenska. */
import type { AUTHENTICITY_FIXES } from '#src/diagnosis/causes/authenticity/fixes.ts';
import type { AuthenticityCause } from '#src/diagnosis/causes/authenticity/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

const tooMany = (kind: string): string =>
  kind === 'too-many-void'
    ? 'Fler än två av namnen i den finns inte längre'
    : kind === 'too-many-mx'
      ? 'Ett namn i den har fler än tio e-postservrar'
      : 'Den kräver fler än tio uppslag i DNS';
const DKIM: Readonly<Record<string, string>> = {
  cut: 'är avkapad och saknar slutet',
  revoked: 'är tömd, det vill säga återkallad',
  mismatch: 'är en annan än den vi signerar med',
  several: 'står där flera gånger med olika innehåll',
  unreadable: 'går inte att läsa',
  'not-for-mail': 'gäller inte för e-post',
  'wrong-hash': 'tillåter inte de signaturer vi gör',
};
const DMARC: Readonly<Record<string, (a: Readonly<Record<string, string>>) => string>> = {
  several: (a) => `Det ligger ${a.count} DMARC-poster på ${a.name}. Då räknas ingen av dem.`,
  misplaced: (a) => `DMARC-posten ligger på ${a.where}, men mottagare tittar bara på ${a.name}.`,
  near: (a) => `Posten på ${a.name} är tänkt som DMARC men börjar fel: ”${a.term}”.`,
};
const STS: Readonly<Record<string, (a: Readonly<Record<string, string>>) => string>> = {
  mismatch: (a) => `Regeln på ${a.url} godtar ${a.patterns}, men e-posten till ${a.domain} går nu till ${a.hosts}.`,
  'bad-certificate': (a) => `Regeln på ${a.url} kan inte hämtas säkert: certifikatet där håller inte (${a.why}).`,
  'bad-policy': (a) => `Regeln på ${a.url} har ett fel: ”${a.why}”.`,
  missing: (a) =>
    `${a.name} saknas eller är fel i DNS. Utan den levererar avsändare som förut, men de kräver inte att överföringen är krypterad.`,
};

/** A pasted text does not always say whom the mail was for. */
const mail = (a: Readonly<Record<string, string>>): string =>
  a.recipient ? `e-post till ${a.recipient}` : 'e-post från dig';

export const authenticityCauses: Pick<CauseTexts, AuthenticityCause> = {
  'dom-spf-lacks-us': {
    title: 'SPF-posten nämner inte vår server',
    what: (a) =>
      `SPF-posten för ${a.domain} säger vem som får skicka e-post, och vår adress ${a.addresses} är inte med. ` +
      `Där står det nu: ”${a.record}”.`,
    why: 'Mottagare jämför avsändaren med den listan. E-post från dig kan därför nekas eller hamna i skräpposten.',
  },
  'dom-spf-multiple': {
    title: 'Flera SPF-poster',
    what: (a) => `Domänen ${a.domain} har ${a.count} SPF-poster. Det får bara finnas en.`,
    why: 'Med fler än en räknas SPF som fel hos alla mottagare, oavsett vad som står i dem.',
  },
  'dom-spf-too-many-lookups': {
    title: 'SPF-posten kräver för många uppslag',
    what: (a) =>
      `SPF-posten för ${a.domain} går inte att räkna ut. ${tooMany(a.kind)}, och vid ”${a.term}” tar det slut.`,
    why: 'Mottagare slutar där och räknar SPF som fel. E-post från dig kan nekas eller hamna i skräpposten.',
  },
  'dom-spf-syntax': {
    title: 'Skrivfel i SPF-posten',
    what: (a) =>
      a.kind === 'no-version'
        ? `Domänen ${a.domain} har en post som är tänkt som SPF men börjar fel: ”${a.term}”.`
        : a.where === a.domain
          ? `SPF-posten för ${a.domain} har ett fel vid ”${a.term}”.`
          : `SPF-posten för ${a.domain} hänvisar till ${a.where}, och där finns ett fel${a.term === '' ? '' : ` (”${a.term}”)`}.`,
    why: 'En SPF-post med fel gäller inte. Då kan ingen se att vår server får skicka åt dig.',
  },
  'svc-ip-changed': {
    title: 'SPF-posten nämner vår gamla adress',
    what: (a) =>
      `SPF-posten för ${a.domain} tillåter ${a.former}, som vi skickade från tidigare. Nu skickar vi från ${a.addresses}.`,
    why: 'Mottagare känner inte igen den nya adressen och kan neka e-post från dig.',
  },
  'dom-dkim-mismatch': {
    title: 'DKIM-nyckeln i DNS är fel',
    what: (a) => `Nyckeln på ${a.name} ${DKIM[a.kind] ?? 'stämmer inte'}.`,
    why: 'Vi signerar din e-post, men mottagare får inte signaturen att stämma och kan tro att den är förfalskad.',
  },
  'dom-dmarc-multiple-or-bad': {
    title: 'DMARC-posten fungerar inte',
    what: (a) => (DMARC[a.kind] ?? ((b) => `DMARC-posten på ${b.name} har ett fel vid ”${b.term}”.`))(a),
    why: 'Mottagare bortser från den. Stora mottagare litar mindre på domäner utan DMARC.',
  },
  'dom-dmarc-own-policy-hits-self': {
    title: 'Domänens egen regel drabbar din e-post',
    what: (a) =>
      `DMARC-regeln för ${a.domain} (${a.name}) ber mottagare ${a.policy === 'reject' ? 'neka' : 'lägga undan'} e-post utan giltig SPF eller DKIM. ` +
      `För e-post från vår server (${a.addresses}) är ingen av dem giltig.`,
    why: 'Mottagare gör det som din domän ber om: de stoppar e-posten, fast den är äkta.',
  },
  'dom-dmarc-misaligned': {
    title: 'Avsändaren är bekräftad för en annan domän',
    what: (a) =>
      `${a.host || 'Mottagaren'} nekade ${mail(a)}. Den skickades i namnet ${a.envelope}, och inget bekräftar ${a.domain}.`,
    why: 'Mottagare vill att domänen i avsändarfältet bekräftas, med DKIM eller med SPF för samma domän.',
  },
  'dom-mtasts-mismatch': {
    title: 'MTA-STS är inte rätt inställt',
    what: (a) => (STS[a.kind] ?? ((b) => `Regeln på ${b.url} kan inte hämtas (${b.why}).`))(a),
    why: 'MTA-STS talar om för avsändare vilka e-postservrar som är dina. De som följer regeln, bland andra Google och Microsoft, levererar inte när den inte passar.',
  },
  'dom-tlsa-mismatch': {
    title: 'DANE-posten passar inte certifikatet',
    what: (a) => `Certifikatet på ${a.hosts} är ett annat än det som ${a.names} utlovar.`,
    why: 'Avsändare som kontrollerar DANE håller inne e-posten. Andra levererar som förut.',
  },
  'dom-on-uri-blocklist': {
    title: 'Domänen står på en spärrlista',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'Mottagaren'} nekade ${mail(a)}, eftersom din domän eller en länk står på en spärrlista: ”${a.quote}”`
        : `Domänen ${a.domain} står på ${a.lists}.${a.words === '' ? '' : ` Listan säger: ”${a.words}”`}`,
    why: 'Mottagare som använder listan nekar e-post från domänen och e-post med länkar till den. Ofta har webbplatsen blivit kapad.',
  },
  'snd-server-ip-listed': {
    title: 'Vår server står på en spärrlista',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'Mottagaren'} nekade ${mail(a)}, eftersom adressen vi skickar från står på en spärrlista: ”${a.quote}”`
        : `Adressen ${a.entries}, som vi skickar från, står på ${a.lists}.${a.words === '' ? '' : ` Listan säger: ”${a.words}”`}`,
    why: 'Mottagare som använder listan nekar e-post från oss. Det är vårt ansvar, du kan inte göra något åt det själv.',
  },
  'snd-no-ptr': {
    title: 'Adressen vi skickar från saknar namn',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'Mottagaren'} nekade ${mail(a)}, eftersom adressen vi skickar från saknar ett giltigt namn i DNS: ”${a.quote}”`
        : a.kind === 'none'
          ? `Adressen ${a.addresses} har inget namn i DNS (PTR).${a.onlySix === 'yes' ? ' Det gäller bara IPv6.' : ''}`
          : `Adressen ${a.addresses} heter ${a.names} i DNS, men det namnet leder inte tillbaka.${a.onlySix === 'yes' ? ' Det gäller bara IPv6.' : ''}`,
    why: 'Stora mottagare tar inte emot e-post från en adress utan namn. Det är vi som måste rätta det.',
  },
  'snd-sender-domain-unresolvable': {
    title: 'Ingen kan svara på e-post från domänen',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'Mottagaren'} hittade inte din domän och nekade därför ${mail(a)}: ”${a.quote}”`
        : a.kind === 'none'
          ? `Domänen ${a.domain} har varken MX-post eller adress i DNS.`
          : `Domänen ${a.domain} säger i DNS att den inte tar emot e-post.`,
    why: 'Många mottagare nekar e-post från en avsändare som inte kan få svar.',
  },
  'svc-resolver-refused-by-dnsbl': {
    title: 'En spärrlista svarar inte oss',
    what: (a) => `${a.lists} vägrar svara namnservern som vi frågar genom. Vad som står där vet vi alltså inte.`,
    why: 'Om ett sådant svar läses som ”listad” nekas all e-post. Vi räknar det som inget svar.',
  },
  'svc-dead-dnsbl': {
    title: 'En spärrlista är nedlagd',
    what: (a) => `${a.lists} klarar inte sitt eget prov, och svaren därifrån betyder ingenting.`,
    why: 'En nedlagd lista kan svara att alla är listade. Används den nekas äkta e-post.',
  },
};
export const authenticityFixes: Pick<FixTexts, keyof typeof AUTHENTICITY_FIXES> = {
  'replace-txt': (a) =>
    a.found === ''
      ? `Lägg in den här posten där domänens DNS finns: ${a.name} TXT "${a.value}".`
      : `Byt ut posten ${a.name} där domänens DNS finns mot den här enda: TXT "${a.value}".`,
  'replace-key-alias': (a) =>
    `${a.name} hänvisar till ${a.alias} (CNAME). Ta bort CNAME-posten och lägg in: ${a.name} TXT "${a.value}".`,
  'mend-spf-by-hand': (a) =>
    `Rätta ${a.terms} i SPF-posten för ${a.domain}. Vi vet inte vem det är tänkt att gälla och ändrar det inte åt dig.`,
  'shorten-spf': (a) => `Ta bort tjänster som inte längre skickar e-post för ${a.domain} ur SPF-posten.`,
  'mend-foreign-spf': (a) => `Be den som sköter ${a.where} att rätta sin SPF-post, eller ta bort den ur din.`,
  'update-mta-sts': (a) =>
    `Ändra regeln på ${a.url} så att den godtar ${a.hosts}, och ge _mta-sts.${a.domain} ett nytt id.`,
  'mend-mta-sts-host': (a) =>
    `Se till att ${a.url} svarar med ett giltigt certifikat och en regel utan fel, eller sätt regeln ur kraft med ”mode: none”.`,
  'replace-tlsa': (a) => `Lägg in ${a.name} TLSA ${a.value}, och ta bort den gamla när den nya syns.`,
  'ask-delisting': (a) => `Hitta orsaken och be ${a.list} att ta bort ${a.entries}.`,
  'clean-and-delist': (a) => `Rensa webbplatsen från främmande innehåll och be ${a.list} att ta bort ${a.entries}.`,
  'set-reverse-name': (a) => `Be den som äger nätet att ge ${a.address} namnet ${a.hostname} (PTR).`,
  'ask-lists-directly': (a) => `Fråga ${a.lists} genom en egen namnserver eller med en nyckel från listan.`,
  'drop-block-list': (a) => `Ta bort ${a.lists} ur inställningarna (reputation.ipLists, reputation.domainLists).`,
  'find-and-delist': () => 'Hitta listan i mottagarens svar, åtgärda orsaken och begär att adressen tas bort.',
  'find-and-delist-name': (a) =>
    `Hitta listan i mottagarens svar. Rensa webbplatsen ${a.domain}, ta bort länkar ur signaturen och begär att domänen tas bort.`,
  'check-reverse-name': (a) =>
    `Kontrollera att adressen vi skickar från har ett namn (PTR) som leder tillbaka till den, till exempel ${a.hostname}.`,
  'check-own-domain': (a) =>
    `Kontrollera att ${a.domain} svarar hos alla sina namnservrar. Vi hittar domänen nu, så felet kan vara över. Skicka igen.`,
  'send-with-own-domain': (a) =>
    `Använd samma domän som avsändare hela vägen: ${a.domain} och inte ${a.envelope} som kuvertavsändare.`,
};
