/**
 * What of the host's health `doctor` does not look at: the resolver, the clock, the last backup, the journal, memory, and how
 * our own outbound addresses stand with others. Each says ok, warning, failed or unchecked. Called by health.ts; changes nothing.
 */
import type { GroupDeps } from '#src/probes/group.ts';
import { lookAtBlockLists } from '#src/probes/authenticity/block-lists.ts';
import { lookAtPtr } from '#src/probes/authenticity/ptr.ts';
import { isUntold } from '#src/probes/run-probe.ts';
import { searchAudit } from '#src/store/audit-search.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { LastBackup } from '../backup-note.ts';
import type { Check } from '../doctor.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SLOW_DNS_MS = 2000;
const MEMORY_WARNING_BYTES = 2_000_000_000;

/** Asks for the name servers of the root: every resolver can answer that. */
export async function checkResolver({ resolver, clock }: Pick<GroupDeps, 'resolver' | 'clock'>): Promise<Check> {
  const begin = clock.monotonic();
  const answer = await resolver.ns('.');
  const tookMs = Math.round(clock.monotonic() - begin);
  if (answer.kind === 'failed') return { check: 'resolver', state: 'failed', detail: answer.why };
  return { check: 'resolver', state: tookMs > SLOW_DNS_MS ? 'warning' : 'ok', detail: `${tookMs} ms` };
}

/** A clock that stands before the newest entry of our own books, or leaps, makes limits and signatures wrong. */
export async function checkClock(
  { db, clock }: Pick<GroupDeps, 'db' | 'clock'>,
  started: { readonly now: number; readonly monotonic: number },
): Promise<Check> {
  const now = clock.now();
  const leap = Math.round((now - started.now - (clock.monotonic() - started.monotonic)) / 1000);
  const [newest] = await searchAudit(db.sql, { limit: 1 });
  if (newest !== undefined && newest.at > now + 60_000)
    return { check: 'clock', state: 'failed', detail: `${Math.round((newest.at - now) / 1000)} s behind` };
  return { check: 'clock', state: Math.abs(leap) > 5 ? 'warning' : 'ok', detail: `${leap} s` };
}

/** A backup of yesterday is good; one of last week is a warning; none is one too. */
export function checkBackup(last: LastBackup | null, now: number): Check {
  if (last === null) return { check: 'backup', state: 'warning', detail: '' };
  const age = now - last.at;
  return {
    check: 'backup',
    state: age > 7 * DAY_MS ? 'failed' : age > 2 * DAY_MS ? 'warning' : 'ok',
    detail: new Date(last.at).toISOString(),
  };
}

export function checkJournal(size: ReturnType<JournalStore['size']>): Check {
  const detail = `${size.rows} rows, ${Math.round(size.bytes / 1e6)} MB`;
  return {
    check: 'journal',
    state: size.lost > 0 ? 'warning' : 'ok',
    detail: size.lost > 0 ? `${detail}, ${size.lost} lost` : detail,
  };
}

export const checkMemory = (bytes: number): Check => ({
  check: 'memory',
  state: bytes > MEMORY_WARNING_BYTES ? 'warning' : 'ok',
  detail: `${Math.round(bytes / 1e6)} MB`,
});

/** One address or list that others judge us by. */
export interface Standing {
  readonly kind: 'reverse-name' | 'block-list';
  /** Address, or zone of the list. */
  readonly name: string;
  readonly state: Check['state'];
  /** A word for the console, and what was seen. */
  readonly word: 'ok' | 'none' | 'unconfirmed' | 'listed' | 'refuses-us' | 'gone' | 'unknown';
  readonly detail: string;
}

/** Reverse names and block lists of our sending addresses; `unknown` where nobody answered. */
export async function lookAtStanding(
  deps: Pick<GroupDeps, 'resolver' | 'host' | 'configuration'>,
): Promise<readonly Standing[]> {
  const [reverse, lists] = await Promise.all([lookAtPtr(deps), lookAtBlockLists(deps, null)]);
  const found: Standing[] = [];
  if (isUntold(reverse))
    found.push({
      kind: 'reverse-name',
      name: deps.host().hostname,
      state: 'unchecked',
      word: 'unknown',
      detail: reverse.unknown,
    });
  else
    for (const { address, state, names } of reverse.addresses)
      found.push({
        kind: 'reverse-name',
        name: address,
        state: state === 'ok' ? 'ok' : 'failed',
        word: state,
        detail: names.join(', '),
      });
  if (isUntold(lists)) {
    for (const zone of deps.configuration.reputation.ipLists)
      found.push({ kind: 'block-list', name: zone, state: 'unchecked', word: 'unknown', detail: lists.unknown });
    return found;
  }
  for (const { zone, kind, state, listed } of lists.lists) {
    if (kind !== 'ip') continue;
    const names = listed.map(({ entry, text }) => (text === null ? entry : `${entry}: ${text}`)).join('; ');
    if (state !== 'works')
      found.push({
        kind: 'block-list',
        name: zone,
        state: 'unchecked',
        word: state === 'refuses-us' ? 'refuses-us' : 'gone',
        detail: '',
      });
    else
      found.push({
        kind: 'block-list',
        name: zone,
        state: names === '' ? 'ok' : 'failed',
        word: names === '' ? 'ok' : 'listed',
        detail: names,
      });
  }
  return found;
}
