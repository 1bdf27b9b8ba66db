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
import type { RunningProtection } from './protection.ts';
import { addTravel } from './settings.ts';

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
  readonly onTrouble: (error: unknown) => void;
}
export type OpenCountry = (form: CountryForm, place: VisitorPlace) => Promise<CountryOpened>;

/** Makes the use case. What is wrong with country or day is said only to who knew the password. */
export function createOpenCountry({ db, clock, auth, locate, ownerSeenFrom, onTrouble }: OpenCountryDeps): OpenCountry {
  return async (form, place) => {
    const { remoteAddress } = place;
    const now = clock.now();
    const connection = { id: newId<ConnectionId>(now), endpoint: 'http', ...place, ...locate(remoteAddress) } as const;
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
    if (opened.ok) return { kind: 'open' };
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
