/** Causes in the MX records: where the world is told to bring mail. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Fact, Facts } from '../../facts.ts';
import type { Certainty } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { HostAddresses, ProbeId } from '../../observations.ts';
import { goneWith } from './registration.ts';

const shared = { family: 'dom', since: '0.1.0', height: 40 } as const;
const MX_NEEDS: readonly ProbeId[] = ['state.domain', 'dns.domain', 'dns.mx'];
/** What anybody may see: no record is no record, whoever asks. */
const PUBLIC_NEEDS: readonly ProbeId[] = ['dns.domain', 'dns.mx'];

/** What to write instead; only we know it, and only for a domain of ours. */
const wanted = (facts: Facts): { readonly domain: string; readonly hostname: string } => ({
  domain: facts.subject.domain,
  hostname: facts.get('state.domain')?.observed.hostname ?? '',
});
const repair = (facts: Facts, id: 'publish-mx' | 'replace-mx') =>
  facts.get('state.domain')?.observed.ours === true ? [fix(id, wanted(facts))] : [];

export const noMx: Cause = {
  ...shared,
  id: 'dom-no-mx',
  symptoms: ['receive', 'both'],
  needs: PUBLIC_NEEDS,
  explains: ['snd-sender-domain-unresolvable'],
  proof: 'the domain exists, its servers answer that there is no MX record, and its own address is not ours either',
  judge(facts) {
    const mx = facts.get('dns.mx');
    const host = facts.get('dns.host');
    if (mx === undefined) return UNKNOWN;
    if (mx.observed.state !== 'none') return RULED_OUT;
    const exists = facts.get('dns.domain')?.observed.exists === true;
    const gone = goneWith(facts);
    if (!exists && gone === null) return UNKNOWN;
    const implicit = mx.observed.implicit ?? [];
    // Without MX the world tries the domain's own address: when that is this host, mail arrives.
    if (implicit.length > 0 && host === undefined) return UNKNOWN;
    if (implicit.some((address) => host?.observed.addresses.includes(address))) return RULED_OUT;
    const certainty: Certainty = gone ?? 'proven';
    const { domain } = facts.subject;
    return found({
      certainty,
      about: { domain },
      args: { domain, web: implicit },
      evidence: [mx.evidence],
      fix: repair(facts, 'publish-mx'),
    });
  },
};

export const nullMx: Cause = {
  ...shared,
  id: 'dom-null-mx',
  symptoms: ['receive', 'both'],
  needs: PUBLIC_NEEDS,
  explains: ['snd-sender-domain-unresolvable'],
  proof: 'the MX record is "0 ." (RFC 7505): the domain says that it takes no mail',
  judge(facts) {
    const mx = facts.get('dns.mx');
    if (mx === undefined) return UNKNOWN;
    if (mx.observed.state !== 'null-mx') return RULED_OUT;
    const { domain } = facts.subject;
    return found({
      certainty: 'proven',
      about: { domain },
      args: { domain },
      evidence: [mx.evidence],
      fix: repair(facts, 'replace-mx'),
    });
  },
};

interface Targets {
  readonly mx: Fact<'dns.mx'>;
  readonly hosts: Fact<'dns.mx-addresses'>;
  readonly ours: readonly string[];
  readonly foreign: readonly string[];
  /** Exist nowhere: no address at all. */
  readonly dead: readonly string[];
  readonly unsure: readonly string[];
}

/** Sorts the MX targets: ours by name or by address, somebody else's, without address, unknown; intended ones are none. */
function targetsOf(facts: Facts): Targets | null {
  const mx = facts.get('dns.mx');
  const hosts = facts.get('dns.mx-addresses');
  const domain = facts.get('state.domain');
  if (mx === undefined || hosts === undefined || domain === undefined || mx.observed.state !== 'records') return null;
  const host = facts.get('dns.host');
  const intended = domain.observed.mxIntended ?? [];
  const kind = ({ host: name, addresses }: HostAddresses): 'ours' | 'foreign' | 'dead' | 'unsure' | 'intended' => {
    if (addresses !== null && addresses.length === 0) return 'dead';
    if (name === domain.observed.hostname) return 'ours';
    // The owner was asked about this host and wants it.
    if (intended.includes(name)) return 'intended';
    if (addresses === null || host === undefined) return 'unsure';
    return addresses.some((address) => host.observed.addresses.includes(address)) ? 'ours' : 'foreign';
  };
  const names = (wantedKind: ReturnType<typeof kind>): string[] =>
    hosts.observed.hosts.filter((one) => kind(one) === wantedKind).map((one) => one.host);
  return { mx, hosts, ours: names('ours'), foreign: names('foreign'), dead: names('dead'), unsure: names('unsure') };
}

export const mxNoAddress: Cause = {
  ...shared,
  id: 'dom-mx-no-address',
  symptoms: ['receive', 'both', 'some'],
  needs: [...MX_NEEDS, 'dns.mx-addresses'],
  explains: [],
  proof: 'the name in the MX record has neither A nor AAAA record',
  judge(facts) {
    const targets = targetsOf(facts);
    if (targets === null) return facts.get('dns.mx')?.observed.state === 'records' ? UNKNOWN : RULED_OUT;
    const { dead, mx, hosts } = targets;
    if (dead.length === 0) return RULED_OUT;
    // As long as another target works, mail arrives there: a flaw, seldom the story.
    const working = hosts.observed.hosts.some((one) => (one.addresses ?? []).length > 0);
    if (!working && targets.unsure.length > 0) return UNKNOWN;
    const { domain } = facts.subject;
    return found({
      certainty: working ? 'possible' : 'proven',
      about: { domain },
      args: { domain, hosts: dead, doubled: dead.some((name) => name.endsWith(`.${domain}`)) ? 'yes' : 'no' },
      evidence: [mx.evidence, hosts.evidence],
      fix: repair(facts, 'replace-mx'),
    });
  },
};

const OURS_NEEDS: readonly ProbeId[] = [...MX_NEEDS, 'dns.mx-addresses', 'dns.host'];

export const mxWrongHost: Cause = {
  ...shared,
  id: 'dom-mx-wrong-host',
  symptoms: ['receive', 'both'],
  needs: OURS_NEEDS,
  // Whoever moved the domain moved its records too.
  explains: [
    'dom-spf-missing',
    'dom-spf-lacks-us',
    'dom-dkim-missing',
    'dom-dkim-mismatch',
    'dom-dmarc-missing',
    'dom-mtasts-mismatch',
  ],
  proof: 'no MX target is our host name, and none resolves to an address of ours',
  judge(facts) {
    const targets = targetsOf(facts);
    if (facts.get('state.domain')?.observed.ours !== true) return RULED_OUT;
    if (targets === null) return facts.get('dns.mx')?.observed.state === 'records' ? UNKNOWN : RULED_OUT;
    const { foreign, ours, unsure, dead, mx, hosts } = targets;
    if (ours.length > 0 || foreign.length === 0) return RULED_OUT;
    if (unsure.length > 0) return UNKNOWN;
    const { domain } = facts.subject;
    const host = facts.get('dns.host');
    return found({
      certainty: 'proven',
      about: { domain },
      args: { ...wanted(facts), hosts: [...foreign, ...dead] },
      evidence: [mx.evidence, hosts.evidence, ...(host === undefined ? [] : [host.evidence])],
      fix: [
        fix('replace-mx', { domain, hostname: wanted(facts).hostname }),
        fix('keep-foreign-mx', { domain, hosts: foreign }),
      ],
    });
  },
};

export const mxMixed: Cause = {
  ...shared,
  id: 'dom-mx-mixed',
  symptoms: ['some', 'receive'],
  needs: OURS_NEEDS,
  explains: [],
  proof: 'MX targets of ours and of somebody else side by side; proven when the other one is asked first or equally',
  judge(facts) {
    const targets = targetsOf(facts);
    if (facts.get('state.domain')?.observed.ours !== true) return RULED_OUT;
    if (targets === null) return facts.get('dns.mx')?.observed.state === 'records' ? UNKNOWN : RULED_OUT;
    const { foreign, ours, mx, hosts } = targets;
    if (ours.length === 0 || foreign.length === 0) return RULED_OUT;
    const best = (names: readonly string[]): number =>
      Math.min(...mx.observed.records.filter((one) => names.includes(one.host)).map((one) => one.preference));
    const hit: Hit = {
      // A target behind ours may be a backup that somebody wants: mail goes there only when we cannot be reached.
      certainty: best(foreign) <= best(ours) ? 'proven' : 'possible',
      about: { domain: facts.subject.domain },
      args: { ...wanted(facts), hosts: foreign },
      evidence: [mx.evidence, hosts.evidence],
      fix: [
        fix('remove-foreign-mx', { domain: facts.subject.domain, hosts: foreign }),
        fix('keep-foreign-mx', { domain: facts.subject.domain, hosts: foreign }),
      ],
    };
    return found(hit);
  },
};
