/** The cause that what was sent cannot be found: a program keeps no copy of it in the mailbox. */
import { type Cause, found, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { type Facts, showing } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { MtaSentCopies, SentByProgram } from '../../observed-filing.ts';
import { mailboxOf } from './shared.ts';

/** One message alone may have been cut off before its copy was stored. */
const LEAST = 2;
const MOST_NAMED = 3;

/** The customer's own words are about what he sent: then, and only then, the copies are looked at. */
export const missesSent = (facts: Facts): boolean => facts.get('mta.sent-copies') !== undefined;

/** Another program at the same place keeps its copies: this one may be a printer, which keeps none. */
const isMixed = (one: SentByProgram, { programs }: MtaSentCopies): boolean =>
  programs.some(({ remoteAddress, kept }) => remoteAddress === one.remoteAddress && kept > 0);

export const sentNotSaved: Cause = {
  id: 'cli-sent-not-saved',
  family: 'cli',
  since: '0.7.0',
  symptoms: ['some'],
  height: 14,
  needs: ['state.address', 'mta.sent-copies'],
  explains: [],
  proof:
    'asked for by somebody who misses what he sent: a program that also reads with IMAP handed in several messages and no copy of any of them lies in any folder, or its own settings say that it keeps none or keeps it on the machine',
  judge(facts) {
    const seen = facts.get('mta.sent-copies');
    const address = mailboxOf(facts);
    if (seen === undefined || address === undefined || !seen.observed.isComplete) return UNKNOWN;
    // Copies were sent here and had no room: the full mailbox is told.
    if (address === null || seen.observed.refused > 0) return RULED_OUT;
    const missing = seen.observed.programs.filter(({ messages, kept }) => kept === 0 && messages >= LEAST);
    return found(
      ...missing.slice(0, MOST_NAMED).map((one) => {
        const device = one.client ?? one.remoteAddress;
        const args = {
          address,
          device,
          remoteAddress: one.remoteAddress,
          count: one.messages,
          firstAt: one.firstAt,
          lastAt: one.lastAt,
          folder: seen.observed.folder,
        };
        return {
          certainty: isMixed(one, seen.observed) ? ('possible' as const) : ('likely' as const),
          about: { address, domain: facts.subject.domain, device },
          args,
          evidence: [showing(seen.evidence, { ...seen.observed, programs: [one] })],
          fix: [fix('keep-sent-copies', args)],
        };
      }),
    );
  },
};
