/**
 * Causes at the registry and in quarantine by us: expired, in quarantine, on hold. Judged from the registry's own words
 * through its clock (model/registry-clock.ts); quarantine by us from the Block.
 */
import { registryClock, type RegistryClock } from '#src/model/registry-clock.ts';
import { type Cause, type Hit, type Judgement, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { type Fact, type Facts, showing } from '../../facts.ts';
import type { Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import { RECORD_CAUSES } from './below.ts';

const BELOW = [
  ...RECORD_CAUSES,
  'dom-dnssec-bogus',
  'dom-lame-delegation',
  'dom-ns-inconsistent',
  'dom-ns-elsewhere',
  'dom-propagation',
] as const;
const shared = {
  family: 'dom',
  since: '0.1.0',
  symptoms: ['receive', 'send', 'both'],
  height: 50,
  needs: ['dns.domain'],
  // Below a domain that is out of the zone, or parked, nothing else means anything.
  explains: BELOW,
} as const;

const at = (iso: string | null | undefined): number | null => {
  const moment = Date.parse(iso ?? '');
  return Number.isFinite(moment) ? moment : null;
};

function clockOf(facts: Facts, registry: Fact<'registry.rdap'>): RegistryClock {
  const { domain, statuses, expiresAt, changedAt } = registry.observed;
  return registryClock({
    domain,
    statuses,
    expiresAt: at(expiresAt),
    changedAt: at(changedAt),
    isDelegated: facts.get('dns.domain')?.observed.exists ?? null,
    now: registry.at,
  });
}

/** The phase of the registration; `active` when the registry has not been heard. */
export function phaseOf(facts: Facts): RegistryClock['phase'] {
  const registry = facts.get('registry.rdap');
  return registry === undefined ? 'active' : clockOf(facts, registry).phase;
}

function registryHit(facts: Facts, certainty: Hit['certainty'], fixes: (domain: string) => readonly Fix[]): Hit[] {
  const registry = facts.get('registry.rdap');
  if (registry === undefined) return [];
  const { domain, statuses, expiresAt } = registry.observed;
  const { phase, day, ofDays, nextAt, next } = clockOf(facts, registry);
  return [
    {
      certainty,
      about: { domain },
      args: {
        domain,
        by: 'registry',
        phase,
        statuses,
        day: day ?? '',
        ofDays: ofDays ?? '',
        next: next ?? '',
        ...(nextAt === null ? { nextAt: '' } : { nextAt: new Date(nextAt).toISOString() }),
        expiresAt: expiresAt ?? '',
      },
      evidence: [registry.evidence, ...evidenceOfDns(facts)],
      fix: fixes(domain),
    },
  ];
}
const evidenceOfDns = (facts: Facts) => {
  const dns = facts.get('dns.domain');
  return dns === undefined ? [] : [dns.evidence];
};

/** Judges a registered domain by its phase. */
const inPhases =
  (
    phases: readonly RegistryClock['phase'][],
    certainty: Hit['certainty'],
    fixes: (domain: string) => readonly Fix[],
  ): Cause['judge'] =>
  (facts): Judgement => {
    const registry = facts.get('registry.rdap');
    if (registry === undefined) return facts.failed('registry.rdap') ? UNKNOWN : RULED_OUT;
    if (!registry.observed.registered) return RULED_OUT;
    if (!phases.includes(clockOf(facts, registry).phase)) return RULED_OUT;
    return found(...registryHit(facts, certainty, fixes));
  };

export const expired: Cause = {
  ...shared,
  id: 'dom-expired',
  needs: ['dns.domain', 'state.domain'],
  proof: 'the registry names a date of expiry that is past, and DNS no longer leads here',
  judge: (facts) => {
    // Expired and still working here: the registrar renews late; nothing is wrong yet.
    const dns = facts.get('dns.domain');
    const mx = facts.get('dns.mx');
    const hostname = facts.get('state.domain')?.observed.hostname;
    if (dns?.observed.exists !== false && mx === undefined) return UNKNOWN;
    if (mx?.observed.records.some((record) => record.host === hostname) === true) return RULED_OUT;
    return inPhases(['expired'], 'proven', (domain) => [fix('renew-domain', { domain })])(facts);
  },
};

export const clientHold: Cause = {
  ...shared,
  id: 'dom-clienthold-unverified',
  proof: 'the registry shows `client hold`: the registrar took the name out of the zone; mostly an unconfirmed holder',
  judge: inPhases(['client-hold'], 'likely', (domain) => [fix('confirm-holder', { domain })]),
};

export const serverHold: Cause = {
  ...shared,
  id: 'dom-serverhold',
  proof: 'the registry shows `server hold`',
  judge: inPhases(['server-hold'], 'proven', (domain) => [fix('ask-registry', { domain })]),
};

const byRegistry = inPhases(['quarantine', 'redemption', 'pending-delete'], 'proven', (domain) => [
  fix('renew-in-quarantine', { domain }),
]);

export const quarantine: Cause = {
  ...shared,
  id: 'dom-quarantine',
  needs: [],
  proof: 'the registry shows the name out of the zone before its deletion, or an active Block `quarantine-host`',
  judge(facts) {
    const fact = facts.get('state.closures');
    const closure = fact?.observed.closures.find(({ rule }) => rule === 'quarantine-host');
    if (fact === undefined || closure === undefined) return byRegistry(facts);
    const { domain } = facts.subject;
    return found({
      certainty: 'proven',
      about: { domain },
      args: {
        domain,
        by: 'host',
        reason: closure.evidence['reason'] ?? '',
        sinceAt: closure.sinceAt,
        untilAt: closure.untilAt,
        refused: closure.refused,
      },
      evidence: [showing(fact.evidence, { closures: [closure] })],
      fix: [fix('ask-support-to-open', { code: closure.code })],
    });
  },
};

export const REGISTRY_CAUSES: readonly Cause[] = [expired, quarantine, clientHold, serverHold];
