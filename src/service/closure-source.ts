/**
 * Closures by us as the probe sees them: reads active Blocks, their attempts, their notices, and whether a notice was
 * opened in the mailbox. Used by diagnosis.ts; changes nothing.
 */
import type { Closure, NoticeSeen } from '#src/diagnosis/observed-closures.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import { type Block, type BlockRule, type BlockSubject, isActive } from '#src/model/block.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { ClosureSource } from '#src/probes/closures.ts';
import { attemptsOf, unliftedBlocks } from '#src/store/blocks.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { mailboxByAddress, mailboxById } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { effectiveQuota } from './mailbox-view.ts';
import { mailsOfNotices, noticeByKey } from '#src/store/notices.ts';
import type { NoticeMailsTable } from '#src/store/tables.ts';
import { blockNoticeKey } from '#src/model/notice.ts';

export interface ClosureSourceDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly store: Pick<MailStore, 'open'>;
  readonly journal: Pick<JournalStore, 'query'>;
}

/** Limits and bills are told by their own probes. */
const RULES: ReadonlySet<BlockRule> = new Set([
  'abuse-volume',
  'abuse-recipients',
  'abuse-countries',
  'abuse-content',
  'abuse-bounces',
  'bulk-rules',
  'mailbox-day',
  'quarantine-host',
]);
/** Of the newest messages in the inbox, so many are looked through for a notice. */
const LOOKED_THROUGH = 500;

export function createClosureSource(deps: ClosureSourceDeps): ClosureSource {
  const { db, clock } = deps;
  return {
    of: async ({ domain: name, address }) => {
      const domain = await domainByName(db.sql, name);
      if (domain === null) return null;
      const mailbox = address === undefined ? null : await mailboxByAddress(db.sql, address);
      const subjects: BlockSubject[] = [
        { kind: 'domain', id: domain.id },
        { kind: 'customer', id: domain.customer },
        ...(mailbox === null ? [] : [{ kind: 'mailbox', id: mailbox.id } as const]),
      ];
      const now = clock.now();
      const blocks = (await unliftedBlocks(db.sql, subjects)).filter(
        (block) => RULES.has(block.rule) && isActive(block, now),
      );
      return { closures: await Promise.all(blocks.map((block) => closureOf(deps, block))) };
    },
  };
}

async function closureOf(deps: ClosureSourceDeps, block: Block): Promise<Closure> {
  const attempts = await attemptsOf(deps.db.sql, block.id);
  const count = (state: string): number => attempts.filter((one) => one.state === state).length;
  return {
    code: block.code,
    rule: block.rule,
    name: block.subjectName,
    sinceAt: new Date(block.since).toISOString(),
    untilAt: block.until === null ? '' : new Date(block.until).toISOString(),
    directions: block.directions,
    evidence: block.evidence,
    refused: count('refused'),
    held: count('held'),
    customerMayLift: block.lifters.includes('customer'),
    notices: await noticesOf(deps, block),
  };
}

async function noticesOf(deps: ClosureSourceDeps, block: Block): Promise<readonly NoticeSeen[]> {
  const { sql } = deps.db;
  const notice = await noticeByKey(sql, blockNoticeKey('block-started', block));
  if (notice === null) return [];
  const mails = await mailsOfNotices(sql, [notice.id]);
  return await Promise.all(mails.map((mail) => seenOf(deps, mail)));
}

async function seenOf(deps: ClosureSourceDeps, mail: NoticeMailsTable): Promise<NoticeSeen> {
  const sentAt = new Date(mail.changed_at).toISOString();
  const channel = mail.channel as NoticeSeen['channel'];
  if (mail.state === 'folded' || mail.state === 'told-in-another')
    return { channel, state: 'folded', isRead: null, sentAt };
  if (mail.message_id === null) return { channel, state: 'waiting', isRead: null, sentAt };
  const steps = await deps.journal.query({ kinds: ['message'], message: mail.message_id, limit: 50 });
  const has = (...wanted: readonly string[]): boolean =>
    steps.some((event) => event.kind === 'message' && wanted.includes(event.step));
  const delivered = steps.find((event) => event.kind === 'message' && event.step === 'delivered');
  const state =
    delivered !== undefined ? 'delivered' : has('bounced', 'dropped') ? 'bounced' : has('sent') ? 'sent' : 'waiting';
  const isRead = delivered?.mailbox === undefined ? null : await isOpened(deps, delivered.mailbox, mail.message_id);
  return { channel, state, isRead, sentAt };
}

/** Has the message been opened in this mailbox? Moved or deleted means that somebody saw it. */
async function isOpened({ db, store }: ClosureSourceDeps, id: MailboxId, messageId: string): Promise<boolean | null> {
  const mailbox = await mailboxById(db.sql, id);
  if (mailbox === null) return null;
  const handle = await store.open(id, effectiveQuota(mailbox, await planByName(db.sql, mailbox.plan)));
  try {
    const inbox = await handle.folder('INBOX');
    if (inbox === null) return true;
    const rows = await handle.rows(inbox.id, { from: Math.max(1, inbox.uidNext - LOOKED_THROUGH) });
    const row = rows.find((one) => one.messageId === messageId);
    return row === undefined || row.flags.some((flag) => flag.toLowerCase() === '\\seen');
  } finally {
    handle.close();
  }
}
