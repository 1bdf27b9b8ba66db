/**
 * An owner opens a country from the page that the refusal points to: proves the mailbox's own password, then a journey begins
 * today. Called by http/abroad.ts. Guesses are counted and stopped by the same Auth as at the mail ports.
 */
import type { Auth } from '#src/engine/ports.ts';
import type { ConnectionId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Locate } from '#src/net/geo/locate.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';
import type { Notices } from '../block-port.ts';
import type { RunningProtection } from './protection.ts';
import { type AbroadView, addTravel } from './settings.ts';

/** Where the visitor is; the address is the true one, also behind a trusted proxy. */
export interface VisitorPlace {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localPort: number;
}
export interface CountryForm {
  readonly address: string;
  readonly password: string;
  readonly country: string;
  /** Last day, `2026-12-01`. */
  readonly until: string;
}
export type CountryOpened =
  | { readonly kind: 'open' }
  | { readonly kind: 'wrong' | 'app-password' | 'unavailable' | 'too-many' }
  | { readonly kind: 'bad-country' | 'bad-day' }
  /** A rule or a Block said no, in its own words. */
  | { readonly kind: 'refused'; readonly text: string };

export interface OpenCountryDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly auth: Pick<Auth, 'signIn'>;
  readonly locate: Locate;
  readonly ownerSeenFrom: RunningProtection['ownerSeenFrom'];
  /** Tells the owner: whoever has the password can open a country, a thief too. */
  readonly notices: Notices;
  readonly onTrouble: (error: unknown) => void;
}
export type OpenCountry = (form: CountryForm, place: VisitorPlace) => Promise<CountryOpened>;

/** Makes the use case. What is wrong with country or day is said only to who knew the password. */
export function createOpenCountry({
  db,
  clock,
  auth,
  locate,
  ownerSeenFrom,
  notices,
  onTrouble,
}: OpenCountryDeps): OpenCountry {
  return async (form, place) => {
    const { remoteAddress } = place;
    const now = clock.now();
    const located = locate(remoteAddress);
    const connection = { id: newId<ConnectionId>(now), endpoint: 'http', ...place, ...located } as const;
    const attempt = { login: form.address, secret: form.password, mechanism: 'form', connection };
    const result = await auth.signIn(attempt);
    if (!result.ok) {
      if (result.outcome === 'refused') return { kind: 'refused', text: result.refusal.text };
      if (result.outcome === 'unavailable') return { kind: 'unavailable' };
      return { kind: result.outcome === 'wrong-kind' ? 'app-password' : 'wrong' };
    }
    const { address } = result.mailbox;
    await ownerSeenFrom(remoteAddress, address).catch(onTrouble);
    const journey = { countries: [form.country], from: new Date(now).toISOString().slice(0, 10), until: form.until };
    const opened = await addTravel({ db, clock, actor: address }, address, journey).catch(onTrouble);
    if (opened === undefined) return { kind: 'unavailable' };
    if (opened.ok) {
      const country = located.country ?? form.country;
      if (isForeign(opened.value, country)) notices.about({ kind: 'new-country', mailbox: address, country, at: now });
      return { kind: 'open' };
    }
    switch (opened.problem.key) {
      case 'countriesMissing':
      case 'countryUnknown':
        return { kind: 'bad-country' };
      case 'travelTooMany':
        return { kind: 'too-many' };
      // Deleted between the two looks.
      case 'mailboxMissing':
        return { kind: 'wrong' };
      default:
        return { kind: 'bad-day' };
    }
  };
}

/** Outside the mailbox's own list; at home, a journey may be planned without a word. */
const isForeign = ({ mode, countries }: AbroadView, country: string): boolean =>
  mode !== 'off' && !countries.includes(country);
