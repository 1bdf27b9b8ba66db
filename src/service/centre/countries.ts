/**
 * Countries as a person of the centre sees them: the rule of each of his mailboxes, from where they were signed in to, and
 * what was refused only for its country — with the password right, so it was the owner, or a thief. Called by the API.
 */
import type { NetworkKind, StoredEvent } from '#src/model/journal.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Person } from '#src/model/person.ts';
import { type AbroadRule, welcomeNow } from '#src/model/travel.ts';
import { clientOf, isSignIn, isSingle, type SignIn } from '#src/probes/familiar.ts';
import { countMatching, mailboxPage } from '#src/store/mailbox-pages.ts';
import { abroadRule } from '../abroad/settings.ts';
import type { App } from '../app.ts';
import { mailboxesById, ownerOf } from './mailbox-list.ts';

/** What became of a refusal: the country is welcome by now, the password is another by now, or nobody has answered. */
export type RefusalState = 'open' | 'password-changed' | 'unanswered';

/** Sign-ins of one mailbox from one country that the country rule refused, or told its owner of. */
export interface CountryTries {
  readonly address: string;
  readonly country: string;
  /** `refused`: not let in; `told`: let in, and new for this mailbox. */
  readonly kind: 'refused' | 'told';
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Of the newest. */
  readonly program: string | null;
  readonly endpoint: string;
  readonly remoteAddress: string;
  readonly network: string | null;
  readonly networkKind: NetworkKind | null;
  readonly state: RefusalState;
}
export interface CountryLine {
  readonly address: string;
  readonly rule: AbroadRule;
  /** The list and what journeys add now. */
  readonly welcome: readonly string[];
}
export interface CountrySeen {
  readonly country: string;
  readonly times: number;
  readonly lastAt: number;
  readonly programs: readonly string[];
  readonly networkKind: NetworkKind | null;
}
type Deps = Pick<App, 'db' | 'clock' | 'billing'>;
type Known = Pick<StoredMailbox, 'id' | 'address' | 'signInCountries' | 'passwordChangedAt'>;

const DAY_MS = 86_400_000;
export const REFUSED_DAYS = 14;
const SEEN_DAYS = 90;
const MOST_EVENTS = 2000;
const MOST_TRIES = 100;
const MOST_MAILBOXES = 10_000;
const MOST_PROGRAMS = 4;

/** The rules of a page of mailboxes, by address. */
export async function countryLines(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  person: Person,
  asked: { readonly part?: string; readonly after?: string; readonly limit: number },
): Promise<{ readonly lines: readonly CountryLine[]; readonly total: number; readonly next: string | null }> {
  const { after, limit, ...part } = asked;
  const now = clock.now();
  const filter = { owner: ownerOf(person), now, ...part };
  const found = await mailboxPage(db.sql, filter, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
  const page = found.slice(0, limit);
  const lines = await Promise.all(
    page.map(async (mailbox) => {
      const rule = await abroadRule(db.sql, mailbox);
      return { address: mailbox.address, rule, welcome: welcomeNow(rule, now) };
    }),
  );
  const total = await countMatching(db.sql, filter);
  return { lines, total, next: found.length > limit ? (page.at(-1)?.address ?? null) : null };
}

/** What the rule refused of all the person's mailboxes in the last days, the newest first. */
export async function refusedAbroad(deps: Deps, person: Person): Promise<readonly CountryTries[]> {
  const now = deps.clock.now();
  // Nothing of an operator's own: he finds a mailbox first.
  if (person.kind === 'operator') return [];
  const mailboxes = await mailboxesById(deps, person, MOST_MAILBOXES);
  const events = await deps.billing.journal.query({
    kinds: ['sign-in'],
    outcomes: ['refused'],
    causes: ['net-geo-block-by-us'],
    since: now - REFUSED_DAYS * DAY_MS,
    limit: MOST_EVENTS,
    // One mailbox is asked for by its index; of many the causes are few.
    ...(person.kind === 'mailbox' ? { mailbox: person.id } : {}),
  });
  const own = events.filter(isSignIn).filter(({ mailbox }) => mailbox !== undefined && mailboxes.has(mailbox));
  const tries: CountryTries[] = [];
  for (const [id, of] of Map.groupBy(own, ({ mailbox }) => mailbox)) {
    const mailbox = id === undefined ? undefined : mailboxes.get(id);
    if (mailbox !== undefined) tries.push(...(await triesOf(deps, mailbox, of, 'refused')));
  }
  return tries.toSorted((a, b) => b.lastAt - a.lastAt).slice(0, MOST_TRIES);
}

/** One mailbox: what was refused or new, and from where it is used. */
export async function countriesOf(
  deps: Deps,
  mailbox: Known,
): Promise<{ readonly tries: readonly CountryTries[]; readonly seen: readonly CountrySeen[] }> {
  const since = deps.clock.now() - SEEN_DAYS * DAY_MS;
  const ask = (more: { outcomes: readonly string[]; causes?: readonly string[] }): Promise<readonly StoredEvent[]> =>
    deps.billing.journal.query({ kinds: ['sign-in'], mailbox: mailbox.id, since, limit: MOST_EVENTS, ...more });
  const [refused, ok] = await Promise.all([
    ask({ outcomes: ['refused'], causes: ['net-geo-block-by-us'] }),
    ask({ outcomes: ['ok'] }),
  ]);
  const newest = deps.clock.now() - REFUSED_DAYS * DAY_MS;
  const welcomed = ok.filter(isSignIn).filter((event) => isSingle(event) && event.connection.endpoint !== 'http');
  const told = welcomed.filter(({ warning, lastAt }) => warning === 'country-new' && lastAt >= newest);
  const tries = [
    ...(await triesOf(
      deps,
      mailbox,
      refused.filter(isSignIn).filter(({ lastAt }) => lastAt >= newest),
      'refused',
    )),
    ...(await triesOf(deps, mailbox, told, 'told')),
  ];
  return { tries: tries.toSorted((a, b) => b.lastAt - a.lastAt).slice(0, MOST_TRIES), seen: seenIn(welcomed) };
}

async function triesOf(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  mailbox: Known,
  events: readonly SignIn[],
  kind: CountryTries['kind'],
): Promise<readonly CountryTries[]> {
  const rule = await abroadRule(db.sql, mailbox);
  const welcome = welcomeNow(rule, clock.now());
  const groups = Map.groupBy(
    events.filter(({ connection }) => connection.country !== undefined),
    ({ connection }) => connection.country ?? '',
  );
  return [...groups].map(([country, of]) => {
    const last = of.reduce((best, one) => (one.lastAt > best.lastAt ? one : best));
    const { connection } = last;
    const isOpen = rule.mode === 'off' || welcome.includes(country);
    return {
      address: mailbox.address,
      country,
      kind,
      times: of.reduce((sum, { count }) => sum + count, 0),
      firstAt: Math.min(...of.map(({ at }) => at)),
      lastAt: last.lastAt,
      program: clientOf(last),
      endpoint: connection.endpoint,
      remoteAddress: connection.remoteAddress,
      network: connection.network ?? null,
      networkKind: connection.networkKind ?? null,
      state: isOpen ? 'open' : (mailbox.passwordChangedAt ?? 0) > last.lastAt ? 'password-changed' : 'unanswered',
    };
  });
}

function seenIn(events: readonly SignIn[]): readonly CountrySeen[] {
  const groups = Map.groupBy(
    events.filter(({ connection }) => connection.country !== undefined),
    ({ connection }) => connection.country ?? '',
  );
  return [...groups]
    .map(([country, of]) => ({
      country,
      times: of.reduce((sum, { count }) => sum + count, 0),
      lastAt: Math.max(...of.map(({ lastAt }) => lastAt)),
      programs: [...new Set(of.flatMap((event) => clientOf(event) ?? []))].slice(0, MOST_PROGRAMS),
      networkKind: of.every(({ connection }) => connection.networkKind === 'vendor') ? ('vendor' as const) : null,
    }))
    .toSorted((a, b) => b.lastAt - a.lastAt);
}
