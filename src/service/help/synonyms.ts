/**
 * Words that readers use for the same thing, folded as search folds them; across languages, since a Swede on a Norwegian page
 * types what he knows. Data only; used by search.ts.
 */
const GROUPS: readonly string[] = [
  'soppelpost skrappost spam junk useriost skrapmail soppel reklame',
  'faktura fakturaer regning rakning bill invoice betale betala betaling betalning kid ocr ubetalt obetald purring inkasso',
  'passord losenord password pwd passordet losenordet',
  'utlandet utland utomlands abroad ferie semester holiday reise resa travel reiser resor',
  'vpn proxy',
  'sensur censur censorship sensurert kina china iran',
  'sertifikat certifikat certificate ssl tls sertifikatet certifikatet',
  'hacket hackad hacked kapret kapad stjalet virus misbruk missbruk phishing svindel bedrageri lurt',
  'videresende videresending vidarebefordra vidarebefordran forward forwarding redirect omdirigere eftersandning',
  'alias aliaser',
  'nyhetsbrev utskick newsletter masseutsendelse massutskick mailchimp nyhetsmail mailinglist',
  'full fullt plass utrymme quota kvote lagring lagringsplass space storage',
  'retur returmelding bounce studs undelivered daemon mailer returmeddelande avvist nekad rejected',
  'slettet raderad deleted forsvunnet forsvunnen forsvann borte borta missing',
  'domene doman domain domenet domanen',
  'karantene karantan quarantine utlopt utgangen expired utlopet',
  'palogging innlogging inloggning login logge logga innlogget signin',
  '2fa totp mfa totrinn tostegs tvasteg tostegspalogging engangskode engangskod otp authenticator',
  'passkey passkeys passnokkel nyckel fido webauthn',
  'skriver skanner scanner printer skrivare kopimaskin multifunksjon wordpress nettside hemsida kontaktskjema kontaktformular',
  'grense grans limit kvote kvot grenser granser limits',
  'flytte flytta move migrering migration bytte overfore',
  'telefon mobil phone mobilen smarttelefon',
  'dns navnetjener namnserver nameserver mx sone zon',
  'server servernavn servernamn vertsnavn vardnamn hostname host',
  'port porter portar ports',
  'autosvar fravaer fravaersmelding franvaro franvaromeddelande vacation ooo',
  'personvern integritet privacy gdpr persondata',
  'support kundestotte kundeservice kundtjanst kontakt hjelp hjalp ringe ringa',
  'treg langsom slow forsinket forsenad delayed',
];

const BY_WORD = new Map<string, ReadonlySet<string>>();
for (const group of GROUPS) {
  const words = group.split(' ');
  for (const one of words) BY_WORD.set(one, new Set([...(BY_WORD.get(one) ?? []), ...words]));
}

/** Other words for a folded word; without the word itself. */
export const synonymsOf = (folded: string): readonly string[] =>
  [...(BY_WORD.get(folded) ?? [])].filter((one) => one !== folded);
