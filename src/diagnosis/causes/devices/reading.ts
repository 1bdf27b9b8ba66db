/** Causes in what one program does to the mail of all: it takes it away from the server, or moves it at once. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { directionOf } from '../../devices.ts';
import { fix } from '../../fixes.ts';
import { protocolOf } from '#src/model/endpoint.ts';
import type { Attempt } from '../../observations.ts';
import type { ProgramChange } from '../../observed-devices.ts';
import { DAY_MS, evidenceOf, isAboutMissingMail, mailboxOf } from './shared.ts';

const shared = { family: 'cli', since: '0.4.0', symptoms: ['receive', 'both', 'some'], explains: [] } as const;

const argsOf = (one: ProgramChange, address: string): Hit['args'] => ({
  address,
  device: one.client ?? one.remoteAddress,
  remoteAddress: one.remoteAddress,
  endpoint: one.endpoint,
  folder: one.folder,
  count: one.messages,
  since: one.firstAt,
  lastAt: one.lastAt,
});

/** Somebody else who reads the same mailbox: over IMAP, or from another place. */
const isOtherReader = (attempt: Attempt, one: ProgramChange, asked: number): boolean =>
  attempt.outcome === 'ok' &&
  directionOf(attempt.endpoint) === 'incoming' &&
  (protocolOf(attempt.endpoint) === 'imap' || attempt.remoteAddress !== one.remoteAddress) &&
  asked - Date.parse(attempt.lastAt) <= 7 * DAY_MS;

export const popDeletes: Cause = {
  ...shared,
  id: 'cli-pop-deletes',
  height: 14,
  needs: ['state.address', 'auth.sign-ins', 'mta.changes'],
  proof:
    'a POP3 program removed messages from the server after fetching them, and another program reads the same mailbox',
  judge(facts) {
    const programs = facts.get('mta.changes')?.observed.programs;
    const signIns = facts.get('auth.sign-ins');
    const address = mailboxOf(facts);
    if (programs === undefined || signIns === undefined || address === undefined) return UNKNOWN;
    if (address === null || !isAboutMissingMail(facts)) return RULED_OUT;
    const hits = programs
      .filter((one) => one.step === 'expunged' && protocolOf(one.endpoint) === 'pop3')
      .flatMap((one): Hit[] => {
        const other = signIns.observed.attempts.find((attempt) => isOtherReader(attempt, one, signIns.at));
        if (other === undefined) return [];
        return [
          {
            certainty: 'proven',
            about: { address, domain: facts.subject.domain, device: one.client ?? one.remoteAddress },
            args: { ...argsOf(one, address), other: other.client ?? other.remoteAddress ?? '' },
            evidence: evidenceOf(facts, ['mta.changes', { programs: [one] }], ['auth.sign-ins', { attempts: [other] }]),
            fix: [fix('leave-on-server', { device: one.client ?? one.remoteAddress })],
          },
        ];
      });
    return found(...hits.slice(0, 2));
  },
};

const PATTERN = 3;

export const clientRule: Cause = {
  ...shared,
  id: 'cli-local-junk-rule',
  explains: ['acc-spam-folder'],
  height: 12,
  needs: ['state.address', 'mta.changes'],
  proof: 'a program moved several messages to another folder within a minute of their arrival',
  judge(facts) {
    const programs = facts.get('mta.changes')?.observed.programs;
    const address = mailboxOf(facts);
    if (programs === undefined || address === undefined) return UNKNOWN;
    if (address === null || !isAboutMissingMail(facts)) return RULED_OUT;
    const movers = programs.filter(
      // By hand is slower, and not each time.
      (one) => one.step === 'moved' && one.atOnce >= PATTERN && one.atOnce * 5 >= one.messages * 4,
    );
    return found(
      ...movers.slice(0, 2).map((one): Hit => ({
        certainty: 'likely',
        about: { address, domain: facts.subject.domain, device: one.client ?? one.remoteAddress },
        args: { ...argsOf(one, address), atOnce: one.atOnce },
        evidence: evidenceOf(facts, ['mta.changes', { programs: [one] }]),
        fix: [fix('mend-client-rule', { device: one.client ?? one.remoteAddress, folder: one.folder })],
      })),
    );
  },
};

export const READING_CAUSES: readonly Cause[] = [popDeletes, clientRule];
