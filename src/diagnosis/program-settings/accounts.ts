/** Judges accounts beside each other: the same mailbox set up twice, or once with IMAP and once with POP3. Pure. */
import type { SettingFinding } from './faults.ts';
import { finding } from './finding.ts';
import type { JudgedAccount } from './judge.ts';

/** One finding for each account that repeats an earlier one. */
export function accountPairs(accounts: readonly JudgedAccount[]): readonly SettingFinding[] {
  return accounts.flatMap((one, at) => {
    const incoming = one.account.incoming;
    if (incoming === null || one.address === null) return [];
    const earlier = accounts
      .slice(0, at)
      .find((other) => other.address?.toLowerCase() === one.address?.toLowerCase() && other.account.incoming !== null);
    if (earlier === undefined) return [];
    const isMixed = earlier.account.incoming?.kind !== incoming.kind;
    const args = { first: earlier.account.name || one.address, second: one.account.name || one.address };
    return [
      finding({ index: one.index }, isMixed ? 'imap-and-pop' : 'account-twice', 'account', { says: one.address, args }),
    ];
  });
}
