/**
 * Use cases of the rules for sign-ins from abroad: the list of countries, warnings, vendors' servers, journeys. Called by CLI
 * and API with who asks; an owner may call them from anywhere, also from a country that the rule refuses.
 */
import type { AuditData } from '#src/model/audit.ts';
import { countryCode } from '#src/model/country.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import {
  type AbroadRule,
  dayStart,
  MOST_WINDOW_DAYS,
  MOST_WINDOWS,
  type TravelWindow,
  windowOf,
} from '#src/model/travel.ts';
import { newId } from '#src/net/ids.ts';
import { mailboxByAddress, updateMailbox } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import {
  abroadSettings,
  deleteTravelWindows,
  insertTravelWindow,
  setAbroadSettings,
  travelWindows,
} from '#src/store/travel.ts';
import { type Acting, type Audit, change, type Reading } from '../change.ts';
import { readAddress, shown } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';

/** The rule as it stands, with past and coming journeys. */
export type AbroadView = AbroadRule & { readonly address: string };

/** The rule of a mailbox: the allow list wins over the warning. */
export async function abroadRule(
  sql: Sql,
  mailbox: Pick<StoredMailbox, 'id' | 'signInCountries'>,
): Promise<AbroadRule> {
  const { warnCountries, vendors } = await abroadSettings(sql, mailbox.id);
  const travel = await travelWindows(sql, mailbox.id);
  if (mailbox.signInCountries !== null) return { mode: 'allow', countries: mailbox.signInCountries, vendors, travel };
  return { mode: warnCountries === null ? 'off' : 'warn', countries: warnCountries ?? [], vendors, travel };
}

/** `NO SE`, `no,se` … as sorted codes. */
function readCountries(typed: readonly string[]): Outcome<readonly string[]> {
  const words = typed.flatMap((word) => word.split(/[\s,]+/)).filter(Boolean);
  if (words.length === 0) return misuse('countriesMissing');
  const codes = new Set<string>();
  for (const word of words) {
    const code = countryCode(word);
    if (code === null) return misuse('countryUnknown', { country: shown(word) });
    codes.add(code);
  }
  return done([...codes].sort());
}

/** Changes something of one mailbox's rule; the rule before and after goes to the audit log. */
async function changeRule(
  deps: Acting,
  typed: string,
  action: string,
  work: (tx: Sql, mailbox: StoredMailbox) => Promise<Outcome<unknown>>,
): Promise<Outcome<AbroadView>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  return await change(deps, async (tx, audit: Audit) => {
    const mailbox = await mailboxByAddress(tx, address.value.text);
    if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
    const before = await abroadRule(tx, mailbox);
    const worked = await work(tx, mailbox);
    if (!worked.ok) return worked;
    const after = await abroadRule(tx, (await mailboxByAddress(tx, mailbox.address)) ?? mailbox);
    await audit(action, mailbox.address, auditData(before), auditData(after));
    return done({ address: mailbox.address, ...after });
  });
}

const auditData = ({ mode, countries, vendors, travel }: AbroadRule): AuditData => ({
  mode,
  countries,
  vendors,
  travel: travel.map((window) => `${window.countries.join(' ')} ${window.from}–${window.until}`),
});

/** The rule as the person saw it when he began to change it: what somebody else changed meanwhile is not written over. */
export type SeenRule = Pick<AbroadRule, 'mode' | 'countries'>;
const isStill = (seen: SeenRule, { mode, countries }: AbroadRule): boolean =>
  seen.mode === mode && [...seen.countries].sort().join(' ') === countries.join(' ');

/**
 * From which countries this mailbox may be signed in to: ISO 3166 codes (`allow`), those that need no warning (`warn`), or
 * `any` alone, which ends both.
 */
export async function setCountries(
  deps: Acting,
  address: string,
  countries: readonly string[] | 'any',
  mode: 'allow' | 'warn' = 'allow',
  seen?: SeenRule,
): Promise<Outcome<AbroadView & { readonly signInCountries: readonly string[] | null }>> {
  const isAny = countries === 'any' || (countries.length === 1 && countries[0].toLowerCase() === 'any');
  const codes = isAny ? done(null) : readCountries(countries);
  if (!codes.ok) return codes;
  const allow = mode === 'allow' ? codes.value : null;
  const changed = await changeRule(deps, address, 'mailbox.countries', async (tx, mailbox) => {
    if (seen !== undefined && !isStill(seen, await abroadRule(tx, mailbox))) return refused('changedMeanwhile');
    await updateMailbox(tx, { ...mailbox, signInCountries: allow });
    const { vendors } = await abroadSettings(tx, mailbox.id);
    await setAbroadSettings(tx, mailbox.id, { vendors, warnCountries: mode === 'warn' ? codes.value : null });
    return done(null);
  });
  return changed.ok ? done({ ...changed.value, signInCountries: allow }) : changed;
}

/** Whether servers of known vendors (Outlook, Gmail …) may sign in from any country. */
export async function setVendors(deps: Acting, address: string, typed: string): Promise<Outcome<AbroadView>> {
  const vendors = typed.toLowerCase();
  if (vendors !== 'allow' && vendors !== 'refuse') return misuse('vendorsBad', { value: shown(typed) });
  return await changeRule(deps, address, 'mailbox.vendors', async (tx, mailbox) => {
    const { warnCountries } = await abroadSettings(tx, mailbox.id);
    await setAbroadSettings(tx, mailbox.id, { warnCountries, vendors });
    return done(null);
  });
}

export interface Journey {
  readonly countries: readonly string[];
  /** First and last day, `2026-12-01`. */
  readonly from: string;
  readonly until: string;
}

/** Opens countries for a journey; works at once when the first day has begun somewhere on earth. */
export async function addTravel(deps: Acting, address: string, journey: Journey): Promise<Outcome<AbroadView>> {
  const now = deps.clock.now();
  const countries = readCountries(journey.countries);
  if (!countries.ok) return countries;
  const first = dayStart(journey.from);
  const last = dayStart(journey.until);
  if (first === null) return misuse('travelDayBad', { day: shown(journey.from) });
  if (last === null) return misuse('travelDayBad', { day: shown(journey.until) });
  if (last < first) return misuse('travelBackwards', { from: journey.from, until: journey.until });
  const { from, until } = windowOf(first, last);
  if (until <= now) return misuse('travelOver', { until: journey.until });
  if ((last - first) / 86_400_000 >= MOST_WINDOW_DAYS) return misuse('travelTooLong', { max: MOST_WINDOW_DAYS });
  const made: TravelWindow = {
    id: newId(now),
    countries: countries.value,
    from,
    until,
    createdAt: now,
    createdBy: deps.actor,
  };
  return await changeRule(deps, address, 'mailbox.travel', async (tx, mailbox) => {
    const all = await travelWindows(tx, mailbox.id);
    const past = all.filter((window) => window.until <= now);
    if (all.length - past.length >= MOST_WINDOWS) return refused('travelTooMany', { max: MOST_WINDOWS });
    await deleteTravelWindows(
      tx,
      past.map(({ id }) => id),
    );
    await insertTravelWindow(tx, mailbox.id, made);
    return done(null);
  });
}

/** Ends every journey, also those under way. */
export const clearTravel = (deps: Acting, address: string): Promise<Outcome<AbroadView>> =>
  changeRule(deps, address, 'mailbox.travel.clear', async (tx, mailbox) => {
    await deleteTravelWindows(
      tx,
      (await travelWindows(tx, mailbox.id)).map(({ id }) => id),
    );
    return done(null);
  });

/** Ends one journey, under way or planned. */
export const endTravel = (deps: Acting, address: string, id: string): Promise<Outcome<AbroadView>> =>
  changeRule(deps, address, 'mailbox.travel.end', async (tx, mailbox) => {
    const found = (await travelWindows(tx, mailbox.id)).find((window) => window.id === id);
    if (found === undefined) return refused('journeyOver');
    await deleteTravelWindows(tx, [id]);
    return done(null);
  });

/** The rule of one mailbox. */
export async function showAbroad({ db }: Reading, typed: string): Promise<Outcome<AbroadView>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const mailbox = await mailboxByAddress(db.sql, address.value.text);
  if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
  return done({ address: mailbox.address, ...(await abroadRule(db.sql, mailbox)) });
}
