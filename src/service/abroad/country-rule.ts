/**
 * The country rule at the door: asked by auth.ts once the secret was right and by policy.ts at MAIL FROM. Answers from memory
 * that is never old. Says nothing to a stranger: who has not the right secret never gets here.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { ConnectionFacts, SignInEvent } from '#src/model/journal.ts';
import { signInProtocolOf, type StoredMailbox } from '#src/model/mailbox.ts';
import type { Refusal } from '#src/model/refusal.ts';
import { signInObjection } from '#src/model/sign-in-rule.ts';
import { judgeCountry } from '#src/model/travel.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { tellCountryOnce } from '#src/store/travel.ts';
import type { Notices } from '../block-port.ts';
import { objectedSignIn } from '../sign-in-refusals.ts';
import { createStateCache } from '../state-cache.ts';
import { abroadRule } from './settings.ts';

export type CountryAnswer =
  | { readonly kind: 'welcome'; readonly warning?: SignInEvent['warning'] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type Asked = Pick<StoredMailbox, 'id' | 'address' | 'language' | 'signInCountries'>;

export interface CountryRule {
  /** May this mailbox be used from there? Changes nothing. */
  ask(mailbox: Asked, place: ConnectionFacts): Promise<CountryAnswer>;
  /** The sign-in worked: tells the owner of a new country, once. Never rejects. */
  signedIn(mailbox: Asked, place: ConnectionFacts): Promise<void>;
  close(): void;
}

export interface CountryRuleDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Where links begin, without a slash at the end: there the owner opens the country. */
  readonly linkBase: () => string;
  readonly notices?: Notices;
}

export function createCountryRule(deps: CountryRuleDeps): CountryRule {
  const { db, clock, linkBase, notices } = deps;
  const cache = createStateCache({ db, clock });
  const ruleOf = (mailbox: Asked) => cache.get(mailbox.id, () => abroadRule(db.sql, mailbox));

  return {
    ask: async (mailbox, place) => {
      const rule = await ruleOf(mailbox);
      const verdict = judgeCountry(rule, place, clock.now());
      switch (verdict) {
        case 'welcome':
          return { kind: 'welcome' };
        case 'country-unknown':
        case 'country-new':
          return { kind: 'welcome', warning: verdict };
        case 'refused': {
          const { country = '' } = place;
          return { kind: 'refused', refusal: countryRefusal(mailbox, country, rule.countries, linkBase()) };
        }
      }
    },
    signedIn: async (mailbox, { country }) => {
      if (country === undefined) return;
      const at = clock.now();
      const isFirst = await tellCountryOnce(db.sql, mailbox.id, country, at).catch(() => false);
      if (isFirst) notices?.about({ kind: 'new-country', mailbox: mailbox.address, country, at });
    },
    close: () => cache.close(),
  };
}

/** RFC 4954 §6: 535 5.7.1; RFC 5530: CONTACTADMIN. The owner may hear which rule it is: the secret was right. */
function countryRefusal(
  { language }: Pick<StoredMailbox, 'language'>,
  country: string,
  allowed: readonly string[],
  linkBase: string,
): Refusal {
  const { countryRefused, countryName, countryListShort } = texts(language).abroad;
  const text = countryRefused({
    country: countryName({ country }),
    allowed: countryListShort({ countries: allowed }),
    link: `${linkBase}/abroad`,
  });
  return { code: 535, enhanced: '5.7.1', imapCode: 'CONTACTADMIN', cause: 'net-geo-block-by-us', text };
}

/**
 * The owner's rules about a way in: is it open, is this country welcome? For a secret that was right, and again at MAIL FROM.
 * Without `rule` only the mailbox's own list counts. On our own pages (`http`) neither is asked: that is where an owner opens
 * the country, from the country (docs/decisions/0011).
 */
export async function signInAnswer(
  rule: CountryRule | undefined,
  mailbox: StoredMailbox,
  place: ConnectionFacts,
): Promise<CountryAnswer> {
  const protocol = signInProtocolOf(place.endpoint);
  if (protocol === null) return { kind: 'welcome' };
  const asked = rule === undefined ? mailbox : { ...mailbox, signInCountries: null };
  const objection = signInObjection(asked, protocol, place.country);
  if (objection === null) return rule === undefined ? { kind: 'welcome' } : await rule.ask(mailbox, place);
  const refusal = objectedSignIn(mailbox.language, objection, protocol, place.country ?? '');
  return { kind: 'refused', refusal };
}
