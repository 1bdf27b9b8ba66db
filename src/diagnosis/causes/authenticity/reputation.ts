/**
 * Causes in how others see our servers and the domain: block lists, reverse names, a sender nobody can answer. From DNS, or
 * because a receiver said so. Told beside, unless sending was asked about.
 */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Fact, Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import { besideAllButSending, withAnswers } from './answers.ts';
import type { BlockList } from '../../observed-authenticity.ts';
import type { PresentCause } from '../../present.ts';

const shared = { since: '0.3.0', symptoms: ['send', 'some'], explains: [] as readonly PresentCause[] } as const;
const isOurs = (facts: Facts): boolean => facts.get('state.domain')?.observed.ours === true;

function listed(
  id: 'snd-server-ip-listed' | 'dom-on-uri-blocklist',
  kind: BlockList['kind'],
  remedy: 'ask-delisting' | 'clean-and-delist',
  height: number,
  proof: string,
): Cause & { readonly id: typeof id } {
  return {
    ...shared,
    id,
    family: kind === 'ip' ? 'snd' : 'dom',
    height,
    needs: ['state.domain', 'dns.block-lists'],
    proof,
    judge(facts) {
      const lists = facts.get('dns.block-lists');
      if (lists === undefined) return UNKNOWN;
      if (!isOurs(facts)) return RULED_OUT;
      const hit = lists.observed.lists.filter(
        (one) => one.kind === kind && one.state === 'works' && one.listed.length > 0,
      );
      if (hit.length === 0) return RULED_OUT;
      const { domain } = facts.subject;
      const entries = [...new Set(hit.flatMap((one) => one.listed.map(({ entry }) => entry)))];
      return found({
        certainty: 'proven',
        about: { domain },
        args: { domain, lists: hit.map((one) => one.zone), entries, words: hit[0].listed[0].text ?? '' },
        evidence: [lists.evidence],
        fix: hit.map(({ zone }) => fix(remedy, { list: zone, entries })),
        ...besideAllButSending(facts),
      });
    },
  };
}

const ipListed = listed(
  'snd-server-ip-listed',
  'ip',
  'ask-delisting',
  20,
  'a block list that passes its own test lists an address we send from; asked twice',
);
const nameListed = listed(
  'dom-on-uri-blocklist',
  'domain',
  'clean-and-delist',
  19,
  'a block list of domains that passes its own test lists the domain; asked twice',
);

/** About a list that cannot be asked: says nothing of mail, but what it says must not be believed. */
function uselessList(
  id: 'svc-resolver-refused-by-dnsbl' | 'svc-dead-dnsbl',
  states: readonly BlockList['state'][],
  remedy: 'ask-lists-directly' | 'drop-block-list',
  proof: string,
): Cause {
  return {
    ...shared,
    id,
    family: 'svc',
    height: 0,
    needs: ['state.domain', 'dns.block-lists'],
    proof,
    judge(facts) {
      const lists: Fact<'dns.block-lists'> | undefined = facts.get('dns.block-lists');
      if (lists === undefined) return UNKNOWN;
      const hit = lists.observed.lists.filter((one) => states.includes(one.state));
      if (hit.length === 0 || !isOurs(facts)) return RULED_OUT;
      const zones = hit.map((one) => one.zone);
      return found({
        // A list without its test entry may only be badly kept.
        certainty: hit.every((one) => one.state === 'gone') ? 'likely' : 'proven',
        about: { domain: facts.subject.domain },
        args: { lists: zones },
        evidence: [lists.evidence],
        fix: [fix(remedy, { lists: zones })],
        ...besideAllButSending(facts),
      });
    },
  };
}

export const resolverRefused = uselessList(
  'svc-resolver-refused-by-dnsbl',
  ['refuses-us'],
  'ask-lists-directly',
  'the list answers 127.255.255.x (or refuses) even for its own test entry: it does not serve our resolver',
);
export const deadList = uselessList(
  'svc-dead-dnsbl',
  ['says-yes-to-all', 'gone'],
  'drop-block-list',
  'the list lists what must never be listed, or not even its own test entry (RFC 5782 §5)',
);

const ptrWrong: Cause & { readonly id: 'snd-no-ptr' } = {
  ...shared,
  id: 'snd-no-ptr',
  family: 'snd',
  height: 18,
  needs: ['state.domain', 'dns.ptr'],
  proof: 'an address we send from has no reverse name, or one that does not lead back to it',
  judge(facts) {
    const ptr = facts.get('dns.ptr');
    if (ptr === undefined) return UNKNOWN;
    const { addresses, hostname } = ptr.observed;
    const wrong = addresses.filter((one) => one.state !== 'ok');
    if (wrong.length === 0 || !isOurs(facts)) return RULED_OUT;
    const families = new Set(wrong.map((one) => one.family));
    return found({
      certainty: 'proven',
      about: { domain: facts.subject.domain },
      args: {
        hostname,
        addresses: wrong.map((one) => one.address),
        names: wrong.flatMap((one) => one.names),
        kind: wrong.every((one) => one.state === 'none') ? 'none' : 'unconfirmed',
        onlySix: families.has(6) && !families.has(4) ? 'yes' : 'no',
      },
      evidence: [ptr.evidence],
      fix: wrong.map(({ address }) => fix('set-reverse-name', { address, hostname })),
      ...besideAllButSending(facts),
    });
  },
};

const senderGone: Cause & { readonly id: 'snd-sender-domain-unresolvable' } = {
  ...shared,
  id: 'snd-sender-domain-unresolvable',
  family: 'snd',
  height: 22,
  needs: ['dns.domain', 'dns.mx'],
  proof: 'the domain has neither MX nor address, or says by "0 ." that it takes no mail: nobody could answer its mail',
  judge(facts) {
    const mx = facts.get('dns.mx');
    if (mx === undefined || facts.get('dns.domain')?.observed.exists !== true) return UNKNOWN;
    const { state, implicit } = mx.observed;
    if (state === 'none' && implicit === null) return UNKNOWN;
    const isGone = state === 'none' && implicit?.length === 0;
    if (!isGone && state !== 'null-mx') return RULED_OUT;
    const { domain } = facts.subject;
    const here = facts.get('state.domain')?.observed;
    if (here?.ours === false) return RULED_OUT;
    return found({
      // RFC 7505 §4.2: a receiver may refuse such a sender; not all do.
      certainty: isGone ? 'proven' : 'likely',
      about: { domain },
      args: { domain, kind: isGone ? 'none' : 'null-mx' },
      evidence: [mx.evidence],
      fix: here === undefined ? [] : [fix('publish-mx', { domain, hostname: here.hostname })],
      ...besideAllButSending(facts),
    });
  },
};

const hostnameIn = (facts: Facts): string => facts.get('state.domain')?.observed.hostname ?? '';

export const serverListed = withAnswers(ipListed, () => [fix('find-and-delist')]);
export const domainListed = withAnswers(nameListed, ({ subject }) => [
  fix('find-and-delist-name', { domain: subject.domain }),
]);
export const noPtr = withAnswers(ptrWrong, (facts) => [fix('check-reverse-name', { hostname: hostnameIn(facts) })]);
export const senderUnresolvable = withAnswers(senderGone, ({ subject }) => [
  fix('check-own-domain', { domain: subject.domain }),
]);
