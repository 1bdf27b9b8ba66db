/** Causes in certificates as outsiders see them: over, sent without its chain, for another name than the one in use. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { SeenCertificate } from '../../observed-outside.ts';
import { type Door, doorsOf, portsOf } from './doors.ts';

interface Shown {
  readonly door: Door;
  readonly certificate: SeenCertificate;
}
/** What programs and people meet. At port 25 servers encrypt with whatever there is: nothing is judged there. */
const shown = (facts: Facts): readonly Shown[] =>
  doorsOf(facts)
    .filter(({ seen }) => seen.source !== 'guess')
    .flatMap((door) =>
      door.seen.addresses.flatMap(({ certificate }) => (certificate === null ? [] : [{ door, certificate }])),
    );
const doorsIn = (all: readonly Shown[]): readonly Door[] => [...new Set(all.map((one) => one.door))];

/** Ours is mended by the operator; somebody else's has to be told. */
function hitFor(
  all: readonly Shown[],
  repair: 'renew-certificate' | 'install-chain',
  certainty: Hit['certainty'],
): Hit {
  const doors = doorsIn(all);
  const { seen } = doors[0];
  const args = {
    host: seen.host,
    ports: portsOf(doors),
    endedAt: all[0].certificate.until,
    issuer: /CN=([^,]+)/.exec(all[0].certificate.issuer)?.[1] ?? all[0].certificate.issuer,
    own: seen.ours ? 'yes' : 'no',
  };
  const mend = seen.ours ? fix(repair, args) : fix('tell-the-operator', args);
  return { certainty, about: {}, args, evidence: doors.map((door) => door.evidence), fix: [mend] };
}

export const certExpired: Cause = {
  id: 'svc-cert-expired',
  family: 'svc',
  since: '0.1.0',
  height: 37,
  symptoms: ['both', 'receive', 'send'],
  needs: ['state.domain'],
  explains: ['svc-chain-incomplete', 'cli-cert-name-mismatch'],
  proof: 'a door that programs use shows a certificate whose last day has passed, by the clock of the prober',
  judge(facts) {
    const all = shown(facts);
    if (all.length === 0) return UNKNOWN;
    const over = all.filter(({ door, certificate }) => Date.parse(certificate.until) < Date.parse(door.evidence.at));
    return over.length === 0 ? RULED_OUT : found(hitFor(over, 'renew-certificate', 'proven'));
  },
};

export const chainIncomplete: Cause = {
  id: 'svc-chain-incomplete',
  family: 'svc',
  since: '0.1.0',
  height: 34,
  symptoms: ['some', 'both', 'receive', 'send'],
  needs: ['state.domain'],
  explains: [],
  proof:
    'the server sends its own certificate only, and with a piece found elsewhere the chain is whole; likely when that piece is named but cannot be had',
  judge(facts) {
    const all = shown(facts);
    if (all.length === 0) return UNKNOWN;
    const bare = all.filter(({ certificate: { chain, isOwn } }) => chain === 'leaf-only' && !isOwn);
    const proven = bare.filter(({ certificate }) => certificate.completedBy !== null);
    if (proven.length > 0) return found(hitFor(proven, 'install-chain', 'proven'));
    // An authority that nobody knows looks the same; only public ones say where their pieces are.
    const likely = bare.filter(({ certificate }) => certificate.namesIssuer);
    return likely.length === 0 ? RULED_OUT : found(hitFor(likely, 'install-chain', 'likely'));
  },
};

export const certNameMismatch: Cause = {
  id: 'cli-cert-name-mismatch',
  family: 'cli',
  since: '0.1.0',
  height: 24,
  symptoms: ['both', 'receive', 'send'],
  needs: ['state.domain', 'setup.records', 'setup.names-used'],
  explains: ['cli-wrong-incoming-host', 'cli-wrong-outgoing-host'],
  proof:
    'programs connect with a name of the domain that leads to us, our certificate for that name does not have it, and they give up without signing in; likely when the name is only published for them',
  judge(facts) {
    const records = facts.get('setup.records');
    const used = facts.get('setup.names-used');
    if (records === undefined || used === undefined) return UNKNOWN;
    const { names, servers } = records.observed;
    const bare = names.filter((one) => one.leadsHere === true && one.covered === false);
    const hits = bare.flatMap(({ name }): readonly Hit[] => {
      const use = used.observed.names.find((one) => one.name === name);
      // Somebody signs in under this name: that program has taken the certificate as it is.
      if (use !== undefined && use.signIns > 0) return [];
      const isPublished = servers.some((one) => one.host === name && one.leadsHere === true);
      if ((use === undefined || use.given === 0) && !isPublished) return [];
      const host = facts.get('state.domain')?.observed.hostname ?? '';
      return [
        {
          certainty: (use?.given ?? 0) > 0 ? 'proven' : 'likely',
          about: { domain: facts.subject.domain },
          args: {
            name,
            host,
            count: use?.given ?? 0,
            ...(use === undefined ? {} : { lastAt: use.lastAt }),
            ...(use?.client === null || use === undefined ? {} : { device: use.client }),
          },
          evidence: [records.evidence, used.evidence],
          fix: [fix('use-host-name', { name, host }), fix('add-name-to-certificate', { name, host })],
        },
      ];
    });
    return found(...hits);
  },
};
