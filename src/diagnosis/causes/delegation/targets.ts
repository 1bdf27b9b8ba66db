/** Causes in what the MX records point at: an address, an alias, the web site, a web proxy; and an alias at the domain itself. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import { RECORD_CAUSES } from '../domain/below.ts';
import { namesOfOurs } from './ours.ts';

const shared = {
  family: 'dom',
  since: '0.1.0',
  symptoms: ['receive', 'both'],
  height: 41,
  needs: ['state.domain', 'dns.mail-targets', 'dns.mx'],
} as const;

/** The finished record where it should lead here; else what to do in words. */
const hostnameOf = (facts: Facts): string => {
  const domain = facts.get('state.domain')?.observed;
  return domain?.ours === true ? domain.hostname : '';
};

export const mxIsIp: Cause = {
  ...shared,
  id: 'dom-mx-is-ip',
  symptoms: ['receive', 'both', 'some'],
  explains: ['dom-mx-no-address', 'dom-mx-wrong-host', 'dom-mx-mixed'],
  proof: 'an MX record has an address where a name must stand (RFC 5321 §5.1)',
  judge(facts) {
    const seen = facts.get('dns.mail-targets');
    if (seen === undefined) return UNKNOWN;
    const hosts = seen.observed.targets.filter((one) => one.isAddress).map((one) => one.host);
    if (hosts.length === 0) return RULED_OUT;
    const { domain } = facts.subject;
    const others = seen.observed.targets.length - hosts.length;
    return found({
      certainty: others === 0 ? 'proven' : 'likely',
      about: { domain },
      args: { domain, hosts, others },
      evidence: [seen.evidence],
      fix: [fix('name-instead-of-address', { domain, hosts, hostname: hostnameOf(facts) })],
    });
  },
};

export const mxIsCname: Cause = {
  ...shared,
  id: 'dom-mx-is-cname',
  symptoms: ['some', 'receive'],
  height: 20,
  explains: [],
  proof: 'the name in the MX record is an alias (RFC 2181 §10.3): some senders refuse to follow it',
  judge(facts) {
    const seen = facts.get('dns.mail-targets');
    if (seen === undefined) return UNKNOWN;
    const aliases = seen.observed.targets.filter((one) => one.alias !== null);
    if (aliases.length === 0) return RULED_OUT;
    const { domain } = facts.subject;
    const [hosts, names] = [aliases.map((one) => one.host), aliases.flatMap((one) => one.alias ?? [])];
    return found({
      certainty: 'likely',
      about: { domain },
      args: { domain, hosts, names },
      evidence: [seen.evidence],
      fix: [fix('name-instead-of-alias', { domain, hosts, names })],
    });
  },
};

export const cnameAtApex: Cause = {
  ...shared,
  id: 'dom-cname-at-apex',
  symptoms: ['receive', 'send', 'both'],
  height: 43,
  explains: RECORD_CAUSES.filter((id) => id !== 'dom-cname-at-apex'),
  proof: 'the domain itself is an alias (CNAME), and the MX that counts then leads elsewhere or is missing',
  judge(facts) {
    const seen = facts.get('dns.mail-targets');
    const mx = facts.get('dns.mx');
    if (seen === undefined || mx === undefined) return UNKNOWN;
    const { alias } = seen.observed;
    if (alias === null) return RULED_OUT;
    const ours = namesOfOurs(facts);
    const hosts = mx.observed.records.map((record) => record.host);
    // Behind the alias the mail finds its way: an oddity that works.
    if (ours === null ? hosts.some((host) => host !== '') : hosts.some((host) => ours.has(host))) return RULED_OUT;
    const { domain } = facts.subject;
    return found({
      certainty: 'proven',
      about: { domain },
      args: { domain, alias, hosts: hosts.filter((host) => host !== '') },
      evidence: [seen.evidence, mx.evidence],
      fix: [fix('remove-apex-alias', { domain, alias, hostname: hostnameOf(facts) })],
    });
  },
};

/** Targets under the customer's own domain that do not lead here. */
function strayed(facts: Facts) {
  const seen = facts.get('dns.mail-targets');
  const ours = namesOfOurs(facts);
  const host = facts.get('dns.host');
  if (seen === undefined || host === undefined) return null;
  if (ours === null) return { seen, targets: [] };
  const { domain, targets } = seen.observed;
  const isOwn = (name: string): boolean => name === domain || name.endsWith(`.${domain}`);
  const own = targets.filter((one) => isOwn(one.host) && !ours.has(one.host));
  // One that leads here is enough for mail to arrive.
  return { seen, targets: targets.some((one) => ours.has(one.host)) ? [] : own };
}

export const mxFollowsWebsite: Cause = {
  ...shared,
  id: 'dom-mx-follows-website',
  explains: ['dom-mx-wrong-host'],
  proof: 'the MX is the domain itself, or a name with the addresses of its web site, and these are not ours',
  judge(facts) {
    const stray = strayed(facts);
    if (stray === null) return UNKNOWN;
    const { seen, targets } = stray;
    const web = seen.observed.web ?? [];
    const isWeb = (addresses: readonly string[] | null): boolean =>
      addresses !== null && addresses.length > 0 && addresses.every((address) => web.includes(address));
    const hits = targets.filter((one) => isWeb(one.addresses) && one.proxy === null);
    if (hits.length === 0) return RULED_OUT;
    const { domain } = facts.subject;
    const hostname = hostnameOf(facts);
    return found({
      certainty: 'proven',
      about: { domain },
      args: { domain, hosts: hits.map((one) => one.host), web, hostname },
      evidence: [seen.evidence],
      fix: [fix('own-mail-name', { domain, hostname })],
    });
  },
};

export const mxViaProxy: Cause = {
  ...shared,
  id: 'dom-mx-via-proxy',
  height: 42,
  explains: ['dom-mx-wrong-host', 'dom-mx-follows-website'],
  proof: 'the MX is a name of the domain whose addresses belong to a web proxy (Cloudflare and others): no mail passes',
  judge(facts) {
    const stray = strayed(facts);
    if (stray === null) return UNKNOWN;
    const hits = stray.targets.filter((one) => one.proxy !== null);
    if (hits.length === 0) return RULED_OUT;
    const { domain } = facts.subject;
    const hosts = hits.map((one) => one.host);
    const proxy = hits[0].proxy ?? '';
    return found({
      // A few such companies can carry mail, if one pays for it.
      certainty: 'likely',
      about: { domain },
      args: { domain, hosts, proxy, addresses: hits.flatMap((one) => one.addresses ?? []) },
      evidence: [stray.seen.evidence],
      fix: [fix('unproxy-mail-name', { domain, hosts, proxy, hostname: hostnameOf(facts) })],
    });
  },
};

export const TARGET_CAUSES: readonly Cause[] = [mxIsIp, mxIsCname, cnameAtApex, mxFollowsWebsite, mxViaProxy];
