/** Words for causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists på norsk bokmål. */
import type { AUTHENTICITY_FIXES } from '#src/diagnosis/causes/authenticity/fixes.ts';
import type { AuthenticityCause } from '#src/diagnosis/causes/authenticity/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

const tooMany = (kind: string): string =>
  kind === 'too-many-void'
    ? 'Mer enn to av navnene i den finnes ikke lenger'
    : kind === 'too-many-mx'
      ? 'Et navn i den har flere enn ti e-postservere'
      : 'Den krever mer enn ti oppslag i DNS';
const DKIM: Readonly<Record<string, string>> = {
  cut: 'er kuttet og mangler slutten',
  revoked: 'er tømt, det vil si trukket tilbake',
  mismatch: 'er en annen enn den vi signerer med',
  several: 'står der flere ganger med ulikt innhold',
  unreadable: 'kan ikke leses',
  'not-for-mail': 'gjelder ikke for e-post',
  'wrong-hash': 'tillater ikke signaturene vi lager',
};
const DMARC: Readonly<Record<string, (a: Readonly<Record<string, string>>) => string>> = {
  several: (a) => `Det ligger ${a.count} DMARC-oppføringer på ${a.name}. Da gjelder ingen av dem.`,
  misplaced: (a) => `DMARC-oppføringen ligger på ${a.where}, men mottakere ser bare på ${a.name}.`,
  near: (a) => `Oppføringen på ${a.name} er ment som DMARC, men begynner feil: «${a.term}».`,
};
const STS: Readonly<Record<string, (a: Readonly<Record<string, string>>) => string>> = {
  mismatch: (a) => `Regelen på ${a.url} godtar ${a.patterns}, men e-posten til ${a.domain} går nå til ${a.hosts}.`,
  'bad-certificate': (a) => `Regelen på ${a.url} kan ikke hentes sikkert: sertifikatet der holder ikke (${a.why}).`,
  'bad-policy': (a) => `Regelen på ${a.url} har en feil: «${a.why}».`,
  missing: (a) =>
    `${a.name} mangler eller er feil i DNS. Uten den leverer avsendere som før, men de krever ikke at overføringen er kryptert.`,
};

/** A pasted text does not always say whom the mail was for. */
const mail = (a: Readonly<Record<string, string>>): string =>
  a.recipient ? `e-post til ${a.recipient}` : 'e-post fra deg';

export const authenticityCauses: Pick<CauseTexts, AuthenticityCause> = {
  'dom-spf-lacks-us': {
    title: 'SPF-oppføringen nevner ikke serveren vår',
    what: (a) =>
      `SPF-oppføringen til ${a.domain} sier hvem som får sende e-post, og vår adresse ${a.addresses} er ikke med. ` +
      `Der står det nå: «${a.record}».`,
    why: 'Mottakere sammenligner avsenderen med denne listen. E-post fra deg kan derfor bli avvist eller havne i søppelpost.',
  },
  'dom-spf-multiple': {
    title: 'Flere SPF-oppføringer',
    what: (a) => `Domenet ${a.domain} har ${a.count} SPF-oppføringer. Det kan bare være én.`,
    why: 'Med mer enn én regnes SPF som feil hos alle mottakere, uansett hva som står i dem.',
  },
  'dom-spf-too-many-lookups': {
    title: 'SPF-oppføringen krever for mange oppslag',
    what: (a) =>
      `SPF-oppføringen til ${a.domain} lar seg ikke regne ut. ${tooMany(a.kind)}, og ved «${a.term}» er det slutt.`,
    why: 'Mottakere slutter der og regner SPF som feil. E-post fra deg kan bli avvist eller havne i søppelpost.',
  },
  'dom-spf-syntax': {
    title: 'Skrivefeil i SPF-oppføringen',
    what: (a) =>
      a.kind === 'no-version'
        ? `Domenet ${a.domain} har en oppføring som er ment som SPF, men begynner feil: «${a.term}».`
        : a.where === a.domain
          ? `SPF-oppføringen til ${a.domain} har en feil ved «${a.term}».`
          : `SPF-oppføringen til ${a.domain} viser videre til ${a.where}, og der er det en feil${a.term === '' ? '' : ` («${a.term}»)`}.`,
    why: 'En SPF-oppføring med feil gjelder ikke. Da kan ingen se at serveren vår får sende for deg.',
  },
  'svc-ip-changed': {
    title: 'SPF-oppføringen nevner vår gamle adresse',
    what: (a) =>
      `SPF-oppføringen til ${a.domain} tillater ${a.former}, som vi sendte fra før. Nå sender vi fra ${a.addresses}.`,
    why: 'Mottakere kjenner ikke igjen den nye adressen og kan avvise e-post fra deg.',
  },
  'dom-dkim-mismatch': {
    title: 'DKIM-nøkkelen i DNS er feil',
    what: (a) => `Nøkkelen på ${a.name} ${DKIM[a.kind] ?? 'stemmer ikke'}.`,
    why: 'Vi signerer e-posten din, men mottakere får ikke signaturen til å stemme og kan tro at den er forfalsket.',
  },
  'dom-dmarc-multiple-or-bad': {
    title: 'DMARC-oppføringen virker ikke',
    what: (a) => (DMARC[a.kind] ?? ((b) => `DMARC-oppføringen på ${b.name} har en feil ved «${b.term}».`))(a),
    why: 'Mottakere ser bort fra den. Store mottakere stoler mindre på domener uten DMARC.',
  },
  'dom-dmarc-own-policy-hits-self': {
    title: 'Domenets egen regel rammer e-posten din',
    what: (a) =>
      `DMARC-regelen for ${a.domain} (${a.name}) ber mottakere ${a.policy === 'reject' ? 'avvise' : 'sette til side'} e-post uten gyldig SPF eller DKIM. ` +
      `For e-post fra serveren vår (${a.addresses}) er ingen av dem gyldige.`,
    why: 'Mottakere gjør det domenet ditt ber om: de stopper e-posten, selv om den er ekte.',
  },
  'dom-dmarc-misaligned': {
    title: 'Avsenderen er bekreftet for et annet domene',
    what: (a) =>
      `${a.host || 'Mottakeren'} avviste ${mail(a)}. Den ble sendt i navnet til ${a.envelope}, og ingenting bekrefter ${a.domain}.`,
    why: 'Mottakere vil at domenet i avsenderfeltet bekreftes, med DKIM eller med SPF for det samme domenet.',
  },
  'dom-mtasts-mismatch': {
    title: 'MTA-STS er ikke satt opp riktig',
    what: (a) => (STS[a.kind] ?? ((b) => `Regelen på ${b.url} kan ikke hentes (${b.why}).`))(a),
    why: 'MTA-STS forteller avsendere hvilke e-postservere som er dine. De som holder seg til regelen, blant dem Google og Microsoft, leverer ikke når den ikke passer.',
  },
  'dom-tlsa-mismatch': {
    title: 'DANE-oppføringen passer ikke med sertifikatet',
    what: (a) => `Sertifikatet på ${a.hosts} er et annet enn det ${a.names} lover.`,
    why: 'Avsendere som kontrollerer DANE, holder e-posten tilbake. Andre leverer som før.',
  },
  'dom-on-uri-blocklist': {
    title: 'Domenet står på en sperreliste',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'Mottakeren'} avviste ${mail(a)}, fordi domenet ditt eller en lenke står på en sperreliste: «${a.quote}»`
        : `Domenet ${a.domain} står på ${a.lists}.${a.words === '' ? '' : ` Listen sier: «${a.words}»`}`,
    why: 'Mottakere som bruker listen, avviser e-post fra domenet og e-post med lenker til det. Ofte er nettstedet blitt misbrukt.',
  },
  'snd-server-ip-listed': {
    title: 'Serveren vår står på en sperreliste',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'Mottakeren'} avviste ${mail(a)}, fordi adressen vi sender fra, står på en sperreliste: «${a.quote}»`
        : `Adressen ${a.entries}, som vi sender fra, står på ${a.lists}.${a.words === '' ? '' : ` Listen sier: «${a.words}»`}`,
    why: 'Mottakere som bruker listen, avviser e-post fra oss. Det er vårt ansvar, du kan ikke gjøre noe med det selv.',
  },
  'snd-no-ptr': {
    title: 'Adressen vi sender fra, mangler navn',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'Mottakeren'} avviste ${mail(a)}, fordi adressen vi sender fra, ikke har noe gyldig navn i DNS: «${a.quote}»`
        : a.kind === 'none'
          ? `Adressen ${a.addresses} har ikke noe navn i DNS (PTR).${a.onlySix === 'yes' ? ' Det gjelder bare IPv6.' : ''}`
          : `Adressen ${a.addresses} heter ${a.names} i DNS, men det navnet fører ikke tilbake.${a.onlySix === 'yes' ? ' Det gjelder bare IPv6.' : ''}`,
    why: 'Store mottakere tar ikke imot e-post fra en adresse uten navn. Det er vi som må rette det.',
  },
  'snd-sender-domain-unresolvable': {
    title: 'Ingen kan svare på e-post fra domenet',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'Mottakeren'} fant ikke domenet ditt og avviste derfor ${mail(a)}: «${a.quote}»`
        : a.kind === 'none'
          ? `Domenet ${a.domain} har verken MX-oppføring eller adresse i DNS.`
          : `Domenet ${a.domain} sier i DNS at det ikke tar imot e-post.`,
    why: 'Mange mottakere avviser e-post fra en avsender som ikke kan få svar.',
  },
  'svc-resolver-refused-by-dnsbl': {
    title: 'En sperreliste svarer ikke oss',
    what: (a) => `${a.lists} nekter å svare navnetjeneren vi spør gjennom. Hva som står der, vet vi altså ikke.`,
    why: 'Leses et slikt svar som «oppført», avvises all e-post. Vi regner det som ikke svart.',
  },
  'svc-dead-dnsbl': {
    title: 'En sperreliste er nedlagt',
    what: (a) => `${a.lists} består ikke sin egen prøve, og svarene derfra betyr ingenting.`,
    why: 'En nedlagt liste kan svare at alle er oppført. Brukes den, blir ekte e-post avvist.',
  },
};
export const authenticityFixes: Pick<FixTexts, keyof typeof AUTHENTICITY_FIXES> = {
  'replace-txt': (a) =>
    a.found === ''
      ? `Legg inn denne oppføringen der domenets DNS ligger: ${a.name} TXT "${a.value}".`
      : `Bytt ut oppføringen ${a.name} der domenets DNS ligger, med denne ene: TXT "${a.value}".`,
  'replace-key-alias': (a) =>
    `${a.name} viser videre til ${a.alias} (CNAME). Slett CNAME-oppføringen, og legg inn: ${a.name} TXT "${a.value}".`,
  'mend-spf-by-hand': (a) =>
    `Rett ${a.terms} i SPF-oppføringen til ${a.domain}. Vi vet ikke hvem det er ment å gjelde, og endrer det ikke for deg.`,
  'shorten-spf': (a) => `Fjern tjenester som ikke lenger sender e-post for ${a.domain}, fra SPF-oppføringen.`,
  'mend-foreign-spf': (a) => `Be den som driver ${a.where}, rette SPF-oppføringen sin, eller fjern den fra din.`,
  'update-mta-sts': (a) =>
    `Endre regelen på ${a.url} slik at den godtar ${a.hosts}, og gi _mta-sts.${a.domain} en ny id.`,
  'mend-mta-sts-host': (a) =>
    `Sørg for at ${a.url} svarer med et gyldig sertifikat og en regel uten feil, eller sett regelen ut av kraft med «mode: none».`,
  'replace-tlsa': (a) => `Legg inn ${a.name} TLSA ${a.value}, og fjern den gamle når den nye er synlig.`,
  'ask-delisting': (a) => `Finn årsaken, og be ${a.list} fjerne ${a.entries}.`,
  'clean-and-delist': (a) => `Rydd nettstedet for fremmed innhold, og be ${a.list} fjerne ${a.entries}.`,
  'set-reverse-name': (a) => `Få den som eier nettet, til å gi ${a.address} navnet ${a.hostname} (PTR).`,
  'ask-lists-directly': (a) => `Spør ${a.lists} gjennom en egen navnetjener, eller med en nøkkel fra listen.`,
  'drop-block-list': (a) => `Fjern ${a.lists} fra oppsettet (reputation.ipLists, reputation.domainLists).`,
  'find-and-delist': () => 'Finn listen i svaret fra mottakeren, rett årsaken, og be om at adressen fjernes.',
  'find-and-delist-name': (a) =>
    `Finn listen i svaret fra mottakeren. Rydd nettstedet ${a.domain}, ta lenker ut av signaturen, og be om at domenet fjernes.`,
  'check-reverse-name': (a) =>
    `Kontroller at adressen vi sender fra, har et navn (PTR) som fører tilbake til den, for eksempel ${a.hostname}.`,
  'check-own-domain': (a) =>
    `Kontroller at ${a.domain} svarer hos alle navnetjenerne sine. Vi finner domenet nå, så feilen kan være over. Send på nytt.`,
  'send-with-own-domain': (a) =>
    `Bruk samme domene som avsender hele veien: ${a.domain} og ikke ${a.envelope} som konvoluttavsender.`,
};
