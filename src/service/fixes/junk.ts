/** Applier for letters of one sender that lie in Junk: back to the inbox, and let through from now on. Called by the engine. */
import type { MailboxHandle } from '#src/engine/embedded/mail-store.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { JUNK_FOLDER } from '#src/model/mail-rules.ts';
import type { Change } from '#src/model/change.ts';
import { done, refused } from '../outcome.ts';
import { type Applier, type FixDeps, type Job, textArg } from './applier.ts';
import { make, recordOf, scopesOf } from './wishes.ts';

const DAYS_MS = 30 * 86_400_000;
const MOST = 1000;

async function inMailbox<T>(deps: FixDeps, mailbox: MailboxId, work: (handle: MailboxHandle) => Promise<T>) {
  const handle = await deps.store.open(mailbox, 0);
  try {
    return await work(handle);
  } finally {
    handle.close();
  }
}

/** Messages of this sender that came lately, by the journal. */
async function ofSender(deps: FixDeps, mailbox: MailboxId, sender: string): Promise<ReadonlySet<string>> {
  const events = await deps.billing.journal.query({
    kinds: ['message'],
    outcomes: ['delivered'],
    mailbox,
    since: deps.clock.now() - DAYS_MS,
    limit: MOST,
  });
  return new Set(
    events.flatMap((event) =>
      event.kind === 'message' && event.mailFrom?.toLowerCase() === sender ? [event.messageId] : [],
    ),
  );
}

/** Moves those of `wanted` that lie in `from`; what is elsewhere by now stays there. */
export async function moveMessages(
  deps: Pick<FixDeps, 'store'>,
  mailbox: MailboxId,
  wanted: ReadonlySet<string>,
  from: string,
  to: string,
): Promise<void> {
  const handle = await deps.store.open(mailbox, 0);
  try {
    const folder = await handle.folder(from);
    if (folder === null) return;
    const rows = await handle.rows(folder.id);
    const uids = rows.filter(({ messageId }) => messageId !== null && wanted.has(messageId)).map(({ uid }) => uid);
    if (uids.length > 0) await handle.move(folder.id, uids, to);
  } finally {
    handle.close();
  }
}

export const rescueFromJunkFix: Applier = {
  who: ['customer', 'mailbox'],
  plan: async (deps, job: Job) => {
    const record = await recordOf(deps, job);
    const sender = textArg(job, 'sender');
    if (record === null || sender === '') return refused('fixOutOfReach', { fix: job.fix.id });
    const { mailbox, rules, address } = record;
    const from = textArg(job, 'folder') || JUNK_FOLDER;
    const theirs = await ofSender(deps, mailbox.id, sender);
    const there = await inMailbox(deps, mailbox.id, async (handle) => {
      const folder = await handle.folder(from);
      const rows = folder === null ? [] : await handle.rows(folder.id);
      return rows.flatMap(({ messageId }) =>
        messageId !== null && theirs.has(messageId) ? [messageId as string] : [],
      );
    });
    const proving = { kind: 'diagnosis' } as const;
    if (there.length === 0) return done({ kind: 'already', proving });
    const isAllowing = textArg(job, 'allow') !== '' && !rules.allowedSenders.includes(sender);
    const changes: readonly Change[] = [
      { kind: 'other', object: `${address} ${from} → INBOX`, before: `${there.length} × ${sender}`, after: 'INBOX' },
      ...(isAllowing
        ? [{ kind: 'other', object: `${address} allowed senders`, before: null, after: sender } as const]
        : []),
    ];
    return done({
      kind: 'change',
      changes,
      undo: {
        kind: 'moved',
        mailbox: mailbox.id,
        address,
        messages: there,
        from,
        to: 'INBOX',
        scopes: isAllowing ? scopesOf(mailbox.id) : [],
      },
      proving,
      run: async () => {
        if (isAllowing) {
          const allowed = await make(deps, job, address, [{ kind: 'add-sender', list: 'allowed', sender }]);
          if (!allowed.ok) return allowed;
        }
        await moveMessages(deps, mailbox.id, new Set(there), from, 'INBOX');
        return done({});
      },
    });
  },
};
