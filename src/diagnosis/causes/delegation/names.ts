/** Causes in names: host names that devices still use and DNS has lost, and domains mistaken for another one of ours. */
import { type Cause, type Judgement, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { DnsDeviceHosts } from '../../observed-delegation.ts';

const shared = { since: '0.1.0', symptoms: ['receive', 'send', 'both'] } as const;

/** Names that are gone, and that no device which used them has left for another one. */
function lost(facts: Facts, owner: DnsDeviceHosts['hosts'][number]['owner']): Judgement {
  const seen = facts.get('dns.device-hosts');
  if (seen === undefined) return UNKNOWN;
  const gone = seen.observed.hosts.filter((one) => one.state === 'gone' && one.owner === owner && !one.leftSince);
  if (gone.length === 0) return RULED_OUT;
  const [{ lastAt }] = gone;
  const hosts = gone.map((one) => one.host);
  const hostname = facts.get('state.domain')?.observed.hostname ?? '';
  const { domain, address = domain } = facts.subject;
  const repair = fix('use-our-name', { hostname, hosts });
  return found({
    certainty: 'proven',
    about: { domain, ...(address === domain ? {} : { address }) },
    args: { domain, address, hosts, lastAt, count: gone.reduce((sum, one) => sum + one.count, 0), hostname },
    evidence: [seen.evidence],
    fix: owner === 'customer' ? [fix('restore-mail-name', { domain, hosts, hostname }), repair] : [repair],
  });
}

export const mailhostRecordGone: Cause = {
  ...shared,
  id: 'dom-mailhost-record-gone',
  family: 'dom',
  height: 30,
  needs: ['dns.device-hosts'],
  explains: [],
  proof:
    'devices of this mailbox signed in by a name of the domain that DNS does not know any more, and by no other since',
  judge: (facts) => lost(facts, 'customer'),
};

export const hostnameRetired: Cause = {
  ...shared,
  id: 'svc-hostname-retired',
  family: 'svc',
  height: 30,
  needs: ['dns.device-hosts'],
  explains: [],
  proof: 'devices of this mailbox signed in by an old name of this host that DNS does not know any more',
  judge: (facts) => lost(facts, 'host'),
};

const BELOW = ['dom-no-mx', 'dom-null-mx', 'dom-mx-no-address', 'snd-sender-domain-unresolvable'] as const;

/** The domain asked about takes no mail, and one of ours is nearly the same. */
function mistaken(facts: Facts, like: 'top' | 'letters'): Judgement {
  const seen = facts.get('dns.kin');
  const dns = facts.get('dns.domain');
  const mx = facts.get('dns.mx');
  if (seen === undefined || dns === undefined) return UNKNOWN;
  if (facts.get('state.domain')?.observed.ours === true) return RULED_OUT;
  const kin = seen.observed.kin.filter((one) => one.like === like);
  if (kin.length === 0) return RULED_OUT;
  const isDead = !dns.observed.exists || mx?.observed.state === 'none' || mx?.observed.state === 'null-mx';
  // It takes mail: then it is somebody's, and the one asking may well mean it.
  if (!isDead) return mx === undefined ? UNKNOWN : RULED_OUT;
  const { domain, address } = facts.subject;
  const right = kin.map((one) => one.domain);
  const rights =
    address === undefined ? right : right.map((one) => `${address.slice(0, address.lastIndexOf('@'))}@${one}`);
  return found({
    certainty: 'likely',
    about: { domain },
    args: { domain, right, asked: domain, exists: dns.observed.exists ? 'yes' : 'no' },
    evidence: [seen.evidence, dns.evidence, ...(mx === undefined ? [] : [mx.evidence])],
    fix: [fix('use-right-domain', { right: rights })],
  });
}

export const wrongTld: Cause = {
  ...shared,
  id: 'dom-wrong-tld',
  family: 'dom',
  height: 52,
  needs: ['dns.kin', 'dns.domain'],
  explains: ['dom-not-registered', ...BELOW],
  proof: 'the domain asked about takes no mail, and the same name under another top-level domain has its mail here',
  judge: (facts) => mistaken(facts, 'top'),
};

export const idnMixup: Cause = {
  ...shared,
  id: 'dom-idn-mixup',
  family: 'dom',
  height: 52,
  needs: ['dns.kin', 'dns.domain'],
  explains: ['dom-not-registered', ...BELOW],
  proof: 'the domain asked about takes no mail, and one that looks the same or is spelt å–aa, ø–o has its mail here',
  judge: (facts) => mistaken(facts, 'letters'),
};

export const NAME_CAUSES: readonly Cause[] = [mailhostRecordGone, hostnameRetired, wrongTld, idnMixup];
