/** Blocks as the diagnosis sees them: reads the control database and, for what was sent since, the journal. Changes nothing. */
import type { BlockSeen, EndedBlock, StateBlocks } from '#src/diagnosis/observed-blocks.ts';
import { type Block, type BlockedAttempt, type BlockSubject, isActive } from '#src/model/block.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { BlockSource } from '#src/probes/blocks.ts';
import { attemptsOf, blockHistory } from '#src/store/blocks.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';

const DAYS = 2;
const DAY_MS = 86_400_000;
const MOST_BLOCKS = 50;
const MOST_RECIPIENTS = 5;
const iso = (at: number): string => new Date(at).toISOString();

export function createBlockSource(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly journal: Pick<JournalStore, 'query'>;
}): BlockSource {
  const { db, clock } = deps;
  return {
    of: async ({ domain, address }) => {
      const owned = await domainByName(db.sql, domain);
      if (owned === null) return null;
      const mailbox = address === undefined ? null : await mailboxByAddress(db.sql, address);
      const subjects: BlockSubject[] = [
        { kind: 'domain', id: owned.id },
        { kind: 'customer', id: owned.customer },
        ...(mailbox === null ? [] : [{ kind: 'mailbox', id: mailbox.id } as const]),
      ];
      const now = clock.now();
      const all = await blockHistory(db.sql, subjects, { onlyUnlifted: false, limit: MOST_BLOCKS });
      const active: BlockSeen[] = [];
      const ended: EndedBlock[] = [];
      for (const block of all) {
        const endedAt = block.liftedAt ?? block.until ?? now;
        const isOver = !isActive(block, now);
        if (isOver && now - endedAt > DAYS * DAY_MS) continue;
        const attempts = await ownAttempts(db, block, address);
        if (!isOver) active.push(seen(block, attempts.length));
        else if (attempts.length > 0) {
          const unsent = await notSentSince(deps.journal, mailbox?.id ?? null, block, attempts);
          if (unsent.length > 0) ended.push(over(block, endedAt, unsent));
        }
      }
      return { active, days: DAYS, ended } satisfies StateBlocks;
    },
  };
}

/** Of a domain all of them; of an address its own: what a colleague wanted to send is not told. */
async function ownAttempts(
  db: Database,
  block: Block,
  address: string | undefined,
): Promise<readonly BlockedAttempt[]> {
  if (block.attempts === 0) return [];
  const all = await attemptsOf(db.sql, block.id);
  const outgoing = block.directions.includes('outgoing') ? all : [];
  return address === undefined ? outgoing : outgoing.filter(({ mailFrom }) => mailFrom.toLowerCase() === address);
}

const seen = (block: Block, stopped: number): BlockSeen => ({
  code: block.code,
  rule: block.rule,
  cause: block.cause,
  subject: block.subjectName,
  subjectKind: block.subject.kind,
  directions: block.directions,
  mode: block.mode,
  sinceAt: iso(block.since),
  untilAt: block.until === null ? null : iso(block.until),
  lifters: block.lifters,
  evidence: block.evidence,
  stopped,
});

const over = (block: Block, endedAt: number, unsent: readonly BlockedAttempt[]): EndedBlock => ({
  code: block.code,
  rule: block.rule,
  cause: block.cause,
  subject: block.subjectName,
  sinceAt: iso(block.since),
  endedAt: iso(endedAt),
  unsent: unsent.length,
  recipients: [...new Set(unsent.map(({ rcptTo }) => rcptTo))].slice(0, MOST_RECIPIENTS),
});

/** Refused attempts after which the journal has no accepted message to the same recipient. */
async function notSentSince(
  journal: Pick<JournalStore, 'query'>,
  mailbox: MailboxId | null,
  block: Block,
  attempts: readonly BlockedAttempt[],
): Promise<readonly BlockedAttempt[]> {
  const refused = attempts.filter(({ state }) => state === 'refused');
  if (refused.length === 0) return [];
  const accepted = await journal.query({
    kinds: ['message'],
    outcomes: ['accepted'],
    since: block.since,
    limit: 1000,
    ...(mailbox === null ? {} : { mailbox }),
  });
  const lastTo = new Map<string, number>();
  for (const event of accepted) {
    if (event.kind !== 'message' || event.rcptTo === undefined) continue;
    const to = event.rcptTo.toLowerCase();
    lastTo.set(to, Math.max(lastTo.get(to) ?? 0, event.lastAt));
  }
  return refused.filter(({ at, rcptTo }) => (lastTo.get(rcptTo.toLowerCase()) ?? 0) < at);
}
