/**
 * What happens to a domain whose renewal was missed or that is on hold: the phase, which day of how many, what comes next
 * and when, and who can still act. Pure: the registry's words and the moment are arguments. Read by the diagnosis.
 *
 * Sources. `.no`: Norid, "Hvis domenet ikke blir fornyet": notices at once, after 14 and after 30 days, out of the zone 60
 * days after the first notice, deleted after 90. `.se`/`.nu`: Internetstiftelsen, "Kan man förnya deaktiverade domännamn?"
 * and "Hur går frisläppning till?": expired for 10 days, deactivated (out of the zone, renewable) for 60, then quarantine
 * for 7, when the former holder can no longer get it back. gTLD: ICANN Registry Agreement and Expired Registration
 * Recovery Policy: auto-renew grace up to 45 days, redemption 30, pending delete 5; statuses RFC 5731, RFC 3915, RFC 8056.
 */
const DAY_MS = 86_400_000;

export type RegistryFamily = 'no' | 'se' | 'gtld' | 'other';
export type RegistryPhase =
  /** In order. */
  | 'active'
  /** Not renewed, and still in the zone unless the registrar took it out. */
  | 'expired'
  /** Out of the zone; a renewal brings it back. */
  | 'quarantine'
  /** Deleted by the registrar; only a restore, which costs more, brings it back. */
  | 'redemption'
  /** Nobody can stop it any more. */
  | 'pending-delete'
  /** The registrar took it out of the zone. */
  | 'client-hold'
  /** The registry took it out of the zone. */
  | 'server-hold';
export type RegistryActor = 'registrar' | 'registry' | 'nobody';

export interface RegistryFacts {
  /** A-labels. */
  readonly domain: string;
  /** As RDAP spells them, any case. */
  readonly statuses: readonly string[];
  /** Epoch ms; null = the registry does not tell. */
  readonly expiresAt: number | null;
  readonly changedAt: number | null;
  /** Does DNS know the name? null = not asked. */
  readonly isDelegated: boolean | null;
  readonly now: number;
}
export interface RegistryClock {
  readonly family: RegistryFamily;
  readonly phase: RegistryPhase;
  /** "Day 3 of 30" of this phase; null where the beginning or the length is not known. */
  readonly day: number | null;
  readonly ofDays: number | null;
  /** When the phase ends, epoch ms; null = not known, or until somebody acts. */
  readonly nextAt: number | null;
  /** What comes then. */
  readonly next: RegistryPhase | 'deleted' | 'released' | null;
  readonly actor: RegistryActor;
}

/** Top-level domains of two letters are countries'; each has its own rules. */
export function registryFamily(domain: string): RegistryFamily {
  const top = domain.slice(domain.lastIndexOf('.') + 1).toLowerCase();
  if (top === 'no') return 'no';
  if (top === 'se' || top === 'nu') return 'se';
  return top.length === 2 || top.startsWith('xn--') ? 'other' : 'gtld';
}

interface Phase {
  readonly phase: RegistryPhase;
  readonly fromDay: number;
  readonly toDay: number;
  readonly next: RegistryClock['next'];
  readonly actor: RegistryActor;
}
/** Days since the missed date. */
const NO: readonly Phase[] = [
  { phase: 'expired', fromDay: 0, toDay: 60, next: 'quarantine', actor: 'registrar' },
  { phase: 'quarantine', fromDay: 60, toDay: 90, next: 'deleted', actor: 'registrar' },
];
const SE: readonly Phase[] = [
  { phase: 'expired', fromDay: 0, toDay: 10, next: 'quarantine', actor: 'registrar' },
  { phase: 'quarantine', fromDay: 10, toDay: 70, next: 'pending-delete', actor: 'registrar' },
  { phase: 'pending-delete', fromDay: 70, toDay: 77, next: 'released', actor: 'nobody' },
];
/** Norid tells the holder on these days after the missed date; the last one is a letter. */
export const NO_NOTICE_DAYS = [0, 14, 30] as const;

const REDEMPTION_DAYS = 30;
const PENDING_DELETE_DAYS = 5;
const GRACE_DAYS = 45;

const plain = (status: string): string => status.toLowerCase().replace(/[^a-z]/g, '');

/** A phase that lasts `days` from `start`. The last day is `days`, never more. */
function lasting(
  facts: RegistryFacts,
  family: RegistryFamily,
  part: { readonly phase: RegistryPhase; readonly next: RegistryClock['next']; readonly actor: RegistryActor },
  start: number | null,
  days: number,
): RegistryClock {
  if (start === null || start > facts.now) return { family, ...part, day: null, ofDays: days, nextAt: null };
  const day = Math.min(days, Math.floor((facts.now - start) / DAY_MS) + 1);
  return { family, ...part, day, ofDays: days, nextAt: start + days * DAY_MS };
}

const openEnded = (family: RegistryFamily, phase: RegistryPhase, actor: RegistryActor): RegistryClock => ({
  family,
  phase,
  day: null,
  ofDays: null,
  nextAt: null,
  next: null,
  actor,
});

/** By the registry's own calendar from the missed date; null while nothing was missed. */
function byCalendar(facts: RegistryFacts, family: RegistryFamily, calendar: readonly Phase[]): RegistryClock | null {
  const { expiresAt, now } = facts;
  const last = calendar[calendar.length - 1];
  if (expiresAt === null || expiresAt > now) {
    // Out of the zone though registered: the quarantine has begun; the last change is when.
    if (facts.isDelegated !== false || plain(facts.statuses.join()) === '') return null;
    const phase = calendar.find((one) => one.phase === 'quarantine') ?? last;
    const isOut = facts.statuses.some((status) => ['pendingdelete', 'inactive'].includes(plain(status)));
    return isOut ? lasting(facts, family, phase, facts.changedAt, phase.toDay - phase.fromDay) : null;
  }
  const days = (now - expiresAt) / DAY_MS;
  const phase = calendar.find((one) => days >= one.fromDay && days < one.toDay) ?? last;
  return lasting(facts, family, phase, expiresAt + phase.fromDay * DAY_MS, phase.toDay - phase.fromDay);
}

function gtld(facts: RegistryFacts, has: (status: string) => boolean): RegistryClock | null {
  const { expiresAt, changedAt, now } = facts;
  // A restored or renewed name carries the older status for a moment; the later stage wins.
  if (has('redemptionperiod') || has('pendingrestore'))
    return lasting(
      facts,
      'gtld',
      { phase: 'redemption', next: 'pending-delete', actor: 'registrar' },
      changedAt,
      REDEMPTION_DAYS,
    );
  if (has('pendingdelete'))
    return lasting(
      facts,
      'gtld',
      { phase: 'pending-delete', next: 'released', actor: 'nobody' },
      changedAt,
      PENDING_DELETE_DAYS,
    );
  if (expiresAt !== null && expiresAt <= now)
    return lasting(facts, 'gtld', { phase: 'expired', next: 'redemption', actor: 'registrar' }, expiresAt, GRACE_DAYS);
  return null;
}

/** The clock of a domain; phase `active` when nothing is wrong with its registration. */
export function registryClock(facts: RegistryFacts): RegistryClock {
  const family = registryFamily(facts.domain);
  const words = new Set(facts.statuses.map(plain));
  const has = (status: string): boolean => words.has(status);
  if (has('serverhold')) return openEnded(family, 'server-hold', 'registry');
  const calendar =
    family === 'no' ? byCalendar(facts, family, NO) : family === 'se' ? byCalendar(facts, family, SE) : null;
  const clock = calendar ?? (family === 'gtld' ? gtld(facts, has) : null);
  if (clock !== null) return clock;
  if (family === 'other' && has('redemptionperiod')) return openEnded(family, 'redemption', 'registrar');
  if (family === 'other' && has('pendingdelete')) return openEnded(family, 'quarantine', 'registrar');
  if (family === 'other' && facts.expiresAt !== null && facts.expiresAt <= facts.now)
    return openEnded(family, 'expired', 'registrar');
  if (has('clienthold')) return openEnded(family, 'client-hold', 'registrar');
  return openEnded(family, 'active', 'registrar');
}
