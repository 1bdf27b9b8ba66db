/** Causes in what a domain tells mail programs: set-up records that lead elsewhere, and Outlook sent to somebody else. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { SetupServerSeen } from '../../observed-outside.ts';

/** Records of a domain whose mail is elsewhere are somebody else's, and right there. */
const isMailHere = (facts: Facts): boolean =>
  facts.get('state.domain')?.observed.ours === true &&
  facts.get('outside.inbound')?.observed.hosts.some((one) => one.ours) === true;

const isWrong = (one: SetupServerSeen): boolean => one.leadsHere === false || one.isOpenHere === false;
const isRight = (one: SetupServerSeen): boolean => one.leadsHere === true && one.isOpenHere === true;

export const autoconfigWrong: Cause = {
  id: 'cli-autoconfig-wrong',
  family: 'cli',
  since: '0.1.0',
  height: 22,
  symptoms: ['both', 'receive', 'send'],
  needs: ['state.domain', 'setup.records', 'outside.inbound'],
  explains: ['cli-cert-name-mismatch'],
  proof:
    'the mail of the domain is here, and its SRV record or set-up document names a server, port or encryption where we are not, and nothing right beside it',
  judge(facts) {
    const records = facts.get('setup.records');
    if (records === undefined) return UNKNOWN;
    if (!isMailHere(facts)) return RULED_OUT;
    const told = records.observed.servers.filter((one) => one.source !== 'autodiscover');
    const isDoubted = (one: SetupServerSeen): boolean =>
      told.some((other) => other.source === one.source && other.service === one.service && !isWrong(other));
    const wrong = told.filter((one) => isWrong(one) && !isDoubted(one));
    if (wrong.length === 0) return RULED_OUT;
    const { domain } = facts.subject;
    const state = facts.get('state.domain')?.observed;
    const hits = Map.groupBy(wrong, (one) => one.where);
    return found(
      ...[...hits].slice(0, 1).map(([where, servers]): Hit => {
        const [first] = servers;
        const args = {
          domain,
          where,
          servers: servers.map((one) => `${one.host}:${one.port}`),
          foreign: first.leadsHere === false ? 'yes' : 'no',
          host: state?.hostname ?? '',
          service: first.service,
          wanted: wantedPort(first),
          others: String(hits.size - 1),
        };
        return {
          certainty: 'proven',
          about: { domain },
          args,
          evidence: [records.evidence],
          fix: [fix(first.source === 'srv' ? 'correct-setup-record' : 'correct-setup-document', args)],
        };
      }),
    );
  },
};

/** The usual port; a record that is named for STARTTLS keeps that. */
function wantedPort({ service, mode, where }: SetupServerSeen): string {
  const isUpgraded = mode === 'starttls' && where.startsWith('_');
  return { imap: isUpgraded ? '143' : '993', pop3: isUpgraded ? '110' : '995', smtp: isUpgraded ? '587' : '465' }[
    service
  ];
}

export const autodiscoverForeign: Cause = {
  id: 'cli-autodiscover-foreign',
  family: 'cli',
  since: '0.1.0',
  height: 23,
  symptoms: ['both', 'receive', 'send'],
  needs: ['state.domain', 'setup.records', 'outside.inbound'],
  explains: [],
  proof:
    'the mail of the domain is here, autodiscover leads to somebody else, and that one is Microsoft or answers for the domain; an address that answers nothing there (a web server behind a wildcard) is no cause',
  judge(facts) {
    const records = facts.get('setup.records');
    if (records === undefined) return UNKNOWN;
    if (!isMailHere(facts)) return RULED_OUT;
    const { autodiscover, servers } = records.observed;
    if (autodiscover === null || autodiscover.leadsHere !== false) return RULED_OUT;
    const { answer, target } = autodiscover;
    if (answer === 'none' || answer === 'not-asked') return RULED_OUT;
    // Somebody else may serve the document for us, and tell the truth in it.
    const told = servers.filter((one) => one.source === 'autodiscover');
    if (answer === 'servers' && (told.some(isRight) || !told.some(isWrong))) return RULED_OUT;
    const { domain } = facts.subject;
    return found({
      certainty: answer === 'redirect' ? 'likely' : 'proven',
      about: { domain },
      args: { domain, target, record: autodiscover.record, answer },
      evidence: [records.evidence],
      fix: [fix('remove-autodiscover', { domain, target, record: autodiscover.record })],
    });
  },
};
