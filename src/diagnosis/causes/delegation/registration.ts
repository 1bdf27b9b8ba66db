/** Causes in who keeps the registration: moved to another registrar, or kept there and not paid. In the registry's own words. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { fix } from '../../fixes.ts';
import { RECORD_CAUSES } from '../domain/below.ts';
import { phaseOf } from '../domain/registry.ts';
import { leadsHere, namesOfOurs } from './ours.ts';

const shared = { since: '0.1.0', symptoms: ['receive', 'send', 'both'], height: 51 } as const;
const RECENT_MS = 90 * 86_400_000;

export const transferredAway: Cause = {
  ...shared,
  id: 'dom-transferred-away',
  family: 'dom',
  needs: ['state.domain', 'registry.rdap', 'dns.mx'],
  explains: [...RECORD_CAUSES, 'dom-ns-elsewhere'],
  proof: 'the registry shows another registrar than us since a transfer, and the MX records do not lead here',
  judge(facts) {
    const registry = facts.get('registry.rdap');
    const mx = facts.get('dns.mx');
    const ours = namesOfOurs(facts);
    if (registry === undefined || mx === undefined) return UNKNOWN;
    const { registered, atUs, transferredAt, registrar, nameServers, domain } = registry.observed;
    if (ours === null || !registered || transferredAt == null || atUs === true) return RULED_OUT;
    if (
      leadsHere(
        mx.observed.records.map(({ preference, host }) => `${preference} ${host}`),
        ours,
      )
    )
      return RULED_OUT;
    if (phaseOf(facts) !== 'active') return RULED_OUT;
    const isRecent = registry.at - Date.parse(transferredAt) < RECENT_MS;
    if (atUs !== false && !isRecent) return RULED_OUT;
    const delegation = facts.get('dns.delegation');
    return found({
      certainty: atUs === false ? 'proven' : 'likely',
      about: { domain },
      args: {
        domain,
        registrar: registrar ?? '',
        transferredAt,
        servers: nameServers ?? delegation?.observed.delegated ?? [],
      },
      evidence: [registry.evidence, mx.evidence],
      fix: [
        fix('edit-at-dns-host', {
          domain,
          servers: nameServers ?? [],
          hostname: facts.get('state.domain')?.observed.hostname ?? '',
        }),
        fix('transfer-back', { domain, registrar: registrar ?? '' }),
      ],
    });
  },
};

export const domainElsewhereUnpaid: Cause = {
  ...shared,
  id: 'bil-domain-elsewhere-unpaid',
  family: 'bil',
  needs: ['state.domain', 'registry.rdap', 'state.billing'],
  explains: ['dom-expired', 'dom-quarantine', ...RECORD_CAUSES],
  proof: 'the hosting is paid here, the registry shows another registrar and a date of renewal that was missed',
  judge(facts) {
    const registry = facts.get('registry.rdap');
    const billing = facts.get('state.billing');
    if (registry === undefined || billing === undefined) return UNKNOWN;
    const { registered, atUs, registrar, expiresAt, domain } = registry.observed;
    if (facts.get('state.domain')?.observed.ours !== true || !registered || atUs !== false) return RULED_OUT;
    const phase = phaseOf(facts);
    if (!['expired', 'quarantine', 'redemption', 'pending-delete'].includes(phase)) return RULED_OUT;
    const ours = namesOfOurs(facts);
    const mx = facts.get('dns.mx')?.observed.records ?? [];
    // Expired and still working here: their renewal is late, nothing is wrong yet.
    if (ours !== null && mx.some(({ host }) => ours.has(host))) return RULED_OUT;
    if (billing.observed.overdue.length > 0) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: { domain },
      args: { domain, registrar: registrar ?? '', phase, expiresAt: expiresAt ?? '' },
      evidence: [registry.evidence],
      fix: [fix('pay-registrar', { domain, registrar: registrar ?? '' })],
    });
  },
};

export const REGISTRATION_CAUSES: readonly Cause[] = [transferredAway, domainElsewhereUnpaid];
