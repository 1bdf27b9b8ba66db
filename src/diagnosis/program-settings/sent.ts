/** Judges what becomes of a copy of what is sent: none at all, or one where the mailbox does not look for it. Pure. */
import type { SettingFinding } from './faults.ts';
import { finding } from './finding.ts';
import type { JudgedAccount } from './judge.ts';

/** At most one for each sender of the account that says something of it. */
export function sentFindings(judged: JudgedAccount): readonly SettingFinding[] {
  const { account, right } = judged;
  // Where the server keeps the copy itself, one of the program's own would be the second.
  if (right.keepsSent) return [];
  const at = { index: judged.index, way: 'outgoing' } as const;
  return (account.sentCopies ?? []).flatMap(({ isKept, folder }): SettingFinding[] => {
    if (isKept?.value === false)
      return [
        finding(at, 'sent-copy-off', 'sentCopy', {
          says: 'off',
          should: 'on',
          line: isKept.line,
          edits: isKept.put?.(true) ?? [],
        }),
      ];
    const wanted = right.sentFolder;
    if (folder === undefined || wanted === null || account.incoming?.kind === 'pop3') return [];
    if (folder.value === wanted) return [];
    const isHere = folder.value === null;
    return [
      finding(at, isHere ? 'sent-copy-here' : 'sent-folder-other', 'sentFolder', {
        says: isHere ? '' : folder.value,
        should: wanted,
        line: folder.line,
        edits: folder.put?.(wanted) ?? [],
      }),
    ];
  });
}
