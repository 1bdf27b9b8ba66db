/**
 * Causes in what we refused of others for this address. A stranger's refusal is a filter doing its work; here only senders
 * count whom this address has mail from, or wrote to, or who are of its own domain. Also our refusals of long lines.
 */
import type { InboundSeen } from '../../observed-traffic.ts';
import type { RefusalSeen } from '../../observations.ts';
import type { PresentCause } from '../../present.ts';
import { type Cause, found, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import { about } from './outgoing.ts';

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Refused for this reason, of senders who are no strangers, and nothing of them arrived since. Newest first. */
function refusedOf(facts: Facts, cause: string): readonly InboundSeen[] {
  const senders = facts.get('mta.inbound')?.observed.senders ?? [];
  return senders.filter(
    (one) =>
      one.cause === cause &&
      (one.isKnown || domainOf(one.sender) === facts.subject.domain) &&
      !senders.some(
        (later) =>
          later.sender === one.sender &&
          (later.verdict === 'delivered' || later.verdict === 'passed-on') &&
          later.lastAt > one.lastAt,
      ),
  );
}

interface Refusing {
  readonly id: PresentCause;
  readonly family: Cause['family'];
  readonly cause: string;
  readonly certainty: 'proven' | 'likely';
  readonly symptoms: Cause['symptoms'];
  readonly proof: string;
  readonly fixes: (seen: InboundSeen) => readonly Fix[];
}

const refusing = ({ id, family, cause, certainty, symptoms, proof, fixes }: Refusing): Cause => ({
  id,
  family,
  since: '0.3.0',
  symptoms,
  height: 28,
  needs: ['mta.inbound'],
  explains: [],
  proof,
  judge: (facts) => {
    const fact = facts.get('mta.inbound');
    if (fact === undefined) return UNKNOWN;
    const refused = refusedOf(facts, cause);
    const [newest] = refused;
    if (newest === undefined) return RULED_OUT;
    return found({
      certainty,
      about: about(facts),
      args: {
        sender: newest.sender,
        senders: [...new Set(refused.map(({ sender }) => sender))].slice(0, 3),
        count: refused.reduce((sum, one) => sum + one.count, 0),
        lastAt: newest.lastAt,
        code: `${newest.code ?? ''} ${newest.enhanced ?? ''}`.trim(),
        remoteAddress: newest.remoteAddress ?? '',
      },
      evidence: [showing(fact.evidence, { senders: refused.slice(0, 5) })],
      fix: fixes(newest),
    });
  },
});

const rejectedInbound = refusing({
  id: 'acc-spam-rejected-inbound',
  family: 'acc',
  cause: 'acc-spam-rejected-inbound',
  // It may have been a forger in that name: the policy is there for that.
  certainty: 'likely',
  symptoms: ['receive', 'some'],
  proof:
    'mail in the name of somebody this address writes with was refused because its sender asks for that (DMARC), and nothing came since',
  fixes: ({ sender }) => [fix('show-refusal-to-sender', { sender })],
});

const networkRefused = refusing({
  id: 'svc-inbound-geo-filter',
  family: 'svc',
  cause: 'net-blocked-by-operator',
  certainty: 'proven',
  symptoms: ['receive', 'some'],
  proof: 'mail of somebody this address writes with was put off because an operator blocked the network it comes from',
  fixes: ({ remoteAddress, sender }) => [fix('open-network', { network: remoteAddress ?? '', sender })],
});

const bareLineEnds = refusing({
  id: 'cli-device-bare-lf',
  family: 'cli',
  cause: 'cli-device-bare-lf',
  certainty: 'proven',
  symptoms: ['some', 'send', 'receive'],
  proof:
    'mail of a known sender, or of a device in the own domain, was refused for bare line ends, and nothing came since',
  fixes: ({ sender }) => [fix('mend-line-ends', { sender }), fix('send-signed-in')],
});

const MAILED_BY_OWNER = 'mailbox';
const isLongLine = (one: RefusalSeen): boolean => one.cause === 'cli-line-too-long';

/** A line longer than we take: of our own user, or of a known sender. */
const lineTooLong: Cause = {
  id: 'cli-line-too-long',
  family: 'cli',
  since: '0.3.0',
  symptoms: ['send', 'some', 'receive'],
  height: 22,
  needs: ['mta.messages'],
  explains: [],
  proof: 'a message was refused at its end for a line longer than this host takes, and none arrived from there since',
  judge: (facts) => {
    const fact = facts.get('mta.messages');
    if (fact === undefined) return UNKNOWN;
    const { refusals, lastSubmittedAt } = fact.observed;
    const own = refusals.find(
      (one) =>
        isLongLine(one) &&
        one.attributed === MAILED_BY_OWNER &&
        one.mailFrom !== null &&
        (lastSubmittedAt === null || lastSubmittedAt < one.lastAt),
    );
    const [foreign] = refusedOf(facts, 'cli-line-too-long');
    const seen = own ?? foreign;
    if (seen === undefined) return RULED_OUT;
    const inbound = facts.get('mta.inbound')?.evidence;
    const evidence =
      own === undefined && inbound !== undefined
        ? showing(inbound, { senders: [seen] })
        : showing(fact.evidence, { refusals: [seen] });
    const sender = own === undefined ? (foreign?.sender ?? '') : (own.mailFrom ?? '');
    return found({
      certainty: 'proven',
      about: about(facts),
      args: {
        sender,
        lastAt: seen.lastAt,
        count: seen.count,
        isOwn: own === undefined ? 'no' : 'yes',
        device: own?.client ?? '',
      },
      evidence: [evidence],
      fix: [fix('mend-long-lines', { sender })],
    });
  },
};

export const INBOUND_CAUSES: readonly Cause[] = [rejectedInbound, networkRefused, bareLineEnds, lineTooLong];
